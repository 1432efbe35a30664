// How a document's pull request tells what became of it: its own history, step by step (D-8, H-30).
import {
  type Document,
  type DocumentDeed,
  type DocumentState,
  type DocumentStep,
  noDocument,
} from "./document.ts";
import { after } from "./document-course.ts";
import type { Instant } from "./instant.ts";
import type { Pull, PullItem } from "./snapshot/pull.ts";

/** One step of a pull request's history. */
export interface PullStep {
  /** Node id of what made it. */
  readonly id: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly step: Exclude<DocumentStep, "accepted">;
  readonly url: string;
  /** Of a review that was taken back which one. */
  readonly of?: string | undefined;
  /** A review by somebody who has nothing to do with the repository: it counts where a role of the process gives it weight. */
  readonly outside?: boolean | undefined;
}

/**
 * What a pull request's own history says: ready for review is submitted, changes requested ask for changes, a new commit of a person or
 * another request for a review after that is resubmitted, a merge is a merge, also over what is open. `isOurs`: what we wrote ourselves
 * submits nothing.
 */
export function stepsOf(pull: Pull, isOurs: (item: PullItem) => boolean): readonly PullStep[] {
  const opened: PullStep = {
    ...{ id: pull.id, at: pull.createdAt, by: pull.author?.login, step: "opened", url: pull.url },
  };
  const steps = [opened];
  let course = after(noDocument(""), deedOf(opened), opened);
  for (const item of pull.items) {
    const { id, at, by, url = pull.url, of, outside } = item;
    for (const step of isOurs(item) && !ends.has(item.kind) ? ownSteps(item) : stepsAt(item, course, pull)) {
      const made: PullStep = { ...{ id, at, by: by?.login, step, url }, of, outside };
      course = after(course, deedOf(made), made);
      steps.push(made);
    }
  }
  return steps;
}

/** Whose deed a step was. */
export function deedOf({ id, at, by, url }: Pick<PullStep, "id" | "at" | "by" | "url">): DocumentDeed {
  return { cause: id, at, by, url };
}

/** Whoever merges or closes, it is so. */
const ends: ReadonlySet<PullItem["kind"]> = new Set(["merged", "closed"]);

const ownSteps = ({ kind }: PullItem): readonly PullStep["step"][] => (kind === "commit" ? ["written"] : []);

/** A commit changes the text, and may hand it in besides; opened again it may be another than it was closed as. */
function stepsAt(item: PullItem, course: Document, pull: Pull): readonly PullStep["step"][] {
  const steps = [
    item.kind === "commit" ? ("rewritten" as const) : undefined,
    stepAt(item, course.state, pull),
    item.kind === "reopened" ? whileClosed(item, course, pull) : undefined,
  ];
  return steps.filter((step) => step !== undefined);
}

/** Made a draft while it was closed it is one when it is opened again, and so with what was made ready for review. */
function whileClosed(
  item: PullItem,
  course: Document,
  { items, wasDraft }: Pull,
): "withdrawn" | "submitted" | undefined {
  if (course.state !== "closed") return undefined;
  const { state } = after(course, { cause: item.id, at: item.at }, { step: "opened" });
  const turns = items.slice(0, items.indexOf(item)).map(({ kind }) => kind);
  const last = turns.findLast((kind) => kind === "ready" || kind === "drafted");
  const isDraft = last === undefined ? wasDraft : last === "drafted";
  if (state === "submitted" && isDraft) return "withdrawn";
  return state === "draft" && wasDraft && !isDraft ? "submitted" : undefined;
}

function stepAt(item: PullItem, state: DocumentState, pull: Pull): PullStep["step"] | undefined {
  switch (item.kind) {
    case "ready":
      return state === "changes" ? "resubmitted" : state === "draft" ? "submitted" : undefined;
    case "drafted":
      return state === "submitted" ? "withdrawn" : undefined;
    case "changes":
      return state === "closed" ? undefined : "changes";
    case "asked":
      // Where a repository has no drafts, to ask somebody for a review says that it is ready.
      if (state === "draft" && !pull.wasDraft) return "submitted";
      return state === "changes" ? "resubmitted" : undefined;
    case "commit":
      return state === "changes" ? "resubmitted" : undefined;
    case "closed":
      // GitHub closes what it merges.
      return state === "merged" ? undefined : "closed";
    case "reopened":
      return state === "closed" ? "opened" : undefined;
    case "approved":
    case "dismissed":
    case "merged":
      return item.kind;
  }
}
