// What a report says of one repository, as plain data: everything that its pages, tables and drawings are made from.
import type { Duration, Instant } from "../engine/instant.ts";
import type { IssueRef } from "../engine/issue-ref.ts";
import type { Period } from "./period.ts";

/** An issue as a report names it. */
export interface NamedIssue {
  readonly ref: IssueRef;
  readonly url: string;
}

/** Why an incident is in no figure. */
export const apartKinds = [
  "drill",
  "false alarm",
  "not planned",
  "duplicate",
  "withdrawn",
  "not accepted",
] as const;

/** One of `apartKinds`. */
export type ApartKind = (typeof apartKinds)[number];

/** An interval of one incident, by the times that were given. */
export interface Measured extends NamedIssue {
  readonly from: Instant;
  readonly to: Instant;
  readonly length: Duration;
  /** The incident was opened again in between: it counts to the last end. */
  readonly openedAgain: boolean;
  /** How long after its end that was written down. */
  readonly recordedAfter: Duration;
}

/** How values lie. `p90` only from 20 of them. There is no mean. */
export interface Spread {
  readonly shortest: Duration;
  readonly median: Duration;
  readonly longest: Duration;
  readonly p90?: Duration | undefined;
}

/** An incident of the period. */
export interface PeriodIncident extends NamedIssue {
  /** Absent where not everybody who may read the report may read it. */
  readonly title?: string | undefined;
  readonly declaredAt: Instant;
  /** The policy's words; empty while none is settled. */
  readonly severity: string;
  readonly services: readonly string[];
  readonly status: string;
  readonly resolvedAt?: Instant | undefined;
  readonly closedAt?: Instant | undefined;
  readonly apart?: ApartKind | undefined;
}

/** So many incidents have something in common. */
export interface Share {
  readonly key: string;
  readonly title: string;
  readonly incidents: readonly NamedIssue[];
}

/** A limit that ended after its time, or is past it. */
export interface Late extends NamedIssue {
  readonly dueAt: Instant;
  readonly late: Duration;
}

/** One limit of a clock: each time that it ran. */
export interface LimitRun extends NamedIssue {
  readonly startsAt: Instant;
  readonly dueAt: Instant;
  /** Absent: it runs. */
  readonly endedAt?: Instant | undefined;
  /** It ended because the incident was opened again, before it was due. */
  readonly moot?: true | undefined;
}

/** What a promise is about. */
export type PromiseKind = "update" | "notice" | "report" | "other";

/** A clock over all incidents: how often its limit was kept. */
export interface KeptPromise {
  readonly clock: string;
  readonly title: string;
  readonly kind: PromiseKind;
  readonly runs: readonly LimitRun[];
  readonly kept: number;
  /** The latest first. */
  readonly missed: readonly Late[];
  /** Past its limit and not ended yet, the latest first. */
  readonly overdue: readonly Late[];
  /** Still within its limit. */
  readonly running: readonly NamedIssue[];
  /** Neither kept nor missed: the incident was opened again before it was due. */
  readonly moot: readonly NamedIssue[];
}

/** How a review or an action stands. `overdue`: open, and the day that it is due has passed. */
export const workStates = ["verified", "done", "open", "overdue", "dropped", "lost", "missing"] as const;

/** One of `workStates`; only a review can be missing: it is wanted and was not opened. */
export type WorkState = (typeof workStates)[number];

/** A review or an action. */
export interface FollowUp extends NamedIssue {
  readonly incident: NamedIssue;
  readonly title?: string | undefined;
  readonly state: WorkState;
  /** The local day, `2026-10-30`; absent: none was given. */
  readonly due?: string | undefined;
  readonly closedAt?: Instant | undefined;
  /** It was ended after the day that it was due. */
  readonly isLate: boolean;
}

/** Lines of a review that ask for an action and have no issue: nothing follows them. */
export interface UnfiledLines {
  readonly review: NamedIssue;
  readonly incident: NamedIssue;
  /** How many, also those whose words are not shown. */
  readonly count: number;
  /** Their words, of those that everybody who reads the report may read. */
  readonly titles: readonly string[];
}

/** Tasks of a kind of the policy's own: reports, tickets. */
export interface TaskCount {
  readonly kind: string;
  readonly done: number;
  readonly open: readonly NamedIssue[];
  readonly dropped: number;
  readonly lost: number;
}

/** An interval of the policy over all incidents. */
export interface IntervalFigures {
  readonly key: string;
  readonly title: string;
  /** Its definition, as a sentence. */
  readonly definition: string;
  /** The shortest first. */
  readonly values: readonly Measured[];
  readonly spread?: Spread | undefined;
  /** How long after the end of each that was written down. */
  readonly lag?: Spread | undefined;
}

/** Incidents with one cause in one service. */
export interface RepeatedCause {
  /** Absent where not everybody who may read the report may read it. */
  readonly cause?: string | undefined;
  /** Empty where none was named. */
  readonly service: string;
  readonly incidents: readonly NamedIssue[];
}

/** How much of a month is on record: not what was before the policy's `since`. */
export const recordKinds = ["whole", "part", "none"] as const;

/** A month of availability, each figure beside what was promised of it. Of a month of which there is no record none is known. */
export interface AvailabilityMonth {
  readonly month: string;
  readonly name: string;
  readonly record: (typeof recordKinds)[number];
  /** Of a month that is on record in part: from when on, to which its figures are held. */
  readonly recordedFrom?: Instant | undefined;
  /** Hours in which it was to be available, up to now. */
  readonly hours: Duration;
  readonly downInHours: Duration;
  /** In percent of the hours, cut after three places; absent where there were none. */
  readonly percent?: number | undefined;
  /** Absent where nothing was promised, or where it is not known. */
  readonly percentKept?: boolean | undefined;
  /** At all hours. */
  readonly down: Duration;
  readonly downKept?: boolean | undefined;
  readonly incidents: readonly NamedIssue[];
  /** It is not over. */
  readonly soFar: boolean;
}

/** What is to be available, month by month. */
export interface AvailabilityFigures {
  readonly key: string;
  readonly title: string;
  readonly definition: string;
  /** What the hours are called. */
  readonly hoursTitle: string;
  readonly target?: number | undefined;
  readonly downtime?: Duration | undefined;
  readonly source: string;
  readonly months: readonly AvailabilityMonth[];
}

/** What is not known, so that a figure leaves it out. */
export interface Lack {
  /** As a sentence goes on after "3 of 14": `have no “when it started”`. */
  readonly what: string;
  readonly of: number;
  readonly incidents: readonly NamedIssue[];
}

/** All that a report says of one repository. */
export interface Figures {
  readonly repository: string;
  readonly period: Period;
  readonly zone: string;
  readonly from: Instant;
  readonly to: Instant;
  /** What was opened before is left alone by the policy, and in no figure; absent: it was all looked at. */
  readonly since?: Instant | undefined;
  /** Set where something of it may still change: as it stood then. */
  readonly asOf?: Instant | undefined;
  /** The period is over, and an incident that is declared until then may say that its downtime began in it. */
  readonly toldUntil?: Instant | undefined;
  /** Anybody may read the repository's issues. */
  readonly isPublic: boolean;
  /** Titles of its incidents are in the report. */
  readonly hasTitles: boolean;
  /** Those that the figures are about, in the order in which they were declared. */
  readonly incidents: readonly PeriodIncident[];
  readonly apart: readonly PeriodIncident[];
  /** Of them not closed yet. */
  readonly open: readonly NamedIssue[];
  readonly bySeverity: readonly Share[];
  readonly byService: readonly Share[];
  readonly byMonth: readonly Share[];
  /** Those that were missed most come first. */
  readonly promises: readonly KeptPromise[];
  readonly reviews: readonly FollowUp[];
  readonly actions: readonly FollowUp[];
  readonly unfiled: readonly UnfiledLines[];
  readonly tasks: readonly TaskCount[];
  readonly repeats: readonly RepeatedCause[];
  readonly intervals: readonly IntervalFigures[];
  readonly availability: readonly AvailabilityFigures[];
  readonly lacks: readonly Lack[];
}
