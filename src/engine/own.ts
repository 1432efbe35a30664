// Tells what is ours from what people and other bots wrote, and finds doubles of what exists once.
import { withOwnId } from "./identity.ts";
import type { OwnComment } from "./incident.ts";
import { repositoryOf } from "./issue-ref.ts";
import type { Policy } from "./policy/model.ts";
import type { Child } from "./snapshot/child.ts";
import type { Actor, CommentItem, Item } from "./snapshot/timeline.ts";
import type { IncidentSnapshot } from "./snapshot.ts";

/** Is this one of the bots that write for Tocsin here? Markers in anybody else's text mean nothing. */
export function isOurs(actor: Actor | undefined, policy: Policy, me: string): boolean {
  return actor?.kind === "bot" && (actor.login === me || policy.incidents.authors.includes(actor.login));
}

/** Is this a person, or a bot that the policy lists as one? Everybody else is nobody: no act, no update. */
export function isPerson(actor: Actor | undefined, policy: Policy, me: string): actor is Actor {
  if (actor === undefined || isOurs(actor, policy, me)) return false;
  return actor.kind === "user" || policy.incidents.bots.includes(actor.login);
}

/** Of issues that were made for one thing the younger: what is left of each effect is the first. */
export function twinsAmong<T>(oldestFirst: readonly T[], effectOf: (one: T) => string): readonly T[] {
  const first = new Map(oldestFirst.toReversed().map((one) => [effectOf(one), one]));
  return oldestFirst.filter((one) => first.get(effectOf(one)) !== one);
}

/** Our comments among what happened, with their markers, in its order. */
export function ownComments(items: readonly Item[]): readonly OwnComment[] {
  return items.flatMap((item) =>
    item.kind === "comment" && item.marks !== undefined ? [{ item, markers: item.marks }] : [],
  );
}

/** What a comment is, for telling doubles: kind and first word of the first marker that names something; empty where none does. */
export function identityOf(own: OwnComment): string {
  const first = own.markers.find(({ kind, words }) => kind === "card" || words.length > 0);
  if (first === undefined) return "";
  return first.kind === "card" ? "card" : [first.kind, first.words[0] ?? ""].join(" ");
}

/** Comments with an id that an older one on the same issue has. */
export function twinComments(own: readonly OwnComment[]): readonly OwnComment[] {
  const seen = new Set<string>();
  return own.filter((comment) => {
    const identity = identityOf(comment);
    if (identity === "") return false;
    if (seen.has(identity)) return true;
    seen.add(identity);
    return false;
  });
}

/** A child of ours: what it is, and the effect that made it. */
export interface OwnChild {
  readonly child: Child;
  /** The word of its kind of task. */
  readonly mark: string;
  readonly effect: string;
}

/**
 * Issues that we made for this incident, oldest first: those on record, and those with our mark (`of ID owner/repo#7 kind effect`)
 * where the incident may file. One that is on record and out of sight may have been moved anywhere: its mark is ours wherever it is.
 */
export function ownChildren(
  snapshot: IncidentSnapshot,
  policy: Policy,
  ids: readonly string[],
): readonly OwnChild[] {
  return snapshot.children
    .flatMap((child) => {
      const known = [...(snapshot.ledger?.created ?? [])].find(([, record]) => record.id === child.id)?.[0];
      const mark = markOf(child, ids);
      if (known === undefined && !isListed(child, snapshot, policy) && !isMissed(mark?.[3], snapshot))
        return [];
      const effect = mark?.[3] ?? known;
      if (effect === undefined) return [];
      return [{ child, mark: mark?.[2] ?? markIn(effect), effect }];
    })
    .toSorted(
      (one, other) =>
        one.child.createdAt - other.child.createdAt || one.child.ref.localeCompare(other.child.ref),
    );
}

/** The words of the mark that says which incident a child is of. */
function markOf({ marks = [] }: Child, ids: readonly string[]): readonly string[] | undefined {
  return marks
    .filter(({ kind }) => kind === "of")
    .flatMap(({ words }) => ids.flatMap((id) => [withOwnId(words, id) ?? []]))
    .find((words) => words.length > 0);
}

/** Is what this effect made on record, and out of sight there? */
function isMissed(effect: string | undefined, { ledger, unseen }: IncidentSnapshot): boolean {
  const record = effect === undefined ? undefined : ledger?.created.get(effect);
  return record !== undefined && unseen.includes(record.id);
}

/** Does it stand where this incident may file anything at all? */
function isListed({ ref }: Child, { repository }: IncidentSnapshot, policy: Policy): boolean {
  const where = repositoryOf(ref).toLowerCase();
  return filingRepositories(policy, repository.name).some((name) => name.toLowerCase() === where);
}

/** Every repository in which issues of an incident may be filed: its own, and those that the policy lists. */
export function filingRepositories(policy: Policy, own: string): readonly string[] {
  const ofTeams = Object.values(policy.teams).flatMap((team) => team.repository ?? []);
  const ofTasks = Object.values(policy.tasks).flatMap(({ repository }) => repository ?? []);
  return [own, ...policy.actions.repositories, ...ofTeams, ...ofTasks];
}

/** `retro/ID` and `action/…` say it first, `task/KIND/ID` second. */
function markIn(effect: string): string {
  const [first = "", second = ""] = effect.split("/");
  return first === "task" ? second : first;
}

/** A comment counts as its author's while nobody else wrote in it: what another put there is nobody's act. */
export function anotherHandIn({ by, editedAt, editor }: CommentItem): string | undefined {
  return editedAt !== undefined && editor?.login !== by?.login ? (editor?.login ?? "somebody") : undefined;
}
