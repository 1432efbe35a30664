// `tocsin actions`: every action that the reviews of some repositories decided, with whose it is, by when, and what became of it, and the
// lines of them that have no issue.
import type { ListedAction } from "../engine/actions-list/fold.ts";
import { type IssueRef, repositoryName } from "../engine/issue-ref.ts";
import type { ListedIncident } from "../engine/rolling.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import { createRenderer, type Renderer } from "../render/render.ts";
import { templates } from "../shipped/templates.ts";
import { type Connected, connect, reaching } from "./connect.ts";
import { type Arguments, type ExitCode, Failed, printJson, type Terminal, WrongUse } from "./terminal.ts";
import { type Unfiled, unfiledFor } from "./unfiled.ts";

const USAGE = "usage: tocsin actions [owner[/repo] …]";
const ownerName = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62})$/;

/** Lists them, the most urgent first; exit 1 where a repository can't be read or no policy rules it. */
export async function actions({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const odd = words.find((word) => !repositoryName.test(word) && !ownerName.test(word));
  if (odd !== undefined) throw new WrongUse(`"${odd}" is neither an owner nor a repository; ${USAGE}`);
  const own = terminal.env.GITHUB_REPOSITORY;
  const wanted = words.length === 0 && own ? [own] : words;
  const owners = wanted.filter((word) => !word.includes("/"));
  const isListing = wanted.length === 0 || owners.length > 0;
  if (isListing && !terminal.env.APP_ID)
    throw new WrongUse(`with GITHUB_TOKEN actions needs the repositories by name, owner/repo; ${USAGE}`);
  const connected = await reaching("actions", () =>
    connect(terminal, isListing ? {} : { repositories: wanted }),
  );
  const named = wanted.filter((word) => word.includes("/"));
  const ruled = isListing
    ? await reaching("actions", () => ruledBy(connected, owners, wanted.length === 0))
    : [];
  const render = createRenderer(templates());
  const found: Found[] = [];
  for (const repository of [...new Set([...named, ...ruled])])
    found.push(await reaching(repository, () => actionsIn(connected, repository, render)));
  await connected.service.stop();
  const sorted = found.flatMap((one) => one.actions).toSorted(byUrgency);
  const unfiled = found.flatMap((one) => one.unfiled);
  if (options.json === true) printJson(terminal, { actions: sorted.map(shown), unfiled });
  else terminal.out(inWords(sorted, unfiled));
  return 0;
}

function inWords(sorted: readonly ListedAction[], unfiled: readonly Unfiled[]): string {
  const lines = sorted.length === 0 ? ["No action."] : sorted.map(lineOf);
  const others = unfiled.map(({ why, review, incident }) => `  ${why}  (${review}; ${incident})`);
  const below = others.length === 0 ? [] : ["", "Lines without an issue", ...others];
  return [...lines, ...below].map((line) => `${line}\n`).join("");
}

async function ruledBy(
  { live }: Connected,
  owners: readonly string[],
  all: boolean,
): Promise<readonly string[]> {
  const names = (await live.border.repositories()).map(({ name }) => name);
  const isOf = (name: string): boolean =>
    owners.some((owner) => name.toLowerCase().startsWith(`${owner.toLowerCase()}/`));
  return all ? names : names.filter(isOf);
}

/** What one repository has: actions, and lines of reviews that have no issue. */
interface Found {
  readonly actions: readonly ListedAction[];
  readonly unfiled: readonly Unfiled[];
}

/**
 * The actions of a repository's incidents as their cards record them; of a card from before they were recorded as they are now. For lines
 * without an issue each incident that has a review is looked at, one after the other.
 */
async function actionsIn({ live }: Connected, repository: string, render: Renderer): Promise<Found> {
  const seen = await live.actions(repository);
  if (seen === undefined)
    throw new Failed(
      `no policy rules ${repository}: without a good .github/tocsin.yml on its default branch no action of it is followed`,
      repository,
    );
  const found: Found[] = [];
  for (const incident of seen.incidents) found.push(await followedIn(live, incident, render));
  return {
    actions: found.flatMap(({ actions }) => actions),
    unfiled: found.flatMap(({ unfiled }) => unfiled),
  };
}

async function followedIn(
  live: Connected["live"],
  { ref, title, ledger }: ListedIncident,
  render: Renderer,
): Promise<Found> {
  const hasReview = [...(ledger?.created.keys() ?? [])].some((id) => id.startsWith("retro/"));
  const here = hasReview ? await lookedAt(live, ref) : undefined;
  const records = ledger?.actions ?? here?.standing.actions ?? [];
  const unfiled = here === undefined ? [] : unfiledFor(here, render);
  return { actions: records.map((action) => ({ ...action, incident: { ref, title } })), unfiled };
}

async function lookedAt(live: Connected["live"], ref: IssueRef): Promise<IncidentSituation | undefined> {
  const { thought } = await live.look(ref);
  return thought?.kind === "incident" ? thought.here : undefined;
}

const ranks: Readonly<Record<ListedAction["state"], number>> = {
  open: 0,
  done: 1,
  lost: 2,
  verified: 3,
  dropped: 4,
};

function byUrgency(one: ListedAction, other: ListedAction): number {
  return (
    ranks[one.state] - ranks[other.state] ||
    (one.due ?? "9").localeCompare(other.due ?? "9") ||
    one.filedAt - other.filedAt ||
    one.ref.localeCompare(other.ref)
  );
}

/** As the command's contract has it; `owner` is the first of those who have it. */
function shown({ ref, title, incident, owners, due, state, verifiedAt, because }: ListedAction) {
  return {
    ref,
    title,
    incident: incident.ref,
    owner: owners[0] ?? null,
    ...(owners.length > 1 && { owners }),
    due: due ?? null,
    state,
    ...(verifiedAt !== undefined && { verifiedAt: new Date(verifiedAt).toISOString().replace(".000Z", "Z") }),
    ...(because !== undefined && { because }),
  };
}

function lineOf({ ref, title, incident, owners, due, state }: ListedAction): string {
  const whose = owners.length === 0 ? "nobody" : owners.join(", ");
  const said = state === "dropped" ? "won't do" : state;
  return `${said.padEnd(8)}  ${due ?? "no day    "}  ${ref}  ${title || "a private issue"}  (${whose}; ${incident.ref})`;
}
