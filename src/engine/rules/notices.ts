// Notices, where a policy has any: what is told to audiences outside the incident (H-8 to H-12).
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { noticeWishes } from "./notice-wishes.ts";

/** What is told to audiences outside the incident. */
export const rule: Rule = {
  name: "notices",
  place: 38,
  when: ["managed", "withdrawn"],
  wish: notices,
};

/** Who has none is spared what makes them, which the Action has in a file of its own. */
function notices(here: IncidentSituation): Wish {
  const hasAny = here.incident.notices.length > 0 || Object.keys(here.ruling.policy.notices).length > 0;
  return hasAny ? noticeWishes(here) : { wants: [] };
}
