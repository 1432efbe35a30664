// A problem as it stands under a policy: what it is about, how bad it is, by when it is fixed, and how many incidents it lies behind.
import { endOf } from "../business.ts";
import { readServices } from "../catalogue.ts";
import { DAY, type Instant, MINUTE } from "../instant.ts";
import type { Calendar, Policy, ProblemRule } from "../policy/model.ts";
import { labelKind } from "../policy/names.ts";
import type { Cases, IncidentCase, ProblemIssue } from "../snapshot.ts";
import { instantOfWall } from "../zone.ts";
import { plainService } from "./about.ts";
import { type ProblemWords, readProblem, releaseDay } from "./body.ts";

/** By when it is fixed, and by what: a limit of the policy, or a release that people agreed. `unread`: they named one without a day, or with one before its opening. */
export interface Fix {
  readonly dueAt?: Instant | undefined;
  readonly by: "limit" | "release" | "nothing";
  /** The words of the agreed release. */
  readonly release?: string | undefined;
  readonly unread?: boolean;
}

/** A problem with its incidents, newest first. */
export interface ProblemCase {
  readonly issue: ProblemIssue;
  readonly services: readonly string[];
  readonly words: ProblemWords;
  readonly severity?: string | undefined;
  readonly fix: Fix;
  readonly incidents: readonly IncidentCase[];
}

/** Every problem of a repository, those with the most incidents first, then the oldest. */
export function problemsOf(cases: Cases, policy: Policy): readonly ProblemCase[] {
  const rule = policy.problems;
  if (rule === undefined) return [];
  const byProblem = Map.groupBy(cases.incidents, ({ about }) => (about.problem ?? "").toLowerCase());
  return cases.problems
    .filter(({ trusted }) => trusted)
    .map((issue) => problemOf(issue, byProblem.get(issue.ref.toLowerCase()) ?? [], { rule, policy }))
    .toSorted(
      (one, other) =>
        other.incidents.length - one.incidents.length ||
        one.issue.createdAt - other.issue.createdAt ||
        one.issue.ref.localeCompare(other.issue.ref),
    );
}

function problemOf(
  issue: ProblemIssue,
  tied: readonly IncidentCase[],
  { rule, policy }: { readonly rule: ProblemRule; readonly policy: Policy },
): ProblemCase {
  const words = readProblem(issue.body, rule.headings);
  const incidents = tied.toSorted((one, other) => other.about.declaredAt - one.about.declaredAt);
  const severity = severityOf(issue, incidents, policy);
  const { services, unknown } = readServices(policy, words.service === undefined ? [] : [words.service]);
  return {
    issue,
    services: [...services.map(({ key }) => key), ...unknown.map(plainService)],
    words,
    severity,
    fix: fixOf(issue, words, { rule, policy, severity }),
    incidents,
  };
}

/** That of its label, else the worst of its incidents'. */
function severityOf(
  { labels }: ProblemIssue,
  incidents: readonly IncidentCase[],
  { severities, ...policy }: Policy,
): string | undefined {
  const own = labels.flatMap((label) => {
    const kind = labelKind({ severities, ...policy }, label);
    return kind?.kind === "severity" ? [kind.key] : [];
  });
  const found = new Set(own.length > 0 ? own : incidents.flatMap(({ about }) => about.severity ?? []));
  return severities.find(({ key }) => found.has(key))?.key;
}

/** A release that people agreed goes before the limit (L-5), and is over with its day. One that was over before the problem was there can't be meant. */
function fixOf(
  { createdAt }: ProblemIssue,
  { release }: ProblemWords,
  of: { readonly rule: ProblemRule; readonly policy: Policy; readonly severity: string | undefined },
): Fix {
  const { rule, policy, severity } = of;
  const { zone } = policy.incidents;
  const day = releaseDay(release, { writtenAt: createdAt, zone });
  const releasedAt = day === undefined ? createdAt : endOfDay(day, zone);
  if (releasedAt > createdAt) return { dueAt: releasedAt, by: "release", release };
  const limit = rule.fix[severity ?? "any"];
  const said = release === undefined ? {} : { release, unread: true };
  if (limit === undefined) return { by: "nothing", ...said };
  return { dueAt: endOf(limit, createdAt, problemCalendar(rule, policy)), by: "limit", ...said };
}

/** The last minute of a local day. */
function endOfDay(day: string, zone: string): Instant {
  return instantOfWall(Date.parse(`${day}T00:00:00Z`) + DAY - MINUTE, zone);
}

/** The calendar of a problem's limit and of its reminders. */
export function problemCalendar({ calendar }: ProblemRule, { calendars }: Policy): Calendar | undefined {
  return calendar === undefined ? Object.values(calendars)[0] : calendars[calendar];
}
