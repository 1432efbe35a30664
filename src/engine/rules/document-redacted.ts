// What a redacted copy leaves out besides answers: links, names of people, and words of their own (H-30).

import { named } from "../named.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline } from "../text/safe.ts";
import type { Value, Values } from "../wanted.ts";

/** A value without the addresses in it: each would name the incident. */
export function unlinked(value: Value): Value {
  if (Array.isArray(value)) return value.map(unlinked);
  if (typeof value !== "object" || value === null) return value;
  return named(
    Object.entries(value).map(([name, one]) => [name, /^url$|Url$/.test(name) ? "" : unlinked(one)] as const),
  );
}

/** What happened without anybody's words: all that a redacted copy tells of the timeline. */
const structural: ReadonlySet<string> = new Set([
  ...["declared", "status", "severity-set", "severity-changed", "reopened", "notice-sent", "told", "called"],
  ...["call-started", "call-ended", "flag", "unflag"],
]);

/** Does a line of the timeline stand in a redacted copy? */
export function isStructural({ what }: Values): boolean {
  return structural.has(String(what));
}

/** Whom the policy calls by what they do; whoever else was named is somebody. */
export function titlesIn({ ruling: { policy } }: IncidentSituation): ReadonlySet<string> {
  const all = [policy.roles, policy.contacts, policy.audiences].flatMap((some) =>
    Object.values(some as Readonly<Record<string, { readonly title: string }>>),
  );
  return new Set(all.map(({ title }) => inline(title)));
}

function withWhom(values: Values, titles: ReadonlySet<string>): Values {
  const { who = "" } = values;
  return who === "" || titles.has(String(who)) ? values : { ...values, who: "somebody" };
}

/** A line of the timeline in nobody's words. */
export function withoutWords(line: Values, titles: ReadonlySet<string>): Values {
  const { at, what, from = "", to = "", flag = "", notice = "" } = line;
  const { who = "" } = withWhom(line, titles);
  const empty = {
    text: "",
    because: "",
    how: "",
    words: "",
    by: "",
    written: "",
    first: "",
    now: "",
    correctedBy: "",
    correctedAt: "",
    edited: false,
    deleted: false,
    hidden: false,
  };
  return { at, what, from, to, flag, notice, who, ...empty };
}

/** Who was told, by what they do alone. */
export function withoutNames(told: Value, titles: ReadonlySet<string>): Value {
  return typeof told === "object" && told !== null && !Array.isArray(told)
    ? { ...withWhom(told as Values, titles), by: "", how: "" }
    : told;
}
