// The process as data: what a policy file says once it is parsed, merged over its presets and completed, section by section.
import type { z } from "zod";
import type { Label } from "./complete.ts";
import type { LabelUse } from "./labels.ts";
import type { Model } from "./section.ts";
import type { SectionKey, Sections } from "./sections.ts";

export type { ActionRule } from "./actions/section.ts";
export type { Attention } from "./attention/section.ts";
export type { Audience } from "./audiences/section.ts";
export type { Calendar } from "./calendars/build.ts";
export type { Span } from "./clocks/limits.ts";
export type { ClockRule, EventWords } from "./clocks/section.ts";
export type { CommandRule } from "./commands/section.ts";
export type { Condition, Label } from "./complete.ts";
export type { Contact } from "./contacts/section.ts";
export type { Declare } from "./declare/section.ts";
export type { ApprovalStep, DocumentKind, DocumentPlace } from "./documents/build.ts";
export type { Escalation, EscalationLevel, EscalationTrigger } from "./escalation/section.ts";
export type { Field, Stage } from "./fields/section.ts";
export type { AvailabilityRule, FiguresRule, IntervalRule } from "./figures/section.ts";
export type { Flag } from "./flags/section.ts";
export type { HandoverChange, HandoverRule } from "./handover/section.ts";
export type { Incidents } from "./incidents/section.ts";
export type { LogRule } from "./log/section.ts";
export type { Keeping, NoticeRule } from "./notices/section.ts";
export type { ProblemRule } from "./problems/section.ts";
export type { RetroRule } from "./retro/section.ts";
export type { Holders, Right } from "./right.ts";
export type { Duty, RoleRule } from "./roles/section.ts";
export type { Rota, Shift } from "./rota/build.ts";
export type { LookUp, Service } from "./services/section.ts";
export type { Severity } from "./severities/section.ts";
export type { SeverityRules } from "./severity/section.ts";
export type {
  Band,
  Input,
  InputOption,
  Matrix,
  MatrixMethod,
  Method,
  ScoreMethod,
} from "./severity/tables.ts";
export type { Status } from "./statuses/section.ts";
export type { CloseReason, TaskKind } from "./tasks/build.ts";
export type { Team } from "./teams/section.ts";

type NameOf<K extends SectionKey> = Sections[K] extends { readonly into: infer Name extends string }
  ? Name
  : K;

/** What a section becomes: what it builds, else what its schema gives out. */
type PartOf<S extends { readonly schema: z.ZodType }> = S extends {
  readonly build: (all: never) => infer Part;
}
  ? Part
  : Model<z.output<S["schema"]>>;

type Optional = {
  [K in SectionKey]: Sections[K] extends { readonly optional: true } ? K : never;
}[SectionKey];

/** The parts of the model that sections are, by the names that it gives them. */
export type Parts = { readonly [K in Exclude<SectionKey, Optional> as NameOf<K>]: PartOf<Sections[K]> } & {
  readonly [K in Optional as NameOf<K>]?: PartOf<Sections[K]> | undefined;
};

/**
 * A policy in force. Every name in it that a user already has (labels, options, headings) may stand as an alias. Severities are
 * worst first, statuses in the order of an incident's life; the first of `calendars` divides core hours from out of hours (H-19); `review` and `action` are always among `tasks`.
 */
export interface Policy extends Parts {
  /** Names of the presets that it extends, in order, for `explain` and the card. */
  readonly extends: readonly string[];
  readonly labels: Labels;
  /** All of its labels, with what each means. */
  readonly labelUses: readonly LabelUse[];
}

/** The labels of the whole process that are not of a severity, a status, a flag or a kind of task. */
export interface Labels {
  readonly incident: Label;
  readonly followUp: Label;
  readonly drill: Label;
  /** Absent where the policy names none: nothing shows in the list of issues that a limit is overdue. */
  readonly overdue?: Label | undefined;
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
