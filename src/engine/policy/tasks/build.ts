// Completes the kinds of tasks: review and action, which every policy has, and those that it adds.
import { named } from "../../named.ts";
import { completeLabel, type Label, list } from "../complete.ts";
import type { Completing } from "../section.ts";
import type { TasksFile } from "./section.ts";

/** With what an issue is closed. */
export type CloseReason = "completed" | "not_planned" | "duplicate";

/** A kind of issue that hangs under an incident. */
export interface TaskKind {
  readonly key: string;
  /** The word of the hidden mark by which its issues are known again. */
  readonly mark: string;
  /** What it is called in a sentence. */
  readonly noun: string;
  /** `{title}` stands for the incident's, of an action for its line; `{slug}` for the incident's short name. */
  readonly title: string;
  /** Template in `templates/documents/` without its ending. */
  readonly document: string;
  readonly label: Label;
  /** Names of further labels that it is opened with. */
  readonly labels: readonly string[];
  /** Events on which it is opened, once; none: a review goes by `retro`, an action by its line. */
  readonly opens: readonly string[];
  /** `owner/name`; absent: the incident's own. */
  readonly repository: string | undefined;
  /** The role whose holders it is assigned to. */
  readonly owner: string | undefined;
  readonly close: {
    /** Roles whose holders may end it; empty: anybody may. */
    readonly by: readonly string[];
    readonly done: readonly CloseReason[];
    readonly dropped: readonly CloseReason[];
  };
  /** Is it owed after the incident is closed? */
  readonly livesOn: boolean;
}

/** The mark of reviews, by their older name: issues on GitHub carry it. No other kind may have it. */
export const REVIEW_MARK = "retro";

const REASONS: readonly CloseReason[] = ["completed", "not_planned", "duplicate"];

/** The kinds of tasks by key; the review and the action first. What `retro` and `actions` say of theirs counts where `tasks` says nothing. */
export function buildTasks({ file }: Pick<Completing, "file">): Readonly<Record<string, TaskKind>> {
  const given = file.tasks ?? {};
  const { review, action, ...others } = given;
  const own: Readonly<Record<string, TaskKind>> = {
    review: kindOf("review", review, {
      mark: REVIEW_MARK,
      title: "Review: {title} ({slug})",
      document: file.retro?.document ?? "retro",
      label: completeLabel(review?.label ?? file.retro?.label, { name: "retro", color: "5319e7" }),
    }),
    action: kindOf("action", action, {
      mark: "action",
      title: "{title}",
      document: "action",
      label: completeLabel(action?.label ?? file.actions?.label, { name: "action", color: "1d76db" }),
    }),
  };
  const added = Object.entries(others).map(
    ([key, one]) =>
      [
        key,
        kindOf(key, one, {
          mark: key,
          title: `${one.noun ?? key}: {title}`,
          document: "task",
          label: completeLabel(one.label, { name: key, color: "5319e7" }),
        }),
      ] as const,
  );
  return { ...own, ...named(added) };
}

type Given = TasksFile[string] | undefined;

function kindOf(
  key: string,
  given: Given,
  standard: Pick<TaskKind, "mark" | "title" | "document" | "label">,
): TaskKind {
  // What is a duplicate is done elsewhere.
  const done = reasons(given?.close?.done) ?? ["completed", "duplicate"];
  return {
    key,
    mark: standard.mark,
    noun: given?.noun ?? key,
    title: given?.title ?? standard.title,
    document: given?.document ?? standard.document,
    label: standard.label,
    labels: (given?.labels ?? []).map(String),
    opens: list(given?.opens),
    repository: given?.repo,
    owner: given?.owner,
    close: {
      by: list(given?.close?.by),
      done,
      dropped: reasons(given?.close?.dropped) ?? REASONS.filter((one) => !done.includes(one)),
    },
    livesOn: given?.["lives-on"] ?? true,
  };
}

type Reason = "completed" | "not-planned" | "duplicate";

function reasons(given: Reason | readonly Reason[] | undefined): readonly CloseReason[] | undefined {
  return given === undefined
    ? undefined
    : list(given).map((one) => (one === "not-planned" ? "not_planned" : one));
}
