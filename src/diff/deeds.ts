// What the app did in a scenario, as a noun for a person: the reminders of the update, the review, putting on a label.
import type { ScenarioReport } from "../rehearse/report.ts";
import { firstWords, type TranscriptEntry } from "../rehearse/transcript.ts";
import { quoted, theClock } from "./phrases.ts";
import type { Runs } from "./stories.ts";

/** What an entry is, for a person: `the reminders of the update`. */
export function nounOf(
  entry: TranscriptEntry,
  { what, count }: { readonly what: string; readonly count: number },
  { policies, before, after }: Runs,
): string {
  const where = isElsewhere(entry, before, after) ? ` on ${entry.on}` : "";
  return `${bareNoun(entry, { what, count, policies })}${where}`;
}

/** Where the app did things on several issues, each is told with its own. */
function isElsewhere(entry: TranscriptEntry, ...reports: readonly ScenarioReport[]): boolean {
  return reports.some(({ transcript }) => transcript.some(({ id, on }) => id !== null && on !== entry.on));
}

const COMMENTS: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["card", ["the card", "the cards"]],
  ["ask", ["the question", "the questions"]],
  ["answer", ["the answer to a command", "the answers to commands"]],
  ["ceiling", ["the line that the ceiling is reached", "the lines that the ceiling is reached"]],
  ["history", ["the list of actions", "the lists of actions"]],
]);

function bareNoun(
  { did, text }: TranscriptEntry,
  {
    what,
    count,
    policies,
  }: { readonly what: string; readonly count: number; readonly policies: Runs["policies"] },
): string {
  const words = quoted(firstWords(text));
  switch (did) {
    case "commented": {
      for (const policy of policies) {
        const clock = policy.clocks.find(({ name }) => name === what);
        if (clock !== undefined) return `the reminder${count > 1 ? "s" : ""} of ${theClock(clock, policy)}`;
      }
      return COMMENTS.get(what)?.[count > 1 ? 1 : 0] ?? `the comment${count > 1 ? "s" : ""} ${quoted(what)}`;
    }
    case "created-issue":
      return `the ${what === "retro" ? "review" : what}`;
    case "labeled":
      return `putting on the label ${words}`;
    case "unlabeled":
      return `taking off the label ${words}`;
    case "assigned":
    case "unassigned":
      return `${did === "assigned" ? "assigning" : "unassigning"} @${text}`;
    case "closed":
    case "reopened":
      return did === "closed" ? "closing the issue" : "opening the issue again";
    case "reacted":
      return `the reaction ${words}`;
    default:
      return `${did === "paged" ? "the page" : "the notice"} ${words}`;
  }
}
