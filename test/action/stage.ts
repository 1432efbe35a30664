// The stage of the Action's tests: one repository on a local GitHub over HTTP, and a runner that starts the built bundle.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gzipSync } from "node:zlib";
import { build, type RolldownOptions } from "rolldown";
import config from "../../rolldown.config.ts";
import { eventsOfDocuments } from "../../src/action/run.ts";
import { parseForm, renderBody } from "../../src/engine/form.ts";
import { labelsOf } from "../../src/engine/policy/names.ts";
import { loadPolicy } from "../../src/engine/policy.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { serveGitHub } from "../../src/local-github/http.ts";
import { presetForms, presets } from "../../src/shipped/presets.ts";
import { emptyFolder } from "../folder.ts";

export const home = "acme/incidents";

/** How a run ended, and what it said. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly summary: string;
}

export interface Stage {
  readonly github: LocalGitHub;
  /** Runs that people's acts have asked for since, oldest first: what a workflow on events would start. */
  readonly waiting: { readonly event: string; readonly payload: unknown }[];
  /** One run of the bundle, as GitHub's runner starts it. `env` is laid over its environment. */
  run(event: string, payload?: unknown, env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** Runs for all that is waiting, one after another. */
  catchUp(): Promise<readonly Ran[]>;
  /** From here on it is so many milliseconds later, on GitHub and where the bundle runs. */
  later(time: number): void;
  close(): Promise<void>;
}

/** Builds the bundle of the Action into a folder of its own, with all files beside it, and answers with its path and its text. */
export async function buildAction(): Promise<{
  /** What the runner starts. */
  readonly path: string;
  /** All that it runs, unpacked. */
  readonly text: string;
  /** What is downloaded, in bytes, packed as downloads are. */
  readonly size: number;
  /** The file of the channels, which it runs only where one is set up. */
  readonly channels: { readonly path: string; readonly text: string; readonly size: number };
  /** The file that reads words of a repository's own, which it runs only where there are some. */
  readonly messages: { readonly path: string; readonly text: string; readonly size: number };
  /** The file that reads calendars, which it runs only where a rota has one. */
  readonly rotas: { readonly path: string; readonly text: string; readonly size: number };
  /** The file that changes files by commits, which it runs only where one is to be changed. */
  readonly commits: { readonly path: string; readonly text: string; readonly size: number };
}> {
  const folder = emptyFolder();
  // Each into the one folder, as it ships; all but the command line and the server, which nobody downloads with it.
  const all = Array.isArray(config) ? config : [config];
  const shipped = all.filter(({ input = {} }) =>
    Object.keys(input).every((name) => name !== "cli" && name !== "server"),
  );
  await Promise.all(shipped.map((options) => build(into(options, folder))));
  const path = join(folder, "action.js");
  const { size, ...action } = unpacked(join(folder, "action.cjs.br"));
  const [channels, messages, rotas, commits] = [
    unpacked(join(folder, "channels.cjs.br")),
    unpacked(join(folder, "messages.cjs.br")),
    unpacked(join(folder, "rotas.cjs.br")),
    unpacked(join(folder, "commits.cjs.br")),
  ];
  return {
    ...action,
    path,
    size: size + gzipSync(readFileSync(path)).length,
    channels,
    messages,
    rotas,
    commits,
  };
}

/** Would the shipped workflow with documents start on it? */
function isOfDocuments(event: string, payload: unknown): boolean {
  const { action = "" } = payload as { readonly action?: string };
  return eventsOfDocuments[event]?.includes(action) === true;
}

/** Puts the clock of a process so many milliseconds ahead of the machine's. */
const clockAhead = (time: number): string =>
  `const D = Date; globalThis.Date = class extends D { constructor(...given) { given.length === 0 ? super(D.now() + ${time}) : super(...given); } static now() { return D.now() + ${time}; } };`;

/** The names of the labels that a policy asks for; none where it can't be read. */
function labelsIn(text: string): readonly string[] {
  const { policy } = loadPolicy({ file: ".github/tocsin.yml", text, presets: presets() });
  return policy === undefined ? [] : labelsOf(policy).map(({ name }) => name);
}

function unpacked(path: string): { readonly path: string; readonly text: string; readonly size: number } {
  const packed = readFileSync(path);
  return { path, text: brotliDecompressSync(packed).toString("utf8"), size: gzipSync(packed).length };
}

function into(options: RolldownOptions, folder: string): RolldownOptions & { output: { dir: string } } {
  return { ...options, logLevel: "warn", output: { ...options.output, dir: folder } };
}

/**
 * alice writes, bob triages, mallory has nothing; the policy files its actions in the repository itself. The labels of the policy are
 * there, as after a first run, unless the stage is `fresh`.
 */
export async function setStage(bundle: string, policy: string, fresh?: "fresh"): Promise<Stage> {
  // The bundle reads the machine's clock, so GitHub's goes by it too.
  const clock = new VirtualClock(Date.now() - 1_000);
  const github = createGitHub({ clock, apps: [] });
  for (const login of ["alice", "bob", "mallory"]) github.addUser(login);
  const forms = presetForms("sre").map(({ path, text }) => [path, text] as const);
  const files = { ".github/tocsin.yml": policy, ...Object.fromEntries(forms) };
  const labels = fresh === undefined ? labelsIn(policy) : [];
  github.addRepository({ owner: "acme", name: "incidents", files, labels });
  github.setRole("alice", home, "write");
  github.setRole("bob", home, "triage");
  const served = await serveGitHub(github);
  github.setAddresses({ api: served.url, web: served.url });
  const folder = emptyFolder();
  const waiting: { event: string; payload: unknown }[] = [];
  github.onEvent((event, payload, actor) => {
    if (
      actor !== "github-actions[bot]" &&
      (event === "issues" || event === "issue_comment" || isOfDocuments(event, payload))
    )
      waiting.push({ event, payload });
  });
  let ahead = 0;
  const run: Stage["run"] = async (event, payload = {}, env = {}) => {
    await clock.advanceTo(Math.max(clock.now(), Date.now() + ahead));
    const eventPath = join(folder, "event.json");
    const summaryPath = join(folder, "summary.md");
    writeFileSync(eventPath, JSON.stringify(payload));
    writeFileSync(summaryPath, "");
    const ended = await start(bundle, {
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_REPOSITORY: home,
      GITHUB_API_URL: served.url,
      GITHUB_GRAPHQL_URL: `${served.url}/graphql`,
      GITHUB_STEP_SUMMARY: summaryPath,
      INPUT_TOKEN: github.actionsToken(home),
      "INPUT_LEDGER-SECRET": "hush",
      INPUT_GRACE: "0m",
      INPUT_LOGIN: "github-actions",
      ...(ahead > 0 && {
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(clockAhead(ahead))}`,
      }),
      ...env,
    });
    return { ...ended, summary: readFileSync(summaryPath, "utf8") };
  };
  return {
    github,
    waiting,
    run,
    later: (time) => {
      ahead += time;
    },
    async catchUp() {
      const runs: Ran[] = [];
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        runs.push(await run(next.event, next.payload));
      return runs;
    },
    close: () => served.close(),
  };
}

function start(bundle: string, env: Readonly<Record<string, string>>): Promise<Omit<Ran, "summary">> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle], { env, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        out += chunk.toString("utf8");
      });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? -1, out }));
  });
}

/** The body that GitHub makes of the preset's incident form. */
export function formBody(answers: Readonly<Record<string, string>>): string {
  const text = presetForms("sre")[0]?.text ?? "";
  const { form } = parseForm(text);
  if (form === undefined) throw new Error("the form of the preset sre can't be read");
  return renderBody(form, answers);
}

/** The path of a file of the checkout. */
export function inCheckout(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
