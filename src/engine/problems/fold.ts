// What the problems of a repository come to under a policy, and what of ours stands on their issues. Time-free.
import type { Twins } from "../heal.ts";
import type { OwnComment } from "../incident.ts";
import { ownComments, twinComments } from "../own.ts";
import type { Ruling } from "../policy/ruling.ts";
import { type ProblemCase, problemsOf } from "./problem.ts";
import type { ListIssue, ProblemsSnapshot } from "./snapshot.ts";

/** The problems of a repository as their issues and its incidents tell. */
export interface Problems {
  /** Those with the most incidents first; closed ones are among them. */
  readonly all: readonly ProblemCase[];
  readonly list?: ListIssue | undefined;
  /** Our comments on the list and on the problems, oldest first on each, doubles left out. */
  readonly own: readonly OwnComment[];
  readonly twins: Twins;
  /** Nobody's rights count here: what people decide about a problem stands in its issue. */
  readonly needsRoles: readonly string[];
}

/** Reads the problems under a policy. */
export function foldProblems(snapshot: ProblemsSnapshot, ruling: Ruling): Problems {
  const [list, ...doubles] = snapshot.lists;
  const said = [...(list === undefined ? [] : [list.said]), ...snapshot.problems.map((one) => one.said)];
  const each = said.map(({ comments }) => ownComments(comments));
  const twins = each.flatMap(twinComments);
  return {
    all: problemsOf(snapshot, ruling.policy),
    list,
    own: each.flat().filter((one) => !twins.includes(one)),
    twins: { comments: twins, issues: doubles.map(({ id }) => ({ id, state: "open" })) },
    needsRoles: [],
  };
}
