// Doubles of an incident's comments and issues are healed.
import { heal } from "../heal.ts";
import type { Rule } from "../rule.ts";

/** Takes younger doubles away. */
export const rule: Rule = {
  name: "heal",
  place: 110,
  when: ["none", "left-alone", "waiting", "withdrawn", "managed"],
  wish: ({ incident: { twins }, snapshot }) => ({
    wants: heal({ comments: twins.comments, issues: twins.children }, snapshot),
  }),
};
