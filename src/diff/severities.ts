// How the severity is found under two policies: which there are, what words mean them, and what rules raise.
import type { Policy, Severity, SeverityRules } from "../engine/policy/model.ts";
import { codeOf, limitOf, severityOf } from "../engine/policy/names.ts";
import { formatSpan } from "../engine/span.ts";
import { type Change, change, type Pair } from "./change.ts";
import { methodChanges } from "./methods.ts";
import { conditionWords, listed, quoted, sentence, severityTitle, theClock } from "./phrases.ts";
import { alike, differences, matched, plainWords, short, type Traits } from "./traits.ts";

type RaiseRule = SeverityRules["raise"][number];

/** All changes of severities and of how they are found. Their labels are told apart. */
export function severityChanges(pair: Pair): readonly Change[] {
  const byKey = (policy: Policy) => Object.fromEntries(policy.severities.map((one) => [one.key, one]));
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
    ...ruleChanges(pair),
    ...methodChanges(pair),
    ...raiseChanges(pair),
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

function ruleChanges({ before, after }: Pair): readonly Change[] {
  const title = (key: string | undefined, policy: Policy): string =>
    key === undefined ? "none, and the card asks" : severityTitle(key, policy);
  const traits: Traits<SeverityRules> = {
    methods: null,
    raise: null,
    field: {
      words: (one, other) =>
        `the reporter's choice is read from ${quoted(other.field)} instead of ${quoted(one.field)}`,
    },
    default: {
      words: (one, other) =>
        `where nothing says a severity it is ${title(other.default, after)} instead of ${title(one.default, before)}`,
    },
    by: {
      words: (one, other) =>
        `the severity is asked of ${listed(other.by, "then")} instead of ${listed(one.by, "then")}`,
    },
  };
  return differences(before.severity, after.severity, { traits, subject: "the severity" }).map((found) =>
    change({ kind: "severity", subject: found.key, ...found, words: sentence(found.words) }),
  );
}

function raiseChanges({ before, after }: Pair): readonly Change[] {
  const essence = ({ when, to, because }: RaiseRule): unknown => [plainWords(when), to, because];
  const had = before.severity.raise;
  const has = after.severity.raise;
  // A rule under another name does the same.
  const gone = had.filter((rule) => !has.some((other) => alike(essence(rule), essence(other))));
  const added = has.filter((rule) => !had.some((other) => alike(essence(rule), essence(other))));
  const changed = added.flatMap((rule) => {
    const old = gone.find(({ id }) => id === rule.id);
    return old === undefined ? [] : [{ old, rule }];
  });
  const isChanged = (rule: RaiseRule): boolean =>
    changed.some(({ old, rule: is }) => rule === old || rule === is);
  const told = (rule: RaiseRule, words: string, values: Partial<Change>): Change =>
    change({ kind: "severity", subject: rule.id, severities: [rule.to], words: sentence(words), ...values });
  return [
    ...added
      .filter((rule) => !isChanged(rule))
      .map((rule) => told(rule, `${raiseWords(rule, after)}, which it was not before`, { after: rule.to })),
    ...gone
      .filter((rule) => !isChanged(rule))
      .map((rule) =>
        told(
          rule,
          `the severity is no longer raised to ${severityTitle(rule.to, before)} where ${whenWords(rule, before)}`,
          {
            before: rule.to,
          },
        ),
      ),
    ...changed.map(({ old, rule }) => changedRule(old, rule, { before, after })),
  ];
}

function changedRule(old: RaiseRule, rule: RaiseRule, { before, after }: Omit<Pair, "today">): Change {
  const isSameWhen = alike(plainWords(old.when), plainWords(rule.when));
  const only = isSameWhen && old.to === rule.to;
  const words = only
    ? `what is said of the severity where ${whenWords(rule, after)} is ${quoted(rule.because)} instead of ${quoted(old.because)}`
    : isSameWhen
      ? `${raiseWords(rule, after)} instead of ${severityTitle(old.to, before)}`
      : `${raiseWords(rule, after)} instead of ${alike(old.to, rule.to) ? "" : `to ${severityTitle(old.to, before)} `}where ${whenWords(old, before)}`;
  return change({
    kind: only ? "words" : "severity",
    subject: rule.id,
    severities: [rule.to],
    words: sentence(words),
    before: short(only ? old.because : [old.when, old.to]),
    after: short(only ? rule.because : [rule.when, rule.to]),
  });
}

function raiseWords(rule: RaiseRule, policy: Policy): string {
  return `where ${whenWords(rule, policy)} the severity is raised to ${severityTitle(rule.to, policy)}`;
}

function whenWords({ when }: RaiseRule, policy: Policy): string {
  return listed(
    when.map((condition) => conditionWords(condition, policy)),
    "or where",
  );
}
