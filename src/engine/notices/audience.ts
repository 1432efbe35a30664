// Who gets a notice, by the rules of its audiences, and by which channels: each audience once, however many rules hold (H-16 to H-18).
import { holds, wantedInWords } from "../condition.ts";
import type { Facts } from "../facts.ts";
import type { Instant } from "../instant.ts";
import { ANY, UNSAID } from "../policy/condition.ts";
import type { Audience, Condition, NoticeRule } from "../policy/model.ts";
import { local } from "../time.ts";
import { type NoticeView, noticeFacts, ruleHolds } from "./view.ts";

/** An audience that gets a notice, and why. */
export interface ToldAudience {
  readonly audience: Audience;
  /** The conditions that hold, in words; empty where it is told of all. */
  readonly because: string;
}

/** The audiences that get a notice at an instant, in the policy's order. */
export function audiencesOf(rule: NoticeRule, view: NoticeView, at: Instant): readonly ToldAudience[] {
  const { audiences, incidents } = view.ruling.policy;
  const facts = noticeFacts(view);
  const today = local(at, incidents.zone, "yyyy-MM-dd");
  return rule.audiences.flatMap((key): readonly ToldAudience[] => {
    const audience = audiences[key];
    if (audience === undefined || (audience.until !== undefined && audience.until < today)) return [];
    if (!ruleHolds(audience, view, at, facts)) return [];
    const held = audience.when.filter((when) => ruleHolds({ when: [when], unless: [] }, view, at, facts));
    return [{ audience, because: held.map((one) => inWords(one, facts)).join("; or ") }];
  });
}

/** Why a condition holds, as a person reads it: `extent is data centre, and effect is outage`. */
function inWords(condition: Condition, facts: Facts): string {
  return Object.entries(condition)
    .map(([field, words]) => {
      const so = words.filter((word) => holds({ [field]: [word] }, facts));
      return so.some((word) => word === ANY || word === UNSAID)
        ? `${field} ${wantedInWords(so, String)}`
        : `${field} is ${so.join(" and ")}`;
    })
    .join(", and ");
}
