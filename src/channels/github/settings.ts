// What an operator's secret has to hold for GitHub as a channel: the token, and the issues and categories of Discussions behind each key.
import { z } from "zod";
import { isWebAddress } from "../http.ts";
import { peopleBy } from "../people.ts";

/** Where a letter is said: below an issue, or in Discussions of a category, one for each incident. */
export type Board =
  | { readonly kind: "issue"; readonly owner: string; readonly name: string; readonly number: number }
  | { readonly kind: "category"; readonly owner: string; readonly name: string; readonly slug: string };

const issue = /^([a-z\d][a-z\d-]{0,38})\/([\w.-]{1,100})#(\d{1,9})$/i;
const category = /^([a-z\d][a-z\d-]{0,38})\/([\w.-]{1,100})\/([a-z\d][a-z\d-]{0,99})$/i;

/** The place that an address names: `acme/status#12` or `acme/status/announcements`; undefined where it is none. */
export function boardOf(address: string): Board | undefined {
  const [, owner = "", name = "", last = ""] = issue.exec(address) ?? category.exec(address) ?? [];
  if (last === "") return undefined;
  return issue.test(address)
    ? { kind: "issue", owner, name, number: Number(last) }
    : { kind: "category", owner, name, slug: last.toLowerCase() };
}

/** The settings of the kind `github`. */
export const githubSettings = z.strictObject({
  token: z
    .string({ error: "is missing: set a fine-grained token for the repositories under to, github_pat_…" })
    .regex(/^(?:gh[a-z]_|github_pat_)[\w.-]{10,1000}$/, {
      error: "is no token of GitHub's; expected github_pat_…",
    }),
  url: z
    .string({ error: "is no text; expected https://…" })
    .refine(isWebAddress, { error: "is no address; expected https://… without a name in it" })
    .default("https://api.github.com/graphql"),
  to: peopleBy(
    "an issue (acme/status#12) or a category of Discussions (acme/status/announcements)",
    (text) => boardOf(text) !== undefined,
  ),
});

/** What GitHub as a channel is opened with. */
export type GithubSettings = z.output<typeof githubSettings>;
