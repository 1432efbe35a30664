// What is said of an action is kept with it, and told in the timeline of its incident.

import { isGivenUp, isVerified, keyOfAction, type SaidOfAction } from "../follow-up.ts";
import type { Child } from "../snapshot/child.ts";
import type { Draft } from "./draft.ts";
import { emit } from "./settle.ts";
import type { ActSource } from "./status.ts";

/** What was said of an action by now. */
export function followUpOf(
  { followUps }: { readonly followUps: ReadonlyMap<string, SaidOfAction> },
  child: Pick<Child, "id" | "marks">,
): SaidOfAction {
  return followUps.get(keyOfAction(child)) ?? {};
}

/** Keeps it for the action with this key, or of an older record with this node id; `what` and `values` are its line of the timeline, to which the address is put. */
export function noteFollowUp(
  draft: Draft,
  key: string,
  source: ActSource,
  said: SaidOfAction,
  what: string,
  values: Readonly<Record<string, string>>,
): void {
  const child = draft.snapshot.children.find((one) => keyOfAction(one) === key || one.id === key);
  const known = child ?? { id: key };
  draft.followUps.set(keyOfAction(known), { ...followUpOf(draft, known), ...said });
  const { ledger, repository } = draft.snapshot;
  // Of an action out of sight there is what was on record last.
  const record = ledger?.created.get(key);
  const isPrivate =
    child?.private ?? ledger?.actions?.some(({ id, isPrivate }) => id === record?.id && isPrivate);
  const hidden = isPrivate === true && repository.public;
  const ref = child?.ref ?? record?.ref ?? "";
  draft.history.push({ at: source.at, by: source.by, what, values: { ...values, ref: hidden ? "" : ref } });
  if (said.verified === undefined || child === undefined) return;
  if (!isVerified(said, child)) return;
  emit(draft, { name: "task.verified", ...source });
  if (areAllOver(draft)) emit(draft, { name: "tasks.verified", ...source });
}

/** Is every action of the incident dropped, or closed as done and, where the policy asks for it, verified since? */
export function areAllOver({ tasks, endedTasks, followUps, ruling }: Draft): boolean {
  const actions = tasks.flatMap(({ became, task, child }) =>
    became === "filed" && task.key === "action" ? [{ task, child }] : [],
  );
  return actions.every(({ task, child }) => {
    const said = followUpOf({ followUps }, child);
    if (isGivenUp(said, child)) return true;
    if (child.state === "open" || !endedTasks.has(child.id)) return false;
    const isDropped = task.close.dropped.includes(child.reason ?? "completed");
    return isDropped || ruling.policy.actions.verify === undefined || isVerified(said, child);
  });
}
