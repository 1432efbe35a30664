// Checks the handover of a policy against the roles, calendars and rotas that it names.
import type { PolicyFile } from "../file.ts";
import { type Finding, wrong, wrongKey } from "../finding.ts";
import type { Checking } from "../section.ts";

type Change = NonNullable<NonNullable<PolicyFile["handover"]>["changes"]>[string];

/** Every change of duty says who hands over to whom and when, by names that the policy has (H-33). */
export function check(here: Checking): readonly Finding[] {
  return Object.entries(here.file.handover?.changes ?? {}).flatMap(([id, change]) => [
    ...lacking(id, change),
    ...(["from", "to"] as const).flatMap((side) => {
      const role = change[side];
      return role === undefined ? [] : here.known("roles", role, ["handover", "changes", id, side]);
    }),
    ...placed(here, id, change),
    ...unsaid(id, change),
  ]);
}

function lacking(id: string, change: Change): readonly Finding[] {
  const missing = (["from", "to", "at"] as const).filter((name) => change[name] === undefined);
  if (missing.length === 0) return [];
  const example = "{ from: bridge, to: desk, at: { closes: core } }";
  const message = `The change ${id} does not say ${missing.join(", ")}; expected who hands over to whom, and when, as in ${example}.`;
  return [wrongKey(["handover", "changes", id], message)];
}

function placed(here: Checking, id: string, { at }: Change): readonly Finding[] {
  const path = ["handover", "changes", id, "at"];
  if (at === undefined) return [];
  if ("rota" in at) return here.known("rota", at.rota, [...path, "rota"]);
  return "opens" in at
    ? here.known("calendars", at.opens, [...path, "opens"])
    : here.known("calendars", at.closes, [...path, "closes"]);
}

function unsaid(id: string, { call, paper }: Change): readonly Finding[] {
  if (call !== "never" || paper !== "never") return [];
  const path = ["handover", "changes", id, "paper"];
  return [
    wrong(path, `The change ${id} asks for neither paper nor a call; write one of them, or leave it out.`),
  ];
}
