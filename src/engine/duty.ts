// Who has a role by duty at an instant, and in which hours: the policy's people and rotas, core hours and out of hours (H-19).
import { isOpen } from "./business.ts";
import type { Instant } from "./instant.ts";
import type { Calendar } from "./policy/model.ts";
import type { Ruling } from "./policy/ruling.ts";

/** The calendar that divides core hours from out of hours: the policy's first. */
export function coreCalendar({ policy }: Ruling): Calendar | undefined {
  return Object.values(policy.calendars)[0];
}

/** `core` or `out`; a policy without calendars has core hours always. */
export function hoursAt(ruling: Ruling, at: Instant): "core" | "out" {
  const calendar = coreCalendar(ruling);
  return calendar === undefined || isOpen(calendar, at) ? "core" : "out";
}

/** Who has a role by duty at an instant: logins, `owner/team`, or keys of contacts; empty where nobody has. */
export function onDuty(ruling: Ruling, role: string, at: Instant): readonly string[] {
  const rules = ruling.policy.roles[role]?.duty ?? [];
  const hours = hoursAt(ruling, at);
  const now = rules.find((rule) => rule.hours === "always" || rule.hours === hours);
  return now?.people ?? [];
}
