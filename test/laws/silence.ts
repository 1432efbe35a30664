// What is owed while nobody does anything: that those who were asked are asked again, and that a clock which goes up rings.
import { isOpen, onward } from "../../src/engine/escalation/step.ts";
import { MINUTE } from "../../src/engine/instant.ts";
import { isMajor, isPaged, type OwedAsk } from "./owed.ts";
import type { Stretch } from "./stretch.ts";

/**
 * When those who were asked are to be asked again where nobody does anything: so long after the last that was said by itself, once a
 * limit or a level has nothing more to say.
 */
export function silencesIn({ past, seen, until, said }: Stretch): readonly OwedAsk[] {
  const here = past.situation(seen, seen);
  const { incident, ruling, standing } = here;
  const every = ruling.policy.attention.silence;
  const isOver = standing.phase === "resolved" || standing.phase === "closed";
  if (every === undefined || isOver || !isMajor(here)) return [];
  const late = past.situation(seen, until - 1).standing;
  const prompts = past.all(seen);
  const ends = [
    ...late.limits.flatMap(({ clock, dueAt }) =>
      clock.overdue.length === 0 ? [] : [dueAt + Math.max(...clock.overdue)],
    ),
    ...late.escalation.steps.flatMap((step) =>
      isOpen(step) && onward(step) === undefined ? [step.saidAt ?? step.at] : [],
    ),
  ];
  if (ends.length === 0) return [];
  const { levels } = ruling.policy.escalation;
  const asked = late.escalation.steps.filter(({ endedAt }) => endedAt === undefined);
  const highest = levels.findLast(({ key }) => asked.some(({ level }) => level.key === key));
  const isRung = highest !== undefined && isPaged(highest, here);
  const steps = [
    ...prompts.map(({ at }) => at),
    ...late.escalation.steps.map(({ at }) => at),
    ...said.filter(({ reminders }) => reminders.some((id) => !id.startsWith("silence/"))).map(({ at }) => at),
  ].toSorted((one, other) => one - other);
  const found: OwedAsk[] = [];
  let base = Math.max(seen, incident.quietUntil ?? seen, Math.min(...ends));
  for (;;) {
    const next = base + every;
    const step = steps.findLast((at) => at > base && at < next);
    if (step !== undefined) base = step;
    else if (next >= until) return found;
    else {
      // By the second it may be counted from another instant.
      const since = next - MINUTE;
      found.push(
        { id: "silence/", at: next, since },
        ...(isRung ? [{ id: "page/silence/", at: next, since, by: "paging" } as const] : []),
      );
      base = next;
    }
  }
}

/** The pages of levels to which a clock goes up by its last word, whenever that itself may be said. */
export function goingUpIn({ past, seen, until, said }: Stretch): readonly OwedAsk[] {
  if (!past.managed(seen)) return [];
  return past.all(seen).flatMap(({ id, escalates, at, state }): readonly OwedAsk[] => {
    const now = Math.max(at, seen);
    // What was said before this stretch went up then.
    const isSaid = said.some((one) => one.at < seen && one.reminders.includes(id));
    if (!escalates || now >= until || isSaid) return [];
    const here = past.situation(seen, now);
    const { next, steps } = here.standing.escalation;
    const isInHand = steps.some(({ endedAt, level }) => endedAt === undefined && level.key === next?.key);
    if (next === undefined || isInHand || here.incident.drill !== undefined || !isPaged(next, here))
      return [];
    return [{ id: `page/escalate/${next.key}/${state.cause}`, at: now, by: "paging" }];
  });
}
