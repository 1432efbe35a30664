// Doubles of an incident's comments and issues are healed.
import { heal } from "../heal.ts";
import type { Rule } from "../rule.ts";

/** Takes younger doubles away. */
export const rule: Rule = {
  name: "heal",
  place: 110,
  when: ["waiting", "withdrawn", "managed"],
  wish: ({ incident, snapshot }) => {
    const open = incident.twins.children.filter(({ state }) => state !== "closed");
    return {
      wants: heal({ comments: incident.twins.comments, issues: open.map(({ id }) => id) }, snapshot),
    };
  },
};
