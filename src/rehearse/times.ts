// When a step of a scenario happens: once, or over and over at the same distance.
import type { Instant } from "../engine/instant.ts";
import { readAt, readLength } from "./instants.ts";

/** The instants of a step, or what is wrong with the words that repeat it, and at which of them. */
export type StepTimes =
  | { readonly kind: "times"; readonly at: readonly Instant[] }
  | { readonly kind: "wrong"; readonly key: "every" | "until"; readonly message: string };

/** How often one step may happen. */
const mostTimes = 1000;

/** From the first time on (`at`) every so often up to and with `until`; without either word once. */
export function timesOf(
  { every, until }: { readonly every?: string | undefined; readonly until?: string | undefined },
  at: Instant,
  start: Instant,
): StepTimes {
  if (every === undefined && until === undefined) return { kind: "times", at: [at] };
  if (every === undefined || until === undefined) {
    const key = every === undefined ? "until" : "every";
    return { kind: "wrong", key, message: "every and until go together: every: 1h, until: +48h" };
  }
  const distance = readLength(every);
  const times = Math.floor((readAt(until, start) - at) / distance) + 1;
  const words = `every ${every} until ${until}`;
  if (distance === 0 || !(times >= 1)) {
    const message = `${words} is never; until has to come after the step, and every to be some time`;
    return { kind: "wrong", key: "every", message };
  }
  if (times > mostTimes)
    return {
      kind: "wrong",
      key: "every",
      message: `${words} is ${times} times; at most ${mostTimes} are played`,
    };
  return { kind: "times", at: Array.from({ length: times }, (_, index) => at + index * distance) };
}
