// The local GitHub itself: set-up, acts of people, the API, the webhooks, and what happened.
import { commitOver } from "./acts/files.ts";
import { createLabel } from "./acts/labels.ts";
import { Api, type Requests } from "./api.ts";
import type { Clock } from "./clock.ts";
import { type Faults, Luck } from "./faults.ts";
import type { Applied } from "./graphql/context.ts";
import { Identity, nodeId } from "./identity.ts";
import type { App, AppOptions, Installation, Permissions } from "./installations.ts";
import { leastPermissions, subscribed } from "./installations.ts";
import { People } from "./people.ts";
import type { Addresses, LogEntry, Occurrence, Platform } from "./platform.ts";
import { Rate } from "./rate.ts";
import type { Account, Repository, Role } from "./records.ts";
import { nameWithOwner } from "./records.ts";
import { accountShape, organizationShape } from "./shapes/account.ts";
import { installationShape } from "./shapes/installation.ts";
import { repositoryName, repositoryShape } from "./shapes/repository.ts";
import { type CommentFacts, type IssueFacts, Sight } from "./sight.ts";
import { Store } from "./store.ts";
import { Tokens } from "./tokens.ts";
import { type Delivery, Webhooks } from "./webhooks.ts";

/** What a local GitHub is made from. */
export interface GitHubOptions {
  readonly clock: Clock;
  /** Colours GUIDs and draws the faults; 1 when absent. */
  readonly seed?: number;
  readonly apps: readonly AppOptions[];
  /** Where links in the API and in webhooks lead; github.com when absent. */
  readonly addresses?: Partial<Addresses>;
}

/** A repository to set up; labels are made grey, files are its first commit. */
export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  readonly private?: boolean;
  readonly files?: Readonly<Record<string, string>>;
  readonly labels?: readonly string[];
  readonly ownerIsOrganization?: boolean;
}

/** Somebody who hears of every event at once: its name, whole payload, and the login of who caused it. */
export type EventListener = (
  event: string,
  payload: Readonly<Record<string, unknown>>,
  actor: string,
) => void;

/** A stand-in for GitHub that knows nothing of the apps that run on it. */
export class LocalGitHub extends People {
  /** Everything that happened, in order. */
  readonly log: LogEntry[];
  /** The requests of apps and workflow runs. */
  readonly requests: Requests = { graphql: 0, rest: 0, writes: 0, log: [] };
  readonly clock: Clock;
  readonly #platform: Platform;
  readonly #sight: Sight;
  readonly #addresses: { web: string; api: string };
  readonly #apps = new Map<string, App>();
  readonly #installations: Installation[] = [];
  readonly #luck: Luck;
  readonly #webhooks: Webhooks;
  readonly #tokens: Tokens;
  readonly #api: Api;
  readonly #listeners: EventListener[] = [];
  readonly #writeListeners: ((applied: Applied) => void)[] = [];

  constructor(options: GitHubOptions) {
    const { clock, seed = 1 } = options;
    const log: LogEntry[] = [];
    const addresses = { web: "https://github.com", api: "https://api.github.com", ...options.addresses };
    const store = new Store();
    const identity = new Identity(seed);
    const platform: Platform = { store, clock, identity, log, addresses, emit: (what) => this.#emit(what) };
    super(platform);
    this.#platform = platform;
    this.#sight = new Sight(store);
    this.#addresses = addresses;
    this.log = log;
    this.clock = clock;
    this.#luck = new Luck(seed);
    this.#webhooks = new Webhooks(clock, this.#luck, identity);
    this.#tokens = new Tokens(identity, () => this.#apps.values());
    this.#account("Bot", "github-actions");
    for (const app of options.apps) this.#register(app);
    this.#api = new Api({
      platform,
      clock,
      registry: {
        webhooks: this.#webhooks,
        installations: () => this.#installations,
        issue: (viewer) => this.#tokens.issue(viewer),
      },
      tokens: this.#tokens,
      luck: this.#luck,
      rate: new Rate(clock, this.#luck),
      requests: this.requests,
      applied: (alias) => {
        for (const listener of this.#writeListeners) listener(alias);
      },
    });
    this.fetch = this.fetch.bind(this);
  }

  /** Adds a person. */
  addUser(login: string): void {
    if (this.#platform.store.view().account(login) !== undefined) throw new Error(`${login} exists already`);
    this.#account("User", login);
  }

  /** Adds a repository, and its owner (an organization unless said otherwise) where there is none of that login. */
  addRepository(what: NewRepository): void {
    const { store, clock, identity } = this.#platform;
    const full = `${what.owner}/${what.name}`;
    if (store.view().repository(full) !== undefined) throw new Error(`${full} exists already`);
    const kind = what.ownerIsOrganization === false ? "User" : "Organization";
    const owner = store.view().account(what.owner) ?? this.#account(kind, what.owner);
    const databaseId = identity.next("repository");
    const id = nodeId("R", [databaseId]);
    const act = { platform: this.#platform, actor: owner };
    const files = new Map(Object.entries(what.files ?? {}));
    const at = clock.now();
    const repository: Repository = {
      kind: "Repository",
      id,
      databaseId,
      ownerId: owner.id,
      owner: owner.login,
      name: what.name,
      private: what.private ?? false,
      defaultBranch: "main",
      head: commitOver(act, { id, databaseId }, { files, message: "Initial commit" }),
      createdAt: at,
      updatedAt: at,
      pushedAt: at,
    };
    store.put(repository, at);
    this.#emit({ event: "repository", repository, actor: owner, payload: { action: "created" } });
    for (const installation of this.#installedOn(owner)) this.#tellRepository(installation, repository);
    for (const name of what.labels ?? [])
      createLabel(act, repository, { name, color: "ededed", description: null });
  }

  /** Installs an app on all repositories of an owner, present and future. */
  install(slug: string, ownerLogin: string): void {
    const app = this.#apps.get(slug);
    const owner = this.#platform.store.view().account(ownerLogin);
    if (app === undefined)
      throw new Error(`there is no app called ${slug}; there are ${[...this.#apps.keys()].join(", ")}`);
    if (owner === undefined)
      throw new Error(`there is no owner called ${ownerLogin}; add a repository of theirs first`);
    const id = this.#platform.identity.next("installation");
    const installation: Installation = { id, app, owner, createdAt: this.clock.now() };
    this.#installations.push(installation);
    const repositories = this.#platform.store.view().repositories();
    this.#deliver(installation, {
      event: "installation",
      repository: undefined,
      actor: owner,
      payload: {
        action: "created",
        installation: installationShape(this.#platform, installation),
        repositories: repositories.filter((one) => one.ownerId === owner.id).map(repositoryName),
        requester: null,
      },
    });
  }

  /** Gives a person a role in a repository from now on. */
  setRole(login: string, repo: string, role: Role): void {
    const { store, clock } = this.#platform;
    const repository = store.view().repository(repo);
    if (repository === undefined) throw new Error(`there is no repository ${repo}`);
    if (store.view().account(login)?.kind !== "User") throw new Error(`there is nobody called ${login}`);
    store.roles.put(`${login.toLowerCase()}@${repository.id}`, role, clock.now());
  }

  /** A token as a workflow run in a repository has it. */
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

  /** A token of an app's installation on an owner, without the round over its JWT. */
  installationToken(slug: string, ownerLogin: string): string {
    const found = this.#installations.find(
      (one) => one.app.options.slug === slug && one.owner.login === ownerLogin,
    );
    if (found === undefined) throw new Error(`${slug} is not installed on ${ownerLogin}`);
    const { bot, permissions } = found.app;
    return this.#tokens.issue({ kind: "installation", bot, installation: found, permissions }).token;
  }

  /** The API, as the global `fetch` would reach it; any host will do. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    return this.#api.answer(new Request(input, init));
  }

  /** Sets what goes wrong from now on. */
  faults(faults: Faults): void {
    this.#luck.set(faults);
  }

  /** Calls `listener` after each mutation that took effect; what it throws ends the request, and the rest is not run. */
  onWrite(listener: (applied: Applied) => void): () => void {
    return listen(this.#writeListeners, listener);
  }

  /** Calls `listener` at once for every event, by whomever: for a host that stands in for workflow runs. */
  onEvent(listener: EventListener): () => void {
    return listen(this.#listeners, listener);
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
  issues(repo?: string): readonly IssueFacts[] {
    return this.#sight.issues(repo);
  }

  /** The issue at `owner/repo#7`; throws when there is none. */
  issue(ref: string): IssueFacts {
    return this.#sight.issue(ref);
  }

  /** The comments of an issue, oldest first, deleted ones left out. */
  comments(ref: string): readonly CommentFacts[] {
    return this.#sight.comments(ref);
  }

  /** The text of a file on the default branch, or `undefined`. */
  file(repo: string, path: string): string | undefined {
    return this.#sight.files(repo).get(path);
  }

  /** All files on the default branch, path to text. */
  files(repo: string): ReadonlyMap<string, string> {
    return this.#sight.files(repo);
  }

  /** A repository's labels by name. */
  labels(
    repo: string,
  ): readonly { readonly name: string; readonly color: string; readonly description: string | null }[] {
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

  #account(kind: Account["kind"], login: string): Account {
    const { store, clock, identity } = this.#platform;
    const databaseId = identity.next("account");
    const id = nodeId(kind === "User" ? "U" : kind === "Bot" ? "BOT" : "O", [databaseId]);
    const account: Account = { kind, id, databaseId, login, createdAt: clock.now() };
    store.put(account, clock.now());
    return account;
  }

  #register(options: AppOptions): void {
    const bot = this.#account("Bot", options.slug);
    const permissions = options.permissions ?? leastPermissions;
    this.#apps.set(options.slug, { options, bot, permissions, createdAt: this.clock.now() });
  }

  #installedOn(owner: Account): readonly Installation[] {
    return this.#installations.filter((installation) => installation.owner.id === owner.id);
  }

  #emit(what: Occurrence): void {
    const { repository, actor } = what;
    if (repository === undefined) return;
    const owner = this.#platform.store.view().theAccount(repository.ownerId);
    const payload = this.#whole(what);
    for (const installation of this.#installedOn(owner)) {
      if (subscribed.some((event) => event === what.event)) this.#deliver(installation, what, payload);
    }
    for (const listener of this.#listeners) {
      listener(what.event, payload, actor.kind === "Bot" ? `${actor.login}[bot]` : actor.login);
    }
  }

  #whole({ repository, actor, payload }: Occurrence): Readonly<Record<string, unknown>> {
    const view = this.#platform.store.view();
    const sender = accountShape(this.#platform, actor);
    if (repository === undefined) return { ...payload, sender };
    const owner = view.theAccount(repository.ownerId);
    return {
      ...payload,
      repository: repositoryShape(this.#platform, view, repository),
      ...(owner.kind === "Organization" ? { organization: organizationShape(this.#platform, owner) } : {}),
      sender,
    };
  }

  #deliver(installation: Installation, what: Occurrence, payload = this.#whole(what)): void {
    const { repository, event } = what;
    const { id } = installation;
    const node = Buffer.from(`Integration Installation${id}`).toString("base64");
    const whole = { ...payload, installation: payload.installation ?? { id, node_id: node } };
    this.#webhooks.send(installation, {
      event,
      repositoryId: repository?.databaseId ?? null,
      payload: whole,
    });
  }

  #tellRepository(installation: Installation, repository: Repository): void {
    this.#deliver(installation, {
      event: "installation_repositories",
      repository: undefined,
      actor: installation.owner,
      payload: {
        action: "added",
        installation: installationShape(this.#platform, installation),
        repository_selection: "all",
        repositories_added: [repositoryName(repository)],
        repositories_removed: [],
        requester: null,
      },
    });
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
