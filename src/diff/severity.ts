// How the severity is found under two policies: where it is read, by which tables, and what rules raise it.
import type { Policy, SeverityRules } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { methodChanges } from "./methods.ts";
import { conditionWords, listed, quoted, sentence, severityTitle } from "./phrases.ts";
import { alike, differences, plainWords, short, type Traits } from "./traits.ts";

type RaiseRule = SeverityRules["raise"][number];

/** The changes of how the severity is found. */
export function changes(pair: Pair): readonly Change[] {
  return [...ruleChanges(pair), ...methodChanges(pair), ...raiseChanges(pair)];
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
    justify: {
      words: (_, other) =>
        `to set another severity than a table says ${other.justify ? "takes a reason, also to raise it" : "takes a reason only to lower it"}`,
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
