// Where the local GitHub keeps its records, every version of each, so that a read can see the state of a while ago.
import type { Account, Comment, Entity, Issue, Label, PullRequest, Repository, Role } from "./records.ts";

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
  readonly issuesOf = lists();
  readonly labelsOf = lists();
  #always = false;
  readonly #lastNumber = new Map<string, number>();

  /** Writes a new version of a record at an instant; the first one also enters the indexes. */
  put(entity: Entity, at: number): void {
    const first = this.entities.get(entity.id, Number.POSITIVE_INFINITY) === undefined;
    if (first) this.#index(entity);
    this.entities.put(entity.id, entity, first && this.#always ? Number.NEGATIVE_INFINITY : at);
  }

  /** Gives a person a role from an instant on. */
  putRole(login: string, repositoryId: string, given: { readonly role: Role; readonly at: number }): void {
    const key = roleKey(login, repositoryId);
    const first = this.roles.get(key, Number.POSITIVE_INFINITY) === undefined;
    this.roles.put(key, given.role, first && this.#always ? Number.NEGATIVE_INFINITY : given.at);
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
      case "PullRequest":
        this.numbers.set(`${entity.repositoryId}#${entity.number}`, entity.id);
        break;
      case "IssueComment":
        this.commentIds.set(entity.databaseId, entity.id);
    }
  }
}

const isGone = (entity: Entity): boolean =>
  entity.kind === "IssueComment" ? entity.deleted : entity.kind === "Issue" && entity.movedToId !== null;

type Kind<K extends Entity["kind"]> = Extract<Entity, { readonly kind: K }>;

/** The state at one instant, for reading. What did not exist then is `undefined`; what must exist is asked by `the…`. */
export class View {
  readonly store: Store;
  readonly asOf: number;

  constructor(store: Store, asOf: number) {
    this.store = store;
    this.asOf = asOf;
  }

  /** The record with a node id, a deleted comment excepted. */
  node(id: string): Entity | undefined {
    const entity = this.store.entities.get(id, this.asOf);
    return entity === undefined || isGone(entity) ? undefined : entity;
  }

  account(login: string): Account | undefined {
    const id = this.store.accounts.get(login.toLowerCase());
    const entity = id === undefined ? undefined : this.node(id);
    return entity?.kind === "User" || entity?.kind === "Organization" || entity?.kind === "Bot"
      ? entity
      : undefined;
  }

  /** The account with a node id; it exists, since nobody is ever removed. */
  theAccount(id: string): Account {
    const entity = this.store.entities.get(id, Number.POSITIVE_INFINITY);
    if (entity?.kind === "User" || entity?.kind === "Organization" || entity?.kind === "Bot") return entity;
    throw new Error(`no account has the node id ${id}`);
  }

  repository(name: string): Repository | undefined {
    const id = this.store.repositories.get(name.toLowerCase());
    return id === undefined ? undefined : this.#one(id, "Repository");
  }

  theRepository(id: string): Repository {
    return this.#must(id, "Repository");
  }

  repositories(): Repository[] {
    return this.#many([...this.store.repositories.values()], "Repository");
  }

  issue(repositoryId: string, number: number): Issue | undefined {
    const id = this.store.numbers.get(`${repositoryId}#${number}`);
    return id === undefined ? undefined : this.issueById(id);
  }

  issueById(id: string): Issue | undefined {
    const issue = this.#one(id, "Issue");
    return issue === undefined || isGone(issue) ? undefined : issue;
  }

  /** The issue with a node id, where it lives now. */
  theIssue(id: string): Issue {
    const issue = this.#must(id, "Issue");
    return issue.movedToId === null ? issue : this.theIssue(issue.movedToId);
  }

  issues(repositoryId: string): Issue[] {
    return this.#many(this.store.issuesOf.of(repositoryId), "Issue").filter((issue) => !isGone(issue));
  }

  thePullRequest(id: string): PullRequest {
    return this.#must(id, "PullRequest");
  }

  labels(repositoryId: string): Label[] {
    return this.#many(this.store.labelsOf.of(repositoryId), "Label");
  }

  /** A label by its name; names are compared without regard to case. */
  label(repositoryId: string, name: string): Label | undefined {
    const wanted = name.toLowerCase();
    return this.labels(repositoryId).find((label) => label.name.toLowerCase() === wanted);
  }

  labelsById(ids: readonly string[]): Label[] {
    return this.#many(ids, "Label");
  }

  theLabel(id: string): Label {
    return this.#must(id, "Label");
  }

  comment(id: string): Comment | undefined {
    const comment = this.#one(id, "IssueComment");
    return comment?.deleted ? undefined : comment;
  }

  /** The comments of an issue that are not deleted, oldest first. */
  comments(issue: Issue): Comment[] {
    const comments: Comment[] = [];
    for (const item of issue.timeline) {
      const comment = item.kind === "Comment" ? this.comment(item.commentId) : undefined;
      if (comment !== undefined) comments.push(comment);
    }
    return comments;
  }

  /** What a person was given in a repository; the owner of a personal repository is its admin. */
  role(login: string, repository: Repository): Role {
    if (login.toLowerCase() === repository.owner.toLowerCase()) return "admin";
    return this.store.roles.get(roleKey(login, repository.id), this.asOf) ?? "none";
  }

  #one<K extends Entity["kind"]>(id: string, kind: K): Kind<K> | undefined {
    const entity = this.store.entities.get(id, this.asOf);
    return entity?.kind === kind ? (entity as Kind<K>) : undefined;
  }

  // A lagging view may name what it cannot see yet: a link is then followed to the newest state, as a replica's join is.
  #must<K extends Entity["kind"]>(id: string, kind: K): Kind<K> {
    const entity = this.#one(id, kind) ?? this.store.entities.get(id, Number.POSITIVE_INFINITY);
    if (entity?.kind === kind) return entity as Kind<K>;
    throw new Error(`no ${kind} has the node id ${id}`);
  }

  #many<K extends Entity["kind"]>(ids: readonly string[], kind: K): Kind<K>[] {
    const found: Kind<K>[] = [];
    for (const id of ids) {
      const entity = this.#one(id, kind);
      if (entity !== undefined) found.push(entity);
    }
    return found;
  }
}
