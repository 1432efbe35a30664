// Silence by everybody: since when no person has done anything on an incident, and when those who were asked are asked again.
import { onDuty } from "../duty.ts";
import type { Incident } from "../incident.ts";
import type { Duration, Instant } from "../instant.ts";
import { isPerson } from "../own.ts";
import { nameOf } from "../party.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { Item } from "../snapshot/timeline.ts";
import type { IncidentSnapshot } from "../snapshot.ts";

/** Since when nobody has done anything, and what that was, by its node id. */
export interface LastAct {
  readonly at: Instant;
  readonly cause: string;
}

/**
 * The last thing that a person did on the issue; where nobody did anything yet, that it was declared. Where everybody may comment,
 * the words of passers-by end no silence.
 */
export function lastActOf(snapshot: IncidentSnapshot, incident: Incident, ruling: Ruling): LastAct {
  const { issue, me } = snapshot;
  const isOfHouse = house(snapshot, incident, ruling);
  const last = issue.timeline.findLast(
    (item) =>
      item.at >= incident.declaredAt &&
      isPerson(item.by, ruling.policy, me) &&
      (takesRights.has(item.kind) || isOfHouse(item.by.login.toLowerCase(), item.at)),
  );
  return last === undefined
    ? { at: incident.declaredAt, cause: incident.declaredBy }
    : { at: last.at, cause: last.id };
}

/** What GitHub lets nobody do who has no rights on the repository; all else anybody can on a public one, be it only on his own issue. */
const takesRights: ReadonlySet<Item["kind"]> = new Set([
  "labeled",
  "unlabeled",
  "assigned",
  "unassigned",
  "marked-duplicate",
  "unmarked-duplicate",
  "transferred",
]);

/** Who is of the house: on a private repository everybody, on a public one who has a part in the incident or did something in it. */
function house(
  { issue, repository }: IncidentSnapshot,
  incident: Incident,
  ruling: Ruling,
): (login: string, at: Instant) => boolean {
  if (!repository.public) return () => true;
  const { attention, roles } = ruling.policy;
  const known = new Set(
    [
      ...[...incident.roles.values()].flatMap(({ holders }) => holders.map(nameOf)),
      ...issue.assignees,
      ...attention.fallback,
      incident.acceptedBy ?? "",
      issue.authorIsMember ? (issue.author?.login ?? "") : "",
      ...incident.acts.flatMap(({ by, verdict }) => (verdict === "done" && by !== undefined ? [by] : [])),
    ].map((name) => name.toLowerCase()),
  );
  const isOnDuty = (login: string, at: Instant): boolean =>
    Object.keys(roles).some((role) => onDuty(ruling, role, at).some((one) => one.toLowerCase() === login));
  return (login, at) => known.has(login) || isOnDuty(login, at);
}

/** What a silence is counted from. */
export interface Silent {
  /** When the last person acted, or a quiet hour that one wanted ended. */
  readonly from: Instant;
  /** What the clocks and the levels of escalation say by themselves, in any order. */
  readonly steps: readonly Instant[];
  readonly every: Duration;
}

/** The last time at which those who were asked are asked again, and the next; `count`: how many there were. */
export interface AskedAgain {
  readonly count: number;
  readonly at?: Instant | undefined;
  readonly next: Instant;
}

/**
 * So long after the last step, and so long again each time: a step that is said by itself meanwhile counts as an ask. By nothing
 * but the history and the policy, so that what was asked late or deleted moves nothing.
 */
export function askedAgain({ from, steps, every }: Silent, now: Instant): AskedAgain {
  let count = 0;
  let at: Instant | undefined;
  let next = from + every;
  const later = steps.filter((step) => step > from).toSorted((one, other) => one - other);
  for (;;) {
    // Of the steps that come before it the last one begins the time anew.
    const base = next - every;
    const step = later.find((one) => one > base && one <= next);
    if (step !== undefined) next = step + every;
    else if (next > now) return { count, at, next };
    else {
      count += 1;
      at = next;
      next += every;
    }
  }
}
