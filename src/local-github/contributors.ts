// What people do with files, branches and pull requests on the local GitHub, with GitHub's rules about who may do what.
import { createBranch, deleteBranch, whyNoBranch, whyProtected } from "./acts/branches.ts";
import { commitFiles } from "./acts/files.ts";
import { type Merging, mergeFix, mergePull, whyNoMerge } from "./acts/merge.ts";
import {
  closePull,
  editPull,
  openPull,
  reopenPull,
  setDraft,
  whyNoPull,
  whyNoReopening,
} from "./acts/pulls.ts";
import {
  dismissReview,
  type ReviewVerdict,
  requestReviews,
  review,
  whyNoRequest,
  whyNoReview,
} from "./acts/reviews.ts";
import { newest, type Platform } from "./platform.ts";
import type { PullRequest, PullRequestReview } from "./records.ts";
import { headOf, nameWithOwner } from "./records.ts";
import { type Membership, Refused, Rights } from "./rights.ts";

/** `by` is a login, `pull` is `owner/repo#7`. */
export interface OnPull {
  readonly by: string;
  readonly pull: string;
}

/** `by` is a login, `repo` is `owner/repo`, `branch` a name without `refs/heads/`. */
export interface OnBranch {
  readonly by: string;
  readonly repo: string;
  readonly branch: string;
}

/** What somebody opens a pull request with; its base is the default branch, unless it says another. */
export interface OpenedPull {
  readonly by: string;
  readonly repo: string;
  readonly title: string;
  readonly body?: string;
  readonly head: string;
  readonly base?: string;
  readonly draft?: boolean;
}

/** What somebody says by a review. */
export interface GivenReview extends OnPull {
  readonly verdict: ReviewVerdict;
  readonly body?: string;
}

/** GitHub's words as a sentence of a refusal. */
function allowed(why: string | undefined): void {
  if (why !== undefined) throw new Refused(why.endsWith(".") ? why : `${why}.`);
}

/** The acts of people with files and pull requests. Each is refused with a sentence when GitHub would not allow it. */
export class Contributors {
  protected readonly rights: Rights;
  protected readonly platform: Platform;

  constructor(platform: Platform) {
    this.platform = platform;
    this.rights = new Rights(platform);
  }

  /** Commits one file to a branch, by default the default one; needs write. */
  commitFile(file: {
    readonly repo: string;
    readonly path: string;
    readonly text: string;
    readonly by: string;
    readonly branch?: string | undefined;
  }): void {
    const on = this.rights.in(file.by, file.repo);
    const { branch = on.repository.defaultBranch } = file;
    const head = this.#branch(on, branch);
    allowed(whyProtected(on.act, on.repository, branch));
    const verb = head.files.has(file.path) ? "Update" : "Create";
    commitFiles(on.act, on.repository, {
      message: `${verb} ${file.path}`,
      add: new Map([[file.path, file.text]]),
      branch,
    });
  }

  /** Deletes one file of the default branch; needs write. */
  removeFile({
    by,
    repo,
    path,
  }: {
    readonly by: string;
    readonly repo: string;
    readonly path: string;
  }): void {
    const on = this.rights.in(by, repo);
    const branch = on.repository.defaultBranch;
    allowed(this.#branch(on, branch).files.has(path) ? undefined : `${repo} has no ${path}`);
    allowed(whyProtected(on.act, on.repository, branch));
    commitFiles(on.act, on.repository, { message: `Delete ${path}`, add: new Map(), remove: [path], branch });
  }

  /** Makes a branch from another, by default from the default one; needs write. */
  createBranch({ by, repo, branch, from }: OnBranch & { readonly from?: string }): void {
    const on = this.rights.in(by, repo);
    const head = this.#branch(on, from ?? on.repository.defaultBranch);
    allowed(whyNoBranch(on.repository, branch));
    createBranch(on.act, on.repository, branch, head);
  }

  /** Deletes a branch; needs write. */
  deleteBranch({ by, repo, branch }: OnBranch): void {
    const on = this.rights.in(by, repo);
    this.#branch(on, branch);
    if (branch === on.repository.defaultBranch) throw new Refused("The default branch can't be deleted.");
    deleteBranch(on.act, on.repository, branch);
  }

  /** Opens a pull request from a branch of the repository; needs write, as the branch does. */
  openPull({ by, repo, title, body = "", head, base, draft = false }: OpenedPull): PullRequest {
    const on = this.rights.in(by, repo);
    this.rights.need(on, "write", "open a pull request");
    if (title.trim() === "") throw new Refused("A pull request needs a title.");
    const { defaultBranch } = on.repository;
    const what = { title, body: this.rights.fits(body), head, base: base ?? defaultBranch, draft };
    allowed(whyNoPull(on.act, on.repository, what));
    return openPull(on.act, on.repository, what);
  }

  /** Changes title, body or base: the author's own, or anybody's with write. */
  editPull({ by, pull, ...to }: OnPull & { readonly title?: string; readonly body?: string }): PullRequest {
    const on = this.#owned(by, pull, "edit the words of others");
    if (to.body !== undefined) this.rights.fits(to.body);
    return editPull(on.act, on.pull, to);
  }

  /** Says that a draft is ready for review: its author, or anybody with write. */
  readyForReview({ by, pull }: OnPull): PullRequest {
    const on = this.#owned(by, pull, "say that it is ready");
    this.#open(on.pull);
    return setDraft(on.act, on.pull, false);
  }

  /** Makes it a draft again: its author, or anybody with write. */
  convertToDraft({ by, pull }: OnPull): PullRequest {
    const on = this.#owned(by, pull, "make it a draft");
    this.#open(on.pull);
    return setDraft(on.act, on.pull, true);
  }

  /** Reviews a pull request; read is enough, but only what people with write say decides. */
  review({ by, pull, verdict, body = "" }: GivenReview): PullRequestReview {
    const on = this.rights.onPull(by, pull);
    allowed(whyNoReview(on.act, on.pull, { verdict, body: this.rights.fits(body) }));
    return review(on.act, on.pull, { verdict, body });
  }

  /** Takes somebody's review out of the decision; needs write. */
  dismissReview({
    by,
    review: id,
    message,
  }: {
    readonly by: string;
    readonly review: string;
    readonly message: string;
  }): PullRequestReview {
    const given = newest({ platform: this.platform, actor: this.rights.person(by) }).theReview(id);
    const pull = this.platform.store.view().thePullRequest(given.pullId);
    const repository = this.platform.store.view().theRepository(pull.repositoryId);
    const on = this.rights.onPull(by, `${nameWithOwner(repository)}#${pull.number}`);
    this.rights.need(on, "write", "dismiss reviews");
    return dismissReview(on.act, given, message);
  }

  /** Asks people for a review: the author, or anybody with triage. */
  requestReview({ by, pull, logins }: OnPull & { readonly logins: readonly string[] }): PullRequest {
    const on = this.rights.onPull(by, pull);
    if (on.pull.authorId !== on.act.actor.id) this.rights.need(on, "triage", "ask for reviews");
    const ids = logins.map((login) => {
      const person = this.rights.assignable(login, on.repository);
      if (person === undefined)
        throw new Refused(`${login} can't be asked for a review in ${nameWithOwner(on.repository)}.`);
      return person.id;
    });
    allowed(whyNoRequest(on.pull, ids));
    return requestReviews(on.act, on.pull, ids);
  }

  /** Merges a pull request; needs write. */
  mergePull({ by, pull, ...how }: OnPull & Partial<Merging>): PullRequest {
    const on = this.rights.onPull(by, pull);
    this.rights.need(on, "write", "merge");
    allowed(whyNoMerge(newest(on.act), on.pull));
    return mergePull(on.act, on.pull, { method: "MERGE", ...how });
  }

  /** Closes a pull request without a merge: its author, or anybody with triage. */
  closePull({ by, pull }: OnPull): PullRequest {
    const on = this.rights.onPull(by, pull);
    if (on.pull.authorId !== on.act.actor.id) this.rights.need(on, "triage", "close the work of others");
    return closePull(on.act, on.pull);
  }

  /** Opens a closed pull request again: its author, or anybody with triage. */
  reopenPull({ by, pull }: OnPull): PullRequest {
    const on = this.rights.onPull(by, pull);
    if (on.pull.authorId !== on.act.actor.id) this.rights.need(on, "triage", "open again what was closed");
    allowed(whyNoReopening(newest(on.act), on.pull));
    return reopenPull(on.act, on.pull);
  }

  /** Merges a pull request in `repo` that says "Fixes" about an issue of it; needs write. */
  mergeFix({
    by,
    repo,
    issue,
  }: {
    readonly by: string;
    readonly repo: string;
    readonly issue: string;
  }): PullRequest {
    const on = this.rights.in(by, repo);
    this.rights.need(on, "write", "merge");
    return mergeFix(on.act, on.repository, this.rights.on(by, issue).issue);
  }

  #branch(on: Membership, branch: string) {
    this.rights.need(on, "write", "commit");
    const head = headOf(on.repository, branch);
    if (head === undefined) throw new Refused(`${nameWithOwner(on.repository)} has no branch ${branch}.`);
    return head;
  }

  #owned(by: string, pull: string, deed: string): Membership & { readonly pull: PullRequest } {
    const on = this.rights.onPull(by, pull);
    if (on.pull.authorId !== on.act.actor.id) this.rights.need(on, "write", deed);
    return on;
  }

  #open(pull: PullRequest): void {
    if (pull.state !== "OPEN")
      throw new Refused(`The pull request "${pull.title}" is ${pull.state.toLowerCase()} already.`);
  }
}
