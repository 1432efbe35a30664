// Reads the problems of a repository and what its incidents are about; for incidents that compare themselves it is kept for a while.
import { type Duration, type Instant, MINUTE } from "../engine/instant.ts";
import type { ListIssue } from "../engine/problems/snapshot.ts";
import type { Cases, IncidentCase, ProblemIssue } from "../engine/snapshot.ts";
import type { Clock } from "../world.ts";
import { cardAmong, ledgerOn } from "./card.ts";
import {
  casesDocument,
  mostFixed,
  mostOpen,
  type RawCase,
  type RawCases,
  type RawList,
  type RawProblem,
} from "./cases-document.ts";
import { isOutside } from "./keys.ts";
import { placeAfter } from "./pages.ts";
import { completeData, type GraphqlAnswer } from "./partial.ts";
import type { Proof } from "./proof.ts";
import { type IsOurs, readActor } from "./read-actor.ts";
import { readComment } from "./read-comment.ts";
import { present } from "./shape.ts";
import { readSpoken } from "./spoken.ts";
import type { Transport } from "./transport.ts";

/** Names of labels, aliases included. */
export interface CaseLabels {
  readonly problems: readonly string[];
  readonly list: readonly string[];
  readonly incidents: readonly string[];
}

/** What is read with. */
export interface CaseReading {
  /** `owner/name` */
  readonly repository: string;
  readonly labels: CaseLabels;
  readonly isOurs: IsOurs;
  readonly proof: Proof;
}

/** All that was read: the lists of ours besides, the newest first, and whether there are more incidents. */
export interface FoundCases extends Cases {
  readonly lists: readonly (ListIssue & { readonly isClosed: boolean })[];
  readonly isCut: boolean;
}

/** Of so many pages of a hundred, the newest first, incidents are counted. */
export const mostPages = 5;

/** Reads so many pages of incidents at the most, one request each. Throws where a read failed or was partial. */
export async function readCases(
  transport: Transport,
  reading: CaseReading,
  most: number,
): Promise<FoundCases> {
  const { repository, labels } = reading;
  const [owner, name] = repository.split("/");
  const incidents: IncidentCase[] = [];
  let found: Omit<FoundCases, "incidents" | "isCut"> | undefined;
  let after: string | null = null;
  for (let page = 1; page <= most; page++) {
    const variables: Record<string, unknown> = {
      owner,
      name,
      ...labels,
      after,
      withProblems: found === undefined,
    };
    const answer: GraphqlAnswer<RawCases> = await transport.graphql<RawCases>(casesDocument, variables);
    const { repository: raw } = completeData(`the problems of ${repository}`, answer);
    if (raw === null) throw new Error(`the problems of ${repository}: the repository went out of sight`);
    found ??= readProblems(raw, reading);
    incidents.push(...present(raw.incidents).flatMap((one) => readCase(one, reading)));
    const next = placeAfter(raw.incidents, `the problems of ${repository}`);
    if (next === undefined) return { ...found, incidents, isCut: false };
    after = next;
  }
  return { problems: [], lists: [], ...found, incidents, isCut: true };
}

function readProblems(
  raw: NonNullable<RawCases["repository"]>,
  reading: CaseReading,
): Omit<FoundCases, "incidents" | "isCut"> {
  const isPublic = raw.visibility === "PUBLIC";
  return {
    problems: [...present(raw.open), ...present(raw.fixed)].map((one) => readProblem(one, isPublic, reading)),
    hasMore: present(raw.open).length >= mostOpen || present(raw.fixed).length >= mostFixed,
    lists: present(raw.lists).flatMap((one) => readList(one, reading)),
  };
}

/** In public somebody from outside may open an issue by a form that gives it the label. */
function readProblem(raw: RawProblem, isPublic: boolean, reading: CaseReading): ProblemIssue {
  const author = readActor(raw.author);
  const reason = raw.stateReason?.toLowerCase();
  return {
    id: raw.id,
    ref: `${reading.repository}#${raw.number}`,
    title: raw.title,
    body: raw.body ?? "",
    url: raw.url,
    state: raw.state === "OPEN" ? "open" : "closed",
    ...(raw.state === "CLOSED" && {
      reason: reason === "not_planned" || reason === "duplicate" ? reason : ("completed" as const),
    }),
    createdAt: Date.parse(raw.createdAt),
    closedAt: raw.closedAt === null ? undefined : Date.parse(raw.closedAt),
    updatedAt: Date.parse(raw.updatedAt),
    trusted: !isPublic || reading.isOurs(author) || !isOutside(raw.authorAssociation),
    labels: present(raw.labels).map(({ name }) => name),
    assignees: present(raw.assignees).map(({ login }) => login),
    said: readSpoken(raw, reading),
  };
}

/** What the label says of a list somebody may have put on another issue: ours carries the marker, too. */
function readList(raw: RawList, reading: CaseReading): FoundCases["lists"] {
  const marks = reading.proof.marksOfIssue(raw.body ?? "");
  if (!reading.isOurs(readActor(raw.author)) || !marks.some(({ kind }) => kind === "rolling")) return [];
  return [
    {
      id: raw.id,
      ref: `${reading.repository}#${raw.number}`,
      createdAt: Date.parse(raw.createdAt),
      updatedAt: Date.parse(raw.updatedAt),
      isClosed: raw.state === "CLOSED",
      said: readSpoken(raw, reading),
    },
  ];
}

/** An incident without a card, or whose card says nothing of what it is about, is none to compare with. */
function readCase(raw: RawCase, { repository, isOurs, proof }: CaseReading): readonly IncidentCase[] {
  const ref = `${repository}#${raw.number}`;
  const signs = { isOurs, proof, seat: { id: raw.id, ref, createdAt: Date.parse(raw.createdAt) } };
  const card = cardAmong(present(raw.comments).map(readComment), signs);
  const about = card && ledgerOn(card, signs).ledger?.about;
  return about === undefined ? [] : [{ ref, state: raw.state === "OPEN" ? "open" : "closed", about }];
}

/** So long what was read of a repository serves the incidents that compare themselves with it. */
const keptFor: Duration = 10 * MINUTE;
const mostKept = 500;

/** The cases of repositories as they were read a moment ago. */
export interface KeptCases {
  /** One request where nothing is kept. Incidents that ask at the same time wait for one answer. */
  of(transport: Transport, reading: CaseReading): Promise<Cases>;
  /** Something of a repository's problems changed: they are read anew. */
  drop(repository: string): void;
}

/** Losing it costs a read. */
export function createKeptCases(clock: Pick<Clock, "now">): KeptCases {
  const kept = new Map<string, { readonly at: Instant; readonly cases: Promise<Cases> }>();
  return {
    of(transport, reading) {
      const key = `${reading.repository} ${JSON.stringify(reading.labels)}`;
      const known = kept.get(key);
      if (known !== undefined && clock.now() - known.at < keptFor) return known.cases;
      const cases = readCases(transport, reading, 1).then(
        ({ problems, incidents, hasMore = false }): Cases => ({ problems, incidents, hasMore }),
      );
      const [oldest] = kept.keys();
      if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
      kept.set(key, { at: clock.now(), cases });
      // What failed is no answer for the next who asks.
      cases.catch(() => kept.delete(key));
      return cases;
    },
    drop(repository) {
      for (const key of kept.keys()) if (key.startsWith(`${repository} `)) kept.delete(key);
    },
  };
}
