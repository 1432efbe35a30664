// What differs about the actions of a review: where they are filed, by when they are due, and how they are followed.
import type { ActionRule, Span } from "../engine/policy/model.ts";
import { formatSpan } from "../engine/span.ts";
import { type Change, type Pair, toldAs } from "./change.ts";
import { lengthOr, listed, quoted } from "./phrases.ts";
import { differences, type Traits } from "./traits.ts";

const limitsIn = (limits: Readonly<Record<string, Span>>): string =>
  listed(Object.entries(limits).map(([key, span]) => `${formatSpan(span)} (${key})`)) ||
  "no day of their own";

const momentsIn = (moments: ActionRule["remind"]): string =>
  listed(
    moments.map((one) =>
      one === "half" ? "at half of the time" : one === "due" ? "on the day" : `${formatSpan(one)} before it`,
    ),
  ) || "never";

/** The changes of where actions are filed, when a review is read for them, and how they are followed. */
export function changes({ before, after }: Pair): readonly Change[] {
  const traits: Traits<ActionRule> = {
    repositories: {
      unordered: true,
      words: (one, other) =>
        `besides those of the teams actions may be filed in ${listed(other.repositories) || "no repository"} instead of ${listed(one.repositories) || "no repository"}`,
    },
    quiet: {
      words: (one, other) =>
        `a review is read for actions ${lengthOr(other.quiet)} after its last edit instead of ${lengthOr(one.quiet)}`,
    },
    due: {
      words: (one, other) =>
        `an action without a day is due after ${limitsIn(other.due)} instead of ${limitsIn(one.due)}`,
    },
    dueByType: {
      words: (one, other) =>
        `an action without a day is by its kind due after ${limitsIn(other.dueByType)} instead of ${limitsIn(one.dueByType)}`,
    },
    verify: {
      words: (one, other) => {
        if (other.verify === undefined)
          return "an action that is closed needs nobody any more who verifies it";
        return one.verify === undefined
          ? "an action that is closed is followed until somebody else has verified it"
          : "other people may say that an action is verified";
      },
    },
    blockReview: {
      words: (_one, other) =>
        other.blockReview
          ? "a review is shown as blocked by its actions until they are over"
          : "a review is not shown as blocked by its actions any more",
    },
    targetDate: {
      words: (_one, other) =>
        other.targetDate
          ? "the day of an action stands in the organization's field Target date, and who moves that moves the day"
          : "the day of an action does not stand in the organization's field Target date any more",
    },
    list: {
      words: (one, other) => {
        if (other.list === undefined)
          return "there is no list of all open actions any more, and nobody is reminded of them";
        return one.list === undefined
          ? `all open actions are listed in the issue ${quoted(other.list.title)}, on which their owners are reminded`
          : `the list of all open actions is titled ${quoted(other.list.title)} instead of ${quoted(one.list.title)}`;
      },
    },
    remind: {
      words: (one, other) =>
        `owners are reminded of actions ${momentsIn(other.remind)} instead of ${momentsIn(one.remind)}`,
    },
    lead: {
      words: (one, other) =>
        `of an overdue action the lead is asked ${formatSpan(other.lead.after)} after its day${other.lead.role === one.lead.role ? ` instead of ${formatSpan(one.lead.after)}` : ", by another role"}`,
    },
  };
  return toldAs("action", differences(before.actions, after.actions, { traits, subject: "actions" }));
}
