// When an entry that can't be read is over for certain: from then on it harms nothing.
import { DAY, type Instant } from "../instant.ts";
import type { Property } from "./lines.ts";
import { readLength } from "./when.ts";

const DATE = /(\d{4})(\d{2})(\d{2})/gu;
/** Zones and hours are left out of account: nobody's clock is two days off. */
const slack = 2 * DAY;

/** The earliest instant from which on none of its days can be; undefined where that can't be said. */
export function overFrom(properties: readonly Property[]): Instant | undefined {
  const values = (...names: readonly string[]) =>
    properties.filter(({ name }) => names.includes(name)).map(({ value }) => value.toUpperCase());
  const [rules, more] = [values("RRULE", "RECURRENCE-ID"), values("RDATE")];
  const endless = values("RRULE").some((rule) => !rule.includes("UNTIL="));
  const ranged = properties.some(
    ({ name, params }) => name === "RECURRENCE-ID" && params.RANGE !== undefined,
  );
  const [starts, ends] = [values("DTSTART").flatMap(daysIn), values("DTEND").flatMap(daysIn)];
  if (endless || ranged || starts.length === 0 || more.some((value) => value.includes("P"))) return undefined;
  const lengths = properties.filter(({ name }) => name === "DURATION").map((one) => readLength(one));
  const length = lengths.reduce(
    (sum, one) => sum + (one.kind === "length" ? one.nominal + one.exact : Number.NaN),
    0,
  );
  const last = Math.max(...starts, ...ends, ...[...rules, ...more].flatMap(daysIn));
  const span = Math.max(0, ...ends.map((end) => end - Math.min(...starts)));
  const over = last + span + length + slack;
  return Number.isNaN(over) ? undefined : over;
}

function daysIn(text: string): readonly Instant[] {
  return Array.from(text.matchAll(DATE), ([, year, month, day]) =>
    Date.UTC(Number(year), Number(month) - 1, Number(day)),
  );
}
