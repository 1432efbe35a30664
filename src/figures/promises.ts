// What was promised and whether it was kept: every clock of the policy over the incidents of a period, misses first.
import type { Instant } from "../engine/instant.ts";
import type { ClockRule, Policy } from "../engine/policy/model.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import type { KeptPromise, Late, LimitRun, PromiseKind } from "./data.ts";
import { nameOf } from "./naming.ts";

/** Every clock that ran: those with the most misses first, else in the policy's order. */
export function promisesOf(
  counted: readonly IncidentSituation[],
  policy: Policy,
  now: Instant,
): readonly KeptPromise[] {
  const runs = Map.groupBy(counted.flatMap(runsOf), ({ clock }) => clock);
  const known = policy.clocks.map(({ name }) => name);
  const names = [...known, ...[...runs.keys()].filter((name) => !known.includes(name))];
  return names
    .flatMap((name) => {
      const all = runs.get(name);
      return all === undefined
        ? []
        : [
            promiseOf(
              name,
              all.map(({ run }) => run),
              { policy, now },
            ),
          ];
    })
    .toSorted((one, other) => unkept(other) - unkept(one));
}

const unkept = ({ missed, overdue }: KeptPromise): number => missed.length + overdue.length;

interface Run {
  readonly clock: string;
  readonly run: LimitRun;
}

/** Every limit of an incident that came to its end, and those that run. */
function runsOf(here: IncidentSituation): readonly Run[] {
  const named = nameOf(here);
  const ended = here.incident.ended.map(({ clock, startsAt, dueAt, endedAt, moot }) => ({
    clock,
    run: { ...named, startsAt, dueAt, endedAt, moot },
  }));
  const running = here.standing.limits.map(({ clock, state, dueAt }) => ({
    clock: clock.name,
    run: { ...named, startsAt: state.startsAt, dueAt },
  }));
  return [...ended, ...running];
}

function promiseOf(
  name: string,
  runs: readonly LimitRun[],
  { policy, now }: { readonly policy: Policy; readonly now: Instant },
): KeptPromise {
  const rule = policy.clocks.find((one) => one.name === name);
  const moot = runs.filter((run) => run.moot);
  const ended = runs.filter((run) => run.endedAt !== undefined && !run.moot);
  const open = runs.filter(({ endedAt }) => endedAt === undefined);
  const missed = ended.flatMap((run) => lateBy(run, run.endedAt ?? run.dueAt));
  return {
    clock: name,
    title: rule?.title ?? name,
    kind: rule === undefined ? "other" : kindOf(rule, policy),
    runs,
    kept: ended.length - missed.length,
    missed: missed.toSorted(longest),
    overdue: open.flatMap((run) => lateBy(run, now)).toSorted(longest),
    running: open.filter(({ dueAt }) => dueAt >= now).map(({ ref, url }) => ({ ref, url })),
    moot: moot.map(({ ref, url }) => ({ ref, url })),
  };
}

function lateBy({ ref, url, dueAt }: LimitRun, at: Instant): readonly Late[] {
  return at > dueAt ? [{ ref, url, dueAt, late: at - dueAt }] : [];
}

const longest = (one: Late, other: Late): number => other.late - one.late || one.dueAt - other.dueAt;

/** What a clock is about, by the events that it hangs on. */
function kindOf({ name, restarts, stops }: ClockRule, { notices }: Policy): PromiseKind {
  if (restarts.some((event) => event === "update")) return "update";
  const isForNotice = Object.values(notices).some(({ clock, next }) => clock === name || next === name);
  if (isForNotice || [...stops, ...restarts].some((event) => /^(?:first\.)?notice(?:\.|$)/.test(event)))
    return "notice";
  return stops.some((event) => /^(?:ended|filed)\./.test(event)) ? "report" : "other";
}
