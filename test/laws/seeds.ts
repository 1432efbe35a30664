// How many of the histories the law of the whole is held over: every fourth one, all of them, or a sample while one works.

/** Every so many of the histories is played. Every fourth one takes three to four minutes on two cores, as much as a check of all has room for. */
const everySo = { sample: 60, all: 4, exhaustive: 1 };

const words = Object.keys(everySo);

/** How much is held: `TOCSIN_LAWS`; absent: a sample. Throws where it is another word. */
const word = known(process.env.TOCSIN_LAWS ?? "sample");

/** Whether more than a sample is played. */
export const playsAll = word !== "sample";

/** Whether every history is played, and the readers are handed every piece that there is and a million texts: five minutes each by themselves. */
export const readsAll = word === "exhaustive";

function known(given: string): keyof typeof everySo {
  if (given === "sample" || given === "all" || given === "exhaustive") return given;
  throw new Error(`TOCSIN_LAWS is "${given}"; expected ${words.slice(0, -1).join(", ")} or ${words.at(-1)}`);
}

/** The seeds from `from` to `to` (excluded) that are played. */
export function seedsIn(from: number, to: number): readonly number[] {
  const all = Array.from({ length: to - from }, (_, index) => from + index);
  return all.filter((seed) => seed % everySo[word] === 0);
}
