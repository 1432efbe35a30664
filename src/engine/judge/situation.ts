// What a judgement is made from: the history so far, the ruling policy, and the rights that were looked up.

import type { Facts } from "../facts.ts";
import type {
  ClockState,
  Flagged,
  Holding,
  Management,
  SettledSeverity,
  SettledStatus,
} from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { Judged, RefusalReason } from "../ledger.ts";
import type { Ruling } from "../policy/ruling.ts";
import { atLeast, holdersOf, isHeldBy } from "../rights.ts";
import type { IncidentSnapshot } from "../snapshot.ts";

/** The incident as it stood when somebody did something. */
export interface JudgingSituation {
  readonly snapshot: IncidentSnapshot;
  readonly ruling: Ruling;
  readonly management: Management;
  readonly facts: Facts;
  readonly severity?: SettledSeverity | undefined;
  readonly status: SettledStatus;
  readonly roles: Readonly<Record<string, Holding>>;
  readonly clocks: Readonly<Record<string, ClockState>>;
  readonly assignees: ReadonlySet<string>;
  readonly raising: readonly string[];
  readonly fixed: boolean;
  readonly flags: Readonly<Record<string, Flagged>>;
  /** When what is judged happened: who is on duty hangs on it. */
  readonly at: Instant;
}

/** A judgement without what every judgement has. */
export type Judgement = Pick<Judged, "verdict" | "acts" | "refusal">;

/** A judgement; `undefined`: it is nothing to us. `needs`: rights to look up first. */
export type JudgingResult = Judgement | { readonly needs: string } | undefined;

/** Rights that stay with their holders though nobody holds them (design, "Policy"). */
const neverFalls: ReadonlySet<string> = new Set(["flag", "unflag", "made-safe", "accept"]);

/** May a person give a command? `unknown`: their GitHub role must be looked up first. */
export function may(login: string, command: string, here: JudgingSituation): "yes" | "no" | "unknown" {
  const rule = here.ruling.policy.commands[command];
  if (rule === undefined) return "no";
  const held = rule.holders
    .map((role) => holdersOf(role, here, here.at))
    .filter((holders) => holders.length > 0);
  if (held.some((holders) => isHeldBy(holders, login))) return "yes";
  if (held.length > 0 || (rule.holders.length > 0 && neverFalls.has(command))) return "no";
  const role = here.snapshot.roles[login];
  if (role === undefined) return "unknown";
  return atLeast(role, rule.role) ? "yes" : "no";
}

/** Does somebody from outside report in public? Members need no look-up. */
export function isOutsider(login: string, here: JudgingSituation): boolean | "unknown" {
  const { repository, issue, roles } = here.snapshot;
  if (!repository.public) return false;
  if (issue.authorIsMember && issue.author?.login === login) return false;
  const role = roles[login];
  return role === undefined ? "unknown" : !atLeast(role, "triage");
}

/** Does what somebody may do, refuses what they may not, and asks for the look-up where that is not known. */
export function allowed(
  login: string,
  command: string,
  here: JudgingSituation,
  then: () => JudgingResult,
): JudgingResult {
  switch (may(login, command, here)) {
    case "yes":
      return then();
    case "no":
      return refuse("right", { command });
    default:
      return { needs: login };
  }
}

/** A refusal by the name of its sentence. */
export function refuse(kind: string, values: RefusalReason["values"] = {}): Judgement {
  return { verdict: "refused", acts: [], refusal: { kind, values } };
}

/** An act that is done. */
export function done(...acts: Judged["acts"]): JudgingResult {
  return { verdict: "done", acts };
}

/** Something that a person did, from which nothing follows. */
export const seen: JudgingResult = { verdict: "seen", acts: [] };

/** The first status of a phase, in the policy's order. */
export function statusIn(here: { ruling: Ruling }, phase: string): string | undefined {
  return here.ruling.policy.statuses.find((status) => status.phase === phase)?.key;
}
