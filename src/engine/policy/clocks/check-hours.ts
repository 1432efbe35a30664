// Checks the limits of clocks that count inside hours of business: the calendar that they need, and limits of nothing.
import { parseSpan } from "../../span.ts";
import { list } from "../complete.ts";
import type { PolicyFile } from "../file.ts";
import { type Finding, keyAt, shown, wrong } from "../finding.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";

type Clock = NonNullable<PolicyFile["clocks"]>[string];

/** Limits of a clock in business time, or of nothing, that can't be meant. */
export function checkHours(here: Checking, name: string, clock: Clock): readonly Finding[] {
  const path = ["clocks", name];
  const unknown =
    clock.calendar === undefined ? [] : here.known("calendars", clock.calendar, [...path, "calendar"]);
  const cases = list(clock.cases).flatMap(({ within }, index) => {
    const span = parseSpan(within);
    const none = span !== undefined && (span.kind === "days" ? span.days : span.ms) === 0;
    const message = "A limit of nothing is always past; write none where the clock is not to run.";
    return none ? [wrong([...path, "cases", index, "within"], message)] : [];
  });
  if (Object.keys(here.file.calendars ?? {}).length > 0 || unknown.length > 0) return [...unknown, ...cases];
  const lost = limitsOf(clock, path).filter(({ limit }) => inBusinessTime(limit));
  const found = lost.map(({ limit, path: at }) =>
    wrong(
      at,
      `${shown(limit)} is business time, and there is no calendar; add one under calendars:, or write elapsed time such as 24h.`,
      keyAt("calendars"),
    ),
  );
  if (clock["last-working"] !== true) return [...cases, ...found];
  const message =
    "A last working moment needs hours of business, and there is no calendar; add one under calendars:, or leave last-working out.";
  return [...cases, ...found, wrong([...path, "last-working"], message, keyAt("calendars"))];
}

/** Every limit that a clock names, with its place. */
function limitsOf(clock: Clock, path: Path): readonly { readonly limit: string; readonly path: Path }[] {
  const { within = {} } = clock;
  const written =
    typeof within === "string"
      ? [{ limit: within, path: [...path, "within"] }]
      : Object.entries(within).map(([key, limit]) => ({ limit, path: [...path, "within", key] }));
  const cases = list(clock.cases).map((one, index) => ({
    limit: one.within,
    path: [...path, "cases", index, "within"],
  }));
  return [...written, ...cases];
}

function inBusinessTime(limit: string): boolean {
  const kind = parseSpan(limit)?.kind;
  return kind === "hours" || kind === "days";
}
