// Who has a letter already: a second try of it goes to the others alone, as far as this process remembers.
import type { Reception } from "../reception.ts";

/** What this process knows of letters and people. */
export interface Mailbag {
  /** What became of a letter for somebody, where that will not change. */
  known(letter: string, person: string): Reception | undefined;
  remember(letter: string, person: string, became: Reception): void;
}

/** Letters are tried again within an hour or so: the newest are enough. */
const mostLetters = 1_000;

/** An empty bag. */
export function createMailbag(): Mailbag {
  const letters = new Map<string, Map<string, Reception>>();
  return {
    known: (letter, person) => letters.get(letter)?.get(person),
    remember(letter, person, became) {
      if (became.state !== "accepted") return;
      const its = letters.get(letter) ?? new Map<string, Reception>();
      its.set(person, became);
      letters.set(letter, its);
      const [oldest] = letters.keys();
      if (letters.size > mostLetters && oldest !== undefined) letters.delete(oldest);
    },
  };
}
