// What is open of severities that somebody would have lower without saying why: the question for the reason, and labels that come and go by it.

import type { Instant } from "../instant.ts";
import { labelKind } from "../policy/names.ts";
import type { Question } from "../reply.ts";
import { compute } from "../severity/settle.ts";
import { settledOf } from "../severity/settled.ts";
import type { Draft } from "./draft.ts";
import type { ActSource } from "./status.ts";

/** What was said less, and whether it was said only now. */
interface Said {
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly cause: string;
  readonly isNews: boolean;
}

/** Who says less than what is in force is asked for the reason, once for each time; nobody is where nothing is held any more. */
export function askWhy(
  draft: Draft,
  stays: { readonly to?: string | undefined } | undefined,
  { isNews, ...said }: Said,
): void {
  if (stays && !isNews) return;
  draft.questions = draft.questions.filter(({ topic, values }) => topic !== "lower" || values.label !== "");
  if (stays) draft.questions.push(question(stays.to, said));
}

/** An act decided: nothing is asked about lowering any more. */
export function answerWhy(draft: Draft): void {
  draft.questions = draft.questions.filter(({ topic }) => topic !== "lower");
}

/** A label that would set a lower severity was refused: the old one that goes in the same move counts against nobody. */
export function refuseLabel(draft: Draft): void {
  const { severity } = draft;
  answerWhy(draft);
  draft.swapping = severity !== undefined && !forgive(draft, "severity", severity.key);
}

/**
 * The label of the severity in force was taken off, and the severity stays. What went in the course of a swap is not counted; of a
 * severity that somebody set it is asked, once while that is open, whether it is less. True where it is not to be counted.
 */
export function takeLabelOff(draft: Draft, label: string, source: ActSource): boolean {
  const { severity, questions, ruling, facts } = draft;
  const means = labelKind(ruling.policy, label);
  if (means?.kind !== "severity" || means.key !== severity?.key) return false;
  if (draft.swapping) {
    draft.swapping = false;
    return true;
  }
  if (severity.how === "act" && questions.every(({ topic }) => topic !== "lower")) {
    const left = compute(ruling.policy, facts, settledOf(draft).flags).key;
    questions.push(question(left, source, label));
  }
  return false;
}

function question(to: string | undefined, { at, by, cause }: Omit<Said, "isNews">, label = ""): Question {
  return { topic: "lower", at, by, cause, values: { to: to ?? "", label } };
}

/** A label that gave way to another was not taken off: what was counted against people for it is forgotten. Was there anything? */
export function forgive(draft: Draft, kind: "severity" | "status" | "flag", key: string): boolean {
  const gaveWay = (name: string): boolean => {
    const means = labelKind(draft.ruling.policy, name);
    return means?.kind === kind && means.key === key;
  };
  const forgiven = [...draft.removals.keys()].filter(gaveWay);
  for (const name of forgiven) draft.removals.delete(name);
  draft.questions = draft.questions.filter(
    ({ topic, values }) => (topic !== "label-removed" && topic !== "lower") || !gaveWay(values.label ?? ""),
  );
  return forgiven.length > 0;
}
