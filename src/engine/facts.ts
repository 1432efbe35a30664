// What is known: the answers of the form, and what people said after it, which wins until it is cleared (HB-1 to HB-3).
import { readServices, servicesOf } from "./catalogue.ts";
import { joinedEvents } from "./events/read.ts";
import type { Fact, Facts } from "./fact.ts";
import { fillings, formerHeadings, formOf } from "./filling.ts";
import { keyOf, parseBody, readSeveral, zoneAsked } from "./form.ts";
import { HOUR, type Instant } from "./instant.ts";
import { Kept } from "./kept.ts";
import { ROUNDING } from "./moment.ts";
import { plain } from "./policy/condition.ts";
import type { Field, Policy } from "./policy/model.ts";
import { severitiesOf } from "./policy/names.ts";
import type { Ruling } from "./policy/ruling.ts";
import { isAnswer } from "./policy/severity/input.ts";
import { saidMoment } from "./said-moment.ts";
import { longestLine } from "./text/bounds.ts";

export { holds } from "./condition.ts";
export type { Fact, Facts } from "./fact.ts";

/** What a body says. */
export interface BodyFacts {
  readonly facts: Facts;
  /** Facts for which it has no heading, or not all of them: nobody left those empty. */
  readonly isGone: (field: string) => boolean;
}

/** The texts of a report are few and stay: all of them are read on every pass. */
const bodies = new Kept<BodyFacts>(200);

/** The facts that a body gives under the policy's forms. A body that fits no form gives none. */
export function factsOf(body: string, ruling: Ruling, at: Instant): BodyFacts {
  return bodies.of(ruling, `${at} ${body}`, () => readBody(body, ruling, at));
}

function readBody(body: string, ruling: Ruling, at: Instant): BodyFacts {
  const { policy } = ruling;
  const form = formOf(ruling.forms, body, policy);
  if (!form) return { facts: new Map(), isGone: () => true };
  const parsed = parseBody(form, body, formerHeadings(form, policy));
  const [facts, headings] = [new Map<string, Fact>(), new Set(parsed.headings)];
  const filled = fillings(form, policy);
  for (const { question, field } of filled) {
    const answer = parsed.fields[keyOf(question)];
    const words = typeof answer === "string" ? [answer] : (answer ?? []);
    if (words.length === 0 || facts.has(field.id)) continue;
    const given =
      field.type === "time"
        ? timeFact(field, words, policy, { said: at, asked: zoneAsked(question) })
        : fact(field, words, policy, at);
    facts.set(field.id, given);
  }
  const asking = Map.groupBy(filled, ({ field }) => field.id);
  const isGone = (field: string) =>
    asking.get(field)?.every(({ question }) => headings.has(keyOf(question))) !== true;
  return { facts, isGone };
}

/**
 * The facts of a new version of a body. What reads as before was said before, so that "14:05" stays the time that it was; a time that
 * is known stands until another is given that can be used. What has lost its heading stands, and is named in `lost`: only an empty
 * answer takes a fact back.
 */
export function asFirstSaid(
  before: Facts,
  { facts, isGone }: BodyFacts,
): { readonly facts: Facts; readonly lost: readonly string[] } {
  const said = (one: Fact): Fact => {
    const known = before.get(one.field);
    if (known === undefined || known.doubt?.text === one.text) return known ?? one;
    if (known.text === one.text) return known.doubt === undefined ? known : { ...known, doubt: undefined };
    const stands = known.at !== undefined && one.problem !== undefined;
    return stands ? { ...known, doubt: { text: one.text, why: one.problem } } : one;
  };
  const kept = [...before].filter(([field]) => !facts.has(field) && isGone(field));
  const now = Array.from(facts, ([field, one]) => [field, said(one)] as const);
  return { facts: new Map([...now, ...kept]), lost: kept.map(([field]) => field) };
}

/** A fact from the words somebody gave. `at` is when they were said: times without a day are read near it. */
export function fact(field: Field, words: readonly string[], policy: Policy, at: Instant): Fact {
  if (field.type === "time") return timeFact(field, words, policy, { said: at });
  if (field.type === "service") return serviceFact(field, words, policy);
  if (field.type === "choices" && words.length === 1 && field.options.length > 0) {
    const listed = choicesIn(words[0] ?? "", field.options);
    if (listed.length > 1) return fact(field, listed, policy, at);
  }
  // What a method of the policy can count (points, a number in a range) is an answer, whatever the form's options are.
  const text = words.join(", ");
  const counts = isAnswer(policy, field.id, text);
  const problem = field.type === "severity" ? disagreement(policy, text) : problemOf(field, words);
  return { field: field.id, text, words, problem: counts ? undefined : problem };
}

/** Why words name no one severity, where they name two: nobody can tell which of them was meant. */
function disagreement(policy: Policy, text: string): string | undefined {
  const [one, other] = severitiesOf(policy, text);
  return one && other && `it begins as ${one.title} and goes on as ${other.title}; name one of them`;
}

/**
 * The choices that people list in a text: a line each, or with commas, semicolons or "and", which an option may have itself. What is
 * far longer than all options together is no list of them, and stays whole.
 */
export function choicesIn(text: string, options: readonly string[]): readonly string[] {
  if (text.length > options.reduce((sum, option) => sum + option.length + 2, longestLine)) return [text];
  const listed = plain(`\n${text}`.replaceAll("\n", ";")).replace(/ ?; ?(?:[-*+] )?/g, ", ");
  const known = options.map(plain);
  const found = readSeveral(listed, known);
  const parted = found.strange.length === 0 ? found : readSeveral(listed.replace(/,? and /g, ", "), known);
  const { options: read } = parted.strange.length === 0 ? parted : found;
  return read.map((one) => options[known.indexOf(one)] ?? one);
}

/** A time: by the same reader as the times of commands, so that none becomes another day's by itself. */
function timeFact(
  field: Field,
  words: readonly string[],
  policy: Policy,
  { said, asked }: { readonly said: Instant; readonly asked?: string | undefined },
): Fact {
  const text = words.join(", ");
  const { zone } = policy.incidents;
  const side = sideOf(field, policy);
  const meant = saidMoment(text, { zone, asked, said, side, rounding: ROUNDING, from: halfDayBefore(said) });
  const plain: Fact = { field: field.id, text, words };
  return meant.kind === "unclear" ? { ...plain, problem: meant.why } : { ...plain, at: meant.at };
}

/** A time of day alone that lies further back is nearer on the other side of when it was written. */
function halfDayBefore(said: Instant) {
  return { at: said - 12 * HOUR, what: "the last twelve hours" };
}

/**
 * On which side of when it is said a field's time lies. What was agreed is to come, as the date of the review is. What is asked for at
 * a stage, and what something is counted from or to, was: what is still to come is a slip there.
 */
function sideOf({ id, required }: Field, { clocks, retro, figures }: Policy): "past" | "future" | "either" {
  if (retro.date === id || clocks.some(({ agreed }) => agreed === id)) return "future";
  const name = `field.${id}`;
  const isCounted =
    clocks.some(({ starts, restarts, stops }) =>
      [...starts, ...restarts, ...stops].flatMap(joinedEvents).includes(name),
    ) || figures.intervals.some(({ from, to }) => [...from, ...to].includes(name));
  return required.length > 0 || isCounted ? "past" : "either";
}

/** What follows from the service, where nobody said otherwise: its tier, and the facts that the policy gives for it (D-6). */
export function implied(policy: Policy, facts: Facts): Facts {
  const found = new Map<string, Fact>();
  for (const service of servicesOf(policy, facts).services) {
    const given = { ...service.facts, ...(service.tier === undefined ? {} : { tier: service.tier }) };
    for (const [id, text] of Object.entries(given)) {
      if (facts.has(id) || found.has(id)) continue;
      found.set(id, { field: id, text, words: [text], follows: "service" });
    }
  }
  return found;
}

/** A service by its title, whatever it was called; one that the catalogue does not have as it was written. */
function serviceFact(field: Field, words: readonly string[], policy: Policy): Fact {
  const { services, unknown } = readServices(policy, words);
  if (services.length === 0) return { field: field.id, text: words.join(", "), words, given: words };
  return {
    field: field.id,
    text: [...services.map(({ title }) => title), ...unknown].join(", "),
    words: [...new Set([...words, ...services.flatMap(({ key, title }) => [key, title])])],
    given: words,
  };
}

function problemOf(field: Field, words: readonly string[]): string | undefined {
  const text = words.join(", ");
  switch (field.type) {
    case "number":
      return /^\D{0,3}\d[\d,. ]*\+?\D{0,20}$/.test(text) ? undefined : "not a number";
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
