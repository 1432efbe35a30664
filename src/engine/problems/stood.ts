// How the problem of an incident stood when its card was written: by that a look at the problems tells whose card says what is not so any more.
import { type IssueRef, isIssueAddress, repositoryOf } from "../issue-ref.ts";
import type { CaseAbout } from "../ledger.ts";
import type { Policy } from "../policy/model.ts";
import type { Cases } from "../snapshot.ts";
import { hash } from "../text/hash.ts";
import { readProblem } from "./body.ts";

/** It was among the problems of its repository when the card was written before, and is not any more: deleted, transferred, or without its label. */
export const GONE = "gone";

/** What is known when it is asked how a problem stands. */
export interface SeenProblems {
  readonly policy: Policy;
  /** `owner/name` of the incident's repository. */
  readonly repository: string;
  /** Absent: the problems were not read. */
  readonly cases?: Cases | undefined;
  /** What the card had before. */
  readonly before?: CaseAbout | undefined;
}

/** A print of what a card shows of the problem, or `GONE`; `undefined` where nobody can tell: it is elsewhere, was never seen, or was not read. */
export function stoodNow(
  ref: IssueRef,
  { policy, repository, cases, before }: SeenProblems,
): string | undefined {
  if (!isIssueAddress(ref) || repositoryOf(ref).toLowerCase() !== repository.toLowerCase()) return undefined;
  const isSame = (other = ""): boolean => other.toLowerCase() === ref.toLowerCase();
  const known = isSame(before?.problem) ? before?.stood : undefined;
  if (cases === undefined || policy.problems === undefined) return known;
  const found = cases.problems.find((one) => one.trusted && isSame(one.ref));
  if (found === undefined) return known === undefined || cases.hasMore === true ? known : GONE;
  const { workaround } = readProblem(found.body, policy.problems.headings);
  return hash(JSON.stringify([found.title, found.state, workaround]));
}
