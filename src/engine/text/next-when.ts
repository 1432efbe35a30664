// Finds when the next update is promised in what somebody wrote; what was to be a time and can't be read is found too.
import {
  afterSpan,
  ahead,
  dayAlone,
  endOf,
  estimate,
  figuresAlone,
  here,
  type Style,
  slip,
  span,
  squeeze,
  timeEnd,
  unit,
  vagueTime,
  wordsOfTime,
} from "./time-at.ts";

/** What people put between "next update" and its time: "will be posted at", "(", "is due no later than". */
const between = String.raw`(?:\s+(?:time|is|are|due|expected|will|to|be|planned|comes?|follows?|out|posted|provided|given|sent|issued|published|shared|made|available|here|scheduled|set|for|now|still|remains?|moved|postponed|pushed|delayed|back|from\s(?:me|us|\S{1,9}\sto))(?!\w))*\s*[:=,|(–—-]?\s*(?:(?:${estimate}|at|by|until|till|on|before|latest|not?\s(?:later\sthan|before))(?!\w)\s*|[@~≈]\s*){0,2}`;
const nextUpdate = new RegExp(
  String.raw`\b(?:(?:next|further|another(?=\s+(?:status\s+)?update))\s+(?:(?:status|scheduled|planned|regular|internal|public|customer|formal|progress|full)\s+){0,2}(?:updates?|one|news|report|comms|communication|status|check-?in|checkpoint)|(?:update|post|report)(?:\s+you)?\s+again)${between}`,
  "gi",
);
const willUpdate =
  /(?:\b(?:will|shall)|['’]ll)\s+update(?:\s+(?:you|all|everyone|everybody|here|this|again|next))?\s+(?:(?:at|by|around|about)\s+|@\s*)?(?=(?:at|by|around|about|@|in|within|[\d~])\s*)/gi;
/** The same in other words. */
const willReport =
  /(?:\b(?:i|we)(?:\s(?:will|shall)|['’]ll)|(?:^|[.!?;,:(–—-]\s|\b(?:and|then)\s)will)\s(?:report\s(?:back|again)|(?:post|send|give|share|issue|provide|write)(?:\s(?:you|all|everyone|everybody))?\s(?:an|more)\supdates?)(?:\s(?:here|again|next))?\s(?:(?:at|by|around|about)\s|@\s?)?(?=(?:at|by|around|about|@|in|within|[\d~])\s?)/gi;
/** Whoever writes so speaks of himself, as far as the sentence goes: "Rolled back, will report back at 16:00". */
const ofOneself = /^\W*(?:(?:i|we)\b|\w+(?:ed|ing)\s)/i;
/** At the beginning of a sentence; with a colon or a dash behind its time it heads what was. */
const updateAt = /(?:^\W{0,6}|[.!?;,]\s)update\s+(?:(?:at|by)\s+|@\s*|(?=in\s|within\s))/gi;
const headed = here(String.raw`\s?[:–—-]`);
const nextAlone = /\bnext\s*[:=]?\s*(?:(?:at|by)\s+)?(?:(?:at|by|around|until|till|on|before)\s+|@\s*)?/gi;

const vagueAhead = here(
  String.raw`(?:with)?in\s+(?:\d{1,3}(?!\s?(?-i:[a-z])|[\w%:½¼¾]|\.\d)|(?:(?:an?|the|next|few|couple|of|some|several|another|[\d½¼¾.]+)\s+){1,5}${unit}(?!\w))`,
);
const hour = here(String.raw`\d{1,2}(?=[.!;)]?$|[.!;)]\s)`);

/**
 * When the next update is promised in plain words: "nothing new, next at 04:20", "**Next update:** within the hour". It often ends
 * a long text, so all of it is searched: each "next" is looked at once. What stands in quotation marks, or in a command in
 * backticks, is an example or another's: our own reminder says such a time, and it is nobody's promise.
 */
export function nextWhen(text: string): string | undefined {
  if (!/next|again|further|update|report/i.test(text)) return undefined;
  const own = text.replace(/["“„«][^"“”„«»\n]{0,200}["”“»]|`\/[^`\n]{0,200}`/g, " ");
  const plain = own.replace(/\*+|__|`|(?<!\w)_|_(?!\w)/g, "");
  const words = squeeze(plain);
  let doubtful: string | undefined;
  for (const { index, 0: found } of words.matchAll(nextUpdate)) {
    const when = isDenied(words, index, found) ? undefined : promisedAt(words, index + found.length, found);
    if (when === undefined) continue;
    if (!perhapsTheirs.test(beforeAt(words, index))) return when;
    doubtful ??= `${found}${when}`;
  }
  if (doubtful !== undefined) return doubtful;
  for (const { index, 0: found } of words.matchAll(willUpdate)) {
    const when = isDenied(words, index, found) ? undefined : promisedAt(words, index + found.length, found);
    if (when !== undefined) return when;
  }
  for (const { index, 0: found } of words.matchAll(willReport)) {
    const when = promisedAt(words, index + found.length, found);
    if (when !== undefined)
      return isOurs(words, index, found) ? when : `${found.slice(found.search(/will/i))}${when}`;
  }
  for (const line of plain.split("\n")) {
    const when = updateIn(line);
    if (when !== undefined) return when;
  }
  for (const { index, 0: found } of words.matchAll(nextAlone)) {
    if (isDenied(words, index, found)) continue;
    // "The next Friday 09:00" is about Friday; where a clause begins with it, it is a promise.
    const begins = /(?:^|[.,;:!(–—-]\s*)$/.test(words.slice(Math.max(0, index - 2), index));
    const when = aheadAt(words, index + found.length, begins ? "clause" : "sentence");
    if (when !== undefined) return when;
  }
  return undefined;
}

function updateIn(line: string): string | undefined {
  if (!/update/i.test(line)) return undefined;
  const words = squeeze(line);
  for (const { index, 0: found } of words.matchAll(updateAt)) {
    const from = index + found.length;
    const when = aheadAt(words, from, "promise");
    if (when !== undefined && endOf(headed, words, from + when.length) === undefined) return when;
  }
  return undefined;
}

const say = String.raw`\s(?:says?|said|tells?\sus|told\sus|promise[sd]?|expects?|wrote)(?:\sthat)?`;
const theirs = new RegExp(
  String.raw`\b(?:their|its|(?:they|(?<!\bour\s)(?:vendor|supplier|provider|status page))(?:['’]s)?(?:${say})?[:,]?(?:\s(?:will|the|a|another|their|its))?)\s$`,
  "i",
);
/** What somebody else said may be his own next update or ours: it is handed on with the words that say so, for its reader to ask. */
const perhapsTheirs = new RegExp(
  String.raw`(?:^|\s)(?!(?:i|we)\s)\S+${say}(?:\s(?:the|a|another))?\s$|\b(?!to|let|that|here|it)[a-z]+['’]s\s$`,
  "i",
);

/** A vendor reports back too: "AWS looks at it and will report back at 16:00" can be either's, for its reader to ask. */
function isOurs(words: string, at: number, found: string): boolean {
  if (/^(?:(?:i|we)\b|will|[.!?;])/i.test(found)) return true;
  const before = beforeAt(words, at);
  if (found.startsWith(":")) return !theirs.test(`${before} `);
  return ofOneself.test(/[^.!?;:]*$/.exec(before)?.[0] ?? "");
}

/** "No next update at 14:45" promises none, nor does the next update of the supplier; "no further update until 14:45" does. */
function isDenied(words: string, at: number, found: string): boolean {
  const before = beforeAt(words, at);
  if (theirs.test(before)) return true;
  return /\b(?:no|not an?|without(?: an?)?) $/i.test(before) && !/\b(?:until|till|before)\s*$/i.test(found);
}

function beforeAt(words: string, at: number): string {
  return words.slice(Math.max(0, at - 60), at);
}

/** Behind these an hour alone is a time, and figures with a stop are no version. */
const leadOfHour = /(?:\bat|\bby|@)\s*$/i;

function aheadAt(words: string, from: number, style: Style): string | undefined {
  const to = timeEnd(words, from, style) ?? endOf(ahead, words, from);
  return to === undefined ? undefined : wordsOfTime(words, from, to);
}

/** What stands behind "next update": a time, else what was to be one, for its reader to say so. */
function promisedAt(words: string, from: number, found: string): string | undefined {
  const [lead] = leadOfHour.exec(found) ?? [];
  const when =
    aheadAt(words, from, lead === undefined ? "promise" : "command") ??
    aheadAt(words, from - (lead ?? "").length, "promise");
  if (when !== undefined) return when;
  const spanEnd = endOf(span, words, from);
  if (spanEnd !== undefined) return `in ${words.slice(from, spanEnd)}`;
  const afterEnd = endOf(afterSpan, words, from);
  if (afterEnd !== undefined) return words.slice(from, afterEnd);
  const hourEnd = endOf(hour, words, from);
  if (hourEnd !== undefined) return `${words.slice(from, hourEnd)} o'clock`;
  // "Sent to 1500 users" is no time.
  const figuresEnd = /\b(?:to|for)\s*$/i.test(found) ? undefined : endOf(figuresAlone, words, from);
  const vagueEnd = endOf(vagueAhead, words, from) ?? endOf(vagueTime, words, from);
  const to = endOf(slip, words, from) ?? figuresEnd ?? vagueEnd ?? endOf(dayAlone, words, from);
  return to === undefined ? undefined : words.slice(from, to);
}
