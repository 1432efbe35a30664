// The law of readers: whatever people write, reading it takes no longer than its length allows, and nothing fails on it.
import { afterAll, describe, expect, test } from "vitest";
import { type Chance, chanceOf } from "./chance.ts";
import { anchor, type Cost, faultOf, type Growing, measure, SIZE } from "./readers/cost.ts";
import { craftedText, randomText } from "./readers/crafted.ts";
import { ends, event, pieces } from "./readers/pieces.ts";
import { headings } from "./readers/places.ts";
import { type Reader, readers } from "./readers/readers.ts";
import { playsAll, playsMany, readsAll } from "./seeds.ts";

/** All of them take minutes, and more where others work on the machine. */
const slow = { timeout: 900_000 };

/** What was the slowest, for a look at the end. */
const slowest: { readonly what: string; readonly cost: number }[] = [];

afterAll(() => {
  const worst = slowest.toSorted((one, other) => other.cost - one.cost).slice(0, 12);
  const lines = worst.map(({ what, cost }) => `  ${cost.toFixed(1).padStart(5)} ms  ${shortened(what, 120)}`);
  process.stdout.write(`\nThe slowest of all that was read, at ${SIZE} characters:\n${lines.join("\n")}\n`);
});

/** Its end tells what was repeated, and how it ended. */
function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most / 2)}…${text.slice(-most / 2)}`;
}

/**
 * A text that begins and ends like this and repeats a piece in between, whole: what ends in half a piece may be passed by at
 * first sight.
 */
function repeated({ begin, piece, end }: Pattern): Growing {
  return (size) => {
    const room = Math.max(0, size - begin.length - end.length);
    return begin + piece.repeat(Math.floor(room / piece.length)) + end;
  };
}

interface Pattern {
  readonly begin: string;
  readonly piece: string;
  readonly end: string;
}

/** What breaks the law when a reader reads a pattern, with the reader and the pattern; undefined where it holds. */
function breach({ name, read }: Reader, pattern: Pattern): string | undefined {
  const what = shortened(`${name}: ${JSON.stringify(pattern)}`, 500);
  let found: Cost;
  try {
    found = measure(read, repeated(pattern));
  } catch (error) {
    return `${what} threw ${error}`;
  }
  if (readers.some((one) => one.name === name)) slowest.push({ what, cost: found.cost });
  const fault = faultOf(found);
  return fault && `${what}: ${fault}`;
}

function of<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

/** How many beginnings each piece is tried after; where there are more they take turns. */
const mostBegins = 4;

/** Every piece by itself, after beginnings; the ends take turns. */
function* singles({ begins, whole }: Reader): Generator<Pattern> {
  const turns = whole ? 1 : Math.min(begins.length, mostBegins);
  for (const [index, piece] of pieces.entries())
    for (let turn = 0; turn < turns; turn += 1)
      yield { begin: of(begins, index * turns + turn), piece, end: of(ends, index + turn) };
}

/** So many pieces or pairs of pieces, by chance. */
function* drawn({ begins }: Reader, count: number, chance: Chance): Generator<Pattern> {
  for (let left = count; left > 0; left -= 1) {
    const piece = chance.of(pieces) + (chance.is(0.5) ? chance.of(pieces) : "");
    yield { begin: chance.of(begins), piece, end: chance.of(ends) };
  }
}

describe("a reader keeps step with its text", () => {
  test.each(readers.map((one, index) => [one.name, one, index] as const))("%s", slow, (_name, one, index) => {
    const chance = chanceOf(index);
    const [least, few, many] = one.whole ? [1, 4, 40] : [2, 6, 150];
    const patterns = readsAll
      ? [...singles(one), ...drawn(one, many, chance)]
      : drawn(one, playsAll ? many : playsMany ? few * 4 : least, chance);
    expect(Array.from(patterns).flatMap((pattern) => breach(one, pattern) ?? [])).toEqual([]);
  });
});

/** What took seconds, ended the process or never came to rest before there was this law. */
const before: Readonly<Record<string, readonly [reader: string, begin: string, piece: string, end: string]>> =
  {
    "comments below a form's heading": ["form's body", headings.join(""), "<!---->\n", ""],
    "headings with blank lines below": ["form's body", headings.join("").repeat(22), "\n", ""],
    "fences below headings": ["form's body", headings.join("").repeat(9), "```\n", ""],
    "spaces in a number field": ["number of a form", "1", " ", "!"],
    "spaces behind a number that counts": ["option of a severity", "about 1", " ", "!"],
    "spaces before the dash of an option": ["code of an option", "a", " ", "b"],
    "spaces within a time": ["time that was said", "04:05", " ", "on 1 may"],
    "lengths behind a command": ["command", "/done x ", "1d ", ""],
    "lengths behind a stranger's command": ["comment from outside", "/done x ", "1d ", ""],
    "wide spaces behind a name": ["command", '/told "a" ', "\u2003", "x"],
    "line ends before a slash": ["comment from outside", "", "\n", "/"],
    "brackets in the header of a mail": ["visible words", "On 1 wrote: <!--", "<", "-->\n\n> a"],
    "signs of a fence before a foreign line end": ["lines", "", "~", "x\u2028x"],
    "colons of a line": ["fields", "", ":", ""],
    "aliases of a form": ["form", "name: &a n\nbody:\n", "  - *a\n", ""],
    "aliases of a scenario": ["scenario", "title: &a n\nsteps:\n", "  - *a\n", ""],
    "empty keys of a policy": ["policy", "", "a:\n", ""],
    "entries of centuries": [
      "calendar",
      "BEGIN:VCALENDAR\n",
      `${event}DAILY\nEND:VEVENT\n`,
      "END:VCALENDAR\n",
    ],
    "lines of a review": ["review", "## Actions\n\n", "- [ ] Fix it team:payments\n", ""],
  };

describe("what once took seconds is read at once", () => {
  test.each(Object.entries(before))("%s", slow, (_what, [name, begin, piece, end]) => {
    const one = readers.find((each) => each.name === name);
    if (one === undefined) throw new Error(`There is no reader "${name}".`);
    expect(breach(one, { begin, piece, end })).toBeUndefined();
  });
});

describe("a reader that does not", () => {
  const planted = (read: Reader["read"]): Reader => ({ name: "planted", begins: [""], whole: false, read });

  test.runIf(playsMany)("is named with what it read", () => {
    // The end of a run of white space is sought anew from each of its characters, and for each way to part it in two: eight
    // times as long for twice the text, far beyond what is allowed.
    const trimming = planted((text) => `${text.slice(0, text.length / 96)}x`.replace(/\s+\s+$/, ""));
    expect(breach(trimming, { begin: "", piece: " ", end: "" })).toMatch(
      /^planted: \{"begin":"","piece":" ","end":""\}: .*growing (?:[3-9]|\d\d)\.\d times from half of it/,
    );
  });

  test.runIf(playsMany)("is named where it is slow without growing", () => {
    // Three times what is allowed, by the anchor itself: what is slow on one machine is so on each, whatever else runs there.
    const working = planted((text) => Array.from({ length: text.length / (SIZE / 90) }, () => anchor().size));
    expect(breach(working, { begin: "", piece: "a", end: "" })).toMatch(
      /^planted: .*\d ms, \d+ times the anchor, growing/,
    );
  });

  test("is named where it calls itself for every piece", () => {
    const calling = planted(function down(text): unknown {
      return text === "" ? 0 : down(text.slice(1));
    });
    expect(breach(calling, { begin: "", piece: "a", end: "" })).toContain("threw RangeError");
  });
});

describe("all readers", () => {
  const quick = readers.filter(({ whole }) => !whole);
  const others = readers.filter(({ whole }) => whole);

  test.each([
    ["random texts", 100_000, randomText],
    ["texts that are put together from pieces", 1_000_000, craftedText],
  ] as const)("read %s at once", slow, (_name, all, make) => {
    const count = readsAll ? all : all / (playsAll ? 10 : playsMany ? 40 : 1000);
    const chance = chanceOf(count);
    const broken: string[] = [];
    for (let index = 0; index < count && broken.length < 10; index += 1) {
      const text = make(chance);
      const some = Array.from({ length: 4 }, (_, place) => of(quick, index * 4 + place));
      const one = index % 64 === 0 ? [of(others, index / 64)] : [];
      broken.push(...[...some, ...one].flatMap((reader) => stumble(reader, text) ?? []));
    }
    expect(broken).toEqual([]);
  });
});

/** How a reader fails on a text or takes too long for it. */
function stumble({ name, read }: Reader, text: string): string | undefined {
  const what = `${name}: ${JSON.stringify(text.slice(0, 500))}`;
  try {
    const fault = faultOf(measure(read, (size) => text.slice(0, (text.length * size) / SIZE)));
    return fault && `${what}: ${fault}`;
  } catch (error) {
    return `${what} threw ${error}`;
  }
}
