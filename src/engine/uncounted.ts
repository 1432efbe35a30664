// Clocks that can't be counted, because the time that they start from is not known or can't be read.
import type { Clocks } from "./clock.ts";
import { settledFacts } from "./condition.ts";
import type { Incident } from "./incident.ts";
import { limitOf } from "./limit.ts";
import type { ClockRule } from "./policy/model.ts";
import type { Ruling } from "./policy/ruling.ts";
import { settledOf } from "./severity/settled.ts";

/** A field that is to be known as a time first, by its policy id, and a clock that starts from it. */
export interface Uncounted {
  readonly field: string;
  readonly clock: ClockRule;
}

/**
 * The clocks that would have a limit by what is known, and wait for the field that they start from; once the incident is closed only
 * those that no end stops.
 */
export function uncountedIn(
  incident: Incident,
  { ruling, clocks, phase }: { readonly ruling: Ruling; readonly clocks: Clocks; readonly phase: string },
): readonly Uncounted[] {
  const { facts, severity, flags } = incident;
  const known = settledFacts(facts, settledOf({ ruling, severity, flags }));
  return ruling.policy.clocks.flatMap((clock): readonly Uncounted[] => {
    if (clocks.has(clock.name) || limitOf(clock, severity?.key, known) === undefined) return [];
    if (phase === "closed" && clock.stops.some(isEnd)) return [];
    const fields = clock.starts.map((name) => (name.startsWith("field.") ? name.slice("field.".length) : ""));
    const [first = ""] = fields;
    const field = ruling.policy.fields[first];
    if (field === undefined || fields.includes("")) return [];
    const isUnclear = facts.get(first)?.problem !== undefined;
    const isAwaited = isUnclear || (!facts.has(first) && field.required.includes("identify"));
    return isAwaited ? [{ field: first, clock }] : [];
  });
}

function isEnd(stop: string): boolean {
  return stop === "resolved" || stop === "closed";
}
