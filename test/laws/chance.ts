// Where the laws draw their histories from: seeded choices, so that a number names a history for ever.
import { seededChance } from "../../src/local-github/chance.ts";

/** Choices drawn from one seed, in order. */
export interface Chance {
  /** From 0 (included) to 1 (excluded). */
  next(): number;
  /** Is it so, with a probability? */
  is(probability: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** One of them. Throws where there is none. */
  of<T>(choices: readonly T[]): T;
}

/** The row of choices of a seed. */
export function chanceOf(seed: number): Chance {
  // The first draws of neighbouring seeds are alike; a spread seed and a few draws make them differ.
  const next = seededChance(Math.imul(seed + 1, 0x9e3779b1));
  for (let draw = 0; draw < 3; draw++) next();
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    is: (probability) => next() < probability,
    whole,
    of: (choices) => {
      const chosen = choices[whole(0, choices.length - 1)];
      if (chosen === undefined) throw new RangeError("There is nothing to choose from.");
      return chosen;
    },
  };
}
