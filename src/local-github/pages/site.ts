// What all pages are given: the GitHub to show, the clock that can be moved, and words for the start page.
import type { LocalGitHub } from "../github.ts";
import type { Role } from "../records.ts";
import type { Html } from "./html.ts";

/** The clock as the pages move it. */
export interface MovedClock {
  /** Moves forward by milliseconds; resolves when what became due by that is over. */
  move(ms: number): Promise<void>;
  /** The next instant at which something falls due for whoever runs on this GitHub; `undefined` when nothing does. */
  nextDue(): number | undefined;
}

/** A way in, shown on the start page. */
export interface Hint {
  readonly title: string;
  readonly text: string;
  /** A path of this site. */
  readonly href: string;
}

/** What the pages are made from. */
export interface PagesOptions {
  readonly github: LocalGitHub;
  readonly clock: MovedClock;
  /** One sentence under the title of the start page. */
  readonly about: string;
  readonly hints: readonly Hint[];
  /** Pages that stand beside those of GitHub, by their paths under `/-/`. */
  readonly beside: Readonly<Record<string, (visit: Visit) => PageContent | Promise<PageContent>>>;
  /** The address of this GitHub, without a slash at its end. */
  readonly web: () => string;
}

/** One look at the site: who looks, at which path, at what instant. */
export interface Visit extends PagesOptions {
  readonly login: string;
  /** Path and query of the page. */
  readonly path: string;
  readonly now: number;
}

/** A page before its frame is put around it. */
export interface PageContent {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  /** Look for news in the background, where the browser runs scripts. */
  readonly live?: boolean;
}

/** There is nothing at an address, or nothing that the visitor may see. */
export class Missing extends Error {
  override readonly name = "Missing";
}

/** A place under a repository's name. */
export interface RepositorySpot {
  readonly repo: string;
  readonly rest: string;
}

const strength: readonly Role[] = ["none", "read", "triage", "write", "maintain", "admin"];

/** Whether the visitor has at least a role in a repository. */
export const may = (visit: Visit, repo: string, wanted: Role): boolean =>
  strength.indexOf(visit.github.role(visit.login, repo)) >= strength.indexOf(wanted);

/** The repositories that the visitor has a role in. */
export const reposOf = (visit: Visit): readonly string[] =>
  visit.github.repositories().filter((repo) => may(visit, repo, "read"));

/** What changes whenever something happened or the clock was moved, for pages that look for news. */
export const versionOf = ({ github }: Pick<PagesOptions, "github">): string =>
  `${github.log.length}.${Math.round((github.clock.now() - Date.now()) / 60_000)}`;
