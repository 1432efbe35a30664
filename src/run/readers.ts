// How each kind of subject is read: by the last part of its key the reader of a repository's subject, else that of incidents.
import type { ActionsSnapshot } from "../engine/actions-list/snapshot.ts";
import type { Instant } from "../engine/instant.ts";
import type { Label } from "../engine/policy/model.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import type { Sources } from "../engine/snapshot/repository.ts";
import type { IncidentSnapshot, IssueRef, Snapshot } from "../engine/snapshot.ts";
import { repositoryKey, subjectNameIn } from "../engine/subject.ts";
import { actions } from "../engine/subjects/actions.ts";
import { handover } from "../engine/subjects/handover.ts";
import { problems } from "../engine/subjects/problems.ts";
import { observeActions } from "../github/actions-list.ts";
import type { CaseLabels, KeptCases } from "../github/cases.ts";
import { fingerprintOf } from "../github/fingerprint.ts";
import { observeHandover } from "../github/handover.ts";
import { type ListedIncidents, type ListingOf, readListed } from "../github/listed.ts";
import { createObserver } from "../github/observe.ts";
import { observeProblems } from "../github/problems.ts";
import type { Hinted, ReadingOptions } from "../github/reading.ts";
import type { Targets } from "../github/targets.ts";
import type { Rulings } from "../rulings/rulings.ts";
import { createTogether } from "./queue/together.ts";

/** Reads keys of any kind. */
export interface Readers {
  /** `undefined`: there is no such thing in our sight. Throws where a read failed or was partial. */
  observe(key: IssueRef, hint?: Instant): Promise<Snapshot | undefined>;
  /** The actions of all incidents of a repository, closed ones too; `undefined`: no policy rules it. As `observe` otherwise. */
  actions(repository: string): Promise<ActionsSnapshot | undefined>;
  /** Every issue of a list, whole. `undefined`: there is no such repository in our sight, or none is wanted. */
  list(repository: string, listingOf: ListingOf): Promise<ListedIncidents | undefined>;
  /** Something happened to a key: what was read of it ahead is not used. */
  drop(key: IssueRef): void;
}

/** What readers are made with. */
export interface ReadersOptions {
  readonly reading: ReadingOptions;
  readonly targets: Targets;
  readonly rulings: Rulings;
  /** What incidents are compared with. */
  readonly cases: KeptCases;
  /** Keys of a repository that wait for their pass: incidents among them are read along, ten to a request. */
  readonly waiting: (repository: string, most: number) => readonly IssueRef[];
}

type Read = (key: IssueRef, hinted: Hinted) => Promise<Snapshot | undefined>;

/** The readers of one process. */
export function createReaders({ reading, targets, rulings, cases, waiting }: ReadersOptions): Readers {
  const handovers = {
    ...reading,
    labelsOf: (sources: Sources, repository: string) => handoverLabels(rulings.of(repository, sources)),
  };
  const lists = {
    ...reading,
    labelsOf: (sources: Sources, repository: string) => actionLabels(rulings.of(repository, sources)),
  };
  const known = {
    ...reading,
    kept: cases,
    labelsOf: (sources: Sources, repository: string) => caseLabels(rulings.of(repository, sources)),
  };
  const ofRepositories: ReadonlyMap<string, Read> = new Map<string, Read>([
    [handover.name, (key, hinted) => observeHandover(handovers, key, hinted)],
    [actions.name, (key, hinted) => observeActions(lists, key, hinted)],
    [problems.name, (key, hinted) => observeProblems(known, key, hinted)],
  ]);
  // A survey says where many incidents stand, and writes nothing: fields would cost it a request for each.
  const { targetDates: _, ...plain } = reading;
  const incidents = createTogether({
    clock: reading.clock,
    reader: createObserver({ ...reading, targets, cases }),
    waiting: (repository, most) =>
      waiting(repository, most).filter((key) => subjectNameIn(key) === undefined),
  });
  return {
    async observe(key, hint) {
      const name = subjectNameIn(key);
      return name === undefined ? incidents.observe(key, hint) : ofRepositories.get(name)?.(key, { hint });
    },
    actions: (repository) =>
      observeActions(
        { ...reading, labelsOf: (sources, name) => allLabels(rulings.of(name, sources)) },
        repositoryKey(repository, actions.name),
      ),
    list: (repository, listingOf) => readListed({ ...plain, targets }, repository, listingOf),
    drop: (key) => incidents.drop(key),
  };
}

/** By which labels a handover is read: of its own issues, and of incidents. */
function handoverLabels(ruling: Ruling | undefined) {
  const rolling = ruling && handover.labels(ruling);
  if (ruling === undefined || rolling === undefined) return undefined;
  const { incident, followUp } = ruling.policy.labels;
  return { rolling, incidents: namesOf(incident), owing: namesOf(followUp) };
}

/** By which labels the list of actions is read: the same; of a closed incident that owes nothing no action is open. */
function actionLabels(ruling: Ruling | undefined) {
  const rolling = ruling && actions.labels(ruling);
  if (ruling === undefined || rolling === undefined) return undefined;
  const { incident, followUp } = ruling.policy.labels;
  return { rolling, incidents: namesOf(incident), closed: namesOf(followUp) };
}

/** The same of every incident, whether a list is kept or not. */
function allLabels(ruling: Ruling | undefined) {
  if (ruling === undefined) return undefined;
  const incidents = namesOf(ruling.policy.labels.incident);
  return { rolling: actions.labels(ruling) ?? incidents, incidents, closed: incidents };
}

function namesOf({ name, aliases }: Label): readonly string[] {
  return [name, ...aliases];
}

/** By which labels problems are read: theirs, that of their list, and that of incidents. */
export function caseLabels(ruling: Ruling | undefined): CaseLabels | undefined {
  const rule = ruling?.policy.problems;
  if (ruling === undefined || rule === undefined) return undefined;
  return {
    problems: namesOf(rule.label),
    list: namesOf(rule.list.label),
    incidents: namesOf(ruling.policy.labels.incident),
  };
}

/** What a card's ledger keeps of what was seen; empty where the kind has no card. */
export function printOf(seen: Snapshot): string {
  return seen.kind === "incident" ? fingerprintOf(seen as IncidentSnapshot) : "";
}
