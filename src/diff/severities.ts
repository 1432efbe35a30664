// What differs about the severities: which there are, in which order, and what words mean them. Their labels are told apart.

import { limitOf } from "../engine/limit.ts";
import { named } from "../engine/named.ts";
import type { Policy, Severity } from "../engine/policy/model.ts";
import { codeOf, severityOf } from "../engine/policy/names.ts";
import { formatSpan } from "../engine/span.ts";
import { type Change, change, type Pair } from "./change.ts";
import { listed, quoted, sentence, severityTitle, theClock } from "./phrases.ts";
import { alike, differences, matched, type Traits } from "./traits.ts";

/** The changes of severities but for their labels. */
export function changes(pair: Pair): readonly Change[] {
  const byKey = (policy: Policy) => named(policy.severities.map((one) => [one.key, one]));
  const { both, added, gone } = matched(byKey(pair.before), byKey(pair.after));
  return [
    ...added.map(([key, severity]) => newSeverity(key, severity, pair.after)),
    ...gone.map(([key, { title }]) =>
      change({
        kind: "severity",
        subject: key,
        before: title,
        words: `There is no severity ${title} any more.`,
      }),
    ),
    ...orderChange(pair),
    ...both.flatMap(({ key, before, after }) =>
      differences(before, after, { traits: severityTraits, subject: after.title }).map((found) =>
        change({
          kind: found.key === "major" ? "severity" : "words",
          subject: key,
          severities: [key],
          ...found,
          words: sentence(found.words),
        }),
      ),
    ),
    ...meaningChanges(pair),
  ];
}

const severityTraits: Traits<Severity> = {
  key: null,
  rank: null,
  label: null,
  aliases: null,
  major: {
    words: (_, { title, major }) =>
      `${title} ${major ? "now counts" : "no longer counts"} as a major incident`,
  },
  title: { words: (one, other) => `the severity ${one.title} is called ${other.title}` },
  definition: {
    words: (one, other) =>
      `the definition of ${other.title} is ${quoted(other.definition)} instead of ${quoted(one.definition)}`,
  },
};

function newSeverity(key: string, { title }: Severity, policy: Policy): Change {
  const where = policy.clocks.flatMap((clock) => {
    const limit = limitOf(clock, key);
    return limit === undefined ? [] : [`${theClock(clock, policy)} is due after ${formatSpan(limit)}`];
  });
  return change({
    kind: "severity",
    subject: key,
    severities: [key],
    after: title,
    words: `There is a new severity, ${title}.`,
    where,
  });
}

function orderChange({ before, after }: Pair): readonly Change[] {
  const keys = (one: Policy, other: Policy): readonly string[] =>
    one.severities.map(({ key }) => key).filter((key) => other.severities.some((each) => each.key === key));
  const [was, is] = [keys(before, after), keys(after, before)];
  if (alike(was, is)) return [];
  const titles = (all: readonly string[], policy: Policy): string =>
    listed(all.map((key) => severityTitle(key, policy)));
  return [
    change({
      kind: "severity",
      subject: "severities",
      before: was.join(", "),
      after: is.join(", "),
      words: `From the worst the severities are ${titles(is, after)} instead of ${titles(was, before)}.`,
    }),
  ];
}

/** Words of forms and commands that mean another severity, or none, or one at last. */
function meaningChanges({ before, after }: Pair): readonly Change[] {
  const words = (policy: Policy): readonly string[] =>
    policy.severities.flatMap(({ key, title, aliases }) => [key, title, ...aliases]);
  const titles = new Set([...before.severities, ...after.severities].map(({ title }) => codeOf(title)));
  const keys = new Set([...before.severities, ...after.severities].map(({ key }) => codeOf(key)));
  const tried = new Map([...words(before), ...words(after)].map((word) => [codeOf(word), word]));
  const moved = [...tried].flatMap(([code, word]) => {
    if (keys.has(code)) return [];
    const [was, is] = [severityOf(before, word)?.key, severityOf(after, word)?.key];
    // A title that changed is told as such.
    const isTitle = titles.has(code) && (was === undefined || is === undefined);
    return was === is || isTitle ? [] : [{ word, was, is }];
  });
  const groups = Map.groupBy(moved, ({ was, is }) => JSON.stringify([was, is]));
  return [...groups.values()].map((group) => {
    const [{ was, is } = { was: undefined, is: undefined }] = group;
    const said = listed(group.map(({ word }) => quoted(word)));
    const means = group.length === 1 ? "means" : "mean";
    const to = is === undefined ? "no severity" : severityTitle(is, after);
    const from = was === undefined ? "nothing" : severityTitle(was, before);
    return change({
      kind: "severity",
      subject: is ?? was ?? "",
      severities: is === undefined ? [] : [is],
      before: was ?? null,
      after: is ?? null,
      words: `${said} ${means} ${to} instead of ${from}.`,
    });
  });
}
