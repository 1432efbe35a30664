// Times that people say of what was or is to come: what `parseMoment` reads, held against when it was said and when it can have been.
import { type Instant, MINUTE } from "./instant.ts";
import { FAR, type Moment, type MomentContext, parseMoment, ROUNDING, unclear } from "./moment.ts";
import { zonedTime } from "./summer-time.ts";
import { dayTime, local } from "./time.ts";

/** A time that somebody named of something that was (`past`) or is to come (`future`); `either` where nobody knows which. */
export interface SaidTime {
  readonly zone: string;
  readonly asked?: string | undefined;
  readonly said: Instant;
  /** As of `parseMoment`. */
  readonly endOfDay?: true | undefined;
  readonly side: "past" | "future" | "either";
  /** How far ahead what is past may lie, because clocks differ; default: not at all. */
  readonly rounding?: number;
  /**
   * Before this it can't have been, with what began then as the end of "it lies before …"; `firm`: not on any day that is said besides,
   * and within its minute it was then, but for what was so once before: of that a day that is said besides is meant (`before`: what it is called).
   */
  readonly from?:
    | {
        readonly at: Instant;
        readonly what: string;
        readonly firm?: boolean;
        readonly before?: (at: Instant) => string | undefined;
      }
    | undefined;
}

/**
 * Reads a time that somebody said, as `parseMoment` does: unclear too where it lies on the other side of when it was said, or
 * before its own beginning. A time of day alone that would be nearly a day away was an hour or so on the other side: nobody means
 * tomorrow's or yesterday's by it without saying so. A day beside it says that it is meant.
 */
export function saidMoment(text: string, given: SaidTime): Moment {
  const { zone, asked, said, side, rounding = 0, from, endOfDay } = given;
  const meant = readOn(side, text, { zone, asked, near: said, endOfDay });
  if (meant.kind === "unclear") return meant;
  const isAhead = meant.at > said + (side === "past" ? rounding : 0);
  if (side === "future" && !isAhead) return unclear("it is not in the future");
  if (side === "past" && isAhead) return unclear("it is still to come");
  if (meant.bare && Math.abs(meant.at - said) > FAR) {
    const where = side === "future" ? "has just passed" : "is still to come";
    return unclear(`that time ${where}: say the day as well if another day is meant`);
  }
  if (from?.firm && meant.at < from.at) {
    if (from.at - meant.at < MINUTE) return { ...meant, at: from.at };
    const before = from.before?.(meant.at);
    if (before !== undefined && !meant.bare) return meant;
    const way = before === undefined ? "" : `; say the day as well to correct the ${before} before that`;
    return unclear(`read as ${dayTime(meant.at, zone)} it lies before ${from.what}${way}`);
  }
  if (meant.bare && from !== undefined && meant.at < from.at - ROUNDING)
    return unclear(
      `read as ${dayTime(meant.at, zone)} it lies before ${from.what}: say the day as well if it was so`,
    );
  return meant;
}

/**
 * A time as we offer it to be written: in the fewest words by which it is read when somebody says it at an instant. `02:30`; with its zone in a
 * night whose clocks show that twice, and with its day where it is far.
 */
export function offeredTime(at: Instant, given: Pick<SaidTime, "side" | "said"> & { zone: string }): string {
  const [time, zoned] = [local(at, given.zone, "HH:mm"), zonedTime(at, given.zone)];
  const day = local(at, given.zone, "d MMM");
  const isRead = (text: string): boolean => {
    const read = saidMoment(text, given);
    return read.kind === "instant" && Math.abs(read.at - at) < MINUTE;
  };
  return (
    [time, zoned, `${day} ${time}`, `${day} ${zoned}`].find(isRead) ??
    local(at, given.zone, "yyyy-MM-dd HH:mm 'UTC'xxx")
  );
}

/** Where it may lie on either side, a time of day alone was; of a day that somebody names the nearest is meant. */
function readOn(side: SaidTime["side"], text: string, reading: MomentContext): Moment {
  if (side !== "either") return parseMoment(text, { ...reading, prefer: side });
  const was = parseMoment(text, { ...reading, prefer: "past" });
  return was.kind === "unclear" || was.bare ? was : parseMoment(text, reading);
}
