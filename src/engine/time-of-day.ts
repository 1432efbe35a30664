// From the parts of a time to the times of day that it can mean: in figures, in words, on a clock of 12 hours or of 24.
import { hourWords, minuteWords } from "./text/time-words.ts";
import type { TimeParts } from "./time-parts.ts";
import type { WallTime } from "./zone.ts";

/** A time of day on a wall clock. */
export type TimeOfDay = Pick<WallTime, "hour" | "minute" | "second">;

/** The times of day that are meant: none, one, or the two of a 12-hour clock where it was said in words. */
export function clocksOf(found: TimeParts): readonly TimeOfDay[] {
  const hours = partOfDay[found.part?.toLowerCase() ?? ""];
  if (hours === undefined) return anyClocksOf(found);
  const other = otherHalf({ ...found, part: undefined });
  return [...anyClocksOf(found), ...(other ? [other] : [])].filter(({ hour }) => hours(hour));
}

/** Which hours are meant with the name of a part of the day. */
const partOfDay: Readonly<Record<string, (hour: number) => boolean>> = {
  morning: (hour) => hour < 12,
  afternoon: (hour) => hour > 11 && hour < 19,
  evening: (hour) => hour > 15,
  night: (hour) => hour < 6 || hour > 17,
};

function anyClocksOf(found: TimeParts): readonly TimeOfDay[] {
  if (found.noon !== undefined) return [clockAt(found.noon.toLowerCase() === "midnight" ? 0 : 12, 0)];
  const half = found.half?.toLowerCase();
  if (found.spoken !== undefined) return spokenClocks(found, half);
  const hour = Number(found.hour);
  const minute = Number(found.minute ?? 0);
  const second = Number(found.second ?? 0);
  if (minute > 59 || second > 59) return [];
  if (half === undefined) return hour < 24 ? [{ hour, minute, second }] : [];
  return hour < 1 || hour > 12 ? [] : [{ hour: (hour % 12) + (half === "pm" ? 12 : 0), minute, second }];
}

/** The time of day so many minutes after an hour, over midnight where it has to. */
export function clockAt(hour: number, minutes: number): TimeOfDay {
  const all = hour * 60 + minutes + 24 * 60;
  return { hour: Math.floor(all / 60) % 24, minute: all % 60, second: 0 };
}

function spokenClocks(found: TimeParts, half: string | undefined): readonly TimeOfDay[] {
  const word = found.spoken?.toLowerCase() ?? "";
  const hour = hourWords.indexOf(word) < 1 ? Number(word) : hourWords.indexOf(word);
  const { minutes: said = "0" } = found;
  const minutes = minuteWords[said.toLowerCase()] ?? Number(said);
  const after = found.side?.toLowerCase() === "to" ? -minutes : minutes;
  if (!(hour >= 0 && hour < 24)) return [];
  if (hour > 12 || hour === 0) return half === undefined ? [clockAt(hour, after)] : [];
  const clocks = [clockAt(hour % 12, after), clockAt((hour % 12) + 12, after)];
  return half === undefined ? clocks : clocks.slice(half === "am" ? 0 : 1).slice(0, 1);
}

/** The same figures in the other half of the day; none where the way it is written is that of a 24-hour clock, or says am or pm. */
export function otherHalf(found: TimeParts): TimeOfDay | undefined {
  const { hour: figures = "", minute, second, half, whole, sign, part } = found;
  const hour = Number(figures);
  if (figures === "" || figures.startsWith("0") || hour > 12 || sign === "h") return undefined;
  if ([second, half, whole, part].some((part) => part !== undefined)) return undefined;
  return clockAt((hour + 12) % 24, Number(minute ?? 0));
}
