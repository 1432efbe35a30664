// What the text of a review tells of its incident: of which class the cause is (S-8).
import { fact } from "../facts.ts";
import { classesIn } from "../review-body.ts";
import type { Draft } from "./draft.ts";
import type { TaskEvent } from "./history-event.ts";
import { resettleSeverity } from "./settle.ts";

/** What was ticked is a fact like any other; what somebody said by a command before goes before it, as before a form. */
export function takeClass(draft: Draft, { id, at, child }: TaskEvent): void {
  const { policy } = draft.ruling;
  const field = policy.fields[policy.retro.class ?? ""];
  if (field === undefined || draft.said.has(field.id)) return;
  draft.said.set(field.id, fact(field, classesIn(child.body, policy), policy, at));
  resettleSeverity(draft, { at, cause: id });
}
