// Stories of words that a repository has of its own: in a draft, in a page, below a message, and what is said where they can't be used.
import { paging } from "./escalate-stories.ts";
import { drafted } from "./notice-stories.ts";
import { at, led, type Stories, said } from "./stories.ts";

/** Words that can't be used: there is no such variable. */
export const broken = { notice: "{{ field.impact }}\nWe write again by {{ nxet }}.\n" };

const good = {
  notice: "What it means for you: {{ field.impact }}\n\nWe write again by {{ next }}.\n",
  "notice-short": "{{ notice }}: {{ field.impact | truncate: 80 }}, more by {{ next }}\n",
  "notice-subject": "{{ notice }}, {{ severity }}\n",
};

/** Every place in which a repository's own words are read. */
export const ownStories: Stories = {
  "own-words": () => said(drafted().messages(good).plan("15:41").effects, "notice-draft"),
  "own-words-broken": () => said(drafted().messages(broken).plan("15:41").effects, "notice-draft"),
  "own-words-broken-on-card": () => at(drafted().messages(broken), "15:41", "card"),
  "own-words-below": () => {
    const below = drafted()
      .messages({ "notice-draft": "Notice {{ n }}: read it to the press office, *extension 4410*.\n" })
      .plan("15:41")
      .effects.flatMap((one) => (one.kind === "edit-comment" ? [one.below ?? []] : []));
    return { template: "below", values: { lines: below.flat() } };
  },
  "own-words-page": () =>
    at(
      led(paging)
        .messages({ page: "{% if over %}Over: {% endif %}{{ title }} ({{ severity }})\n" })
        .comment("15:50", "ana", "/escalate edm because nobody here knows the failover"),
      "15:50",
      "page",
    ),
};
