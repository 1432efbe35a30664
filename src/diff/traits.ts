// Compares two states of one thing, property by property: which differ in behaviour, and how each is told.
import { plain } from "../engine/policy/condition.ts";

/** How one property is told. */
export interface Trait<T> {
  /** The sentence for the change. */
  readonly words: (before: T, after: T) => string;
  /** The order of its list makes no difference. */
  readonly unordered?: boolean;
  /** It is conditions, in which neither order nor case of words makes a difference. */
  readonly condition?: boolean;
}

/** A property's trait; null where it makes no difference to behaviour, or is compared elsewhere. */
export type Traits<T> = { readonly [K in keyof T]?: Trait<T> | null };

/** A property that differs, told. */
export interface TraitDifference {
  readonly key: string;
  readonly words: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The properties that differ, in the order of the traits. A property without a trait is told by its name and values. */
export function differences<T extends object>(
  before: T,
  after: T,
  told: { readonly traits: Traits<T>; readonly subject: string },
): readonly TraitDifference[] {
  const { traits, subject } = told;
  const keys = new Set([...Object.keys(traits), ...Object.keys(before), ...Object.keys(after)] as (keyof T &
    string)[]);
  return [...keys].flatMap((key) => {
    const trait = traits[key];
    if (trait === null) return [];
    const canon = (value: unknown): string =>
      canonical(trait?.condition ? plainWords(value) : trait?.unordered ? asSet(value) : value);
    if (canon(before[key]) === canon(after[key])) return [];
    const [from, to] = [short(before[key]), short(after[key])];
    const words =
      trait?.words(before, after) ??
      `${subject}: \`${key}\` is ${to ?? "nothing"} instead of ${from ?? "nothing"}`;
    return [{ key, words, before: from, after: to }];
  });
}

/** The same value always as the same text: maps by key, sets in order. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) => {
      if (inner instanceof Set) return [...inner].toSorted();
      if (inner === Number.POSITIVE_INFINITY) return "∞";
      if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
      return Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)));
    }) ?? ""
  );
}

/** Are two values equal, whatever the order of their maps? */
export function alike(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** Conditions as they hold: every list of words without order and case, however deep it lies. */
export function plainWords(value: unknown): unknown {
  if (typeof value === "string") return plain(value);
  if (Array.isArray(value)) return asSet(value.map(plainWords));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainWords(inner)]));
}

function asSet(value: unknown): unknown {
  return Array.isArray(value) ? value.map(canonical).toSorted() : value;
}

const longest = 120;

/** A value in short; null where there is none. */
export function short(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === "string" ? value : canonical(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** What was added to a list and what was taken from it. */
export function addedAndGone<T>(before: readonly T[], after: readonly T[]) {
  const has = (all: readonly T[], one: T): boolean => all.some((other) => alike(one, other));
  return {
    added: after.filter((one) => !has(before, one)),
    gone: before.filter((one) => !has(after, one)),
  };
}

/** The things of two maps by key: those in both, those that are new, and those that are gone. */
export function matched<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>) {
  const both = Object.keys(after).flatMap((key) => {
    const [one, other] = [before[key], after[key]];
    return one === undefined || other === undefined ? [] : [{ key, before: one, after: other }];
  });
  return {
    both,
    added: Object.entries(after).filter(([key]) => !Object.hasOwn(before, key)),
    gone: Object.entries(before).filter(([key]) => !Object.hasOwn(after, key)),
  };
}
