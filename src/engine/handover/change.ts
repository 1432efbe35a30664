// The changes of duty that a policy hands over: when the last one was, when the next comes, and who goes and who takes over.
import { isOpen, nextChange } from "../business.ts";
import { nextRotaChange, rotaIn } from "../duty/rota.ts";
import { onDuty } from "../duty.ts";
import { DAY, type Duration, type Instant } from "../instant.ts";
import { Kept } from "../kept.ts";
import type { Calendar, HandoverChange } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";

/** Hours are never closed for so long, and no shift is longer. */
const fortnight: Duration = 14 * DAY;

/** When a change is put in writing: at the change, or so long before it as the policy says. */
export function writtenAt({ before = 0 }: HandoverChange, at: Instant): Instant {
  return at - before;
}

/** The instant of the newest change whose writing is due by `now`; undefined where there was none in two weeks. */
export function lastOf(change: HandoverChange, ruling: Ruling, now: Instant): Instant | undefined {
  const until = now + (change.before ?? 0);
  const since = now - fortnight;
  for (let nth = fortnightOf(until); nth >= fortnightOf(since); nth -= 1) {
    const last = changesIn(nth, change, ruling).findLast((at) => at <= until);
    if (last !== undefined) return last > since ? last : undefined;
  }
  return undefined;
}

/** The instant of the next change whose writing is still to come; undefined where none comes in four weeks. */
export function nextOf(change: HandoverChange, ruling: Ruling, now: Instant): Instant | undefined {
  const since = now + (change.before ?? 0);
  const until = since + 2 * fortnight;
  for (let nth = fortnightOf(since); nth <= fortnightOf(until); nth += 1) {
    const next = changesIn(nth, change, ruling).find((at) => at > since);
    if (next !== undefined) return next <= until ? next : undefined;
  }
  return undefined;
}

/** Who goes off duty and who takes over at an instant: logins, teams, or keys of contacts. */
export function peopleOf(
  change: HandoverChange,
  ruling: Ruling,
  at: Instant,
): { readonly from: readonly string[]; readonly to: readonly string[] } {
  return { from: onDuty(ruling, change.from, at - 1), to: onDuty(ruling, change.to, at) };
}

/** In which fortnight since 1970 an instant lies; each ends with its last instant and begins after that of the one before. */
function fortnightOf(at: Instant): number {
  return Math.ceil(at / fortnight) - 1;
}

const known = new Kept<readonly Instant[]>(1_000);

/** The changes of one fortnight in order, worked out once: every sweep asks, and every handover that was said. */
function changesIn(nth: number, change: HandoverChange, ruling: Ruling): readonly Instant[] {
  return known.of(ruling, `${nth} ${change.id}`, () => [...instants(change, ruling, nth * fortnight)]);
}

/** The changes of the two weeks after an instant, in order; those at which there is somebody to hand over. */
function* instants(change: HandoverChange, ruling: Ruling, from: Instant): Generator<Instant> {
  for (const at of boundaries(change, ruling, from)) {
    if (at > from + fortnight) return;
    if (happens(change, ruling, at)) yield at;
  }
}

function* boundaries({ at }: HandoverChange, ruling: Ruling, from: Instant): Generator<Instant> {
  if (at.kind === "rota") return yield* turnsOf(at.rota, ruling, from);
  const calendar = ruling.policy.calendars[at.calendar];
  if (calendar === undefined) return;
  let next = nextChange(calendar, from);
  while (next !== undefined) {
    if (turns(calendar, next) === at.kind) yield next;
    next = nextChange(calendar, next);
  }
}

function* turnsOf(key: string, ruling: Ruling, from: Instant): Generator<Instant> {
  const rota = rotaIn(ruling, key);
  let next = rota && nextRotaChange(rota, from);
  while (rota !== undefined && next !== undefined) {
    yield next;
    next = nextRotaChange(rota, next);
  }
}

/** Do hours begin or end at an instant? Neither, where one opening follows another without a break. */
function turns(calendar: Calendar, at: Instant): "opens" | "closes" | undefined {
  const [before, after] = [isOpen(calendar, at - 1), isOpen(calendar, at)];
  if (before === after) return undefined;
  return after ? "opens" : "closes";
}

/** A role that goes by a rota is only handed over by somebody; a change of a rota, only from one to another. */
function happens(change: HandoverChange, ruling: Ruling, at: Instant): boolean {
  const { from, to } = peopleOf(change, ruling, at);
  if (change.at.kind === "rota")
    return from.length > 0 && to.length > 0 && from.toSorted().join(" ") !== to.toSorted().join(" ");
  const rule = ruling.policy.roles[change.from];
  return from.length > 0 || rule?.duty.every((duty) => duty.rota === undefined) !== false;
}

/** When the newest change of all that a policy hands over was due in writing: a sweep looks again when that is another. */
export function lastWriting(ruling: Ruling, now: Instant): Instant | undefined {
  const last = (ruling.policy.handover?.changes ?? []).flatMap((change) => {
    const at = lastOf(change, ruling, now);
    return at === undefined ? [] : [writtenAt(change, at)];
  });
  return last.length === 0 ? undefined : Math.max(...last);
}
