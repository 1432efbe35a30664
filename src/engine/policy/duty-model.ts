// Who does what and when, as data: roles, hours of business, rotas, people and teams.
import type { Instant } from "../instant.ts";

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
