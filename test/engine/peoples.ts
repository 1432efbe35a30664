// Where the words of people enter the histories of tests: a law may turn all of them into something else, and hear what comes of it.
import type { Plan } from "../../src/engine/plan.ts";

/** What tests do with words of people, and with plans; as they are unless a law says otherwise. */
export const peoples: {
  /** Makes of a text that a person wrote another one. */
  words: (text: string) => string;
  /** Is told every plan that is made. */
  planned: (plan: Plan) => void;
} = { words: (text) => text, planned: () => undefined };
