// The client of an app: who it is, where it is installed, and one way out for each of those places.
import type { Client, Installation } from "./client.ts";
import { isNotFound, NotInstalled, ownerOf, withoutBot } from "./sight.ts";
import type { Requests, Transport } from "./transport.ts";

/** Opens a way out: to one installation, or without an id as the app itself. */
export type Open = (name: string, installationId?: number) => Promise<Transport>;

interface Place {
  /** Unknown while it is being asked for. */
  readonly id?: number | undefined;
  readonly there: Promise<Installation>;
}

interface ListedInstallation {
  readonly id: number;
  readonly account?: { readonly login?: string } | null;
  readonly suspended_at?: string | null;
}

const pageSize = 100;

/** A client that acts as an app, with an installation for each owner. Nothing is sent before the first question. */
export function appClient(requests: Requests, open: Open): Client {
  const theApp = asked(() => open("the app"));
  const me = asked(async () => withoutBot((await (await theApp()).rest<{ slug: string }>("GET /app")).slug));
  const { place, find } = createPlaces(open, theApp);
  return {
    requests,
    me,
    installationOf: (repository) => find(repository),
    installations: async () => {
      const transport = await theApp();
      const found: Installation[] = [];
      for (let page = 1; ; page++) {
        const asking = { per_page: pageSize, page };
        const some = await transport.rest<readonly ListedInstallation[]>("GET /app/installations", asking);
        for (const { id, account, suspended_at } of some) {
          if (account?.login === undefined || (suspended_at ?? null) !== null) continue;
          found.push(await place(account.login, id));
        }
        if (some.length < pageSize) return found;
      }
    },
    learn: (owner, installationId) => {
      // Opening asks nothing of GitHub; should it fail, whoever wants the installation next is told.
      place(owner, installationId).catch(() => undefined);
    },
  };
}

interface Places {
  /** The installation with this id: a new one where the app was installed again. */
  place(owner: string, id: number): Promise<Installation>;
  find(repository: string): Promise<Installation>;
}

function createPlaces(open: Open, theApp: () => Promise<Transport>): Places {
  const known = new Map<string, Place>();
  const enter = async (owner: string, id: number): Promise<Installation> => ({
    ...(await open(owner, id)),
    owner,
  });
  const look = async (owner: string, repository: string): Promise<Installation> => {
    const [login, repo] = repository.split("/");
    const app = await theApp();
    try {
      const route = "GET /repos/{owner}/{repo}/installation";
      const { id } = await app.rest<{ id: number }>(route, { owner: login, repo });
      const there = enter(owner, id);
      known.set(owner, { id, there });
      return await there;
    } catch (error) {
      known.delete(owner);
      throw isNotFound(error) ? new NotInstalled(repository, error) : error;
    }
  };
  return {
    place: (login, id) => {
      const owner = login.toLowerCase();
      const found = known.get(owner);
      if (found?.id === id) return found.there;
      const there = enter(owner, id);
      known.set(owner, { id, there });
      return there;
    },
    find: (repository) => {
      const owner = ownerOf(repository);
      const found = known.get(owner);
      if (found !== undefined) return found.there;
      const there = look(owner, repository);
      known.set(owner, { there });
      return there;
    },
  };
}

/** A question that is asked once; one that failed is forgotten, so that the next asks again. */
function asked<T>(question: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= question().catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
