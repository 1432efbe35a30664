// The part of a server's check at the start that is about REST: which of the few routes in use it does not serve.
import type { Client, Installation } from "./client.ts";
import { isNotFound } from "./sight.ts";
import type { RequestFailed, Transport } from "./transport.ts";

/** What of the REST routes in use a server does not serve, and the installation by which GraphQL can be asked. */
export interface Routes {
  readonly lacks: readonly string[];
  /** Absent where the app is installed nowhere yet, or where that could not be asked. */
  readonly installation: Installation | undefined;
}

/** Asks each route once, where there is something to ask it about. Throws what is no lack: no answer, a refused key. */
export async function askRoutes(client: Client): Promise<Routes> {
  const lacks: string[] = [];
  const asked = async <T>(
    route: string,
    ask: () => Promise<T>,
    isLack = isMissing,
  ): Promise<T | undefined> => {
    try {
      return await ask();
    } catch (error) {
      if (!isLack(error)) throw error;
      const also = error.status === 404 ? ", as for an app that it does not know" : "";
      lacks.push(`${route} (answered ${error.status}${also})`);
      return undefined;
    }
  };
  await asked("GET /app", () => client.me());
  const [installation] = (await asked("GET /app/installations", () => client.installations())) ?? [];
  if (installation === undefined) return { lacks, installation };
  const listed = await asked(repositories, () => listOne(installation));
  const name = listed?.repositories?.[0]?.full_name;
  if (name !== undefined) await asked(permission, () => askPermission(installation, name), isMissingForAll);
  return { lacks, installation };
}

const repositories = "GET /installation/repositories";
const permission = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";

const unserved: ReadonlySet<number> = new Set([405, 501]);

function isMissing(error: unknown): error is RequestFailed {
  return isNotFound(error) || isMissingForAll(error);
}

/** For the route that answers 404 about somebody who is nobody: only what can't be meant so. */
function isMissingForAll(error: unknown): error is RequestFailed {
  return error instanceof Error && "status" in error && unserved.has(Number(error.status));
}

interface Listed {
  readonly repositories?: readonly { readonly full_name: string }[];
}

const listOne = (transport: Transport): Promise<Listed> =>
  transport.rest<Listed>(repositories, { per_page: 1 });

/** Asks about the owner: an organization is nobody here, and GitHub says so with 404. */
async function askPermission(transport: Transport, name: string): Promise<void> {
  const [owner, repo] = name.split("/");
  try {
    await transport.rest(permission, { owner, repo, username: owner });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
