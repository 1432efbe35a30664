// What acts about duties change in an incident: calls, escalation, flags, what is done, clocks that rest.
import type { Act } from "../act.ts";
import { goOn, rest } from "../clock-change.ts";
import { levelAbove } from "../escalation/above.ts";
import type { Draft } from "./draft.ts";
import { forgive, limits, resettleSeverity } from "./settle.ts";
import type { Source } from "./status.ts";

type Of<K extends Act["kind"]> = Extract<Act, { kind: K }>;

/** A conference call is wanted, has begun or is over; at the time given (H-24, H-43). */
export function call(draft: Draft, act: Of<"call">, source: Source): void {
  draft.history.push({ at: act.when, by: source.by, what: `call-${act.what}`, values: {} });
}

/** Somebody has seen what was asked. */
export function ack(draft: Draft, _: Of<"ack">, source: Source): void {
  draft.acks.push(source);
  draft.history.push({ at: source.at, by: source.by, what: "ack", values: {} });
}

/** A person asks a level for help; without a name the next above the last that was asked. */
export function escalate(draft: Draft, act: Of<"escalate">, source: Source): void {
  const level =
    act.level ?? levelAbove(draft.snapshot, draft.ruling.policy, { requests: draft.requests, at: source.at });
  draft.requests.push({ ...source, level, because: act.because });
  const values = { level, because: act.because ?? "" };
  draft.history.push({ at: source.at, by: source.by, what: "escalate", values });
}

/** Does a flag stand whose risk is not made safe? */
export function isFlagged(draft: Draft, key: string): boolean {
  const known = draft.flags[key];
  return known !== undefined && known.safe === undefined;
}

/** A flag is set; its rules begin (HA-1). Set again after it was made safe, it counts anew. */
export function flag(draft: Draft, act: Of<"flag">, source: Source): void {
  draft.flags[act.flag] = { since: source.at, by: source.by, cause: source.cause, because: act.because };
  const values = { flag: act.flag, because: act.because ?? "" };
  draft.history.push({ at: source.at, by: source.by, what: "flag", values });
  resettleSeverity(draft, source);
}

/** A flag that was set in error is taken off. */
export function unflag(draft: Draft, act: Of<"unflag">, source: Source): void {
  delete draft.flags[act.flag];
  forgive(draft, "flag", act.flag);
  const values = { flag: act.flag, because: act.because ?? "" };
  draft.history.push({ at: source.at, by: source.by, what: "unflag", values });
  resettleSeverity(draft, source);
}

/** The risk of a flag was made safe; the flag stays (HA-3), and a score counts it no more (HG-5). */
export function madeSafe(draft: Draft, act: Of<"made-safe">, source: Source): void {
  const known = draft.flags[act.flag];
  if (known === undefined) return;
  draft.flags[act.flag] = { ...known, safe: { at: source.at, by: source.by, statement: act.statement } };
  const values = { flag: act.flag, statement: act.statement };
  draft.history.push({ at: source.at, by: source.by, what: "made-safe", values });
  resettleSeverity(draft, source);
}

/** A duty was met, at the time given. */
export function done(draft: Draft, act: Of<"done">, source: Source): void {
  const values = { clock: act.clock, how: act.how ?? "" };
  draft.history.push({ at: act.when, by: source.by, what: "done", values });
}

/** A clock rests, or runs on. */
export function pause(draft: Draft, act: Of<"pause" | "resume">, source: Source): void {
  const because = { ...source, because: act.because };
  draft.clocks =
    act.kind === "pause"
      ? rest(draft.clocks, act.clock, because)
      : goOn(draft.clocks, act.clock, source, limits(draft));
  const values = { clock: act.clock, because: act.because ?? "" };
  draft.history.push({ at: source.at, by: source.by, what: act.kind, values });
}
