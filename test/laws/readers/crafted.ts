// Texts that nobody would think of: letters by chance, and pieces of all syntaxes in any order.
import type { Chance } from "../chance.ts";
import { SIZE } from "./cost.ts";
import { ends, pieces } from "./pieces.ts";
import { readers } from "./readers.ts";

/** Which letters a random text is made of: plain ones, controls, those of Europe, of anywhere, halves of pairs. */
const ranges: readonly (readonly [least: number, most: number])[] = [
  [0x20, 0x7e],
  [0x20, 0x7e],
  [0x00, 0x1f],
  [0x80, 0x24f],
  [0x20, 0xffff],
  [0xd800, 0xdfff],
];

/** Letters by chance. */
export function randomText(chance: Chance): string {
  const range = chance.of(ranges);
  const length = chance.whole(0, chance.is(0.001) ? 4_000 : 120);
  return Array.from({ length }, () => String.fromCharCode(chance.whole(...range))).join("");
}

const begins = [...new Set(readers.flatMap((one) => one.begins))].filter(({ length }) => length < 200);

/** Pieces in any order after what leads into some reader; mostly few, rarely as many as a comment holds. */
export function craftedText(chance: Chance): string {
  const some = Array.from({ length: chance.whole(1, 12) }, () => chance.of(pieces)).join("");
  const times = chance.is(0.0003) ? Math.ceil(SIZE / some.length) : chance.is(0.1) ? chance.whole(2, 9) : 1;
  return `${chance.of(begins)}${some.repeat(times).slice(0, SIZE)}${chance.of(ends)}`;
}
