// One process of Tocsin in a rehearsal: a service over the local GitHub that can be ended at any moment, with its memory.
import type { Effect } from "../engine/effect.ts";
import { type Duration, MINUTE } from "../engine/instant.ts";
import type { Log } from "../run/log.ts";
import type { TocsinService } from "../run/service.ts";
import type { Carrier, Clock } from "../world.ts";
import type { RehearsalStage } from "./stage.ts";

/** Who a process is on GitHub, and what it is started with. */
export interface Identity {
  /** With `[bot]`, as GitHub shows it. */
  readonly login: string;
  readonly token: string;
  /** The repositories that the token reaches. */
  readonly repositories: readonly string[];
  /** Leaves alone what is overdue by less. */
  readonly grace: Duration;
  /** How long the events of a key gather; a run of the Action has one event and need not wait. */
  readonly gather: Duration;
  /** It may open pull requests. */
  readonly mayPropose: boolean;
  /** It may look into private repositories besides its own, as an app does where it is installed. */
  readonly looksAround: boolean;
}

/** Puts the Tocsin of one process together over an API. */
export interface Launch {
  (means: LaunchMeans): TocsinService;
  /** Makes the status page of a repository from what GitHub shows now; absent: there is none. */
  readonly page?: (means: PageMeans) => Promise<ReadonlyMap<string, string> | undefined>;
}

/** What the page of a repository is made with. */
export interface PageMeans extends Pick<Identity, "login" | "token"> {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly repository: string;
}

/** What a process is made with. `planned` hears of every effect that was asked for. */
export interface LaunchMeans {
  readonly identity: Identity;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly log: Log;
  /** What the scenario's operator has set up beyond GitHub. */
  readonly carriers: readonly Carrier[];
  readonly planned: (effects: readonly Effect[]) => void;
  /** What it sweeps. */
  readonly repositories: readonly string[];
  readonly sweepEvery: Duration;
}

/** A process that was ended answers nothing any more; what it was about to ask fails. */
class Ended extends Error {
  override readonly name = "Ended";
}

const unheard: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A process of Tocsin. After `end` it asks for nothing and writes nothing. */
export interface Process {
  readonly identity: Identity;
  readonly service: TocsinService;
  /** As if its machine had lost power: at once, and without a word. */
  end(): void;
}

interface Start {
  readonly identity: Identity;
  readonly launch: Launch;
  readonly planned: (effects: readonly Effect[]) => void;
}

/** Starts a process; its service is not listening or sweeping yet. */
export function startProcess(stage: RehearsalStage, { identity, launch, planned }: Start): Process {
  let ended = false;
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (ended) return Promise.reject(new Ended("this process has ended"));
    return stage.github.fetch(input, init);
  };
  const { clock } = stage;
  const { repositories } = identity;
  const carriers = stage.channels.carriersOf({ login: identity.login, hasEnded: () => ended });
  const means = { identity, fetch, clock, log: unheard, carriers, planned, repositories };
  const service = launch({ ...means, sweepEvery: 5 * MINUTE });
  return {
    identity,
    service,
    end: () => {
      ended = true;
      stage.clock.after(0, () => service.stop());
    },
  };
}
