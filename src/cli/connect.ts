// How `explain` and `sweep` reach GitHub: credentials from the environment, and a Tocsin over them.

import { readFileSync } from "node:fs";
import { openChannels } from "../channels/all.ts";
import type { Effect } from "../engine/effect.ts";
import type { Duration, Instant } from "../engine/instant.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import { type Auth, type Client, createClient } from "../github/client.ts";
import { completeData } from "../github/partial.ts";
import { createProof } from "../github/proof.ts";
import { createRenderer } from "../render/render.ts";
import { feedsOver } from "../rulings/feed-https.ts";
import { worldHolidays } from "../rulings/holidays.ts";
import type { Live } from "../run/live.ts";
import { createLog, type LogLevel, logLevels, reasonOf } from "../run/log.ts";
import type { TocsinService } from "../run/service.ts";
import { readTakeOver } from "../run/take-over.ts";
import { createTocsin, shippedRulings } from "../run/tocsin.ts";
import { webOf } from "../run/web.ts";
import { readServerConfig } from "../server/config.ts";
import { templates } from "../shipped/templates.ts";
import type { Clock } from "../world.ts";
import { Failed, type Terminal, WrongUse } from "./terminal.ts";

/** A Tocsin with credentials of its own. */
export interface Connected {
  readonly service: TocsinService;
  readonly live: Live;
  readonly client: Client;
  readonly clock: Clock;
  /** The login that it acts as, with `[bot]` where it is a bot. */
  readonly login: string;
}

/** What a command wants besides its credentials. */
export interface CommandNeeds {
  /** Repositories to go through; needed where the token can't list them. */
  readonly repositories?: readonly string[];
  /** What is overdue by less is left to another writer. */
  readonly grace?: Duration | undefined;
  readonly planned?: (key: IssueRef, effects: readonly Effect[], written: readonly Effect[]) => void;
}

const missing = `there are no credentials: set GITHUB_TOKEN (a token of an app's installation, or of a workflow run), or APP_ID and PRIVATE_KEY or PRIVATE_KEY_PATH of the app`;

/** Connects by what the environment says; throws `WrongUse` with what to set where that is not enough. */
export async function connect(terminal: Terminal, wanted: CommandNeeds = {}): Promise<Connected> {
  const { env, clock } = terminal;
  const { auth, apiUrl, graphqlUrl } = credentials(terminal);
  const takeOverUntil = takeOverIn(terminal);
  const reach = { clock, apiUrl, graphqlUrl };
  const { client, login } = await identified(auth, (given) => createClient({ ...reach, auth: given }));
  const { service, live } = createTocsin({
    ...{ client, clock },
    log: createLog({ level: levelOf(terminal), write: terminal.err, now: () => terminal.now() }),
    me: login.replace(/\[bot\]$/, ""),
    render: createRenderer(templates()),
    rulings: shippedRulings(worldHolidays),
    feeds: feedsOver(clock, env),
    proof: createProof({
      secret: given(env.LEDGER_SECRET) ?? given(env.WEBHOOK_SECRET),
      takeOverUntil,
      clock,
    }),
    carriers: await openChannels({
      env,
      clock,
      fetch: globalThis.fetch,
      web: webOf(apiUrl ?? "https://api.github.com"),
    }),
    repositories: wanted.repositories,
    broken: undefined,
    meter: undefined,
    grace: wanted.grace,
    hears: {
      planned: (key, plan, applied) => wanted.planned?.(key, plan.effects, applied.written),
      watched: undefined,
      passed: undefined,
    },
    ended: undefined,
  });
  return { service, live, client, clock, login };
}

function levelOf({ env }: Terminal): LogLevel {
  return logLevels.find((level) => level === env.LOG_LEVEL?.toLowerCase()) ?? "warn";
}

/** Runs what asks GitHub; its failure becomes one sentence about `subject`, with GitHub's own reason in it. */
export async function reaching<T>(subject: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WrongUse || !(error instanceof Error)) throw error;
    throw new Failed(`${subject}: ${reasonOf(error)}`, subject, { cause: error });
  }
}

const given = (value: string | undefined): string | undefined => (value?.trim() ? value.trim() : undefined);

interface Credentials {
  readonly auth: Auth;
  readonly apiUrl: string | undefined;
  readonly graphqlUrl: string | undefined;
}

function takeOverIn({ env, now }: Terminal): Instant | undefined {
  const read = readTakeOver(given(env.TAKE_OVER_UNTIL), now());
  if ("message" in read) throw new WrongUse(`TAKE_OVER_UNTIL ${read.message}`);
  return read.until;
}

function credentials({ env }: Terminal): Credentials {
  const token = given(env.GITHUB_TOKEN);
  if (token !== undefined) {
    const auth: Auth = { kind: "token", token, login: "unknown" };
    return { auth, apiUrl: given(env.GITHUB_API_URL), graphqlUrl: given(env.GITHUB_GRAPHQL_URL) };
  }
  if (given(env.APP_ID) === undefined) throw new WrongUse(missing);
  // The command line takes no deliveries, so it needs no webhook secret of its own.
  const read = readServerConfig({ ...env, WEBHOOK_SECRET: given(env.WEBHOOK_SECRET) ?? "none" }, (path) =>
    readFileSync(path, "utf8"),
  );
  if ("problems" in read) {
    throw new WrongUse(read.problems.map(({ variable, message }) => `${variable} ${message}`).join("; "));
  }
  const { appId, privateKey, apiUrl, graphqlUrl } = read.config;
  return { auth: { kind: "app", appId, privateKey }, apiUrl, graphqlUrl };
}

/** Whose credentials these are. What belongs to Tocsin is told by its author, so a wrong guess would write everything twice. */
async function identified(
  auth: Auth,
  open: (auth: Auth) => Client,
): Promise<{ readonly client: Client; readonly login: string }> {
  const client = open(auth);
  if (auth.kind === "app") return { client, login: `${await client.me()}[bot]` };
  const transport = await client.installationOf("any/any");
  const query = "query Me { viewer { login } }";
  const { viewer } = completeData(
    "Me",
    await transport.graphql<{ readonly viewer: { readonly login: string } }>(query, {}),
  );
  const { login } = viewer;
  return { client: open({ ...auth, login: login.replace(/\[bot\]$/, "") }), login };
}
