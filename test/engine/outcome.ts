// Reads what came of a history, for tests: what is said, what stands on the issue, what the card shows.
import type { Effect } from "../../src/engine/effect.ts";
import { type Instant, isoSeconds } from "../../src/engine/instant.ts";
import type { Plan } from "../../src/engine/plan.ts";
import { readMarkers } from "../../src/engine/text/marker.ts";
import { local } from "../../src/engine/time.ts";
import type { Value, Values } from "../../src/engine/wanted.ts";
import { type History, time } from "./build.ts";

/** The effect that may be of a kind; some have several. */
type Of<K extends Effect["kind"], E extends Effect = Effect> = E extends Effect
  ? K extends E["kind"]
    ? E
    : never
  : never;

/** The effects of one kind. */
export function all<K extends Effect["kind"]>(plan: Plan, kind: K): readonly Of<K>[] {
  return plan.effects.filter((effect): effect is Of<K> => effect.kind === kind);
}

/** The only new comment of a template. Throws where there is none or more than one. */
export function comment(plan: Plan, template: string): Of<"comment"> {
  const found = all(plan, "comment").filter((one) => one.template === template);
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new RangeError(
      `The plan has ${found.length} comments "${template}" among: ${plan.effects.map(nameOf).join(", ")}.`,
    );
  return only;
}

/** Templates of the new comments of a plan. */
export function says(plan: Plan): readonly string[] {
  return all(plan, "comment").map((one) => one.template);
}

/** What a plan does, without the card: `add-label status: open`, `comment reminder`, `react THUMBS_UP`. */
export function does(plan: Plan): readonly string[] {
  return plan.effects.filter((effect) => effect.kind !== "card").map(nameOf);
}

function nameOf(effect: Effect): string {
  if (effect.kind === "add-label" || effect.kind === "remove-label") return `${effect.kind} ${effect.label}`;
  if (effect.kind === "react") return `${effect.kind} ${effect.content}`;
  return "template" in effect ? `${effect.kind} ${effect.template}` : effect.kind;
}

/** All that we said on the incident so far and that still stands, with when: `09:50 reminder`. The card is left out. */
export function said(history: History): readonly string[] {
  return history.snapshot().issue.timeline.flatMap((item) => {
    if (item.kind !== "comment" || item.by?.login !== "tocsin") return [];
    const [template = ""] = item.body.split("\n");
    if (readMarkers(item.body).some((marker) => marker.kind === "card")) return [];
    return [`${clock(item.at)} ${template}${item.minimized ? " (minimized)" : ""}`];
  });
}

/** How an instant stands in these tests: `09:50`. */
export function clock(at: Instant): string {
  return local(at, "Europe/London", "HH:mm");
}

/** Labels of the issue in alphabetical order. */
export function labels(history: History): readonly string[] {
  return history.snapshot().issue.labels.toSorted();
}

/** What the card says at an instant, from the values of the effect that writes it new. */
export function card(history: History, at: string): Values {
  const { ledger: _, ...snapshot } = history.snapshot();
  const before = history.snapshot();
  history.changed(() => snapshot);
  const written = all(history.plan(at), "card")[0];
  history.changed(() => before);
  if (written === undefined) throw new RangeError(`No card is written at ${at}.`);
  return written.values;
}

/** A value of a map of values, by its path: `next.at`. */
export function value(values: Values, path: string): Value {
  return path
    .split(".")
    .reduce<Value>(
      (at, name) =>
        typeof at === "object" && at !== null && !Array.isArray(at) ? (at as Values)[name] : undefined,
      values,
    );
}

/** When it wants to look again: `09:50`, or nothing. Looks at whole seconds, so that a second early is seen. */
export function wakes(plan: Plan): string | undefined {
  if (plan.wakeAt === undefined) return undefined;
  const name = clock(plan.wakeAt);
  return plan.wakeAt % 60_000 === 0 ? name : isoSeconds(plan.wakeAt);
}

/** Looks at each of these times and answers what stands after the last. */
export function lookedAt(history: History, ...times: readonly string[]): History {
  for (const at of times) history.looked(at);
  return history;
}

/** Looks as often as a server would: whenever the last plan said to look again, up to an instant. */
export function watched(history: History, until: string): History {
  const end = time(until);
  for (let turn = 0; turn < 500; turn += 1) {
    const next = history.plan(named(Math.min(end, now(history)))).wakeAt;
    if (next === undefined || next > end) return history.looked(until);
    history.looked(named(next));
  }
  throw new RangeError(`It wants to look again without end before ${until}.`);
}

function now(history: History): Instant {
  const { issue, ledger } = history.snapshot();
  return Math.max(issue.createdAt, issue.timeline.at(-1)?.at ?? 0, ledger?.card.at ?? 0);
}

/** The time of these tests for an instant: `4 09:00:30`. */
function named(at: Instant): string {
  return local(at, "Europe/London", "d HH:mm:ss");
}
