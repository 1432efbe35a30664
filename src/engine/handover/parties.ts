// Who goes and who takes over: persons before teams, contacts by their titles.
import type { Ruling } from "../policy/ruling.ts";
import { inWords } from "../voice/mention.ts";
import type { Party } from "../voice/message.ts";

/** People on duty as those who are asked; a team only where no person is known. */
export function partiesOf(people: readonly string[], { policy }: Pick<Ruling, "policy">): readonly Party[] {
  const persons = people.filter((who) => !who.includes("/"));
  return (persons.length > 0 ? persons : people).map((who) => {
    const contact = policy.contacts[who];
    const login = who.replace(/^@/, "");
    return contact === undefined ? { login, name: login } : { name: contact.title };
  });
}

/** As words that mention nobody; empty where nobody is known. */
export function named(people: readonly string[], ruling: Pick<Ruling, "policy">): string {
  return inWords(partiesOf(people, ruling));
}
