// Leads what is asked of pull requests and files to its page or act.
import type { Done } from "./acts.ts";
import { filePage, fileSpot, filesPage } from "./files.ts";
import { pullPage } from "./pull.ts";
import { answerPull } from "./pull-acts.ts";
import { pullsPage } from "./pulls.ts";
import { Missing, type PageContent, type RepositorySpot, type Visit } from "./site.ts";

const pullPath = /^\/pull\/(\d+)(\/.*)?$/;

function pullAt(visit: Visit, { repo, rest }: RepositorySpot) {
  const [, number, what = ""] = pullPath.exec(rest) ?? [];
  const pull = visit.github.pulls(repo).find((one) => String(one.number) === number);
  if (pull === undefined) throw new Missing(`${repo} has nothing at ${rest}.`);
  return { pull, what };
}

/** The path that an address stands for; an address that stands for none is nowhere. */
function decoded(rest: string): string {
  try {
    return decodeURIComponent(rest);
  } catch (error) {
    if (error instanceof URIError) throw new Missing(`There is nothing at ${rest}.`);
    throw error;
  }
}

function fileAt(visit: Visit, { repo, rest }: RepositorySpot, plain: boolean): PageContent {
  const [, sort, ...parts] = decoded(rest).split("/");
  const spot = fileSpot(visit, repo, parts.join("/"));
  const page =
    spot === undefined
      ? undefined
      : sort === "blob"
        ? filePage(visit, spot, plain)
        : spot.path === ""
          ? filesPage(visit, spot)
          : undefined;
  if (page === undefined) throw new Missing(`${repo} has nothing at ${rest}.`);
  return page;
}

/** The page at a place, where it is about pull requests or files; `undefined` elsewhere. */
export function pullPageAt(
  visit: Visit,
  spot: RepositorySpot,
  query: URLSearchParams,
): PageContent | undefined {
  const { repo, rest } = spot;
  if (rest === "/pulls") return pullsPage(visit, repo, query.get("state") === "closed" ? "closed" : "open");
  if (/^\/(?:tree|blob)(?:\/|$)/.test(rest)) return fileAt(visit, spot, query.get("plain") === "1");
  if (!pullPath.test(rest)) return undefined;
  const { pull, what } = pullAt(visit, spot);
  if (what !== "") throw new Missing(`${pull.ref} has nothing at ${what}.`);
  return pullPage(visit, pull);
}

/** What a form did at a place, where it is about a pull request; `undefined` elsewhere. */
export function pullActAt(visit: Visit, spot: RepositorySpot, fields: URLSearchParams): Done | undefined {
  if (!pullPath.test(spot.rest)) return undefined;
  const { pull, what } = pullAt(visit, spot);
  if (what !== "/answer") throw new Missing(`${pull.ref} has nothing at ${what}.`);
  return answerPull(visit, { pull, fields });
}
