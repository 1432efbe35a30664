// Where the local GitHub keeps its records, every version of each, so that a read can see the state of a while ago.
import type { Entity, Role } from "./records.ts";
import { View } from "./view.ts";

interface Version<T> {
  readonly at: number;
  readonly value: T;
}

class Versions<T> {
  readonly #rows = new Map<string, Version<T>[]>();

  put(key: string, value: T, at: number): void {
    const row = this.#rows.get(key);
    if (row === undefined) this.#rows.set(key, [{ at, value }]);
    else if (row.at(-1)?.at === at) row[row.length - 1] = { at, value };
    else row.push({ at, value });
  }

  get(key: string, asOf: number): T | undefined {
    const row = this.#rows.get(key);
    if (row === undefined) return undefined;
    for (let index = row.length - 1; index >= 0; index--) {
      const version = row[index];
      if (version !== undefined && version.at <= asOf) return version.value;
    }
    return undefined;
  }
}

const lists = (): { add(key: string, id: string): void; of(key: string): readonly string[] } => {
  const map = new Map<string, string[]>();
  return {
    add: (key, id) => {
      const list = map.get(key);
      if (list === undefined) map.set(key, [id]);
      else list.push(id);
    },
    of: (key) => map.get(key) ?? [],
  };
};

const roleKey = (login: string, repositoryId: string): string => `${login.toLowerCase()}@${repositoryId}`;

/** All records with their versions and the indexes over them. Instants are epoch milliseconds. */
export class Store {
  readonly entities = new Versions<Entity>();
  readonly roles = new Versions<Role>();
  readonly accounts = new Map<string, string>();
  readonly repositories = new Map<string, string>();
  readonly numbers = new Map<string, string>();
  readonly commentIds = new Map<number, string>();
  readonly commits = new Map<string, string>();
  readonly issuesOf = lists();
  readonly pullsOf = lists();
  readonly labelsOf = lists();
  #always = false;
  #writes = 0;
  readonly #lastNumber = new Map<string, number>();

  /** How often anything was written: while it stays, every view of the newest state shows the same. */
  get writes(): number {
    return this.#writes;
  }

  /** Writes a new version of a record at an instant; the first one also enters the indexes. */
  put(entity: Entity, at: number): void {
    this.#writes++;
    const first = this.entities.get(entity.id, Number.POSITIVE_INFINITY) === undefined;
    if (first) this.#index(entity);
    // The name of before leads here as well, until another takes it.
    else if (entity.kind === "Repository") this.#index(entity);
    this.entities.put(entity.id, entity, first && this.#always ? Number.NEGATIVE_INFINITY : at);
  }

  /** Gives a person a role from an instant on. */
  putRole(login: string, repositoryId: string, given: { readonly role: Role; readonly at: number }): void {
    this.#writes++;
    const key = roleKey(login, repositoryId);
    const first = this.roles.get(key, Number.POSITIVE_INFINITY) === undefined;
    this.roles.put(key, given.role, first && this.#always ? Number.NEGATIVE_INFINITY : given.at);
  }

  /** The role that a person was given, as of an instant; `undefined` before any was. */
  role(login: string, repositoryId: string, asOf: number): Role | undefined {
    return this.roles.get(roleKey(login, repositoryId), asOf);
  }

  /** What `write` makes for the first time has always been there, so that a lagging read sees it too. */
  always<T>(write: () => T): T {
    this.#always = true;
    try {
      return write();
    } finally {
      this.#always = false;
    }
  }

  /** The number that the next issue or pull request of a repository gets. */
  nextNumber(repositoryId: string): number {
    const number = (this.#lastNumber.get(repositoryId) ?? 0) + 1;
    this.#lastNumber.set(repositoryId, number);
    return number;
  }

  /** The state as it was at an instant; without one, the newest. */
  view(asOf = Number.POSITIVE_INFINITY): View {
    return new View(this, asOf);
  }

  #index(entity: Entity): void {
    switch (entity.kind) {
      case "User":
      case "Organization":
      case "Bot":
        this.accounts.set(entity.login.toLowerCase() + (entity.kind === "Bot" ? "[bot]" : ""), entity.id);
        break;
      case "Repository":
        this.repositories.set(`${entity.owner}/${entity.name}`.toLowerCase(), entity.id);
        break;
      case "Label":
        this.labelsOf.add(entity.repositoryId, entity.id);
        break;
      case "Issue":
        this.issuesOf.add(entity.repositoryId, entity.id);
        this.numbers.set(`${entity.repositoryId}#${entity.number}`, entity.id);
        break;
      case "Commit":
        this.commits.set(`${entity.repositoryId}@${entity.oid}`, entity.id);
        break;
      case "PullRequest":
        this.pullsOf.add(entity.repositoryId, entity.id);
        this.numbers.set(`${entity.repositoryId}#${entity.number}`, entity.id);
        break;
      case "IssueComment":
        this.commentIds.set(entity.databaseId, entity.id);
    }
  }
}
