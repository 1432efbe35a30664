// GraphQL's fields at the top of a query.
import { shownLogin, shownTime } from "../records.ts";
import { isTaken } from "../setup.ts";
import type { Allowance, ResolverContext, TypeFields } from "./context.ts";
import { nodeWith, ResolverProblem, sees } from "./context.ts";
import type { Cost } from "./cost.ts";

function owner(login: string, { view }: ResolverContext, kind?: "User" | "Organization"): unknown {
  const account = view.account(login);
  if (account !== undefined && account.kind !== "Bot" && (kind === undefined || account.kind === kind))
    return account;
  const sort = kind ?? "User or Organization";
  throw new ResolverProblem("NOT_FOUND", `Could not resolve to a ${sort} with the login of '${login}'.`);
}

type Spent = Allowance & Cost;

/** `node` of what is missing is NOT_FOUND; in `nodes` it is null with an error of the same type for each. */
export const lookupFields: Readonly<Record<string, TypeFields>> = {
  Query: {
    viewer: (_source: unknown, _args, { viewer }) => ({
      ...viewer.bot,
      kind: "User",
      login: shownLogin(viewer.bot),
    }),
    rateLimit: (_source: unknown, args, { allowance, cost }) => {
      args.flag("dryRun");
      return { ...allowance, ...cost };
    },
    repository: (_source: unknown, args, context) => {
      const follow = args.flag("followRenames") ?? true;
      const name = `${args.theText("owner")}/${args.theText("name")}`;
      const repository = context.view.repository(name);
      const isNamed = follow || isTaken(context.view, name);
      if (repository !== undefined && isNamed && sees(context, repository)) return repository;
      throw new ResolverProblem("NOT_FOUND", `Could not resolve to a Repository with the name '${name}'.`);
    },
    node: (_source: unknown, args, context) => nodeWith(context, args.theText("id")),
    nodes: (_source: unknown, args, context) =>
      (args.texts("ids") ?? []).map((id) => {
        try {
          return nodeWith(context, id);
        } catch (error) {
          // An Error in a list becomes null at its place and an error with its path.
          if (error instanceof ResolverProblem) return error;
          throw error;
        }
      }),
    user: (_source: unknown, args, context) => owner(args.theText("login"), context, "User"),
    organization: (_source: unknown, args, context) => owner(args.theText("login"), context, "Organization"),
    repositoryOwner: (_source: unknown, args, context) => owner(args.theText("login"), context),
  },
  RateLimit: {
    cost: ({ points }: Spent) => points,
    nodeCount: ({ nodes }: Spent) => nodes,
    limit: (allowance: Spent) => allowance.limit,
    used: (allowance: Spent) => allowance.used,
    remaining: (allowance: Spent) => allowance.remaining,
    resetAt: (allowance: Spent) => shownTime(allowance.resetAt),
  },
};
