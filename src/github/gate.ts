// How many reads of an installation are under way at once: the rest wait at the gate, in order.

/** Lets at most `places` pieces of work through at a time. None of them may sleep inside. */
export function createGate(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((enter) => queue.push(enter));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}
