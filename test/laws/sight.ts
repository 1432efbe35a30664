// When Tocsin sees a world and can write in it, by its scenario and its crashes: from then what was due meanwhile has its time.
import { type Duration, type Instant, MINUTE, SECOND } from "../../src/engine/instant.ts";
import type { FaultPlan, Scenario } from "../../src/rehearse/scenario.ts";
import type { Played } from "./play.ts";

/** What took a world out of sight beyond the steps of its scenario. */
export interface Gaps {
  /** When the process was gone, at whatever write. */
  readonly crashes: readonly Instant[];
  /** When the next one began. */
  readonly restarts: readonly Instant[];
}

/** By when what is due at an instant must have been done; never where nobody looks long enough for that. */
export interface Sight {
  /** What a clock says: whoever runs knows that by itself. */
  readonly by: (at: Instant) => Instant;
  /** What follows from something that people did, of which Tocsin must hear first. */
  readonly hears: (at: Instant) => Instant;
}

/** So long a pass may take. */
export const aPass: Duration = 5 * SECOND;
/** A server sweeps so often. What was not told is found then, and what could not be read is read again. */
const sweep: Duration = 5 * MINUTE;
/** The sweep of a start, all that it finds, and what waits there for whoever was mentioned a moment ago. */
const start: Duration = MINUTE;

/** A machine that looks at all that there is, and how soon. */
interface Watch {
  readonly machine: "server" | "action";
  /** From when something is due until it is looked at. */
  readonly sees: Duration;
  /** From when people did something until it is known. */
  readonly heard: Duration;
  /** From when it begins, or is refused nothing any more, until all is as it always was. */
  readonly settling: Duration;
}

/** It looks from one instant to another; `settled`: when all was as it always was since the machine began. */
interface Stretch extends Watch {
  readonly from: Instant;
  readonly to: Instant;
  readonly settled: Instant;
}

/** When Tocsin has done something in a world: `within` that of when it sees that it is due. */
export function sightOf(
  { host, steps, crashes, restarts }: Pick<Scenario, "host" | "steps"> & Partial<Gaps>,
  within: Duration,
): Sight {
  const stretches = stretchesOf({ host, steps }, { crashes: crashes ?? [], restarts: restarts ?? [] });
  return {
    by: (at) => reached(at, stretches, ({ sees }) => sees + within),
    hears: (at) => reached(at, stretches, ({ sees, heard }) => sees + heard + within),
  };
}

/** The same of a world that was played. */
export function sightIn({ stage: { scenario }, crashes, restarts }: Played, within: Duration): Sight {
  return sightOf({ ...scenario, crashes, restarts }, within);
}

/** The end of the time that something has from an instant on: it lies within the life of one machine. */
function reached(at: Instant, stretches: readonly Stretch[], time: (stretch: Stretch) => Duration): Instant {
  let by = Number.NEGATIVE_INFINITY;
  let life: Instant | undefined;
  for (const stretch of stretches.filter(({ to }) => to > at)) {
    const { from, to, settled } = stretch;
    const own = Math.max(at, from) + time(stretch);
    by = Math.max(own, life === settled ? by : at < settled ? settled : at);
    life = settled;
    if (by <= to) return by;
  }
  return Number.POSITIVE_INFINITY;
}

interface State {
  readonly host: Scenario["host"];
  readonly isUp: boolean;
  readonly webhooks: NonNullable<FaultPlan["webhooks"]>;
  readonly fail: number;
  readonly lag: Duration;
}

interface Change {
  readonly at: Instant;
  readonly to: (state: State) => State;
}

function stretchesOf({ host, steps }: Pick<Scenario, "host" | "steps">, gaps: Gaps): readonly Stretch[] {
  const changes: readonly Change[] = [
    ...steps.flatMap(changeOf),
    ...gaps.restarts.map((at): Change => ({ at, to: (state) => ({ ...state, isUp: true }) })),
    // A process may crash in the instant in which it began.
    ...gaps.crashes.map((at): Change => ({ at, to: (state) => ({ ...state, isUp: false }) })),
    { at: Number.POSITIVE_INFINITY, to: (state) => state },
  ];
  const found: Stretch[] = [];
  let state: State = { host, isUp: true, webhooks: {}, fail: 0, lag: 0 };
  let from = Number.NEGATIVE_INFINITY;
  let wasFailing = false;
  for (const { at, to } of changes.toSorted((one, other) => one.at - other.at)) {
    if (at > from) {
      found.push(...stretchOf(state, { from, to: at, before: found.at(-1), wasFailing }));
      wasFailing = state.fail > 0;
    }
    state = to(state);
    from = at;
  }
  return found;
}

function changeOf({ at, deed }: Scenario["steps"][number]): readonly Change[] {
  switch (deed.kind) {
    case "app":
      return [{ at, to: (state) => ({ ...state, isUp: deed.to === "start" }) }];
    case "host":
      return [{ at, to: (state) => ({ ...state, host: deed.host, isUp: true }) }];
    case "faults":
      return [{ at, to: (state) => afflicted(state, deed.faults) }];
    default:
      return [];
  }
}

/** A part of the faults that is not named stays as it is. */
function afflicted(state: State, { webhooks, requests, reads }: FaultPlan): State {
  return {
    ...state,
    ...(webhooks && { webhooks }),
    ...(requests && { fail: requests.fail ?? 0 }),
    ...(reads && { lag: reads.lag ?? 0 }),
  };
}

interface Around {
  readonly from: Instant;
  readonly to: Instant;
  readonly before: Stretch | undefined;
  readonly wasFailing: boolean;
}

/** A stretch, if anybody looks there. Where the machine of the one before goes on, it has settled when that had. */
function stretchOf(state: State, { from, to, before, wasFailing }: Around): readonly Stretch[] {
  const watch = watchOf(state);
  if (watch === undefined) return [];
  const goesOn = before?.to === from && before.machine === watch.machine;
  // What was refused waits for its next try, which the sweep of a server is at the latest.
  const settled = from + watch.settling + (wasFailing ? sweep : 0);
  return [{ ...watch, from, to, settled: goesOn ? before.settled : settled }];
}

function watchOf({ host, isUp, webhooks, fail, lag }: State): Watch | undefined {
  if (fail > 0) return undefined;
  const isTold = (webhooks.drop ?? 0) === 0 && (webhooks.delay ?? 0) === 0;
  if (isUp && host.server !== undefined)
    return {
      machine: "server",
      sees: lag,
      heard: isTold ? 0 : sweep + lag,
      settling: start + lag,
    };
  // Runs by a schedule go on where a server is down, and without one they are the app. They leave a server its grace.
  const { action } = host;
  if (action === undefined || !(isUp || host.server !== undefined)) return undefined;
  const round = action.every + action.grace;
  return { machine: "action", sees: round, heard: round, settling: round };
}
