// The pieces of which people make a time, as sources of patterns: one grammar for finding times in sentences and for reading them.

/** Names of months, with what they capture as `month`. */
export const month =
  "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
/** Names of weekdays. */
export const weekday = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?";
const before = `(?:${weekday}\\.?,? )?`;
const part = "(?<part>morning|afternoon|evening|night)";

/** A day by its date: with its year in figures, or by the name of its month. */
export const datesOf = {
  figures: "(?<year>\\d{4})(?<mark>[-/])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})",
  named: [
    `${before}(?<day>\\d{1,2})(?:st|nd|rd|th)? ${month}(?:,? (?<year>\\d{4}))?`,
    `${before}${month} (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\\d{4}))?`,
  ],
  /** In figures, where the day or the month may stand first; the year is at the end, if it is said. */
  swapped: "(?<one>[0-3]?\\d)(?<mark>[-/.])(?<other>[0-3]?\\d)(?:\\k<mark>(?:(?:20)?(?<short>\\d\\d))?)?",
  /** Days that are named by how far they are from today, perhaps with the part of the day. */
  near: [
    `(?:(?<word>today|tonight|yesterday|tomorrow)(?: ${part})?|(?<word>this|last) ${part})`,
    `(?:on )?(?:(?<which>last|this|next) )?(?<weekday>${weekday})(?: ${part})?`,
  ],
} as const;

/** The part of the day that stands behind a time without its day: `9:15 in the evening`. */
export const partAlone = `(?:in the ${part}|at (?<part>night))`;

/** The part of which day a time was: "9 this morning". */
export const partOfDay = String.raw`(?:(?:this|last|yesterday|tomorrow|in\sthe)\s(?:morning|afternoon|evening|night)|at\snight)(?!\w)`;

/** The hours of a twelve-hour clock in words, at their place from 1 on. */
export const hourWords: readonly string[] =
  ",one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve".split(",");
/** The same as one pattern. */
export const hourInWords = hourWords.slice(1).join("|");

/** Minutes in words, as they stand before "past" and "to". */
export const minuteWords: Readonly<Record<string, number>> = {
  five: 5,
  ten: 10,
  quarter: 15,
  twenty: 20,
  "twenty-five": 25,
  half: 30,
};

/** With the minutes in figures, which may be a range as well: `20 past 2`, `10 to 2`. */
export const figureTime = `(?<minutes>[0-5]?[05])(?: ?min(?:ute)?s?)? (?<side>past|to) (?<spoken>${hourInWords}|1[0-2]|[1-9])`;

/** A time of day in words: `half past two`, `3 o'clock`, `noon`. */
export const spokenTime = `(?:(?:a )?(?<minutes>${Object.keys(minuteWords).toReversed().join("|")}) (?<side>past|to) (?<spoken>${hourInWords}|\\d{1,2})|(?<spoken>${hourInWords}|\\d{1,2}) o['’]?clock|(?<noon>noon|midday|midnight))`;

/** Numbers in words, as they stand before a unit of time. */
export const counts: ReadonlyMap<string, number> = new Map([
  ["a", 1],
  ["an", 1],
  ...hourWords.map((word, count) => [word, count] as const).slice(1),
  ["fifteen", 15],
  ["twenty", 20],
  ["thirty", 30],
  ["forty", 40],
  ["forty-five", 45],
  ["fifty", 50],
  ["sixty", 60],
  ["ninety", 90],
]);

/** Numbers in words, the longer before those that they begin with. */
export const countPattern = [...counts.keys()].toSorted((a, b) => b.length - a.length).join("|");

/** A length in words: `an hour and a half`, `half an hour`, `thirty minutes`. */
export const spokenSpan = `(?:(?:a )?half(?: an)?[ -]hour|(?:a )?quarter of an hour|(?:${countPattern})(?: and a half)? (?:minute|hour|day|week)s?(?: and a half)?)`;

/** What may stand behind the figures of a 24-hour clock: `1430hrs`. */
export const hoursSign = " ?(?:h(?:rs?|ours)?|uhr)(?![a-z])";

/** Four figures in a row, which are a time only with a zone or a sign of hours behind them: `1430Z`. */
export const fourFigures = "(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)";

/** Words that make what follows an estimate. */
export const inexactWords = String.raw`about|around|approx(?:\.|imately)?|roughly|circa|ca\.?|nearly|almost|(?:(?:just|shortly|soon)\s)?(?:before|after)`;

/** Words for a time that was, by which no instant can be told. */
export const vaguePast = String.raw`(?:just\snow|this\s(?:morning|afternoon|evening)|last\s(?:night|week)|recently|(?:yesterday|today|earlier)(?:\s(?:today|morning|afternoon|evening|on))?|(?:a|some)\s(?:(?:few|couple\sof)\s)?(?:minutes|mins|hours)\sago)(?![\w'’])`;

/** A pattern's source that captures nothing, so that it may stand several times in another. */
export function capturingNothing(source: string): string {
  return source.replaceAll("\\k<mark>", "[-/.]").replace(/\(\?<\w+>/g, "(?:");
}
