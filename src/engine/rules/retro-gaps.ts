// What a review that was closed as done still lacks of what the policy asks: said once, on the review (S-8, H-28).
import { reviewGaps } from "../owed.ts";
import { headings } from "../review-body.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { reviewIn } from "../task.ts";
import { inline } from "../text/safe.ts";

/** Names it and what to do; the close stands. */
export const rule: Rule = { name: "retro-gaps", place: 85, when: ["managed"], wish: gaps };

function gaps(here: IncidentSituation): Wish {
  const { policy } = here.ruling;
  const review = reviewIn(here.incident)?.child;
  const found = reviewGaps(here.incident, policy);
  if (review === undefined || found === undefined) return { wants: [] };
  const options = policy.fields[policy.retro.class ?? ""]?.options ?? [];
  return {
    wants: [
      {
        id: `retro-gaps/${review.id}`,
        topic: "retro-gaps",
        on: review.id,
        asks: [],
        silenced: false,
        counts: false,
        say: () => ({
          because: "The review was closed, and what the policy asks in it has no answer yet.",
          rule: "retro S-8",
          template: "retro-gaps",
          values: {
            class: found.class
              ? { heading: headings.class, options: options.map((one) => inline(one)) }
              : undefined,
            whys: found.whys ? headings.whys : "",
            questions: found.questions.map((one) => inline(one)),
          },
        }),
      },
    ],
  };
}
