// Of the lines of a document's part that go by time those that stand in another order than on GitHub.
import type { Disagreement, DocumentPart } from "./report-facts.ts";
import { type FactLine, urlIn } from "./report-lines.ts";

/** Lines of what goes by time that stand in another order: as few of them as explain it. */
export function moved(
  pairs: ReadonlyMap<FactLine, FactLine>,
  { name: part, now }: DocumentPart,
): readonly Disagreement[] {
  return (["listed", "drawn"] as const).flatMap((kind) => {
    const order = now.filter((one) => one.kind === kind);
    const lines = [...pairs].filter(([one]) => one.kind === kind);
    const places = lines.map(([, other]) => order.indexOf(other));
    const inOrder = new Set(longestRise(places));
    return lines.flatMap(([{ text, line }, other], index): readonly Disagreement[] => {
      if (inOrder.has(places[index] ?? -1)) return [];
      const url = urlIn(text);
      const after = order[order.indexOf(other) - 1]?.text ?? "";
      return [{ part, line, says: text, after, ...(url !== undefined && { url }) }];
    });
  });
}

/** The longest run of numbers that rise, whatever stands between them. */
function longestRise(numbers: readonly number[]): readonly number[] {
  /** Of the runs of each length the lowest end. */
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const value of numbers) {
    const found = ends.findIndex((end) => end >= value);
    const at = found < 0 ? ends.length : found;
    before.set(value, ends[at - 1]);
    ends[at] = value;
  }
  const run: number[] = [];
  for (let value = ends.at(-1); value !== undefined; value = before.get(value)) run.push(value);
  return run.toReversed();
}
