// Policies for the tests of comparisons, loaded from text over the presets.

import type { Change } from "../../src/diff/change.ts";
import { compare } from "../../src/diff/sections.ts";
import type { Policy } from "../../src/engine/policy/model.ts";
import { loadPolicy } from "../../src/engine/policy.ts";
import { presets } from "../../src/shipped/presets.ts";

/** The day from which examples are taken: a Monday without a holiday near it. */
export const TODAY = Date.parse("2025-06-02T09:00:00Z");

/** A policy that has to be right. */
export function policyOf(text: string): Policy {
  const { policy, problems } = loadPolicy({ file: "policy.yml", text, presets: presets() });
  if (policy === undefined) throw new Error(JSON.stringify(problems, null, 2));
  return policy;
}

/** What behaves differently between two texts. */
export function changesOf(before: string, after: string): readonly Change[] {
  return compare({ before: policyOf(before), after: policyOf(after), today: TODAY });
}

/** The same in words: each change, and what follows from it indented under it. */
export function wordsOf(before: string, after: string): readonly string[] {
  return changesOf(before, after).flatMap(({ words, where }) => [words, ...where.map((one) => `  ${one}`)]);
}

/** A policy with something of everything that an edit may touch. */
export const BASE = `extends: sre
calendars:
  core: { title: core hours, zone: Europe/London, hours: { mon-fri: "08:00-17:30" }, holidays: GB-ENG }
  support: { title: support hours, zone: Europe/London, hours: { mon-sun: "07:00-19:00" } }
contacts: { siro: senior information risk owner }
roles:
  manager: { duty: { core: ana, out: { rota: on-call } } }
rota:
  on-call: { title: on call, people: [ben, cara], from: 2025-01-06, shifts: [{ hours: "00:00-24:00" }] }
clocks:
  fix: { title: Fix, starts: declared, stops: resolved, within: { sev1: 4 business hours, any: none }, remind: tech }
  report:
    title: Report
    starts: resolved
    stops: closed
    within: { sev1: 10wd, sev2: 10wd, any: none }
    cases: [{ when: { service: gpit }, within: 5wd }]
    remind: lead
severity:
  raise:
    lost-data: { when: { impact: data loss }, to: sev1, because: Data is lost }
commands: { confirm: { holders: [manager], role: write } }
flags: { clinical: { title: clinical safety } }
services: { letters: { title: Letters, tier: gold } }
handover: { changes: { evening: { from: manager, to: manager, at: { closes: core } } } }
escalation:
  levels: [manager, { key: siro, role: lead, within: 30m }]
  triggers: { press: { when: { impact: press }, to: siro, hours: out, because: The press asks } }
`;

/** The base with one piece of its text put in another's place. */
export function edited(...edits: readonly (readonly [string, string])[]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the base has no "${from}"`);
    return text.replace(from, to);
  }, BASE);
}
