// Checks what the section `actions` names: severities, roles, a calendar, and limits that end.
import { parseSpan } from "../../span.ts";
import { type Finding, shown, wrong } from "../finding.ts";
import { checkRight } from "../right.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";

/** What `actions` says that can't be meant. */
export function check(here: Checking): readonly Finding[] {
  const given = here.file.actions;
  if (given === undefined) return [];
  const { due, calendar, verify, lead } = given;
  const severities = typeof due === "object" ? Object.keys(due).filter((key) => key !== "any") : [];
  return [
    ...severities.flatMap((key) => here.known("severities", key, ["actions", "due", key])),
    ...(calendar === undefined ? [] : here.known("calendars", calendar, ["actions", "calendar"])),
    ...checkRight(here, typeof verify === "boolean" ? undefined : verify, ["actions", "verify"]),
    ...(lead?.role === undefined ? [] : here.known("roles", lead.role, ["actions", "lead", "role"])),
    ...limits(here).flatMap(checkLimit),
  ];
}

interface Limit {
  readonly limit: string;
  readonly path: Path;
}

/** Every limit of the section that a person wrote, with its place. */
function limits({ file: { actions = {} } }: Checking): readonly Limit[] {
  const { due, "due-by-type": byType, remind = [], lead } = actions;
  const given = typeof due === "string" ? [{ limit: due, path: ["actions", "due"] }] : mapped(due, "due");
  const moments = remind.flatMap((limit, index) =>
    limit === "half" || limit === "due" ? [] : [{ limit, path: ["actions", "remind", index] }],
  );
  const after = lead?.after === undefined ? [] : [{ limit: lead.after, path: ["actions", "lead", "after"] }];
  return [...given, ...mapped(byType, "due-by-type"), ...moments, ...after];
}

function mapped(given: Readonly<Record<string, string>> | undefined, key: string): readonly Limit[] {
  return Object.entries(given ?? {}).map(([name, limit]) => ({ limit, path: ["actions", key, name] }));
}

function checkLimit({ limit, path }: Limit): readonly Finding[] {
  const span = parseSpan(limit);
  if (span === undefined || (span.kind === "days" ? span.days : span.ms) > 0) return [];
  return [wrong(path, `${shown(limit)} is no time at all; write at least a working day or an hour.`)];
}
