// The local GitHub itself: set-up, acts of people, the API, the webhooks, and what happened.

import { answerRequest } from "./api.ts";
import type { PlatformClock } from "./clock.ts";
import { type EventListener, Events } from "./events.ts";
import { type Faults, Luck } from "./faults.ts";
import type { AppliedMutation } from "./graphql/context.ts";
import type { Age } from "./graphql.ts";
import type { Ground, RequestCounts } from "./ground.ts";
import { IdSource } from "./identity.ts";
import type { AppOptions, Permissions } from "./installations.ts";
import { People } from "./people.ts";
import type { Addresses, LogEntry, Platform } from "./platform.ts";
import { Rate } from "./rate.ts";
import type { RepositorySettings, Role } from "./records.ts";
import { nameWithOwner } from "./records.ts";
import { type NewRepository, SetUp } from "./setup.ts";
import { Sight } from "./sight.ts";
import { Store } from "./store.ts";
import { Tokens } from "./tokens.ts";
import { ToldBefore } from "./told-before.ts";
import { type Delivery, Webhooks } from "./webhooks.ts";

export type { EventListener } from "./events.ts";
export type { AppliedMutation } from "./graphql/context.ts";
export type { LogEntry } from "./platform.ts";
export { Refused } from "./rights.ts";
export type { CommentFacts, IssueFacts } from "./sight-issues.ts";
export type { PullFacts, ReviewFacts } from "./sight-pulls.ts";

/** What a local GitHub is made from. */
export interface GitHubOptions {
  readonly clock: PlatformClock;
  /** Colours GUIDs and draws the faults; 1 when absent. */
  readonly seed?: number;
  readonly apps: readonly AppOptions[];
  /** Where links in the API and in webhooks lead; github.com when absent. */
  readonly addresses?: Partial<Addresses>;
  /** `older`: its schema lacks what github.com got of late. */
  readonly age?: Age;
}

/** A stand-in for GitHub that knows nothing of the apps that run on it. */
export class LocalGitHub extends People {
  /** Everything that people and apps did, in order. */
  readonly log: LogEntry[];
  /** The requests of apps and workflow runs. */
  readonly requests: RequestCounts = { graphql: 0, rest: 0, writes: 0, log: [] };
  readonly clock: PlatformClock;
  /** What can be seen from outside, past all rights and faults. */
  readonly #sight: Sight;
  readonly #platform: Platform;
  readonly #setUp: SetUp;
  readonly #events: Events;
  readonly #addresses: { web: string; api: string };
  readonly #luck: Luck;
  readonly #webhooks: Webhooks;
  readonly #tokens: Tokens;
  readonly #ground: Ground;
  readonly #writeListeners: ((applied: AppliedMutation) => void)[] = [];

  constructor({ clock, seed = 1, apps, addresses = {}, age = "new" }: GitHubOptions) {
    const identity = new IdSource(seed);
    const luck = new Luck(seed);
    const webhooks = new Webhooks(clock, luck, identity);
    const events: Events = new Events(() => platform, webhooks);
    const where = { web: "https://github.com", api: "https://api.github.com", ...addresses };
    const platform: Platform = {
      store: new Store(),
      clock,
      identity,
      log: [],
      fields: [],
      addresses: where,
      emit: (what) => events.emit(what),
    };
    super(platform);
    this.#platform = platform;
    this.#sight = new Sight(platform);
    this.#setUp = new SetUp(platform, events);
    this.#events = events;
    this.#addresses = where;
    this.#luck = luck;
    this.#webhooks = webhooks;
    this.#tokens = new Tokens(identity, () => this.#setUp.apps.values());
    this.log = platform.log;
    this.clock = clock;
    this.#ground = this.#newGround(age);
    this.fetch = this.fetch.bind(this);
    this.#setUp.account("Bot", "github-actions");
    for (const app of apps) this.#setUp.app(app);
  }

  /** Adds a person. */
  addUser(login: string): void {
    this.#setUp.account("User", login);
  }

  /** Adds a bot by its login, `pager[bot]`, unless there is one: that of an app, or of workflows. */
  addBot(login: string): void {
    if (this.#platform.store.view().account(login) === undefined)
      this.#setUp.account("Bot", login.replace(/\[bot\]$/, ""));
  }

  /** Adds a repository, and its owner (an organization unless said otherwise) where there is none of that login. */
  addRepository(what: NewRepository): void {
    this.#setUp.repository(what);
  }

  /** Gives an organization a field that holds a day, on all its issues. */
  addDateField(owner: string, name: string): void {
    this.#setUp.dateField(owner, name);
  }

  /** Installs an app on all repositories of an owner, present and future, but for those (`owner/repo`) that the owner leaves out. */
  install(slug: string, owner: string, without: readonly string[] = []): void {
    this.#setUp.install(slug, owner, without);
  }

  /** From now on an app may do this, everywhere, and each installation is told. Tokens of before lose what was taken, and gain nothing. */
  permit(slug: string, permissions: Permissions): void {
    this.#setUp.permit(slug, permissions);
  }

  /** Gives a person, or a bot by its login with `[bot]`, a role in a repository from now on. */
  setRole(login: string, repo: string, role: Role): void {
    this.#setUp.role(login, repo, role);
  }

  /** Changes what the owner of a repository has set, from now on; what is not named stays. */
  set(repo: string, settings: Partial<RepositorySettings>): void {
    this.#setUp.settings(repo, settings);
  }

  /** A token as a workflow run in a repository has it, for an hour of real time. */
  actionsToken(
    repo: string,
    permissions: Permissions = { issues: "write", contents: "read", metadata: "read" },
  ): string {
    const view = this.#platform.store.view();
    const repository = view.repository(repo);
    const bot = view.account("github-actions[bot]");
    if (repository === undefined || bot === undefined) throw new Error(`there is no repository ${repo}`);
    return this.#tokens.issue({ kind: "actions", bot, repositoryId: repository.id, permissions }).token;
  }

  /** A token of an app's installation on an owner, for an hour of real time, without the round over its JWT. */
  installationToken(slug: string, owner: string): string {
    const found = this.#events.installations.find(
      (one) => one.app.options.slug === slug && one.owner.login.toLowerCase() === owner.toLowerCase(),
    );
    if (found === undefined) throw new Error(`${slug} is not installed on ${owner}`);
    const { bot, permissions } = found.app;
    return this.#tokens.issue({ kind: "installation", bot, installation: found, permissions }).token;
  }

  /** The installations: id and owner, in the order of being made. */
  installations(): readonly { readonly id: number; readonly app: string; readonly owner: string }[] {
    return this.#events.installations.map(({ id, app, owner }) => ({
      id,
      app: app.options.slug,
      owner: owner.login,
    }));
  }

  /** The API, as the global `fetch` would reach it, which goes where it is led on to unless told not to; any host will do. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const answer = answerRequest(this.#ground, input, init);
    const over = (): void => undefined;
    // The clock waits for the answer; that there is none is the caller's to notice.
    this.clock.track(answer.then(over, over));
    return answer;
  }

  /** Sets what goes wrong from now on; a part that is not named stays as it is. */
  faults(faults: Faults): void {
    this.#luck.set(faults);
  }

  /** Calls `listener` after each mutation that took effect; what it throws ends the request, and the rest is not run. */
  onWrite(listener: (applied: AppliedMutation) => void): () => void {
    return listen(this.#writeListeners, listener);
  }

  /** Calls `listener` at once for every event, by whomever: for a host that stands in for workflow runs. */
  onEvent(listener: EventListener): () => void {
    return listen(this.#events.listeners, listener);
  }

  /** Every attempt to deliver a webhook, oldest first. */
  get deliveries(): readonly Readonly<Delivery>[] {
    return this.#webhooks.deliveries;
  }

  /** Where links lead from now on, for a host that learns its port late. */
  setAddresses(addresses: Partial<Addresses>): void {
    Object.assign(this.#addresses, addresses);
  }

  /** `owner/repo` of every repository, oldest first. */
  repositories(): readonly string[] {
    return this.#platform.store.view().repositories().map(nameWithOwner);
  }

  /** The issues of one repository, or of all, in order of creation. */
  issues(repo?: string): ReturnType<Sight["issues"]> {
    return this.#sight.issues(repo);
  }

  /** The issue at `owner/repo#7`; throws when there is none. */
  issue(ref: string): ReturnType<Sight["issue"]> {
    return this.#sight.issue(ref);
  }

  /** The pull requests of one repository, or of all, in order of creation. */
  pulls(repo?: string): ReturnType<Sight["pulls"]> {
    return this.#sight.pulls(repo);
  }

  /** The pull request at `owner/repo#7`; throws when there is none. */
  pull(ref: string): ReturnType<Sight["pull"]> {
    return this.#sight.pull(ref);
  }

  /** Whether there is a pull request at `owner/repo#7`, not an issue. */
  isPull(ref: string): boolean {
    return this.#sight.isPull(ref);
  }

  /** The files that a pull request changes, with their texts before and after. */
  changes(ref: string): ReturnType<Sight["changes"]> {
    return this.#sight.changes(ref);
  }

  /** The comments of an issue or a pull request, oldest first, deleted ones left out. */
  comments(ref: string): ReturnType<Sight["comments"]> {
    return this.#sight.comments(ref);
  }

  /** What a page shows under the words of an issue or a pull request: events and comments in one order. */
  timeline(ref: string): ReturnType<Sight["timeline"]> {
    return this.#sight.timeline(ref);
  }

  /** The branches of a repository by their names, the default one first. */
  branches(repo: string): readonly string[] {
    return this.#sight.branches(repo);
  }

  /** The text of a file on a branch (by default the default one), or `undefined`. */
  file(repo: string, path: string, branch?: string): string | undefined {
    return this.#sight.files(repo, branch).get(path);
  }

  /** All files on a branch (by default the default one), path to text; none where there is no such branch. */
  files(repo: string, branch?: string): ReadonlyMap<string, string> {
    return this.#sight.files(repo, branch);
  }

  /** A repository's labels. */
  labels(repo: string): ReturnType<Sight["labels"]> {
    return this.#sight.labels(repo);
  }

  /** Everybody with an account, in order of joining. */
  people(): readonly string[] {
    return this.#sight.people();
  }

  /** What a person may do in a repository. */
  role(login: string, repo: string): Role {
    return this.#sight.role(login, repo);
  }

  #newGround(age: Age): Ground {
    return {
      age,
      platform: this.#platform,
      clock: this.clock,
      registry: {
        webhooks: this.#webhooks,
        installations: () => this.#events.installations,
        issue: (viewer) => this.#tokens.issue(viewer),
      },
      tokens: this.#tokens,
      luck: this.#luck,
      rate: new Rate(this.clock, this.#luck),
      toldBefore: new ToldBefore(this.#platform.store),
      requests: this.requests,
      applied: (alias) => {
        for (const listener of this.#writeListeners) listener(alias);
      },
    };
  }
}

function listen<T>(listeners: T[], listener: T): () => void {
  listeners.push(listener);
  return () => {
    const index = listeners.indexOf(listener);
    if (index >= 0) listeners.splice(index, 1);
  };
}

/** Makes a local GitHub with nobody and nothing on it but the apps and the Actions bot. */
export const createGitHub = (options: GitHubOptions): LocalGitHub => new LocalGitHub(options);
