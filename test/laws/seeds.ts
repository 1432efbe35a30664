// How many of the histories the law of the whole is held over: all of them, or a sample while one works.

/** Every so many of the histories is in the sample. */
const everySo = 20;

const words = ["sample", "all", "exhaustive"];

/** How much is held: `TOCSIN_LAWS`; absent: a sample. Throws where it is another word. */
const word = known(process.env.TOCSIN_LAWS ?? "sample");

/** Whether all histories are played. */
export const playsAll = word !== "sample";

/** Whether the readers are handed every piece that there is and a million texts, which takes five minutes by itself. */
export const readsAll = word === "exhaustive";

function known(given: string): string {
  if (!words.includes(given))
    throw new Error(
      `TOCSIN_LAWS is "${given}"; expected ${words.slice(0, -1).join(", ")} or ${words.at(-1)}`,
    );
  return given;
}

/** The seeds from `from` to `to` (excluded) that are played. */
export function seedsIn(from: number, to: number): readonly number[] {
  const all = Array.from({ length: to - from }, (_, index) => from + index);
  return playsAll ? all : all.filter((seed) => seed % everySo === 0);
}
