// What people do on the local GitHub, with GitHub's rules about who may do what.

import { labelsNamed } from "./acts/change.ts";
import { addComment, deleteComment, editComment, react } from "./acts/comments.ts";
import { commitFiles, mergeFix } from "./acts/files.ts";
import { closeIssue, editIssue, openIssue, reopenIssue } from "./acts/issues.ts";
import { assign, label, unassign, unlabel } from "./acts/labels.ts";
import type { Act, Platform } from "./platform.ts";
import type { Account, Comment, Issue, PullRequest, ReactionContent, Repository, Role } from "./records.ts";
import { nameWithOwner } from "./records.ts";
import { toggled } from "./tasks.ts";

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

/** What somebody opens an issue with. `formLabels` come from the form, whoever opens it. Labels go by name. */
export interface Opening {
  readonly by: string;
  readonly repo: string;
  readonly title: string;
  readonly body: string;
  readonly labels?: readonly string[];
  readonly formLabels?: readonly string[];
  readonly assignees?: readonly string[];
  readonly formAssignees?: readonly string[];
  readonly template?: string;
}

/** `by` is a login, `issue` is `owner/repo#7`. */
export interface OnIssue {
  readonly by: string;
  readonly issue: string;
}

/** `by` is a login, `comment` a comment's node id. */
export interface OnComment {
  readonly by: string;
  readonly comment: string;
}

interface Standing {
  readonly act: Act;
  readonly role: Role;
  readonly repository: Repository;
}

/** The acts of people. Each is refused with a sentence when GitHub would not allow it. */
export class People {
  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Opens an issue; labels and assignees without the right to give them, or unknown ones, are dropped silently. */
  openIssue(opening: Opening): Issue {
    const { act, role, repository } = this.#in(opening.by, opening.repo);
    if (opening.title.trim() === "") throw new Refused("An issue needs a title.");
    const triage = atLeast(role, "triage");
    const names = [...(opening.formLabels ?? []), ...(triage ? (opening.labels ?? []) : [])];
    const logins = [...(opening.formAssignees ?? []), ...(triage ? (opening.assignees ?? []) : [])];
    const assignees = logins.map((login) => this.#assignable(login, repository));
    return openIssue(act, repository, {
      title: opening.title,
      body: this.#fits(opening.body),
      labelIds: labelsNamed(act, repository, names).map((named) => named.id),
      assigneeIds: [
        ...new Set(assignees.filter((person) => person !== undefined).map((person) => person.id)),
      ],
    });
  }

  comment({ by, issue, body }: OnIssue & { readonly body: string }): Comment {
    const on = this.#on(by, issue);
    if (body.trim() === "") throw new Refused("A comment needs some words.");
    return addComment(on.act, on.issue, this.#fits(body));
  }

  /** Rewrites a comment: one's own, or anybody's with write. */
  editComment({ by, comment, body }: OnComment & { readonly body: string }): Comment {
    const on = this.#written(by, comment);
    return editComment(on.act, on.comment, this.#fits(body));
  }

  deleteComment({ by, comment }: OnComment): void {
    const on = this.#written(by, comment);
    deleteComment(on.act, on.comment);
  }

  /** Ticks or unticks the box whose words contain `text`; write is needed in another's comment. */
  tick({ by, comment, text }: OnComment & { readonly text: string }): Comment {
    const on = this.#written(by, comment);
    const body = toggled(on.comment.body, text);
    if (body === undefined) throw new Refused(`The comment has no box that says "${text}".`);
    return editComment(on.act, on.comment, body);
  }

  /** Changes title or body: the author's own, or anybody's with write. */
  editIssue({ by, issue, ...to }: OnIssue & { readonly title?: string; readonly body?: string }): Issue {
    const on = this.#on(by, issue);
    if (on.issue.authorId !== on.act.actor.id) this.#need(on, "write", "edit the words of others");
    if (to.body !== undefined) this.#fits(to.body);
    return editIssue(on.act, on.issue, to);
  }

  addLabels({ by, issue, labels }: OnIssue & { readonly labels: readonly string[] }): Issue {
    const on = this.#on(by, issue);
    this.#need(on, "triage", "label issues");
    return label(on.act, on.issue, { ids: this.#labelIds(on, labels) });
  }

  removeLabels({ by, issue, labels }: OnIssue & { readonly labels: readonly string[] }): Issue {
    const on = this.#on(by, issue);
    this.#need(on, "triage", "label issues");
    return unlabel(on.act, on.issue, this.#labelIds(on, labels));
  }

  assign({ by, issue, logins }: OnIssue & { readonly logins: readonly string[] }): Issue {
    const on = this.#on(by, issue);
    this.#need(on, "triage", "assign people");
    const ids = logins.map((login) => {
      const person = this.#assignable(login, on.repository);
      if (person === undefined)
        throw new Refused(`${login} can't be assigned in ${nameWithOwner(on.repository)}.`);
      return person.id;
    });
    return assign(on.act, on.issue, { ids });
  }

  unassign({ by, issue, logins }: OnIssue & { readonly logins: readonly string[] }): Issue {
    const on = this.#on(by, issue);
    this.#need(on, "triage", "assign people");
    return unassign(
      on.act,
      on.issue,
      logins.map((login) => this.#person(login).id),
    );
  }

  /** Closes an issue: its author, or anybody with triage. `duplicateOf` is `owner/repo#7`. */
  close(
    how: OnIssue & {
      readonly reason: "completed" | "not_planned" | "duplicate";
      readonly duplicateOf?: string;
    },
  ): Issue {
    const on = this.#on(how.by, how.issue);
    if (on.issue.authorId !== on.act.actor.id) this.#need(on, "triage", "close the issues of others");
    const canonical = how.duplicateOf === undefined ? undefined : this.#on(how.by, how.duplicateOf).issue;
    const reason = ({ completed: "COMPLETED", not_planned: "NOT_PLANNED", duplicate: "DUPLICATE" } as const)[
      how.reason
    ];
    return closeIssue(on.act, on.issue, { reason, canonical });
  }

  /** Opens an issue again: anybody with triage, or its author where the author closed it. */
  reopen({ by, issue }: OnIssue): Issue {
    const on = this.#on(by, issue);
    const own = on.issue.authorId === on.act.actor.id && on.issue.closedById === on.act.actor.id;
    if (!own) this.#need(on, "triage", "open again what others closed");
    return reopenIssue(on.act, on.issue);
  }

  /** Reacts to a comment (node id) or an issue (`owner/repo#7`). */
  react({
    by,
    to,
    content,
  }: {
    readonly by: string;
    readonly to: string;
    readonly content: ReactionContent;
  }): void {
    if (to.includes("#")) {
      const on = this.#on(by, to);
      react(on.act, on.issue, content);
    } else {
      const on = this.#commented(by, to);
      react(on.act, on.comment, content);
    }
  }

  /** Commits one file to the default branch; needs write. */
  commitFile(file: {
    readonly repo: string;
    readonly path: string;
    readonly text: string;
    readonly by: string;
  }): void {
    const on = this.#in(file.by, file.repo);
    this.#need(on, "write", "commit");
    const verb = on.repository.head.files.has(file.path) ? "Update" : "Create";
    commitFiles(on.act, on.repository, {
      message: `${verb} ${file.path}`,
      add: new Map([[file.path, file.text]]),
    });
  }

  /** Merges a pull request in `repo` that says "Fixes" about an issue of it; needs write. */
  mergeFix({ by, repo, issue }: OnIssue & { readonly repo: string }): PullRequest {
    const on = this.#in(by, repo);
    this.#need(on, "write", "merge");
    return mergeFix(on.act, on.repository, this.#on(by, issue).issue);
  }

  #person(login: string): Account {
    const account = this.#platform.store.view().account(login);
    if (account?.kind === "User") return account;
    throw new Refused(`There is nobody called ${login}.`);
  }

  #assignable(login: string, repository: Repository): Account | undefined {
    const view = this.#platform.store.view();
    const account = view.account(login);
    return account?.kind === "User" && view.role(login, repository) !== "none" ? account : undefined;
  }

  #in(login: string, repo: string): Standing {
    const view = this.#platform.store.view();
    const actor = this.#person(login);
    const repository = view.repository(repo);
    const role = repository === undefined ? "none" : view.role(login, repository);
    if (repository === undefined || (repository.private && role === "none")) {
      throw new Refused(`Not found: there is no repository ${repo} that ${login} can see.`);
    }
    return { act: { platform: this.#platform, actor }, role, repository };
  }

  #on(login: string, ref: string): Standing & { readonly issue: Issue } {
    const [repo = "", number = ""] = ref.split("#");
    const standing = this.#in(login, repo);
    const issue = this.#platform.store.view().issue(standing.repository.id, Number(number));
    if (issue === undefined) throw new Refused(`Not found: there is no issue ${ref}.`);
    return { ...standing, issue };
  }

  #commented(login: string, id: string): Standing & { readonly issue: Issue; readonly comment: Comment } {
    const view = this.#platform.store.view();
    const comment = view.comment(id);
    if (comment === undefined) throw new Refused(`Not found: there is no comment ${id}.`);
    const issue = view.theIssue(comment.issueId);
    const repo = nameWithOwner(view.theRepository(issue.repositoryId));
    return { ...this.#on(login, `${repo}#${issue.number}`), comment };
  }

  #written(login: string, id: string): Standing & { readonly issue: Issue; readonly comment: Comment } {
    const on = this.#commented(login, id);
    if (on.comment.authorId !== on.act.actor.id) this.#need(on, "write", "change the comments of others");
    return on;
  }

  #labelIds(on: Standing, names: readonly string[]): string[] {
    return names.map((name) => {
      const named = this.#platform.store.view().label(on.repository.id, name);
      if (named === undefined) throw new Refused(`${nameWithOwner(on.repository)} has no label "${name}".`);
      return named.id;
    });
  }

  #need(on: Standing, wanted: Role, deed: string): void {
    if (atLeast(on.role, wanted)) return;
    throw new Refused(
      `${on.act.actor.login} has the role ${on.role} in ${nameWithOwner(on.repository)}; it takes ${wanted} to ${deed}.`,
    );
  }

  #fits(body: string): string {
    if (body.length <= 65_536) return body;
    throw new Refused(`Body is too long (maximum is 65536 characters, this has ${body.length}).`);
  }
}
