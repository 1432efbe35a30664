// Which command a word after a slash names, and which it nearly names.
import { type CommandHelp, commandHelp } from "./index.ts";

/** What a word after a slash means to us: a command, a mistyped one, or (undefined) something that is not ours. */
export type NamedCommand = { readonly help: CommandHelp; readonly exact: boolean };

// Commands of bots that are in wide use and near one of ours; they are not mistakes.
const foreign: ReadonlySet<string> = new Set(["hold", "test", "retest", "close", "label", "state"]);

/** The command that a word names, or the nearest if the word is one mistake (in long names two) away from it. */
export function nameCommand(word: string): NamedCommand | undefined {
  const wanted = word.toLowerCase().replaceAll("_", "-");
  const exact = commandHelp.find((help) => help.name === wanted);
  if (exact) return { help: exact, exact: true };
  if (foreign.has(wanted)) return undefined;
  const near = commandHelp
    .map((help) => ({ help, away: distance(wanted, help.name) }))
    .filter(({ help, away }) => away <= (Math.min(wanted.length, help.name.length) < 5 ? 1 : 2))
    .toSorted((one, other) => one.away - other.away)[0];
  return near ? { help: near.help, exact: false } : undefined;
}

/** Letters to insert, drop, replace or swap with their neighbour to make one word of the other. */
function distance(one: string, other: string): number {
  // Nothing near has a length that differs by more than what is allowed.
  if (Math.abs(one.length - other.length) > 2) return 3;
  const rowsOf: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(
        Math.min(
          (rowsOf[i - 1]?.[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (rowsOf[i - 1]?.[j - 1] ?? 0) + same,
          swapped ? (rowsOf[i - 2]?.[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rowsOf.push(row);
  }
  return rowsOf[one.length]?.[other.length] ?? 0;
}
