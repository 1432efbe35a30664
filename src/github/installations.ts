// The client of an app: who it is, where it is installed, and one way out for each of those places.
import type { Client, Installation } from "./client.ts";
import { ownerOf, withoutBot } from "./names.ts";
import { isNotFound, NotInstalled } from "./not-found.ts";
import type { Requests, Transport } from "./transport.ts";

/** Opens a way out: to one installation, or without an id as the app itself. */
export type Open = (name: string, installationId?: number) => Promise<Transport>;

interface Place {
  /** Unknown while it is being asked for. */
  readonly id?: number | undefined;
  readonly there: Promise<Installation>;
}

/** As far as an answer says whose an installation is. */
interface Answered {
  readonly account: object | null;
  readonly suspended_at?: string | null;
}

const pageSize = 100;

/** A client that acts as an app, with an installation for each owner. Nothing is sent before the first question. */
export function appClient(requests: Requests, open: Open): Client {
  const theApp = asked(() => open("the app"));
  const me = asked(async () => withoutBot(await slugOf(await theApp())));
  const { place, find, doubt, opened } = createPlaces(open, theApp);
  return {
    requests,
    me,
    kind: "app",
    isBlind: false,
    installationOf: (repository) => find(repository),
    installations: async () => {
      const { rest } = await theApp();
      const found: Installation[] = [];
      for (let page = 1; ; page++) {
        const { data } = await rest.apps.listInstallations({ per_page: pageSize, page });
        for (const installation of data) {
          const login = loginOf(installation);
          if (login !== undefined) found.push(await place(login, installation.id));
        }
        if (data.length < pageSize) return found;
      }
    },
    hear: doubt,
    renew: (owner) => {
      opened(owner.toLowerCase())?.renew();
    },
    renewedIf: async (repository) => {
      const [owner = "", repo = ""] = repository.split("/");
      const { rest } = await theApp();
      const { data } = await rest.apps.getRepoInstallation({ owner, repo });
      if (loginOf(data)?.toLowerCase() !== owner.toLowerCase()) return false;
      return (await place(owner, data.id)).renew(asKept(data.permissions));
    },
    spare: (owner) => opened(owner.toLowerCase())?.spare(),
    mayCommit: (owner) => opened(owner.toLowerCase())?.mayCommit() ?? false,
    mayPropose: (owner) => opened(owner.toLowerCase())?.mayPropose() ?? false,
  };
}

/** Permissions as the cache of tokens has them. */
function asKept(permissions: Readonly<Record<string, unknown>>): string {
  const words = Object.entries(permissions).map(([name, level]) => `${name}${level === "write" ? "!" : ""}`);
  return words.toSorted().join(",");
}

async function slugOf({ rest }: Transport): Promise<string> {
  const { data } = await rest.apps.getAuthenticated();
  if (data?.slug === undefined) throw new Error("GitHub knows no app by this key; expected one with a slug");
  return data.slug;
}

/** Whose account it is on; absent where nothing can be done there: it is suspended, or an enterprise's. */
function loginOf({ account, suspended_at }: Answered): string | undefined {
  const login = account !== null && "login" in account ? account.login : undefined;
  return (suspended_at ?? null) === null && typeof login === "string" ? login : undefined;
}

interface Places {
  /** The installation with this id: a new one where the app was installed again. */
  place(owner: string, id: number): Promise<Installation>;
  find(repository: string): Promise<Installation>;
  /** Where another id is known for an owner it is asked for again before the next request. */
  doubt(owner: string, id: number): void;
  /** The one on that account, in lower case, that was opened last. */
  opened(owner: string): Installation | undefined;
}

function createPlaces(open: Open, theApp: () => Promise<Transport>): Places {
  const known = new Map<string, Place>();
  /** Places that may be another's by now; kept with their pace and limits, should they be right. */
  const doubted = new Map<string, Place>();
  const latest = new Map<string, Installation>();
  const enter = async (owner: string, id: number): Promise<Installation> => {
    const installation = { ...(await open(owner, id)), owner, isBound: true };
    latest.set(owner, installation);
    return installation;
  };
  const look = async (owner: string, repository: string): Promise<Installation> => {
    const [login = "", repo = ""] = repository.split("/");
    const { rest } = await theApp();
    try {
      const { data } = await rest.apps.getRepoInstallation({ owner: login, repo });
      // GitHub leads on to where a repository went; what is installed there is another account's.
      if (loginOf(data)?.toLowerCase() !== owner) throw new NotInstalled(repository, undefined);
      const { id } = data;
      const before = doubted.get(owner);
      const there = before?.id === id ? before.there : enter(owner, id);
      doubted.delete(owner);
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
    doubt: (login, id) => {
      const owner = login.toLowerCase();
      const found = known.get(owner);
      if (found?.id === undefined || found.id === id) return;
      doubted.set(owner, found);
      known.delete(owner);
    },
    opened: (owner) => latest.get(owner),
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
