// Documents, where a policy has any: reports, summaries and plans of an incident (D-8, H-26, H-30 to H-32).
import type { Rule } from "../rule.ts";
import { documentWishes } from "./document-wishes.ts";

/** Who has none is spared what makes them, which the Action has in a file of its own. */
export const rule: Rule = {
  name: "documents",
  place: 84,
  when: ["managed"],
  wish: (here) =>
    Object.keys(here.ruling.policy.documents).length > 0 ? documentWishes(here) : { wants: [] },
};
