// When clocks fall due under two policies: by severity and by fact, equal changes said once.
import type { Duration } from "../engine/instant.ts";
import { limitOf } from "../engine/limit.ts";
import type { ClockRule, Span } from "../engine/policy/model.ts";
import { calendarOf } from "../engine/policy/names.ts";
import { formatSpan } from "../engine/span.ts";
import { type Change, change, type Pair } from "./change.ts";
import { type Context, factsFor, severitiesOf } from "./contexts.ts";
import { listed, sentence, severityTitle, shifted, theClock, within } from "./phrases.ts";
import { alike } from "./traits.ts";

/** The two states of a clock that both policies have. */
export interface ClockPair {
  readonly before: ClockRule;
  readonly after: ClockRule;
}

/** A context in which the limit differs. */
interface Moved {
  readonly context: Context;
  readonly from: Span | undefined;
  readonly to: Span | undefined;
}

/** A sentence for each way in which the limit of a clock differs. */
export function limitChanges(clocks: ClockPair, pair: Pair): readonly Change[] {
  const groups = Map.groupBy(movedLimits(clocks, pair), ({ from, to, context }) =>
    JSON.stringify([from, to, context.known]),
  );
  const byLimits = Map.groupBy([...groups.values()], (moved) =>
    JSON.stringify([moved[0]?.from, moved[0]?.to, moved.map(({ context }) => context.severity)]),
  );
  return [...byLimits.values()].map((alikes) => {
    const [moved = []] = alikes;
    const facts = alikes.map((group) => group[0]?.context.known ?? "");
    return limitChange(moved, { clocks, pair, facts });
  });
}

/** Every context in which the limit differs, without facts that make no difference of their own. */
function movedLimits({ before, after }: ClockPair, pair: Pair): readonly Moved[] {
  const known = factsFor([before, after], pair.after);
  return severitiesOf(pair).flatMap((severity) => {
    const tried = known.map((facts): Moved => {
      const context: Context = { severity, ...facts };
      const limit = (clock: ClockRule) => limitOf(clock, severity, facts.facts);
      return { context, from: limit(before), to: limit(after) };
    });
    return tried.filter((one) => !alike(one.from, one.to) && !isTold(one, tried));
  });
}

/** Does the same change follow from fewer facts already? */
function isTold(one: Moved, all: readonly Moved[]): boolean {
  const fields = [...one.context.facts];
  return all.some((other) => {
    const fewer = [...other.context.facts];
    const isPart =
      fewer.length < fields.length &&
      fewer.every(([field, fact]) => alike(one.context.facts.get(field), fact));
    return isPart && alike(one.from, other.from) && alike(one.to, other.to);
  });
}

function limitChange(
  moved: readonly Moved[],
  { clocks, pair, facts }: { clocks: ClockPair; pair: Pair; facts: readonly string[] },
): Change {
  const [{ from, to } = { from: undefined, to: undefined }] = moved;
  const severities = moved.flatMap(({ context }) => context.severity ?? []);
  const words = sentence(`${prefix(moved, pair, facts)}${limitWords({ from, to }, { clocks, pair })}`);
  return change({
    kind: "clock",
    subject: clocks.after.name,
    severities: severities.length === pair.after.severities.length ? [] : severities,
    words,
    before: from === undefined ? null : formatSpan(from),
    after: to === undefined ? null : formatSpan(to),
  });
}

/** `at SEV1 and SEV2, for provider “gpit”, `; nothing where it is so in every case. */
function prefix(moved: readonly Moved[], pair: Pair, facts: readonly string[]): string {
  const known = facts.filter((words) => words !== "");
  const at = severityWords(
    moved.map(({ context }) => context.severity),
    pair,
  );
  const parts = [at, known.length > 0 ? `for ${listed(known, "or")}` : ""].filter((part) => part !== "");
  return parts.length === 0 ? "" : `${parts.join(", ")} `;
}

/** `at SEV1 and SEV2`, `while no severity is settled`; nothing where it is every severity. */
export function severityWords(severities: readonly (string | undefined)[], pair: Pair): string {
  const settled = severities.filter((key) => key !== undefined);
  const unsettled = severities.length > settled.length;
  const isAll = settled.length === pair.after.severities.length;
  if (isAll && unsettled) return "";
  const titles = isAll ? "every severity" : listed(settled.map((key) => severityTitle(key, pair.after)));
  const parts = [
    ...(settled.length > 0 ? [`at ${titles}`] : []),
    ...(unsettled ? ["while no severity is settled"] : []),
  ];
  return parts.join(" and ");
}

function limitWords(
  { from, to }: Pick<Moved, "from" | "to">,
  { clocks, pair }: { clocks: ClockPair; pair: Pair },
): string {
  const { after } = clocks;
  const subject = theClock(after, pair.after);
  if (from === undefined && to !== undefined)
    return `${subject} now runs: it is due ${spanWords(to, pair, after)}`;
  if (to === undefined || from === undefined)
    return `${subject} no longer runs${from === undefined ? "" : `: it was due ${spanWords(from, pair, clocks.before)}`}`;
  const due = `${subject} is due ${spanWords(to, pair, after)} instead of ${formatSpan(from)}`;
  return from.kind === "elapsed" && to.kind === "elapsed"
    ? `${due}${remindersWords(clocks, { from: from.ms, to: to.ms })}`
    : due;
}

/** `after 4 business hours`, `at the close of the 10th working day`. */
export function spanWords(span: Span, pair: Pair, clock: ClockRule): string {
  if (span.kind === "elapsed") return `after ${formatSpan(span)}`;
  const calendar = calendarOf(pair.after, clock) ?? calendarOf(pair.before, clock);
  const hours = calendar === undefined ? "" : ` (${within(calendar.title)})`;
  return `after ${formatSpan(span)}${hours}`;
}

/** What a longer or shorter limit does to the first reminder, where the policy keeps the rest as it was. */
function remindersWords({ before, after }: ClockPair, limits: { from: Duration; to: Duration }): string {
  if (!alike([before.warn, before.overdue], [after.warn, after.overdue])) return "";
  // Reminders that wait for business hours are not simply moved by as much.
  if (before.hours !== "always" || after.hours !== "always") return "";
  const [was, is] = [firstReminder(before, limits.from), firstReminder(after, limits.to)];
  return was === undefined || is === undefined || was === is
    ? ""
    : `, and its first reminder comes ${shifted(is - was)}`;
}

/** How long after the start a clock first speaks; a warning that would lie before it is left out. */
function firstReminder({ warn, overdue }: ClockRule, limit: Duration): Duration | undefined {
  const at = [...warn.map((before) => limit - before), ...overdue.map((after) => limit + after)];
  const said = at.filter((one) => one > 0);
  return said.length === 0 ? undefined : Math.min(...said);
}
