// What differs about problems: whether they are kept, by when each is fixed and who is asked, what is suggested, and what is public.
import { formatDuration } from "../engine/duration.ts";
import type { Policy, ProblemRule } from "../engine/policy/model.ts";
import { formatSpan } from "../engine/span.ts";
import { type Change, change, type Pair } from "./change.ts";
import { lengths, listed, quoted, quotedList, sentence, theRoles } from "./phrases.ts";
import { differences, type Traits } from "./traits.ts";

/** The changes of problems; their labels are told with all others. */
export function changes({ before, after }: Pair): readonly Change[] {
  const [one, other] = [before.problems, after.problems];
  if (one === undefined && other === undefined) return [];
  const told = (words: string, more: Partial<Change> = {}): Change =>
    change({ kind: "other", subject: "problems", ...more, words: sentence(words) });
  if (one === undefined)
    return [told("problems are kept now, counted by their incidents and suggested on the card")];
  if (other === undefined) return [told("problems are no longer kept, nor suggested on the card")];
  const found = differences(one, other, { traits: traitsOf(before, after), subject: "problems" });
  return [
    ...found.map(({ words, before: from, after: to }) => told(words, { before: from, after: to })),
    ...limits(one, other, { before, after }),
  ];
}

function limits(
  one: ProblemRule,
  other: ProblemRule,
  { before, after }: Omit<Pair, "today">,
): readonly Change[] {
  const keys = [...new Set([...Object.keys(one.fix), ...Object.keys(other.fix)])];
  const words = (rule: ProblemRule, key: string): string => {
    const span = rule.fix[key];
    return span === undefined ? "without a limit" : `within ${formatSpan(span)}`;
  };
  const titleOf = ({ severities }: Policy, key: string): string | undefined =>
    severities.find((severity) => severity.key === key)?.title;
  return keys.flatMap((key) => {
    const [was, is] = [words(one, key), words(other, key)];
    if (was === is) return [];
    const title = titleOf(after, key) ?? titleOf(before, key);
    const of = title === undefined ? "a problem without a severity" : `a problem of ${title}`;
    const severities = title === undefined ? [] : [key];
    return [
      change({
        kind: "other",
        subject: "problems",
        severities,
        before: was,
        after: is,
        words: sentence(`${of} is to be fixed ${is} instead of ${was}`),
      }),
    ];
  });
}

function traitsOf(before: Policy, after: Policy): Traits<ProblemRule> {
  const when = (all: ProblemRule["warn"]): string => (all.length === 0 ? "never" : lengths(all));
  const shown = ({ public: given }: ProblemRule): string =>
    given === undefined
      ? "not shown in public"
      : `shown in public ${given.workaround ? "with" : "without"} their workarounds`;
  const heads = ({ headings }: ProblemRule): string => quotedList(Object.values(headings).flat());
  const near = ({ suggest: { within, words, likeness } }: ProblemRule): string =>
    `from ${words} words in common and ${likeness} in a hundred, of ${formatDuration(within)}`;
  return {
    label: null,
    fix: null,
    source: null,
    list: {
      words: (a, b) =>
        a.list.title === b.list.title
          ? "the list of known problems has another label"
          : `the list of known problems is titled ${quoted(b.list.title)} instead of ${quoted(a.list.title)}`,
    },
    headings: { words: (a, b) => `a problem is read by ${heads(b)} instead of ${heads(a)}` },
    field: {
      words: (a, b) =>
        `the reference of a problem answers ${b.field === undefined ? "no field" : quoted(b.field)} instead of ${a.field === undefined ? "no field" : quoted(a.field)}`,
    },
    record: {
      words: (a, b) =>
        `the reference of a record elsewhere answers ${b.record === undefined ? "no field" : quoted(b.record)} instead of ${a.record === undefined ? "no field" : quoted(a.record)}`,
    },
    calendar: {
      words: (a, b) =>
        `problems go by the calendar ${quoted(b.calendar ?? "of the policy")} instead of ${quoted(a.calendar ?? "of the policy")}`,
    },
    warn: {
      words: (a, b) =>
        `the fix of a problem is spoken of ${when(b.warn)} before its limit instead of ${when(a.warn)}`,
    },
    overdue: {
      words: (a, b) =>
        `the fix of a problem is spoken of ${when(b.overdue)} after its limit instead of ${when(a.overdue)}`,
    },
    remind: {
      words: (a, b) =>
        `of a problem without an assignee ${theRoles(b.remind, after)} is asked instead of ${theRoles(a.remind, before)}`,
    },
    public: { words: (a, b) => `known problems are ${shown(b)} instead of ${shown(a)}` },
    suggest: { words: (a, b) => `a known problem is suggested ${near(b)} instead of ${near(a)}` },
    ours: {
      words: (_, b) => `of the fix of a problem ${listed([b.ours ?? "nothing"])} is the policy's own choice`,
    },
  };
}
