// Takes the words of one action apart: what is struck out, its title, whom and which team it names, when it is due, its issue.
import { repositoryName } from "../issue-ref.ts";
import { mostAssignees } from "./bounds.ts";
import { loginPattern, trimmed } from "./words.ts";

/**
 * When an action is due: on a day (local to the policy's time zone), a time in milliseconds after a start that the rules
 * choose, or a day as people say it ("friday", "1 may"), which the rules turn into one.
 */
export type Due = { readonly date: string } | { readonly in: number } | { readonly said: string };

/**
 * What the words of an action say. `title` is without its tokens, its link, what is struck out, and bold. `link` is the issue it
 * is tied to: `owner/repo#3`, or `#3` where the text does not say which repository. `problems` are sentences on tokens that can't
 * be read; a missing title, team or owner is not among them.
 */
export type ActionWords = {
  readonly title: string;
  readonly assignees: readonly string[];
  readonly team?: string | undefined;
  readonly repo?: string | undefined;
  readonly due?: Due | undefined;
  readonly type?: string | undefined;
  readonly priority?: string | undefined;
  readonly link?: string | undefined;
  readonly problems: readonly string[];
};

const struck = /(~~?)(?=[^\s~])[^~]*[^\s~]\1(?!~)|<(del|s)>[^<]*<\/\2>/gi;
const emphasis =
  /(?<![\w*])(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?![\w*])|(?<!\w)(__?)(?=[^\s_])([^_]*[^\s_])\3(?!\w)/g;

/** What the words of an action say, and whether all of them are struck out: then it is what they said before. */
export function readAction(words: string): ActionWords & { readonly isStruck: boolean } {
  const squeezed = words.replace(/\s+/g, " ");
  const kept = squeezed.replace(struck, " ");
  const read = readWords(kept.trim());
  const isStruck = read.title === "" && kept !== squeezed;
  return {
    ...(isStruck ? readWords(squeezed.replace(/^[^\w[]*\[[ x]?\] ?|~|<\/?(?:del|s)>/gi, "")) : read),
    isStruck,
  };
}

/** Do words name a team or a repository as an action does? Then they are one, with or without a box. */
export function namesTeam(words: string): boolean {
  return /(?:^|[\s([,])(?:team|repo):[^\s:]/i.test(words);
}

/** Do words name a person as an action does? */
export function namesPerson(words: string): boolean {
  return words.includes("@") && readWords(words).assignees.length > 0;
}

function readWords(words: string): ActionWords {
  const tie = linkAtEnd(words);
  const plain = (tie ? tie.before : words).replace(emphasis, "$2$4");
  const { tokens, title: withLink } = takeTokens(plain);
  // A link of ours stays one when somebody adds a token behind it, and so does one in brackets.
  const inner = tie ? undefined : linkAtEnd(withLink, true);
  const problems: string[] = [];
  const one = (key: string): string | undefined => {
    const values = tokens.filter((token) => token.key === key).map((token) => token.value);
    if (values.length > 1) problems.push(`${key}: is given ${values.length} times; the first counts.`);
    return values[0];
  };
  const [team, repo, given, type, priority, owner] = keys.map(one);
  const title = tidy(inner ? inner.before : withLink);
  const due = given === undefined ? undefined : readDue(given);
  if (given !== undefined && !due) problems.push(`due:${given} is no date; ${howDue}`);
  if (given === undefined && vague.test(title))
    problems.push(`The day by which it is due can't be read; ${howDue}`);
  if (repo !== undefined && !repositoryName.test(repo))
    problems.push(`repo:${repo} is no repository; write it with its owner, such as repo:acme/payments.`);
  if (owner !== undefined) problems.push(`${owner} is no login; write who does it as @login.`);
  const people = [...new Set(tokens.filter((token) => token.key === "@").map((token) => token.value))];
  if (people.length > mostAssignees)
    problems.push(`It names ${people.length} people; an issue is given to the first ${mostAssignees}.`);
  return {
    ...{ title, team, repo, due, type, priority, problems },
    assignees: people.slice(0, mostAssignees),
    link: tie?.link ?? inner?.link,
  };
}

const keys = ["team", "repo", "due", "type", "priority", "owner"];

type Token = { readonly key: string; readonly value: string };
type Groups = readonly (string | undefined)[];

// A token may stand in brackets or behind a comma, and ends where a word does.
const begin = String.raw`(?<=^|[\s([,;])`;
const end = String.raw`[,;.]?(?=[)\],;.]*(?:\s|$))`;
const value = String.raw`[^\s\x60,;()[\]]*[^\s\x60,;.()[\]]`;
const month = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*";
const date = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const weekday = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?";
const day = String.raw`\d{4}-\d\d-\d\d|(?:${weekday},? )?(?:${date} ${month}|${month} ${date})(?:,? \d{4})?|${weekday}|today|tomorrow`;
const span = String.raw`\d{1,4}(?:\.\d{1,2})? ?[hdw](?:ours?|ays?|eeks?)?`;

const dueShape = new RegExp(`${begin}due(?: date)?(?:[:=]| by| on| in)* ?(${day}|${span})${end}`, "i");
const byShape = new RegExp(`${begin}by (${day})${end}`, "i");
const tokenShape = new RegExp(
  `${begin}(?:(?:owners?:? ?|assigned to:? ?|assignees?:? ?)?@(${loginPattern})|(team|repo|due|type|priority|owner):(${value}))${end}`,
  "gi",
);
/** The same with a space, which plain sentences have too: it counts where the line has no other of its kind. */
const spacedShape = new RegExp(
  `${begin}(?:(team|repo|type|priority|owner): ([a-z](?:${value})?)|(due): ?(${value}))${end}`,
  "gi",
);
const vague = /(?:^|\s)(?:by|due:?) (?:the )?(?:end of|next|this|mid|early|late|eo[dwmqy]|q[1-4])\b/i;
const howDue = "write a day as due:2025-05-01 or a time from now as due:30d.";

/** Most words have none, and there may be thousands of lines. */
const mayHaveTokens = /[@:]|due|by/i;

/** Takes the tokens out of an action's words; what stands in a code span is no token. */
function takeTokens(words: string): { readonly tokens: readonly Token[]; readonly title: string } {
  if (!mayHaveTokens.test(words)) return { tokens: [], title: words };
  const tokens: Token[] = [];
  let pieces = words.split(/(`+[^`]*`+)/);
  const isGiven = (key: string): boolean => tokens.some((token) => token.key === key);
  const each = (shape: RegExp, take: (groups: Groups) => Token | undefined): void => {
    pieces = pieces.map((piece, at) =>
      at % 2 === 1
        ? piece
        : piece.replace(shape, (...groups) => {
            const token = take(groups);
            if (token) tokens.push(token);
            return token ? " " : groups[0];
          }),
    );
  };
  const due = ([, value = ""]: Groups): Token | undefined =>
    isGiven("due") ? undefined : { key: "due", value };
  each(dueShape, due);
  each(tokenShape, ([, login, key = "", value = ""]) =>
    login === undefined ? { key: key.toLowerCase(), value } : { key: "@", value: login },
  );
  const tight = new Set(tokens.map(({ key }) => key));
  each(spacedShape, ([, name, given, dueName = "", dueGiven = ""]) => {
    const key = (name ?? dueName).toLowerCase();
    return tight.has(key) ? undefined : { key, value: given ?? dueGiven };
  });
  each(byShape, due);
  return { tokens, title: pieces.join("") };
}

function tidy(title: string): string {
  const plain = title
    .replace(/\((?:[\s,;:&+/]|and\b)*\)/gi, " ")
    .replace(/\s+/g, " ")
    .replace(/ (?=[,;)])|(?<=\() /g, "");
  return trimmed(plain, { before: " ,;", after: " ,;:–—-" });
}

const dayInMs = 86_400_000;
const units: Readonly<Record<string, number>> = { h: dayInMs / 24, d: dayInMs, w: 7 * dayInMs };
const said = new RegExp(`^(?:${day})$`, "i");

function readDue(value: string): Due | undefined {
  const length = /^(\d{1,4}(?:\.\d{1,2})?) ?([hdw])[a-z]*$/i.exec(value);
  if (length) return { in: Math.round(Number(length[1]) * (units[(length[2] ?? "").toLowerCase()] ?? 0)) };
  const numbers = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!numbers) return said.test(value) ? { said: value.toLowerCase() } : undefined;
  const [year, month, date] = numbers.slice(1).map(Number) as [number, number, number];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return date >= 1 && date <= days ? { date: value } : undefined;
}

const reference = String.raw`(?:([\w.-]+\/[\w.-]+)?#(\d+)|https?:\/\/[^\s\/]+\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/(\d+)(?:[?#]\S*)?)`;
const lead = String.raw`((?:→|->)\s*|\(\s*(?:(?:see|issue|ticket|tracked (?:in|as|by)):?\s+)?)?`;
const linkShape = new RegExp(
  String.raw`^(.*?)(?:^|\s)${lead}(\[[^\]]*\]\()?<?${reference}>?\)?\s*\)?\s*$`,
  "i",
);

/** The link with which a text ends, and what stands before it; `marked`: only one that an arrow, brackets or a Markdown link marks. */
function linkAtEnd(
  text: string,
  marked = false,
): { readonly link: string; readonly before: string } | undefined {
  // Only the end matters, and a link is short: that keeps very long lines cheap.
  const from = Math.max(0, text.length - 500);
  const match = linkShape.exec(text.slice(from));
  if (!match || (marked && match[2] === undefined && match[3] === undefined)) return undefined;
  const [, before = "", , , repo = "", number, urlRepo, urlNumber] = match;
  const link = urlRepo === undefined ? `${repo}#${number}` : `${urlRepo}#${urlNumber}`;
  return { link, before: `${text.slice(0, from)}${before}`.trim() };
}
