// Changes one file by a commit that loses nothing: the file is read at a commit, and GitHub takes the next for that one alone.
import { createHash } from "node:crypto";
import { SECOND } from "../engine/instant.ts";
import type { Clock } from "../world.ts";
import type { Installation } from "./client.ts";
import { completeData, type GraphqlAnswer, type GraphqlError, saidIn } from "./partial.ts";

/** Where a file is. */
export interface FilePlace {
  /** `owner/name` */
  readonly repository: string;
  /** By its name; absent: the default branch. */
  readonly branch?: string | undefined;
  readonly path: string;
  /** `owner/name` of what is told of there. */
  readonly home: string;
}

/** A file as it stands, byte for byte. */
export interface FileThere {
  /** `undefined`: there is none. */
  readonly text: string | undefined;
  readonly branch: string;
  readonly isDefault: boolean;
  /** More people may look there than at home. */
  readonly isMoreOpen: boolean;
}

/** What is to become of it. */
export type Rewrite =
  | { readonly kind: "changed"; readonly text: string; readonly message: string }
  | { readonly kind: "same" }
  | { readonly kind: "refused"; readonly because: string };

/** What became of it; where it is not clear, the commit may be there. */
export type Committed =
  | { readonly kind: "committed" | "same" }
  | { readonly kind: "refused" | "unclear"; readonly because: string };

/** What committing takes. */
export interface Committing {
  readonly installation: Pick<Installation, "graphql">;
  readonly clock: Pick<Clock, "sleep">;
  /** Commits that ours took the place of: where one of them is still shown, a replica lags. */
  readonly replaced: Set<string>;
  /** Works the change out, as often as the file is read. */
  readonly change: (there: FileThere) => Rewrite;
  /** The effect that it is part of. */
  readonly id?: string;
  /** Where the right to commit is given, for whoever lacks it: a sentence that begins in the middle. */
  readonly rights: string;
}

/** So often it is tried while others commit in between; the next time is a matter of minutes. */
export const mostTries = 5;

/**
 * Reads, changes and commits; where somebody else committed meanwhile, reads and tries again. Never takes the place of what it did not
 * read. Throws where GitHub could not be asked; nothing was written then.
 */
export async function commitFile(place: FilePlace, committing: Committing): Promise<Committed> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const tip = await tipOf(place, committing);
    if ("because" in tip) return { kind: "refused", because: tip.because };
    if (!committing.replaced.has(tip.oid)) {
      const change = committing.change(tip.there);
      if (change.kind !== "changed") return change;
      const done = await commit(place, { tip, change }, committing);
      if (done !== "stale") return done;
    }
    await committing.clock.sleep(tries * SECOND);
  }
  const because = `others committed there each of the ${mostTries} times that it was tried; nothing was written, and nothing of theirs is lost`;
  return { kind: "refused", because };
}

interface Tip {
  readonly oid: string;
  readonly there: FileThere;
}

interface Refusal {
  readonly because: string;
}

const tip =
  "fragment Tip on Ref { target { ... on Commit { oid file(path: $path) { object { __typename ... on Blob { oid text isBinary isTruncated } } } } } }";

/** A file with the commit that it was read at. */
export const fileDocument = `query FileToChange($owner: String!, $name: String!, $homeOwner: String!, $homeName: String!, $branch: String!, $isNamed: Boolean!, $path: String!) {
  home: repository(owner: $homeOwner, name: $homeName) { visibility }
  repository(owner: $owner, name: $name) {
    visibility
    defaultBranchRef { name ...Tip @skip(if: $isNamed) }
    ref(qualifiedName: $branch) @include(if: $isNamed) { name ...Tip }
  }
}
${tip}`;

/** A commit for one head of a branch. */
export const commitDocument =
  "mutation CommitFile($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }";

interface RawRef {
  readonly name: string;
  readonly target?: { readonly oid?: string; readonly file?: { readonly object: RawObject | null } | null };
}

interface RawObject {
  readonly __typename: string;
  readonly oid?: string;
  readonly text?: string | null;
  readonly isBinary?: boolean | null;
  readonly isTruncated?: boolean;
}

interface RawAnswer {
  readonly home: { readonly visibility: string } | null;
  readonly repository: {
    readonly visibility: string;
    readonly defaultBranchRef: RawRef | null;
    readonly ref?: RawRef | null;
  } | null;
}

async function tipOf(place: FilePlace, { installation }: Committing): Promise<Tip | Refusal> {
  const [owner, name] = place.repository.split("/");
  const [homeOwner, homeName] = place.home.split("/");
  const { branch: named, path, repository: where } = place;
  const branch = `refs/heads/${named ?? "HEAD"}`;
  const variables = { owner, name, homeOwner, homeName, branch, isNamed: named !== undefined, path };
  const answer = await installation.graphql<RawAnswer>(fileDocument, variables);
  const { home, repository } = completeData("FileToChange", answer, ["home", "repository"]);
  if (repository === null)
    return {
      because: `${where} is not there, or not in sight of whoever runs Tocsin here (the token of a workflow reaches its own repository alone)`,
    };
  const ref = named === undefined ? repository.defaultBranchRef : (repository.ref ?? null);
  const oid = ref?.target?.oid;
  if (ref === null || oid === undefined) return { because: noBranch(place) };
  const text = textOf(ref.target?.file?.object ?? undefined);
  if (typeof text === "object") return text;
  return {
    oid,
    there: {
      text,
      branch: ref.name,
      isDefault: ref.name === repository.defaultBranchRef?.name,
      isMoreOpen: openness(repository.visibility) > openness(home?.visibility ?? "PRIVATE"),
    },
  };
}

function noBranch({ branch, repository }: FilePlace): string {
  return branch === undefined
    ? `nothing was ever committed to ${repository}: commit a first file there`
    : `there is no branch ${branch} in ${repository}: make it, or name another in the policy`;
}

/** The text of a file byte for byte, by the id that git gives it; why it can't be had so. */
function textOf(object: RawObject | undefined): string | undefined | Refusal {
  if (object === undefined) return undefined;
  if (object.__typename !== "Blob") return { because: "there is a folder of that name: name another file" };
  const { oid = "", text, isBinary, isTruncated } = object;
  if (isTruncated === true)
    return { because: "the file is longer than GitHub hands out: name a new one in the policy, one a year" };
  if (isBinary === true || typeof text !== "string") return notUtf8;
  return [text, `\uFEFF${text}`].find((one) => oidOf(one, oid) === oid) ?? notUtf8;
}

const notUtf8: Refusal = {
  because: "the file is no UTF-8, so that it can't be written back as it is: save it as “CSV UTF-8”",
};

/** Git's id of a text, by the hash that the repository goes by. */
function oidOf(text: string, like: string): string {
  const bytes = Buffer.from(text, "utf8");
  const hash = createHash(like.length > 40 ? "sha256" : "sha1");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** How many may look; what is not known as narrower counts as open to all. */
function openness(visibility: string): number {
  const known = ["PRIVATE", "INTERNAL"].indexOf(visibility);
  return known < 0 ? 2 : known;
}

interface Prepared {
  readonly tip: Tip;
  readonly change: Extract<Rewrite, { readonly kind: "changed" }>;
}

async function commit(
  { repository, path }: FilePlace,
  { tip: { oid, there }, change }: Prepared,
  { installation, replaced, rights, id }: Committing,
): Promise<Committed | "stale"> {
  const [headline = "", ...rest] = change.message.trim().split("\n");
  const body = rest.join("\n").trim();
  const input = {
    ...(id !== undefined && { clientMutationId: id }),
    branch: { repositoryNameWithOwner: repository, branchName: there.branch },
    expectedHeadOid: oid,
    message: { headline, ...(body !== "" && { body }) },
    fileChanges: { additions: [{ path, contents: Buffer.from(change.text, "utf8").toString("base64") }] },
  };
  let answer: GraphqlAnswer<{ readonly createCommitOnBranch: object | null }>;
  try {
    answer = await installation.graphql(commitDocument, { input }, { priority: "cosmetic", creates: 1 });
  } catch (error) {
    // By its field and not its class: this stands in a file of its own beside the Action's.
    if (!(error instanceof Error && "unclear" in error && error.unclear === true)) throw error;
    return { kind: "unclear", because: error.message };
  }
  if (answer.data?.createCommitOnBranch) {
    remember(replaced, oid);
    return { kind: "committed" };
  }
  return refusalOf(answer.errors, { place: `${there.branch} of ${repository}`, rights });
}

/** Replicas lag by seconds. */
const mostReplaced = 50;

function remember(replaced: Set<string>, oid: string): void {
  replaced.add(oid);
  const [oldest] = replaced;
  if (replaced.size > mostReplaced && oldest !== undefined) replaced.delete(oldest);
}

function refusalOf(
  errors: readonly GraphqlError[],
  { place, rights }: { readonly place: string; readonly rights: string },
): Committed | "stale" {
  const error = errors.find(({ type }) => type !== undefined) ?? errors[0];
  if (error?.type === "STALE_DATA") return "stale";
  if (error === undefined || (error.type === undefined && isBroken(error)))
    return { kind: "unclear", because: `GitHub broke off: ${error?.message ?? "it said nothing"}` };
  const said = saidIn(error);
  const isRight = error.type === "FORBIDDEN" || error.type === "INSUFFICIENT_SCOPES";
  const remedy = isRight
    ? rights
    : "let it past the rules of that branch, or name another branch in the policy";
  return { kind: "refused", because: `GitHub refused the commit to ${place} (“${said}”): ${remedy}` };
}

/** A time-out inside GitHub comes as a bare message; a document that it refused names another place in it. */
function isBroken({ path }: GraphqlError): boolean {
  return path === undefined || path[0] === "createCommitOnBranch";
}
