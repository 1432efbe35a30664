// Plays a history in a world, calm or disturbed: the same Tocsin as the server's, on the local GitHub, in virtual time.
import { stringify } from "yaml";
import type { Instant } from "../../src/engine/instant.ts";
import { MINUTE, SECOND } from "../../src/engine/instant.ts";
import type { IncidentSituation } from "../../src/engine/situation.ts";
import type { IncidentSnapshot } from "../../src/engine/snapshot.ts";
import { repositoryKey } from "../../src/engine/subject.ts";
import { createClient } from "../../src/github/client.ts";
import { Refused } from "../../src/local-github/rights.ts";
import type { Outcome } from "../../src/reconcile.ts";
import { castScenario } from "../../src/rehearse/casting.ts";
import { Host } from "../../src/rehearse/host.ts";
import { perform } from "../../src/rehearse/perform.ts";
import type { Launch } from "../../src/rehearse/process.ts";
import type { Step } from "../../src/rehearse/scenario.ts";
import { bringFaults, type RehearsalStage, StepFailed, setStage } from "../../src/rehearse/stage.ts";
import { createRenderer } from "../../src/render/render.ts";
import { createLive, type Live } from "../../src/run/live.ts";
import { createService, type TocsinService } from "../../src/run/service.ts";
import { shippedRulings } from "../../src/run/tocsin.ts";
import { templates } from "../../src/shipped/templates.ts";
import type { Carried, Carrier, Clock } from "../../src/world.ts";
import type { History, Timed } from "./history.ts";
import { proof } from "./marks.ts";
import type { Weather } from "./weather.ts";

/** A pass that somebody made: when it began and ended, and what it found; nothing where it failed or its process ended. */
export interface Passed {
  readonly key: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly outcome?: Look | undefined;
}

/** Something that a process handed to a channel, and what that said of it; nothing where its process ended before. */
export interface HandedOver {
  readonly id: string;
  readonly at: Instant;
  said?: { readonly state: Carried["state"]; readonly at: Instant };
}

/** A world after its history: the GitHub that is left, and every pass that was made in it. */
export interface Played {
  readonly stage: RehearsalStage;
  readonly passes: readonly Passed[];
  /** All that was handed to channels, in order. */
  readonly handed: readonly HandedOver[];
  /** When the process crashed. */
  readonly crashes: readonly Instant[];
  /** When the next one began after a crash. */
  readonly restarts: readonly Instant[];
  /** Acts that GitHub refused. */
  readonly refused: number;
  /** What a fresh process sees at the end and would do, by the alias of the incident. */
  readonly looks: Readonly<Record<string, Look>>;
  /** What it would do about the handover. */
  readonly handover: Outcome;
}

const render = createRenderer(templates());
const rulings = shippedRulings(undefined);
/** The two sweeps after everything: the server sweeps every five minutes. */
const after = 11 * MINUTE;

/** A scenario file of a history in a weather; crashes are not in it. */
export function scenarioText({ head, acts, until }: History, steps: readonly Timed[]): string {
  const all = [...acts, ...steps].toSorted((one, other) => one.after - other.after);
  const last = { after: until, words: { reads: { lag: "0s" }, requests: { fail: 0 }, webhooks: {} } };
  const words = [...all, last].map(({ after: at, words: what }) => ({ at: `+${at}s`, ...what }));
  return stringify({ title: `History ${head.seed}`, ...head, steps: words });
}

/** Plays it to its end, and then until two sweeps have passed without a fault. */
export async function play(history: History, weather: Weather): Promise<Played> {
  const casting = castScenario("history.yml", scenarioText(history, weather.steps), { directory: "." });
  if (casting.kind === "faulty") throw new Error(`No scenario: ${JSON.stringify(casting.problems)}`);
  const stage = await setStage(casting.cast);
  const passes: Passed[] = [];
  const handed: HandedOver[] = [];
  const host = new Host(
    { stage, launch: launching(stage, passes, handed), planned: () => undefined },
    { server: { replicas: 1 } },
  );
  const { clock, scenario } = stage;
  const end = scenario.start + history.until * SECOND;
  const { crashes, restarts } = crashing(stage, host, weather, end);
  let refused = 0;
  for (const step of scenario.steps) {
    clock.after(step.at - clock.now(), () => {
      if (!act(stage, host, step)) refused++;
    });
  }
  clock.after(end - clock.now(), () => host.start());
  host.start();
  await clock.advanceTo(end + after);
  return { stage, passes, handed, crashes, restarts, refused, ...(await lookAtAll(stage)) };
}

async function lookAtAll(stage: RehearsalStage): Promise<Pick<Played, "looks" | "handover">> {
  const engine = launch(stage);
  const looks: Record<string, Look> = {};
  for (const [alias, ref] of stage.aliases) {
    stage.clock.after(0, async () => {
      looks[alias] = lookOf(await engine.look(ref));
    });
  }
  let handover: Outcome = { key: repositoryKey(stage.home, "handover"), again: false };
  stage.clock.after(0, async () => {
    handover = await engine.look(handover.key);
  });
  await stage.clock.settle();
  return { looks, handover };
}

/** Ends the process after single writes, in the middle of their document, and starts it again later. */
function crashing(
  stage: RehearsalStage,
  host: Host,
  { crashes }: Weather,
  end: Instant,
): Pick<Played, "crashes" | "restarts"> {
  const at: Instant[] = [];
  const restarts: Instant[] = [];
  let writes = 0;
  stage.github.onWrite(() => {
    writes++;
    const crash = crashes.find((one) => one.write === writes);
    if (crash === undefined || stage.clock.now() >= end) return;
    at.push(stage.clock.now());
    host.stop();
    stage.clock.after(crash.pause * SECOND, () => {
      restarts.push(stage.clock.now());
      host.start();
    });
    throw new Error("the process has crashed");
  });
  return { crashes: at, restarts };
}

/** Does what a step says; false where GitHub refused it or there is nothing that it could be done to. */
function act(stage: RehearsalStage, host: Host, step: Step): boolean {
  const { deed } = step;
  switch (deed.kind) {
    case "app":
      if (deed.to === "start") host.start();
      else host.stop();
      return true;
    case "faults":
      bringFaults(stage, deed.faults);
      return true;
    case "host":
    case "sweep":
    case "role":
      throw new Error(`a history has no step of the kind ${deed.kind}`);
    default:
      return performed(stage, { ...step, deed }, host.logins);
  }
}

function performed(...[stage, step, app]: Parameters<typeof perform>): boolean {
  try {
    perform(stage, step, app);
    return true;
  } catch (error) {
    if (error instanceof Refused || error instanceof StepFailed) return false;
    throw error;
  }
}

/** A channel of which all that it is handed is on record. */
function recorded(carrier: Carrier, { clock }: RehearsalStage, handed: HandedOver[]): Carrier {
  return {
    ...carrier,
    carry: async (effect, text, attempt) => {
      const one: HandedOver = { id: effect.id, at: clock.now() };
      handed.push(one);
      const said = await carrier.carry(effect, text, attempt);
      one.said = { state: said.state, at: clock.now() };
      return said;
    },
  };
}

/** The processes of the host, each pass on record. */
function launching(stage: RehearsalStage, passes: Passed[], handed: HandedOver[]): Launch {
  return ({ identity, fetch, clock, log, carriers, sweepEvery }) => {
    const live = launch(stage, {
      fetch,
      carriers: carriers.map((carrier) => recorded(carrier, stage, handed)),
      later: (key) => service.look(key),
      waiting: (repository, most) => service.waiting(repository, most),
    });
    const { gather, grace } = identity;
    const service: TocsinService = createService({
      ...{ clock, log, gather, grace, sweepEvery },
      border: live.border,
      pass: async (key, hint) => {
        const from = stage.clock.now();
        let outcome: Outcome | undefined;
        try {
          const found = await live.pass(key, hint);
          outcome = found as Outcome & typeof found;
          return found;
        } finally {
          passes.push({ key, from, to: stage.clock.now(), outcome: outcome && lookOf(outcome) });
        }
      },
    });
    return service;
  };
}

type Means = Pick<Parameters<Launch>[0], "fetch" | "carriers"> &
  Pick<TocsinService, "waiting"> & { readonly later: TocsinService["look"] };

/** What a pass found and did; of an incident with what was seen of it and what it means. */
export type Look = Outcome & Partial<Pick<IncidentSituation, "snapshot" | "incident">>;

function lookOf(outcome: Outcome): Look {
  if (outcome.thought?.kind === "incident") {
    const { snapshot, incident } = outcome.thought.here;
    return { ...outcome, snapshot, incident };
  }
  const seen = outcome.observed?.seen;
  return seen?.kind === "incident" ? { ...outcome, snapshot: seen as IncidentSnapshot } : outcome;
}

/** A Tocsin over the stage's GitHub. */
function launch(stage: RehearsalStage, means: Partial<Means> = {}): Live {
  const { github, clock } = stage;
  const keeper: Pick<Clock, "now" | "sleep" | "after"> = {
    now: () => clock.now(),
    sleep: (wait) => clock.sleep(wait),
    after: (wait, run) => clock.after(wait, run),
  };
  const token = github.installationToken("tocsin", "acme");
  const fetch = means.fetch ?? github.fetch;
  const client = createClient({
    apiUrl: "http://github.local",
    auth: { kind: "token", token, login: "tocsin[bot]", looksAround: true },
    fetch,
    clock: keeper,
  });
  return createLive({
    client,
    clock: keeper,
    me: "tocsin",
    render,
    rulings,
    proof,
    repositories: github.repositories(),
    waiting: means.waiting ?? (() => []),
    later: means.later ?? (() => undefined),
    feeds: undefined,
    // Whoever only looks sees what is set up, and sends nothing.
    carriers: means.carriers ?? stage.channels.carriersOf({ login: "tocsin[bot]", hasEnded: () => true }),
    log: { warn: () => undefined },
    broken: undefined,
    hears: { planned: undefined, watched: undefined, passed: undefined },
  });
}
