// Reads elapsed time as a policy file writes it.
import { DAY, type Duration, HOUR, MINUTE, SECOND } from "../instant.ts";
import { LENGTH } from "./schema/words.ts";

const UNITS: Readonly<Record<string, Duration>> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY };

/** `20m`, `1.5h`, `1h30m`, `3d` in milliseconds (a day is 24 hours); undefined where the text is none of these. */
export function readLength(text: string): Duration | undefined {
  if (!LENGTH.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([smhd])/g)];
  return parts.reduce(
    (sum, [, count, unit]) => sum + Math.round(Number(count) * (UNITS[unit ?? ""] ?? 0)),
    0,
  );
}
