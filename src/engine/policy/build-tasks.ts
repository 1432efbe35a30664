// Completes the kinds of tasks: review and action, which every policy has, and those that it adds.
import { buildLabel, list } from "./build-record.ts";
import type { CloseReason, Policy, TaskKind } from "./model.ts";
import type { PolicyFile } from "./schema/file.ts";

const REASONS: readonly CloseReason[] = ["completed", "not_planned", "duplicate"];

/** The kinds of tasks by key; the review and the action first. What `retro` and `actions` say of theirs counts where `tasks` says nothing. */
export function buildTasks(file: PolicyFile): Policy["tasks"] {
  const given = file.tasks ?? {};
  const { review, action, ...others } = given;
  const own: Readonly<Record<string, TaskKind>> = {
    review: kindOf("review", review, {
      mark: "retro",
      title: "Review: {title}",
      document: file.retro?.document ?? "retro",
      label: buildLabel(review?.label ?? file.retro?.label, { name: "retro", color: "5319e7" }),
    }),
    action: kindOf("action", action, {
      mark: "action",
      title: "{title}",
      document: "action",
      label: buildLabel(action?.label ?? file.actions?.label, { name: "action", color: "1d76db" }),
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
          label: buildLabel(one.label, { name: key, color: "5319e7" }),
        }),
      ] as const,
  );
  return { ...own, ...Object.fromEntries(added) };
}

type Given = NonNullable<PolicyFile["tasks"]>[string] | undefined;

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
