// Reads what a person gave for an input of a method: the option that the words name, the points, or the range of a number.
import { leadingToken } from "../../form/token.ts";
import { longestLine } from "../../text/bounds.ts";
import type { Input, InputOption, Policy } from "../model.ts";

/** The option that was given, and how a sentence shows it: the number itself where the options are ranges. */
export interface OptionReading {
  readonly option: InputOption;
  readonly shown: string;
  /** What is to be said of it: a reading of the policy's own, where the process has none or two. */
  readonly note?: string | undefined;
}

/**
 * What words say about an input: an option by its word or an alias (whatever follows it: `2: moderate …`), by its points,
 * or by a number that falls into its range, where one that ends two ranges belongs to the larger (HG-2). Undefined where
 * they name none, or are longer than any option: 2,000 characters.
 */
export function readInput(input: Input, text: string): OptionReading | undefined {
  const { options } = input;
  if (text.length > longestLine) return undefined;
  const exact = readOption(options, text);
  if (exact) return { option: exact, shown: exact.word, note: exact.note };
  if (isRanged(options)) {
    const number = numberIn(text, input.title);
    const option = number === undefined ? undefined : rangeOf(options, number);
    const note = option && (number === option.from ? option.edge : undefined);
    return option && { option, shown: String(number), note: note ?? option.note };
  }
  const points = pointsIn(text);
  const option =
    points === undefined
      ? readOption(options, leadingToken(text))
      : options.find((one) => one.points !== undefined && one.points === points);
  return option && { option, shown: option.word, note: option.note };
}

/** Is this an answer to what some method of the policy asks of a field? */
export function isAnswer(policy: Policy, field: string, text: string): boolean {
  return Object.values(policy.severity.methods).some(({ inputs }) =>
    Object.values(inputs).some((input) => input.field === field && readInput(input, text) !== undefined),
  );
}

/** The option that a word is, by its own name or an alias, whatever the case, spaces, dashes and hyphens. */
export function readOption(options: readonly InputOption[], text: string): InputOption | undefined {
  const given = compared(text);
  return options.find(({ word, aliases }) => [word, ...aliases].some((name) => compared(name) === given));
}

/** Are the options ranges of numbers? */
export function isRanged(options: readonly InputOption[]): boolean {
  return options.length > 0 && options.every(({ from }) => from !== undefined);
}

/** A word as options are compared: `Made safe` is `made-safe`, `1000 – 5000` and `1,000 to 5,000` are `1000-5000`. */
export function compared(text: string): string {
  return text
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/(?<=[<>≤≥~]) +/g, "")
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "")
    .replace(/(?<=\d) ?(?:to|[-–—]) ?(?=\d)/g, "-")
    .replace(/[\s,_-]+/g, " ");
}

/** The words that a person may write for an input, for a message: options in order, with their points where they have some. */
export function wordsFor(input: Input): string {
  const shown = input.options.map(({ word, points }) =>
    points === undefined ? word : `${word} (${points})`,
  );
  return `${shown.join(", ")}${isRanged(input.options) ? ", or a number" : ""}`;
}

const NUMBER =
  /^(?:about|around|approximately|approx\.?|at least|over|more than|>=?|~|≥)?\s*(\d{1,3}(?:[, ]\d{3})+|\d+)\s*(?:\+\s*)?([a-z]*)$/i;

/** `750`, `about 1,200 users` (of an input titled so), `6000+`; undefined for all else, `40 sites` included. */
function numberIn(text: string, title: string): number | undefined {
  const [, digits, noun = ""] = NUMBER.exec(text.trim()) ?? [];
  if (digits === undefined || !(noun === "" || title.toLowerCase().includes(noun.toLowerCase())))
    return undefined;
  return Number(digits.replace(/[, ]/g, ""));
}

function rangeOf(options: readonly InputOption[], number: number): InputOption | undefined {
  const under = options.filter(({ from = Number.POSITIVE_INFINITY }) => from <= number);
  return under.toSorted((one, other) => (other.from ?? 0) - (one.from ?? 0))[0];
}

function pointsIn(text: string): number | undefined {
  const digits = /^(-?\d+)(?: ?points?)?$/i.exec(text.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}
