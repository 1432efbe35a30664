// Finds what may be an NHS number: ten figures whose last is the check of the others. No pattern proves that there is none (HA-8).

/**
 * Ten figures, alone or as 3, 3 and 4 with one sign between them, whatever stands beside: another number, a date. At each place where one
 * may begin, since one may begin within what looks like another.
 */
const shape = /(?<!\d|\d\.)(?=(\d{3})([ \u00A0\u2007\u2009\u202F.\u2010-\u2015-]?)(\d{3})\2(\d{4})(?!\d))/g;

/** The text with those words in place of each number that may be one; what overlaps is one. */
export function withoutNhsNumbers(text: string, instead: string): string {
  let [kept, from, until] = ["", 0, -1];
  for (const { index, 1: one = "", 2: between = "", 3: two = "", 4: three = "" } of text.matchAll(shape)) {
    if (!isChecked(one + two + three)) continue;
    if (index > until) kept += text.slice(from, index) + instead;
    until = index + one.length + two.length + three.length + 2 * between.length;
    from = until;
  }
  return kept + text.slice(from);
}

/** How many numbers of a text pass the check of an NHS number (modulus 11). */
export function nhsNumbersIn(text: string): number {
  return Array.from(text.matchAll(shape), ([, one = "", , two = "", three = ""]) => one + two + three).filter(
    isChecked,
  ).length;
}

function isChecked(figures: string): boolean {
  const sum = Array.from(figures.slice(0, 9)).reduce(
    (all, figure, at) => all + Number(figure) * (10 - at),
    0,
  );
  const check = 11 - (sum % 11);
  return check !== 10 && check % 11 === Number(figures[9]);
}
