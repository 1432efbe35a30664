// Closes the issue when a person said that the incident is closed. Nothing else closes it, and nothing of ours opens it again.
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";

/** The issue follows a status of the closed phase that was set by command or label. */
export const rule: Rule = { name: "finish", place: 100, when: ["managed"], wish: finish };

function finish(here: IncidentSituation): Wish {
  const { incident, standing, snapshot } = here;
  if (standing.phase !== "closed" || snapshot.issue.state === "closed") return { wants: [] };
  const id = `close/${incident.status.cause}`;
  if (snapshot.recent.has(id)) return { wants: [] };
  return {
    wants: [
      {
        kind: "close",
        id,
        because: `${incident.status.by ?? "Somebody"} said that the incident is closed.`,
        rule: "status",
        issueId: snapshot.issue.id,
        reason: "COMPLETED",
      },
    ],
  };
}
