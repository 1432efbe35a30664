// A run of the Action from the runner's environment to its exit code: inputs, the run itself, then all that is told of it.

import { asksForChannels } from "../channels/asked.ts";
import type { Instant } from "../engine/instant.ts";
import { type Client, createClient } from "../github/client.ts";
import { createProof } from "../github/proof.ts";
import type { Outcome } from "../reconcile.ts";
import type { Renderer } from "../render/render.ts";
import { feedsOver } from "../rulings/feed-https.ts";
import { type Log, reasonOf } from "../run/log.ts";
import { createMeter } from "../run/meter.ts";
import { createTocsin, shippedRulings, type Tocsin } from "../run/tocsin.ts";
import { webOf } from "../run/web.ts";
import type { Carrier, Clock } from "../world.ts";
import { createStep, type StepLog } from "./annotate.ts";
import { type Env, type Inputs, readInputs } from "./inputs.ts";
import { createRecorder, type Recorder, type RunReport } from "./report.ts";
import { runAction, triggerOf } from "./run.ts";
import { renderSummary } from "./summary.ts";
import { renderShipped } from "./words.ts";

/** What GitHub's runner is to us. */
export interface Runner {
  readonly env: Env;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Throws where the file can't be read. */
  readFile(path: string): string;
  appendFile(path: string, text: string): void;
  /** Standard output: the log of the step. */
  out(text: string): void;
}

/** Runs the Action once and answers with its exit code: 1 only where a read or a write failed for good, or an input is wrong. */
export async function actionMain(runner: Runner): Promise<0 | 1> {
  const step = createStep((text) => runner.out(text));
  const result = readInputs(runner.env, runner.readFile);
  if ("problems" in result) {
    for (const { name, message } of result.problems) step.error(`${name} ${message}`);
    return 1;
  }
  const { inputs } = result;
  const render = renderShipped;
  const report = await attempt(runner, { inputs, render, log: step.log });
  tell({ runner, step }, report, { inputs, render });
  return report.failures.length > 0 ? 1 : 0;
}

/** Most runs have no rota at an address: what reads one is in a file of its own. */
function lateFeeds({ clock, env }: Runner): ReturnType<typeof feedsOver> {
  let made: ReturnType<typeof feedsOver> | undefined;
  return (policy) => {
    made ??= feedsOver(clock, env);
    return made(policy);
  };
}

async function attempt(runner: Runner, { inputs, render, log }: Running): Promise<RunReport> {
  const recorder = createRecorder();
  const { carriers, wrong } = await channelsOf(runner, inputs);
  const { service, live } = compose({ runner, inputs, render, recorder, log, carriers });
  try {
    const swept = await runAction(service, runner.clock, triggerOf(inputs.event, inputs.payload));
    // A policy that nothing could be made of rules nothing, so that no pass has told what is wrong with it.
    if (swept === undefined && recorder.unruled()) await live.border.repositories();
    return failing(recorder.report(swept), wrong);
  } catch (error) {
    return failing(recorder.report(), [...wrong, `${inputs.repository}: ${reasonOf(error)}`]);
  } finally {
    await service.stop();
  }
}

function failing(report: RunReport, failures: readonly string[]): RunReport {
  return { ...report, failures: [...report.failures, ...failures] };
}

/** What is wrong with one channel keeps neither the others nor the run back. Most runs have none: their code is in a file of its own. */
async function channelsOf(
  { env, clock, fetch }: Runner,
  { apiUrl }: Inputs,
): Promise<{ readonly carriers: readonly Carrier[]; readonly wrong: readonly string[] }> {
  if (!asksForChannels(env)) return { carriers: [], wrong: [] };
  const { workingChannels } = await import("../channels/all.ts");
  return workingChannels({ env, clock, fetch, web: webOf(apiUrl) });
}

interface Running {
  readonly inputs: Inputs;
  readonly render: Renderer;
  readonly log: Log;
}

interface Parts extends Running {
  readonly runner: Runner;
  readonly recorder: Recorder;
  readonly carriers: readonly Carrier[];
}

function compose({ runner, inputs, render, recorder, log, carriers }: Parts): Tocsin {
  const { clock } = runner;
  const meter = createMeter(runner.fetch);
  const client = clientOf(inputs, { clock, fetch: meter.fetch, log });
  return createTocsin({
    ...{ client, clock, log, render, meter, carriers },
    me: inputs.login,
    // The table of the world's holidays would make the bundle several times as large.
    rulings: shippedRulings(undefined),
    feeds: lateFeeds(runner),
    proof: createProof({ secret: inputs.ledgerSecret, takeOverUntil: inputs.takeOverUntil, clock }),
    repositories: [inputs.repository],
    broken: (_repository, problems, what) => recorder.broken(problems, what),
    // A run has one event, and nothing to wait for.
    gather: 0,
    grace: inputs.grace,
    hears: {
      planned: undefined,
      // The summary tells of it.
      watched: undefined,
      passed: (outcome) => recordPass(outcome, recorder, clock.now()),
    },
    ended: (ending) => recorder.ended(ending),
  });
}

function clientOf(
  { apiUrl, graphqlUrl, token, login, documents }: Inputs,
  means: { readonly clock: Clock; readonly fetch: typeof globalThis.fetch; readonly log: Log },
): Client {
  const auth = { kind: "token", token, login, mayPropose: documents } as const;
  return createClient({ ...means, apiUrl, graphqlUrl, auth });
}

/** Writes down what the summary needs of a pass. */
function recordPass(outcome: Outcome, recorder: Recorder, now: Instant): void {
  const ruling = outcome.observed?.ruling;
  recorder.broken(ruling?.problems ?? []);
  recorder.broken(ruling?.messages?.problems ?? [], "words");
  recorder.passed(outcome, { now, mode: ruling?.policy.incidents.mode });
}

function tell(
  { runner, step }: { readonly runner: Runner; readonly step: StepLog },
  report: RunReport,
  { inputs, render }: Pick<Running, "inputs" | "render">,
): void {
  for (const problem of [...report.problems, ...report.words]) step.problem(problem);
  for (const failure of report.failures) step.error(failure);
  if (inputs.summaryPath === undefined) return;
  const { repository, event } = inputs;
  runner.appendFile(inputs.summaryPath, renderSummary(report, { render, repository, event }));
}
