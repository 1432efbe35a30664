// Which writes of a plan go out now, and in what order; the rest waits for the next pass, which starts at once.
import type { GithubEffect } from "../engine/effect.ts";
import type { Write } from "./write.ts";

/** An effect that can't be written, and why. */
export interface Failure {
  readonly write: GithubEffect;
  readonly message: string;
}

/**
 * The writes of a plan, sorted: what goes out now in its order, and what can't be done at all. `waiting`: some are left for
 * the next pass.
 */
export interface SortedWrites {
  readonly now: readonly Write[];
  readonly waiting: boolean;
  readonly failed: readonly Failure[];
}

/** The card comes last: it says what the others did. Words come before an issue is closed. */
const order: readonly Write["kind"][] = [
  "create-label",
  "add-label",
  "remove-label",
  "assign",
  "react",
  "minimize",
  "delete-comment",
  "link",
  "block",
  "unblock",
  "set-field",
  "edit-comment",
  "edit-lines",
  "edit-body",
  "comment",
  "create-issue",
  "pin",
  "close",
  "card",
];

const mostIssues = 3;

/**
 * Chooses what one document may hold: at most one new comment an issue and three new issues, and nothing that needs another's
 * outcome (a label that is only now made, a close after words, ticks that are taken away after what they did is on record).
 */
export function choose(writes: readonly Write[]): SortedWrites {
  const sorted = writes.toSorted((a, b) => placeOf(a) - placeOf(b));
  const isNewCard = (write: Write): boolean => write.kind === "card" && write.commentId === undefined;
  // A first card is a new comment too, and goes first: without it nothing else is on record.
  const spoken = new Set(sorted.filter(isNewCard).map(issueOf));
  const worded = new Set(sorted.filter(hasWords).map(issueOf));
  const isRecorded = sorted.some(({ kind }) => kind === "card");
  const now: Write[] = [];
  const failed: Failure[] = [];
  let issues = 0;
  const fits = (write: Write): boolean => {
    if (write.kind === "create-issue") return ++issues <= mostIssues;
    if (write.kind === "close") return !worded.has(write.issueId);
    // A card that is refused would leave no trace of what was ticked.
    if (write.kind === "edit-comment" && write.takesTicks) return !isRecorded;
    if (write.kind !== "comment") return true;
    if (spoken.has(write.issueId)) return false;
    spoken.add(write.issueId);
    return true;
  };
  let waiting = false;
  for (const write of sorted) {
    const lack = lackOf(write, sorted);
    if (lack.kind === "never") failed.push({ write, message: lack.message });
    else if (lack.kind === "nothing" && fits(write)) now.push(write);
    else waiting = true;
  }
  return { now, waiting, failed };
}

/** What keeps an issue in sight goes after the card. */
function placeOf(write: Write): number {
  const isLast = write.kind === "remove-label" && write.last === true;
  return isLast ? order.length : order.indexOf(write.kind);
}

type Lack =
  | { readonly kind: "nothing" }
  | { readonly kind: "label" }
  | { readonly kind: "never"; readonly message: string };

/** A label effect without an id: its label is made by this plan, or it can never be set. */
function lackOf(write: Write, writes: readonly Write[]): Lack {
  const labels = write.kind === "add-label" || write.kind === "remove-label";
  if (!labels || write.labelId !== "") return { kind: "nothing" };
  const name = write.label.toLowerCase();
  if (writes.some((other) => other.kind === "create-label" && other.name.toLowerCase() === name))
    return { kind: "label" };
  return {
    kind: "never",
    message: `the label "${write.label}" does not exist in the repository; expected it there, or a plan that makes it first`,
  };
}

function hasWords(write: Write): boolean {
  return (
    write.kind === "comment" ||
    write.kind === "edit-lines" ||
    (write.kind === "card" && write.commentId === undefined)
  );
}

function issueOf(write: Write): string {
  return "issueId" in write ? write.issueId : "";
}
