// What a person's step does on the local GitHub: one deed of the scenario, one act there.
import { repositoryOf } from "../engine/issue-ref.ts";
import { stripMarkers } from "../engine/text/marker.ts";
import type { CommentChoice, Deed, Editing, Opening, Step } from "./scenario.ts";
import {
  archivist,
  bodyOf,
  bodyWith,
  committer,
  formNamed,
  pullOf,
  type RehearsalStage,
  refOf,
  StepFailed,
  TARGET_DATE,
} from "./stage.ts";

type Person = Extract<
  Deed,
  {
    readonly kind:
      | "open"
      | "comment"
      | "edit-comment"
      | "delete-comment"
      | "label"
      | "assign"
      | "edit"
      | "tick"
      | "close"
      | "reopen"
      | "transfer"
      | "delete-issue"
      | "target-date"
      | "unblock"
      | "archive"
      | "merge-fix"
      | "review"
      | "commit";
  }
>;

/** Deeds that people do; the others are the runner's. */
export type PersonDeed = Person;

/**
 * Does what a step says. Throws GitHub's `Refused` where it may not be done and `StepFailed` where it can't. `app` are
 * the logins that `by: app` stands for. A step with `as` names the issue that it was about.
 */
export function perform(
  stage: RehearsalStage,
  step: Step & { readonly deed: PersonDeed },
  app: readonly string[],
): void {
  const { deed } = step;
  const by = step.by ?? "";
  if (deed.kind === "open") {
    const ref = open(stage, by, deed.open);
    if (step.as !== undefined) stage.aliases.set(step.as, ref);
    return;
  }
  if (deed.kind === "commit") {
    commit(stage, step.by ?? committer(stage, deed.repo), deed);
    return;
  }
  if (deed.kind === "archive") {
    stage.github.archive({ by: step.by ?? archivist(stage, deed.repo), repo: deed.repo });
    return;
  }
  if (step.on === undefined) throw new StepFailed("the step names no issue");
  const issue = deed.kind === "review" ? pullOf(stage, step.on) : refOf(stage, step.on);
  if (step.as !== undefined) stage.aliases.set(step.as, issue);
  actOn({ stage, app, by, issue }, deed);
}

interface Scene {
  readonly stage: RehearsalStage;
  readonly app: readonly string[];
  readonly by: string;
  readonly issue: string;
}

function actOn(
  scene: Scene,
  deed: Exclude<PersonDeed, { readonly kind: "open" | "commit" | "archive" }>,
): void {
  const { by, issue } = scene;
  const { github } = scene.stage;
  switch (deed.kind) {
    case "comment":
      github.comment({ by, issue, body: deed.body });
      return;
    case "edit-comment":
      github.editComment({ by, comment: commentOf(scene, deed.which), body: deed.body });
      return;
    case "delete-comment":
      github.deleteComment({ by, comment: commentOf(scene, deed.which) });
      return;
    case "label":
      // Off before on, as a person changes a severity: never two at once.
      if (deed.remove.length > 0) github.removeLabels({ by, issue, labels: deed.remove });
      if (deed.add.length > 0) github.addLabels({ by, issue, labels: deed.add });
      return;
    case "assign":
      if (deed.remove.length > 0) github.unassign({ by, issue, logins: deed.remove });
      if (deed.add.length > 0) github.assign({ by, issue, logins: deed.add });
      return;
    case "edit":
      edit(scene, deed.edit);
      return;
    case "tick":
      github.tick({ by, comment: cardOf(scene, deed.words), text: deed.words });
      return;
    case "close":
      close(scene, deed);
      return;
    case "reopen":
      if (github.isPull(issue)) github.reopenPull({ by, pull: issue });
      else github.reopen({ by, issue });
      return;
    case "transfer":
      moved(scene, deed.to);
      return;
    case "delete-issue":
      github.deleteIssue({ by, issue });
      return;
    case "target-date":
      github.setField({ by, issue, field: TARGET_DATE, day: deed.day });
      return;
    case "unblock":
      github.block({ by, issue, blocking: refOf(scene.stage, deed.blocking), off: true });
      return;
    case "review":
      reviewed(scene, deed);
      return;
    case "merge-fix":
      github.mergeFix({ by, repo: repositoryOf(issue), issue });
  }
}

/** Moves an issue; what it was called it is called from here on as well. */
function moved({ stage: { github, aliases }, by, issue }: Scene, to: string): void {
  const ref = `${to}#${github.transfer({ by, issue, to }).number}`;
  for (const [alias, old] of aliases) if (old === issue) aliases.set(alias, ref);
}

/** A branch that is not there yet is made, as GitHub's editor does for who commits to a new one. */
function commit(
  { github }: RehearsalStage,
  by: string,
  { repo, path, text, branch }: Extract<Deed, { readonly kind: "commit" }>,
): void {
  if (branch !== undefined && !github.branches(repo).includes(branch))
    github.createBranch({ by, repo, branch });
  github.commitFile({ repo, path, text, by, branch });
}

/** What is done with a pull request: a review, or what leads to one and follows from it. */
function reviewed(
  { stage: { github }, by, issue: pull }: Scene,
  { act, words: body }: Extract<Deed, { readonly kind: "review" }>,
): void {
  switch (act) {
    case "approve":
      github.review({ by, pull, verdict: "APPROVED", body });
      return;
    case "changes":
      github.review({ by, pull, verdict: "CHANGES_REQUESTED", body });
      return;
    case "comment":
      github.review({ by, pull, verdict: "COMMENTED", body });
      return;
    case "merge":
      github.mergePull({ by, pull });
      return;
    case "ready":
      github.readyForReview({ by, pull });
      return;
    case "draft":
      github.convertToDraft({ by, pull });
      return;
    case "close":
      github.closePull({ by, pull });
      return;
    case "reopen":
      github.reopenPull({ by, pull });
  }
}

/** A pull request; labels and assignees are put on after it is there, as on GitHub. */
function propose(
  { github }: RehearsalStage,
  by: string,
  what: Opening & { repo: string; branch: string },
): string {
  const { repo, title, body, branch, draft, labels, assignees } = what;
  const { number } = github.openPull({ by, repo, title, body, head: branch, draft });
  const issue = `${repo}#${number}`;
  if (labels.length > 0) github.addLabels({ by, issue, labels });
  if (assignees.length > 0) github.assign({ by, issue, logins: assignees });
  return issue;
}

function open(stage: RehearsalStage, by: string, what: Opening): string {
  const repo = what.repo ?? stage.home;
  if (what.branch !== undefined) return propose(stage, by, { ...what, repo, branch: what.branch });
  const form = what.form === undefined ? undefined : formNamed(stage, repo, what.form);
  const body = form === undefined ? what.body : bodyOf(form, what.fields);
  let ref = "";
  for (let n = 1; n <= what.times; n++) {
    const counted = (text: string): string => text.replaceAll("{n}", String(n));
    const { number } = stage.github.openIssue({
      by,
      repo,
      title: counted(what.title),
      body: counted(body),
      labels: what.labels,
      assignees: what.assignees,
      ...(form !== undefined && { formLabels: form.labels, formAssignees: form.assignees }),
    });
    ref = `${repo}#${number}`;
  }
  return ref;
}

function close({ stage, by, issue }: Scene, deed: Extract<Deed, { readonly kind: "close" }>): void {
  if (stage.github.isPull(issue)) {
    stage.github.closePull({ by, pull: issue });
    return;
  }
  const duplicateOf = deed.of === undefined ? undefined : refOf(stage, deed.of);
  stage.github.close({ by, issue, reason: deed.reason, ...(duplicateOf !== undefined && { duplicateOf }) });
}

function edit({ stage, by, issue }: Scene, how: Editing): void {
  const { github } = stage;
  const isPull = github.isPull(issue);
  const old = (isPull ? github.pull(issue) : github.issue(issue)).body;
  let body = how.body ?? old;
  if (how.fields !== undefined) body = bodyWith(stage, issue, how.fields);
  if (how.replace !== undefined) {
    const [from, to] = how.replace;
    if (!body.includes(from))
      throw new StepFailed(`the body of ${issue} does not contain ${JSON.stringify(from)}`);
    body = body.replace(from, () => to);
  }
  if (how.append !== undefined) body = appended(body, how.append);
  const rewritten = body !== old;
  if (how.title === undefined && !rewritten) return;
  const title = how.title === undefined ? {} : { title: how.title };
  const words = { ...title, ...(rewritten && { body }) };
  if (isPull) github.editPull({ by, pull: issue, ...words });
  else github.editIssue({ by, issue, ...words });
}

/** Words on a new line at the end; what is hidden at the very end of the body (our markers) stays last. */
function appended(body: string, words: string): string {
  const tail = /(?:\s*<!-- tocsin:[^\n]*-->)+\s*$/.exec(body)?.[0] ?? "";
  const visible = tail === "" ? body : body.slice(0, -tail.length);
  const gap = visible === "" || visible.endsWith("\n") ? "" : "\n";
  return `${visible}${gap}${words}${tail}`;
}

function commentOf({ stage, app, issue }: Scene, which: CommentChoice): string {
  const isBy = (login: string): boolean => (which.by === "app" ? app.includes(login) : login === which.by);
  const found = stage.github
    .comments(issue)
    .find((comment) => isBy(comment.author) && which.matches.test(stripMarkers(comment.body)));
  if (found !== undefined) return found.id;
  throw new StepFailed(`${issue} has no comment by ${which.by} that matches ${which.matches}`);
}

const box = /^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s+(.*)$/gm;

/** The comment of ours with a box of these words: the card. */
function cardOf({ stage, app, issue }: Scene, words: string): string {
  const wanted = words.toLowerCase();
  const boxes: string[] = [];
  for (const comment of stage.github.comments(issue)) {
    if (!app.includes(comment.author)) continue;
    const said = Array.from(comment.body.matchAll(box), (match) => match[1] ?? "");
    if (said.some((text) => text.toLowerCase().includes(wanted))) return comment.id;
    boxes.push(...said);
  }
  const there = boxes.length === 0 ? "no box at all" : boxes.map((text) => `"${text}"`).join(", ");
  throw new StepFailed(`no comment by Tocsin on ${issue} has a box that says "${words}"; there is ${there}`);
}
