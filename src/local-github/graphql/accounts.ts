// GraphQL fields of people, organizations and bots.
import type { Account } from "../records.ts";
import { shownTime } from "../records.ts";
import type { ResolverContext, TypeFields } from "./context.ts";

const shared: TypeFields = {
  id: (account: Account) => account.id,
  databaseId: (account: Account) => account.databaseId,
  login: (account: Account) => account.login,
  createdAt: (account: Account) => shownTime(account.createdAt),
  updatedAt: (account: Account) => shownTime(account.createdAt),
  url: (account: Account, _args, context: ResolverContext) =>
    `${context.platform.addresses.web}/${account.kind === "Bot" ? "apps/" : ""}${account.login}`,
  resourcePath: (account: Account) => `/${account.kind === "Bot" ? "apps/" : ""}${account.login}`,
  avatarUrl: (account: Account, args) => {
    args.number("size");
    return `https://avatars.githubusercontent.com/u/${account.databaseId}?v=4`;
  },
};

/** `viewer` is a User even for an app's token; its login has the `[bot]` that actors lack. */
export const accountFields: Readonly<Record<string, TypeFields>> = {
  User: { ...shared, name: () => null },
  Organization: { ...shared, name: (account: Account) => account.login },
  Bot: shared,
};
