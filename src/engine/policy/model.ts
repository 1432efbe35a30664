// The process as data: what a policy file says once it is parsed, merged over its presets and completed.
import type { Duration, Instant } from "../instant.ts";
import type { Role } from "../snapshot.ts";
import type { ClockRule } from "./clock-model.ts";
import type { Calendar, Contact, Person, RoleRule, Rota, Team } from "./duty-model.ts";
import type { Escalation, HandoverRule } from "./escalation-model.ts";
import type { SeverityRules } from "./severity-model.ts";

export type { ClockRule, EventWords, Span } from "./clock-model.ts";
export type { Calendar, Contact, Duty, Person, RoleRule, Rota, Shift, Team } from "./duty-model.ts";
export type {
  Escalation,
  EscalationLevel,
  EscalationTrigger,
  HandoverChange,
  HandoverRule,
} from "./escalation-model.ts";
export type {
  Band,
  Input,
  InputOption,
  Matrix,
  MatrixMethod,
  Method,
  ScoreMethod,
  SeverityRules,
} from "./severity-model.ts";

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
  /** Kinds of tasks by key; `review` and `action` are always there. */
  readonly tasks: Readonly<Record<string, TaskKind>>;
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

/** A status with all the names that it has. */
export interface Status {
  readonly key: string;
  readonly title: string;
  readonly label: Label;
  readonly aliases: readonly string[];
  /** Meaning to the engine; a process may have several of one phase. */
  readonly phase: "open" | "confirmed" | "investigating" | "mitigated" | "resolved" | "closed";
  /** The stage of the process that it belongs to; the card shows all of them and where the incident is (HC-1). */
  readonly stage?: string | undefined;
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

/** With what an issue is closed. */
export type CloseReason = "completed" | "not_planned" | "duplicate";

/** A kind of issue that hangs under an incident. */
export interface TaskKind {
  readonly key: string;
  /** The word of the hidden mark by which its issues are known again. */
  readonly mark: string;
  /** What it is called in a sentence. */
  readonly noun: string;
  /** `{title}` stands for the incident's, of an action for its line. */
  readonly title: string;
  /** Template in `templates/documents/` without its ending. */
  readonly document: string;
  readonly label: Label;
  /** Names of further labels that it is opened with. */
  readonly labels: readonly string[];
  /** Events on which it is opened, once; none: a review goes by `retro`, an action by its line. */
  readonly opens: readonly string[];
  /** `owner/name`; absent: the incident's own. */
  readonly repository: string | undefined;
  /** The role whose holders it is assigned to. */
  readonly owner: string | undefined;
  readonly close: {
    /** Roles whose holders may end it; empty: anybody may. */
    readonly by: readonly string[];
    readonly done: readonly CloseReason[];
    readonly dropped: readonly CloseReason[];
  };
  /** Is it owed after the incident is closed? */
  readonly livesOn: boolean;
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
