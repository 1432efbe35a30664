// Where the border begins: who we are on GitHub, and one way out for each installation of the app.
import { Octokit } from "@octokit/rest";
import { type Duration, SECOND } from "../engine/instant.ts";
import type { Clock } from "../world.ts";
import { appClient, type Open } from "./installations.ts";
import type { Spare } from "./limit.ts";
import { ownerOf, withoutBot } from "./names.ts";
import { createServerSchema } from "./newer.ts";
import { TokenCache } from "./token.ts";
import { createTransport, type Parameters, type Requests, type Transport } from "./transport.ts";

export { ownerOf, withoutBot } from "./names.ts";
export { isNotFound, NotInstalled } from "./not-found.ts";

/** As an app with its key, or with a token that somebody else made (the Action's `GITHUB_TOKEN`). */
export type Auth =
  | { readonly kind: "app"; readonly appId: number | string; readonly privateKey: string }
  | {
      readonly kind: "token";
      readonly token: string;
      readonly login: string;
      /** It may open pull requests, as whoever made it says: GitHub tells that of no token. */
      readonly mayPropose?: boolean | undefined;
      /** It may look into private repositories besides its own; by default not, as of a job's token. */
      readonly looksAround?: boolean | undefined;
    };

/** What the border is made with; `graphqlUrl` follows from `apiUrl` where it is absent. */
export interface ClientOptions {
  /** Default: github.com's. */
  readonly apiUrl?: string | undefined;
  readonly graphqlUrl?: string | undefined;
  readonly auth: Auth;
  readonly fetch?: typeof globalThis.fetch;
  readonly clock: Pick<Clock, "now" | "sleep">;
  /** How long an answer may take before it counts as unclear. Real time, 20 s unless told. */
  readonly timeout?: Duration;
  /** Where Octokit's own warnings go; nowhere unless told. */
  readonly log?: { warn(fields: Parameters, message: string): void } | undefined;
}

/** One installation of the app: its own token, its own pace, its own limits. */
export interface Installation extends Transport {
  /** The account that it is installed on, in lower case. */
  readonly owner: string;
  /** It may do something at this account alone; a token that somebody made may be good for others, which GitHub knows. */
  readonly isBound: boolean;
}

/** May an installation do something in this repository, as far as we know without asking? What is public it may read anywhere. */
export function mayReach({ owner, isBound }: Installation, repository: string): boolean {
  return !isBound || ownerOf(repository) === owner;
}

/**
 * Our identity on GitHub. Its methods throw `RequestFailed` where GitHub refuses or does not answer, `Limited` where it asks
 * to wait.
 */
export interface Client {
  /** What was spent, tokens not counted; the same object all the time. */
  readonly requests: Readonly<Requests>;
  /** The login that we act as, without `[bot]`. Asked for once. */
  me(): Promise<string>;
  /** The installation that `owner/repo` belongs to. Throws `NotInstalled` where there is none. */
  installationOf(repository: string): Promise<Installation>;
  /** Every installation of the app, asked for anew; with a token: none, since it belongs to one repository. */
  installations(): Promise<readonly Installation[]>;
  /** A payload has this id beside an account. It is only a hint: where we know another, GitHub is asked. */
  hear(owner: string, installationId: number): void;
  /** What an account grants has changed: what is sent next is signed with a new token. */
  renew(owner: string): void;
  /** Asks what the app may do in `owner/repo` now; where its token is of another time, a new one is made. Answers whether. */
  renewedIf(repository: string): Promise<boolean>;
  /** What is left of the hourly limit by which we act for an account; `undefined` where nothing was asked for it yet. */
  spare(owner: string): Spare | undefined;
  /** May we write files for an account? Of an app GitHub says so with its token; with a token of somebody else it is found out at the try. */
  mayCommit(owner: string): boolean;
  /** May we open pull requests for an account, and write their files? */
  mayPropose(owner: string): boolean;
  /** It can look into no private repository but its own: what it misses in others says nothing. */
  readonly isBlind: boolean;
  /** Who we are to GitHub, for whoever has to say where a right is given. */
  readonly kind: Auth["kind"];
}

const unheard = (): void => undefined;

/** The client of one process. Nothing is sent before the first question. */
export function createClient(options: ClientOptions): Client {
  const { auth, clock } = options;
  const requests: Requests = { graphql: 0, rest: 0, writes: 0 };
  const apiUrl = (options.apiUrl ?? "https://api.github.com").replace(/\/+$/, "");
  const transport = async (name: string, installationId?: number): Promise<Transport> => {
    const tokens = installationId === undefined ? undefined : new TokenCache();
    return createTransport({
      name,
      tokens,
      schema: createServerSchema(clock),
      octokit: new Octokit({ ...base, ...(await credentials(auth, installationId, tokens)) }),
      graphqlUrl: options.graphqlUrl ?? `${apiUrl.replace(/\/v3$/, "")}/graphql`,
      clock,
      requests,
      timeout: options.timeout ?? 20 * SECOND,
    });
  };
  const warn = (message: string): void => options.log?.warn({ step: "github" }, message);
  // @octokit/rest writes an error for each request that fails: what failed is thrown, and told by whoever minds.
  const log = { debug: unheard, info: unheard, warn, error: unheard };
  const request = options.fetch === undefined ? { log } : { fetch: options.fetch, log };
  const base = { baseUrl: apiUrl, userAgent: "tocsin", log, request };
  return auth.kind === "token" ? tokenClient(auth, requests, transport) : appClient(requests, transport);
}

type Credentials = { authStrategy?: unknown; auth?: unknown };

async function credentials(
  auth: Auth,
  installationId: number | undefined,
  cache: TokenCache | undefined,
): Promise<Credentials> {
  if (auth.kind === "token") return { auth: auth.token };
  // Loaded only where it is needed: the Action has a token and starts sooner without it.
  const { createAppAuth } = await import("@octokit/auth-app");
  return {
    authStrategy: createAppAuth,
    auth: {
      appId: auth.appId,
      privateKey: auth.privateKey,
      ...(installationId === undefined ? {} : { installationId, cache }),
    },
  };
}

/** A token is good for one repository: whatever is asked goes out by it, and GitHub says what is out of sight. */
function tokenClient(
  { login, mayPropose = false, looksAround = false }: Extract<Auth, { readonly kind: "token" }>,
  requests: Requests,
  open: Open,
): Client {
  let only: Promise<Installation> | undefined;
  let opened: Transport | undefined;
  return {
    requests,
    kind: "token",
    isBlind: !looksAround,
    mayCommit: () => true,
    mayPropose: () => mayPropose,
    me: async () => withoutBot(login),
    installationOf: (repository) => {
      only ??= open("this token").then((transport) => {
        opened = transport;
        return { ...transport, owner: ownerOf(repository), isBound: false };
      });
      return only;
    },
    installations: async () => [],
    hear: unheard,
    spare: () => opened?.spare(),
    // It was made by somebody else, for a short while.
    renew: () => undefined,
    renewedIf: async () => false,
  };
}
