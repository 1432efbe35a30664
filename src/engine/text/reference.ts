// References of problems and other records as people write them: of an issue, or of a record elsewhere.
import { type Home, type IssueRef, isIssueAddress } from "../issue-ref.ts";
import { issueAt, leadingIssue } from "./leading-issue.ts";

const longestReference = 200;

/**
 * The reference that a text is, with nothing else in it but "problem" before it: an issue of this server in any spelling of its address, or
 * the number of a record elsewhere (`PRB0012345`). Undefined for all other words, the address of an issue on another server among them.
 */
export function readReference(text: string, { home, server }: Home): IssueRef | undefined {
  const given = text
    .trim()
    .replace(/^(?:known )?problem(?: record)?:? /i, "")
    .replace(/[.,;]$/, "");
  if (given.length > longestReference) return undefined;
  const { issue, others } = leadingIssue(given);
  if (issue !== undefined && others === "") return wholeAddress(issueAt(issue, server), home);
  // In small letters it takes a longer number and no space: a word with a figure behind it is no reference.
  if (/^[a-z]{2,10}-?\d{4,12}$/.test(given)) return given.toUpperCase();
  return /^[A-Z]{2,10}[- ]?\d{2,12}$/.test(given) ? given : undefined;
}

function wholeAddress(issue: string, home: string): IssueRef | undefined {
  const [name = ""] = issue.split("#");
  const owner = home.slice(0, home.indexOf("/"));
  const whole = name === "" ? `${home}${issue}` : name.includes("/") ? issue : `${owner}/${issue}`;
  return isIssueAddress(whole) ? whole : undefined;
}
