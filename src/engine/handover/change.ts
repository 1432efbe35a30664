// The changes of duty that a policy hands over: when the last one was, when the next comes, and who goes and who takes over.
import { isOpen, nextChange } from "../business.ts";
import { nextRotaChange, rotaIn } from "../duty/rota.ts";
import { onDuty } from "../duty.ts";
import { DAY, type Duration, type Instant } from "../instant.ts";
import type { Calendar, HandoverChange } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";

/** Hours are never closed for so long, and no shift is longer. */
const farthest: Duration = 14 * DAY;

/** When a change is put in writing: at the change, or so long before it as the policy says. */
export function writtenAt({ before = 0 }: HandoverChange, at: Instant): Instant {
  return at - before;
}

const lasts = new WeakMap<Ruling, Map<string, Instant | undefined>>();
const mostKept = 1_000;

/** The instant of the newest change whose writing is due by `now`; undefined where there was none in two weeks. */
export function lastOf(change: HandoverChange, ruling: Ruling, now: Instant): Instant | undefined {
  // It is asked for every handover that was said, and to go through two weeks is slow.
  const known = lasts.get(ruling) ?? new Map<string, Instant | undefined>();
  lasts.set(ruling, known);
  const key = `${now} ${change.id}`;
  if (!known.has(key)) {
    if (known.size >= mostKept) known.clear();
    known.set(key, findLast(change, ruling, now));
  }
  return known.get(key);
}

function findLast(change: HandoverChange, ruling: Ruling, now: Instant): Instant | undefined {
  const until = now + (change.before ?? 0);
  let last: Instant | undefined;
  for (const at of instants(change, ruling, now - farthest)) {
    if (at > until) break;
    last = at;
  }
  return last;
}

/** The instant of the next change whose writing is still to come; undefined where none comes in two weeks. */
export function nextOf(change: HandoverChange, ruling: Ruling, now: Instant): Instant | undefined {
  const until = now + (change.before ?? 0);
  for (const at of instants(change, ruling, until)) if (at > until) return at;
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

/** The changes after an instant in order, for four weeks; those at which there is somebody to hand over. */
function* instants(change: HandoverChange, ruling: Ruling, from: Instant): Generator<Instant> {
  for (const at of boundaries(change, ruling, from)) {
    if (at > from + 2 * farthest) return;
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
