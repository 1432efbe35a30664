// The incident at an instant: what each clock will say and when, what is missing, what is still owed.

import type { Clocks } from "./clock.ts";
import type { ClockState, Incident } from "./incident.ts";
import type { Duration, Instant } from "./instant.ts";
import { MINUTE } from "./instant.ts";
import type { ClockRule, Field, Stage } from "./policy/model.ts";
import { recordOf } from "./policy/record.ts";
import type { Ruling } from "./policy/ruling.ts";
import type { Snapshot } from "./snapshot.ts";

/** Something that a clock says once: before its limit, or after it. */
export interface Prompt {
  /** `update/IC_x/warn/1`, `update/IC_x/overdue/2`: by what set the due time, and an ordinal. */
  readonly id: string;
  readonly clock: ClockRule;
  readonly state: ClockState;
  readonly kind: "warn" | "overdue" | "drill";
  /** When it speaks. */
  readonly at: Instant;
  /** The limit that it speaks of. */
  readonly limit: Instant;
  /** The last after a limit, which goes up one escalation step. */
  readonly escalates: boolean;
}

export interface Standing {
  readonly phase: string;
  /** What was not said yet and is not moot, by when it speaks. */
  readonly prompts: readonly Prompt[];
  /** The clocks as they hold under the present policy. */
  readonly clocks: Clocks;
  /** The running limits, the next first. */
  readonly limits: readonly {
    readonly clock: ClockRule;
    readonly state: ClockState;
    readonly dueAt: Instant;
  }[];
  /** Facts that are needed by now and not known, by stage. */
  readonly missing: readonly Field[];
  readonly missingAtEnd: readonly Field[];
  /** Facts that were given in a way that can't be used. */
  readonly unclear: readonly { readonly field: Field; readonly text: string; readonly problem: string }[];
  /** A review is due by the policy, or a person asked for it. */
  readonly review: "due" | "ask" | "none";
  /** What is still owed after closing: it keeps the follow-up label on. */
  readonly owed: readonly ("retro" | "actions" | "answer")[];
  /** Ids of what was sent, however that is known. */
  readonly sent: ReadonlySet<string>;
}

/** Where an incident stands. Needs the instant only to know which policy rules since when. */
export function assess(snapshot: Snapshot, incident: Incident, ruling: Ruling, now: Instant): Standing {
  const { policy } = ruling;
  const phase = policy.statuses.find((status) => status.key === incident.status.key)?.phase ?? "open";
  const sent = sentIds(snapshot, incident);
  const missing = (stage: Stage) =>
    Object.values(policy.fields).filter(
      (field) => field.required.includes(stage) && !isKnown(field, incident),
    );
  const ended = phase === "resolved" || phase === "closed";
  const wanted = review(incident, ruling, phase);
  const from = ruledSince(snapshot, incident, ruling, now);
  const clocks = forward(incident.clocks, snapshot, from, policy.attention.grace);
  const running = limits(clocks, ruling);
  const speaks = incident.management === "managed";
  return {
    phase,
    sent,
    prompts: speaks ? (drillPrompt(incident, ruling, sent, running) ?? prompts(running, sent, from)) : [],
    clocks,
    limits: running,
    missing: missing("identify"),
    missingAtEnd: ended ? missing("resolve") : [],
    unclear: Object.values(policy.fields).flatMap((field) => {
      const given = incident.facts[field.id];
      return given?.problem === undefined ? [] : [{ field, text: given.text, problem: given.problem }];
    }),
    review: wanted,
    owed: owed(snapshot, incident, wanted),
  };
}

/** A severity that was settled, by a label or a command, is known without its field. */
function isKnown(field: Field, { facts, severity }: Incident): boolean {
  const settled = field.type === "severity" && (severity?.how === "act" || severity?.how === "rule");
  return settled || facts[field.id] !== undefined;
}

/** Everything that was sent: in the ledger, seen as a marker, or written by this process a moment ago. */
function sentIds(snapshot: Snapshot, incident: Incident): ReadonlySet<string> {
  const kinds = new Set(["reminder", "ask", "answer", "stranger", "ceiling"]);
  const seen = incident.own.flatMap((own) =>
    own.markers.flatMap((marker) => (kinds.has(marker.kind) ? marker.words : [])),
  );
  return new Set([...Object.keys(snapshot.ledger?.sent ?? {}), ...seen, ...Object.keys(snapshot.recent)]);
}

/** Since when the present policy rules, where another ruled before it; else it always has. */
function ruledSince(snapshot: Snapshot, incident: Incident, ruling: Ruling, now: Instant): Instant {
  const { policies } = recordOf(snapshot.ledger, ruling, incident.declaredAt, now);
  const rules = policies.at(-1);
  return policies.length > 1 && rules ? rules.since : Number.NEGATIVE_INFINITY;
}

/** A limit that the present policy would have put before its own beginning is due the policy's grace after that. */
function forward(clocks: Clocks, snapshot: Snapshot, from: Instant, grace: Duration): Clocks {
  const moved = Object.entries(clocks).map(([name, state]) => {
    const record = snapshot.ledger?.clocks[name];
    const counted = record?.cause === state.cause && record.severity === state.severity;
    const late = state.running && !counted && state.dueAt !== undefined && state.dueAt < from;
    return [name, late ? { ...state, setAt: from, dueAt: from + grace } : state] as const;
  });
  return Object.fromEntries(moved);
}

function limits(clocks: Clocks, ruling: Ruling): Standing["limits"] {
  const running = ruling.policy.clocks.flatMap((clock) => {
    const state = clocks[clock.name];
    return state?.running && state.dueAt !== undefined ? [{ clock, state, dueAt: state.dueAt }] : [];
  });
  return running.toSorted((one, other) => one.dueAt - other.dueAt);
}

/** What an earlier policy would have said, or this one before it ruled, is never said. */
function prompts(
  running: Standing["limits"],
  sent: ReadonlySet<string>,
  from: Instant,
): readonly Prompt[] {
  const all = running.flatMap(({ clock, state, dueAt }) => {
    if (clock.hours === "working") return [];
    const said = stages(clock, state, dueAt);
    const lastSent = said.findLastIndex((prompt) => sent.has(prompt.id));
    return said.filter((prompt, index) => index > lastSent && prompt.at >= from);
  });
  return all.toSorted((one, other) => one.at - other.at);
}

/** What a clock says around one limit, in order. */
function stages(clock: ClockRule, state: ClockState, dueAt: Instant): readonly Prompt[] {
  const prompt = (kind: "warn" | "overdue", index: number, at: Instant, escalates: boolean): Prompt => ({
    id: `${clock.name}/${state.cause}/${kind}/${index + 1}`,
    clock,
    state,
    kind,
    at,
    limit: dueAt,
    escalates,
  });
  const warns = clock.warn.toSorted((one, other) => other - one);
  const overdue = clock.overdue.toSorted((one, other) => one - other);
  return [
    // A warning that lies before the time was set says nothing that the setting did not.
    ...warns
      .map((before, index) => prompt("warn", index, dueAt - before, false))
      .filter((one) => one.at > state.setAt),
    ...overdue.map((after, index) =>
      prompt("overdue", index, dueAt + after, clock.escalates && index === overdue.length - 1),
    ),
  ];
}

/** A drill shows one reminder, a minute after it began, and nothing after it. Absent: it is none. */
function drillPrompt(
  incident: Incident,
  ruling: Ruling,
  sent: ReadonlySet<string>,
  running: Standing["limits"],
): readonly Prompt[] | undefined {
  const { drill } = incident;
  if (drill === undefined) return undefined;
  const first = running[0] ?? example(incident, ruling);
  if (first === undefined) return [];
  const id = `${first.clock.name}/${drill.cause}/drill/1`;
  if (sent.has(id)) return [];
  return [
    {
      id,
      clock: first.clock,
      state: first.state,
      kind: "drill",
      at: drill.at + MINUTE,
      limit: first.dueAt,
      escalates: false,
    },
  ];
}

/** A clock without a limit at this severity, as it would be at the severity where it is shortest: a drill shows a reminder. */
function example(incident: Incident, ruling: Ruling): Standing["limits"][number] | undefined {
  const shown = ruling.policy.clocks.flatMap((clock) => {
    const state = incident.clocks[clock.name];
    const lengths = Object.values(clock.within);
    if (!state?.running || lengths.length === 0) return [];
    return [{ clock, state, dueAt: state.startsAt + Math.min(...lengths) }];
  });
  return shown[0];
}

function review(incident: Incident, ruling: Ruling, phase: string): Standing["review"] {
  const { retro } = ruling.policy;
  const ended = phase === "resolved" || phase === "closed";
  if (incident.drill || incident.review?.wanted === false) return "none";
  if (incident.closed && incident.closed.reason !== "completed") return "none";
  if (incident.review?.wanted) return ended ? "due" : "none";
  const exempt = Object.entries(retro.exempt).some(([field, values]) => {
    const given = incident.facts[field];
    return (
      given !== undefined &&
      values.some((value) => value === "*" || given.words.some((word) => same(word, value)))
    );
  });
  const severe = incident.severity !== undefined && retro.severities.includes(incident.severity.key);
  if (exempt || !severe) return "none";
  if (retro.how === "ask") return ended ? "ask" : "none";
  return phase === "closed" ? "due" : "none";
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** A review that is due is owed before it exists: the label that keeps the incident in sight goes on first. */
function owed(snapshot: Snapshot, incident: Incident, wanted: Standing["review"]): Standing["owed"] {
  if (snapshot.issue.state === "open" || incident.management !== "managed") return [];
  const found: ("retro" | "actions" | "answer")[] = [];
  if (incident.closed === undefined) found.push("answer");
  if (incident.retro === undefined ? wanted === "due" : incident.retro.state === "open") found.push("retro");
  if (incident.actions.some((action) => action.state === "open")) found.push("actions");
  return found;
}
