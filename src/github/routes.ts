// The part of a server's check at the start that is about REST: which of the few routes in use it does not serve.
import type { Client, Installation } from "./client.ts";
import { isNotFound } from "./not-found.ts";
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
  const asked = async <T>(ask: () => Promise<T>, isLack = isMissing): Promise<T | undefined> => {
    try {
      return await ask();
    } catch (error) {
      if (!isLack(error)) throw error;
      const also = error.status === 404 ? ", as for an app that it does not know" : "";
      lacks.push(`${error.what} (answered ${error.status}${also})`);
      return undefined;
    }
  };
  await asked(() => client.me());
  const [installation] = (await asked(() => client.installations())) ?? [];
  if (installation === undefined) return { lacks, installation };
  const name = await asked(() => nameOfOne(installation));
  if (name !== undefined) await asked(() => askPermission(installation, name), isMissingForAll);
  return { lacks, installation };
}

const unserved: ReadonlySet<number> = new Set([405, 501]);

function isMissing(error: unknown): error is RequestFailed {
  return isNotFound(error) || isMissingForAll(error);
}

/** For the route that answers 404 about somebody who is nobody: only what can't be meant so. */
function isMissingForAll(error: unknown): error is RequestFailed {
  return error instanceof Error && "status" in error && unserved.has(Number(error.status));
}

/** `owner/repo` of some repository in sight; absent where there is none. */
async function nameOfOne({ rest }: Transport): Promise<string | undefined> {
  const { data } = await rest.apps.listReposAccessibleToInstallation({ per_page: 1 });
  return data.repositories?.[0]?.full_name;
}

/** Asks about the owner: an organization is nobody here, and GitHub says so with 404. */
async function askPermission({ rest }: Transport, name: string): Promise<void> {
  const [owner = "", repo = ""] = name.split("/");
  try {
    await rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: owner });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
