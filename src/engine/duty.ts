// Who has a role by duty at an instant, and in which hours: the policy's people and rotas, core hours and out of hours (H-19).
import { isOpen, nextChange } from "./business.ts";
import { earliest } from "./duty/earliest.ts";
import { nextRotaChange, rotaIn, whoByRota } from "./duty/rota.ts";
import type { Instant } from "./instant.ts";
import type { Calendar, Duty } from "./policy/model.ts";
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
  const rule = ruleAt(ruling, role, at);
  if (rule?.rota === undefined) return rule?.people ?? [];
  const rota = rotaIn(ruling, rule.rota);
  const who = rota && whoByRota(rota, at);
  return who === undefined ? [] : [who];
}

/** The first entry of a role's duty that holds at an instant. */
function ruleAt(ruling: Ruling, role: string, at: Instant): Duty | undefined {
  const rules = dutyOf(ruling, role);
  // Most roles have one rule or none: the hours are worked out only where they matter.
  if (rules.every(({ hours }) => hours === "always")) return rules[0];
  const hours = hoursAt(ruling, at);
  return rules.find((rule) => rule.hours === "always" || rule.hours === hours);
}

function dutyOf({ policy }: Ruling, role: string): readonly Duty[] {
  return Object.hasOwn(policy.roles, role) ? (policy.roles[role]?.duty ?? []) : [];
}

/**
 * When who is on duty for any of these roles may next change after an instant: hours begin or end, or something of the rota
 * that says who now. Undefined where it never changes.
 */
export function nextChangeOf(ruling: Ruling, roles: readonly string[], at: Instant): Instant | undefined {
  const calendar = coreCalendar(ruling);
  const byHours = roles.some((role) => dutyOf(ruling, role).some(({ hours }) => hours !== "always"));
  const rotas = roles.flatMap((role) => {
    const key = ruleAt(ruling, role, at)?.rota;
    const rota = key === undefined ? undefined : rotaIn(ruling, key);
    return rota === undefined ? [] : [nextRotaChange(rota, at)];
  });
  return earliest([byHours && calendar ? nextChange(calendar, at) : undefined, ...rotas], at);
}

/** A change of who is on duty for a role. */
export interface DutyChange {
  readonly at: Instant;
  readonly role: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A rota that never names anybody twice in a row changes a few times a day: this many in a row without one are a week and more. */
const mostSteps = 60;

/** The next change of who is on duty for a role after an instant; changes of shift at which the same people stay are none. */
export function nextHandover(ruling: Ruling, role: string, at: Instant): DutyChange | undefined {
  const before = onDuty(ruling, role, at);
  let step: Instant | undefined = at;
  for (let steps = 0; steps < mostSteps; steps += 1) {
    step = nextChangeOf(ruling, [role], step);
    if (step === undefined) return undefined;
    const after = onDuty(ruling, role, step);
    if (!same(before, after)) return { at: step, role, before, after };
  }
  return undefined;
}

/** The changes of who is on duty for a role after `from`, up to and with `to`, in order. */
export function changesOf(
  ruling: Ruling,
  role: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): readonly DutyChange[] {
  const found: DutyChange[] = [];
  for (
    let next = nextHandover(ruling, role, from);
    next && next.at <= to;
    next = nextHandover(ruling, role, next.at)
  )
    found.push(next);
  return found;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((who) => other.includes(who));
}
