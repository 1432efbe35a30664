// Reads the problems of a repository as a subject of its own: its files by one request, its problems and incidents by one or a few more.
import type { Instant } from "../engine/instant.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import type { ProblemsSnapshot } from "../engine/problems/snapshot.ts";
import type { IssueRef, Sources } from "../engine/snapshot.ts";
import { repositoryKey } from "../engine/subject.ts";
import { type CaseLabels, type KeptCases, mostPages, readCases } from "./cases.ts";
import type { Installation } from "./client.ts";
import { observeDocument } from "./document.ts";
import { withFeeds } from "./feeds.ts";
import { isMovedAway } from "./names.ts";
import { labelsOf } from "./pages.ts";
import { completeData } from "./partial.ts";
import { oursBy } from "./read-actor.ts";
import { readRepository, readSources } from "./read-sources.ts";
import { type Hinted, type ReadingOptions, readFresh, remembered, withRoles } from "./reading.ts";
import type { RawObserved } from "./shape.ts";

/** What the reader of problems is made with. */
export interface ProblemsOptions extends ReadingOptions {
  /** `undefined`: no policy keeps problems here. */
  readonly labelsOf: (sources: Sources, repository: string) => CaseLabels | undefined;
  readonly kept: KeptCases;
}

/**
 * The problems of `owner/repo`. `undefined`: there is no such repository in our sight, or its policy keeps none. Throws where a read
 * failed or was partial. Two requests, one more for each further hundred incidents, of which it reads five hundred.
 */
export async function observeProblems(
  options: ProblemsOptions,
  key: IssueRef,
  { hint }: Hinted = {},
): Promise<ProblemsSnapshot | undefined> {
  const repository = repositoryOf(key);
  const transport = await options.client.installationOf(repository);
  const seen = await readFresh(options, key, {
    hint,
    look: () => look(options, transport, repository),
    isAsNew,
  });
  return seen === undefined ? undefined : withRoles(options, transport, seen);
}

/** Where nothing of it is in sight there is nothing that could be too old: the hint was of something else. */
function isAsNew(seen: ProblemsSnapshot | undefined, since: Instant): boolean {
  const all = seen === undefined ? [] : [...seen.problems, ...seen.lists];
  return all.length === 0 || Math.max(...all.map(({ updatedAt }) => updatedAt)) >= since;
}

async function look(
  options: ProblemsOptions,
  transport: Installation,
  repository: string,
): Promise<ProblemsSnapshot | undefined> {
  const { client, memory, questions, proof, kept } = options;
  const [owner, name] = repository.split("/");
  const files = { owner, name, known: [], withKnown: false };
  const answer = await transport.graphql<RawObserved>(observeDocument(0), files);
  const observed = completeData(`the policy of ${repository}`, answer, ["repository", "ownerPolicy"]);
  if (observed.repository === null || isMovedAway(repository, observed.repository.nameWithOwner))
    return undefined;
  const called = observed.repository.nameWithOwner;
  const written = { ...readSources(observed), lastGood: memory.lastPolicy(observed.repository.id) };
  const sources = await withFeeds(options, written, called);
  const labels = options.labelsOf(sources, called);
  if (labels === undefined) return undefined;
  const me = await client.me();
  const isOurs = oursBy(me, questions.authorsOf(sources, called));
  const key = repositoryKey(called, "problems");
  const { lists, ...found } = await readCases(
    transport,
    { repository: called, labels, isOurs, proof },
    mostPages,
  );
  kept.drop(called);
  memory.cleared(key);
  noteMentions(options, key, found.problems);
  const open = lists.filter(({ isClosed }) => !isClosed);
  return {
    kind: "problems",
    key,
    me,
    repository: readRepository(observed.repository, await labelsOf(transport, observed.repository)),
    sources,
    ...found,
    lists: open.toSorted((one, other) => one.createdAt - other.createdAt || one.ref.localeCompare(other.ref)),
    isListClosed: open.length === 0 && lists.length > 0,
    ...remembered(memory, key),
  };
}

/** Whom we mentioned on a problem, by what our comments say of themselves: no incident mentions them soon. */
function noteMentions(
  { memory }: ProblemsOptions,
  key: IssueRef,
  problems: ProblemsSnapshot["problems"],
): void {
  for (const { said } of problems)
    for (const { at, marks = [] } of said.comments)
      for (const { kind, words } of marks)
        if (kind === "mentions") for (const login of words) memory.mentioned(key, login, at);
}
