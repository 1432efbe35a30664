// Who goes and who takes over, in words: persons before teams, and a mention only for whoever is on duty and was not just asked.
import type { OwnComment } from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { Ruling } from "../policy/ruling.ts";
import { inline, mention, plainName } from "../text/safe.ts";
import type { HandoverSnapshot } from "./snapshot.ts";

/** What naming people takes. */
export interface Naming {
  readonly snapshot: HandoverSnapshot;
  readonly ruling: Ruling;
  /** Our comments on the rolling issue. */
  readonly own: readonly OwnComment[];
  readonly now: Instant;
}

/** As words that mention nobody; empty where nobody is known. */
export function named(people: readonly string[], { ruling }: Pick<Naming, "ruling">): string {
  return nearest(people)
    .map((who) => {
      const contact = ruling.policy.contacts[who];
      return contact === undefined ? plainName(who) : inline(contact.title);
    })
    .join(", ");
}

/** As words that mention those who may be mentioned now, and whom they mention. */
export function called(
  people: readonly string[],
  naming: Naming,
): { readonly words: string; readonly mentions: readonly string[] } {
  const mentions: string[] = [];
  const words = nearest(people).map((who) => {
    const isContact = naming.ruling.policy.contacts[who] !== undefined;
    if (isContact || !mayMention(who, naming)) return named([who], naming);
    const login = who.replace(/^@/, "");
    mentions.push(login);
    return login.includes("/") ? `@${login}` : mention(login);
  });
  return { words: words.join(", "), mentions };
}

/** A team only where no person is known. */
function nearest(people: readonly string[]): readonly string[] {
  const persons = people.filter((who) => !who.includes("/"));
  return persons.length > 0 ? persons : people;
}

/** Nobody more than once in the policy's time, over all incidents. */
function mayMention(who: string, { snapshot, ruling, own, now }: Naming): boolean {
  const login = who.replace(/^@/, "").toLowerCase();
  const here = own.flatMap(({ item, markers }) =>
    markers.flatMap(({ kind, words }) =>
      kind === "mentions" ? words.map((word) => [word, item.at] as const) : [],
    ),
  );
  const known = [...Object.entries(snapshot.mentioned), ...here];
  const last = Math.max(0, ...known.flatMap(([name, at]) => (name.toLowerCase() === login ? [at] : [])));
  return last === 0 || last + ruling.policy.attention.mentionEvery <= now;
}
