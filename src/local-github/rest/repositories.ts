// REST routes of a repository: itself, its people, issues and dispatches.
import { reads } from "../installations.ts";
import type { IssueOrPullRequest, Repository, Role } from "../records.ts";
import { accountShape } from "../shapes/account.ts";
import { commentShape, issueShape } from "../shapes/issue.ts";
import { repositoryShape } from "../shapes/repository.ts";
import type { Route, RouteCall, RouteReply } from "./call.ts";
import { forbidden, isOwn, issueOf, notFound, paged, repositoryOf } from "./call.ts";
import { contents } from "./contents.ts";

const inRepository =
  (answer: (call: RouteCall, repository: Repository) => RouteReply): Route["answer"] =>
  (call) => {
    const repository = repositoryOf(call);
    return repository === undefined ? notFound : answer(call, repository);
  };

/** Who is in a repository is told to those alone who may do more there than read what is public. */
const ofMembers = (answer: (call: RouteCall, repository: Repository) => RouteReply): Route["answer"] =>
  inRepository((call, repository) => (isOwn(call, repository) ? answer(call, repository) : forbidden));

const legacy: Readonly<Record<Role, string>> = {
  none: "none",
  read: "read",
  triage: "read",
  write: "write",
  maintain: "write",
  admin: "admin",
};

const ranks: readonly Role[] = ["none", "read", "triage", "write", "maintain", "admin"];

function personShape(call: RouteCall, login: string, role: Role): Record<string, unknown> | undefined {
  const account = call.view.account(login);
  if (account?.kind !== "User") return undefined;
  const has = (wanted: Role): boolean => ranks.indexOf(role) >= ranks.indexOf(wanted);
  return {
    ...accountShape(call.platform, account),
    permissions: {
      admin: has("admin"),
      maintain: has("maintain"),
      push: has("write"),
      triage: has("triage"),
      pull: has("read"),
    },
    role_name: role,
  };
}

/** Everybody may read a public repository, and GitHub says so here too. */
function effective(call: RouteCall, repository: Repository, login: string): Role {
  const role = call.view.role(login, repository);
  return role === "none" && !repository.private ? "read" : role;
}

function permission(call: RouteCall, repository: Repository): RouteReply {
  const login = call.params[2] ?? "";
  const role = effective(call, repository, login);
  const user = personShape(call, login, role);
  if (user === undefined) {
    const documentation_url = "https://docs.github.com/rest/collaborators/collaborators";
    return { status: 404, body: { message: `${login} is not a user`, documentation_url, status: "404" } };
  }
  return { status: 200, body: { permission: legacy[role], user, role_name: role } };
}

function collaborators(call: RouteCall, repository: Repository): RouteReply {
  const logins = [...call.view.store.accounts.keys()].filter(
    (login) => call.view.role(login, repository) !== "none",
  );
  const people = logins.map((login) => personShape(call, login, call.view.role(login, repository)));
  const { items, headers } = paged(
    call,
    people.filter((person) => person !== undefined),
  );
  return { status: 200, body: items, headers };
}

function wholeIssue(call: RouteCall, issue: IssueOrPullRequest): Record<string, unknown> {
  const closer = issue.closedById === null ? undefined : call.view.theAccount(issue.closedById);
  return {
    ...issueShape(call.platform, call.view, issue),
    closed_by: closer === undefined ? null : accountShape(call.platform, closer),
  };
}

function issue(call: RouteCall): RouteReply {
  const repository = repositoryOf(call);
  const found = issueOf(call);
  if (repository === undefined) return notFound;
  return found === undefined ? former(call, repository) : { status: 200, body: wholeIssue(call, found) };
}

/** What GitHub answers for an issue that is no more where it was: where it went, or that it was deleted. */
function former(call: RouteCall, repository: Repository): RouteReply {
  const { view, viewer, url } = call;
  const was = view.formerIssue(repository.id, Number(call.params[2]));
  if (was === undefined) return notFound;
  const documentation_url = "https://docs.github.com/rest/issues/issues#get-an-issue";
  if (was.movedToId === null)
    return { status: 410, body: { message: "This issue was deleted", documentation_url, status: "410" } };
  const now = view.theIssue(was.id);
  const there = view.theRepository(now.repositoryId);
  if (!reads(viewer, there) || now.deleted) return notFound;
  const path = `/repositories/${there.databaseId}/issues/${now.number}`;
  const location = new URL(url.pathname.replace(/\/repos\/.*$/, path), url).href;
  const body = { message: "Moved Permanently", url: location, documentation_url };
  return { status: 301, body, headers: { location } };
}

/** An issue by the id of its repository, as GitHub's own links have it. */
function issueById(call: RouteCall): RouteReply {
  const [id, number] = call.params.map(Number);
  const repository = call.view.repositories().find(({ databaseId }) => databaseId === id);
  if (repository === undefined || !reads(call.viewer, repository)) return notFound;
  const found = call.view.conversation(repository.id, Number(number));
  return found === undefined ? notFound : { status: 200, body: wholeIssue(call, found) };
}

/** `state`, `labels` (all of them), `since`, `sort` and `direction`, with GitHub's defaults; pull requests are among them, as on GitHub. */
function issues(call: RouteCall, repository: Repository): RouteReply {
  const { searchParams } = call.url;
  const state = searchParams.get("state") ?? "open";
  const names = (searchParams.get("labels") ?? "").split(",").filter(Boolean);
  const ids = names.map((name) => call.view.label(repository.id, name)?.id);
  const since = searchParams.get("since");
  const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const all: readonly IssueOrPullRequest[] = [
    ...call.view.issues(repository.id),
    ...call.view.pulls(repository.id),
  ];
  const found = all.filter((issue) => {
    const labelled = ids.every((id) => id !== undefined && issue.labelIds.includes(id));
    const stated = state === "all" || (issue.state === "OPEN" ? "open" : "closed") === state;
    return stated && labelled && Math.floor(issue.updatedAt / 1000) * 1000 >= from;
  });
  const updated = searchParams.get("sort") === "updated";
  found.sort((a, b) => (updated ? a.updatedAt - b.updatedAt : 0) || a.number - b.number);
  if (searchParams.get("direction") !== "asc") found.reverse();
  const { items, headers } = paged(call, found);
  return { status: 200, body: items.map((issue) => issueShape(call.platform, call.view, issue)), headers };
}

function comments(call: RouteCall): RouteReply {
  const issue = issueOf(call);
  if (issue === undefined) return notFound;
  const { items, headers } = paged(call, call.view.comments(issue));
  return {
    status: 200,
    body: items.map((comment) => commentShape(call.platform, call.view, comment)),
    headers,
  };
}

function dispatch(call: RouteCall, repository: Repository): RouteReply {
  const { viewer } = call;
  if (viewer.kind === "app" || viewer.permissions.contents !== "write") return forbidden;
  const { event_type: action, client_payload: payload = {} } = call.body;
  if (typeof action !== "string" || action === "" || action.length > 100) {
    const message = 'Invalid request.\n\n"event_type" wasn\'t supplied.';
    return { status: 422, body: { message, documentation_url: "https://docs.github.com/rest" } };
  }
  call.platform.emit({
    event: "repository_dispatch",
    repository,
    actor: viewer.bot,
    payload: { action, branch: repository.defaultBranch, client_payload: payload },
  });
  return { status: 204 };
}

/** Everything under `/repos/{owner}/{repo}` that the local GitHub has. */
export const repositoryRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/repos/:/:",
    answer: inRepository((call, repository) => ({
      status: 200,
      body: {
        ...repositoryShape(call.platform, call.view, repository),
        network_count: 0,
        subscribers_count: 0,
        custom_properties: {},
      },
    })),
  },
  { method: "GET", path: "/repos/:/:/collaborators", answer: ofMembers(collaborators) },
  { method: "GET", path: "/repos/:/:/collaborators/:/permission", answer: ofMembers(permission) },
  { method: "GET", path: "/repos/:/:/contents/*", answer: inRepository(contents) },
  { method: "GET", path: "/repos/:/:/issues", answer: inRepository(issues) },
  { method: "GET", path: "/repos/:/:/issues/:", answer: issue },
  { method: "GET", path: "/repositories/:/issues/:", answer: issueById },
  { method: "GET", path: "/repos/:/:/issues/:/comments", answer: comments },
  { method: "POST", path: "/repos/:/:/dispatches", answer: ofMembers(dispatch) },
];
