// The children of an incident: its sub-issues, and those that the ledger or a reference names though they left that list.
import { documentIn } from "../engine/document.ts";
import { opaqueId } from "../engine/identity.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import type { Ledger } from "../engine/ledger.ts";
import type { Child } from "../engine/snapshot/child.ts";
import type { IncidentSnapshot, Issue, IssueRef } from "../engine/snapshot.ts";
import { withAllComments } from "./child-comments.ts";
import { type Installation, mayReach } from "./client.ts";
import type { Memory } from "./memory.ts";
import { type More, readMore } from "./more.ts";
import type { Proof } from "./proof.ts";
import type { PullsRead, PullWanted } from "./pulls.ts";
import { type IssuePages, readChild } from "./read-issue.ts";
import type { RawChild, RawLabel, RawObserved, RawRepository } from "./shape.ts";

/** One incident as the first request showed it, all pages of it. */
export interface FirstLook {
  readonly transport: Installation;
  /** It can look into no other private repository, whatever is there: what it misses there says nothing. */
  readonly isBlind: boolean;
  readonly key: IssueRef;
  readonly observed: RawObserved;
  readonly repository: RawRepository;
  readonly labels: readonly RawLabel[];
  readonly allPages: IssuePages;
  /** Its sub-issues. */
  readonly linked: readonly RawChild[];
  /** Children that were found by their ids, outside that list. */
  readonly strays: readonly RawChild[];
  /** The ids by which they were sought. */
  readonly asked: readonly string[];
  /** What was read of pull requests that bring documents. */
  readonly pulls: PullsRead;
}

/** What was looked at, with what a further request brought. */
export function seenAlso(looked: FirstLook, more: More): FirstLook {
  const { seen, hidden } = looked.pulls;
  return {
    ...looked,
    strays: [...looked.strays, ...more.children],
    asked: [...looked.asked, ...more.asked],
    pulls: { seen: [...seen, ...more.pulls.seen], hidden: [...hidden, ...more.pulls.hidden] },
  };
}

interface Kin {
  /** Ids outside the list of sub-issues, and those not asked for yet. */
  readonly outside: readonly string[];
  readonly missing: readonly string[];
}

/** Who names children: the incident's history, its ledger, and what this process has opened for it a moment ago. */
interface Naming {
  readonly issue: Issue;
  readonly ledger: Ledger | undefined;
  readonly memory: Pick<Memory, "made">;
}

/** Which children are named somewhere and are not in the list of sub-issues. */
export function kinOf(looked: FirstLook, { issue, ledger, memory }: Naming): Kin {
  const linked = new Set(looked.linked.map(({ id }) => id));
  const named = new Set<string>();
  for (const { id } of memory.made(issue.ref).values()) named.add(id);
  for (const [effect, { id }] of ledger?.created ?? []) if (documentIn(effect) === undefined) named.add(id);
  // Where we could not have filed it there is nothing of ours, whatever it says.
  for (const item of issue.timeline)
    if (item.kind === "referenced" && item.made && mayReach(looked.transport, item.source))
      named.add(item.sourceId);
  const outside = [...named].filter((id) => !linked.has(id));
  return { outside, missing: outside.filter((id) => !looked.asked.includes(id)) };
}

/** The pull requests that a ledger names as bringing documents of its incident, as far as they are at the same account. */
export function pullsNamed(
  { transport }: Pick<FirstLook, "transport">,
  ledger: Ledger | undefined,
): readonly PullWanted[] {
  return [...(ledger?.created ?? [])].flatMap(([effect, { id, ref, file }]) =>
    documentIn(effect) === undefined || !mayReach(transport, repositoryOf(ref)) ? [] : [{ id, file }],
  );
}

interface Family {
  readonly issue: Issue;
  readonly ledger: Ledger | undefined;
  readonly proof: Proof;
}

type Children = Pick<IncidentSnapshot, "children" | "unseen">;

/** All children, what is still missing read; `unseen` are node ids that the ledger names and nobody shows us. */
export async function readKin(memory: Memory, before: FirstLook, family: Family): Promise<Children> {
  const { issue, ledger } = family;
  const kin = kinOf(before, { issue, ledger, memory });
  const asking = { key: before.key, isOurs: () => false };
  const here = seenAlso(before, await readMore(before.transport, { ...asking, children: kin.missing }));
  const strays = here.strays.filter((raw) => belongs(raw, family));
  const linked = new Set(here.linked.map(({ id }) => id));
  const all = await withAllComments(before.transport, [...here.linked, ...strays]);
  const children = all.map((raw) => readChild(raw, linked.has(raw.id)));
  const seen = new Set(children.map(({ id }) => id));
  const veiled = before.isBlind ? privateActions(ledger) : new Set<string>();
  const missing = [...(ledger?.created ?? [])].flatMap(([effect, { id }]) =>
    seen.has(id) || documentIn(effect) !== undefined ? [] : [id],
  );
  const unseen = missing.filter((id) => !veiled.has(id));
  const worthAsking = new Set([...strays.map(({ id }) => id), ...missing]);
  memory.keepStrays(
    issue.ref,
    kin.outside.filter((id) => worthAsking.has(id)),
  );
  return { children: inOrder(children), unseen };
}

/** Node ids of actions that stand in private repositories, as a ledger has them. */
export function privateActions(ledger: Ledger | undefined): ReadonlySet<string> {
  return new Set((ledger?.actions ?? []).flatMap(({ id, isPrivate }) => (isPrivate ? [id] : [])));
}

/** An issue of ours that was only mentioned here is no child, unless it says so itself or the ledger does. */
function belongs(raw: RawChild, { issue: { ref }, ledger, proof }: Family): boolean {
  if ([...(ledger?.created.values() ?? [])].some(({ id }) => id === raw.id)) return true;
  return proof
    .marksOfIssue(raw.body ?? "")
    .some(
      ({ kind, words: [id, root] }) =>
        kind === "of" &&
        (root?.toLowerCase() === ref.toLowerCase() ||
          (ledger !== undefined && (id === ledger.id || id === opaqueId(ledger.id)))),
    );
}

/** Oldest first; each once, in the list of sub-issues if it is there. */
function inOrder(children: readonly Child[]): readonly Child[] {
  const byId = new Map<string, Child>();
  for (const child of children) if (!byId.has(child.id)) byId.set(child.id, child);
  return [...byId.values()].toSorted((a, b) => a.createdAt - b.createdAt);
}
