// Whom something that is said asks, by its id, the policy and who has its roles then.
import { HOUR, type Instant } from "../../src/engine/instant.ts";
import { account, handleOf, type Party } from "../../src/engine/party.ts";
import { roleOf } from "../../src/engine/policy/names.ts";
import { rightNow } from "../../src/engine/rights.ts";
import { ringOf } from "../../src/engine/rules/remind.ts";
import type { IncidentSituation } from "../../src/engine/situation.ts";
import { whoHas, whoIsAt, whoIsReached } from "../../src/engine/who.ts";

/** Those who are asked by something that asks only once, in small letters; undefined of the words of clocks, which may be repeats. */
export function whoIsAsked(id: string, here: IncidentSituation): readonly string[] | undefined {
  const [what = "", ...words] = id.split("/");
  const people = byWhat[what]?.(words, here, id);
  return people && loginsOf(people);
}

type Whom = (words: readonly string[], here: IncidentSituation, id: string) => readonly Party[];

const byWhat: Readonly<Record<string, Whom>> = {
  escalate: (_, here, id) => {
    const step = here.standing.escalation.unsaid.find((one) => one.id === id);
    return step === undefined ? [] : whoIsAt(step.level, here).people;
  },
  ring: (_, here, id) => {
    const ring = here.standing.escalation.rings.find(({ step }) => ringOf(step) === id);
    return ring === undefined ? [] : whoHas([ring.step.level.ring ?? ""], here).people;
  },
  declare: ([role = ""], here) => whoHas([role], here, true).people,
  shift: ([role = "", at = ""], here) =>
    whoHas([role], here, true).people.filter((who) => lastMentioned(who, here) < Date.parse(at)),
  silence: (_, here) => [...highestIn(here), ...whoHas([leadOf(here)], here).people],
  ask: ([topic = "", key = ""], here) => decidersOf(topic, key, here),
  "notice-ask": ([kind = "", , state, roles], here) => {
    const { approve } = here.ruling.policy.notices[kind] ?? {};
    if (state === "held" && roles !== undefined) return whoIsReached(roles.split("+"), here).people;
    if (approve === undefined || approve === "none") return [];
    const { holders, besides } = rightNow(approve, { ...here.incident, ruling: here.ruling }, here.now);
    return whoIsReached([...holders, ...besides], here).people;
  },
};

/** Those of the highest level that was asked and is not over. */
function highestIn(here: IncidentSituation): readonly Party[] {
  const { steps } = here.standing.escalation;
  const level = here.ruling.policy.escalation.levels.findLast(({ key }) =>
    steps.some((step) => step.endedAt === undefined && step.level.key === key),
  );
  return level === undefined ? [] : whoIsAt(level, here).people;
}

/** Who may answer a question; nobody of one that asks whoever reads it. */
function decidersOf(topic: string, key: string, here: IncidentSituation): readonly Party[] {
  const { flags, commands } = here.ruling.policy;
  const holders = (command: string): readonly string[] => {
    const right = commands[command];
    return right === undefined
      ? []
      : rightNow(right, { ...here.incident, ruling: here.ruling }, here.now).holders;
  };
  const having = (roles: readonly string[]): readonly Party[] => {
    const found = roles.length === 0 ? [] : whoIsReached(roles, here, true).people;
    return found.length > 0 ? found : whoIsReached([leadOf(here)], here).people;
  };
  const question = here.incident.questions.find((one) => one.topic === topic && one.cause === key);
  switch (topic) {
    case "made-safe":
      return having(flags[key]?.dismiss?.holders ?? holders("made-safe"));
    case "review":
      return having(holders("review"));
    case "closed-by-fix":
      return having(holders("resolve"));
    case "not-planned":
      return question?.by === undefined ? [] : [account(question.by)];
    default:
      return [];
  }
}

/** The role that leads: the one that people call so, else the first that is offered. */
function leadOf({ ruling: { policy } }: IncidentSituation): string {
  return (
    roleOf(policy, "lead")?.key ?? Object.values(policy.roles).find(({ offered }) => offered)?.key ?? "lead"
  );
}

/** When somebody was mentioned last, here or elsewhere: a handover names the incident to whoever takes over. */
function lastMentioned(who: Party, { snapshot, now }: IncidentSituation): Instant {
  const login = handleOf(who)?.toLowerCase();
  const found = [...snapshot.mentioned].filter(([name]) => name.toLowerCase() === login);
  return Math.max(now - 1000 * HOUR, ...found.map(([, at]) => at));
}

/** The handles of those who can be mentioned, in small letters. */
export function loginsOf(people: readonly Party[]): readonly string[] {
  return people.flatMap((who) => handleOf(who)?.toLowerCase() ?? []);
}
