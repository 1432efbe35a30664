// A repository's list of actions as tests tell it: the policy, the incidents with what their cards record, and the issue that lists them.
import type { ActionsSnapshot } from "../../../src/engine/actions-list/snapshot.ts";
import type { ActionRecord } from "../../../src/engine/ledger.ts";
import type { Ruling } from "../../../src/engine/policy/ruling.ts";
import type { ListedIncident, RollingIssue } from "../../../src/engine/rolling.ts";
import type { CommentItem } from "../../../src/engine/snapshot/timeline.ts";
import { shippedRulings } from "../../../src/run/tocsin.ts";

const rulings = shippedRulings(undefined);

/** What rules under a policy over `sre`, in London. */
export function ruledBy(text: string): Ruling {
  const policy = {
    path: ".github/tocsin.yml",
    oid: text,
    text: `extends: sre\nincidents: { zone: Europe/London }\n${text}\n`,
  };
  const ruling = rulings.of("acme/incidents", { policy, forms: [] });
  if (ruling === undefined)
    throw new Error(JSON.stringify(rulings.problems("acme/incidents", { policy, forms: [] })));
  return ruling;
}

/** An action that was filed for the first incident, as its card records it. */
export function record(title: string, more: Partial<ActionRecord> = {}): ActionRecord {
  return {
    ...{ id: `I_${title}`, ref: "acme/shop#9", title, owners: ["ana"], state: "open" },
    ...{ filedAt: Date.parse("2025-05-12T09:00:00Z"), ...more },
  };
}

/** The incident `#1` whose card records these actions. */
export function listed(actions: readonly ActionRecord[]): ListedIncident {
  return {
    ...{ id: "I_1", ref: "acme/incidents#1", title: "Payments down", createdAt: 0, labels: [], card: true },
    ledger: {
      ...{ version: 2, id: "x", slug: "x", declaredAt: 0, from: "acme/incidents#1", policies: [], acts: [] },
      ...{ clocks: new Map(), sent: new Map(), created: new Map(), mentions: new Map(), actions },
      ...{ card: { hash: "", at: 0 }, fingerprint: "" },
    },
  };
}

/** The issue that lists them, open since the twelfth of May, with these reminders on it. */
export function rolling(
  said: readonly (readonly [id: string, at: string])[] = [],
  digest = "",
): RollingIssue {
  const comments = said.map(
    ([id, at], index): CommentItem => ({
      ...{ kind: "comment", id: `IC_${index}`, at: Date.parse(at), by: { login: "tocsin", kind: "bot" } },
      ...{ body: "", minimized: false, reacted: [], edits: [], marks: [{ kind: "digest", words: [id] }] },
    }),
  );
  const createdAt = Date.parse("2025-05-12T09:00:00Z");
  return {
    ...{ id: "I_list", ref: "acme/incidents#5", url: "https://github.com/acme/incidents/issues/5" },
    ...{ createdAt, updatedAt: createdAt, pinned: true, comments, deleted: [] },
    marks: [{ kind: "list", words: [digest] }],
  };
}

/** What GitHub shows of it. */
export function shown(
  incidents: readonly ListedIncident[],
  issues: readonly RollingIssue[],
  more: Partial<ActionsSnapshot> = {},
): ActionsSnapshot {
  return {
    ...{ kind: "actions", key: "acme/incidents#actions", me: "tocsin", rolling: issues, incidents },
    repository: { id: "R_1", name: "acme/incidents", public: false, archived: false, labels: [] },
    ...{
      sources: { forms: [] },
      roles: new Map(),
      recent: new Map(),
      said: [],
      faults: [],
      mentioned: new Map(),
    },
    ...more,
  };
}
