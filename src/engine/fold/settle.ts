// What changes with facts, acts and events: the severity is settled again, clocks take their limits, and what became known counts.
import { endOf } from "../business.ts";
import { advance, type ClockContext, type ClocksAfter } from "../clock.ts";
import { move, resettle } from "../clock-change.ts";
import { toldLate } from "../clock-late.ts";
import { caughtUp } from "../clock-meanwhile.ts";
import type { ClockState, Ended } from "../clock-state.ts";
import { settledFacts } from "../condition.ts";
import { type Facts, implied } from "../facts.ts";
import type { Event } from "../incident.ts";
import type { Instant } from "../instant.ts";
import { Kept } from "../kept.ts";
import { calendarOf } from "../policy/names.ts";
import { held, isLower } from "../severity/hold.ts";
import { saidSeverity } from "../severity/method.ts";
import { type Computed, compute, isMajor, settle } from "../severity/settle.ts";
import { settledOf } from "../severity/settled.ts";
import type { Draft } from "./draft.ts";
import { answerWhy, askWhy, forgive } from "./lowering.ts";
import { isOver, phaseOf } from "./phase.ts";

/** The limits of clocks as they are now. */
export function clockContext(draft: Draft): ClockContext {
  return {
    policy: draft.ruling.policy,
    severity: draft.severity?.key,
    facts: settledNow(draft),
    isOver: isOver(phaseOf(draft.ruling.policy, draft.status.key)),
    lasting: lastingAt(draft),
    records: draft.snapshot.ledger?.clocks ?? new Map(),
    endedRecords: draft.snapshot.ledger?.ended ?? [],
  };
}

/**
 * What is so already when a clock would begin to ask for it: that it was confirmed, documents that were accepted, who has the review by
 * now, roles that somebody took.
 */
function lastingAt({ documents, tasks, events, emitted, roles }: Draft): ReadonlySet<string> {
  const now = events.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  const accepted = [...documents.values()].flatMap(({ kind, state }) =>
    state === "accepted" ? [`accepted.${kind}`] : [],
  );
  const owned = tasks.flatMap(({ became, at, task, child }) =>
    became === "owned" && at < now && child.state === "open" ? [`owned.${task.key}`] : [],
  );
  const confirmed = emitted.has("confirmed") ? ["confirmed"] : [];
  const taken = [...roles].flatMap(([key, { holders }]) => (holders.length > 0 ? [`role.${key}`] : []));
  return new Set([...confirmed, ...accepted, ...owned, ...taken]);
}

/** Takes what the clocks answer. */
export function setClocks(draft: Draft, { clocks, ended }: ClocksAfter): void {
  draft.clocks = clocks;
  draft.ended.push(...ended);
}

/** Puts what is known by now of the limits that ended in the place of what was. */
export function keepEnded(draft: Draft, ended: readonly Ended[]): void {
  if (ended !== draft.ended) draft.ended.splice(0, draft.ended.length, ...ended);
}

const settledBefore = new WeakMap<
  Draft,
  {
    readonly facts: Facts;
    readonly severity?: string | undefined;
    readonly flags: string;
    readonly settled: Facts;
  }
>();

/** The facts as conditions read them; they are asked for at each event and change at few. */
export function settledNow(draft: Draft): Facts {
  const about = settledOf(draft);
  const [severity, flags] = [about.severity?.key, about.flags.join()];
  const known = settledBefore.get(draft);
  if (known && known.facts === draft.facts && known.severity === severity && known.flags === flags)
    return known.settled;
  const settled = settledFacts(draft.facts, about);
  settledBefore.set(draft, { facts: draft.facts, severity, flags, settled });
  return settled;
}

/** Something happened that clocks may hang on, now or in the time of a limit that has ended since. */
export function emit(draft: Draft, event: Event): void {
  const counted = draft.emitted.has(event.name) ? event : { ...event, first: true };
  draft.emitted.add(event.name);
  draft.events.push(counted);
  const before = draft.clocks;
  const context = clockContext(draft);
  if (event.saidAt !== undefined && event.saidAt > event.at) {
    const { clocks, ended, passed } = toldLate(draft, counted, context);
    keepEnded(draft, ended);
    const after = advance(clocks, counted, context, passed);
    // A limit that was moved when it had passed was one with the one before it.
    // So was one that started after the event, where that ended the one before.
    const isKnown = ({ clock, startsAt, endedAt }: Ended) =>
      ended.some(
        (one) =>
          one.clock === clock &&
          one.endedBy === counted.cause &&
          (one.startsAt === startsAt || startsAt > endedAt),
      );
    setClocks(draft, { ...after, ended: after.ended.filter((one) => !isKnown(one)) });
    const heard = caughtUp(draft, counted, before, context);
    keepEnded(draft, heard.ended);
    draft.clocks = heard.clocks;
  } else setClocks(draft, advance(before, counted, context));
  for (const { name, agreed } of draft.ruling.policy.clocks) {
    const state = draft.clocks.get(name);
    if (state?.running && !before.get(name)?.running && isAgreed(draft, agreed, state, event))
      agree(draft, name, { ...event, at: Math.max(event.at, state.startsAt) });
  }
}

/** Does what was agreed hold for a clock that began: was it so before all that, or said since it counts anew? */
function isAgreed(
  { events }: Draft,
  agreed: string | undefined,
  { startsAt }: ClockState,
  event: Event,
): boolean {
  const said = events.findLast(({ name }) => name === `field.${agreed}`);
  return startsAt <= event.at || (said !== undefined && (said.saidAt ?? said.at) >= startsAt);
}

/**
 * What was agreed for when a running clock is due goes before its limit, as far as twice of that (HB-1, H-9): later takes
 * `/next-update`, but for a clock whose limit is that time however late (D-10). A time that has passed is not taken.
 */
export function agree(draft: Draft, name: string, from: Change): void {
  const rule = draft.ruling.policy.clocks.find((one) => one.name === name);
  const { limit, startsAt } = draft.clocks.get(name) ?? {};
  const dueAt = draft.facts.get(rule?.agreed ?? "")?.at;
  if (rule === undefined || limit === undefined || startsAt === undefined || dueAt === undefined) return;
  const calendar = calendarOf(draft.ruling.policy, rule);
  const farthest = endOf(limit, endOf(limit, startsAt, calendar), calendar);
  if (dueAt <= from.at || (dueAt > farthest && rule.agreedHoweverLate !== true)) return;
  const to = { at: from.at, cause: from.cause, dueAt, agreed: true } as const;
  setClocks(draft, move(draft.clocks, name, to, clockContext(draft)));
}

type Change = { readonly at: Instant; readonly cause: string; readonly by?: string | undefined };

/**
 * Facts or an act changed: the severity is settled again, clocks take their limits from both, and what became known may start
 * or stop them. Without an act that decides of it nothing lowers what was said, nor a major one.
 */
export function resettleSeverity(draft: Draft, change: Change, decides = false): void {
  const before = draft.facts;
  draft.facts = factsNow(draft);
  settleSeverity(draft, change, decides ? undefined : before);
  if (draft.management === "managed") becameKnown(draft, before, change);
}

/** What became known, or another than it was: of a time, at the time that it names. */
export function becameKnown(draft: Draft, before: Facts, { at, cause, by }: Change): void {
  for (const [id, fact] of draft.facts) {
    // "20m ago" is another time each time that it is said.
    const known = before.get(id);
    if (known?.text === fact.text && known.at === fact.at) continue;
    // From a time that can't be read nothing can be counted; the card asks for it.
    if (fact.problem !== undefined && draft.ruling.policy.fields[id]?.type === "time") continue;
    const named = fact.at !== undefined && fact.at !== at ? { at: fact.at, saidAt: at } : { at };
    emit(draft, { name: `field.${id}`, ...named, cause, by });
    for (const { name, agreed } of draft.ruling.policy.clocks)
      if (agreed === id) agree(draft, name, { at, cause, by });
  }
}

/** `known` are the facts before; absent where an act decides. */
function settleSeverity(draft: Draft, change: Change, known: Facts | undefined): void {
  const { policy } = draft.ruling;
  const { flags } = settledOf(draft);
  const computed = computedFrom.of(draft.facts, flags.join(), () => compute(policy, draft.facts, flags));
  draft.raising = computed.raising;
  // A rule that stood back and holds no more is news when it holds again.
  const act = draft.severityAct;
  if (act) draft.severityAct = { ...act, over: act.over.filter((rule) => computed.raising.includes(rule)) };
  const before = draft.severity;
  const settled = settle(policy, computed, draft.severityAct);
  const saidBefore = known && saidSeverity(policy, known);
  const stays = known && held(policy, { before, now: settled, computed, saidBefore });
  if (known === undefined) answerWhy(draft);
  const said = saidSeverity(policy, draft.facts);
  // What a person set stays without being held; who says less asks for it all the same.
  const under = known && settled?.how === "act" && said !== undefined && isLower(policy, said, settled.key);
  askWhy(draft, stays?.held ?? (under ? { to: said } : undefined), {
    ...change,
    isNews: saidBefore !== said,
  });
  const now = stays ?? settled;
  if (now === undefined) {
    draft.severity = undefined;
    setClocks(draft, resettle(draft.clocks, change, clockContext(draft)));
    return;
  }
  const same = before?.key === now.key;
  draft.severity = {
    ...now,
    since: same ? before.since : change.at,
    cause: same ? before.cause : change.cause,
  };
  if (same) {
    setClocks(draft, resettle(draft.clocks, change, clockContext(draft)));
    return;
  }
  draft.swapping = false;
  if (before) forgive(draft, "severity", before.key);
  setClocks(draft, resettle(draft.clocks, change, clockContext(draft)));
  if (draft.management !== "managed") return;
  draft.history.push({
    at: change.at,
    by: now.how === "act" ? change.by : undefined,
    what: before ? "severity-changed" : "severity-set",
    values: { from: before?.key ?? "", to: now.key, because: now.because, how: now.how },
  });
  if (before === undefined) emit(draft, { name: "severity", at: change.at, cause: change.cause });
  const major = isMajor(policy, now.key) && !isMajor(policy, before?.key);
  if (major) emit(draft, { name: "major", at: change.at, cause: change.cause });
}

/** What the severity was worked out to be from the facts of a history, by the flags that were up. */
const computedFrom = new Kept<Computed>(20);

const gatheredFrom = new WeakMap<Facts, { readonly form: Facts; readonly said: Facts }>();

/** All facts, as they are together: the ones of before where nobody said another since. */
function factsNow({ form, said, facts: before, ruling }: Draft): Facts {
  const known = gatheredFrom.get(before);
  if (known?.form === form && isSame(known.said, said)) return before;
  const given = new Map([...form, ...said]);
  const facts = new Map([...implied(ruling.policy, given), ...given]);
  gatheredFrom.set(facts, { form, said: new Map(said) });
  return facts;
}

function isSame(before: Facts, now: Facts): boolean {
  return before.size === now.size && [...now].every(([field, one]) => before.get(field) === one);
}
