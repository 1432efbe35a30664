// The figures of a planted year, counted again from the record of what was planted, by other means than those of the report.
import { asOf, DAY, MINUTE, type Planted } from "./year.ts";

/** Of London's 2024 alone: summer time from 31 March to 27 October, both at 01:00 UTC. */
const summer = { from: Date.UTC(2024, 2, 31, 1), to: Date.UTC(2024, 9, 27, 1) };
const ahead = (at: number): number => (at >= summer.from && at < summer.to ? 60 * MINUTE : 0);

/** What London's clocks show, read as UTC. */
export const london = (at: number): Date => new Date(at + ahead(at));

/** The local day of an instant, as 2024-10-30; what is after the year is in winter time, or far from midnight. */
const dayIn = (at: number): string => london(at).toISOString().slice(0, 10);

/** The planted incidents of the months from one to another, 1 to 12. */
export function countedIn(planted: readonly Planted[], first = 1, last = 12): readonly Planted[] {
  return planted.filter(({ kind, declaredAt }) => {
    const month = london(declaredAt).getUTCMonth() + 1;
    return kind === "counted" && month >= first && month <= last;
  });
}

/** Each limit of the update clock: from declaration or an update to the next update or the end. */
export function updateRuns(counted: readonly Planted[]) {
  return counted.flatMap(({ ref, severity, declaredAt, updates, resolvedAt }) => {
    if (severity === "SEV3") return [];
    const within = (severity === "SEV1" ? 60 : 90) * MINUTE;
    const starts = [declaredAt, ...updates];
    const ends = [...updates, resolvedAt];
    return starts.map((start, index) => ({ ref, late: ((ends[index] ?? 0) - start - within) / 1000 }));
  });
}

const middle = (sorted: readonly number[]): number => {
  const half = sorted.length / 2;
  return Number.isInteger(half)
    ? Math.floor(((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2)
    : (sorted[Math.floor(half)] ?? 0);
};

/** Shortest, median, longest and the 90th of a hundred, in seconds. */
export function spread(values: readonly number[]) {
  const sorted = values.map((one) => one / 1000).toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  const nine = sorted.find((one) => sorted.filter((other) => other <= one).length >= 0.9 * sorted.length);
  return {
    shortest: sorted[0],
    median: middle(sorted),
    longest: sorted.at(-1),
    p90: sorted.length < 20 ? null : nine,
  };
}

/** The lengths of each interval, where both times are known. */
export function lengths(counted: readonly Planted[]): Readonly<Record<string, readonly number[]>> {
  const of = (measure: (one: Planted) => number | undefined) =>
    counted.map(measure).filter((one) => one !== undefined);
  return {
    detect: of(({ startedAt, detectedAt }) =>
      startedAt === undefined || detectedAt === undefined ? undefined : detectedAt - startedAt,
    ),
    declare: of(({ startedAt, declaredAt }) => startedAt && declaredAt - startedAt),
    acknowledge: of(({ declaredAt, confirmedAt }) => confirmedAt - declaredAt),
    mitigate: of(({ declaredAt, resolvedAt }) => resolvedAt - declaredAt),
    resolve: of(({ declaredAt, resolvedAt }) => resolvedAt - declaredAt),
    close: of(({ declaredAt, closedAt }) => closedAt - declaredAt),
  };
}

/** Actions by state, and how many were done after their day. */
export function actionStates(counted: readonly Planted[]) {
  const found = { done: 0, open: 0, overdue: 0, dropped: 0, late: 0 };
  for (const { due, state, closedAt } of counted.flatMap(({ actions }) => actions)) {
    const isPast = (at: number): boolean => due !== undefined && dayIn(at) > due;
    found[state === "open" && isPast(asOf) ? "overdue" : state] += 1;
    if (state === "done" && closedAt !== undefined && isPast(closedAt)) found.late += 1;
  }
  return found;
}

/** Reviews that were done after their day: fourteen days from closing. */
export function lateReviews(counted: readonly Planted[]): readonly string[] {
  return counted.flatMap(({ ref, closedAt, reviewClosedAt }) =>
    reviewClosedAt !== undefined && dayIn(reviewClosedAt) > dayIn(closedAt + 14 * DAY) ? [ref] : [],
  );
}

/**
 * Downtime of the checkout in a month, minute by minute: all of it, and that between 8 and 18 on weekdays; of what was declared up to 31
 * days after the month. Nothing that is planted was opened again.
 */
export function downtime(planted: readonly Planted[], month: number) {
  const isDown = new Set<number>();
  const next = Date.UTC(2024, month, 1);
  const declaredBefore = next - ahead(next) + 31 * DAY;
  for (const { kind, service, severity, startedAt, declaredAt, resolvedAt } of planted)
    if (kind === "counted" && service === "checkout" && severity !== "SEV3" && declaredAt < declaredBefore)
      for (let at = Math.min(startedAt ?? declaredAt, declaredAt); at < resolvedAt; at += MINUTE)
        isDown.add(at);
  const found = { hours: 0, downInHours: 0, down: 0 };
  for (let at = Date.UTC(2023, 11, 31); at < Date.UTC(2025, 0, 2); at += MINUTE) {
    const local = london(at);
    if (local.getUTCFullYear() !== 2024 || local.getUTCMonth() + 1 !== month) continue;
    const isOpen = local.getUTCDay() % 6 !== 0 && local.getUTCHours() >= 8 && local.getUTCHours() < 18;
    if (isOpen) found.hours += 60;
    if (isDown.has(at)) found.down += 60;
    if (isDown.has(at) && isOpen) found.downInHours += 60;
  }
  return found;
}

/** How many incidents have each cause in each service, where that is more than one. */
export function repeats(counted: readonly Planted[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { cause, service } of counted)
    if (cause !== "Not known yet")
      found.set(`${cause} ${service}`, (found.get(`${cause} ${service}`) ?? 0) + 1);
  return new Map([...found].filter(([, count]) => count > 1));
}
