// Checks the bands of a score: every sum that its points can make lies in exactly one of them (HG-6).
import { list } from "../complete.ts";
import { type Finding, shown, wrong, wrongKey } from "../finding.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";
import { optionsOf, readBand } from "./tables.ts";
import type { MethodFile } from "./words.ts";

interface Scored {
  readonly key: string;
  readonly method: MethodFile;
  readonly path: Path;
}

interface Placed {
  readonly severity: string;
  readonly from: number;
  readonly to: number;
}

/** What the bands of a score say that can't be meant. A score without bands gives a number only, which is well (HG-4). */
export function checkBands(here: Checking, { key, method, path }: Scored): readonly Finding[] {
  const sums = reachOf(method);
  if (sums === undefined) {
    const message = `${key} adds up nothing: no option of its inputs has points. Give them points, or give it a matrix.`;
    return [wrongKey([...path, "inputs"], message)];
  }
  if (method.bands === undefined) return [];
  const at = [...path, "bands"];
  const entries = Object.entries(method.bands);
  const found = entries.flatMap(([severity, text]): readonly Finding[] => {
    const unknown = here.known("severities", severity, [...at, severity]);
    if (unknown.length > 0) return unknown.map((finding) => ({ ...finding, part: "key" as const }));
    if (readBand(text) !== undefined) return [];
    return [
      wrong(
        [...at, severity],
        `${shown(text)} is no band of points; write 141-180, or 181+ where it has no end.`,
      ),
    ];
  });
  if (found.length > 0) return found;
  const bands = entries.flatMap(([severity, text]): readonly Placed[] => {
    const ends = readBand(text);
    return ends === undefined ? [] : [{ severity, ...ends }];
  });
  return bands.length === 0
    ? [wrongKey(at, `${key} has bands without any entry; write the points of each severity.`)]
    : checkCover(bands, sums, at);
}

/** Least and most points that a score can have; undefined where nothing has points. */
function reachOf(method: MethodFile): { least: number; most: number } | undefined {
  const points = Object.values(method.inputs ?? {}).map((input) =>
    optionsOf(input).flatMap((option) => list(option.points)),
  );
  const counted = points.filter((each) => each.length > 0);
  if (counted.length === 0) return undefined;
  const sum = (of: (...each: number[]) => number): number =>
    counted.reduce((total, each) => total + of(...each), 0);
  return { least: sum(Math.min), most: sum(Math.max) };
}

function checkCover(
  bands: readonly Placed[],
  { least, most }: { readonly least: number; readonly most: number },
  path: Path,
): readonly Finding[] {
  const order = bands.toSorted((one, other) => one.from - other.from);
  const found: Finding[] = [];
  let covered = least - 1;
  for (const { severity, from, to } of order) {
    if (from > covered + 1) found.push(wrong([...path, severity], gap(covered + 1, from - 1)));
    if (from <= covered && covered >= least) {
      const twice =
        from === Math.min(covered, to) ? `${from} points` : `${from} to ${Math.min(covered, to)} points`;
      found.push(
        wrong(
          [...path, severity],
          `${twice} lie in this band and in another; let it begin at ${covered + 1}.`,
        ),
      );
    }
    covered = Math.max(covered, to);
  }
  if (covered < most) found.push(wrong([...path, order.at(-1)?.severity ?? ""], gap(covered + 1, most)));
  return found;
}

function gap(from: number, to: number): string {
  const points = from === to ? `${from} points lie` : `${from} to ${to} points lie`;
  return `${points} in no band; let this band or the next take them in.`;
}
