// From the problems of a repository to what the public may know of them: title, services and state, and a workaround where the policy says so (L-8).
import { DAY, type Duration, type Instant } from "../engine/instant.ts";
import type { Policy } from "../engine/policy/model.ts";
import { labelKind } from "../engine/policy/names.ts";
import type { ProblemCase } from "../engine/problems/problem.ts";
import { nhsNumbersIn } from "../engine/text/nhs-number.ts";
import type { SiteProblem } from "./data.ts";

/** So long a problem that was fixed is still shown. */
const shownFor: Duration = 30 * DAY;

/**
 * The problems that the page may list, those with the most incidents first; none where the policy does not say that they are public. One
 * with the label of a flag (a security problem, say) is left out, and so are words that may have an NHS number in them.
 */
export function siteProblemsOf(
  problems: readonly ProblemCase[],
  policy: Policy,
  asOf: Instant,
): readonly SiteProblem[] {
  const shown = policy.problems?.public;
  if (shown === undefined) return [];
  return problems
    .filter((one) => isShown(one, policy, asOf))
    .map((one) => shownOf(one, policy, shown.workaround));
}

function isShown({ issue }: ProblemCase, policy: Policy, asOf: Instant): boolean {
  const isFlagged = issue.labels.some((name) => labelKind(policy, name)?.kind === "flag");
  if (isFlagged || nhsNumbersIn(issue.title) > 0) return false;
  if (issue.state === "open") return true;
  return issue.reason === "completed" && (issue.closedAt ?? 0) > asOf - shownFor;
}

function shownOf(
  { issue, services, words }: ProblemCase,
  { services: all }: Policy,
  workaround: boolean,
): SiteProblem {
  const said = workaround ? (words.workaround ?? "") : "";
  return {
    title: issue.title,
    services: services.filter((key) => Object.hasOwn(all, key)),
    since: issue.createdAt,
    ...(issue.state === "closed" && issue.closedAt !== undefined && { fixedAt: issue.closedAt }),
    workaround: nhsNumbersIn(said) > 0 ? "" : said,
  };
}
