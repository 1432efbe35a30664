// The first thing the server does: its environment becomes a configuration, or a list of all that is wrong with it.
import { createPrivateKey } from "node:crypto";
import type { Instant } from "../engine/instant.ts";
import { type LogLevel, logLevels } from "../run/log.ts";
import { readTakeOver } from "../run/take-over.ts";

/** What the server runs on. URLs have no slash at their end; `privateKey` is PEM (PKCS #8). */
export interface ServerConfig {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Signs the ledgers; the webhook secret where none is given. */
  readonly ledgerSecret: string;
  /** Until when what a Tocsin without a secret wrote counts as ours. */
  readonly takeOverUntil?: Instant | undefined;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
}

/** One variable that is wrong, and in one sentence what to set. Values of secrets are never in it. */
export interface ConfigProblem {
  readonly variable: string;
  readonly message: string;
}

/** The configuration, or all that is wrong with the environment: one problem a variable. */
export type ConfigResult =
  | { readonly config: ServerConfig }
  | { readonly problems: readonly ConfigProblem[] };

type Env = Readonly<Record<string, string | undefined>>;
/** A value, or what is wrong with its variable. */
type Read<T> = { readonly value: T } | ConfigProblem;

const isProblem = <T>(read: Read<T>): read is ConfigProblem => "message" in read;

/**
 * Reads the server's environment; every problem is reported at once. An empty variable counts as absent. `readFile`
 * reads the text file that `PRIVATE_KEY_PATH` names and throws where it can't.
 */
export function readServerConfig(
  env: Env,
  readFile: (path: string) => string,
  now: Instant = Date.now(),
): ConfigResult {
  const apiUrl = readUrl(env, "GITHUB_API_URL", "https://api.github.com");
  const reads = {
    appId: readAppId(env),
    privateKey: readPrivateKey(env, readFile),
    webhookSecret: readWebhookSecret(env),
    port: readPort(env),
    logLevel: readLogLevel(env),
    takeOver: readTakeOverUntil(env, now),
    apiUrl,
    graphqlUrl: readUrl(
      env,
      "GITHUB_GRAPHQL_URL",
      isProblem(apiUrl) ? "https://unknown" : graphqlOf(apiUrl.value),
    ),
  };
  const { appId, privateKey, webhookSecret, port, logLevel, takeOver, graphqlUrl } = reads;
  if (
    isProblem(appId) ||
    isProblem(privateKey) ||
    isProblem(webhookSecret) ||
    isProblem(port) ||
    isProblem(logLevel) ||
    isProblem(takeOver) ||
    isProblem(apiUrl) ||
    isProblem(graphqlUrl)
  )
    return { problems: Object.values(reads).filter((read) => isProblem<unknown>(read)) };
  return {
    config: {
      appId: appId.value,
      privateKey: privateKey.value,
      webhookSecret: webhookSecret.value,
      ledgerSecret: given(env, "LEDGER_SECRET") ?? webhookSecret.value,
      takeOverUntil: takeOver.value,
      host: given(env, "HOST") ?? "localhost",
      port: port.value,
      logLevel: logLevel.value,
      apiUrl: apiUrl.value,
      graphqlUrl: graphqlUrl.value,
    },
  };
}

function given(env: Env, variable: string): string | undefined {
  const value = env[variable]?.trim();
  return value === "" ? undefined : value;
}

function readAppId(env: Env): Read<number> {
  const text = given(env, "APP_ID");
  const where = "the number under “App ID” on the app's settings page";
  if (text === undefined) return { variable: "APP_ID", message: `is not set: set it to ${where}` };
  const id = Number(text);
  if (Number.isSafeInteger(id) && id > 0) return { value: id };
  return { variable: "APP_ID", message: `is "${text}", expected a whole number: set it to ${where}` };
}

function readWebhookSecret(env: Env): Read<string> {
  const secret = given(env, "WEBHOOK_SECRET");
  if (secret !== undefined) return { value: secret };
  const message =
    "is not set, and without it anybody could send deliveries: set it to the webhook secret on the app's settings page";
  return { variable: "WEBHOOK_SECRET", message };
}

function readPrivateKey(env: Env, readFile: (path: string) => string): Read<string> {
  const text = given(env, "PRIVATE_KEY");
  const path = given(env, "PRIVATE_KEY_PATH");
  const how = "generate one under “Private keys” on the app's settings page";
  if (text !== undefined && path !== undefined)
    return { variable: "PRIVATE_KEY", message: "is set beside PRIVATE_KEY_PATH: set one of the two" };
  if (text !== undefined) return readPem("PRIVATE_KEY", text);
  if (path === undefined)
    return {
      variable: "PRIVATE_KEY",
      message: `is not set, nor PRIVATE_KEY_PATH: ${how} and set one of the two`,
    };
  try {
    return readPem("PRIVATE_KEY_PATH", readFile(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      variable: "PRIVATE_KEY_PATH",
      message: `names a file that could not be read (${reason}): set it to the path of the .pem file`,
    };
  }
}

/** PEM as it is, with its line breaks written `\n`, or in base64: what people put into one line of an environment. */
function readPem(variable: string, text: string): Read<string> {
  const plain = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("utf8");
  try {
    const key = createPrivateKey(plain.replaceAll("\\n", "\n").trim());
    if (key.asymmetricKeyType !== "rsa") throw new Error(`it is a key of type ${key.asymmetricKeyType}`);
    return { value: key.export({ type: "pkcs8", format: "pem" }).toString() };
  } catch {
    // The reason is not told: errors of the parser may quote what they were given.
    const message =
      "does not hold an RSA private key: set it to the whole .pem file that GitHub gave, from -----BEGIN to -----END, or to its base64";
    return { variable, message };
  }
}

function readPort(env: Env): Read<number> {
  const text = given(env, "PORT") ?? "3000";
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return { value: port };
  return { variable: "PORT", message: `is "${text}", expected a number from 0 to 65535 (0: any free port)` };
}

function readLogLevel(env: Env): Read<LogLevel> {
  const text = (given(env, "LOG_LEVEL") ?? "info").toLowerCase();
  const level = logLevels.find((name) => name === text);
  if (level !== undefined) return { value: level };
  return { variable: "LOG_LEVEL", message: `is "${text}", expected one of ${logLevels.join(", ")}` };
}

function readTakeOverUntil(env: Env, now: Instant): Read<Instant | undefined> {
  const read = readTakeOver(given(env, "TAKE_OVER_UNTIL"), now);
  return "message" in read ? { variable: "TAKE_OVER_UNTIL", message: read.message } : { value: read.until };
}

function readUrl(env: Env, variable: string, standard: string): Read<string> {
  const text = given(env, variable) ?? standard;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.search === "" && url.username === "")
    return { value: url.href.replace(/\/+$/, "") };
  const message = `is not an address of an API, expected one like ${standard}: set it, or leave it out for github.com`;
  return { variable, message };
}

/** GitHub's own layout: `/graphql` beside the REST root, except on Enterprise Server, where REST has `/api/v3`. */
function graphqlOf(apiUrl: string): string {
  return apiUrl.endsWith("/api/v3") ? apiUrl.replace(/\/v3$/, "/graphql") : `${apiUrl}/graphql`;
}
