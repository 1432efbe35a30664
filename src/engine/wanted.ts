// What every effect says of itself, and the plain values that its words are made with.
import type { Instant } from "./instant.ts";

/** Plain values for a template: strings, numbers, booleans, lists and maps of them. Every text of a person is neutralised. */
export type Values = { readonly [name: string]: Value };

/** One value for a template: plain data all the way down. A template takes undefined and null for nothing. */
export type Value = string | number | boolean | undefined | null | readonly Value[] | Values;

/** What every effect says of itself. */
export interface Wanted {
  /** Deterministic: hangs on the node id of what started it, never on a count or an instant. */
  readonly id: string;
  /** One sentence for a person: why this is done. */
  readonly because: string;
  /** The rule of the policy that asked for it, with the ids of its source where it has one (`clocks.update H-9`); else a word of ours (`card`). */
  readonly rule?: string;
  /** When it was due, where it has a due time: `lateSeconds` counts from here. */
  readonly due?: Instant | undefined;
}
