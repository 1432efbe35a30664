// How much of what holds always is played: a sample while one works, more of the laws where little time is, all of it, or everything there is.

/**
 * Every so many of the histories of the law of the whole. Every sixth takes two minutes on two cores, every second six: `many` is
 * for a check that has a quarter of an hour, `all` for one that has half an hour.
 */
const everySo = { sample: 300, many: 6, all: 2, exhaustive: 1 };

const words = Object.keys(everySo);

/** How much is held: `TOCSIN_LAWS`; absent: a sample. Throws where it is another word. */
const word = known(process.env.TOCSIN_LAWS ?? "sample");

/**
 * Whether more than a sample is played. Where it is not, what is slow and rarely breaks by itself is left out whole
 * (`test.runIf(playsMany)`), and the end of the run says where.
 */
export const playsMany = word !== "sample";

/** Whether more than a sample is played of everything: of what ships, of browsers and of what takes processes, too. */
export const playsAll = word === "all" || word === "exhaustive";

/** Whether every history is played, and the readers are handed every piece that there is and a million texts: five minutes each by themselves. */
export const readsAll = word === "exhaustive";

function known(given: string): keyof typeof everySo {
  if (Object.hasOwn(everySo, given)) return given as keyof typeof everySo;
  throw new Error(`TOCSIN_LAWS is "${given}"; expected ${words.slice(0, -1).join(", ")} or ${words.at(-1)}`);
}

/** The seeds from `from` to `to` (excluded) that are played. */
export function seedsIn(from: number, to: number): readonly number[] {
  const all = Array.from({ length: to - from }, (_, index) => from + index);
  return all.filter((seed) => seed % everySo[word] === 0);
}
