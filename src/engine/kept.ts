// Answers that are kept from one pass to the next: the same question about the same thing has the same answer, however often it is asked.

/** Keeps answers about a thing, by the words of the question, for as long as the thing lives, and at most so many. */
export class Kept<T> {
  readonly #most: number;
  readonly #known = new WeakMap<object, Map<string, T>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The answer to a question about a thing; `work` finds it out where it was not asked before, and must hang on nothing else. */
  of(about: object, question: string, work: () => T): T {
    const known = this.#known.get(about) ?? new Map<string, T>();
    this.#known.set(about, known);
    if (known.has(question)) return known.get(question) as T;
    const answer = work();
    if (known.size >= this.#most) known.clear();
    known.set(question, answer);
    return answer;
  }
}
