// Takes the words of one action apart: what is struck out, its title, whom and which team it names, when it is due, its issue.
import { repositoryName } from "../issue-ref.ts";
import { mostAssignees } from "./bounds.ts";
import { begin, type Due, dueShapes, end, noDay, readDue, vagueDue } from "./due-words.ts";
import { loginPattern, trimmed } from "./words.ts";

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

/** Do words end in a team or a repository with a space behind its colon? In mid-sentence that says something else: "told the team: all is well". */
export function endsInTeam(words: string): boolean {
  if (!/(?:team|repo): \S/i.test(words)) return false;
  const { team, repo, title } = readWords(words);
  return (team ?? repo) !== undefined && title !== "" && words.replace(emphasis, "$2$4").startsWith(title);
}

/** Do words name a person as an action does? */
export function namesPerson(words: string): boolean {
  return words.includes("@") && readWords(words).assignees.length > 0;
}

/** Words that say whose an action is, or by when, and nothing besides. */
export function isOnlyTokens(words: string): boolean {
  const { title, assignees, team, repo, due, isStruck } = readAction(words);
  return title === "" && !isStruck && (assignees.length > 0 || (team ?? repo ?? due) !== undefined);
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
  if (typeof due === "string") problems.push(due);
  if (given === undefined && vagueDue.test(title)) problems.push(noDay);
  if (repo !== undefined && !repositoryName.test(repo))
    problems.push(`repo:${repo} is no repository; write it with its owner, such as repo:acme/payments.`);
  if (owner !== undefined && !login.test(owner))
    problems.push(`${owner} is no login; write who does it as @login.`);
  const isLogin = owner !== undefined && login.test(owner);
  const named = tokens.filter((token) => token.key === "@").map((token) => token.value);
  const people = [...new Set([...named, ...(isLogin ? [owner] : [])])];
  if (people.length > mostAssignees)
    problems.push(`It names ${people.length} people; an issue is given to the first ${mostAssignees}.`);
  return {
    ...{ title, team, repo, type, priority, problems },
    due: typeof due === "string" ? undefined : due,
    assignees: people.slice(0, mostAssignees),
    link: tie?.link ?? inner?.link,
  };
}

/** An owner as a login without its `@`, in small letters as people type one; a capital begins a name. */
const login = new RegExp(`^(?=[a-z\\d-]+$)${loginPattern}$`);

const keys = ["team", "repo", "due", "type", "priority", "owner"];

type Token = { readonly key: string; readonly value: string };
type Groups = readonly (string | undefined)[];

const value = String.raw`[^\s\x60\uE000,;()[\]]*[^\s\x60\uE000,;.()[\]]`;
const tokenShape = new RegExp(
  `${begin}(?:(?:owners?:? ?|assigned to:? ?|assignees?:? ?)?@(${loginPattern})|(team|repo|due|type|priority|owner):(${value}))${end}`,
  "gi",
);
/** The same with a space, which plain sentences have too: it counts where the line has no other of its kind. */
const spacedShape = new RegExp(
  `${begin}(?:(team|repo|type|priority|owner): ([a-z](?:${value})?)|(due): ?(${value}))${end}`,
  "gi",
);
/** Most words have none, and there may be thousands of lines. */
const mayHaveTokens = /[@:]|due|deadline|by|in |til|\d[-/.]\d/i;

/** Takes the tokens out of an action's words; what stands in a code span is no token, nor what has one at its side. */
function takeTokens(words: string): { readonly tokens: readonly Token[]; readonly title: string } {
  if (!mayHaveTokens.test(words)) return { tokens: [], title: words };
  const tokens: Token[] = [];
  const spans: string[] = [];
  let text = words.replace(/\uE000|`+[^`]*`+/g, (span) => {
    spans.push(span);
    return "\uE000";
  });
  const isGiven = (key: string): boolean => tokens.some((token) => token.key === key);
  const each = (shape: RegExp, take: (groups: Groups) => Token | undefined): void => {
    text = text.replace(shape, (...groups) => {
      const token = take(groups);
      if (token) tokens.push(token);
      return token ? taken : groups[0];
    });
  };
  const due = ([, day, span]: Groups): Token | undefined =>
    isGiven("due") ? undefined : { key: "due", value: day ?? span ?? "" };
  each(dueShapes.due, due);
  each(dueShapes.deadline, due);
  each(tokenShape, ([, login, key = "", value = ""]) =>
    login === undefined ? { key: key.toLowerCase(), value } : { key: "@", value: login },
  );
  const tight = new Set(tokens.map(({ key }) => key));
  each(spacedShape, ([, name, given, dueName = "", dueGiven = ""]) => {
    const key = (name ?? dueName).toLowerCase();
    return tight.has(key) ? undefined : { key, value: given ?? dueGiven };
  });
  each(dueShapes.by, due);
  each(dueShapes.until, due);
  each(dueShapes.within, due);
  each(dueShapes.alone, due);
  return { tokens, title: text.replace(/\uE000/g, () => spans.shift() ?? "") };
}

/** Stands where a token stood: a space as no other is left in the words. */
const taken = "\u2003";
/** Brackets that held nothing but tokens. */
const emptied = /[([](?:[ ,;:&+/]|and\b)*\u2003(?:[\s,;:&+/]|and\b)*[)\]]/gi;

function tidy(title: string): string {
  const plain = title
    .replace(emptied, " ")
    .replace(/\s+/g, " ")
    .replace(/ (?=[,;)])|(?<=\() /g, "");
  return trimmed(plain, { before: " ,;", after: " ,;:–—-" });
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
