// The start of the flow: which incidents a webhook is about. Only a hint; what is true is read afterwards.
import type { Instant } from "../engine/instant.ts";
import { type IssueRef, isIssueAddress, repositoryOf } from "../engine/issue-ref.ts";
import { MESSAGES } from "../engine/own-messages/names.ts";
import { repositoryKey, subjectNameIn } from "../engine/subject.ts";
import type { Marker } from "../engine/text/marker.ts";
import { ownerOf } from "./names.ts";
import { addressOf, field, integer, list, type Part, part, text } from "./payload.ts";
import type { Proof } from "./proof.ts";

/** A key to look at; `updatedAt`: a snapshot older than this has not seen what happened. */
export interface Key {
  readonly key: IssueRef;
  readonly updatedAt?: Instant | undefined;
}

/** What one delivery leads to. Nothing in it is a fact: a key that does not exist costs one look. */
export interface Keys {
  readonly keys: readonly Key[];
  /** Every key of these is to be looked at: the policy, a form, a label or the app's access changed. */
  readonly repositories: readonly string[];
  /** What the app may do may be more than it was: what was refused is worth another try. */
  readonly rights?: true;
  /** We caused it ourselves: nothing is to be done. */
  readonly own: boolean;
  /** Who did it in public, where that is somebody from outside as far as GitHub says. */
  readonly stranger?: string;
}

/** What tells our own part in an event. */
export interface Knowing {
  /** The app's login without `[bot]`; absent: it is not known. */
  readonly me?: string | undefined;
  /** What the hidden lines of an issue that we opened say, as far as they are proven. */
  readonly marksOfIssue: Proof["marksOfIssue"];
}

const nothing: Keys = { keys: [], repositories: [], own: false };

/**
 * The keys that an event leads to. Shapes that it does not know lead nowhere; it never throws.
 * Its own events start nothing, and nobody's words lead anywhere but to his own issue.
 */
export function keysOf(event: string, payload: unknown, knowing: Knowing): Keys {
  return atHome(anyKeysOf(event, payload, knowing), payload);
}

function anyKeysOf(event: string, payload: unknown, knowing: Knowing): Keys {
  const { me } = knowing;
  const sender = part(payload, "sender");
  if (me !== undefined && text(sender, "login")?.toLowerCase() === `${me.toLowerCase()}[bot]`)
    return { ...nothing, own: true };
  switch (event) {
    case "issues":
      return {
        ...nothing,
        keys: ofIssues(payload, knowing),
        ...strangerIn(payload, "issue"),
      };
    case "issue_comment":
      return {
        ...nothing,
        keys: ofComment(payload, knowing),
        ...strangerIn(payload, "comment"),
      };
    case "sub_issues":
      return { ...nothing, keys: ofSubIssues(payload, knowing) };
    case "pull_request":
    case "pull_request_review":
      return { ...nothing, keys: ofPull(payload, knowing) };
    case "push":
      return touchesPolicy(payload) ? { ...nothing, repositories: ofRepository(payload) } : nothing;
    case "label":
      return renames.has(text(payload, "action") ?? "")
        ? { ...nothing, repositories: ofRepository(payload) }
        : nothing;
    case "repository":
      return movesRepository(payload)
        ? { ...nothing, repositories: ofRepository(payload), rights: true }
        : nothing;
    case "installation":
    case "installation_repositories":
      return opens.has(text(payload, "action") ?? "")
        ? { ...nothing, repositories: ofInstallation(payload), rights: true }
        : nothing;
    default:
      return nothing;
  }
}

const inside = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

/** Who did something in an issue or a comment of his own, and has nothing to do with its public repository. */
function strangerIn(payload: unknown, what: "issue" | "comment"): Pick<Keys, "stranger"> {
  const item = part(payload, what);
  const author = part(item, "user");
  const login = text(author, "login");
  const isPublic = field(part(payload, "repository"), "private") === false;
  const isAuthor = login !== undefined && login === text(part(payload, "sender"), "login");
  const isPerson = isPublic && isAuthor && text(author, "type") === "User";
  return isPerson && isOutside(text(item, "author_association")) ? { stranger: login } : {};
}

/** Whether an author has nothing to do with the repository, by what GitHub says of it; where it says nothing, no. */
export function isOutside(association: string | undefined): boolean {
  return association !== undefined && !inside.has(association);
}

/** The installation that sent a payload, and the account beside it; `undefined` where the payload does not say. */
export function installationIn(
  payload: unknown,
): { readonly owner: string; readonly id: number } | undefined {
  const installation = part(payload, "installation");
  const id = integer(installation, "id");
  const account = part(installation, "account") ?? part(part(payload, "repository"), "owner");
  const owner = text(account, "login");
  return id === undefined || owner === undefined ? undefined : { owner, id };
}

/**
 * Of what an event leads to, what is of the account where it happened: what somebody writes or hangs at one account sends nobody to
 * look at another's.
 */
function atHome(found: Keys, payload: unknown): Keys {
  const full = text(part(payload, "repository"), "full_name");
  const login = text(part(part(payload, "installation"), "account"), "login");
  const home = full === undefined ? login?.toLowerCase() : ownerOf(full);
  if (home === undefined) return found;
  const isHere = (name: string): boolean => ownerOf(name) === home;
  return {
    ...found,
    keys: found.keys.filter(({ key }) => isHere(key)),
    repositories: found.repositories.filter(isHere),
  };
}

function ofIssues(payload: unknown, knowing: Knowing): readonly Key[] {
  const changes = part(payload, "changes");
  const action = text(payload, "action");
  if (action === "transferred")
    return ofIssue(part(changes, "new_issue"), {
      ...{ repository: part(changes, "new_repository"), ...knowing },
    });
  const former = text(part(changes, "body"), "from");
  // Nobody will see a deleted issue again: a snapshot can't be newer than that.
  const hinted = action !== "deleted";
  return ofIssue(part(payload, "issue"), {
    ...{ repository: part(payload, "repository"), former, hinted, ...knowing },
  });
}

function ofComment(payload: unknown, knowing: Knowing): readonly Key[] {
  const issue = part(payload, "issue");
  if (issue === undefined || part(issue, "pull_request") !== undefined) return [];
  const said = text(payload, "action") === "deleted" ? undefined : part(payload, "comment");
  return ofIssue(issue, {
    ...{ repository: part(payload, "repository"), also: instantIn(said), ...knowing },
  });
}

function ofSubIssues(payload: unknown, knowing: Knowing): readonly Key[] {
  const parent = ofIssue(part(payload, "parent_issue"), {
    repository: part(payload, "parent_issue_repo") ?? part(payload, "repository"),
    hinted: false,
    ...knowing,
  });
  const child = part(payload, "sub_issue");
  return unique([...parent, ...rootsOf(child, marksOf(child, knowing)).map((key) => ({ key }))]);
}

/** A pull request of ours leads to the incident that its mark names; anybody else's nowhere. */
function ofPull(payload: unknown, knowing: Knowing): readonly Key[] {
  const pull = part(payload, "pull_request");
  const former = text(part(part(payload, "changes"), "body"), "from");
  const roots = rootsOf(pull, marksOf(pull, { ...knowing, former }));
  const instants = [instantIn(pull), Date.parse(text(part(payload, "review"), "submitted_at") ?? "")];
  const updatedAt = Math.max(
    ...instants.filter((at): at is Instant => at !== undefined && !Number.isNaN(at)),
  );
  return roots.map((key) => ({ key, ...(Number.isFinite(updatedAt) && { updatedAt }) }));
}

interface Around extends Knowing {
  readonly repository?: Part | undefined;
  /** The body before an edit. */
  readonly former?: string | undefined;
  /** Another instant that a fresh snapshot must have reached. */
  readonly also?: Instant | undefined;
  readonly hinted?: boolean;
}

/** An issue of ours leads to its root alone, or to the subject of its repository that it belongs to; anybody else's to itself. */
function ofIssue(issue: Part | undefined, around: Around): readonly Key[] {
  const own = addressOf(issue, around.repository);
  if (issue === undefined || own === undefined || part(issue, "pull_request") !== undefined) return [];
  const instants = [instantIn(issue), around.also].filter((at) => at !== undefined);
  const updatedAt = around.hinted === false || instants.length === 0 ? undefined : Math.max(...instants);
  const marks = marksOf(issue, around);
  // An incident files at its own account alone.
  const isNear = (key: IssueRef): boolean => ownerOf(key) === ownerOf(own);
  const roots = [...rootsOf(issue, marks).filter(isNear), ...subjectsOf(own, marks)];
  return roots.length === 0 ? [{ key: own, updatedAt }] : roots.map((key) => ({ key, updatedAt }));
}

/**
 * What an issue that a bot opened says of itself, before and after an edit: a mark that somebody took out still leads home. Of this
 * app's own issues an unsigned one does, too: those of before have no other.
 */
function marksOf(
  issue: Part | undefined,
  { marksOfIssue, me, former = "" }: Pick<Around, "marksOfIssue" | "me" | "former">,
): readonly Marker[] {
  const user = part(issue, "user");
  if (text(user, "type") !== "Bot") return [];
  const isMine = me !== undefined && text(user, "login")?.toLowerCase() === `${me.toLowerCase()}[bot]`;
  return marksOfIssue(`${text(issue, "body") ?? ""}\n${former}`, isMine ? true : undefined);
}

/** The root that the mark `of ID owner/repo#7` names: an issue has one. */
function rootsOf(issue: Part | undefined, marks: readonly Marker[]): readonly IssueRef[] {
  if (issue === undefined) return [];
  const roots = marks.flatMap(({ kind, words }) => (kind === "of" ? [words[1] ?? ""] : []));
  return roots.filter(isIssueAddress).slice(0, 1);
}

/** The subject of its repository that an issue says it belongs to, by the mark `rolling owner/repo#handover`. */
function subjectsOf(own: IssueRef, marks: readonly Marker[]): readonly IssueRef[] {
  const names = marks.flatMap(({ kind, words: [key = ""] }) =>
    kind === "rolling" ? (subjectNameIn(key) ?? []) : [],
  );
  return names.slice(0, 1).map((name) => repositoryKey(repositoryOf(own), name));
}

function instantIn(of: Part | undefined): Instant | undefined {
  const at = Date.parse(text(of, "updated_at") ?? "");
  return Number.isNaN(at) ? undefined : at;
}

function unique(keys: readonly Key[]): readonly Key[] {
  const seen = new Map<string, Key>();
  for (const key of keys) if (!seen.has(key.key.toLowerCase())) seen.set(key.key.toLowerCase(), key);
  return [...seen.values()];
}

function ofRepository(payload: unknown): readonly string[] {
  const name = text(part(payload, "repository"), "full_name");
  return name === undefined ? [] : [name];
}

const renames = new Set(["edited", "deleted"]);
const moves = new Set(["renamed", "transferred", "unarchived", "publicized", "privatized"]);

function movesRepository(payload: unknown): boolean {
  return moves.has(text(payload, "action") ?? "");
}

/** A push lists at most so many commits in full as far as we rely on it; with more the policy may be among them. */
const listedCommits = 20;

/** Does a push to the default branch touch the policy or a form? Where that can't be seen the answer is yes. */
function touchesPolicy(payload: unknown): boolean {
  const branch = text(part(payload, "repository"), "default_branch");
  if (branch === undefined || text(payload, "ref") !== `refs/heads/${branch}`) return false;
  const commits = list(payload, "commits");
  if (commits === undefined || commits.length === 0 || commits.length > listedCommits) return true;
  return commits.some((commit) => {
    const files = ["added", "modified", "removed"].map((name) => list(commit, name));
    if (files.every((some) => some === undefined)) return true;
    return files.flatMap((some) => some ?? []).some(isPolicyPath);
  });
}

function isPolicyPath(path: unknown): boolean {
  if (typeof path !== "string") return false;
  return (
    path === ".github/tocsin.yml" ||
    path.startsWith(".github/ISSUE_TEMPLATE/") ||
    path.startsWith(".github/rota/") ||
    path.startsWith(`${MESSAGES}/`)
  );
}

const opens = new Set(["created", "new_permissions_accepted", "unsuspend", "added"]);

function ofInstallation(payload: unknown): readonly string[] {
  const repositories = list(payload, "repositories_added") ?? list(payload, "repositories") ?? [];
  return repositories.flatMap((repository) => {
    const name = text(repository, "full_name");
    return name === undefined ? [] : [name];
  });
}
