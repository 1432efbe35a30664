// From a name of the policy's duty to whoever it means.
import { accountOrTeam, contact, type Party } from "../party.ts";
import type { Policy } from "../policy/model.ts";

/** Somebody on duty as the policy names them: the key of a contact, a team, or a login. */
export function partyOnDuty(who: string, { contacts }: Pick<Policy, "contacts">): Party {
  const known = contacts[who];
  return known === undefined ? accountOrTeam(who) : contact(known.title);
}
