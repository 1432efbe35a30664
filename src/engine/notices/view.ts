// What the rules of notices look at: facts with severity, flags, phase and calls, and whether conditions of a notice or an audience hold.
import { holds, settledFacts } from "../condition.ts";
import { hoursAt } from "../duty.ts";
import type { Fact, Facts } from "../fact.ts";
import type { Instant } from "../instant.ts";
import type { Condition, Keeping } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { Event, Flagged, SettledSeverity, SettledStatus } from "../settled.ts";
import { settledOf } from "../severity/settled.ts";

/** Of an incident what decides of its notices; the fold's draft and the incident both have it. */
export interface NoticeView {
  readonly ruling: Ruling;
  /** The incident's title; no public words have it. */
  readonly title: string;
  readonly facts: Facts;
  readonly severity?: SettledSeverity | undefined;
  readonly status: SettledStatus;
  readonly flags: ReadonlyMap<string, Flagged>;
  readonly declaredAt: Instant;
  readonly events: readonly Event[];
}

/**
 * The facts as conditions of notices read them: besides `severity`, `major` and `flag` the `phase` of the status, `confirmed`: was it
 * ever (H-44)? and `call`: does one go on?
 */
export function noticeFacts(view: NoticeView): Facts {
  const { statuses } = view.ruling.policy;
  const phase = statuses.find(({ key }) => key === view.status.key)?.phase ?? "open";
  const all = new Map(settledFacts(view.facts, settledOf(view)));
  const made = (field: string, word: string): Fact => ({ field, words: [word], text: word });
  all.set("phase", made("phase", phase));
  const isConfirmed = view.events.some(({ name }) => name === "confirmed");
  all.set("confirmed", made("confirmed", isConfirmed ? "yes" : "no"));
  all.set("call", made("call", isCalling(view) ? "yes" : "no"));
  return all;
}

function isCalling({ events }: NoticeView): boolean {
  const last = events.findLast(({ name }) => name === "call.started" || name === "call.ended");
  return last?.name === "call.started";
}

/** Does one of several conditions hold, or is there none? */
export function anyHolds(conditions: readonly Condition[], facts: Facts): boolean {
  return conditions.length === 0 || conditions.some((one) => holds(one, facts));
}

/** What is said by facts, hours and times alike, of whatever it decides. */
type Rule = Pick<Keeping, "when" | "unless"> & Partial<Pick<Keeping, "late" | "hours">>;

/** Does a rule of a notice or an audience hold at an instant? */
export function ruleHolds(rule: Rule, view: NoticeView, at: Instant, facts = noticeFacts(view)): boolean {
  if (!anyHolds(rule.when, facts)) return false;
  if (rule.unless.some((one) => holds(one, facts))) return false;
  const hours = rule.hours ?? "always";
  // What is told late goes by the hours in which it was reported (H-11).
  const when = rule.late === undefined ? at : view.declaredAt;
  if (hours !== "always" && hoursAt(view.ruling, when) !== hours) return false;
  return rule.late === undefined || isLate(rule.late, view);
}

/** Was the incident declared later than the time that a field names, by more than was said (H-11)? */
function isLate({ field, by }: NonNullable<Keeping["late"]>, { facts, declaredAt }: NoticeView): boolean {
  const at = facts.get(field)?.at;
  return at !== undefined && declaredAt - at > by;
}
