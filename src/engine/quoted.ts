// Binds the acceptance of a maintenance to words that were quoted: what changed since a comment of ours last showed it was seen by nobody.
import type { Facts } from "./facts.ts";
import type { Instant } from "./instant.ts";
import { ownComments } from "./own.ts";
import type { Field, Policy } from "./policy/model.ts";
import type { IncidentSnapshot } from "./snapshot.ts";
import { hash } from "./text/hash.ts";

/** What of a maintenance is words of whoever opened it. */
export interface Quotable {
  readonly title: string;
  readonly facts: Facts;
}

/** Public questions that are no text: they stand elsewhere on the page. */
export const apart: ReadonlySet<string> = new Set(["service", "start", "end"]);

/** The questions whose answers the page shows. */
export function shownFields({ fields }: Policy): readonly Field[] {
  return Object.values(fields).filter((field) => field.public || apart.has(field.id));
}

/** Other words have another one. */
export function hashOfWords({ title, facts }: Quotable, policy: Policy): string {
  return hash(JSON.stringify([title, ...shownFields(policy).map(({ id }) => facts.get(id)?.text ?? "")]));
}

/** The mark of comments that quote what waits to be accepted; it has the hash of what it quotes. */
export const quoteTopic = "quote";

/** The hash of what was last quoted in a time, its end left out; undefined where nothing was. */
export function lastQuoted(
  { issue }: IncidentSnapshot,
  { since = 0, before = Number.POSITIVE_INFINITY }: { readonly since?: Instant; readonly before?: Instant },
): string | undefined {
  return ownComments(issue.timeline)
    .filter(({ item }) => item.at >= since && item.at < before)
    .flatMap(({ markers }) => markers.filter(({ kind }) => kind === quoteTopic))
    .at(-1)
    ?.words.at(-1);
}
