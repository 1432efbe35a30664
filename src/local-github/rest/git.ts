// REST routes of branches, and of files that are written to them.
import { createBranch, deleteBranch, whyNoBranch, whyProtected } from "../acts/branches.ts";
import { commitFiles } from "../acts/files.ts";
import { blobOid, treeOid } from "../git.ts";
import { reads } from "../installations.ts";
import { whyNoPath } from "../paths.ts";
import type { Acting } from "../platform.ts";
import type { Commit, Repository } from "../records.ts";
import { headOf, nameWithOwner, shownLogin, shownTime } from "../records.ts";
import type { Route, RouteCall, RouteReply } from "./call.ts";
import { forbidden, isOwn, notFound, repositoryOf } from "./call.ts";
import { fileShape } from "./contents.ts";

const refused = (status: number, message: string): RouteReply => ({
  status,
  body: { message, documentation_url: "https://docs.github.com/rest", status: String(status) },
});

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Takes the right to write contents, and acts as the token's bot. */
const writing =
  (answer: (call: RouteCall, act: Acting, repository: Repository) => RouteReply): Route["answer"] =>
  (call) => {
    const repository = repositoryOf(call);
    const { viewer } = call;
    if (viewer.kind === "app" || repository === undefined) return notFound;
    if (viewer.permissions.contents !== "write" || !isOwn(call, repository)) return forbidden;
    const sees = (other: Repository): boolean => reads(viewer, other);
    return answer(call, { platform: call.platform, actor: viewer.bot, sees }, repository);
  };

function refShape(call: RouteCall, repository: Repository, branch: string): Record<string, unknown> {
  const repo = `${call.platform.addresses.api}/repos/${nameWithOwner(repository)}`;
  const oid = headOf(repository, branch)?.oid ?? "";
  return {
    ref: `refs/heads/${branch}`,
    node_id: `REF_${repository.id.slice(2)}${Buffer.from(`:${branch}`).toString("base64url")}`,
    url: `${repo}/git/refs/heads/${branch}`,
    object: { type: "commit", sha: oid, url: `${repo}/git/commits/${oid}` },
  };
}

function read(call: RouteCall): RouteReply {
  const repository = repositoryOf(call);
  const branch = /^heads\/(.+)$/.exec(call.params[2] ?? "")?.[1];
  if (repository === undefined || branch === undefined || headOf(repository, branch) === undefined)
    return notFound;
  return { status: 200, body: refShape(call, repository, branch) };
}

function make(call: RouteCall, act: Acting, repository: Repository): RouteReply {
  const name = /^refs\/heads\/(.+)$/.exec(textOf(call.body.ref) ?? "")?.[1];
  const commit = call.view.commit(repository.id, textOf(call.body.sha) ?? "");
  if (name === undefined) return refused(422, "Reference name is not valid");
  if (headOf(repository, name) !== undefined) return refused(422, "Reference already exists");
  if (whyNoBranch(repository, name) !== undefined) return refused(422, "Reference update failed");
  if (commit === undefined) return refused(422, "Object does not exist");
  return { status: 201, body: refShape(call, createBranch(act, repository, name, commit), name) };
}

function remove(call: RouteCall, act: Acting, repository: Repository): RouteReply {
  const name = /^heads\/(.+)$/.exec(call.params[2] ?? "")?.[1];
  if (name === undefined || headOf(repository, name) === undefined)
    return refused(422, "Reference does not exist");
  if (name === repository.defaultBranch) return refused(422, "Cannot delete the default branch");
  deleteBranch(act, repository, name);
  return { status: 204 };
}

function commitShape(call: RouteCall, repository: Repository, commit: Commit): Record<string, unknown> {
  const { addresses } = call.platform;
  const name = nameWithOwner(repository);
  const api = `${addresses.api}/repos/${name}/git`;
  const login = shownLogin(call.view.theAccount(commit.authorId));
  const who = { name: login, email: `${login}@users.noreply.github.com`, date: shownTime(commit.at) };
  const html = (oid: string): string => `${addresses.web}/${name}/commit/${oid}`;
  return {
    sha: commit.oid,
    node_id: commit.id,
    url: `${api}/commits/${commit.oid}`,
    html_url: html(commit.oid),
    ...{ author: who, committer: who, message: commit.message },
    tree: { sha: treeOid(commit.files, ""), url: `${api}/trees/${treeOid(commit.files, "")}` },
    parents: commit.parents.map((sha) => ({ sha, url: `${api}/commits/${sha}`, html_url: html(sha) })),
    verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
  };
}

/** Writes one file: a new one, or over the one whose blob `sha` names. */
function put(call: RouteCall, act: Acting, repository: Repository): RouteReply {
  const path = call.params[2] ?? "";
  const branch = textOf(call.body.branch) ?? repository.defaultBranch;
  const [message, content, sha] = [
    textOf(call.body.message),
    textOf(call.body.content),
    textOf(call.body.sha),
  ];
  const head = headOf(repository, branch);
  if (head === undefined) return refused(404, `Branch ${branch} not found`);
  const malformed = whyNoPath(path)?.replace("tree.path", "path");
  if (malformed !== undefined) return refused(422, malformed);
  if (message === undefined || content === undefined)
    return refused(
      422,
      `Invalid request.\n\n"${message === undefined ? "message" : "content"}" wasn't supplied.`,
    );
  const before = head.files.get(path);
  if (before !== undefined && sha === undefined)
    return refused(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (sha !== undefined && (before === undefined || blobOid(before) !== sha))
    return refused(409, `${path} does not match ${sha}`);
  const why = whyProtected(act, repository, branch);
  if (why !== undefined) return refused(409, why);
  const add = new Map([[path, Buffer.from(content, "base64").toString("utf8")]]);
  const next = commitFiles(act, repository, { message, add, branch });
  const commit = headOf(next, branch) ?? next.head;
  const file = fileShape(call, next, { path, branch, text: add.get(path) ?? "" });
  return {
    status: before === undefined ? 201 : 200,
    body: { content: file, commit: commitShape(call, next, commit) },
  };
}

/** Everything by which a client changes branches and files over REST. */
export const gitRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:/:/git/ref/*", answer: read },
  { method: "POST", path: "/repos/:/:/git/refs", answer: writing(make) },
  { method: "DELETE", path: "/repos/:/:/git/refs/*", answer: writing(remove) },
  { method: "PUT", path: "/repos/:/:/contents/*", answer: writing(put) },
];
