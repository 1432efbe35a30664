// The shape of the table of events: what a row says of an event, and what of an incident it may look at for that.
import type { ActKind, ActOf } from "../act.ts";

/** What the part after the dot names: a role or contact (`people`), else an entry of that section, or a level of escalation. */
export type Names =
  | "people"
  | "roles"
  | "statuses"
  | "fields"
  | "flags"
  | "clocks"
  | "levels"
  | "tasks"
  | "documents"
  | "notices";

/** The part after the dot: the policy's key, and the title that people know it by. */
export interface Named {
  readonly key: string;
  readonly title: string;
}

/** What a row may look at: the policy's names, who has which role, and whom people asked for help, the latest last. */
export interface EventContext {
  readonly policy: {
    readonly roles: Readonly<Record<string, { readonly key: string; readonly offered: boolean }>>;
    readonly contacts: Readonly<Record<string, { readonly audience: boolean }>>;
    readonly statuses: readonly { readonly key: string; readonly phase: string }[];
  };
  readonly roles: ReadonlyMap<string, { readonly holders: readonly unknown[] }>;
  readonly requests: readonly { readonly level: string }[];
}

/** Acts by kind, each with what it makes of the event: the part after the dot, or true where there is none; else nothing. */
export type Follows = {
  readonly [K in ActKind]?: (act: ActOf<K>, here: EventContext) => string | boolean | undefined;
};

/** What is to be known of an event. */
export interface EventRow {
  /** What has happened, as the reference says it. */
  readonly when: string;
  /** Absent where the event has no part after a dot. */
  readonly names?: Names;
  /** The event inside a sentence: `declaration`, `the flag Clinical`. */
  readonly noun: string | ((named: Named) => string);
  /** The commands by which a person brings it about, with `…` for what is to be filled in; none: nobody can by a command. */
  readonly answers?: (key: string, here: EventContext) => readonly string[];
  /** The acts that it follows from. Absent where it arises otherwise: of facts, of the status, of tasks. */
  readonly follows?: Follows;
}

/** Offered roles that nobody has taken, by key. */
export function vacantRoles({ policy, roles }: Pick<EventContext, "policy" | "roles">): readonly string[] {
  const offered = Object.values(policy.roles).filter((role) => role.offered);
  return offered.map(({ key }) => key).filter((key) => !roles.get(key)?.holders.length);
}
