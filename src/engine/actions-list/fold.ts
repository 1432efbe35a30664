// From what was read to the actions that are to be followed: of each incident what its card records.
import type { Twins } from "../heal.ts";
import type { OwnComment } from "../incident.ts";
import type { ActionRecord } from "../ledger.ts";
import { ownComments, twinComments } from "../own.ts";
import type { RollingIssue } from "../rolling.ts";
import type { IssueRef } from "../snapshot.ts";
import type { ActionsSnapshot } from "./snapshot.ts";

/** An action with the incident that it follows from. */
export interface ListedAction extends ActionRecord {
  readonly incident: { readonly ref: IssueRef; readonly title: string };
}

/** All actions of a repository's incidents, and the issue that lists them. */
export interface ActionList {
  readonly rolling?: RollingIssue | undefined;
  readonly actions: readonly ListedAction[];
  /** Our comments on the issue, oldest first, doubles left out. */
  readonly own: readonly OwnComment[];
  readonly twins: { readonly comments: readonly OwnComment[]; readonly issues: Twins["issues"] };
  readonly needsRoles: readonly string[];
}

/** Reads it. Nothing that people write on the list is judged: what becomes of an action is said in its own issue. */
export function foldActions({ rolling: [rolling, ...doubles], incidents }: ActionsSnapshot): ActionList {
  const all = rolling === undefined ? [] : ownComments(rolling.comments);
  const twins = twinComments(all);
  return {
    rolling,
    actions: incidents.flatMap(({ ref, title, ledger }) =>
      (ledger?.actions ?? []).map((action) => ({ ...action, incident: { ref, title } })),
    ),
    own: all.filter((one) => !twins.includes(one)),
    twins: { comments: twins, issues: doubles.map(({ id }) => ({ id, state: "open" })) },
    needsRoles: [],
  };
}
