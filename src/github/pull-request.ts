// Opens one pull request from a branch of its own, each step looked for before it is taken: whatever was cut off goes on where it ended.
import type { Installation } from "./client.ts";
import type { Turn } from "./pace.ts";
import { completeData, type GraphqlAnswer, type GraphqlError, saidIn } from "./partial.ts";

/** Where a pull request comes from. */
export interface ProposalPlace {
  /** The effect that opens it. */
  readonly id: string;
  /** `owner/name` */
  readonly repository: string;
  readonly branch: string;
  /** `owner/name` of what it tells of. */
  readonly home: string;
}

/** A pull request as it is found again. */
export interface FoundPull {
  readonly id: string;
  readonly ref: string;
  readonly author: string;
}

/** What stands at a place before anything is written there. */
export interface PullGround {
  readonly repositoryId: string;
  readonly defaultBranch: { readonly name: string; readonly oid: string };
  /** The branch is there. */
  readonly hasBranch: boolean;
  readonly pull: FoundPull | undefined;
  /** More people may look there than at home. */
  readonly isMoreOpen: boolean;
  readonly isHomePublic: boolean;
  /** Node ids of the people who were asked for, of those who are accounts. */
  readonly people: ReadonlyMap<string, string>;
}

/** Why something can't be done, as a sentence that begins in the middle. */
export interface Barred {
  readonly because: string;
}

type Asking = Pick<Installation, "graphql">;

const turn: Turn = { priority: "cosmetic", creates: 1 };

/** What is there, with the node ids of people by their logins. */
export const groundDocument = (people: number): string => {
  const logins = Array.from({ length: people }, (_, index) => index);
  const declared = logins.map((index) => `, $u${index}: String!`).join("");
  return `query PullRequestGround($owner: String!, $name: String!, $homeOwner: String!, $homeName: String!, $ref: String!, $head: String!${declared}) {
  home: repository(owner: $homeOwner, name: $homeName) { visibility }
  repository(owner: $owner, name: $name) {
    id visibility
    defaultBranchRef { name target { oid } }
    ref(qualifiedName: $ref) { name }
    pullRequests(headRefName: $head, first: 5) { nodes { id number isCrossRepository author { login } } }
  }
${logins.map((index) => `  u${index}: user(login: $u${index}) { id }`).join("\n")}
}`;
};

interface RawGround {
  readonly home: { readonly visibility: string } | null;
  readonly repository: {
    readonly id: string;
    readonly visibility: string;
    readonly defaultBranchRef: {
      readonly name: string;
      readonly target: { readonly oid: string } | null;
    } | null;
    readonly ref: { readonly name: string } | null;
    readonly pullRequests: {
      readonly nodes: readonly ({
        readonly id: string;
        readonly number: number;
        /** It comes from a fork, where everybody may name a branch as they like. */
        readonly isCrossRepository: boolean;
        readonly author: { readonly login: string } | null;
      } | null)[];
    };
  } | null;
}

/** Looks at a place. Throws where GitHub could not be asked. */
export async function groundAt(
  { repository: where, branch, home: told }: ProposalPlace,
  logins: readonly string[],
  { graphql }: Asking,
): Promise<PullGround | Barred> {
  const [owner, name] = where.split("/");
  const [homeOwner, homeName] = told.split("/");
  const people = Object.fromEntries(logins.map((login, index) => [`u${index}`, login]));
  const variables = {
    owner,
    name,
    homeOwner,
    homeName,
    ref: `refs/heads/${branch}`,
    head: branch,
    ...people,
  };
  const answer = await graphql<RawGround>(groundDocument(logins.length), variables);
  const mayLack = ["home", "repository", ...Object.keys(people)];
  const data = completeData("PullRequestGround", answer, mayLack);
  const { home, repository } = data;
  if (repository === null)
    return {
      because: `${where} is not there, or not in sight of whoever runs Tocsin here: name another under repo`,
    };
  const base = repository.defaultBranchRef;
  if (base?.target == null)
    return { because: `nothing was ever committed to ${where}: commit a first file there` };
  const [pull] = repository.pullRequests.nodes.flatMap((node) =>
    node === null || node.isCrossRepository ? [] : [node],
  );
  const users = data as unknown as Readonly<Record<string, { readonly id: string } | null | undefined>>;
  return {
    repositoryId: repository.id,
    defaultBranch: { name: base.name, oid: base.target.oid },
    hasBranch: repository.ref !== null,
    pull: pull && { id: pull.id, ref: `${where}#${pull.number}`, author: pull.author?.login ?? "" },
    isMoreOpen: openness(repository.visibility) > openness(home?.visibility ?? "PRIVATE"),
    isHomePublic: home?.visibility === "PUBLIC",
    people: new Map(
      logins.flatMap((login, index) => {
        const id = users[`u${index}`]?.id;
        return id === undefined ? [] : [[login, id] as const];
      }),
    ),
  };
}

/** How many may look; what is not known as narrower counts as open to all. */
function openness(visibility: string): number {
  const known = ["PRIVATE", "INTERNAL"].indexOf(visibility);
  return known < 0 ? 2 : known;
}

/** A branch at the head of the default one. */
export const branchDocument =
  "mutation CreateBranch($input: CreateRefInput!) { createRef(input: $input) { ref { name } } }";

/** A pull request. */
export const pullDocument =
  "mutation OpenPullRequest($input: CreatePullRequestInput!) { createPullRequest(input: $input) { pullRequest { id number author { login } } } }";

/** Who is asked to review it, and who writes it. */
export const peopleDocument = `mutation PullRequestPeople($reviews: RequestReviewsInput!, $withReviews: Boolean!, $assign: AddAssigneesToAssignableInput!, $withAssign: Boolean!) {
  requestReviews(input: $reviews) @include(if: $withReviews) { clientMutationId }
  addAssigneesToAssignable(input: $assign) @include(if: $withAssign) { clientMutationId }
}`;

/** Makes the branch, from where the default one is now. */
export async function makeBranch(
  { id, branch }: Pick<ProposalPlace, "id" | "branch">,
  { repositoryId, defaultBranch }: PullGround,
  { graphql }: Asking,
): Promise<Barred | undefined> {
  const input = { clientMutationId: id, repositoryId, name: `refs/heads/${branch}`, oid: defaultBranch.oid };
  const answer = await graphql<{ readonly createRef: object | null }>(branchDocument, { input }, turn);
  return answer.data?.createRef ? undefined : refusal(answer, `the branch ${branch}`);
}

/** What a pull request says. */
export interface Proposal {
  readonly title: string;
  readonly body: string;
}

/** Opens it as a draft; where a repository has no drafts, as it is. */
export async function openPull(
  { id, branch, repository }: ProposalPlace,
  { ground, proposal }: { readonly ground: PullGround; readonly proposal: Proposal },
  { graphql }: Asking,
): Promise<FoundPull | Barred> {
  const { repositoryId, defaultBranch } = ground;
  const ends = { clientMutationId: id, repositoryId, baseRefName: defaultBranch.name, headRefName: branch };
  const open = (draft: boolean) =>
    graphql<{
      readonly createPullRequest: {
        readonly pullRequest: { readonly id: string; readonly number: number } | null;
      } | null;
    }>(pullDocument, { input: { ...ends, ...proposal, draft } }, turn);
  let answer = await open(true);
  if (answer.errors.some(({ message }) => /draft/i.test(message))) answer = await open(false);
  const made = answer.data?.createPullRequest?.pullRequest;
  if (made == null) return refusal(answer, `the pull request from ${branch}`);
  return { id: made.id, ref: `${repository}#${made.number}`, author: "" };
}

/** Asks people for a review and gives it to others; who can't be asked is no fault of the document. Answers what was refused. */
export async function askPeople(
  pull: Pick<FoundPull, "id">,
  {
    id,
    reviewers,
    assignees,
  }: { readonly id: string; readonly reviewers: readonly string[]; readonly assignees: readonly string[] },
  { graphql }: Asking,
): Promise<string | undefined> {
  if (reviewers.length + assignees.length === 0) return undefined;
  const answer = await graphql(
    peopleDocument,
    {
      reviews: { clientMutationId: id, pullRequestId: pull.id, userIds: reviewers, union: true },
      withReviews: reviewers.length > 0,
      assign: { clientMutationId: id, assignableId: pull.id, assigneeIds: assignees },
      withAssign: assignees.length > 0,
    },
    turn,
  );
  return answer.errors.length === 0 ? undefined : answer.errors.map(({ message }) => message).join("; ");
}

/** Where an app or a job lacks a right, and where a repository lets no workflow open a pull request. */
const rights = "give the app, or the job, contents: write and pull-requests: write";
const setting = "allow GitHub Actions to create pull requests in the settings of the repository";

function refusal({ errors }: GraphqlAnswer<unknown>, what: string): Barred {
  const error = errors.find(({ type }) => type !== undefined) ?? errors[0];
  if (error === undefined) return { because: `GitHub said nothing of ${what}` };
  const said = saidIn(error);
  const remedy = remedyOf(error, said);
  // What to do comes first: of a long sentence the end is cut.
  return { because: `GitHub refused ${what}${remedy === undefined ? "" : `: ${remedy}`} (“${said}”)` };
}

function remedyOf({ type }: GraphqlError, said: string): string | undefined {
  if (/not permitted to create/i.test(said)) return setting;
  const isRight = type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES" || /not accessible/i.test(said);
  return isRight ? rights : undefined;
}
