// Builds the problems of a repository for tests: a list, a policy with limits, and the plan at an instant.
import type { ProblemsSnapshot } from "../../../src/engine/problems/snapshot.ts";
import { think } from "../../../src/engine/subjects.ts";
import { createRulings } from "../../../src/rulings/rulings.ts";
import { presets } from "../../../src/shipped/presets.ts";
import { time } from "../setting.ts";

const policy = `extends: sre
services: { appointments: {} }
calendars: { core: { hours: { mon-fri: "09:00-17:00" } } }
roles: { desk: { title: desk, duty: [dan] } }
problems: { fix: { sev1: 2 working days, any: 5 working days }, warn: [1d], overdue: [1d], remind: desk, source: L-5 }
`;
const rulings = createRulings({ presets: presets(), version: "test" });
const sources = { policy: { path: ".github/tocsin.yml", oid: policy, text: policy }, forms: [] };

/** The list, with nothing on it yet. */
export const list: ProblemsSnapshot["lists"][number] = {
  ...{ id: "L_1", ref: "acme/incidents#2", createdAt: time("08:00"), updatedAt: time("08:00") },
  said: { comments: [], deleted: [] },
};

/** What should be done about the problems of `acme/incidents` at a time of these tests. */
export function planOf(at: string, given: Partial<ProblemsSnapshot>) {
  const snapshot: ProblemsSnapshot = {
    ...{ kind: "problems", key: "acme/incidents#problems", me: "tocsin" },
    repository: { id: "R_1", name: "acme/incidents", public: false, archived: false, labels: [] },
    sources,
    ...{ roles: new Map(), recent: new Map(), said: [], faults: [], mentioned: new Map() },
    ...{ problems: [], incidents: [], lists: [list], isListClosed: false, isCut: false },
    ...given,
  };
  const ruling = rulings.of("acme/incidents", sources);
  if (ruling === undefined) throw new Error(JSON.stringify(rulings.problems("acme/incidents", sources)));
  return think(snapshot, ruling, time(at)).plan;
}
