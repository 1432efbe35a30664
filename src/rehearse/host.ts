// What runs Tocsin in a rehearsal: servers that listen and sweep, and runs of the Action on events and by a schedule.

import { eventsOfDocuments, runAction, type Trigger, triggerOf } from "../action/run.ts";
import type { Effect } from "../engine/effect.ts";
import type { Duration } from "../engine/instant.ts";
import { RequestFailed } from "../github/transport.ts";
import { until } from "../run/queue/until.ts";
import type { Identity, Launch, Process } from "./process.ts";
import { startProcess } from "./process.ts";
import type { ActionPlan, HostPlan } from "./scenario.ts";
import { type RehearsalStage, rights } from "./stage.ts";

const APP = "tocsin[bot]";
const ACTIONS = "github-actions[bot]";
const gather: Duration = 300;

/** What a host is made with. `planned` hears of every effect that any of its processes asked for. */
export interface HostOptions {
  readonly stage: RehearsalStage;
  readonly launch: Launch;
  readonly planned: (effects: readonly Effect[]) => void;
}

interface Event {
  readonly event: string;
  readonly payload: unknown;
}

/** What is looked at of an event of a pull request. */
interface DocumentEvent {
  readonly action?: string;
  readonly pull_request?: { readonly user?: { readonly login?: string } };
}

/** The machines of a scenario: what `host` says of them, stopped and started by its steps. */
export class Host {
  readonly #stage: RehearsalStage;
  readonly #options: HostOptions;
  readonly #logins = new Set<string>();
  #plan: HostPlan;
  #servers: readonly Process[] = [];
  #run: Process | undefined;
  #runs: (() => Promise<void>)[] = [];
  #running = false;
  #cancel: (() => void) | undefined;
  #scheduled = false;
  #wasDown = false;

  constructor(options: HostOptions, plan: HostPlan) {
    this.#stage = options.stage;
    this.#options = options;
    this.#plan = plan;
    this.#stage.listener = async (delivery) => this.#listen(delivery);
    this.#stage.github.onEvent((event, payload, actor) => this.#trigger({ event, payload }, actor));
    this.#learn();
  }

  /** The logins that Tocsin has had so far: what `by: app` stands for. */
  get logins(): readonly string[] {
    return [...this.#logins];
  }

  /** The status page of the first repository, made by a process of its own at this instant, which waits for nothing. */
  async page(): Promise<ReadonlyMap<string, string> | undefined> {
    const { github, clock, home } = this.#stage;
    const [owner = ""] = home.split("/");
    const still = {
      ...{ now: () => clock.now(), sleep: async () => undefined, after: () => () => undefined },
      track: <T>(work: Promise<T>) => work,
    };
    const token = github.installationToken("tocsin", owner);
    const means = { login: APP, token, fetch: github.fetch, clock: still, repository: home };
    return this.#options.launch.page?.(means);
  }

  /** Starts new servers, and the Action's schedule; does nothing where they run already. */
  start(): void {
    const replicas = this.#plan.server?.replicas ?? 0;
    if (this.#servers.length === 0) {
      this.#servers = Array.from({ length: replicas }, () => this.#process(this.#server()));
      // What is there before a rehearsal's start has been there for a while.
      for (const { service } of this.#servers) service.start(!this.#wasDown);
    }
    const { action } = this.#plan;
    if (action !== undefined && !this.#scheduled) this.#schedule(action);
  }

  /**
   * The app goes down: every server at once, with all that it remembered, and what happens now is delivered to nobody. The
   * Action goes down only where it is all there is: beside a server it goes on, as GitHub's machines do.
   */
  stop(): void {
    for (const server of this.#servers) server.end();
    this.#servers = [];
    this.#wasDown = true;
    if (this.#plan.server === undefined) this.#unschedule();
  }

  /** Ends everything. */
  end(): void {
    this.stop();
    this.#unschedule();
  }

  /** Ends what runs and starts something else over the same repositories. */
  move(plan: HostPlan): void {
    this.end();
    this.#plan = plan;
    this.#learn();
    this.start();
  }

  /** One sweep now, by a process of its own: as the Action, where there is one, else as the app. */
  async sweep(): Promise<void> {
    const { action } = this.#plan;
    if (action !== undefined) {
      this.#enqueue(() => this.#sweepRun(action.grace));
      return;
    }
    const process = this.#process(this.#server());
    await orEndsRed(process.service.sweepOnce(0));
    process.end();
  }

  /** Resolves when nothing is left to do at this instant. It sleeps by the clock, which somebody else must move. */
  async settled(): Promise<void> {
    await until(this.#stage.clock, () => !this.#running);
    for (const { service } of this.#servers) await service.settled();
  }

  #learn(): void {
    const { github, home } = this.#stage;
    if (this.#plan.action?.documents === true) github.set(home, { actionsMayPropose: true });
    if (this.#plan.server !== undefined) this.#logins.add(APP);
    if (this.#plan.action !== undefined) this.#logins.add(ACTIONS);
  }

  #server(): Identity {
    const owner = this.#stage.home.slice(0, this.#stage.home.indexOf("/"));
    const repositories = this.#stage.github.repositories().filter((name) => name.startsWith(`${owner}/`));
    const token = this.#stage.github.installationToken("tocsin", owner);
    return { login: APP, token, repositories, grace: 0, gather, mayPropose: true, looksAround: true };
  }

  /** A run's token reaches the incident's repository and no other. */
  #runner(grace: Duration): Identity {
    const { github, home } = this.#stage;
    const { issues, contents, metadata, pull_requests } = rights;
    const mayPropose = this.#plan.action?.documents === true;
    const token = github.actionsToken(home, {
      ...{ issues, contents, metadata },
      ...(mayPropose && { pull_requests }),
    });
    return { login: ACTIONS, token, repositories: [home], grace, gather: 0, mayPropose, looksAround: false };
  }

  #process(identity: Identity): Process {
    const { launch, planned } = this.#options;
    return startProcess(this.#stage, { identity, launch, planned });
  }

  #listen({ event, body }: { readonly event: string; readonly body: string }): { readonly status: number } {
    if (this.#servers.length === 0) return { status: 503 };
    const payload: unknown = JSON.parse(body);
    for (const { service } of this.#servers) service.deliver(event, payload);
    return { status: 202 };
  }

  /** Workflows hear of issues, comments and their own documents, but not of what a workflow's own token did. Beside a server they only sweep. */
  #trigger(happened: Event, actor: string): void {
    const alone = this.#scheduled && this.#plan.server === undefined;
    if (!alone || actor === ACTIONS) return;
    if (!this.#hears(happened)) return;
    const { repository } = happened.payload as { readonly repository?: { readonly full_name?: string } };
    if (repository?.full_name !== this.#stage.home) return;
    this.#enqueue(() => this.#eventRun(happened));
  }

  #hears({ event, payload }: Event): boolean {
    if (this.#plan.action?.documents !== true || !Object.hasOwn(eventsOfDocuments, event))
      return event === "issues" || event === "issue_comment";
    const { action = "", pull_request: pull } = payload as DocumentEvent;
    return pull?.user?.login === ACTIONS && eventsOfDocuments[event]?.includes(action) === true;
  }

  #schedule({ every, grace }: ActionPlan): void {
    this.#scheduled = true;
    const ring = (): void => {
      this.#cancel = this.#stage.clock.after(every, ring);
      this.#enqueue(() => this.#sweepRun(grace));
    };
    this.#cancel = this.#stage.clock.after(every, ring);
  }

  #unschedule(): void {
    this.#scheduled = false;
    this.#cancel?.();
    this.#run?.end();
    this.#runs = [];
  }

  /** Runs go one after another, as a concurrency group lets them. */
  #enqueue(run: () => Promise<void>): void {
    this.#runs.push(run);
    if (this.#running) return;
    this.#running = true;
    this.#stage.clock.after(0, async () => {
      try {
        for (let next = this.#runs.shift(); next !== undefined; next = this.#runs.shift()) await next();
      } finally {
        this.#running = false;
      }
    });
  }

  async #eventRun({ event, payload }: Event): Promise<void> {
    await this.#alone(this.#runner(0), triggerOf(event, payload));
  }

  async #sweepRun(grace: Duration): Promise<void> {
    await this.#alone(this.#runner(grace), triggerOf("schedule", {}));
  }

  async #alone(identity: Identity, trigger: Trigger): Promise<void> {
    const process = this.#process(identity);
    this.#run = process;
    try {
      await orEndsRed(runAction(process.service, this.#stage.clock, trigger));
    } finally {
      process.end();
      this.#run = undefined;
    }
  }
}

/** Where GitHub answers with a fault of the scenario's, a run ends red, and the next one does what is left. */
async function orEndsRed(run: Promise<unknown>): Promise<void> {
  try {
    await run;
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
  }
}
