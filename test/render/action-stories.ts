// The actions of a repository told for the goldens of our words: the issue that lists them, and the reminder of a person and week.
import { decideActions } from "../../src/engine/actions-list/decide.ts";
import { foldActions } from "../../src/engine/actions-list/fold.ts";
import type { ActionsSnapshot } from "../../src/engine/actions-list/snapshot.ts";
import { onlyGithub } from "../../src/engine/delivery.ts";
import type { ActionRecord } from "../../src/engine/ledger.ts";
import { listed, record, rolling, ruledBy, shown } from "../engine/actions-list/told.ts";
import { peoples } from "../engine/peoples.ts";
import { type Said, type Stories, said } from "./stories.ts";

const policy = "teams: { shop: { repo: acme/shop, lead: cora } }";
const verifying = `${policy}\nactions: { verify: true }`;

/** An action by its number, in the words of whoever wrote its line. */
function action(number: number, title: string, more: Partial<ActionRecord> = {}): ActionRecord {
  return record(peoples.words(title), { id: `I_${number}`, ref: `acme/shop#${number}`, ...more });
}

function plan(snapshot: ActionsSnapshot, when: string, by = policy) {
  const ruling = ruledBy(by);
  const list = foldActions(snapshot);
  const made = decideActions({ snapshot, list, ruling, now: Date.parse(when), reach: onlyGithub });
  peoples.planned(made);
  return made;
}

/** The incident `#1`, in the words of whoever opened it, with these actions. */
function seen(actions: readonly ActionRecord[], more: Partial<ActionsSnapshot> = {}): ActionsSnapshot {
  const here = listed(actions);
  return shown([{ ...here, title: peoples.words(here.title) }], [rolling()], more);
}

/** What somebody is reminded of in the week of Monday 19 May. */
function reminded(actions: readonly ActionRecord[], when = "2025-05-19T08:00:00Z", by = policy): Said {
  return said(plan(seen(actions), when, by).effects, "digest");
}

const some = (): readonly ActionRecord[] => [
  action(9, "Add a *breaker* @here", { due: "2025-05-16", team: "shop" }),
  action(10, "Watch the disks", { due: "2025-05-22", owners: [], team: "shop" }),
  action(11, "Train the desk"),
  action(12, "Rotate the keys", { due: "2025-05-21", state: "done" }),
  action(13, "Write a guide", { state: "lost" }),
];

/** One story for each way in which actions are listed, and somebody is reminded of them. */
export const actionStories: Stories = {
  "actions-list": () => said(plan(seen(some()), "2025-05-19T07:00:00Z").effects, "actions-list"),
  "actions-list-verified": () =>
    said(plan(seen(some()), "2025-05-19T07:00:00Z", verifying).effects, "actions-list"),
  "actions-list-none": () =>
    said(plan(seen([action(9, "Done", { state: "done" })]), "2025-05-19T07:00:00Z").effects, "actions-list"),
  "actions-list-many": () => {
    const many = Array.from({ length: 102 }, (_, step) => action(9 + step, `Step ${step + 1}`));
    return said(plan(seen(many), "2025-05-19T07:00:00Z").effects, "actions-list");
  },
  "actions-list-in-public": () => {
    const repository = { id: "R_1", name: "acme/incidents", public: true, archived: false, labels: [] };
    const secret = action(9, "Rotate the key of the vault", { due: "2025-05-22", isPrivate: true });
    return said(plan(seen([secret], { repository }), "2025-05-19T07:00:00Z").effects, "actions-list");
  },
  digest: () => reminded([action(9, "Add a *breaker* @here", { due: "2025-05-22" })]),
  "digest-today": () =>
    reminded(
      [
        action(9, "Add a breaker", { due: "2025-05-19" }),
        action(10, "Watch the disks", { due: "2025-05-23" }),
      ],
      "2025-05-19T08:00:00Z",
    ),
  "digest-half": () => reminded([action(9, "Add a breaker", { due: "2025-05-28" })], "2025-05-21T08:00:00Z"),
  "digest-overdue": () =>
    reminded([
      action(9, "Add a breaker", { due: "2025-05-16" }),
      action(10, "Watch the disks", { due: "2025-05-22" }),
    ]),
  "digest-of-a-lead": () =>
    reminded(
      [
        action(9, "Add a breaker", { due: "2025-05-14", owners: ["cora"], team: "shop" }),
        action(10, "Watch the disks", { due: "2025-05-22", owners: [], team: "shop" }),
      ],
      "2025-05-21T08:00:00Z",
    ),
  "digest-to-verify": () =>
    reminded(
      [action(9, "Rotate the keys", { due: "2025-05-21", state: "done" })],
      "2025-05-19T08:00:00Z",
      verifying,
    ),
};
