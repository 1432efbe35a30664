// Tells the people on duty whom the policy names that an incident is a major one, once for each time that it becomes one (D-2).
import type { Event } from "../incident.ts";
import { MINUTE } from "../instant.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { clockTime, shortTime } from "../time.ts";
import { asksOf, type Message, ranks, type Speaking, type Words } from "../voice/message.ts";
import { type Asked, whoHas } from "../who.ts";
import { severityTitle } from "./remind-values.ts";

/** Those who are to know at once. */
export const rule: Rule = { name: "declare", place: 35, when: ["managed"], wish: declare };

const topic = "declare";

function declare(here: IncidentSituation): Wish {
  const { incident, ruling, standing } = here;
  const over = standing.phase === "resolved" || standing.phase === "closed";
  const major = incident.events.findLast(({ name }) => name === "major");
  if (over || incident.drill !== undefined || major === undefined) return { wants: [] };
  const roles = ruling.policy.declare.tell[incident.severity?.key ?? ""] ?? [];
  const told = roles.filter((role) => toldAs(role, major, here).people.length > 0);
  return { wants: told.map((role) => messageOf(role, major, here)) };
}

/** Who hears of it: whoever has the role by duty, or took it before. Who takes it afterwards knows. */
function toldAs(role: string, major: Event, here: IncidentSituation): Asked {
  const found = whoHas([role], here, true);
  const { since = 0 } = here.incident.roles.get(role) ?? {};
  return found.how === "holder" && since > major.at ? { ...found, people: [] } : found;
}

/** Each role is told by itself, so that nobody waits for somebody else's turn to be mentioned; those that can be are one comment. */
function messageOf(role: string, major: Event, here: IncidentSituation): Message {
  const id = `${topic}/${role}/${major.cause}`;
  return {
    id,
    topic,
    on: here.snapshot.issue.id,
    at: major.at,
    asks: asksOf(toldAs(role, major, here).people, id),
    silenced: false,
    counts: true,
    rank: ranks.told,
    joins: { as: topic, thread: id, leads: false, early: false },
    say: (speaking) => wordsOf(speaking, major, here),
  };
}

function wordsOf({ ids, address }: Speaking, major: Event, here: IncidentSituation): Words {
  const { incident, ruling, now } = here;
  const { zone } = ruling.policy.incidents;
  const severity = severityTitle(here);
  const roles = ids.flatMap((id) => id.split("/")[1] ?? []);
  return {
    because: `The policy names who is told of a major incident: ${severity}.`,
    rule: "declare",
    due: major.at,
    template: "declare",
    values: {
      title: inline(incident.title, 80),
      severity,
      at: clockTime(major.at, zone, now),
      late: now - major.at >= MINUTE ? shortTime(now, zone, now) : "",
      impact: inline(incident.facts.get("impact")?.text ?? "", 300),
      told: roles.map((role) => {
        const { how, people } = toldAs(role, major, here);
        return { role: inline(ruling.policy.roles[role]?.title ?? role), who: address(people), how };
      }),
    },
  };
}
