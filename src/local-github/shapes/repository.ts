// A repository as REST and webhooks show it.
import type { Platform } from "../platform.ts";
import type { Repository } from "../records.ts";
import { nameWithOwner, shownTime } from "../records.ts";
import type { View } from "../view.ts";
import { accountShape } from "./account.ts";

const links: readonly (readonly [string, string])[] = [
  ["forks_url", "/forks"],
  ["keys_url", "/keys{/key_id}"],
  ["collaborators_url", "/collaborators{/collaborator}"],
  ["teams_url", "/teams"],
  ["hooks_url", "/hooks"],
  ["issue_events_url", "/issues/events{/number}"],
  ["events_url", "/events"],
  ["assignees_url", "/assignees{/user}"],
  ["branches_url", "/branches{/branch}"],
  ["tags_url", "/tags"],
  ["blobs_url", "/git/blobs{/sha}"],
  ["git_tags_url", "/git/tags{/sha}"],
  ["git_refs_url", "/git/refs{/sha}"],
  ["trees_url", "/git/trees{/sha}"],
  ["statuses_url", "/statuses/{sha}"],
  ["languages_url", "/languages"],
  ["stargazers_url", "/stargazers"],
  ["contributors_url", "/contributors"],
  ["subscribers_url", "/subscribers"],
  ["subscription_url", "/subscription"],
  ["commits_url", "/commits{/sha}"],
  ["git_commits_url", "/git/commits{/sha}"],
  ["comments_url", "/comments{/number}"],
  ["issue_comment_url", "/issues/comments{/number}"],
  ["contents_url", "/contents/{+path}"],
  ["compare_url", "/compare/{base}...{head}"],
  ["merges_url", "/merges"],
  ["archive_url", "/{archive_format}{/ref}"],
  ["downloads_url", "/downloads"],
  ["issues_url", "/issues{/number}"],
  ["pulls_url", "/pulls{/number}"],
  ["milestones_url", "/milestones{/number}"],
  ["notifications_url", "/notifications{?since,all,participating}"],
  ["labels_url", "/labels{/name}"],
  ["releases_url", "/releases{/id}"],
  ["deployments_url", "/deployments"],
];

/** GitHub's `repository`, whole. */
export function repositoryShape(
  platform: Platform,
  view: View,
  repository: Repository,
): Record<string, unknown> {
  const { addresses } = platform;
  const name = nameWithOwner(repository);
  const url = `${addresses.api}/repos/${name}`;
  const page = `${addresses.web}/${name}`;
  // GitHub counts open pull requests among the open issues.
  const numbered = [...view.issues(repository.id), ...view.pulls(repository.id)];
  const open = numbered.reduce((sum, one) => sum + (one.state === "OPEN" ? 1 : 0), 0);
  return {
    id: repository.databaseId,
    node_id: repository.id,
    name: repository.name,
    full_name: name,
    private: repository.private,
    owner: accountShape(platform, view.theAccount(repository.ownerId)),
    html_url: page,
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(links.map(([key, path]) => [key, `${url}${path}`])),
    created_at: shownTime(repository.createdAt),
    updated_at: shownTime(repository.updatedAt),
    pushed_at: shownTime(repository.pushedAt),
    git_url: `git://${page.replace(/^https?:\/\//, "")}.git`,
    ssh_url: `git@github.com:${name}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: repository.archived,
    disabled: false,
    open_issues_count: open,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? "private" : "public",
    forks: 0,
    open_issues: open,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}

/** The five fields by which `installation` webhooks name a repository. */
export function repositoryName(repository: Repository): Record<string, unknown> {
  return {
    id: repository.databaseId,
    node_id: repository.id,
    name: repository.name,
    full_name: nameWithOwner(repository),
    private: repository.private,
  };
}
