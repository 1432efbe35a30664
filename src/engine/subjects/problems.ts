// The kind of subject that keeps the problems of a repository: their list, ranked by their incidents, and the limit of each fix (L-5, L-8).

import { decideProblems, type ProblemsSituation } from "../problems/decide.ts";
import { foldProblems, type Problems } from "../problems/fold.ts";
import type { ProblemsSnapshot } from "../problems/snapshot.ts";
import type { RepositorySubject, Subject } from "../subject.ts";

/** The problems of a repository. */
export const problems: Subject<ProblemsSnapshot, Problems, ProblemsSituation> & RepositorySubject = {
  kind: "problems",
  name: "problems",
  newest: ({ lists, problems: all }) =>
    Math.max(
      0,
      ...[...lists, ...all].map(({ createdAt, said }) => Math.max(createdAt, said.comments.at(-1)?.at ?? 0)),
    ),
  fold: foldProblems,
  assess: (snapshot, folded, at) => ({ snapshot, problems: folded, ...at }),
  decide: decideProblems,
  labels: ({ policy: { problems: rule } }) =>
    rule === undefined
      ? undefined
      : [rule.label, rule.list.label].flatMap(({ name, aliases }) => [name, ...aliases]),
  // Each limit is of a problem, and no instant of the calendar; timers and what a pass asked for lead to it.
  dueAt: () => undefined,
  readsIncidents: true,
};
