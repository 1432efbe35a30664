// The process as data: what a policy file says once it is parsed, merged over its presets and completed.
import type { Duration, Instant } from "../instant.ts";
import type { Role } from "../snapshot.ts";

/** A policy in force. Every name in it that a user already has (labels, options, headings) may stand as an alias. */
export interface Policy {
  /** Names of the presets that it extends, in order, for `explain` and the card. */
  readonly extends: readonly string[];
  readonly incidents: Incidents;
  readonly fields: Readonly<Record<string, Field>>;
  /** Worst first. */
  readonly severities: readonly Severity[];
  readonly severity: SeverityRules;
  /** In the order of an incident's life. */
  readonly statuses: readonly Status[];
  readonly roles: Readonly<Record<string, RoleRule>>;
  /** Display names or teams of people, by login; who may be mentioned. */
  readonly people: Readonly<Record<string, Person>>;
  /** Who has no GitHub account but may hold a role or be told (`siro`, `bridge`). */
  readonly contacts: Readonly<Record<string, Contact>>;
  readonly teams: Readonly<Record<string, Team>>;
  /** What people run, with what follows from it; by key (D-6). */
  readonly services: Readonly<Record<string, Service>>;
  /** Marks with rules of their own (clinical, security), by key (HA). */
  readonly flags: Readonly<Record<string, Flag>>;
  /** Hours of business by key; the first divides core hours from out of hours (H-19). */
  readonly calendars: Readonly<Record<string, Calendar>>;
  readonly rotas: Readonly<Record<string, Rota>>;
  readonly clocks: readonly ClockRule[];
  readonly escalation: Escalation;
  readonly handover?: HandoverRule | undefined;
  readonly attention: Attention;
  readonly retro: RetroRule;
  readonly actions: ActionRule;
  readonly commands: Readonly<Record<string, CommandRule>>;
  readonly labels: Labels;
}

/** Which issues are incidents, and how they are treated. */
export interface Incidents {
  /** Issues opened before are left alone until `/adopt`. */
  readonly since?: Instant | undefined;
  /** `watch` writes nothing to issues. */
  readonly mode: "on" | "watch";
  /** File names of issue forms without their ending: an issue with such a form's headings is an incident. */
  readonly forms: readonly string[];
  /** Logins (without `[bot]`) whose label events and marked comments are ours, besides this app's own. */
  readonly authors: readonly string[];
  /** Bots whose acts count as a person's. */
  readonly bots: readonly string[];
  /** IANA zone in which people read times. */
  readonly zone: string;
  /** The first words of the slug (D-1): `incident` gives `incident-2025-04-01-payments-down`. */
  readonly slug: string;
  /** Any comment with words by a role holder, assignee or writer is an update. */
  readonly plainUpdates: boolean;
}

/** Labels that are not a severity's or a status's: name, colour and aliases. */
export interface Label {
  readonly name: string;
  readonly color: string;
  readonly description: string;
  /** Names that mean the same where people already have them. */
  readonly aliases: readonly string[];
}

/** The labels of the whole process. */
export interface Labels {
  readonly incident: Label;
  readonly followUp: Label;
  readonly retro: Label;
  readonly action: Label;
  readonly drill: Label;
}

/** The stages of the minimum data set (HB-1, HB-2, HB-3). */
export type Stage = "identify" | "update" | "resolve";

/** One fact of the minimum data set. */
export interface Field {
  readonly id: string;
  /** How it is called in a sentence: `users affected`. */
  readonly title: string;
  /** Ids, headings and former headings of forms that hold it. */
  readonly aliases: readonly string[];
  readonly type:
    | "text"
    | "number"
    | "time"
    | "choice"
    | "choices"
    | "url"
    | "yes-no"
    | "severity"
    | "service";
  readonly options: readonly string[];
  /** Stages at which it must be known; empty: it is taken where it is given. */
  readonly required: readonly Stage[];
  /** What a person is asked where it is missing. */
  readonly question: string;
  /** This field is the impact in one sentence, shown on the card. */
  readonly impact: boolean;
  readonly source: string;
}

/** A severity with all the names that it has. */
export interface Severity {
  readonly key: string;
  /** `P1`, `SEV1`: as people say it. */
  readonly title: string;
  /** 0 is the worst. */
  readonly rank: number;
  readonly label: Label;
  /** Codes that options and commands may use; compared in lower case without separators. */
  readonly aliases: readonly string[];
  readonly definition: string;
  readonly major: boolean;
}

/** When facts are so: every named field matches (a list: any of its words; `*`: any answer). */
export type Condition = Readonly<Record<string, readonly string[]>>;

/** How the severity is found. */
export interface SeverityRules {
  /** The field that holds the reporter's choice. */
  readonly field: string;
  /** Taken where nothing else says one; absent: none is set, and the card asks. */
  readonly default?: string | undefined;
  /** Ways to work it out by a table of the process, by key (HG). */
  readonly methods: Readonly<Record<string, Method>>;
  /** In which order they are asked, by key; `form` is the reporter's choice. The first whose facts suffice decides. */
  readonly by: readonly string[];
  /** Rules that raise, never lower, the severity, and say why (D-5). */
  readonly raise: readonly {
    readonly id: string;
    /** Any of these. */
    readonly when: readonly Condition[];
    readonly to: string;
    readonly because: string;
    readonly source: string;
  }[];
}

/** A way to work the severity out: two facts that meet in a table, or points that are added up (HG). */
export type Method = MatrixMethod | ScoreMethod;

/** A table whose cells are severities (HG-1). */
export interface MatrixMethod extends MethodParts {
  readonly kind: "matrix";
  readonly matrix: Matrix;
}

/** Points of every input that has them, added up (HG-4, HG-5). */
export interface ScoreMethod extends MethodParts {
  readonly kind: "score";
  /** Which sums give which severity (HG-6); empty: it gives a number only. */
  readonly bands: readonly Band[];
}

interface MethodParts {
  readonly key: string;
  readonly title: string;
  /** What it asks for, by the names that a command line uses. */
  readonly inputs: Readonly<Record<string, Input>>;
  readonly source: string;
}

/** A table of two inputs: for each option of the rows what each option of the columns gives, in their order. */
export interface Matrix {
  readonly rows: string;
  readonly columns: string;
  readonly cells: Readonly<Record<string, readonly string[]>>;
  readonly source: string;
}

/** The sums that give a severity, both ends included; `to` is infinite where there is no upper end. */
export interface Band {
  readonly severity: string;
  readonly from: number;
  readonly to: number;
}

/** Something that a method asks for. */
export interface Input {
  readonly key: string;
  readonly title: string;
  /** Id of the field that holds it. */
  readonly field: string;
  readonly options: readonly InputOption[];
  /** Gives it where nobody did: from two other inputs of the method (HG-2, HG-7). */
  readonly matrix?: Matrix | undefined;
  /** Gives it where nobody did: as many of these flags as are up and not made safe (HG-5); empty: none do. */
  readonly flags: readonly string[];
}

/** An answer to an input. */
export interface InputOption {
  readonly word: string;
  readonly aliases: readonly string[];
  /** What it counts in a score. */
  readonly points?: number | undefined;
  /** The least number that falls under it, where the options are ranges of numbers. */
  readonly from?: number | undefined;
  /** Said where it counts: that it is a reading of the policy's own. */
  readonly note?: string | undefined;
  /** The same, where the number is exactly `from`. */
  readonly edge?: string | undefined;
}

/** A status with all the names that it has. */
export interface Status {
  readonly key: string;
  readonly title: string;
  readonly label: Label;
  readonly aliases: readonly string[];
  /** Meaning to the engine; a process may have several of one phase. */
  readonly phase: "open" | "confirmed" | "investigating" | "mitigated" | "resolved" | "closed";
}

/** A role of the process: offered and taken, never assigned. */
export interface RoleRule {
  readonly key: string;
  readonly title: string;
  readonly aliases: readonly string[];
  /** Who has it by duty when nobody took it; the first entry that holds at an instant counts. */
  readonly duty: readonly Duty[];
  /** Shown as vacant on the card when nobody holds it. */
  readonly offered: boolean;
}

/** Who has a role by duty, and when: `core` and `out` are told apart by the policy's first calendar. */
export interface Duty {
  readonly hours: "always" | "core" | "out";
  /** Logins without `@`, `owner/team`, or keys of contacts. Empty where a rota says who. */
  readonly people: readonly string[];
  /** Key of a rota. */
  readonly rota?: string | undefined;
}

/** Hours of business: when time counts, and which days are none. */
export interface Calendar {
  readonly key: string;
  /** `support hours`, in a sentence. */
  readonly title: string;
  /** IANA zone of the hours and of the days. */
  readonly zone: string;
  /** Monday first, seven entries: when it is open, in minutes of the local day, in order, without overlap. */
  readonly week: readonly (readonly { readonly from: number; readonly to: number }[])[];
  /** Local dates (`2025-12-25`) on which it is closed: the region's, with what the policy adds and removes. */
  readonly holidays: ReadonlySet<string>;
}

/** A rota: who is on duty when, by shifts that repeat, by an iCalendar text, or both; swaps go first. */
export interface Rota {
  readonly key: string;
  readonly title: string;
  readonly zone: string;
  /** Calendar whose holidays the shifts go by; absent: no day is a holiday. */
  readonly calendar?: string | undefined;
  readonly shifts: readonly Shift[];
  /** Where no iCalendar says who: they take turns by the week from `from` on, in this order. */
  readonly people: readonly string[];
  /** Local date of a Monday on which the first of `people` begins. */
  readonly from?: string | undefined;
  /** An iCalendar text: a path in the incident repository, or an https address. */
  readonly ical?:
    | {
        readonly path?: string | undefined;
        readonly url?: string | undefined;
        readonly names: Readonly<Record<string, string>>;
      }
    | undefined;
  /** Who has it instead, between two instants. */
  readonly swaps: readonly { readonly from: Instant; readonly to: Instant; readonly who: string }[];
  /** Shifts may overlap: the incoming one has the duty (H-20). */
  readonly overlap: boolean;
  /** Hours without a shift are meant: nobody is on duty then. */
  readonly gaps: boolean;
}

/** A shift of a rota in local time; where `to` is not after `from` it ends on the next day. */
export interface Shift {
  /** 0 is Monday; the day on which it begins. */
  readonly days: readonly number[];
  /** `no`: not on holidays · `only`: on holidays alone, whatever the weekday · `any`: holidays make no difference. */
  readonly holidays: "no" | "only" | "any";
  /** Minutes of the local day. */
  readonly from: number;
  readonly to: number;
}

/** Something that people run; what it implies is known of an incident unless somebody says otherwise (D-6). */
export interface Service {
  readonly key: string;
  readonly title: string;
  readonly aliases: readonly string[];
  /** `gold`: the fact `tier`, by which limits may differ. */
  readonly tier?: string | undefined;
  /** Further facts that follow from it, by field id (`provider: gpit`). */
  readonly facts: Readonly<Record<string, string>>;
  /** Keys of `teams`. */
  readonly teams: readonly string[];
  readonly repository?: string | undefined;
  /** Keys of `contacts`. */
  readonly contacts: readonly string[];
  /** Component of a status page. */
  readonly status?: string | undefined;
  /** Who is offered for a role, by role key; never assigned (D-3). */
  readonly people: Readonly<Record<string, readonly string[]>>;
}

/** A mark with rules of its own, shown by a label (HA). */
export interface Flag {
  readonly key: string;
  readonly title: string;
  readonly label: Label;
  readonly aliases: readonly string[];
  /** Taken off only with a reason (HA-4); a label that vanished is put back, twice at most (HA-3). */
  readonly kept: boolean;
  readonly source: string;
}

/** A person with a GitHub account. */
export interface Person {
  readonly name?: string | undefined;
}

/** Somebody without a GitHub account who may hold a role or be told. */
export interface Contact {
  readonly title: string;
  /** To tell them is to send a notice: the event `notice`. */
  readonly audience: boolean;
}

/** A team, as `team:` in an action line names it. */
export interface Team {
  /** `owner/name` where its actions are filed. */
  readonly repository?: string | undefined;
  readonly aliases: readonly string[];
  readonly labels: readonly string[];
}

/**
 * What starts, restarts, stops or pauses a clock: `declared`, `accepted`, `confirmed`, `update`, `mitigated`, `resolved`,
 * `closed`, `reopened`, `severity` (first settled), `major` (a severity marked so was reached), `roles` (every offered role
 * is taken), `notice` (an audience was told), `call.wanted`, `call.started`, `call.ended`, `acked`, `escalated` and
 * `escalated.<level>`, `role.<name>` (taken), `told.<who>`, `called.<who>`, `status.<key>`, `flag.<key>`, `safe.<key>`,
 * `done.<clock>` (`/done`), `unflag.<key>`, `no-answer.<who>`, `field.<id>` (known; of a time: at the time that it names).
 * Several joined by `+` are one event, at the last of them: `told.cto+told.siro`.
 */
export type EventName = string;

/** A length of time: elapsed, inside a calendar's hours, or in working days, which end at the close of hours. */
export type Span =
  | { readonly kind: "elapsed"; readonly ms: Duration }
  | { readonly kind: "hours"; readonly ms: Duration }
  | { readonly kind: "days"; readonly days: number };

/** A clock: anything with a start, a stop and a limit; a cadence is a clock that restarts. */
export interface ClockRule {
  readonly name: string;
  /** What is due, as a noun: `Update`. */
  readonly title: string;
  readonly starts: readonly EventName[];
  readonly restarts: readonly EventName[];
  readonly stops: readonly EventName[];
  /** It rests from these until it starts anew, or one of `resumes` or `/resume` lets it run on: `call.started` (H-43). */
  readonly pauses: readonly EventName[];
  readonly resumes: readonly EventName[];
  /** It runs only while this holds; what starts it meanwhile counts from its own time once it holds. */
  readonly when: Condition;
  /**
   * Limit by severity key, `any` while none is settled; the loader has written out the file's `any` for every severity
   * without a limit of its own. No entry: it does not run. `limitOf` looks it up.
   */
  readonly within: Readonly<Record<string, Span>>;
  /** Limits for particular facts (a tier, a provider): the first that holds goes before `within`; no span: it does not run. */
  readonly cases: readonly { readonly when: Condition; readonly within: Span | undefined }[];
  /** Calendar of business limits and of the last working moment; absent: the policy's first. */
  readonly calendar?: string | undefined;
  /** An elapsed limit that ends outside hours is shown and warned of with the last moment inside them before it. */
  readonly lastWorking: boolean;
  /** How long before the limit it speaks. */
  readonly warn: readonly Duration[];
  /** How long after the limit it speaks; the last also goes up one escalation step where `escalates`. */
  readonly overdue: readonly Duration[];
  readonly escalates: boolean;
  /** Roles that it reminds, in order. */
  readonly remind: readonly string[];
  /** Where nobody holds those, nobody is reminded: not the assignees, not the opener, not the fallback. */
  readonly remindOnly?: boolean | undefined;
  /** People may move its due time with `/next-update`. */
  readonly movable: boolean;
  /** Not silenced by `/quiet` and moved only with a reason. */
  readonly regulatory: boolean;
  /** Who decides, and on what test, where a limit hangs on a judgement: shown under "To decide" (S-4). */
  readonly decide?: { readonly question: string; readonly role: string } | undefined;
  /** Hours of its reminders: `always`, or `working`, which wait for business hours and stand on the card until then. */
  readonly hours: "always" | "working";
  /** Ids of the rules that it carries out (`H-9 H-15`). */
  readonly source: string;
  /** The source gives no limit or start: what we chose is ours, and no message shows it as the source's. */
  readonly ours: boolean;
}

/** Who is asked for help, in which order, and when that happens by itself (H-21 to H-25). */
export interface Escalation {
  /** From the first to be asked to the last. */
  readonly levels: readonly EscalationLevel[];
  readonly triggers: readonly EscalationTrigger[];
}

/** A level of escalation: a role that is asked, and how long it has to answer before the next is (H-22). */
export interface EscalationLevel {
  /** `2`, `edm`: what `/escalate` and `escalated.<level>` call it. */
  readonly key: string;
  readonly role: string;
  /** Calls without an answer after which the next level is asked. */
  readonly attempts?: number | undefined;
  /** Time to `/ack` from the first attempt, or from the request; then the next level is asked. */
  readonly within?: Duration | undefined;
  /** Key of the level that is asked after it; absent after the last. */
  readonly next?: string | undefined;
  readonly source: string;
}

/** A rule over the facts that asks for a level, or asks whether to (H-21, H-23, H-25). */
export interface EscalationTrigger {
  readonly id: string;
  readonly when: Condition;
  /** It does not hold while one of these fields is so: what is not known does not stop it (H-21: unclear is asked about). */
  readonly unless: Condition;
  readonly hours: "always" | "core" | "out";
  /** Level key. */
  readonly to: string;
  /** Holds only after so long without the stop below; absent: at once. */
  readonly stalled?:
    | {
        readonly after?: Duration | undefined;
        readonly updates?: number | undefined;
        readonly unless: Condition;
      }
    | undefined;
  /** `escalate` asks the level; `ask` asks on the incident whether to, and a person decides. */
  readonly how: "escalate" | "ask";
  readonly because: string;
  readonly source: string;
}

/** The rolling handover issue of a repository: what is written and called at each change of duty (H-33). */
export interface HandoverRule {
  readonly label: Label;
  readonly title: string;
  readonly changes: readonly HandoverChange[];
}

/** A change of duty from one role to another. */
export interface HandoverChange {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** When hours open or close, or at each change of a rota. */
  readonly at:
    | { readonly kind: "rota"; readonly rota: string }
    | { readonly kind: "opens" | "closes"; readonly calendar: string };
  /** It is put in writing so long before the change; absent: at the change. */
  readonly before?: Duration | undefined;
  /** Is a call asked for? `always`, also with nothing to hand over; `ongoing`: if incidents go on. */
  readonly call: "always" | "ongoing" | "never";
  /** Is it put in writing? */
  readonly paper: "always" | "ongoing" | "never";
  readonly source: string;
}

/** How much may be said, and to whom. */
export interface Attention {
  /** What falls due this soon after a reminder joins it. */
  readonly join: Duration;
  readonly perHour: number;
  readonly perDay: number;
  /** Nobody is mentioned more than once in this time, over all incidents. */
  readonly mentionEvery: Duration;
  /** The last resort of an empty role: logins, or `owner/team`. */
  readonly fallback: readonly string[];
  /** After a severity change that puts a due time into the past. */
  readonly grace: Duration;
}

/** Which incidents get a review, and what it looks like. */
export interface RetroRule {
  /** Severities that get a review on close. */
  readonly severities: readonly string[];
  /** `open` opens it at close; `ask` asks and leaves it to `/review` (H-28). */
  readonly how: "open" | "ask";
  /** Values of the closing reason that exempt (D-11), by field. */
  readonly exempt: Condition;
  /** Template in `templates/documents/` without its ending. */
  readonly document: string;
  /** The heading under which action lines stand. */
  readonly heading: string;
}

/** Where actions go, and when a review is touched for them. */
export interface ActionRule {
  /** Repositories that `repo:` may name besides the teams'. */
  readonly repositories: readonly string[];
  /** The retro's body is touched only after this time without an edit, or at its close. */
  readonly quiet: Duration;
}

/** Who may give a command: who took these roles of the process or has them by duty, while anybody has, else this GitHub role. */
export interface CommandRule {
  readonly role: Role;
  readonly holders: readonly string[];
}

/** What was wrong with a policy, form or scenario, and where. */
export interface Problem {
  readonly file: string;
  /** Dotted path of the key: `clocks.update.within.sev1`. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
