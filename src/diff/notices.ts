// What differs about notices: when each is drafted, for whom, what it holds, who lets it go, and what keeps it back.
import type { Keeping, NoticeRule, Policy, Right } from "../engine/policy/model.ts";
import type { Change, Pair } from "./change.ts";
import { entryChanges } from "./entries.ts";
import { conditionWords, eventsWords, listed, quoted, theRoles } from "./phrases.ts";
import { ownRight } from "./rights.ts";
import type { Traits } from "./traits.ts";

/** The changes of notices. */
export function changes({ before, after }: Pair): readonly Change[] {
  const name = ({ title }: NoticeRule): string => `the notice ${quoted(title)}`;
  const clock = (key: string | undefined, policy: Policy): string =>
    policy.clocks.find((one) => one.name === key)?.title ?? "no clock";
  const audiences = (keys: readonly string[], policy: Policy): string =>
    keys.length === 0 ? "nobody" : listed(keys.map((key) => policy.audiences[key]?.title ?? key));
  const fields = (ids: readonly string[], policy: Policy): string =>
    ids.length === 0 ? "nothing" : listed(ids.map((id) => policy.fields[id]?.title ?? id));
  const kept = (all: readonly Keeping[]): string =>
    all.length === 0 ? "nothing" : listed(all.map(({ because }) => quoted(because)));
  const rules = (all: NoticeRule["when"], policy: Policy, none: string): string =>
    all.length === 0
      ? none
      : listed(
          all.map((one) => conditionWords(one, policy)),
          "or",
        );
  const approve = (right: Right | "none" | undefined, policy: Policy): string =>
    right === "none" ? "nobody, since it goes by itself" : ownRight(right, policy);
  const traits: Traits<NoticeRule> = {
    key: null,
    source: null,
    ours: null,
    title: { words: (one, other) => `${name(one)} is called ${quoted(other.title)}` },
    clock: {
      words: (one, other) =>
        `${name(other)} is drafted for ${clock(other.clock, after)} instead of ${clock(one.clock, before)}`,
    },
    starts: {
      unordered: true,
      words: (one, other) =>
        `${name(other)} is drafted on ${eventsWords(other.starts, after)} instead of ${eventsWords(one.starts, before)}`,
    },
    stops: {
      unordered: true,
      words: (one, other) =>
        `a draft of ${name(other)} is dropped on ${eventsWords(other.stops, after)} instead of ${eventsWords(one.stops, before)}`,
    },
    when: {
      condition: true,
      words: (one, other) =>
        `${name(other)} is drafted where ${rules(other.when, after, "anything is so")} instead of where ${rules(one.when, before, "anything is so")}`,
    },
    unless: {
      condition: true,
      words: (one, other) =>
        `${name(other)} is not drafted where ${rules(other.unless, after, "nothing is so")} instead of where ${rules(one.unless, before, "nothing is so")}`,
    },
    next: {
      words: (one, other) =>
        `${name(other)} promises the time of ${clock(other.next, after)} instead of ${clock(one.next, before)}`,
    },
    audiences: {
      unordered: true,
      words: (one, other) =>
        `${name(other)} goes to ${audiences(other.audiences, after)} instead of ${audiences(one.audiences, before)}`,
    },
    contains: {
      unordered: true,
      words: (one, other) =>
        `${name(other)} is not sent without ${fields(other.contains, after)} instead of ${fields(one.contains, before)}`,
    },
    shows: {
      unordered: true,
      words: (one, other) =>
        `${name(other)} shows ${fields(other.shows, after)} where they are known instead of ${fields(one.shows, before)}`,
    },
    approve: {
      words: (one, other) =>
        `${name(other)} is let go by ${approve(other.approve, after)} instead of ${approve(one.approve, before)}`,
    },
    announce: {
      words: (_, other) =>
        `${name(other)} ${other.announce ? "now announces" : "no longer announces"} the incident in a channel of its own`,
    },
    hold: {
      words: (one, other) => {
        const released = theRoles([...new Set(other.hold.flatMap(({ release }) => release))], after);
        return `${name(other)} is held because of ${kept(other.hold)} instead of ${kept(one.hold)}${other.hold.length === 0 ? "" : `, and let go by ${released}`}`;
      },
    },
    block: {
      words: (one, other) =>
        `${name(other)} may not be sent because of ${kept(other.block)} instead of ${kept(one.block)}`,
    },
  };
  return entryChanges(before.notices, after.notices, {
    kind: "notice",
    traits,
    subject: name,
    wordsOnly: ["title", "subject", "words"],
    isNew: (one) => `${name(one)} is new, for ${audiences(one.audiences, after)}`,
    isGone: (one) => `there is no ${name(one).replace(/^the /u, "")} any more`,
  });
}
