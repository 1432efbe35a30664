// Reads the follow-up actions that people write under a heading of a review, and marks a line with its tick and its issue.
import { repositoryName } from "../issue-ref.ts";
import { mostActions, mostAssignees } from "./bounds.ts";
import { hash } from "./hash.ts";
import { cutComments, type Line, readLines } from "./lines.ts";
import { loose } from "./said.ts";
import { readTask, type TaskItem } from "./ticks.ts";
import { loginPattern } from "./words.ts";

/**
 * When an action is due: on a day (local to the policy's time zone), or a time in milliseconds after a start that the
 * rules choose.
 */
export type Due = { readonly date: string } | { readonly in: number };

/**
 * One action (D-12). `index` counts the actions of the text from 0; `lineNumber` is the index in `body.split("\n")` and
 * `raw` exactly that element. `title` is the line without its tokens and link. `link` is the issue it is tied to:
 * `owner/repo#3`, or `#3` where the text does not say which repository. `hash` hangs on title, team and repository
 * alone: a tick or a link does not change it. `problems` are sentences on tokens that can't be read; a missing title,
 * team or owner is not among them.
 */
export type ActionLine = {
  readonly index: number;
  readonly lineNumber: number;
  readonly raw: string;
  readonly ticked: boolean;
  readonly title: string;
  readonly assignees: readonly string[];
  readonly team?: string | undefined;
  readonly repo?: string | undefined;
  readonly due?: Due | undefined;
  readonly type?: string | undefined;
  readonly link?: string | undefined;
  readonly hash: string;
  readonly problems: readonly string[];
};

/** The actions under a heading, in order, up to the 100th; `more` counts those after it, of which nothing is read. */
export type Actions = { readonly lines: readonly ActionLine[]; readonly more: number };

/**
 * The task-list items under the heading (of any level, in any case; every section of that name, each up to the next
 * heading of its level or above), outside fences, quotes and HTML comments. Items inside an item are its details and no
 * actions of their own; an item without a word is none yet.
 */
export function parseActions(body: string, heading: string): Actions {
  const found = tasksUnder(readLines(body), loose(heading));
  const lines = found.slice(0, mostActions).map(({ line, task }, index) => ({
    index,
    lineNumber: line.number,
    raw: line.raw,
    ...readAction(task),
  }));
  return { lines, more: found.length - lines.length };
}

function tasksUnder(all: readonly Line[], wanted: string): readonly { line: Line; task: TaskItem }[] {
  const found: { line: Line; task: TaskItem }[] = [];
  let sectionLevel = 0;
  let details = 0;
  for (const [at, line] of all.entries()) {
    if (line.hidden || line.text.trim() === "") continue;
    const title = headingAt(line, all[at + 1]);
    if (title) {
      if (sectionLevel === 0 || title.level <= sectionLevel) {
        sectionLevel = loose(title.text) === wanted ? title.level : 0;
      }
      details = 0;
      continue;
    }
    // What stands further in than the words of the item above it belongs to that item.
    const isDetail = details > 0 ? line.indent >= details : line.indent > 3;
    const sign = isDetail ? undefined : /^\s*(?:[-*+]|\d{1,9}[.)])\s+/.exec(line.text);
    if (sign) details = line.indent + sign[0].trim().length + 1;
    else if (line.indent === 0) details = 0;
    const task = sectionLevel > 0 && sign ? readTask(line.text) : undefined;
    if (task) found.push({ line, task });
  }
  return found;
}

function headingAt(line: Line, below: Line | undefined): { level: number; text: string } | undefined {
  if (line.indent > 3) return undefined;
  const marks = /^\s*(#{1,6})(?:\s+(\S.*)?)?$/.exec(line.text);
  if (marks) return { level: marks[1]?.length ?? 1, text: (marks[2] ?? "").replace(/(?:^|\s)#+\s*$/, "") };
  const underline = below && !below.hidden ? /^ {0,3}(=+|-+)\s*$/.exec(below.text)?.[1] : undefined;
  if (!underline || /^\s*(?:[-*+]|\d{1,9}[.)])\s/.test(line.text)) return undefined;
  return { level: underline.startsWith("=") ? 1 : 2, text: line.text };
}

type Read = Omit<ActionLine, "index" | "lineNumber" | "raw">;

function readAction(task: TaskItem): Read {
  const tie = linkAtEnd(task.words);
  const { tokens, title: withLink } = takeTokens(tie ? tie.before : task.words);
  // A link of ours stays one when somebody adds a token behind it.
  const inner = tie ? undefined : linkAtEnd(withLink, "arrow");
  const title = inner ? inner.before : withLink;
  const problems: string[] = [];
  const one = (key: string): string | undefined => {
    const values = tokens.filter((token) => token.key === key).map((token) => token.value);
    if (values.length > 1) problems.push(`${key}: is given ${values.length} times; the first counts.`);
    return values[0];
  };
  const team = one("team");
  const repo = one("repo");
  const due = one("due");
  const type = one("type");
  const dueRead = due === undefined ? undefined : readDue(due);
  if (due !== undefined && !dueRead) {
    problems.push(`due:${due} is no date; write a day as due:2025-05-01 or a time from now as due:30d.`);
  }
  if (repo !== undefined && !repositoryName.test(repo)) {
    problems.push(`repo:${repo} is no repository; write it with its owner, such as repo:acme/payments.`);
  }
  const people = [...new Set(tokens.filter((token) => token.key === "@").map((token) => token.value))];
  if (people.length > mostAssignees)
    problems.push(`It names ${people.length} people; an issue is given to the first ${mostAssignees}.`);
  return {
    ticked: task.ticked,
    title,
    assignees: people.slice(0, mostAssignees),
    team,
    repo,
    due: dueRead,
    type,
    link: tie?.link ?? inner?.link,
    hash: hash([title, team ?? "", repo ?? ""].map(loose).join("\n")).slice(-8),
    problems,
  };
}

type Token = { readonly key: string; readonly value: string };

const tokenShape = new RegExp(
  String.raw`(?<=^|\s)(?:@(${loginPattern})|(team|repo|due|type):([^\s\x60]*[^\s\x60,;.)]))[,;.]?(?=\s|$)`,
  "gi",
);

/** Takes the tokens out of an action's words; what stands in a code span is no token. */
function takeTokens(words: string): { readonly tokens: readonly Token[]; readonly title: string } {
  const tokens: Token[] = [];
  const left = words.split(/(`+[^`]*`+)/).map((piece, at) => {
    if (at % 2 === 1) return piece;
    return piece.replace(tokenShape, (_token, login?: string, key?: string, value?: string) => {
      if (login !== undefined) tokens.push({ key: "@", value: login });
      else tokens.push({ key: (key ?? "").toLowerCase(), value: value ?? "" });
      return " ";
    });
  });
  return { tokens, title: left.join("").replace(/\s+/g, " ").trim() };
}

const dayInMs = 86_400_000;
const units: Readonly<Record<string, number>> = { h: dayInMs / 24, d: dayInMs, w: 7 * dayInMs };

function readDue(value: string): Due | undefined {
  const span = /^(\d{1,4}(?:\.\d{1,2})?)([hdw])$/i.exec(value);
  if (span) return { in: Math.round(Number(span[1]) * (units[(span[2] ?? "").toLowerCase()] ?? 0)) };
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!day) return undefined;
  const [year, month, date] = day.slice(1).map(Number) as [number, number, number];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return date >= 1 && date <= days ? { date: value } : undefined;
}

const reference = String.raw`(?:([\w.-]+\/[\w.-]+)?#(\d+)|https?:\/\/[^\s\/]+\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/(\d+)(?:[?#]\S*)?)`;
const linkShape = new RegExp(String.raw`^(.*?)(?:^|\s)((?:→|->)\s*)?${reference}\s*$`);

/** The link with which a text ends, and what stands before it. */
function linkAtEnd(
  text: string,
  kind?: "arrow",
): { readonly link: string; readonly before: string } | undefined {
  // Only the end matters, and a link is short: that keeps very long lines cheap.
  const from = Math.max(0, text.length - 500);
  const match = linkShape.exec(text.slice(from));
  if (!match || (kind === "arrow" && match[2] === undefined)) return undefined;
  const [, before = "", , repo = "", number, urlRepo, urlNumber] = match;
  const link = urlRepo === undefined ? `${repo}#${number}` : `${urlRepo}#${urlNumber}`;
  return { link, before: `${text.slice(0, from)}${before}`.trim() };
}

/**
 * The same line with its box ticked, if `ticked`, and ` → owner/repo#3` at its end, if there is a link and the line has
 * none yet. Nothing is taken back and every other character stays; twice is as once. A line that is no task-list item
 * comes back as it is.
 */
export function withTickAndLink(
  line: string,
  mark: { readonly ticked: boolean; readonly link?: string },
): string {
  const body = line.trimEnd();
  const shown = cutComments(body, false).text.trimEnd();
  const task = readTask(shown);
  if (!task) return line;
  const ticked = mark.ticked ? body.replace(/^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[ \]/, "$1[x]") : body;
  const isTied = readAction(task).link !== undefined;
  const tied = mark.link === undefined || isTied ? ticked : `${ticked} → ${mark.link}`;
  return tied + line.slice(body.length);
}
