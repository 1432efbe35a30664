// Runs one scenario in virtual time: steps, then what is due, then quiet, then the expectations, instant by instant.
import { type Duration, type Instant, isoSeconds, SECOND } from "../engine/instant.ts";
import { Refused } from "../local-github/rights.ts";
import { attentionOf } from "./attention.ts";
import type { Cast } from "./casting.ts";
import { type CheckResult, type Evidence, judge } from "./expect.ts";
import { Host } from "./host.ts";
import { perform } from "./perform.ts";
import type { Launch } from "./process.ts";
import type { IssueReport, RequestCount, ScenarioReport } from "./report.ts";
import type { Expectation, Scenario, Step } from "./scenario.ts";
import {
  bringFaults,
  issueOn,
  issuesOn,
  pullOf,
  pullsOn,
  type RehearsalStage,
  refOf,
  StepFailed,
  setStage,
} from "./stage.ts";
import { Reasons, type RefusedStep, transcribe } from "./transcript.ts";

/** How long after an instant its consequences may still come (gathering, pacing, a replica that lags) and count to it. */
const calm: Duration = 30 * SECOND;
const tick: Duration = 50;

interface Rehearsal {
  readonly stage: RehearsalStage;
  readonly host: Host;
  readonly reasons: Reasons;
  readonly refusals: RefusedStep[];
  readonly steps: { readonly line: number; requests: RequestCount; why?: string }[];
  readonly verdicts: CheckResult[];
  /** The counter's value when the present step began; undefined while none is under way. */
  mark: RequestCount | undefined;
}

/** Plays a scenario to its last step or expectation. The same cast gives the same report, byte for byte. */
export async function rehearse(cast: Cast, launch: Launch): Promise<ScenarioReport> {
  const { scenario } = cast;
  const stage = await setStage(cast);
  const from = stage.github.log.length;
  const reasons = new Reasons(stage.github.log);
  const host = new Host({ stage, launch, planned: (effects) => reasons.note(effects) }, scenario.host);
  const play: Rehearsal = { stage, host, reasons, refusals: [], steps: [], verdicts: [], mark: undefined };
  await playAll(play, scenario);
  const expect = [...play.verdicts].sort((a, b) => a.line - b.line);
  const steps = [...play.steps].sort((a, b) => a.line - b.line);
  const { arrived } = stage.channels;
  const transcript = [
    ...transcribe({ log: stage.github.log, from, refusals: play.refusals, arrived, reasons }),
  ];
  const names = [...scenario.people.keys(), ...(cast.contacts ?? [])];
  return {
    file: scenario.file,
    title: scenario.title,
    ok: expect.every((each) => each.ok) && steps.every((step) => step.why === undefined),
    requests: spent(stage),
    steps,
    transcript,
    issues: issuesAtEnd(stage),
    notices: arrived.map(({ at, channel, effect: { id, to, subject }, text }) => ({
      ...{ at: isoSeconds(at), channel, to: to.join(", "), subject, text, id },
    })),
    files: filesAtEnd(stage, from),
    expect,
    attention: attentionOf(transcript, { start: scenario.start, names }),
  };
}

async function playAll(play: Rehearsal, scenario: Scenario): Promise<void> {
  const { clock } = play.stage;
  const atOnce = scenario.steps.filter((step) => step.at <= scenario.start);
  // Set before anything else is, so that at one instant the steps come before the timers and sweeps of Tocsin.
  for (const at of new Set(scenario.steps.map((step) => step.at))) {
    if (at <= scenario.start) continue;
    const steps = scenario.steps.filter((step) => step.at === at);
    clock.after(at - clock.now(), () => playSteps(play, steps));
  }
  play.host.start();
  await settle(play, scenario.start);
  clock.after(0, () => playSteps(play, atOnce));
  const instants = new Set([...scenario.steps, ...scenario.expect].map((each) => each.at));
  const ordered = [...instants].sort((a, b) => a - b);
  for (const [index, at] of ordered.entries()) {
    const expected = scenario.expect.filter((each) => each.at === at);
    const next = ordered[index + 1];
    if (expected.length === 0 && next !== undefined) continue;
    await clock.advanceTo(Math.max(at, clock.now()));
    await settle(play, next ?? Number.POSITIVE_INFINITY);
    closeStep(play);
    for (const each of expected) play.verdicts.push(await holdAgainst(play, each));
  }
  play.host.end();
  await clock.settle();
}

/** Moves on in small ticks until nothing is left to do, but never to the next thing in the scenario. */
async function settle({ stage, host }: Rehearsal, next: Instant): Promise<void> {
  const { clock } = stage;
  let quiet = false;
  clock.after(0, async () => {
    await host.settled();
    quiet = true;
  });
  await clock.settle();
  const limit = Math.max(clock.now(), Math.min(clock.now() + calm, next - 1));
  while (!quiet && clock.now() < limit) await clock.advanceTo(Math.min(clock.now() + tick, limit));
}

async function playSteps(play: Rehearsal, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    closeStep(play);
    play.steps.push({ line: step.line, requests: nothing });
    play.mark = spent(play.stage);
    const why = await playStep(play, step);
    const entry = play.steps.at(-1);
    if (why !== undefined && entry !== undefined) entry.why = why;
  }
}

/** Plays one step; answers why it failed, if it did. */
async function playStep(play: Rehearsal, step: Step): Promise<string | undefined> {
  try {
    await act(play, step);
    return step.refused ? "it was to be refused, but GitHub allowed it" : undefined;
  } catch (error) {
    if (error instanceof StepFailed) return error.message;
    if (!(error instanceof Refused)) throw error;
    const { github, clock } = play.stage;
    const on = placeOf(play.stage, step);
    play.refusals.push({
      after: github.log.length,
      at: clock.now(),
      by: step.by ?? "nobody",
      on,
      text: error.message,
    });
    return step.refused ? undefined : `GitHub refused it: ${error.message}`;
  }
}

function placeOf(stage: RehearsalStage, { deed, on }: Step): string {
  if (on !== undefined) return deed.kind === "review" ? pullOf(stage, on) : refOf(stage, on);
  if (deed.kind === "open") return deed.open.repo ?? stage.home;
  return deed.kind === "commit" ? deed.repo : stage.home;
}

async function act(play: Rehearsal, step: Step): Promise<void> {
  const { stage, host } = play;
  const { deed } = step;
  switch (deed.kind) {
    case "app":
      if (deed.to === "start") host.start();
      else host.stop();
      return;
    case "host":
      host.move(deed.host);
      return;
    case "sweep":
      await host.sweep();
      return;
    case "faults":
      bringFaults(stage, deed.faults);
      return;
    case "role":
      for (const [login, role] of Object.entries(deed.roles)) {
        for (const { name } of stage.scenario.repos) stage.github.setRole(login, name, role);
      }
      return;
    default:
      perform(stage, { ...step, deed }, host.logins);
  }
}

const nothing: RequestCount = { graphql: 0, rest: 0, writes: 0 };

function spent({ github }: RehearsalStage): RequestCount {
  const { graphql, rest, writes } = github.requests;
  return { graphql, rest, writes };
}

function closeStep(play: Rehearsal): void {
  const step = play.steps.at(-1);
  if (step === undefined || play.mark === undefined) return;
  const now = spent(play.stage);
  const { graphql, rest, writes } = play.mark;
  step.requests = { graphql: now.graphql - graphql, rest: now.rest - rest, writes: now.writes - writes };
  play.mark = undefined;
}

async function holdAgainst(play: Rehearsal, expectation: Expectation): Promise<CheckResult> {
  const { stage, host } = play;
  try {
    const on = expectation.on === undefined ? undefined : issueOn(stage, refOf(stage, expectation.on));
    const asksForPage = expectation.checks.some(({ kind }) => kind === "site");
    const site = asksForPage ? await host.page() : undefined;
    return judge(expectation, on, { ...sightOf(stage, host.logins), site });
  } catch (error) {
    if (error instanceof StepFailed) return { line: expectation.line, ok: false, why: error.message };
    throw error;
  }
}

function sightOf(stage: RehearsalStage, app: readonly string[]): Evidence {
  const { github, scenario } = stage;
  return {
    start: scenario.start,
    log: github.log,
    app,
    writes: github.requests.writes,
    arrived: stage.channels.arrived,
    issues: () => issuesOn(stage),
    pulls: () => pullsOn(stage),
    file: (repo, path, branch) => github.file(repo, path, branch),
  };
}

function issuesAtEnd(stage: RehearsalStage): IssueReport[] {
  const aliases = new Map([...stage.aliases].reverse().map(([alias, ref]) => [ref, alias]));
  return issuesOn(stage).map((issue) => ({
    ref: issue.ref,
    alias: aliases.get(issue.ref) ?? null,
    title: issue.title,
    state: issue.state,
    stateReason: issue.stateReason as IssueReport["stateReason"],
    labels: [...issue.labels],
    assignees: [...issue.assignees],
    parent: issue.parent,
    body: issue.body,
    comments: issue.comments.map(({ at, by, body }) => ({ at: isoSeconds(at), by, body })),
  }));
}

function filesAtEnd({ github }: RehearsalStage, from: number): ScenarioReport["files"] {
  const log = github.log.slice(from);
  const places = new Map<string, { repo: string; path: string; branch?: string }>();
  for (const { did, on, text, branch } of log) {
    if (did === "committed")
      places.set(`${on}:${branch ?? ""}:${text}`, {
        repo: on,
        path: text,
        ...(branch !== undefined && { branch }),
      });
    // What was committed to the head of a merge is on the default branch now as well.
    if (did === "merged")
      for (const one of [...places.values()])
        if (one.branch === branch && on.startsWith(`${one.repo}#`))
          places.set(`${one.repo}::${one.path}`, { repo: one.repo, path: one.path });
  }
  return [...places.values()].flatMap(({ branch, ...place }) => {
    const text = github.file(place.repo, place.path, branch);
    return text === undefined ? [] : [{ ...place, text, ...(branch !== undefined && { branch }) }];
  });
}
