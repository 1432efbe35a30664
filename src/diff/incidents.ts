// What differs about which issues are incidents, and how they are treated.
import type { Incidents } from "../engine/policy/model.ts";
import { local, zoneName } from "../engine/time.ts";
import { type Change, change, type Pair } from "./change.ts";
import { dateWords } from "./dates.ts";
import { dayOf } from "./days.ts";
import { listed, quoted, sentence } from "./phrases.ts";
import { differences, type Traits } from "./traits.ts";

/** The changes of the section about incidents. */
export function changes({ before, after }: Pair): readonly Change[] {
  const since = ({ since: at, zone }: Incidents): string => {
    if (at === undefined) return "any time";
    const time = local(at, zone, "HH:mm");
    return `${dateWords(dayOf(at, zone))}${time === "00:00" ? "" : ` ${time} ${zoneName(at, zone)}`}`;
  };
  const names = (all: readonly string[]): string => listed(all) || "none";
  const traits: Traits<Incidents> = {
    mode: {
      words: (_, { mode }) =>
        mode === "on"
          ? "Tocsin now writes to issues instead of only watching"
          : "Tocsin only watches: it writes nothing to issues any more",
    },
    since: {
      words: (one, other) =>
        `issues from ${since(other)} on are looked after, instead of from ${since(one)} on`,
    },
    forms: {
      words: (one, other) =>
        `an incident is declared by the form ${names(other.forms)} instead of ${names(one.forms)}`,
    },
    authors: {
      unordered: true,
      words: (one, other) =>
        `what ${names(other.authors)} write counts as Tocsin's own, instead of ${names(one.authors)}`,
    },
    bots: {
      unordered: true,
      words: (one, other) =>
        `the bots whose acts count as a person's are ${names(other.bots)} instead of ${names(one.bots)}`,
    },
    zone: { words: (one, other) => `people read times of ${other.zone} instead of ${one.zone}` },
    slug: {
      words: (one, other) =>
        `short names of incidents begin with ${quoted(other.slug)} instead of ${quoted(one.slug)}`,
    },
    plainUpdates: {
      words: (_, { plainUpdates }) =>
        plainUpdates
          ? "a comment in one's own words now counts as an update"
          : "a comment in one's own words is no update any more; it takes `/update`",
    },
  };
  return differences(before.incidents, after.incidents, { traits, subject: "incidents" }).map((found) =>
    change({ kind: "incidents", subject: found.key, ...found, words: sentence(found.words) }),
  );
}
