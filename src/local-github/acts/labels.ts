// Acts with labels and assignees: giving and taking them, making and renaming labels.
import { nodeId } from "../identity.ts";
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { IssueOrPullRequest, Label, Repository } from "../records.ts";
import { nameWithOwner, shownLogin } from "../records.ts";
import { accountShape } from "../shapes/account.ts";
import { labelShape } from "../shapes/issue.ts";
import { change, type NewEvent, note, refOf, tell } from "./change.ts";

/** Ids to give; `given` means that the record holds them already and only events are due (an issue just opened). */
interface Giving {
  readonly ids: readonly string[];
  readonly given?: boolean;
}

/** Labels and assignees are the same fields of both. */
const changed = <T extends IssueOrPullRequest>(
  act: Acting,
  on: T,
  to: Partial<Pick<IssueOrPullRequest, "labelIds" | "assigneeIds">> & {
    readonly events: readonly NewEvent[];
  },
): T => change<IssueOrPullRequest>(act, on, to) as T;

/** Puts labels on, one event and webhook each; those that are on already are passed over. */
export function label<T extends IssueOrPullRequest>(
  act: Acting,
  issue: T,
  { ids, given = false }: Giving,
): T {
  let current = newest(act).theIssueOrPull<T>(issue.id);
  for (const id of new Set(ids)) {
    if (!given && current.labelIds.includes(id)) continue;
    const named = newest(act).theLabel(id);
    const labelIds = given ? current.labelIds : [...current.labelIds, id];
    current = changed(act, current, { labelIds, events: [{ kind: "LabeledEvent", labelId: id }] });
    note(act, refOf(act, current), { did: "labeled", text: named.name });
    tell(act, current, { action: "labeled", label: labelShape(act.platform, newest(act), named) });
  }
  return current;
}

/** Takes labels off; those that are not on are passed over. */
export function unlabel<T extends IssueOrPullRequest>(act: Acting, issue: T, ids: readonly string[]): T {
  let current: T = issue;
  for (const id of new Set(ids)) {
    if (!current.labelIds.includes(id)) continue;
    const named = newest(act).theLabel(id);
    const labelIds = current.labelIds.filter((other) => other !== id);
    current = changed(act, current, { labelIds, events: [{ kind: "UnlabeledEvent", labelId: id }] });
    note(act, refOf(act, current), { did: "unlabeled", text: named.name });
    tell(act, current, { action: "unlabeled", label: labelShape(act.platform, newest(act), named) });
  }
  return current;
}

/** Assigns people; who is assigned already is passed over. */
export function assign<T extends IssueOrPullRequest>(
  act: Acting,
  issue: T,
  { ids, given = false }: Giving,
): T {
  let current: T = issue;
  for (const id of new Set(ids)) {
    if (!given && current.assigneeIds.includes(id)) continue;
    const person = newest(act).theAccount(id);
    const assigneeIds = given ? current.assigneeIds : [...current.assigneeIds, id];
    current = changed(act, current, { assigneeIds, events: [{ kind: "AssignedEvent", assigneeId: id }] });
    note(act, refOf(act, current), { did: "assigned", text: shownLogin(person) });
    tell(act, current, { action: "assigned", assignee: accountShape(act.platform, person) });
  }
  return current;
}

/** Takes people off an issue. */
export function unassign<T extends IssueOrPullRequest>(act: Acting, issue: T, ids: readonly string[]): T {
  let current: T = issue;
  for (const id of new Set(ids)) {
    if (!current.assigneeIds.includes(id)) continue;
    const person = newest(act).theAccount(id);
    const assigneeIds = current.assigneeIds.filter((other) => other !== id);
    current = changed(act, current, {
      assigneeIds,
      events: [{ kind: "UnassignedEvent", assigneeId: id }],
    });
    note(act, refOf(act, current), { did: "unassigned", text: shownLogin(person) });
    tell(act, current, { action: "unassigned", assignee: accountShape(act.platform, person) });
  }
  return current;
}

/** What a label looks like; `color` is six hexadecimal digits without `#`. */
export interface LabelLook {
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

function tellLabel(
  act: Acting,
  made: Label,
  told: { readonly action: string } & Record<string, unknown>,
): void {
  const repository = newest(act).theRepository(made.repositoryId);
  const { action, ...rest } = told;
  const shape = labelShape(act.platform, newest(act), made);
  act.platform.emit({
    event: "label",
    repository,
    actor: act.actor,
    payload: { action, label: shape, ...rest },
  });
}

/** Makes a label, without a line in the log (set-up makes labels too). That the name is free is the caller's to check. */
export function createLabel(act: Acting, repository: Repository, look: LabelLook): Label {
  const { store, clock, identity } = act.platform;
  const at = clock.now();
  const databaseId = identity.next("label");
  const id = nodeId("LA", [repository.databaseId, databaseId]);
  const made: Label = {
    kind: "Label",
    id,
    databaseId,
    repositoryId: repository.id,
    ...look,
    createdAt: at,
    updatedAt: at,
  };
  store.put(made, at);
  tellLabel(act, made, { action: "created" });
  return made;
}

/** Changes the name, colour or description of a label. */
export function updateLabel(act: Acting, old: Label, look: Partial<LabelLook>): Label {
  const next: Label = { ...old, ...look, updatedAt: act.platform.clock.now() };
  act.platform.store.put(next, act.platform.clock.now());
  const changes = {
    ...(next.name === old.name ? {} : { name: { from: old.name } }),
    ...(next.color === old.color ? {} : { color: { from: old.color } }),
    ...(next.description === old.description ? {} : { description: { from: old.description ?? "" } }),
  };
  const repository = newest(act).theRepository(old.repositoryId);
  note(act, nameWithOwner(repository), { did: "edited-label", text: next.name });
  tellLabel(act, next, { action: "edited", changes });
  return next;
}
