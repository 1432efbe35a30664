// Closes the issue when a person said that the incident is closed. Nothing else closes it, and nothing of ours opens it again.
import type { Situation, Wish } from "../situation.ts";

/** The issue follows a status of the closed phase that was set by command or label. */
export function finish(here: Situation): Wish {
  const { incident, standing, snapshot } = here;
  if (standing.phase !== "closed" || snapshot.issue.state === "closed") return { effects: [] };
  const id = `close/${incident.status.cause}`;
  if (snapshot.recent[id] !== undefined) return { effects: [] };
  return {
    effects: [
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
