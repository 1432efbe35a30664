// Which levels of escalation somebody stands for whom a person says to have called: by level, role, duty, or as its holder.
import { hoursAt, onDuty } from "../duty.ts";
import type { Incident } from "../incident.ts";
import type { Instant } from "../instant.ts";
import { nameOf } from "../party.ts";
import type { EscalationLevel } from "../policy/model.ts";
import { plainOf } from "../policy/names.ts";
import type { Ruling } from "../policy/ruling.ts";

/** The levels that somebody stands for at an instant; none for everybody else. */
export function levelsOf(
  who: string,
  at: Instant,
  { incident, ruling }: { readonly incident: Incident; readonly ruling: Ruling },
): readonly EscalationLevel[] {
  const { escalation, roles, contacts } = ruling.policy;
  const given = plainOf(who);
  const named = escalation.levels.filter(({ key, role, core = role }) =>
    [key, ...[role, core].flatMap((one) => [one, roles[one]?.title ?? one])].some(
      (name) => plainOf(name) === given,
    ),
  );
  if (named.length > 0) return named;
  return escalation.levels.filter((level) => {
    const role = roleAt(level, ruling, at);
    const duty = onDuty(ruling, role, at).flatMap((one) => [one, contacts[one]?.title ?? one]);
    const people = [...(incident.roles.get(role)?.holders ?? []).map(nameOf), ...duty];
    return people.some((name) => plainOf(name) === given);
  });
}

/** The role that a level asks at an instant: in core hours it may be another. */
export function roleAt({ role, core }: EscalationLevel, ruling: Ruling, at: Instant): string {
  return core !== undefined && hoursAt(ruling, at) === "core" ? core : role;
}
