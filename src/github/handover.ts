// Reads the handover of a repository: its rolling issue and all open incidents by one request.
import type { HandoverSnapshot } from "../engine/handover/snapshot.ts";
import type { ListedIncident } from "../engine/rolling.ts";
import type { Sources } from "../engine/snapshot/repository.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import type { Installation } from "./client.ts";
import { handoverDocument, type RawHandover } from "./handover-document.ts";
import { observeSubject, type SubjectReading } from "./of-repository.ts";
import { placeAfter } from "./pages.ts";
import { completeData, type GraphqlAnswer } from "./partial.ts";
import type { Hinted, ReadingOptions } from "./reading.ts";
import { readListed, readRolling } from "./rolling.ts";
import { present } from "./shape.ts";

/** What the reader of handovers is made with. */
export interface HandoverOptions extends ReadingOptions {
  /** `undefined`: no policy hands over here. */
  readonly labelsOf: (sources: Sources, repository: string) => HandoverLabels | undefined;
}

/** Names of labels, aliases included: of the rolling issue, of incidents, and of those that are closed and owe something. */
interface HandoverLabels {
  readonly rolling: readonly string[];
  readonly incidents: readonly string[];
  readonly owing: readonly string[];
}

type Found = Pick<HandoverSnapshot, "rolling" | "former" | "open" | "owing">;

/**
 * The handover of `owner/repo`. `undefined`: there is no such repository in our sight, or its policy hands nothing over.
 * Throws where a read failed or was partial. Two requests, one more for each further fifty incidents and each right looked up.
 */
export function observeHandover(
  options: HandoverOptions,
  key: IssueRef,
  hinted: Hinted = {},
): Promise<HandoverSnapshot | undefined> {
  return observeSubject(options, key, hinted, {
    ...{ kind: "handover", labelsOf: options.labelsOf, read },
    issuesOf: ({ rolling }) => rolling,
  });
}

async function read(
  transport: Installation,
  reading: SubjectReading,
  labels: HandoverLabels,
): Promise<Found> {
  const { repository } = reading;
  const [owner, name] = repository.split("/");
  const what = `the handover of ${repository}`;
  const open: ListedIncident[] = [];
  let found: Omit<Found, "open"> | undefined;
  for (let after: string | null = null; ; ) {
    const variables = { owner, name, ...labels, after, withRolling: found === undefined };
    const answer: GraphqlAnswer<RawHandover> = await transport.graphql<RawHandover>(
      handoverDocument,
      variables,
    );
    const page = completeData(what, answer).repository;
    if (page === null) throw new Error(`${what}: the repository went out of sight`);
    found ??= {
      ...readRolling(page, reading),
      owing: present(page.owing).map((raw) => readListed(raw, reading)),
    };
    open.push(...present(page.open).map((raw) => readListed(raw, reading)));
    const next = placeAfter(page.open, what);
    if (next === undefined) return { ...found, open };
    after = next;
  }
}
