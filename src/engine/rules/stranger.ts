// A report by an outsider in public: one neutral answer, the same for every report, and somebody inside who is given it; nothing else.
import type { Assign } from "../effect.ts";
import { isOurs } from "../own.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Message } from "../voice/message.ts";
import { whoIsReached } from "../who.ts";

/** The one answer, and whom the policy gives the report to. */
export const rule: Rule = {
  name: "stranger",
  place: 30,
  when: ["waiting"],
  wish: (here) => ({ wants: [...answer(here), ...given(here)] }),
};

/** There is no card yet that would remember it, so a deleted comment may have been the answer: it stays deleted. */
function answer({ snapshot: { issue } }: IncidentSituation): readonly Message[] {
  if (issue.timeline.some(({ kind }) => kind === "comment-deleted")) return [];
  return [
    {
      id: `stranger/${issue.id}`,
      topic: "stranger",
      on: issue.id,
      asks: [],
      silenced: false,
      counts: true,
      say: () => ({
        because: "Somebody from outside reported it in a public repository; it waits until it is accepted.",
        rule: "strangers",
        template: "stranger",
        values: {},
      }),
    },
  ];
}

/**
 * GitHub tells whom an issue is assigned to. A mention would use up their turn, and reports come from anybody and in any number:
 * so one report after another could keep a mention of the same people from an incident.
 */
function given(here: IncidentSituation): readonly Assign[] {
  const { ruling, snapshot } = here;
  const { issue } = snapshot;
  const roles = ruling.policy.declare.outsiders;
  const isGiven = issue.timeline.some(
    (item) => item.kind === "assigned" && isOurs(item.by, ruling.policy, snapshot.me),
  );
  // Whoever has it already was told, and whoever gave it back is not asked twice.
  if (roles.length === 0 || isGiven || issue.assignees.length > 0) return [];
  const { people } = whoIsReached(roles, here);
  const assignees = people.flatMap((party) => (party.kind === "account" ? [party.login] : []));
  if (assignees.length === 0) return [];
  return [
    {
      kind: "assign",
      id: `assign/${issue.id}`,
      because:
        "Somebody from outside reported it; it is given to whom the policy names, to be accepted or not.",
      rule: "declare.outsiders",
      issueId: issue.id,
      assignees,
    },
  ];
}
