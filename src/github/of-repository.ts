// Reads a subject that a repository has one of: its files by one request, then what its kind reads by the labels that its policy gives.
import type { Instant } from "../engine/instant.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import type { Sources } from "../engine/snapshot/repository.ts";
import type { CommentItem } from "../engine/snapshot/timeline.ts";
import type { IssueRef, Snapshot } from "../engine/snapshot.ts";
import { repositoryKey } from "../engine/subject.ts";
import type { Installation } from "./client.ts";
import { withFeeds } from "./feeds.ts";
import type { Memory } from "./memory.ts";
import { labelsOf } from "./pages.ts";
import type { Proof } from "./proof.ts";
import { type IsOurs, oursBy } from "./read-actor.ts";
import { readRepository, readSources } from "./read-sources.ts";
import { type Hinted, type ReadingOptions, readFresh, remembered, withRoles } from "./reading.ts";
import { readFiles } from "./sources.ts";

/** How a subject's issues are read: the key that they say they belong to, and what proves them ours. */
export interface SubjectReading {
  readonly key: IssueRef;
  /** `owner/name` as GitHub spells it. */
  readonly repository: string;
  readonly isOurs: IsOurs;
  readonly proof: Proof;
}

/** An issue on which a subject speaks. */
export interface SpokenOn {
  readonly updatedAt: Instant;
  readonly comments: readonly CommentItem[];
}

/** A kind of which each repository has one, as it is read: `L` are the labels by which, `F` is what its snapshot has of its own. */
export interface SubjectReader<K extends string, L, F> {
  /** The kind of its snapshot, which is the last part of its key as well. */
  readonly kind: K;
  /** `undefined`: this policy has none of it. */
  readonly labelsOf: (sources: Sources, repository: string) => L | undefined;
  /** Throws where a read failed or was partial. */
  readonly read: (transport: Installation, reading: SubjectReading, labels: L) => Promise<F>;
  /** Its own issues: what tells how new an answer is, and whom we mentioned on them. */
  readonly issuesOf: (found: F) => readonly SpokenOn[];
}

/**
 * The subject of `owner/repo`. `undefined`: there is no such repository in our sight, or its policy has none of it. Throws where a read
 * failed or was partial. One request, those of its kind, and one for each right that is looked up.
 */
export async function observeSubject<K extends string, L, F extends object>(
  options: ReadingOptions,
  key: IssueRef,
  { hint }: Hinted,
  reader: SubjectReader<K, L, F>,
): Promise<(Snapshot & { readonly kind: K } & F) | undefined> {
  const repository = repositoryOf(key);
  const transport = await options.client.installationOf(repository);
  const seen = await readFresh(options, key, {
    hint,
    look: () => look(options, transport, { repository, reader }),
    isAsNew: (looked, since) => looked === undefined || isAsNew(reader.issuesOf(looked), since),
  });
  return seen === undefined ? undefined : withRoles(options, transport, seen);
}

async function look<K extends string, L, F extends object>(
  options: ReadingOptions,
  transport: Installation,
  { repository, reader }: { readonly repository: string; readonly reader: SubjectReader<K, L, F> },
): Promise<(Snapshot & { readonly kind: K } & F) | undefined> {
  const { client, memory, questions, proof } = options;
  const observed = await readFiles(transport, repository);
  if (observed === undefined) return undefined;
  const there = observed.repository;
  const called = there.nameWithOwner;
  const written = { ...readSources(observed), lastGood: memory.lastPolicy(there.id) };
  const sources = await withFeeds(options, written, called);
  const labels = reader.labelsOf(sources, called);
  if (labels === undefined) return undefined;
  const me = await client.me();
  const isOurs = oursBy(me, questions.authorsOf(sources, called));
  const key = repositoryKey(called, reader.kind);
  const found = await reader.read(transport, { key, repository: called, isOurs, proof }, labels);
  noteMentions(memory, key, reader.issuesOf(found));
  return {
    ...{ kind: reader.kind, key, me, sources },
    repository: readRepository(there, await labelsOf(transport, there)),
    ...remembered(memory, key),
    ...found,
  };
}

/** Where none of its issues is in sight there is nothing that could be too old: the hint was of something else. */
function isAsNew(issues: readonly SpokenOn[], since: Instant): boolean {
  if (issues.length === 0) return true;
  const newest = issues.flatMap(({ updatedAt, comments }) => [updatedAt, comments.at(-1)?.at ?? 0]);
  return Math.max(...newest) >= since;
}

/** Takes note of whom we mentioned there, by what our comments say of themselves: no incident mentions them soon. */
function noteMentions(memory: Memory, key: IssueRef, issues: readonly SpokenOn[]): void {
  memory.cleared(key);
  for (const { comments } of issues)
    for (const { at, marks = [] } of comments)
      for (const { kind, words } of marks)
        if (kind === "mentions") for (const login of words) memory.mentioned(key, login, at);
}
