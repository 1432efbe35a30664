// Who may do what on the local GitHub: people at a repository, an issue or a comment, with the role that they have there.
import type { Acting, Platform } from "./platform.ts";
import type {
  Account,
  Comment,
  Issue,
  IssueOrPullRequest,
  PullRequest,
  Repository,
  Role,
} from "./records.ts";
import { nameWithOwner } from "./records.ts";

/** An act that GitHub does not let this person do. The message is a sentence for people. */
export class Refused extends Error {
  override readonly name = "Refused";
}

const strength: Readonly<Record<Role, number>> = {
  none: 0,
  read: 1,
  triage: 2,
  write: 3,
  maintain: 4,
  admin: 5,
};

/** Whether a role is at least as strong as another. */
export const atLeast = (role: Role, wanted: Role): boolean => strength[role] >= strength[wanted];

/** A person in a repository: what they act with, and their role there. */
export interface Membership {
  readonly act: Acting;
  readonly role: Role;
  readonly repository: Repository;
}

/** Looks people up in their places; everything that GitHub would not allow is `Refused`. */
export class Rights {
  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** The person of that login. */
  person(login: string): Account {
    const account = this.#platform.store.view().account(login);
    if (account?.kind === "User") return account;
    throw new Refused(`There is nobody called ${login}.`);
  }

  /** The person, if the repository lets them be assigned. */
  assignable(login: string, repository: Repository): Account | undefined {
    const view = this.#platform.store.view();
    const account = view.account(login);
    return account?.kind === "User" && view.role(login, repository) !== "none" ? account : undefined;
  }

  /** A person, or a bot by its login with `[bot]`, in a repository (`owner/repo`); a private one that they have no role in is not found. */
  in(login: string, repo: string): Membership {
    const view = this.#platform.store.view();
    const account = this.#platform.store.view().account(login);
    const actor = account?.kind === "Bot" ? account : this.person(login);
    const repository = view.repository(repo);
    const role = repository === undefined ? "none" : view.role(login, repository);
    if (repository === undefined || (repository.private && role === "none")) {
      throw new Refused(`Not found: there is no repository ${repo} that ${login} can see.`);
    }
    if (repository.archived) throw new Refused(`${repo} is archived, so it is read only.`);
    const sees = (other: Repository): boolean => !other.private || view.role(login, other) !== "none";
    return { act: { platform: this.#platform, actor, sees }, role, repository };
  }

  /** A person at an issue (`owner/repo#7`). */
  on(login: string, ref: string): Membership & { readonly issue: Issue } {
    const { on, ...standing } = this.at(login, ref);
    if (on.kind !== "Issue") throw new Refused(`${ref} is a pull request, not an issue.`);
    return { ...standing, issue: on };
  }

  /** A person at a pull request (`owner/repo#7`). */
  onPull(login: string, ref: string): Membership & { readonly pull: PullRequest } {
    const { on, ...standing } = this.at(login, ref);
    if (on.kind !== "PullRequest") throw new Refused(`${ref} is an issue, not a pull request.`);
    return { ...standing, pull: on };
  }

  /** A person at an issue or a pull request (`owner/repo#7`). */
  at(login: string, ref: string): Membership & { readonly on: IssueOrPullRequest } {
    const [repo = "", number = ""] = ref.split("#");
    const standing = this.in(login, repo);
    const on = this.#platform.store.view().conversation(standing.repository.id, Number(number));
    if (on === undefined) throw new Refused(`Not found: there is no issue ${ref}.`);
    return { ...standing, on };
  }

  /** A person at a comment (node id). */
  commented(login: string, id: string): Membership & { readonly comment: Comment } {
    const view = this.#platform.store.view();
    const comment = view.comment(id);
    if (comment === undefined) throw new Refused(`Not found: there is no comment ${id}.`);
    const on = view.theIssueOrPull(comment.issueId);
    const repo = nameWithOwner(view.theRepository(on.repositoryId));
    return { ...this.at(login, `${repo}#${on.number}`), comment };
  }

  /** A person at a comment that they may change: their own, or anybody's with write. */
  written(login: string, id: string): Membership & { readonly comment: Comment } {
    const on = this.commented(login, id);
    if (on.comment.authorId !== on.act.actor.id) this.need(on, "write", "change the comments of others");
    return on;
  }

  /** The node ids of labels by name; an unknown name is refused. */
  labelIds(on: Membership, names: readonly string[]): string[] {
    return names.map((name) => {
      const named = this.#platform.store.view().label(on.repository.id, name);
      if (named === undefined) throw new Refused(`${nameWithOwner(on.repository)} has no label "${name}".`);
      return named.id;
    });
  }

  /** Refuses when the role is weaker than wanted; `deed` ends the sentence. */
  need(on: Membership, wanted: Role, deed: string): void {
    if (atLeast(on.role, wanted)) return;
    throw new Refused(
      `${on.act.actor.login} has the role ${on.role} in ${nameWithOwner(on.repository)}; it takes ${wanted} to ${deed}.`,
    );
  }

  /** The body, unless it is longer than GitHub takes. */
  fits(body: string): string {
    if (body.length <= 65_536) return body;
    throw new Refused(`Body is too long (maximum is 65536 characters, this has ${body.length}).`);
  }
}
