// Which action a command is about: the one whose issue it stands on, or the one that its line names first.
import { isAddress, sameRef, type WithAddress } from "../action-ties.ts";
import { keyOfAction } from "../follow-up.ts";
import { guarded } from "../guarded.ts";
import { type IssueRef, repositoryOf, serverOf } from "../issue-ref.ts";
import { teamOf } from "../policy/names.ts";
import { atLeast } from "../rights.ts";
import type { Child } from "../snapshot/child.ts";
import { issueAt } from "../text/leading-issue.ts";
import { type Judgement, type JudgingSituation, refuse } from "./situation.ts";

/** The issue of the action that a line means; a refusal where it means none, or several could be meant. */
export function actionMeant(
  issue: string | undefined,
  here: JudgingSituation,
): { readonly child: Child } | { readonly refused: Judgement } {
  const { on } = here;
  const all = actionsIn(here);
  if (issue === undefined) {
    const child =
      all.find(({ id }) => id === on?.id) ?? (on === undefined && all.length === 1 ? all[0] : undefined);
    if (child !== undefined) return { child };
    return { refused: refuse("which-action", { names: namesOf(all) }) };
  }
  const child = addressed(issue, all, here);
  if (child !== undefined) return { child };
  const lost = lostAction(issue, here);
  if (lost !== undefined) return { refused: refuse("lost-action", { text: lost.ref }) };
  const names = [...all, ...lostIn(here)];
  return { refused: refuse("no-action", { text: issue, names: namesOf(names) }) };
}

/** An action that was filed and whose issue nobody shows us now: it was deleted, or moved out of sight. */
interface LostAction extends WithAddress {
  /** What it is known by: the effect that filed it. */
  readonly key: string;
}

/** The action out of sight that a line means by its last address. */
export function lostAction(issue: string | undefined, here: JudgingSituation): LostAction | undefined {
  return issue === undefined ? undefined : addressed(issue, lostIn(here), here);
}

function lostIn(here: JudgingSituation): readonly LostAction[] {
  const { ledger, unseen } = here.snapshot;
  const seen = new Set(actionsIn(here).map(keyOfAction));
  return [...(ledger?.created ?? [])].flatMap(([key, { id, ref, formerly }]) =>
    key.startsWith("action/") && unseen.includes(id) && !seen.has(key) ? [{ key, ref, formerly }] : [],
  );
}

/** The action at an address, which may leave out the repository it is written in, or the owner; the key of a team stands for its repository. */
function addressed<T extends WithAddress>(
  given: string,
  all: readonly T[],
  { on, snapshot, ruling }: JudgingSituation,
): T | undefined {
  const issue = issueAt(given, serverOf(snapshot.issue.url));
  const home = on === undefined ? snapshot.repository.name : repositoryOf(on.ref);
  const [name = "", number] = issue.split("#");
  const owner = home.slice(0, home.indexOf("/") + 1);
  const short = name === "" || name.includes("/") ? [] : [`${owner}${issue}`];
  const team = short.length === 0 ? undefined : teamOf(ruling.policy, name)?.repository;
  const ways = [issue, ...short, ...(team === undefined ? [] : [`${team}#${number}`])];
  const now = ways.flatMap((way) => all.find(({ ref }) => sameRef(ref, way, home)) ?? [])[0];
  return now ?? ways.flatMap((way) => all.find((one) => isAddress(one, way, home)) ?? [])[0];
}

/** The issues of the incident's actions, oldest first. */
function actionsIn({ tasks }: Pick<JudgingSituation, "tasks">): readonly Child[] {
  return tasks.flatMap(({ became, task, child }) =>
    became === "filed" && task.key === "action" ? [child] : [],
  );
}

const mostNamed = 10;

function namesOf(all: readonly { readonly ref: IssueRef }[]): string {
  const more = all.length > mostNamed ? ` and ${all.length - mostNamed} more` : "";
  return `${all
    .slice(0, mostNamed)
    .map(({ ref }) => ref)
    .join(", ")}${more}`;
}

/**
 * May somebody say what becomes of an action because of the issue that they write on: do they have it (`owners`), or triage in its
 * repository? Where that is not known their rights there are named, to be looked up.
 */
export function mayThere(
  login: string,
  here: JudgingSituation,
  owners: "owners too" | "not its owners",
): boolean | { readonly needs: string } {
  const { on, snapshot } = here;
  if (on === undefined) return false;
  const has = on.assignees.some((one) => one.toLowerCase() === login.toLowerCase());
  if (has && owners === "owners too") return true;
  const repository = repositoryOf(on.ref);
  if (repository.toLowerCase() === snapshot.repository.name.toLowerCase()) return false;
  const whose = `${login}@${repository}`;
  const role = snapshot.roles.get(whose);
  return role === undefined ? { needs: whose } : atLeast(role, "triage");
}

/**
 * What somebody said, as far as it may be told on the incident: the words of a private repository are not, where anybody can read, and
 * what was said in another issue is guarded.
 */
export function tellable(words: string | undefined, { on, snapshot }: JudgingSituation): string | undefined {
  if (on === undefined || words === undefined) return words;
  return on.private === true && snapshot.repository.public ? undefined : guarded(words);
}
