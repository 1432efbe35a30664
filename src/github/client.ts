// Where the border begins: who we are on GitHub, and one way out for each installation of the app.
import { Octokit } from "@octokit/core";
import { type Duration, SECOND } from "../engine/instant.ts";
import type { Clock } from "../world.ts";
import {
  createTransport,
  type Parameters,
  type RequestFailed,
  type Requests,
  type Transport,
} from "./transport.ts";

/** As an app with its key, or with a token that somebody else made (the Action's `GITHUB_TOKEN`). */
export type Auth =
  | { readonly kind: "app"; readonly appId: number | string; readonly privateKey: string }
  | { readonly kind: "token"; readonly token: string; readonly login: string };

export interface ClientOptions {
  /** Default: github.com's. */
  readonly apiUrl?: string | undefined;
  readonly graphqlUrl?: string | undefined;
  readonly auth: Auth;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly clock: Pick<Clock, "now" | "sleep">;
  /** How long an answer may take before it counts as unclear. Real time, 20 s unless told. */
  readonly timeout?: Duration | undefined;
  /** Where Octokit's own warnings go; nowhere unless told. */
  readonly log?: { warn(fields: Parameters, message: string): void } | undefined;
}

/** One installation of the app: its own token, its own pace, its own limits. */
export interface Installation extends Transport {
  /** The account that it is installed on, in lower case. */
  readonly owner: string;
}

export interface Client {
  /** What was spent, tokens not counted; the same object all the time. */
  readonly requests: Readonly<Requests>;
  /** The login that we act as, without `[bot]`. Asked for once. */
  me(): Promise<string>;
  /** The installation that `owner/repo` belongs to. Throws `NotInstalled` where there is none. */
  installationOf(repository: string): Promise<Installation>;
  /** Every installation of the app, asked for anew; with a token: none, since it belongs to one repository. */
  installations(): Promise<readonly Installation[]>;
  /** Takes an installation's id from a payload, so that it need not be looked up. */
  learn(owner: string, installationId: number): void;
}

/** The app is not installed where something should be read or written. */
export class NotInstalled extends Error {
  readonly repository: string;

  constructor(repository: string, cause: unknown) {
    super(`${repository} is out of sight: the app must be installed there, with access to that repository`, {
      cause,
    });
    this.name = "NotInstalled";
    this.repository = repository;
  }
}

const unheard = (): void => undefined;

/** The client of one process. Nothing is sent before the first question. */
export function createClient(options: ClientOptions): Client {
  const { auth, clock } = options;
  const requests: Requests = { graphql: 0, rest: 0, writes: 0 };
  const apiUrl = (options.apiUrl ?? "https://api.github.com").replace(/\/+$/, "");
  const transport = async (name: string, installationId?: number): Promise<Transport> =>
    createTransport({
      name,
      octokit: new Octokit({ ...base, ...(await credentials(auth, installationId)) }),
      graphqlUrl: options.graphqlUrl ?? `${apiUrl.replace(/\/v3$/, "")}/graphql`,
      clock,
      requests,
      timeout: options.timeout ?? 20 * SECOND,
    });
  const warn = (message: string): void => options.log?.warn({ step: "github" }, message);
  const log = { debug: unheard, info: unheard, warn, error: warn };
  const request = options.fetch === undefined ? { log } : { fetch: options.fetch, log };
  const base = { baseUrl: apiUrl, userAgent: "tocsin", log, request };
  return auth.kind === "token"
    ? tokenClient(auth.login, requests, transport)
    : appClient(requests, transport);
}

type Credentials = { authStrategy?: unknown; auth?: unknown };

async function credentials(auth: Auth, installationId: number | undefined): Promise<Credentials> {
  if (auth.kind === "token") return { auth: auth.token };
  // Loaded only where it is needed: the Action has a token and starts sooner without it.
  const { createAppAuth } = await import("@octokit/auth-app");
  return {
    authStrategy: createAppAuth,
    auth: {
      appId: auth.appId,
      privateKey: auth.privateKey,
      ...(installationId === undefined ? {} : { installationId }),
    },
  };
}

type Open = (name: string, installationId?: number) => Promise<Transport>;

function tokenClient(login: string, requests: Requests, open: Open): Client {
  let only: Promise<Installation> | undefined;
  return {
    requests,
    me: async () => withoutBot(login),
    installationOf: (repository) => {
      only ??= open("this token").then((transport) => ({ ...transport, owner: ownerOf(repository) }));
      return only;
    },
    installations: async () => [],
    learn: unheard,
  };
}

function appClient(requests: Requests, open: Open): Client {
  const known = new Map<string, Promise<Installation>>();
  let app: Promise<Transport> | undefined;
  let slug: Promise<string> | undefined;
  const theApp = (): Promise<Transport> => {
    app ??= open("the app");
    return app;
  };
  const opened = (owner: string, id: number): Promise<Installation> => {
    const there = open(owner, id).then((transport) => ({ ...transport, owner }));
    known.set(owner, there);
    return there;
  };
  const find = async (repository: string): Promise<Installation> => {
    const [owner = "", repo = ""] = repository.split("/");
    const asked = await theApp();
    const { id } = await asked
      .rest<{ id: number }>("GET /repos/{owner}/{repo}/installation", { owner, repo })
      .catch((error: unknown) => {
        throw isNotFound(error) ? new NotInstalled(repository, error) : error;
      });
    return open(owner.toLowerCase(), id).then((transport) => ({ ...transport, owner: owner.toLowerCase() }));
  };
  return {
    requests,
    me: () => {
      slug ??= once(
        async () => withoutBot((await (await theApp()).rest<{ slug: string }>("GET /app")).slug),
        () => {
          slug = undefined;
        },
      );
      return slug;
    },
    installationOf: (repository) => {
      const owner = ownerOf(repository);
      const there =
        known.get(owner) ??
        once(
          () => find(repository),
          () => known.delete(owner),
        );
      known.set(owner, there);
      return there;
    },
    installations: async () => {
      const transport = await theApp();
      const found: Installation[] = [];
      for (let page = 1; ; page++) {
        const some = await transport.rest<readonly ListedInstallation[]>("GET /app/installations", {
          per_page: 100,
          page,
        });
        for (const one of some) {
          if (one.account?.login === undefined || (one.suspended_at ?? null) !== null) continue;
          const owner = one.account.login.toLowerCase();
          found.push(await (known.get(owner) ?? opened(owner, one.id)));
        }
        if (some.length < 100) return found;
      }
    },
    learn: (owner, installationId) => {
      const name = owner.toLowerCase();
      if (!known.has(name)) void opened(name, installationId);
    },
  };
}

interface ListedInstallation {
  readonly id: number;
  readonly account?: { readonly login?: string } | null;
  readonly suspended_at?: string | null;
}

/** Runs a question whose answer is kept; one that failed is forgotten, so that the next asks again. */
function once<T>(question: () => Promise<T>, forget: () => void): Promise<T> {
  return question().catch((error: unknown) => {
    forget();
    throw error;
  });
}

/** The owner's part of `owner/repo`, in lower case: names are compared so. */
export function ownerOf(repository: string): string {
  return (repository.split("/")[0] ?? "").toLowerCase();
}

/** A bot's login as GraphQL has it: `tocsin`, where REST says `tocsin[bot]`. */
export function withoutBot(login: string): string {
  return login.endsWith("[bot]") ? login.slice(0, -"[bot]".length) : login;
}

/** Is this the answer "there is no such thing, or not in your sight"? */
export function isNotFound(error: unknown): error is RequestFailed {
  return (
    error instanceof Error && error.name === "RequestFailed" && "status" in error && error.status === 404
  );
}
