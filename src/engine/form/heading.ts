// Which headings of a body are the form's own: people type headings too, and edit what GitHub rendered.
import { type FormField, oneLine } from "./element.ts";
import { fitting } from "./fit.ts";
import { type BodyLines, linesOf } from "./stretch.ts";

/** A field with the headings under which it may stand: its label first, then the labels that it had before. */
export interface Sought {
  readonly field: FormField;
  readonly names: readonly string[];
}

/** The answer of one field, `fields[index]`: the lines after its heading, up to (without) `to`. */
export interface AnswerSection {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** A line that could be the heading of a field. `loose` counts the blank lines missing around it. */
interface Candidate {
  readonly index: number;
  readonly line: number;
  readonly loose: number;
  readonly former: boolean;
}

/** A way to read the body from a candidate on; `cost` says how unlike GitHub's rendering it is. */
interface Reading {
  readonly cost: number;
  readonly next?: Candidate;
}

/** What speaks against a reading, each outweighing all that follow. */
const COST = { absent: 1e6, misfit: 1e3, loose: 100, former: 20, empty: 10, prelude: 5, fenced: 1 };
/** How many candidates are looked at in all: every two of them are held against each other. */
const MOST = 160;
/** How many there are of each field at least, however many fields a form has. */
const LEAST_OF_A_KIND = 12;

/**
 * Finds the form's headings in a body, given as lines. Looked for is the reading that is most like GitHub's rendering: every
 * heading, in the form's order, blank lines around it, answers of the shape that their fields have, none inside a code
 * fence; of equals the one with the latest headings, so that a heading of a later field typed into an answer stays text. A
 * field that is not found in order may stand anywhere else, outside fences.
 */
export function sectionsOf(lines: readonly string[], sought: readonly Sought[]): readonly AnswerSection[] {
  const candidates = candidatesOf(lines, sought);
  if (candidates.every((of) => of.length === 0)) return [];
  const body = linesOf(lines);
  const ordered = inOrder(body, sought, candidates);
  const found = [...ordered, ...outOfOrder(body, candidates, ordered)].sort((a, b) => a.line - b.line);
  return found.map((heading, place) => ({
    index: heading.index,
    from: heading.line + 1,
    to: found[place + 1]?.line ?? lines.length,
  }));
}

function candidatesOf(
  lines: readonly string[],
  sought: readonly Sought[],
): readonly (readonly Candidate[])[] {
  const blank = (line: number): boolean => (lines[line] ?? "").trim() === "";
  const headings = lines.flatMap((text, line) => {
    const name = text.startsWith("### ") ? /^### +(\S.*)$/u.exec(text)?.[1] : undefined;
    return name === undefined ? [] : [{ name: oneLine(name), line }];
  });
  // GitHub writes a label as it stands. What it was before is known as people write it, in large letters or small.
  const exactly = Map.groupBy(headings, ({ name }) => name);
  const anyhow = Map.groupBy(headings, ({ name }) => name.toLowerCase());
  const most = Math.max(LEAST_OF_A_KIND, Math.floor(MOST / sought.length));
  return sought.map(({ names }, index) => {
    const [label = "", ...former] = names;
    const before = [...new Set(former.map((name) => name.toLowerCase()))];
    const mine = new Set([
      ...(exactly.get(label) ?? []),
      ...before.flatMap((name) => anyhow.get(name) ?? []),
    ]);
    const all = Array.from(mine).map(({ name, line }): Candidate => {
      const loose = (blank(line - 1) ? 0 : 1) + (blank(line + 1) ? 0 : 1);
      return { index, line, loose, former: name !== label };
    });
    all.sort((a, b) => a.line - b.line);
    return all.length > most ? likeliest(all, most) : all;
  });
}

/** So many of too many: those with blank lines around them, as GitHub writes headings, before others; the first and the last. */
function likeliest(all: readonly Candidate[], most: number): readonly Candidate[] {
  const ends = (of: readonly Candidate[], count: number): readonly Candidate[] => {
    if (of.length <= count) return of;
    const first = Math.ceil(count / 2);
    return [...of.slice(0, first), ...of.slice(of.length - count + first)];
  };
  const exact = ends(
    all.filter(({ loose }) => loose === 0),
    most,
  );
  const others = all.filter(({ loose }) => loose > 0);
  return [...exact, ...ends(others, most - exact.length)].toSorted((a, b) => a.line - b.line);
}

function inOrder(
  body: BodyLines,
  sought: readonly Sought[],
  candidates: readonly (readonly Candidate[])[],
): readonly Candidate[] {
  const best = new Map<Candidate, Reading>();
  const later = (after: Candidate | undefined): readonly Candidate[] =>
    candidates
      .slice((after?.index ?? -1) + 1)
      .flatMap((of) => of.filter((one) => one.line > (after?.line ?? -1)));
  const choose = (from: Candidate | undefined, cost: (next: Candidate | undefined) => number): Reading => {
    let reading: Reading = {
      cost: cost(undefined) + COST.absent * (sought.length - 1 - (from?.index ?? -1)),
    };
    for (const next of later(from)) {
      const skipped = COST.absent * (next.index - (from?.index ?? -1) - 1);
      const whole = cost(next) + skipped + (best.get(next)?.cost ?? 0);
      if (whole <= reading.cost) reading = { cost: whole, next };
    }
    return reading;
  };
  for (const candidate of candidates.toReversed().flat()) {
    best.set(candidate, choose(candidate, sectionCost(body, sought, candidate)));
  }
  const prelude = body.firstFilled(0);
  const start = choose(undefined, (next) => (next === undefined || next.line > prelude ? COST.prelude : 0));
  const chain: Candidate[] = [];
  for (let heading = start.next; heading; heading = best.get(heading)?.next) chain.push(heading);
  return chain;
}

/** What it costs to read the lines from a heading to the next one as the answer of its field. */
function sectionCost(body: BodyLines, sought: readonly Sought[], heading: Candidate) {
  const field = sought[heading.index]?.field;
  const from = heading.line + 1;
  const isFenced = body.fencedFrom(from);
  const fits = fitting(field, body, from);
  const own = heading.loose * COST.loose + (heading.former ? COST.former : 0);
  return (next: Candidate | undefined): number => {
    const to = next?.line ?? body.lines.length;
    const fit = fits(to);
    const empty = body.filled(from, to) === 0;
    const shape = own + (fit ? 0 : COST.misfit) + (empty ? COST.empty : 0);
    const whole = fit && field?.kind === "textarea" && field.render !== undefined;
    if (!next || whole || !isFenced(next.line)) return shape;
    // Inside a fence only the exact rendering counts: an answer may have left its fence open.
    return next.loose > 0 ? Number.POSITIVE_INFINITY : shape + COST.fenced;
  };
}

function outOfOrder(
  body: BodyLines,
  candidates: readonly (readonly Candidate[])[],
  ordered: readonly Candidate[],
): readonly Candidate[] {
  const fencedAfter = new Map<number, (line: number) => boolean>();
  const isFenced = (line: number): boolean => {
    const from = (ordered.findLast((heading) => heading.line < line)?.line ?? -1) + 1;
    const known = fencedAfter.get(from) ?? body.fencedFrom(from);
    fencedAfter.set(from, known);
    return known(line);
  };
  const taken = new Set(ordered.map((heading) => heading.line));
  return candidates.flatMap((of, index) => {
    if (ordered.some((heading) => heading.index === index)) return [];
    const free = of.find((one) => one.loose === 0 && !taken.has(one.line) && !isFenced(one.line));
    if (free) taken.add(free.line);
    return free ? [free] : [];
  });
}
