// What is known of an incident, as it is handed on: the shape of facts.
import type { Instant } from "./instant.ts";

/** A fact as it was given. */
export interface Fact {
  readonly field: string;
  /** As people read it: several choices joined by a comma. */
  readonly text: string;
  /** The single answers: one for a text, each choice of several. */
  readonly words: readonly string[];
  /** When it was, where it names a time that can be read. */
  readonly at?: Instant;
  /** Why the value can't be used as what it should be; it is shown all the same. */
  readonly problem?: string | undefined;
  /** Words that the report gave for a time since and that can't be used: it stays as it was known until they are settled. */
  readonly doubt?: { readonly text: string; readonly why: string } | undefined;
  /** Of a service the words as they were given: `words` has the keys and titles of the catalogue too. */
  readonly given?: readonly string[];
  /** Nobody said it: it follows from the service (D-6). */
  readonly follows?: "service";
}

/** What is known of an incident: facts by the key of their field. A field that nobody answered is absent. */
export type Facts = ReadonlyMap<string, Fact>;
