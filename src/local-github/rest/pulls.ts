// REST routes that read pull requests: the list, one, the files that it changes, its reviews.
import { endsOf } from "../ends.ts";
import { blobOid } from "../git.ts";
import { changesOf, type Difference } from "../history.ts";
import { countsOf, hunksOf } from "../patch.ts";
import type { PullRequest, Repository } from "../records.ts";
import { nameWithOwner } from "../records.ts";
import { pullShape, reviewShape, simplePullShape } from "../shapes/pull.ts";
import type { Route, RouteCall, RouteReply } from "./call.ts";
import { forbidden, notFound, paged, repositoryOf } from "./call.ts";

/** What is not public takes the permission to read pull requests. */
const reading =
  (answer: (call: RouteCall, repository: Repository) => RouteReply): Route["answer"] =>
  (call) => {
    const repository = repositoryOf(call);
    if (repository === undefined || call.viewer.kind === "app") return notFound;
    const may = !repository.private || call.viewer.permissions.pull_requests !== undefined;
    return may ? answer(call, repository) : forbidden;
  };

const ofPull = (answer: (call: RouteCall, pull: PullRequest) => RouteReply): Route["answer"] =>
  reading((call, repository) => {
    const pull = call.view.pull(repository.id, Number(call.params[2]));
    return pull === undefined ? notFound : answer(call, pull);
  });

/** `state`, `head` (`owner:branch`), `base`, `sort` and `direction`, with GitHub's defaults. */
function pulls(call: RouteCall, repository: Repository): RouteReply {
  const { searchParams } = call.url;
  const state = searchParams.get("state") ?? "open";
  const [head, base] = [searchParams.get("head"), searchParams.get("base")];
  const found = call.view.pulls(repository.id).filter((pull) => {
    const isOpen = pull.state === "OPEN";
    const stated = state === "all" || isOpen === (state === "open");
    const from = head === null || `${repository.owner}:${pull.headRef}` === head;
    return stated && from && (base === null || pull.baseRef === base);
  });
  const updated = searchParams.get("sort") === "updated";
  found.sort((a, b) => (updated ? a.updatedAt - b.updatedAt : 0) || a.number - b.number);
  const ascending = (searchParams.get("direction") ?? (updated ? "asc" : "desc")) === "asc";
  const { items, headers } = paged(call, ascending ? found : found.reverse());
  const body = items.map((pull) => simplePullShape(call.platform, call.view, pull));
  return { status: 200, body, headers };
}

function fileShape(call: RouteCall, pull: PullRequest, one: Difference): Record<string, unknown> {
  const { addresses } = call.platform;
  const name = nameWithOwner(call.view.theRepository(pull.repositoryId));
  const { additions, deletions } = countsOf(one);
  const hunks = hunksOf(one).map(({ head, lines }) =>
    [head, ...lines.map(({ sign, text }) => sign + text)].join("\n"),
  );
  return {
    sha: blobOid(one.after ?? one.before ?? ""),
    filename: one.path,
    status: one.before === undefined ? "added" : one.after === undefined ? "removed" : "modified",
    ...{ additions, deletions, changes: additions + deletions },
    blob_url: `${addresses.web}/${name}/blob/${pull.headOid}/${one.path}`,
    raw_url: `${addresses.web}/${name}/raw/${pull.headOid}/${one.path}`,
    contents_url: `${addresses.api}/repos/${name}/contents/${one.path}?ref=${pull.headOid}`,
    patch: hunks.join("\n"),
  };
}

function files(call: RouteCall, pull: PullRequest): RouteReply {
  const ends = endsOf(call.view, pull);
  const changes = ends === undefined ? [] : changesOf(call.view, ends.base, ends.head);
  const { items, headers } = paged(call, changes);
  return { status: 200, body: items.map((one) => fileShape(call, pull, one)), headers };
}

/** REST writes the states of reviews in capitals, and no words as an empty text. */
function reviews(call: RouteCall, pull: PullRequest): RouteReply {
  const { items, headers } = paged(call, call.view.reviews(pull));
  const body = items.map((one) => ({
    ...reviewShape(call.platform, call.view, one),
    ...{ state: one.state, body: one.body },
  }));
  return { status: 200, body, headers };
}

/** Everything by which a client reads pull requests over REST. */
export const pullRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:/:/pulls", answer: reading(pulls) },
  {
    method: "GET",
    path: "/repos/:/:/pulls/:",
    answer: ofPull((call, pull) => ({ status: 200, body: pullShape(call.platform, call.view, pull) })),
  },
  { method: "GET", path: "/repos/:/:/pulls/:/files", answer: ofPull(files) },
  { method: "GET", path: "/repos/:/:/pulls/:/reviews", answer: ofPull(reviews) },
];
