// `tocsin explain`: what Tocsin knows of an incident, where that stands, and what it would do now and why. Writes nothing.
import type { Standing } from "../engine/assess.ts";
import { carrierOf } from "../engine/delivery.ts";
import { formatDuration } from "../engine/duration.ts";
import { rotaProblemsAt } from "../engine/duty/text.ts";
import type { Incident } from "../engine/incident.ts";
import { type Instant, isoSeconds, SECOND } from "../engine/instant.ts";
import { isIssueAddress } from "../engine/issue-ref.ts";
import { partyText } from "../engine/party.ts";
import type { Plan } from "../engine/plan.ts";
import type { Problem } from "../engine/policy/model.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import { lateBy } from "../engine/rules/card-clocks.ts";
import type { IncidentSnapshot } from "../engine/snapshot.ts";
import { formatSpan } from "../engine/span.ts";
import { connect, reaching } from "./connect.ts";
import { problemJson } from "./problems.ts";
import { type Arguments, type ExitCode, printJson, type Terminal, WrongUse } from "./terminal.ts";

/** An incident that was looked at, and what would be done about it now. */
export interface Explained {
  readonly snapshot: IncidentSnapshot;
  readonly ruling: Ruling;
  readonly incident: Incident;
  readonly standing: Standing;
  readonly plan: Plan;
  /** When it was thought about. */
  readonly now: Instant;
}

/** Explains one incident; exit 1 where there is no such issue in sight, or no policy rules its repository. */
export async function explain({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [ref, surplus] = words;
  if (ref === undefined || surplus !== undefined || !isIssueAddress(ref)) {
    throw new WrongUse("explain needs the address of one issue; usage: tocsin explain owner/repo#7");
  }
  const { live, login } = await reaching(ref, () => connect(terminal));
  const { observed, thought } = await reaching(ref, () => live.look(ref));
  const asJson = options.json === true;
  if (observed === undefined) {
    return fail(`${ref} is not in sight of ${login}: there is no such issue, or it has no access`, {
      asJson,
      ref,
      terminal,
    });
  }
  if (thought?.kind === "maintenance") {
    const why = `${ref} is a maintenance: the comment on it says what is shown of it; incidents are explained`;
    return fail(why, { asJson, ref, terminal });
  }
  if (thought?.kind !== "incident") {
    const why = `no policy rules ${observed.seen.repository.name}: without a good .github/tocsin.yml on its default branch Tocsin does nothing there`;
    return fail(why, { asJson, ref, terminal });
  }
  const { here, plan } = thought;
  const looked: Explained = { ...here, plan };
  if (asJson) printJson(terminal, { ok: true, ...explained(looked) });
  else terminal.out(inWords(looked));
  return 0;
}

function fail(
  message: string,
  how: { readonly asJson: boolean; readonly ref: string; readonly terminal: Terminal },
): ExitCode {
  const problem: Problem = { file: how.ref, path: "", line: 1, column: 1, message };
  if (how.asJson) printJson(how.terminal, { ok: false, problems: [problemJson(problem)] });
  else how.terminal.out(`${message}\n`);
  return 1;
}

const time = (at: Instant | undefined): string | null => (at === undefined ? null : isoSeconds(at));

/** Severities and statuses by their policy keys; times in UTC. */
function explained({ snapshot, ruling, incident, standing, plan, now }: Explained) {
  const { severity, status } = incident;
  return {
    ref: snapshot.key,
    title: snapshot.issue.title,
    id: incident.id,
    management: incident.management,
    mode: ruling.policy.incidents.mode,
    policy: {
      extends: ruling.policy.extends,
      oid: ruling.oid,
      problems: [...ruling.problems, ...rotaProblemsAt(ruling, now)].map(problemJson),
    },
    ledger: snapshot.trust,
    facts: Object.fromEntries(Array.from(incident.facts.values(), ({ field, text }) => [field, text])),
    follows: [...incident.facts.values()].flatMap((fact) => (fact.follows === "service" ? [fact.field] : [])),
    flags: Array.from(incident.flags, ([key, { since, by, safe }]) => ({
      key,
      since: time(since),
      by: by ?? null,
      safe: safe === undefined ? null : { at: time(safe.at), by: safe.by ?? null, statement: safe.statement },
    })),
    unclear: standing.unclear.map(({ field, text, problem }) => ({ field: field.id, text, problem })),
    missing: [...standing.missing, ...standing.missingAtEnd].map((field) => field.id),
    severity:
      severity === undefined
        ? null
        : { key: severity.key, since: time(severity.since), because: severity.because },
    status: { key: status.key, since: time(status.since), by: status.by ?? null },
    roles: Object.fromEntries(
      Array.from(incident.roles, ([role, { holders }]) => [role, holders.map(partyText)]),
    ),
    clocks: standing.limits.map(({ clock, state, dueAt, lastWorkingAt }) => ({
      name: clock.name,
      source: clock.source,
      ours: clock.ours,
      limit: state.limit === undefined ? null : formatSpan(state.limit),
      startsAt: time(state.startsAt),
      dueAt: time(dueAt),
      lastWorkingAt: time(lastWorkingAt),
    })),
    resting: [...standing.clocks.values()].flatMap(({ name, running, pausedAt, pausedBecause }) =>
      running && pausedAt !== undefined
        ? [{ name, since: time(pausedAt), because: pausedBecause ?? null }]
        : [],
    ),
    ended: incident.ended.map((one) => ({
      clock: one.clock,
      startsAt: time(one.startsAt),
      dueAt: time(one.dueAt),
      endedAt: time(one.endedAt),
      lateSeconds: Math.round(lateBy(one) / SECOND),
      moot: one.moot ?? false,
    })),
    prompts: standing.prompts.map(({ id, kind, at, limit }) => ({
      id,
      kind,
      at: time(at),
      dueAt: time(limit),
    })),
    review: standing.review,
    owed: standing.owed.map((one) => (one.what === "task" ? one.kind : one.what)),
    plan: plan.effects.map(({ id, kind, because, rule, due }) => ({
      id,
      kind,
      because,
      rule: rule ?? null,
      due: time(due),
    })),
    unsaid: unsaidIn(plan).map(({ id, step, because, until }) => ({ id, step, because, until: time(until) })),
    waiting: plan.waiting.map((effect) => ({
      id: effect.id,
      carrier: carrierOf(effect),
      because: effect.because,
    })),
    wakeAt: time(plan.wakeAt),
  };
}

/** What is held back; what was said before is no news. */
function unsaidIn({ unsaid }: Plan): Plan["unsaid"] {
  return unsaid.filter(({ step }) => step !== "said");
}

/** A time as it was read, beside its words, which may be those of another day. */
const readAs = (at: Instant | undefined): string => (at === undefined ? "" : ` (${time(at) ?? ""})`);

/** The same for people: facts, standing and plan, each in its section; empty sections are left out. */
export function inWords(looked: Explained): string {
  const { incident, ref, facts, clocks, plan, ...rest } = { incident: looked.incident, ...explained(looked) };
  const watching = rest.mode === "watch" ? " (the policy only watches: none of this is written)" : "";
  const lines = [
    `${ref}  ${rest.title}`,
    `${incident.management}, mode ${rest.mode}, policy ${rest.policy.extends.join(" + ") || "of its own"}, ledger ${rest.ledger}`,
    `severity ${rest.severity === null ? "none yet" : `${rest.severity.key}: ${rest.severity.because}`}`,
    `status ${rest.status.key} since ${rest.status.since}`,
    ...section(
      "Facts",
      Object.entries(facts).map(
        ([field, text]) =>
          `${field}: ${text.replaceAll("\n", " ⏎ ")}${readAs(incident.facts.get(field)?.at)}${rest.follows.includes(field) ? " (follows from the service)" : ""}`,
      ),
    ),
    ...section(
      "Flags",
      rest.flags.map(({ key, since, by, safe }) => {
        const set = `${key} since ${since}${by === null ? "" : `, ${by}`}`;
        return safe === null ? set : `${set}; made safe ${safe.at}: ${safe.statement}`;
      }),
    ),
    ...section("Missing", rest.missing),
    ...section(
      "Unclear",
      rest.unclear.map(({ field, text, problem }) => `${field}: "${text}" ${problem}`),
    ),
    ...section(
      "Roles",
      Object.entries(rest.roles).map(([role, holders]) => `${role}: ${holders.join(", ")}`),
    ),
    ...section(
      "Clocks",
      clocks.map(({ name, limit, dueAt, lastWorkingAt, source, ours }) => {
        const last = lastWorkingAt === null ? "" : `, last working moment ${lastWorkingAt}`;
        const own = ours === false ? "" : `the ${ours} is this policy's own choice`;
        const by = [source, own].filter((part) => part !== "").join(", ");
        return `${name} due ${dueAt}${last}, ${limit ?? "set by a person"}${by === "" ? "" : ` (${by})`}`;
      }),
    ),
    ...section(
      "Resting",
      rest.resting.map(
        ({ name, since, because }) => `${name} since ${since}${because === null ? "" : `: ${because}`}`,
      ),
    ),
    ...section(
      "Limits so far",
      rest.ended.map(({ clock, dueAt, lateSeconds, moot }) => {
        const met = moot ? "ended because the incident was opened again" : "met";
        const how = lateSeconds === 0 ? met : `missed by ${formatDuration(lateSeconds * SECOND)}`;
        return `${clock} due ${dueAt}: ${how}`;
      }),
    ),
    ...section(
      `Plan${watching}`,
      plan.map(({ id, kind, because }) => `${kind}  ${id}\n    ${because}`),
    ),
    ...section(
      "Held back",
      rest.unsaid.map(({ id, step, because }) => `${step}  ${id}\n    ${because}`),
    ),
    ...section(
      "Waiting for a host that can carry it",
      rest.waiting.map(({ id, carrier, because }) => `${carrier}  ${id}\n    ${because}`),
    ),
    ...(plan.length === 0 ? ["", "Nothing is to be done now."] : []),
    ...(rest.wakeAt === null ? [] : [`Looks again at ${rest.wakeAt}.`]),
  ];
  return `${lines.join("\n")}\n`;
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
