// The local GitHub that a scenario plays on: set up as it is before the start, and what its people do there.
import {
  bestForm,
  type Form,
  fieldsOf,
  keyOf,
  leadingToken,
  parseBody,
  parseForm,
  renderBody,
} from "../engine/form.ts";
import { type Instant, MINUTE } from "../engine/instant.ts";
import { hint } from "../engine/policy/nearest.ts";
import { stripMarkers } from "../engine/text/marker.ts";
import { VirtualClock } from "../local-github/clock.ts";
import type { Faults } from "../local-github/faults.ts";
import { createGitHub, type LocalGitHub } from "../local-github/github.ts";
import type { Delivered } from "../local-github/installations.ts";
import type { Role } from "../local-github/records.ts";
import { atLeast } from "../local-github/rights.ts";
import type { Cast } from "./casting.ts";
import { Channels } from "./channels.ts";
import type { SeenIssue, SeenPull } from "./expect.ts";
import { type FaultPlan, type FieldAnswers, type IssueTarget, isBot, type Scenario } from "./scenario.ts";

/** A step, or the target of an expectation, that can't be carried out as the file has it. The message is for people. */
export class StepFailed extends Error {
  override readonly name = "StepFailed";
}

/** The field that issues have in a scenario that wants it, by GitHub's own name. */
export const TARGET_DATE = "Target date";

const POLICY = ".github/tocsin.yml";
const FORMS = ".github/ISSUE_TEMPLATE/";
/** What the owner of a rehearsal's repositories lets Tocsin do, as an app and in a workflow: what its policy asks for. */
export const rights = {
  issues: "write",
  contents: "write",
  pull_requests: "write",
  members: "read",
  metadata: "read",
} as const;
/** What an app with these rights hears of. */
export const events = [
  ...["issues", "issue_comment", "sub_issues", "label", "push", "repository"],
  ...["pull_request", "pull_request_review"],
];
/** Everything that is there before has been there for a while. */
const before = 10 * MINUTE;

/** The GitHub of one rehearsal, its clock, and the names that the scenario gave to issues. */
export interface RehearsalStage {
  readonly scenario: Scenario;
  readonly clock: VirtualClock;
  readonly github: LocalGitHub;
  /** What is beyond it. */
  readonly channels: Channels;
  /** The repository where incidents live. */
  readonly home: string;
  readonly aliases: Map<string, string>;
  /** Where webhooks go; the host sets it. */
  listener: (delivery: Delivered) => Promise<{ readonly status: number }>;
}

/** Builds the stage: repositories with policy, forms and labels, people with their roles, the app installed. */
export async function setStage({
  scenario,
  policyText,
  forms,
  messages = [],
  labels,
}: Cast): Promise<RehearsalStage> {
  const clock = new VirtualClock(scenario.start - before);
  const stage: { listener: RehearsalStage["listener"] } = { listener: async () => ({ status: 503 }) };
  const github = createGitHub({
    clock,
    seed: scenario.seed,
    apps: [
      {
        ...{ slug: "tocsin", id: 1, webhookSecret: "rehearsal", events },
        permissions: scenario.targetDate ? { ...rights, issue_fields: "read" } : rights,
        webhook: (delivery) => stage.listener(delivery),
      },
    ],
  });
  const home = scenario.repos[0]?.name ?? "acme/incidents";
  const homeFiles = {
    ...Object.fromEntries([...forms, ...messages].map(({ path, text }) => [path, text])),
    ...(policyText === undefined ? {} : { [POLICY]: policyText }),
  };
  for (const repo of scenario.repos) {
    const [owner = "", name = ""] = repo.name.split("/");
    const isHome = repo.name === home;
    const own = isHome ? labels.map((label) => label.name) : [];
    github.addRepository({
      owner,
      name,
      private: repo.private,
      files: isHome ? homeFiles : {},
      labels: [...new Set([...own, ...(scenario.labels[repo.name] ?? [])])],
    });
  }
  const owners = new Set(scenario.repos.map(({ name }) => name.slice(0, name.indexOf("/"))));
  const without = scenario.repos.flatMap(({ name, app }) => (app ? [] : [name]));
  for (const owner of owners) {
    if (scenario.targetDate) github.addDateField(owner, TARGET_DATE);
    const theirs = scenario.repos.filter(({ name }) => name.startsWith(`${owner}/`));
    const left = without.filter((name) => name.startsWith(`${owner}/`));
    if (left.length < theirs.length) github.install("tocsin", owner, left);
  }
  for (const login of peopleOf(scenario)) {
    if (isBot(login)) github.addBot(login);
    else github.addUser(login);
    for (const { name } of scenario.repos) github.setRole(login, name, scenario.people.get(login) ?? "none");
  }
  const { channels: plans, seed } = scenario;
  const channels = new Channels({ clock, plans, seed, entries: () => github.log.length });
  await clock.advanceTo(scenario.start);
  return Object.assign(stage, {
    ...{ scenario, clock, github, channels, home },
    aliases: new Map<string, string>(),
  });
}

function peopleOf({ people, steps }: Scenario): readonly string[] {
  const later = steps.flatMap(({ deed }) => (deed.kind === "role" ? Object.keys(deed.roles) : []));
  return [...new Set([...people.keys(), ...later])];
}

/** The address of the issue or pull request that is meant; `StepFailed` where there is none (yet). */
export function refOf(stage: RehearsalStage, target: IssueTarget): string {
  if (target.kind === "alias") {
    const ref = stage.aliases.get(target.name);
    if (ref !== undefined) return ref;
    throw new StepFailed(
      `no issue is called "${target.name}" at this point; the step that opens it comes later, or failed`,
    );
  }
  const issues = stage.github.issues(target.repo);
  const all = [...issues, ...stage.github.pulls(target.repo)];
  const found = all.find((issue) => target.title.test(issue.title));
  if (found !== undefined) return found.ref;
  throw new StepFailed(
    `no issue in ${target.repo} has a title that matches ${target.title}; there is ${titlesOf(issues) || "no issue at all"}`,
  );
}

/** The address of the pull request that is meant; `StepFailed` where there is none (yet). */
export function pullOf(stage: RehearsalStage, target: IssueTarget): string {
  if (target.kind === "alias") {
    const ref = refOf(stage, target);
    if (stage.github.isPull(ref)) return ref;
    throw new StepFailed(`${ref}, which is called "${target.name}", is an issue, not a pull request`);
  }
  const pulls = stage.github.pulls(target.repo);
  const found = pulls.find((pull) => target.title.test(pull.title));
  if (found !== undefined) return found.ref;
  throw new StepFailed(
    `no pull request in ${target.repo} has a title that matches ${target.title}; there is ${titlesOf(pulls) || "no pull request at all"}`,
  );
}

const titlesOf = (all: readonly { readonly title: string }[]): string =>
  all
    .slice(0, 5)
    .map(({ title }) => `"${title}"`)
    .join(", ");

/** From here on GitHub and the channels have these faults. A section that is named replaces what it said before. */
export function bringFaults({ github, channels }: RehearsalStage, plan: FaultPlan): void {
  github.faults(faultsOf(plan));
  if (plan.channels !== undefined) channels.fail(plan.channels);
}

function faultsOf({ webhooks, requests, reads }: FaultPlan): Faults {
  return {
    ...(webhooks && { webhooks: defined(webhooks) }),
    ...(requests && { requests: defined(requests) }),
    ...(reads && { reads: defined(reads) }),
  };
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

const defined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Defined<T>;

/** Who commits where the scenario does not say: the first who may; a person of the repository's own otherwise. */
export const committer = (stage: RehearsalStage, repo: string): string =>
  able(stage, repo, { least: "write", otherwise: { login: "maintainer", role: "maintain" } });

/** Who archives a repository where the scenario does not say: the first who may; an owner otherwise. */
export const archivist = (stage: RehearsalStage, repo: string): string =>
  able(stage, repo, { least: "admin", otherwise: { login: "owner", role: "admin" } });

function able(
  { github }: RehearsalStage,
  repo: string,
  {
    least,
    otherwise: { login, role },
  }: { readonly least: Role; readonly otherwise: { readonly login: string; readonly role: Role } },
): string {
  const found = github.people().find((one) => atLeast(github.role(one, repo), least));
  if (found !== undefined) return found;
  if (!github.people().includes(login)) github.addUser(login);
  github.setRole(login, repo, role);
  return login;
}

/** A form by its file name without the ending, as it is now in a repository. */
export function formNamed(stage: RehearsalStage, repo: string, name: string): Form {
  const files = stage.github.files(repo);
  const text = files.get(`${FORMS}${name}.yml`) ?? files.get(`${FORMS}${name}.yaml`);
  const form = text === undefined ? undefined : parseForm(text).form;
  if (form !== undefined) return form;
  const known = [...files.keys()]
    .filter((path) => path.startsWith(FORMS))
    .map((path) => path.slice(FORMS.length));
  throw new StepFailed(`${repo} has no form "${name}" in ${FORMS}; it has ${known.join(", ") || "none"}`);
}

/** The body that GitHub makes of the answers. Unknown fields fail the step; an option may go by its leading token. */
export function bodyOf(form: Form, answers: FieldAnswers): string {
  const fields = fieldsOf(form);
  const known = fields.map(keyOf);
  for (const id of Object.keys(answers)) {
    if (!known.includes(id))
      throw new StepFailed(`the form "${form.name}" has no field "${id}"${hint(id, known)}`);
  }
  const chosen = fields.map((field) => {
    const key = keyOf(field);
    const answer = answers[key];
    return [
      key,
      answer !== undefined && field.kind === "dropdown" ? optionsOf(field.options, answer) : answer,
    ] as const;
  });
  return renderBody(form, Object.fromEntries(chosen));
}

function optionsOf(
  options: readonly string[],
  answer: string | readonly string[],
): string | readonly string[] {
  const one = (given: string): string => {
    if (given === "" || options.includes(given)) return given;
    const token = leadingToken(given);
    return options.find((option) => leadingToken(option) === token) ?? given;
  };
  return typeof answer === "string" ? one(answer) : answer.map(one);
}

/** The body of an issue with some answers changed; it is read with the form of the repository that fits it best. */
export function bodyWith(stage: RehearsalStage, ref: string, answers: FieldAnswers): string {
  const issue = stage.github.issue(ref);
  const files = [...stage.github.files(issue.repo)].filter(
    ([path]) => path.startsWith(FORMS) && /\.ya?ml$/.test(path),
  );
  const forms = files.flatMap(([, text]) => parseForm(text).form ?? []);
  const form = bestForm(forms, issue.body);
  if (form === undefined)
    throw new StepFailed(`${ref} was opened without a form, so that its fields can't be edited`);
  return bodyOf(form, { ...parseBody(form, issue.body).fields, ...answers });
}

/** Every issue as it stands, by creation, without hidden markers. */
export function issuesOn(stage: RehearsalStage): readonly SeenIssue[] {
  return stage.github.issues().map((issue) => seen(stage, issue));
}

/** One issue as it stands, or a pull request as far as it is one as well. */
export function issueOn(stage: RehearsalStage, ref: string): SeenIssue {
  const { github } = stage;
  if (!github.isPull(ref)) return seen(stage, github.issue(ref));
  const pull = github.pull(ref);
  const isOver = pull.state === "merged" || pull.state === "closed";
  return seen(stage, { ...pull, state: isOver ? "closed" : "open", stateReason: null, parent: null });
}

/** Every pull request as it stands, by creation, without hidden markers. */
export function pullsOn({ github }: RehearsalStage): readonly SeenPull[] {
  return github
    .pulls()
    .map(({ ref, title, state, body }) => ({ ref, title, state, body: stripMarkers(body) }));
}

type Facts = Pick<
  ReturnType<LocalGitHub["issue"]>,
  "ref" | "title" | "state" | "stateReason" | "labels" | "assignees" | "parent" | "body"
>;

function seen(stage: RehearsalStage, issue: Facts): SeenIssue {
  const { ref, title, state, stateReason, labels, assignees, parent, body } = issue;
  const comments = stage.github.comments(ref).map((comment) => ({
    id: comment.id,
    at: comment.createdAt as Instant,
    by: comment.author,
    body: stripMarkers(comment.body),
    minimized: comment.isMinimized,
  }));
  return { ref, title, state, stateReason, labels, assignees, parent, body: stripMarkers(body), comments };
}
