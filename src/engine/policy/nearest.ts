// Finds the word that somebody probably meant, for the message about one that nobody knows.

/** No word of ours is nearly as long; how far a longer one is from it takes time and is of no use. */
const longestWord = 100;

/** The known word nearest to `given`, or undefined where none is near: at most a third of its letters differ. */
export function nearest(given: string, known: readonly string[]): string | undefined {
  if (given.length > longestWord) return undefined;
  const ranked = known
    .map((word) => ({ word, far: distance(given.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  if (best === undefined) return undefined;
  return best.far <= Math.max(1, Math.floor(Math.max(given.length, best.word.length) / 2.5))
    ? best.word
    : undefined;
}

/** `; did you mean x?`, or the list of what is known where it is short. */
export function hint(given: string, known: readonly string[]): string {
  const meant = nearest(given, known);
  if (meant !== undefined) return `; did you mean ${meant}?`;
  if (known.length === 0) return "; none is defined here.";
  return known.length <= 24 ? `; known are ${known.join(", ")}.` : ".";
}

/** Letters to add, drop, change or swap to get from one word to the other. */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const steps = [(last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps.push((before[j - 2] ?? 0) + 1);
      row.push(Math.min(...steps));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
