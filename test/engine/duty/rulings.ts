// Policies of the tests of duty: a text over `sre`, or a preset as it is, with the public holidays of England that they need.
import type { Instant } from "../../../src/engine/instant.ts";
import type { Ruling } from "../../../src/engine/policy/ruling.ts";
import type { Sources } from "../../../src/engine/snapshot/repository.ts";
import { createRulings } from "../../../src/rulings/rulings.ts";
import { presets } from "../../../src/shipped/presets.ts";

const rulings = createRulings({ presets: presets(), version: "test" });

/** The ruling of a policy text; throws where it has problems. */
export function rulingOf(text: string, more: Partial<Sources> = {}): Ruling {
  const sources = { policy: { path: ".github/tocsin.yml", oid: text, text }, forms: [], ...more };
  const ruling = rulings.of("acme/incidents", sources);
  if (ruling === undefined)
    throw new Error(JSON.stringify(rulings.problems("acme/incidents", sources), null, 1));
  return ruling;
}

/** A wall-clock time in London as an instant: `2025-04-04 17:30`, by the offset given (`+01:00` in summer, `Z` in winter). */
export function london(text: string): Instant {
  const [date = "", time = ""] = text.split(" ");
  const summer = date.slice(5) > "03-30" && date.slice(5) < "10-26";
  return Date.parse(`${date}T${time}:00${summer ? "+01:00" : "Z"}`);
}

/** The shifts of H-20 as a rota has them, for any policy of these tests. */
export const shifts = `      - { days: mon-thu, hours: '17:30-08:00', holidays: no }
      - { days: fri, hours: '17:30-07:00', holidays: no }
      - { days: sat-sun, hours: '07:00-19:00', holidays: no }
      - { days: sat, hours: '19:00-07:00', holidays: no }
      - { days: sun, hours: '19:00-08:00', holidays: no }
      - { hours: '07:00-19:00', holidays: only }
      - { hours: '19:00-08:00', holidays: only }`;

/** The EDM rota of H-20 over core hours Mon–Fri 08:00–17:30, with Good Friday to Easter Monday and Christmas 2025 as holidays. */
export const edm = `
extends: sre
incidents: { zone: Europe/London }
calendars:
  core:
    hours: { mon-fri: '08:00-17:30' }
    holidays: { add: [2025-04-18, 2025-04-21, 2025-05-05, 2025-12-25, 2025-12-26, 2026-01-01] }
rota:
  edm:
    calendar: core
    people: [ana, ben]
    from: 2024-12-30
    overlap: true
    shifts:
${shifts}
roles:
  edm: { duty: { out: { rota: edm } } }
`;
