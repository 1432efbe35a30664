// The list of known problems: one issue of the repository, opened with the first problem, and one comment on it that is edited in place (L-8).
import type { CreateIssue } from "../effect.ts";
import type { Instant } from "../instant.ts";
import type { ProblemRule } from "../policy/model.ts";
import { earlier, type Wish } from "../situation.ts";
import { formatSpan } from "../span.ts";
import { hash } from "../text/hash.ts";
import { inline } from "../text/safe.ts";
import { local } from "../time.ts";
import type { Message } from "../voice/message.ts";
import type { Value, Values } from "../wanted.ts";
import type { ProblemsSituation } from "./decide.ts";
import type { ProblemCase } from "./problem.ts";

const topic = "known-problems";
/** More are not read by anybody; the label lists them all. */
const mostShown = 50;

/** The list as it should be; it is written again at the instant at which a fix becomes overdue. */
export function listing(here: ProblemsSituation): Wish {
  const { problems, ruling, snapshot, now } = here;
  const rule = ruling.policy.problems;
  const open = problems.all.filter(({ issue }) => issue.state === "open");
  if (rule === undefined || snapshot.isListClosed) return { wants: [] };
  const { list } = problems;
  const id = list?.id ?? snapshot.recent.get(openingId(here));
  if (id === undefined) return { wants: open.length === 0 ? [] : [opening(rule, here)] };
  return {
    wants: said(id, listValues(open, here), here),
    wakeAt: open.reduce<Instant | undefined>(
      (at, { fix: { dueAt = 0 } }) => (dueAt > now ? earlier(at, dueAt + 1) : at),
      undefined,
    ),
  };
}

function openingId({ snapshot }: ProblemsSituation): string {
  return `${topic}/${snapshot.repository.id}`;
}

function opening(rule: ProblemRule, here: ProblemsSituation): CreateIssue {
  const { snapshot } = here;
  return {
    kind: "create-issue",
    id: openingId(here),
    because: "There is a known problem, and no list of them.",
    rule: ruleOf(rule),
    repository: snapshot.repository.name,
    title: rule.list.title,
    template: "known-problems-issue",
    values: { label: rule.label.name, fixed: Object.keys(rule.fix).length > 0 },
    markers: [["rolling", snapshot.key]],
    labels: [rule.list.label.name],
    assignees: [],
  };
}

/** The rule of the policy, with the ids of its source. */
export function ruleOf({ source }: ProblemRule): string {
  return `problems${source === "" ? "" : ` ${source}`}`;
}

/** Our one comment, written anew only where it would say something else. */
function said(on: string, values: Values, { problems, ruling }: ProblemsSituation): readonly Message[] {
  const own = problems.own.find(({ markers }) => markers.some(({ kind }) => kind === topic));
  const digest = hash(JSON.stringify(values));
  if (own?.markers.some(({ kind, words }) => kind === topic && words[1] === digest)) return [];
  const id = `${topic}/${on}`;
  const rule = ruling.policy.problems;
  return [
    {
      id: own === undefined ? id : `${id}/${digest}`,
      // It is known again by what it is: its double is healed, and nothing is said by it.
      ids: [],
      topic,
      on,
      asks: [],
      silenced: false,
      counts: false,
      edits: own?.item.id,
      details: [on, digest],
      say: () => ({
        because: "What is known of a problem, or how many incidents it has, has changed.",
        rule: rule === undefined ? "problems" : ruleOf(rule),
        template: "known-problems",
        values,
      }),
    },
  ];
}

function listValues(open: readonly ProblemCase[], here: ProblemsSituation): Values {
  return {
    count: open.length,
    problems: open.slice(0, mostShown).map((one) => rowOf(one, here)),
    more: Math.max(0, open.length - mostShown),
    cut: here.snapshot.isCut,
  };
}

function rowOf(
  { issue, services, words, severity, fix, incidents }: ProblemCase,
  here: ProblemsSituation,
): Value {
  const { policy } = here.ruling;
  const { zone } = policy.incidents;
  const day = (at: Instant): string => local(at, zone, "d MMM yyyy");
  return {
    ref: `#${issue.ref.split("#")[1] ?? ""}`,
    title: inline(issue.title, 100),
    incidents: incidents.length,
    last: incidents[0] === undefined ? "" : day(incidents[0].about.declaredAt),
    since: day(issue.createdAt),
    services: services.map((key) => inline(policy.services[key]?.title ?? key, 60)).join(", "),
    severity: inline(policy.severities.find(({ key }) => key === severity)?.title ?? ""),
    workaround: inline(words.workaround ?? "", 200),
    ...fixValues({ fix, severity }, here),
  };
}

/** By when it is fixed, by what, and whether that is past. */
export function fixValues(
  { fix, severity }: Pick<ProblemCase, "fix" | "severity">,
  { ruling, now }: Pick<ProblemsSituation, "ruling" | "now">,
): Values {
  const { policy } = ruling;
  const limit = policy.problems?.fix[severity ?? "any"];
  return {
    by: fix.by,
    due: fix.dueAt === undefined ? "" : local(fix.dueAt, policy.incidents.zone, "EEE d MMM yyyy"),
    past: fix.dueAt !== undefined && fix.dueAt < now,
    limit: limit === undefined ? "" : formatSpan(limit),
    release: inline(fix.release ?? "", 120),
    unread: fix.unread === true,
    source: policy.problems?.ours === "limit" ? "" : (policy.problems?.source ?? ""),
    ours: policy.problems?.ours ?? "",
  };
}
