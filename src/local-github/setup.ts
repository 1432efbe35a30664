// How a local GitHub gets its people, repositories, roles and apps.
import { commitOver } from "./acts/files.ts";
import { createLabel } from "./acts/labels.ts";
import type { Events } from "./events.ts";
import { nodeId } from "./identity.ts";
import type { App, AppOptions, Installation, Permissions } from "./installations.ts";
import { isOn, leastPermissions } from "./installations.ts";
import type { Platform } from "./platform.ts";
import {
  type Account,
  nameWithOwner,
  type Repository,
  type RepositorySettings,
  type Role,
} from "./records.ts";
import { installationShape } from "./shapes/installation.ts";
import { repositoryName } from "./shapes/repository.ts";
import type { View } from "./view.ts";

/** A repository to set up; labels are made grey, files are its first commit. */
export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  readonly private?: boolean;
  readonly files?: Readonly<Record<string, string>>;
  readonly labels?: readonly string[];
  /** True when absent. */
  readonly ownerIsOrganization?: boolean;
  /** Those of a new repository on GitHub, where they are absent. */
  readonly settings?: Partial<RepositorySettings>;
}

const newSettings: RepositorySettings = { protection: null, actionsMayPropose: false };

/** Whether a repository has this name now: one that it had before is free. */
export function isTaken(view: View, full: string): boolean {
  const found = view.repository(full);
  return found !== undefined && nameWithOwner(found).toLowerCase() === full.toLowerCase();
}

function fail(message: string): never {
  throw new Error(message);
}

/** What is set up here was always there, lagging reads see it too. Writes the records that nobody's act makes. Names that are taken or missing are errors of the caller. */
export class SetUp {
  readonly apps = new Map<string, App>();
  readonly #platform: Platform;
  readonly #events: Events;

  constructor(platform: Platform, events: Events) {
    this.#platform = platform;
    this.#events = events;
  }

  account(kind: Account["kind"], login: string): Account {
    const { store, clock, identity } = this.#platform;
    const key = kind === "Bot" ? `${login}[bot]` : login;
    if (store.view().account(key) !== undefined) throw new Error(`${key} exists already on the local GitHub`);
    const databaseId = identity.next("account");
    const id = nodeId(kind === "User" ? "U" : kind === "Bot" ? "BOT" : "O", [databaseId]);
    const account: Account = { kind, id, databaseId, login, createdAt: clock.now() };
    store.always(() => store.put(account, clock.now()));
    return account;
  }

  app(options: AppOptions): void {
    const bot = this.account("Bot", options.slug);
    const permissions = options.permissions ?? leastPermissions;
    this.apps.set(options.slug, { options, bot, permissions, createdAt: this.#platform.clock.now() });
  }

  repository(what: NewRepository): void {
    const { store } = this.#platform;
    const full = `${what.owner}/${what.name}`;
    if (isTaken(store.view(), full)) throw new Error(`${full} exists already on the local GitHub`);
    const kind = what.ownerIsOrganization === false ? "User" : "Organization";
    const owner = store.view().account(what.owner) ?? this.account(kind, what.owner);
    const repository = this.#written(owner, what);
    this.#events.emit({ event: "repository", repository, actor: owner, payload: { action: "created" } });
    for (const installation of this.#events.on(owner)) this.#tellRepository(installation, repository);
    const act = { platform: this.#platform, actor: owner };
    store.always(() => {
      for (const name of what.labels ?? []) {
        createLabel(act, repository, { name, color: "ededed", description: null });
      }
    });
  }

  dateField(owner: string, name: string): void {
    const { store, clock, identity, fields } = this.#platform;
    const account = store.view().account(owner);
    if (account?.kind !== "Organization") throw new Error(`there is no organization ${owner}`);
    const databaseId = identity.next("field");
    const id = nodeId("IFD", [account.databaseId, databaseId]);
    fields.push({
      kind: "IssueFieldDate",
      id,
      databaseId,
      ownerId: account.id,
      name,
      createdAt: clock.now(),
    });
  }

  install(slug: string, ownerLogin: string, without: readonly string[]): void {
    const app = this.apps.get(slug);
    const view = this.#platform.store.view();
    const owner = view.account(ownerLogin);
    if (app === undefined)
      throw new Error(`there is no app ${slug}; there are: ${[...this.apps.keys()].join(", ")}`);
    if (owner === undefined)
      throw new Error(`there is no owner ${ownerLogin}; add a repository of theirs first`);
    const id = this.#platform.identity.next("installation");
    const left = without.map((name) => view.repository(name)?.id ?? fail(`there is no repository ${name}`));
    const installation: Installation = {
      ...{ id, app, owner, createdAt: this.#platform.clock.now() },
      without: new Set(left),
    };
    this.#events.installations.push(installation);
    this.#events.tell(installation, {
      event: "installation",
      repository: undefined,
      actor: owner,
      payload: {
        action: "created",
        installation: installationShape(this.#platform, installation),
        repositories: view
          .repositories()
          .filter((one) => isOn(installation, one))
          .map(repositoryName),
        requester: null,
      },
    });
  }

  permit(slug: string, permissions: Permissions): void {
    const app = this.apps.get(slug);
    if (app === undefined) throw new Error(`there is no app ${slug}`);
    app.permissions = permissions;
    for (const installation of this.#events.installations.filter((one) => one.app === app))
      this.#events.tell(installation, {
        event: "installation",
        repository: undefined,
        actor: installation.owner,
        payload: {
          action: "new_permissions_accepted",
          installation: installationShape(this.#platform, installation),
        },
      });
  }

  role(login: string, repo: string, role: Role): void {
    const { store, clock } = this.#platform;
    const repository = store.view().repository(repo);
    if (repository === undefined) throw new Error(`there is no repository ${repo} on the local GitHub`);
    const kind = store.view().account(login)?.kind;
    if (kind !== "User" && kind !== "Bot") throw new Error(`there is nobody called ${login}`);
    store.always(() => store.putRole(login, repository.id, { role, at: clock.now() }));
  }

  /** Changes what the owner of a repository has set; what is not named stays. */
  settings(repo: string, settings: Partial<RepositorySettings>): void {
    const { store, clock } = this.#platform;
    const repository = store.view().repository(repo);
    if (repository === undefined) throw new Error(`there is no repository ${repo} on the local GitHub`);
    store.put({ ...repository, settings: { ...repository.settings, ...settings } }, clock.now());
  }

  #written(owner: Account, what: NewRepository): Repository {
    const { store, clock, identity } = this.#platform;
    const databaseId = identity.next("repository");
    const id = nodeId("R", [databaseId]);
    const files = new Map(Object.entries(what.files ?? {}));
    const act = { platform: this.#platform, actor: owner };
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
      head: store.always(() => commitOver(act, { id, databaseId }, { files, message: "Initial commit" })),
      branches: new Map(),
      settings: { ...newSettings, ...what.settings },
      archived: false,
      createdAt: at,
      updatedAt: at,
      pushedAt: at,
    };
    store.always(() => store.put(repository, at));
    return repository;
  }

  #tellRepository(installation: Installation, repository: Repository): void {
    this.#events.tell(installation, {
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
