// What is known: the answers of the form, and what people said after it, which wins until it is cleared (HB-1 to HB-3).
import { bestForm, parseBody } from "./form.ts";
import type { Instant } from "./instant.ts";
import { parseMoment } from "./moment.ts";
import type { Condition, Field, Policy } from "./policy/model.ts";
import { fieldOf } from "./policy/names.ts";
import type { Ruling } from "./policy/ruling.ts";

/** A fact as it was given. */
export interface Fact {
  readonly field: string;
  /** As people read it: several choices joined by a comma. */
  readonly text: string;
  /** The single answers: one for a text, each choice of several. */
  readonly words: readonly string[];
  /** Why the value can't be used as what it should be; it is shown all the same. */
  readonly problem?: string | undefined;
}

export type Facts = Readonly<Record<string, Fact>>;

/** The facts that a body gives under the policy's forms. A body that fits no form gives none. */
export function factsOf(body: string, ruling: Ruling, at: Instant): Facts {
  const aliases = Object.fromEntries(
    Object.values(ruling.policy.fields).map((field) => [field.id, field.aliases]),
  );
  const form = bestForm(ruling.forms, body);
  if (!form) return {};
  const parsed = parseBody(form, body, aliases);
  const facts: Record<string, Fact> = {};
  for (const [name, answer] of Object.entries(parsed.fields)) {
    const field = fieldOf(ruling.policy, name);
    if (field === undefined) continue;
    const words = typeof answer === "string" ? [answer] : answer;
    if (words.length > 0) facts[field.id] = fact(field, words, ruling.policy, at);
  }
  return facts;
}

/** A fact from the words somebody gave. `at` is when they were said: times without a day are read near it. */
export function fact(field: Field, words: readonly string[], policy: Policy, at: Instant): Fact {
  return { field: field.id, text: words.join(", "), words, problem: problemOf(field, words, policy, at) };
}

function problemOf(field: Field, words: readonly string[], policy: Policy, at: Instant): string | undefined {
  const text = words.join(", ");
  switch (field.type) {
    case "number":
      return /^\D{0,3}\d[\d,. ]*\+?\D{0,20}$/.test(text) ? undefined : "not a number";
    case "time": {
      const moment = parseMoment(text, { zone: policy.incidents.zone, near: at, prefer: "past" });
      return moment.kind === "instant" ? undefined : moment.why;
    }
    case "choice":
    case "choices": {
      if (field.options.length === 0) return undefined;
      const known = new Set(field.options.map(plain));
      const strange = words.filter((word) => !known.has(plain(word)));
      return strange.length === 0 ? undefined : `not one of ${field.options.join(", ")}`;
    }
    case "url":
      return /^https?:\/\/\S+$/.test(text) ? undefined : "not a link that begins with https://";
    case "yes-no":
      return /^(yes|no|unknown)\b/i.test(text) ? undefined : "neither yes nor no";
    default:
      return undefined;
  }
}

/** Does a condition hold? Every named field must match one of its words; `*` is any answer. */
export function holds(condition: Condition, facts: Facts): boolean {
  return Object.entries(condition).every(([field, wanted]) => {
    const given = facts[field];
    if (given === undefined) return false;
    return wanted.some((word) => word === "*" || given.words.some((answer) => plain(answer) === plain(word)));
  });
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, " ");
}
