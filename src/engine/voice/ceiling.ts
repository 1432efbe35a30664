// The ceilings: how many comments an issue may still get, and when it may get more.
import { DAY, type Duration, HOUR, type Instant, MINUTE } from "../instant.ts";
import { clockTime } from "../time.ts";
import type { Floor } from "./floor.ts";
import type { Message, Words } from "./message.ts";
import { countedIn, lineOf } from "./record.ts";

/** `send`: there is room, for so many more. `line`: only for the one line that says the ceiling is reached. `wait`: nothing before `until`. */
export type Room =
  | { readonly kind: "send"; readonly left: number }
  | { readonly kind: "line"; readonly until: Instant }
  | { readonly kind: "wait"; readonly until: Instant };

/** What room is worked out from. */
export type Counting = Pick<Floor, "own" | "sent" | "seen" | "ruling" | "now" | "hasLine">;

/** May one more comment be written now? `more`: so many are already part of this plan; once one is the line there is no room. */
export function roomFor({ own, sent, seen, ruling, now, hasLine }: Counting, more = 0): Room {
  const { attention } = ruling.policy;
  const added = Array.from({ length: more }, () => ({ at: now, line: false }));
  const written = [...countedIn({ own, sent }, seen, now), ...added];
  const windows = [
    { span: HOUR, most: attention.perHour },
    { span: DAY, most: attention.perDay },
  ];
  let result: Room = { kind: "send", left: Number.POSITIVE_INFINITY };
  for (const { span, most } of windows) {
    const within = written.filter((one) => one.at > now - span);
    if (within.length >= most)
      return { kind: "wait", until: (within[within.length - most]?.at ?? now) + span };
    // Where there is one place only, words are worth more than a line that says why there are none.
    if (hasLine && most > 1 && within.length === most - 1 && !within.some((one) => one.line))
      result = { kind: "line", until: (within[0]?.at ?? now) + span };
    if (result.kind === "send") result = { kind: "send", left: Math.min(result.left, most - within.length) };
  }
  return result;
}

/** Of the places in an hour so many stay for what asks somebody to do something. */
const placesLeft = 3;
const recheck: Duration = 10 * MINUTE;

/** Why and until when a message waits for room, and whether the line is said in its place. */
export interface HeldMessage {
  readonly until: Instant;
  /** It is held back only because the last places are left to others. */
  readonly yields: boolean;
  readonly line: boolean;
}

/** Until when a message waits for room; `undefined`: it may be said. */
export function heldBack(
  message: Message,
  room: Room,
  { ruling, now }: Pick<Floor, "ruling" | "now">,
): HeldMessage | undefined {
  if (room.kind === "send") {
    const kept = Math.min(placesLeft, ruling.policy.attention.perHour - 1);
    const yields = message.yields === true && room.left < kept;
    return yields ? { until: now + recheck, yields, line: false } : undefined;
  }
  return {
    until: room.until,
    yields: false,
    line: room.kind === "line" && message.named !== undefined,
  };
}

/** The one line that says that a ceiling is reached: what would have been said, and when words come again. */
export function ceilingLine(held: Message, until: Instant, { ruling, now }: Floor): Message {
  const { attention, incidents } = ruling.policy;
  const { noun = "", at = now } = held.named ?? {};
  const words: Words = {
    because: `No more than ${attention.perHour} comments an hour and ${attention.perDay} a day are written on one incident.`,
    rule: "attention",
    template: "ceiling",
    values: {
      until: clockTime(until, incidents.zone, now),
      noun,
      at: clockTime(at, incidents.zone, now),
      passed: at < now,
      perHour: attention.perHour,
      perDay: attention.perDay,
    },
  };
  return {
    ...lineOf(held.id),
    on: held.on,
    asks: [],
    silenced: false,
    counts: true,
    say: () => words,
  };
}
