// The state of the local GitHub at one instant, for reading.
import type {
  Account,
  Comment,
  Commit,
  Entity,
  Issue,
  IssueOrPullRequest,
  Label,
  PullRequest,
  PullRequestReview,
  Repository,
  Role,
} from "./records.ts";
import type { Store } from "./store.ts";

const isGone = (entity: Entity): boolean => {
  if (entity.kind === "IssueComment") return entity.deleted;
  return entity.kind === "Issue" && (entity.movedToId !== null || entity.deleted);
};

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

  /** The repository of that name, or of that name before it was renamed. */
  repository(name: string): Repository | undefined {
    const id = this.store.repositories.get(name.toLowerCase());
    return id === undefined ? undefined : this.#one(id, "Repository");
  }

  theRepository(id: string): Repository {
    return this.#must(id, "Repository");
  }

  /** Oldest first. */
  repositories(): Repository[] {
    const found = this.#many([...new Set(this.store.repositories.values())], "Repository");
    return found.sort((a, b) => a.databaseId - b.databaseId);
  }

  issue(repositoryId: string, number: number): Issue | undefined {
    const id = this.store.numbers.get(`${repositoryId}#${number}`);
    return id === undefined ? undefined : this.issueById(id);
  }

  /** The issue that had that number, whether it was moved or deleted since. */
  formerIssue(repositoryId: string, number: number): Issue | undefined {
    const id = this.store.numbers.get(`${repositoryId}#${number}`);
    const issue = id === undefined ? undefined : this.#one(id, "Issue");
    return issue !== undefined && isGone(issue) ? issue : undefined;
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

  /** The pull request with that number. */
  pull(repositoryId: string, number: number): PullRequest | undefined {
    const id = this.store.numbers.get(`${repositoryId}#${number}`);
    return id === undefined ? undefined : this.#one(id, "PullRequest");
  }

  /** The pull requests of a repository, oldest first. */
  pulls(repositoryId: string): PullRequest[] {
    return this.#many(this.store.pullsOf.of(repositoryId), "PullRequest");
  }

  thePullRequest(id: string): PullRequest {
    return this.#must(id, "PullRequest");
  }

  /** The issue or pull request with that number. */
  conversation(repositoryId: string, number: number): IssueOrPullRequest | undefined {
    return this.issue(repositoryId, number) ?? this.pull(repositoryId, number);
  }

  /** The issue or pull request with a node id, where it lives now. */
  theIssueOrPull<T extends IssueOrPullRequest>(id: string): T {
    const kind = this.store.entities.get(id, Number.POSITIVE_INFINITY)?.kind;
    return (kind === "PullRequest" ? this.thePullRequest(id) : this.theIssue(id)) as T;
  }

  theReview(id: string): PullRequestReview {
    return this.#must(id, "PullRequestReview");
  }

  /** The reviews of a pull request, oldest first. */
  reviews(pull: PullRequest): PullRequestReview[] {
    const ids = pull.timeline.flatMap((item) => (item.kind === "Review" ? [item.reviewId] : []));
    return this.#many(ids, "PullRequestReview");
  }

  /** The commit of that oid in a repository, on whatever branch it is or was. */
  commit(repositoryId: string, oid: string): Commit | undefined {
    const id = this.store.commits.get(`${repositoryId}@${oid}`);
    return id === undefined ? undefined : this.#one(id, "Commit");
  }

  theCommit(repositoryId: string, oid: string): Commit {
    return this.#must(this.store.commits.get(`${repositoryId}@${oid}`) ?? oid, "Commit");
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

  /** The comments of an issue or a pull request that are not deleted, oldest first. */
  comments(on: IssueOrPullRequest): Comment[] {
    const comments: Comment[] = [];
    for (const item of on.timeline) {
      const comment = item.kind === "Comment" ? this.comment(item.commentId) : undefined;
      if (comment !== undefined) comments.push(comment);
    }
    return comments;
  }

  /** What a person was given in a repository; the owner of a personal repository is its admin. */
  role(login: string, repository: Repository): Role {
    if (login.toLowerCase() === repository.owner.toLowerCase()) return "admin";
    return this.store.role(login, repository.id, this.asOf) ?? "none";
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
