// What an incident comes to where a document tells of it, so that what is corrected after its text was settled can be told from what only came later.
import type { KnownThen } from "./document.ts";
import type { Facts } from "./fact.ts";
import type { Instant } from "./instant.ts";

/** The moments that a document tells of; of the first two the first, of the others the last: an incident may be opened again. */
export const moments = ["declared", "confirmed", "mitigated", "resolved", "closed", "reopened"] as const;

/** One of the moments of an incident. */
export type DocumentMoment = (typeof moments)[number];

/** An event with its name and time, of whatever shape it is besides. */
interface Named {
  readonly name: string;
  readonly at: Instant;
}

/** The event by which an incident came to a moment; undefined where it did not. */
export function eventOfMoment<E extends Named>(events: readonly E[], what: DocumentMoment): E | undefined {
  const all = events.filter(({ name }) => name === what);
  return what === "declared" || what === "confirmed" ? all[0] : all.at(-1);
}

/** An incident, or one whose history is still read. */
interface Knowing {
  readonly title: string;
  readonly facts: Facts;
  readonly events: readonly Named[];
  readonly severity?: { readonly key: string } | undefined;
}

/** What is known of it now. */
export function knownOf({ title, facts, events, severity }: Knowing): Omit<KnownThen, "at" | "by"> {
  const reached = moments.flatMap((what) => {
    const event = eventOfMoment(events, what);
    return event === undefined ? [] : [[what, event.at] as const];
  });
  return { title, severity: severity?.key, facts: new Map(facts), moments: new Map(reached) };
}
