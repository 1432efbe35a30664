// How each kind of subject is read: by the last part of its key the reader of a repository's subject, else that of incidents.
import type { Instant } from "../engine/instant.ts";
import type { Label } from "../engine/policy/model.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import type { IncidentSnapshot, IssueRef, Snapshot } from "../engine/snapshot.ts";
import { subjectNameIn } from "../engine/subject.ts";
import { handover } from "../engine/subjects/handover.ts";
import type { CaseLabels, KeptCases } from "../github/cases.ts";
import { fingerprintOf } from "../github/fingerprint.ts";
import { observeHandover } from "../github/handover.ts";
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
  const ofRepositories = new Map<string, Read>([
    [
      "handover",
      (key, hinted) =>
        observeHandover(
          {
            ...reading,
            labelsOf: (sources, repository) => handoverLabels(rulings.of(repository, sources)),
          },
          key,
          hinted,
        ),
    ],
    [
      "problems",
      (key, hinted) =>
        observeProblems(
          {
            ...reading,
            kept: cases,
            labelsOf: (sources, repository) => caseLabels(rulings.of(repository, sources)),
          },
          key,
          hinted,
        ),
    ],
  ]);
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
    drop: (key) => incidents.drop(key),
  };
}

/** By which labels a handover is read: of its own issues, and of incidents. */
function handoverLabels(ruling: Ruling | undefined) {
  const rolling = ruling && handover.labels(ruling);
  if (ruling === undefined || rolling === undefined) return undefined;
  const { incident, followUp } = ruling.policy.labels;
  const names = ({ name, aliases }: Label): readonly string[] => [name, ...aliases];
  return { rolling, incidents: names(incident), owing: names(followUp) };
}

/** By which labels problems are read: theirs, that of their list, and that of incidents. */
export function caseLabels(ruling: Ruling | undefined): CaseLabels | undefined {
  const rule = ruling?.policy.problems;
  if (ruling === undefined || rule === undefined) return undefined;
  const names = ({ name, aliases }: Label): readonly string[] => [name, ...aliases];
  return {
    problems: names(rule.label),
    list: names(rule.list.label),
    incidents: names(ruling.policy.labels.incident),
  };
}

/** What a card's ledger keeps of what was seen; empty where the kind has no card. */
export function printOf(seen: Snapshot): string {
  return seen.kind === "incident" ? fingerprintOf(seen as IncidentSnapshot) : "";
}
