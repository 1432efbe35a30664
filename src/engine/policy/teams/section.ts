// The section `teams`: what `team:` in an action line names, and where a team's actions are filed.
import { z } from "zod";
import { plainOf } from "../compared.ts";
import { keyed, list, login as plainLogin, words } from "../complete.ts";
import type { ModelOf } from "../section.ts";
import { aliases, labelName, login, oneOrMore, repository } from "../words.ts";

/** Its repository alone, or a map. */
const team = z.union([
  repository,
  z.strictObject({
    repo: repository.optional().describe("Where its actions are filed: `owner/name`."),
    aliases: aliases.describe("Other words for it in `team:`."),
    lead: oneOrMore(login).optional().describe("Who is asked of its actions that are overdue, by login."),
    labels: z.array(labelName).optional().describe("Labels that its actions get, besides the action label."),
  }),
]);

const schema = keyed(team, (_, given) => {
  const said = typeof given === "string" ? { repo: given } : given;
  return {
    /** `owner/name` where its actions are filed. */
    repository: said.repo,
    aliases: words(said.aliases),
    labels: words(said.labels),
    /** Logins of those who are asked of its actions that are overdue. */
    lead: list(said.lead).map(plainLogin),
  };
}).describe("Teams and the repositories where their actions are filed: `payments: acme/payments`, or a map.");

/** A team, as `team:` in an action line names it. */
export type Team = ModelOf<typeof teams>[string];

/** The section `teams`. */
export const teams = { schema, one: "team", compare: plainOf };
