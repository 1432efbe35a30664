// The one place where a running Tocsin is put together: server, Action, command line, demo and rehearsals differ only in what they hand in.
import type { HolidaySource } from "../engine/holidays.ts";
import type { Duration } from "../engine/instant.ts";
import { readOwnMessages } from "../render/own/read.ts";
import type { Renderer } from "../render/render.ts";
import { createRulings, type Rulings } from "../rulings/rulings.ts";
import { presets } from "../shipped/presets.ts";
import { documents } from "../shipped/templates.ts";
import { version } from "../shipped/version.ts";
import type { Clock } from "../world.ts";
import { createLive, type Live, type LiveOptions } from "./live.ts";
import type { Log } from "./log.ts";
import type { Meter } from "./meter.ts";
import type { Ending } from "./queue/pass.ts";
import { createService, type TocsinService } from "./service.ts";

/** What a host hands in. Whatever it does without it has to say, so that nothing is missing by forgetting. */
export interface TocsinOptions extends Omit<LiveOptions, "waiting" | "later" | "clock"> {
  readonly clock: Clock;
  readonly log: Log;
  /** The words of Tocsin. */
  readonly render: Renderer;
  /** Counts requests pass by pass; its `fetch` is the client's. `undefined`: nobody counts. */
  readonly meter: Meter | undefined;
  /** Told how every pass ended. */
  readonly ended: ((ending: Ending) => void) | undefined;
  /** How long the events of a key gather, how often is swept, and what is left to another writer; absent: as a server does. */
  readonly gather?: Duration;
  readonly sweepEvery?: Duration;
  readonly grace?: Duration | undefined;
}

/** A Tocsin that can be started. */
export interface Tocsin {
  readonly service: TocsinService;
  readonly live: Live;
}

/** Looks at one incident without writing, beside whatever runs: passes remember nothing of what was read here. */
export function lookingBeside(options: TocsinOptions): Live["look"] {
  const hears = { planned: undefined, watched: undefined, passed: undefined };
  const apart = { carriers: [], waiting: () => [], later: () => undefined, hears, broken: undefined };
  return createLive({ ...options, ...apart }).look;
}

/**
 * Rulings under the presets that ship, with public holidays of regions that the engine's own table does not have by
 * `holidays`; `undefined`: a policy that names such a region is refused.
 */
export function shippedRulings(holidays: HolidaySource | undefined): Rulings {
  return createRulings({
    ...{ presets: presets(), documents: documents(), version, holidays },
    messages: readOwnMessages,
  });
}

/** Puts it together. Nothing is asked of GitHub before the first pass or sweep. */
export function createTocsin(options: TocsinOptions): Tocsin {
  const { clock, log, meter, ended, gather, sweepEvery, grace } = options;
  const live = createLive({
    ...options,
    waiting: (repository, most) => service.waiting(repository, most),
    later: (key, hint) => service.look(key, hint),
  });
  const service: TocsinService = createService({
    clock,
    log,
    pass: meter === undefined ? live.pass : meter.metered(live.pass),
    border: live.border,
    ...(gather !== undefined && { gather }),
    ...(sweepEvery !== undefined && { sweepEvery }),
    ...(grace !== undefined && { grace }),
    ...(ended !== undefined && { ended }),
  });
  return { service, live };
}
