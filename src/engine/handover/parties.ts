// Who goes and who takes over: persons before teams, contacts by their titles.
import { partyOnDuty } from "../duty/party.ts";
import type { Party } from "../party.ts";
import type { Ruling } from "../policy/ruling.ts";

/** People on duty as those who are asked; a team only where no person is known. */
export function partiesOf(people: readonly string[], { policy }: Pick<Ruling, "policy">): readonly Party[] {
  return personsFirst(people.map((who) => partyOnDuty(who, policy)));
}

/** A team only where no person is among them. */
export function personsFirst(parties: readonly Party[]): readonly Party[] {
  const persons = parties.filter(({ kind }) => kind !== "team");
  return persons.length > 0 ? persons : parties;
}
