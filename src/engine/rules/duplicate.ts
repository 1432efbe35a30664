// Closing as duplicate moves the reporter, the facts and the tasks to the other incident, and opens no review.
import type { Fact } from "../fact.ts";
import { named } from "../named.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { inline, plainName } from "../text/safe.ts";
import { clockTime, local } from "../time.ts";
import type { Want } from "../voice/message.ts";

/** Tells the other incident what is known here, and hangs what is open under it. */
export const rule: Rule = { name: "duplicate", place: 90, when: ["managed"], wish: duplicate };

function duplicate(here: IncidentSituation): Wish {
  const { incident, snapshot, ruling } = here;
  const { closed } = incident;
  if (closed?.reason !== "duplicate" || closed.of === undefined || incident.drill) return { wants: [] };
  if (closed.apart !== undefined) return { wants: [] };
  const mark = snapshot.issue.timeline.findLast(
    (item) => item.kind === "marked-duplicate" && item.of === closed.of,
  );
  const otherId = mark?.kind === "marked-duplicate" ? mark.ofId : undefined;
  if (otherId === undefined) return { wants: [] };
  const wants: Want[] = [];
  const id = `duplicate/${closed.cause}`;
  const told = snapshot.issue.timeline.some(
    (item) => item.kind === "referenced" && item.sourceId === otherId && item.at >= closed.at,
  );
  if (!told) {
    const facts = Array.from(
      incident.facts.values(),
      (fact) => [fact.field, textOf(fact, ruling.policy.incidents.zone).slice(0, 500)] as const,
    );
    wants.push({
      id,
      topic: "merged",
      on: otherId,
      asks: [],
      silenced: false,
      counts: false,
      details: [snapshot.issue.ref, incident.id, JSON.stringify(named(facts))],
      say: () => ({
        because: `${snapshot.issue.ref} was closed as a duplicate of this incident.`,
        rule: "duplicates",
        template: "duplicate",
        values: {
          from: snapshot.issue.ref,
          reporter: plainName(incident.reporter ?? "somebody"),
          at: clockTime(incident.declaredAt, ruling.policy.incidents.zone, here.now),
          facts: facts.map(([field, text]) => ({
            title: ruling.policy.fields[field]?.title ?? field,
            text: inline(text, 300),
          })),
        },
      }),
    });
  }
  for (const { child } of incident.tasks) {
    if (!child.linked || child.state === "closed") continue;
    wants.push({
      kind: "link",
      id: `link/${otherId}/${child.id}`,
      because: `${snapshot.issue.ref} was closed as a duplicate; what is open goes on under the other incident.`,
      rule: "duplicates",
      issueId: otherId,
      childId: child.id,
    });
  }
  return { wants };
}

/** A time with its day and zone: where the other incident reads it, "08:00" would be that of another day. */
function textOf({ at, text }: Fact, zone: string): string {
  return at === undefined ? text : local(at, zone, "yyyy-MM-dd HH:mm 'UTC'xxx");
}
