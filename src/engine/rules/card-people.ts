// Who stands on the card: roles and who has them, who was reached, and how far a reminder reaches.
import { partyOnDuty } from "../duty/party.ts";
import { onDuty } from "../duty.ts";
import { nextPaged, pagers } from "../paging.ts";
import { hasAccount } from "../party.ts";
import type { IncidentSituation } from "../situation.ts";
import { nounOf } from "../text/noun.ts";
import { inline } from "../text/safe.ts";
import { inWords, mentioned } from "../voice/mention.ts";
import type { Value, Values } from "../wanted.ts";
import { atName, plain, stepUp, whoIsAt } from "../who.ts";
import type { CardTimes } from "./card-times.ts";
import { askedBy } from "./escalate-values.ts";
import { offer } from "./service-values.ts";

/** How names stand: an edit notifies nobody and may mention; a new comment mentions nobody but those on duty, so never here. */
export type Naming = "mention" | "plain";

/** Who was told or called, and was reached or not: a call without an answer tells nobody anything. */
export function contacted(
  { incident, ruling }: IncidentSituation,
  times: CardTimes,
  reached: boolean,
): readonly Value[] {
  const { roles, contacts } = ruling.policy;
  return incident.told
    .filter(({ answered }) => answered === reached)
    .map((told) => ({
      who: inline(roles[told.who]?.title ?? contacts[told.who]?.title ?? told.who),
      at: times.was(told.at),
      how: inline(told.how ?? "", 80),
      called: told.called,
      busy: told.busy === true,
    }));
}

/** The roles with who has them, else who is on duty, else how to take them. Left out: an empty one that is not offered. */
export function roles(here: IncidentSituation, times: CardTimes, naming: Naming): readonly Value[] {
  const { incident, ruling } = here;
  return Object.values(ruling.policy.roles).flatMap((role): readonly Value[] => {
    const holders = incident.roles.get(role.key)?.holders ?? [];
    const onCall = times.isKept ? onDuty(ruling, role.key, times.now) : [];
    const vacant = holders.length === 0 && onCall.length === 0;
    const offered = vacant ? offer(role.key, here, naming) : undefined;
    if (vacant && !role.offered && offered === undefined) return [];
    const shown = naming === "mention" ? holders.map(mentioned).join(", ") : inWords(holders);
    const duty = holders.length === 0 ? inWords(onCall.map((who) => partyOnDuty(who, ruling.policy))) : "";
    return [{ title: role.title, key: role.key, holders: shown, duty, offered }];
  });
}

/** How far a reminder reaches, and who is asked after the last one: of the next limit whose last reminder goes up a step. */
export function reach(here: IncidentSituation, times: CardTimes, naming: Naming): Values | undefined {
  const { standing, incident } = here;
  if (incident.management !== "managed" || standing.limits.length === 0) return undefined;
  const last = standing.prompts.find(({ escalates, at }) => escalates && at > times.now);
  const asked = last && askedBy(last.clock.name, here);
  const step = asked ? whoIsAt(asked, here) : stepUp(here);
  const channels = pagers(here);
  if (last === undefined || step === undefined) return { channels };
  return {
    channels,
    page: asked ? undefined : nextPaged(here),
    noun: nounOf(last.clock.title),
    at: times.coming(last.at),
    contact: step.people.length > 0 && !step.people.some(hasAccount),
    who: naming === "mention" ? atName(step) : plain(step),
    role: step.role,
    how: step.how,
  };
}
