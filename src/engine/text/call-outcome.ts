// What came of a call, by the words behind whom was called: an answer, none, or somebody or something else that answered.

// At the beginning only: somebody who says "will look, is busy till ten" was reached.
const otherCalls = "(?:in|on) (?:other calls?|another call)";
const isBusy = new RegExp(
  String.raw`^(?:(?:is|was|the|line|still)\s+)*(?:(?:busy|tied up|engaged)(?: ${otherCalls})?|${otherCalls})(?![\p{L}-])[,;:.]?`,
  "iu",
);
const isAnswered =
  /^(?:answered|picked up|reached|got through|spoke (?:to|with) (?:him|her|them)(?!\s\p{L}))(?![\p{L}-])[\s,;:.–—-]*/iu;

const machine =
  "(?:answer(?:ing)?[ -]?(?:machine|phone|service)|voice[ -]?mail|mailbox|machine|recording|announcement)(?![\\p{L}-])";
const lead = String.raw`^(?:(?:but|by|it|was|only|just|got|to|went|straight|an?|the|his|her|their|its)\s+)*`;
const byMachine = new RegExp(lead + machine, "iu");
const byOther = new RegExp(
  String.raw`^(?:no\W*$|(?:(?:but|it|was|only|then|they|he|she)\s+)*(?:by\s+(?:(?:an?|the|his|her|their|some|another)\s+\p{L}|some(?:one|body))|` +
    String.raw`(?:his|her|their|the)\s+(?:wife|husband|partner|son|daughter|mother|father|child|deputy|colleague|assistant|secretary)|(?:the\s+|a\s+)?wrong\s|hung up|(?:was\s+|got\s+)?cut off))`,
  "iu",
);
const negated = String.raw`(?:could|can|did|do|does|was|has|had)(?:\s?not|n['’]?t)|cannot|never`;
const isUnanswered = new RegExp(
  String.raw`(?:^|[\s(])(?:no[ -]?(?:answer|reply|ans)|not (?:answered|reached|reachable)|unanswered|unreachable|rang out|` +
    String.raw`(?:${negated})\s(?:be\s)?(?:answer|answered|reach|reached|pick up|picked up|get through|get hold)|(?:nobody|no[ -]one) (?:answered|picked up)|` +
    String.raw`left (?:(?:an?|him an?|her an?|them an?) )?(?:message|voice[ -]?mail)|${machine})(?![\p{L}-])[,;:.)]?`,
  "iu",
);

/** How often, in words that say that nobody answered. */
const often =
  /(?:^|[\s(])(?:(twice)|(two|three|four|five|[2-5])(?:\s?[x×]|\stimes)|[x×]\s?([2-5]))(?![\p{L}\d])/iu;
const numbers = ["", "", "two", "three", "four", "five"];

function timesIn(words: string): number {
  const [, twice, before, behind] = often.exec(words) ?? [];
  const count = before ?? behind ?? "";
  return twice ? 2 : Number(count) || numbers.indexOf(count.toLowerCase());
}

/** What came of a call: `other` where somebody or something else answered, or the words say both. */
export interface CallOutcome {
  /** The words without what they say of it. */
  readonly text: string;
  readonly answer?: boolean;
  /** Tied up in other calls, which is no answer. */
  readonly busy?: boolean;
  readonly other?: true;
  /** How often it was tried, where that is more than once. */
  readonly times?: number;
}

/** Reads what came of a call, if the words say it. "answered" and "busy" count at the beginning only. */
export function readAnswer(others: string): CallOutcome {
  const [, inBrackets] = /^\(([^()]*)\)$/.exec(others) ?? [];
  const words = inBrackets ?? others;
  const answered = isAnswered.exec(words)?.[0];
  if (answered !== undefined) {
    const text = words.slice(answered.length);
    if (byMachine.test(text)) return { text, answer: false };
    return byOther.test(text) ? { text: words, other: true } : { text, answer: true };
  }
  const unanswered = isUnanswered.exec(words);
  const busy = isBusy.exec(words);
  const taken = unanswered ?? busy;
  if (!taken) return { text: words };
  const left = `${words.slice(0, taken.index)} ${words.slice(taken.index + taken[0].length)}`;
  if (/(?<!\p{L})(?:answered|picked up)(?!\p{L})/iu.test(left)) return { text: words, other: true };
  const text = left.replace(/\s+/g, " ").trim();
  const times = timesIn(text);
  return { text, answer: false, ...(taken === busy && { busy: true }), ...(times > 1 && { times }) };
}
