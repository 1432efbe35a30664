// A person, organization or bot as REST and webhooks show them.
import type { Platform } from "../platform.ts";
import type { Account } from "../records.ts";
import { shownLogin } from "../records.ts";

/** GitHub's `simple-user`. */
export function accountShape({ addresses }: Platform, account: Account): Record<string, unknown> {
  const login = shownLogin(account);
  const url = `${addresses.api}/users/${encodeURIComponent(login)}`;
  const page = account.kind === "Bot" ? `apps/${account.login}` : account.login;
  return {
    login,
    id: account.databaseId,
    node_id: account.id,
    avatar_url: `https://avatars.githubusercontent.com/u/${account.databaseId}?v=4`,
    gravatar_id: "",
    url,
    html_url: `${addresses.web}/${page}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.kind,
    user_view_type: "public",
    site_admin: false,
  };
}

/** GitHub's `organization-simple`, which stands in the webhooks of an organization's repositories. */
export function organizationShape({ addresses }: Platform, account: Account): Record<string, unknown> {
  const url = `${addresses.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.databaseId,
    node_id: account.id,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${account.databaseId}?v=4`,
    description: null,
  };
}
