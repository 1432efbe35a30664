// Finds what may be an NHS number: ten figures whose last is the check of the others. No pattern proves that there is none (HA-8).

/**
 * Ten figures, alone or as 3, 3 and 4 with a sign between them, whatever stands beside: another number, a date. At each place where one
 * may begin, since one may begin within what looks like another.
 */
const between = String.raw`[ \u00A0\u2007\u2009\u202F.\/\u2010-\u2015-]`;
const shape = new RegExp(
  String.raw`(?<!\d|\d\.)(?=(\d{3})(?:(\d{3})|(${between})(\d{3})${between})(\d{4})(?!\d))`,
  "g",
);

/** The text with those words in place of each number that may be one; what overlaps is one. */
export function withoutNhsNumbers(text: string, instead: string): string {
  let [kept, from, until] = ["", 0, -1];
  for (const { index, length } of found(text)) {
    if (index > until) kept += text.slice(from, index) + instead;
    until = index + length;
    from = until;
  }
  return kept + text.slice(from);
}

/** How many numbers of a text pass the check of an NHS number (modulus 11). */
export function nhsNumbersIn(text: string): number {
  return found(text).length;
}

interface Found {
  readonly index: number;
  /** With the signs between its figures. */
  readonly length: number;
}

function found(text: string): readonly Found[] {
  return Array.from(text.matchAll(shape)).flatMap(
    ({ index, 1: one = "", 2: plain, 3: sign, 4: two = "", 5: three = "" }) =>
      isChecked(one + (plain ?? two) + three) ? [{ index, length: sign === undefined ? 10 : 12 }] : [],
  );
}

function isChecked(figures: string): boolean {
  const sum = Array.from(figures.slice(0, 9)).reduce(
    (all, figure, at) => all + Number(figure) * (10 - at),
    0,
  );
  const check = 11 - (sum % 11);
  return check !== 10 && check % 11 === Number(figures[9]);
}
