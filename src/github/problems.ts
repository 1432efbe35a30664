// Reads the problems of a repository as a subject of its own: its problems and incidents by one request or a few more.
import type { ProblemsSnapshot } from "../engine/problems/snapshot.ts";
import type { Sources } from "../engine/snapshot/repository.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import { type CaseLabels, type KeptCases, mostPages, readCases } from "./cases.ts";
import type { Installation } from "./client.ts";
import { observeSubject, type SubjectReading } from "./of-repository.ts";
import type { Hinted, ReadingOptions } from "./reading.ts";

/** What the reader of problems is made with. */
export interface ProblemsOptions extends ReadingOptions {
  /** `undefined`: no policy keeps problems here. */
  readonly labelsOf: (sources: Sources, repository: string) => CaseLabels | undefined;
  readonly kept: KeptCases;
}

type Found = Pick<ProblemsSnapshot, "problems" | "incidents" | "lists" | "isListClosed" | "isCut">;

/**
 * The problems of `owner/repo`. `undefined`: there is no such repository in our sight, or its policy keeps none. Throws where a read
 * failed or was partial. Two requests, one more for each further hundred incidents, of which it reads five hundred.
 */
export function observeProblems(
  options: ProblemsOptions,
  key: IssueRef,
  hinted: Hinted = {},
): Promise<ProblemsSnapshot | undefined> {
  const read = async (transport: Installation, reading: SubjectReading, labels: CaseLabels) => {
    const found = await readProblems(transport, reading, labels);
    options.kept.drop(reading.repository);
    return found;
  };
  return observeSubject(options, key, hinted, {
    ...{ kind: "problems", labelsOf: options.labelsOf, read },
    issuesOf: ({ problems, lists }) =>
      [...problems, ...lists].map(({ updatedAt, said: { comments } }) => ({ updatedAt, comments })),
  });
}

async function readProblems(
  transport: Installation,
  reading: SubjectReading,
  labels: CaseLabels,
): Promise<Found> {
  const { lists, ...found } = await readCases(transport, { ...reading, labels }, mostPages);
  const open = lists.filter(({ isClosed }) => !isClosed);
  return {
    ...found,
    lists: open.toSorted((one, other) => one.createdAt - other.createdAt || one.ref.localeCompare(other.ref)),
    isListClosed: open.length === 0 && lists.length > 0,
  };
}
