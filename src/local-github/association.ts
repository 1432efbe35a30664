// How GitHub names the tie between an author and a repository.
import type { Account, Repository } from "./records.ts";
import type { View } from "./view.ts";

/** What `authorAssociation` shows: owners, members (anybody with a role), or NONE; bots are NONE. */
export function associationOf(
  view: View,
  repository: Repository,
  account: Account,
): "OWNER" | "MEMBER" | "NONE" {
  if (account.kind === "Bot") return "NONE";
  if (account.id === repository.ownerId) return "OWNER";
  return view.role(account.login, repository) === "none" ? "NONE" : "MEMBER";
}
