// The incident while its history is read: what each event may change.
import type { FieldValues } from "../act.ts";
import type { Clocks } from "../clock.ts";
import type { Ended } from "../clock-state.ts";
import type { Document } from "../document.ts";
import type { Fact, Facts } from "../facts.ts";
import type { SaidOfAction } from "../follow-up.ts";
import type {
  Acked,
  Event,
  Flagged,
  Held,
  HistoryEntry,
  Holding,
  Incident,
  Management,
  Notice,
  Requested,
  SettledSeverity,
  SettledStatus,
  Told,
} from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { Judged } from "../ledger.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { Question, Reply } from "../reply.ts";
import type { SeverityAct } from "../severity/settle.ts";
import type { Child } from "../snapshot/child.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import type { PartsOf } from "../text/command.ts";
import type { TaskEvent } from "./history-event.ts";
import type { ActSource } from "./status.ts";

/** Changed in place by one fold, never seen outside of it. */
export interface Draft {
  readonly snapshot: IncidentSnapshot;
  readonly ruling: Ruling;
  /** Each comment is read once in a pass. */
  readonly partsOf: PartsOf;
  management: Management;
  /** When what is being read happened. */
  at: Instant;
  declaredAt: Instant;
  declaredBy: string;
  title: string;
  titleAtDeclaration: string;
  reporter: string | undefined;
  acceptedBy: string | undefined;
  drill: Incident["drill"];
  /** What the body says, and what people said after it. */
  form: Facts;
  readonly said: Map<string, Fact>;
  facts: Facts;
  severityAct: SeverityAct | undefined;
  severity: SettledSeverity | undefined;
  raising: readonly string[];
  status: SettledStatus;
  statusBefore: string | undefined;
  readonly roles: Map<string, Holding>;
  assignees: Set<string>;
  clocks: Clocks;
  lastUpdate: Incident["lastUpdate"];
  leftOut: Incident["leftOut"];
  quietUntil: Instant | undefined;
  quieted: Incident["quieted"];
  review: Incident["review"];
  reviewDue: boolean;
  /** What was said last of its problem; `answers` is what fields were given by that. */
  problem: (NonNullable<Incident["problem"]> & { readonly answers: FieldValues }) | undefined;
  closed: Incident["closed"];
  withdrawn: Incident["withdrawn"];
  proposal: Incident["proposal"];
  lost: Incident["lost"];
  /** Who closed the issue by what does not close the incident: a merged fix, somebody without the right, an end that was undone by words. */
  issueClosed: ActSource | undefined;
  /** Labels as they are while the history is read, with who put them on. */
  readonly labels: Map<string, LabelOn>;
  /** Ids of incidents that were closed as duplicates of this one. */
  readonly merged: string[];
  readonly events: Event[];
  /** Names of the events so far. */
  readonly emitted: Set<string>;
  readonly told: Told[];
  readonly notices: Map<string, Notice>;
  /** Documents by their key, of which anything happened. */
  readonly documents: Map<string, Document>;
  /** Notices that people asked for by name. */
  readonly asked: { readonly kind: string; readonly cause: string }[];
  readonly flags: Map<string, Flagged>;
  readonly ended: Ended[];
  readonly requests: Requested[];
  readonly acks: Acked[];
  /** Rules of escalation that hold, by id. */
  holding: ReadonlyMap<string, readonly Held[]>;
  readonly acts: Judged[];
  readonly answers: Reply[];
  questions: Question[];
  readonly removals: Map<string, number>;
  /** A label of a lower severity was refused: the one in force may go in the same move. */
  swapping: boolean;
  readonly history: HistoryEntry[];
  /** What becomes of its tasks, before, now and later. */
  tasks: readonly TaskEvent[];
  /** Node ids of tasks whose closing ends them. */
  readonly endedTasks: Set<string>;
  /** What was said of each action by now, by its key (`keyOfAction`). */
  readonly followUps: Map<string, SaidOfAction>;
  /** The review or the action on whose issue what is being read was said. */
  on: Child | undefined;
  readonly needs: Set<string>;
}

/** A label on the issue: its name, and the event that put it there where there is one. */
export interface LabelOn {
  readonly name: string;
  readonly by?: string | undefined;
  readonly cause: string;
  /** False where we or another bot put it there: such a label is no act. */
  readonly byPerson: boolean;
}

/** The state before anything happened. */
export function blank(snapshot: IncidentSnapshot, ruling: Ruling, partsOf: PartsOf): Draft {
  const { issue } = snapshot;
  const renamed = issue.timeline.find((item) => item.kind === "renamed");
  const title = renamed?.kind === "renamed" ? renamed.from : issue.title;
  const first = ruling.policy.statuses[0]?.key ?? "open";
  return {
    snapshot,
    ruling,
    partsOf,
    management: "none",
    at: issue.createdAt,
    declaredAt: issue.createdAt,
    declaredBy: issue.id,
    title,
    titleAtDeclaration: title,
    reporter: issue.author?.login,
    acceptedBy: undefined,
    drill: undefined,
    form: new Map(),
    said: new Map(),
    facts: new Map(),
    severityAct: undefined,
    severity: undefined,
    raising: [],
    status: { key: first, since: issue.createdAt, cause: issue.id },
    statusBefore: undefined,
    roles: new Map(),
    assignees: new Set(initialAssignees(snapshot)),
    clocks: new Map(),
    lastUpdate: undefined,
    leftOut: undefined,
    quietUntil: undefined,
    quieted: undefined,
    review: undefined,
    reviewDue: false,
    problem: undefined,
    closed: undefined,
    withdrawn: undefined,
    proposal: undefined,
    lost: undefined,
    issueClosed: undefined,
    labels: new Map(
      initialLabels(snapshot).map((name) => [name.toLowerCase(), { name, cause: issue.id, byPerson: true }]),
    ),
    merged: [],
    events: [],
    emitted: new Set(),
    told: [],
    notices: new Map(),
    documents: new Map(),
    asked: [],
    flags: new Map(),
    ended: [],
    requests: [],
    acks: [],
    holding: new Map(),
    acts: [],
    answers: [],
    questions: [],
    removals: new Map(),
    swapping: false,
    history: [],
    tasks: [],
    endedTasks: new Set(),
    followUps: new Map(),
    on: undefined,
    needs: new Set(),
  };
}

/** Those who were assigned without an event that says so. */
function initialAssignees(snapshot: IncidentSnapshot): readonly string[] {
  const told = new Set(
    snapshot.issue.timeline.flatMap((item) =>
      item.kind === "assigned" || item.kind === "unassigned" ? [item.who] : [],
    ),
  );
  return snapshot.issue.assignees.filter((login) => !told.has(login));
}

/** Labels that are there without an event that says so. */
function initialLabels(snapshot: IncidentSnapshot): readonly string[] {
  const told = new Set(
    snapshot.issue.timeline.flatMap((item) =>
      item.kind === "labeled" || item.kind === "unlabeled" ? [item.label.toLowerCase()] : [],
    ),
  );
  return snapshot.issue.labels.filter((name) => !told.has(name.toLowerCase()));
}
