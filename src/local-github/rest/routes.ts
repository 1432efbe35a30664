// All routes of REST on the local GitHub, and how a request finds its own.
import { appRoutes } from "./apps.ts";
import type { Route } from "./call.ts";
import { gitRoutes } from "./git.ts";
import { organizationRoutes } from "./organizations.ts";
import { pullRoutes } from "./pulls.ts";
import { repositoryRoutes } from "./repositories.ts";
import { writeRoutes } from "./writes.ts";

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
}

/** Every route, in the order in which they are tried. */
export const allRoutes: readonly Route[] = [
  ...appRoutes,
  ...organizationRoutes,
  ...repositoryRoutes,
  ...writeRoutes,
  ...pullRoutes,
  ...gitRoutes,
];

const compiled: readonly Compiled[] = allRoutes.map((route) => {
  const source = route.path.replace(/\./g, "\\.").replace(/:/g, "([^/]+)").replace(/\*/g, "(.*)");
  return { route, pattern: new RegExp(`^${source}$`) };
});

/** The route of a request with the parts of its path, or `undefined`. */
export function findRoute(method: string, path: string): { route: Route; params: string[] } | undefined {
  for (const { route, pattern } of compiled) {
    const match = route.method === method ? pattern.exec(path) : null;
    if (match !== null) return { route, params: match.slice(1).map(decodeURIComponent) };
  }
  return undefined;
}
