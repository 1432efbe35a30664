// What scenarios and tests look at: the newest state in plain words, past all rights and faults.
import type { Difference } from "./history.ts";
import type { Platform } from "./platform.ts";
import type { DateField, Issue, IssueOrPullRequest, PullRequest, Repository, Role } from "./records.ts";
import { headOf } from "./records.ts";
import { type CommentFacts, commentFacts, type IssueFacts, issueFacts } from "./sight-issues.ts";
import { type PullFacts, pullChanges, pullFacts } from "./sight-pulls.ts";
import { lineOf, type TimelineFacts } from "./sight-timeline.ts";
import type { Store } from "./store.ts";
import type { View } from "./view.ts";

/** Reads the newest state. */
export class Sight {
  readonly #store: Store;
  readonly #fields: readonly DateField[];

  constructor({ store, fields }: Pick<Platform, "store" | "fields">) {
    this.#store = store;
    this.#fields = fields;
  }

  issues(repo?: string): readonly IssueFacts[] {
    const view = this.#store.view();
    const all = repo === undefined ? view.repositories() : [this.#repository(view, repo)];
    const found = all.flatMap((repository) => view.issues(repository.id));
    return found
      .sort((a, b) => a.databaseId - b.databaseId)
      .map((issue) => issueFacts(view, issue, this.#fields));
  }

  issue(ref: string): IssueFacts {
    const view = this.#store.view();
    return issueFacts(view, this.#issue(view, ref), this.#fields);
  }

  pulls(repo?: string): readonly PullFacts[] {
    const view = this.#store.view();
    const all = repo === undefined ? view.repositories() : [this.#repository(view, repo)];
    const found = all.flatMap((repository) => view.pulls(repository.id));
    return found.sort((a, b) => a.databaseId - b.databaseId).map((pull) => pullFacts(view, pull));
  }

  pull(ref: string): PullFacts {
    const view = this.#store.view();
    return pullFacts(view, this.#pull(view, ref));
  }

  changes(ref: string): readonly Difference[] {
    const view = this.#store.view();
    return pullChanges(view, this.#pull(view, ref));
  }

  /** Whether a pull request has that address. */
  isPull(ref: string): boolean {
    const view = this.#store.view();
    return this.#conversation(view, ref)?.kind === "PullRequest";
  }

  comments(ref: string): readonly CommentFacts[] {
    const view = this.#store.view();
    return view.comments(this.#on(view, ref)).map((comment) => commentFacts(view, comment));
  }

  timeline(ref: string): readonly TimelineFacts[] {
    const view = this.#store.view();
    const on = this.#on(view, ref);
    const byId = new Map(this.comments(ref).map((comment) => [comment.id, comment]));
    return on.timeline.flatMap((item) => lineOf(view, { on, item, comments: byId }));
  }

  branches(repo: string): readonly string[] {
    const { defaultBranch, branches } = this.#repository(this.#store.view(), repo);
    return [defaultBranch, ...branches.keys()];
  }

  files(repo: string, branch?: string): ReadonlyMap<string, string> {
    const repository = this.#repository(this.#store.view(), repo);
    return headOf(repository, branch ?? repository.defaultBranch)?.files ?? new Map();
  }

  labels(repo: string): readonly { name: string; color: string; description: string | null }[] {
    const view = this.#store.view();
    const labels = view.labels(this.#repository(view, repo).id);
    return labels.map(({ name, color, description }) => ({ name, color, description }));
  }

  people(): readonly string[] {
    const view = this.#store.view();
    const accounts = [...this.#store.accounts.values()].map((id) => view.theAccount(id));
    return accounts.filter((account) => account.kind === "User").map((account) => account.login);
  }

  role(login: string, repo: string): Role {
    const view = this.#store.view();
    return view.role(login, this.#repository(view, repo));
  }

  #repository(view: View, repo: string): Repository {
    const repository = view.repository(repo);
    if (repository === undefined) throw new Error(`there is no repository ${repo} on the local GitHub`);
    return repository;
  }

  #issue(view: View, ref: string): Issue {
    const on = this.#on(view, ref);
    if (on.kind === "Issue") return on;
    throw new Error(`${ref} is a pull request on the local GitHub`);
  }

  #pull(view: View, ref: string): PullRequest {
    const on = this.#on(view, ref);
    if (on.kind === "PullRequest") return on;
    throw new Error(`${ref} is an issue on the local GitHub`);
  }

  #conversation(view: View, ref: string): IssueOrPullRequest | undefined {
    const [repo = "", number = ""] = ref.split("#");
    return view.conversation(this.#repository(view, repo).id, Number(number));
  }

  #on(view: View, ref: string): IssueOrPullRequest {
    const on = this.#conversation(view, ref);
    if (on === undefined) throw new Error(`there is no issue ${ref} on the local GitHub`);
    return on;
  }
}
