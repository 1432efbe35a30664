// How many comments a policy's cadence asks for by itself, where everybody is on time: what the ceilings follow from.
import { DAY, type Duration, HOUR } from "../../instant.ts";
import type { ClockRule } from "../clocks/section.ts";

/** Comments in any 60 minutes and in any 24 hours, and the severity at which it is so many. */
export interface Needs {
  readonly perHour: number;
  readonly perDay: number;
  readonly severity: string;
}

/** What the cadence is worked out from; `changes`: how often in a day another comes on duty. */
export interface Pace {
  readonly clocks: readonly ClockRule[];
  readonly severities: readonly string[];
  readonly changes: number;
}

/** What the severity asks for that asks for most; each warning is a comment, each change of duty, and the line that says a ceiling is reached. */
export function needsOf(cadence: Pace): Needs {
  const all = ["any", ...cadence.severities].map((severity) => ({
    severity,
    perHour: warningsIn(HOUR, severity, cadence) + Math.min(cadence.changes, 1) + 1,
    perDay: warningsIn(DAY, severity, cadence) + cadence.changes + 1,
  }));
  const perHour = Math.max(...all.map((one) => one.perHour));
  return { ...all.reduce((most, one) => (one.perDay > most.perDay ? one : most)), perHour };
}

/** The warnings of all clocks in such a window, where each limit is met at its last moment. */
function warningsIn(window: Duration, severity: string, { clocks }: Pace): number {
  return clocks.reduce((sum, clock) => {
    const limit = clock.within[severity];
    if (limit?.kind !== "elapsed" || limit.ms <= 0) return sum;
    const warns = clock.warn.filter((ahead) => ahead < limit.ms).length;
    const times = isCadence(clock) ? Math.floor(window / limit.ms) : Number(limit.ms <= window);
    return sum + times * warns;
  }, 0);
}

/** Does it start anew whenever it was met? What happens once in an incident sets no pace. */
function isCadence({ restarts }: ClockRule): boolean {
  return restarts.some((event) => ["update", "notice"].includes(event.split(".")[0] ?? ""));
}
