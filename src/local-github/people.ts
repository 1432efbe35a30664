// What people do on the local GitHub, with GitHub's rules about who may do what.

import { labelsNamed } from "./acts/change.ts";
import { addComment, deleteComment, editComment, react } from "./acts/comments.ts";
import { closeIssue, deleteIssue, editIssue, openIssue, reopenIssue } from "./acts/issues.ts";
import { assign, label, unassign, unlabel } from "./acts/labels.ts";
import { archiveRepository, giveRepository, renameRepository } from "./acts/repositories.ts";
import { transferIssue } from "./acts/transfer.ts";
import { Planners } from "./planners.ts";
import { newest } from "./platform.ts";
import type { Comment, Issue, IssueOrPullRequest, ReactionContent } from "./records.ts";
import { nameWithOwner } from "./records.ts";
import { atLeast, Refused } from "./rights.ts";
import { isTaken } from "./setup.ts";
import { toggled } from "./tasks.ts";

export { atLeast, Refused } from "./rights.ts";

/** What somebody opens an issue with. `formLabels` come from the form, whoever opens it. Labels go by name. */
export interface OpenedIssue {
  readonly by: string;
  readonly repo: string;
  readonly title: string;
  readonly body: string;
  readonly labels?: readonly string[];
  readonly formLabels?: readonly string[];
  readonly assignees?: readonly string[];
  readonly formAssignees?: readonly string[];
  /** The form that it was opened with; like GitHub, the record keeps no trace of it. */
  readonly template?: string;
}

/** `by` is a login, `issue` is `owner/repo#7`; where labels, assignees, comments and reactions are concerned, a pull request as well. */
export interface OnIssue {
  readonly by: string;
  readonly issue: string;
}

/** `by` is a login, `comment` a comment's node id. */
export interface OnComment {
  readonly by: string;
  readonly comment: string;
}

/** `by` is a login, `repo` is `owner/repo`, `to` its new name or owner. */
export interface OnRepository {
  readonly by: string;
  readonly repo: string;
  readonly to: string;
}

/** The acts of people. Each is refused with a sentence when GitHub would not allow it. */
export class People extends Planners {
  /** Opens an issue; labels and assignees without the right to give them, or unknown ones, are dropped silently. */
  openIssue(opening: OpenedIssue): Issue {
    const { act, role, repository } = this.rights.in(opening.by, opening.repo);
    if (opening.title.trim() === "") throw new Refused("An issue needs a title.");
    const triage = atLeast(role, "triage");
    const names = [...(opening.formLabels ?? []), ...(triage ? (opening.labels ?? []) : [])];
    const logins = [...(opening.formAssignees ?? []), ...(triage ? (opening.assignees ?? []) : [])];
    const assignees = logins.map((login) => this.rights.assignable(login, repository));
    return openIssue(act, repository, {
      title: opening.title,
      body: this.rights.fits(opening.body),
      labelIds: labelsNamed(act, repository, names).map((named) => named.id),
      assigneeIds: [
        ...new Set(assignees.filter((person) => person !== undefined).map((person) => person.id)),
      ],
    });
  }

  comment({ by, issue, body }: OnIssue & { readonly body: string }): Comment {
    const { act, on } = this.rights.at(by, issue);
    if (body.trim() === "") throw new Refused("A comment needs some words.");
    return addComment(act, on, this.rights.fits(body));
  }

  /** Rewrites a comment: one's own, or anybody's with write. */
  editComment({ by, comment, body }: OnComment & { readonly body: string }): Comment {
    const on = this.rights.written(by, comment);
    return editComment(on.act, on.comment, this.rights.fits(body));
  }

  deleteComment({ by, comment }: OnComment): void {
    const on = this.rights.written(by, comment);
    deleteComment(on.act, on.comment);
  }

  /** Ticks or unticks the box whose words contain `text`; write is needed in another's comment. */
  tick({ by, comment, text }: OnComment & { readonly text: string }): Comment {
    const on = this.rights.written(by, comment);
    const body = toggled(on.comment.body, text);
    if (body === undefined) throw new Refused(`The comment has no box that says "${text}".`);
    return editComment(on.act, on.comment, body);
  }

  /** Changes title or body: the author's own, or anybody's with write. */
  editIssue({ by, issue, ...to }: OnIssue & { readonly title?: string; readonly body?: string }): Issue {
    const on = this.rights.on(by, issue);
    if (on.issue.authorId !== on.act.actor.id) this.rights.need(on, "write", "edit the words of others");
    if (to.body !== undefined) this.rights.fits(to.body);
    return editIssue(on.act, on.issue, to);
  }

  addLabels({ by, issue, labels }: OnIssue & { readonly labels: readonly string[] }): IssueOrPullRequest {
    const on = this.rights.at(by, issue);
    this.rights.need(on, "triage", "label issues");
    return label(on.act, on.on, { ids: this.rights.labelIds(on, labels) });
  }

  removeLabels({ by, issue, labels }: OnIssue & { readonly labels: readonly string[] }): IssueOrPullRequest {
    const on = this.rights.at(by, issue);
    this.rights.need(on, "triage", "label issues");
    return unlabel(on.act, on.on, this.rights.labelIds(on, labels));
  }

  assign({ by, issue, logins }: OnIssue & { readonly logins: readonly string[] }): IssueOrPullRequest {
    const on = this.rights.at(by, issue);
    this.rights.need(on, "triage", "assign people");
    const ids = logins.map((login) => {
      const person = this.rights.assignable(login, on.repository);
      if (person === undefined)
        throw new Refused(`${login} can't be assigned in ${nameWithOwner(on.repository)}.`);
      return person.id;
    });
    return assign(on.act, on.on, { ids });
  }

  unassign({ by, issue, logins }: OnIssue & { readonly logins: readonly string[] }): IssueOrPullRequest {
    const on = this.rights.at(by, issue);
    this.rights.need(on, "triage", "assign people");
    return unassign(
      on.act,
      on.on,
      logins.map((login) => this.rights.person(login).id),
    );
  }

  /** Closes an issue: its author, or anybody with triage. `duplicateOf` is `owner/repo#7`. */
  close(
    how: OnIssue & {
      readonly reason: "completed" | "not_planned" | "duplicate";
      readonly duplicateOf?: string;
    },
  ): Issue {
    const on = this.rights.on(how.by, how.issue);
    if (on.issue.authorId !== on.act.actor.id) this.rights.need(on, "triage", "close the issues of others");
    const canonical =
      how.duplicateOf === undefined ? undefined : this.rights.on(how.by, how.duplicateOf).issue;
    const reason = ({ completed: "COMPLETED", not_planned: "NOT_PLANNED", duplicate: "DUPLICATE" } as const)[
      how.reason
    ];
    return closeIssue(on.act, on.issue, { reason, canonical });
  }

  /** Opens an issue again: anybody with triage, or its author where the author closed it. */
  reopen({ by, issue }: OnIssue): Issue {
    const on = this.rights.on(by, issue);
    const own = on.issue.authorId === on.act.actor.id && on.issue.closedById === on.act.actor.id;
    if (!own) this.rights.need(on, "triage", "open again what others closed");
    return reopenIssue(on.act, on.issue);
  }

  /** Moves an issue to another repository of the same owner; needs write in both. */
  transfer({ by, issue, to }: OnIssue & { readonly to: string }): Issue {
    const on = this.rights.on(by, issue);
    const target = this.rights.in(by, to);
    this.rights.need(on, "write", "transfer issues");
    this.rights.need(target, "write", "transfer issues into it");
    if (on.repository.ownerId !== target.repository.ownerId || on.repository.id === target.repository.id) {
      throw new Refused("An issue can be transferred to another repository of the same owner only.");
    }
    if (on.repository.private && !target.repository.private) {
      throw new Refused("An issue can't be transferred from a private repository to a public one.");
    }
    return transferIssue(on.act, on.issue, target.repository);
  }

  /** Deletes an issue for good; needs admin, as for an organisation's members by default. */
  deleteIssue({ by, issue }: OnIssue): void {
    const on = this.rights.on(by, issue);
    this.rights.need(on, "admin", "delete issues");
    deleteIssue(on.act, on.issue);
  }

  /** Gives a repository another name; needs admin. */
  renameRepository({ by, repo, to }: OnRepository): void {
    const on = this.rights.in(by, repo);
    this.rights.need(on, "admin", "rename it");
    this.#free(`${on.repository.owner}/${to}`);
    renameRepository(on.act, on.repository, to);
  }

  /** Gives a repository to another account, which is taken to agree; needs admin. */
  transferRepository({ by, repo, to }: OnRepository): void {
    const on = this.rights.in(by, repo);
    this.rights.need(on, "admin", "give it away");
    const owner = newest(on.act).account(to);
    if (owner === undefined || owner.kind === "Bot") throw new Refused(`There is no account ${to}.`);
    this.#free(`${owner.login}/${on.repository.name}`);
    giveRepository(on.act, on.repository, owner);
  }

  /** Makes a repository read only; needs admin. */
  archive({ by, repo }: { readonly by: string; readonly repo: string }): void {
    const on = this.rights.in(by, repo);
    this.rights.need(on, "admin", "archive it");
    archiveRepository(on.act, on.repository);
  }

  #free(full: string): void {
    if (isTaken(this.platform.store.view(), full)) throw new Refused(`There is ${full} already.`);
  }

  /** Reacts to a comment (node id), an issue or a pull request (`owner/repo#7`). */
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
      const { act, on } = this.rights.at(by, to);
      react(act, on, content);
    } else {
      const on = this.rights.commented(by, to);
      react(on.act, on.comment, content);
    }
  }
}
