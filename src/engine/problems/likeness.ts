// How near the words of two reports are: the same words give the same answer, nothing is asked of anybody, and what most reports have in common counts for nothing.

/** A word that counts: as it is compared, and as somebody wrote it. */
export interface Stemmed {
  readonly stem: string;
  readonly text: string;
}

/** More are not compared: a long report would have some word of every other. */
const mostWords = 24;
/** How much of a text is read for them. */
const mostRead = 600;

/** Words of English that say nothing of a matter, and those that nearly every report of an incident has. */
const idle = new Set(
  `a about after again all also am an and any are as at be because been before but by can cannot could did do does doing don done down
  during each every few for from get gets getting go goes had has have having he her here his how i if in into is it its just let like
  many may me might more most much must my need new no none nor not now of off on once one only or other our out over own page
  please said same see seem seems she should since so some still such than that the their them then there these they this those through to
  too two under until up upon us use used user users using very via was way we well were what when where which while who why will
  with without work working works would yes yet you your unknown known
  affect affected alert app application available broken bug client customer degraded error errors fail failed failing fails failure fault
  fix fixed happen happened happening impact incident incidents intermittent issue issues outage people problem problems report reported
  reports response service services severity site slow slowly slowness staff stop stopped support system systems team ticket time times today
  trouble unable unavailable unreachable unresponsive website wrong`
    .split(/\s+/)
    .map(stemOf),
);

/** The words of a text that count, each once, in their order; those of `besides` (a service's name) are left out. */
export function wordsIn(text: string, besides: readonly string[] = []): readonly Stemmed[] {
  const without = new Set(besides.flatMap((one) => split(one)).map(stemOf));
  const found = new Map<string, Stemmed>();
  for (const word of split(text.slice(0, mostRead))) {
    const stem = stemOf(word);
    if (!counts(word, stem) || without.has(stem) || found.has(stem)) continue;
    found.set(stem, { stem, text: word });
    if (found.size === mostWords) break;
  }
  return [...found.values()];
}

function split(text: string): readonly string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Letters from three on; figures only where they are a code, as an error has. */
function counts(word: string, stem: string): boolean {
  if (/^\d+$/.test(word)) return word.length >= 3 && !/^(?:19|20)\d\d$/.test(word);
  return word.length >= 3 && !idle.has(stem);
}

/** A word without the endings of number and tense, so that "letters" is "letter" and "duplicated" "duplicate". */
function stemOf(word: string): string {
  if (word.length < 5) return word.replace(/(?<=[^s]{3})s$/, "");
  return word.replace(/(?:ations?|ations|ings?|edly|ed|ies|es|e|s|y)$/, "");
}

/** How two lists of words compare: those of the first that the second has, and how many that is in a hundred of the shorter. */
export function likeness(
  one: readonly Stemmed[],
  other: readonly string[],
): { readonly shared: readonly Stemmed[]; readonly percent: number } {
  const stems = new Set(other);
  const shared = one.filter(({ stem }) => stems.has(stem));
  const shorter = Math.min(one.length, stems.size);
  return { shared, percent: shorter === 0 ? 0 : Math.round((100 * shared.length) / shorter) };
}
