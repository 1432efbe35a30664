// How many of the histories the law of the whole is held over: all of them, or a sample while one works.

/** Every so many of the histories is in the sample. */
const everySo = 10;

/** Whether all histories are played. `TOCSIN_LAWS` is `all` or `sample`; absent: a sample. Throws where it is anything else. */
export const playsAll = isAll(process.env.TOCSIN_LAWS ?? "sample");

function isAll(word: string): boolean {
  if (word !== "all" && word !== "sample")
    throw new Error(`TOCSIN_LAWS is "${word}"; expected all or sample`);
  return word === "all";
}

/** The seeds from `from` to `to` (excluded) that are played. */
export function seedsIn(from: number, to: number): readonly number[] {
  const all = Array.from({ length: to - from }, (_, index) => from + index);
  return playsAll ? all : all.filter((seed) => seed % everySo === 0);
}
