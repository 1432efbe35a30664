// The first thing the Action does: the environment that GitHub's runner gives it becomes inputs, or a list of what is wrong.
import { parseDuration } from "../engine/duration.ts";
import type { Duration, Instant } from "../engine/instant.ts";
import { repositoryName } from "../engine/issue-ref.ts";
import { readTakeOver } from "../run/take-over.ts";

/** What a run of the Action is given. URLs have no slash at their end. */
export interface Inputs {
  readonly token: string;
  /** Whose token it is, without `[bot]`: its entries are ours. */
  readonly login: string;
  /** Signs the ledgers; absent: a card is believed while its last editor is ours. */
  readonly ledgerSecret?: string | undefined;
  /** Until when what was written without a secret counts as ours. */
  readonly takeOverUntil?: Instant | undefined;
  /** The token may open pull requests and write their files. */
  readonly documents: boolean;
  /** Sweeps leave alone what is overdue by less. */
  readonly grace: Duration;
  /** `owner/name` */
  readonly repository: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** What started the run; the payload is an empty object where there is none. */
  readonly event: string;
  readonly payload: unknown;
  /** The file that the job summary is appended to. */
  readonly summaryPath?: string | undefined;
}

/** One input or variable that is wrong, and in one sentence what to set. Values of secrets are never in it. */
export interface InputProblem {
  readonly name: string;
  readonly message: string;
}

/** The inputs, or all that is wrong with them: one problem an input or variable. */
export type InputsResult = { readonly inputs: Inputs } | { readonly problems: readonly InputProblem[] };

/** The environment of a process; an empty variable counts as absent. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads what the runner set: inputs of `action.yml` as `INPUT_…`, the rest as `GITHUB_…`. Every problem is reported at
 * once. `readFile` reads the event's file and throws where it can't.
 */
export function readInputs(
  env: Env,
  readFile: (path: string) => string,
  now: Instant = Date.now(),
): InputsResult {
  const problems: InputProblem[] = [];
  const need = (name: string, value: string | undefined, message: string): string => {
    if (value === undefined) problems.push({ name, message });
    return value ?? "";
  };
  const token = need("token", given(env, "INPUT_TOKEN") ?? given(env, "GITHUB_TOKEN"), missingToken);
  const repository = given(env, "GITHUB_REPOSITORY");
  if (repository === undefined || !repositoryName.test(repository))
    problems.push({
      name: "GITHUB_REPOSITORY",
      message: `is ${shown(repository)}, expected owner/name; the runner sets it`,
    });
  const event = need("GITHUB_EVENT_NAME", given(env, "GITHUB_EVENT_NAME"), "is not set; the runner sets it");
  const graceText = given(env, "INPUT_GRACE") ?? "0m";
  const grace = parseDuration(graceText);
  if (grace === undefined)
    problems.push({
      name: "grace",
      message: `is "${graceText}", expected a time like 10m: set it, or leave it out`,
    });
  const documents = (given(env, "INPUT_DOCUMENTS") ?? "false").toLowerCase();
  if (documents !== "true" && documents !== "false")
    problems.push({ name: "documents", message: `is "${documents}", expected true or false` });
  const takeOver = readTakeOver(given(env, "INPUT_TAKE-OVER-UNTIL"), now);
  if ("message" in takeOver) problems.push({ name: "take-over-until", message: takeOver.message });
  const { payload, problem } = readPayload(given(env, "GITHUB_EVENT_PATH"), readFile);
  if (problem !== undefined) problems.push(problem);
  if (problems.length > 0) return { problems };
  return {
    inputs: {
      ...addresses(env),
      token,
      event,
      payload,
      login: (given(env, "INPUT_LOGIN") ?? "github-actions").replace(/\[bot\]$/, ""),
      ledgerSecret: given(env, "INPUT_LEDGER-SECRET"),
      takeOverUntil: "until" in takeOver ? takeOver.until : undefined,
      grace: grace ?? 0,
      documents: documents === "true",
      repository: repository ?? "",
      summaryPath: given(env, "GITHUB_STEP_SUMMARY"),
    },
  };
}

const missingToken =
  "is not set, so that nothing can be read: leave it out of the workflow for the job's own token, or set it to an app's token";

function given(env: Env, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

const shown = (value: string | undefined): string => (value === undefined ? "not set" : `"${value}"`);

function addresses(env: Env): { readonly apiUrl: string; readonly graphqlUrl: string } {
  const apiUrl = (given(env, "GITHUB_API_URL") ?? "https://api.github.com").replace(/\/+$/, "");
  // Enterprise Server has GraphQL beside `/api/v3`, not under it.
  const standard = `${apiUrl.replace(/\/v3$/, "")}/graphql`;
  return { apiUrl, graphqlUrl: given(env, "GITHUB_GRAPHQL_URL") ?? standard };
}

function readPayload(
  path: string | undefined,
  readFile: (path: string) => string,
): { readonly payload: unknown; readonly problem?: InputProblem } {
  if (path === undefined) return { payload: {} };
  try {
    return { payload: JSON.parse(readFile(path)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `names a file that can't be read as JSON (${reason}); the runner writes it`;
    return { payload: {}, problem: { name: "GITHUB_EVENT_PATH", message } };
  }
}
