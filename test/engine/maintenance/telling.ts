// Maintenance told for tests: an issue opened by its form, what people do to it, and what is thought of it at an instant.

import { onlyGithub } from "../../../src/engine/delivery.ts";
import { parseForm, renderBody } from "../../../src/engine/form.ts";
import type { Role } from "../../../src/engine/snapshot.ts";
import { rolesNeeded, think } from "../../../src/engine/subjects.ts";
import { createRulings } from "../../../src/rulings/rulings.ts";
import { presetForms, presets } from "../../../src/shipped/presets.ts";
import { applied } from "../applied.ts";
import { type History, incident, time } from "../build.ts";
import { peoples } from "../peoples.ts";

export { time } from "../build.ts";

/** A policy with maintenance and a page; the zone is London. */
export const policy = `extends: sre
site: { title: Acme status }
maintenance: { fields: { change: { title: change reference } } }
services: { payments: { title: Card payments }, refunds: { status: Refunds and returns } }
`;

/** What somebody writes into the form. */
export const work = {
  service: "refunds",
  start: "2026-05-01 22:00",
  end: "23:30",
  text: "Refunds wait.\n\nPayments go on.",
};

const rulings = createRulings({ presets: presets(), version: "test" });
const form = parseForm(presetForms("maintenance")[0]?.text ?? "").form;

/** The body of the form with these answers. */
export function filled(answers: Readonly<Record<string, string>>): { readonly body: string } {
  if (form === undefined) throw new Error("There is no form of maintenance.");
  const said = Object.entries(answers).map(([field, answer]) => [field, peoples.words(answer)]);
  return { body: renderBody(form, Object.fromEntries(said)) };
}

/** One that somebody opened at 15:40 on a Friday, in a private repository unless said otherwise. */
export function announced(
  answers: Readonly<Record<string, string>> = work,
  {
    by = "ana",
    roles = {},
    ...setting
  }: { by?: string; public?: boolean; policy?: string; roles?: Readonly<Record<string, Role>> } = {},
): History {
  const everybody = { ana: "write", ben: "write", eve: "none", rae: "read", ...roles } as const;
  return incident({ policy, ...setting, preset: "maintenance", title: "The ledger moves", roles: everybody })
    .opened("15:40", by, filled(answers))
    .labeled("15:40", by, "maintenance");
}

/** Tocsin looked, and what it wanted was written. */
export function looked(history: History, at = "15:45"): History {
  const id = (kind: string) => `${kind}_of-${at}`;
  return history.changed((seen) => applied(seen, thoughtOf(history, at).plan, { at: time(at), id }));
}

/** What is thought of it. Throws where it is no maintenance, or rights would have to be looked up first. */
export function thoughtOf(history: History, at = "16:00") {
  const seen = history.snapshot();
  const ruling = rulings.of(seen.repository.name, seen.sources);
  if (ruling === undefined) throw new Error("The policy is wrong.");
  const needs = rolesNeeded(seen, ruling);
  if (needs.length > 0) throw new Error(`The rights of ${needs.join(", ")} would have to be looked up.`);
  const thought = think(seen, ruling, time(at), onlyGithub);
  if (thought.kind !== "maintenance") throw new Error(`It is of the kind ${thought.kind}.`);
  peoples.planned(thought.plan);
  return thought;
}
