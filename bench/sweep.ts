// P-3: a sweep of a hundred and of two hundred incidents, beside the usual ways of going through a list of issues.
import { Octokit } from "@octokit/rest";
import { MINUTE } from "../src/engine/instant.ts";
import { headsDocument } from "../src/github/heads-document.ts";
import { VirtualClock } from "../src/local-github/clock.ts";
import { createGitHub } from "../src/local-github/github.ts";
import { type Managed, manage, type Process } from "./incidents.ts";
import { median, pause, type Row, shownTime, timeOf, times } from "./measure.ts";

const wait = 50;
const rounds = 3;
const share = 0.3;

interface Spent {
  readonly requests: number;
  readonly time: number;
}

/** Time and requests of one piece of work. */
async function spent(asked: () => number, run: () => Promise<unknown>): Promise<Spent> {
  const before = asked();
  const time = await timeOf(run);
  return { requests: asked() - before, time };
}

const middle = (all: readonly Spent[]): Spent => ({
  requests: median(all.map(({ requests }) => requests)),
  time: median(all.map(({ time }) => time)),
});

interface Usual {
  readonly asked: () => number;
  readonly octokit: Octokit;
}

const where = { owner: "acme", repo: "incidents" } as const;

/** The same number of issues with a comment each, and a plain Octokit. */
function usual(count: number): Usual {
  const github = createGitHub({
    clock: new VirtualClock(0),
    apps: [{ slug: "sweeper", id: 1, webhookSecret: "x" }],
  });
  github.addUser("ana");
  github.addRepository({ owner: "acme", name: "incidents", labels: ["incident"] });
  github.setRole("ana", "acme/incidents", "write");
  github.install("sweeper", "acme");
  for (let n = 1; n <= count; n++) {
    github.openIssue({
      by: "ana",
      repo: "acme/incidents",
      title: `${n}`,
      body: "Down.",
      labels: ["incident"],
    });
    github.comment({ by: "ana", issue: `acme/incidents#${n}`, body: "Looking." });
  }
  let asked = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked++;
    await pause(wait);
    // The local GitHub does not have these lists by REST; an empty one is as quick to read as any.
    if (/\/(?:events|timeline|issues\/\d+\/labels)(?:\?|$)/.test(String(input))) return Response.json([]);
    return github.fetch(input, init);
  };
  const auth = github.installationToken("sweeper", "acme");
  return {
    asked: () => asked,
    octokit: new Octokit({ auth, baseUrl: "http://github.local", request: { fetch } }),
  };
}

/** A page of issues, then for each its events and its comments, then a comment on each that is due. */
async function usualSweep({ octokit }: Usual, due: number): Promise<void> {
  const list = { ...where, labels: "incident", per_page: 100 };
  for await (const { data } of octokit.paginate.iterator(octokit.rest.issues.listForRepo, list))
    for (const { number: issue_number } of data) {
      await octokit.rest.issues.listEvents({ ...where, issue_number, per_page: 100 });
      await octokit.rest.issues.listComments({ ...where, issue_number, per_page: 100 });
      if (issue_number <= due)
        await octokit.rest.issues.createComment({ ...where, issue_number, body: "Due." });
    }
}

/** For each issue of the list: the issue, its comments, its timeline, its labels. */
async function plainReads({ octokit }: Usual): Promise<void> {
  const list = { ...where, labels: "incident", per_page: 100 };
  for await (const { data } of octokit.paginate.iterator(octokit.rest.issues.listForRepo, list))
    for (const { number: issue_number } of data) {
      await octokit.rest.issues.get({ ...where, issue_number });
      await octokit.rest.issues.listComments({ ...where, issue_number, per_page: 100 });
      await octokit.rest.issues.listEventsForTimeline({ ...where, issue_number, per_page: 100 });
      await octokit.rest.issues.listLabelsOnIssue({ ...where, issue_number });
    }
}

const swept = ({ moving }: Managed, { service }: Process) => moving(service.sweepOnce());

/** Sweeps with nothing due, in a process that has swept before. */
async function quiet(managed: Managed): Promise<Spent> {
  managed.slow(0);
  const process = await managed.process();
  await swept(managed, process);
  managed.slow(wait);
  const all: Spent[] = [];
  for (let round = 0; round < rounds; round++)
    all.push(await spent(managed.asked, () => swept(managed, process)));
  return middle(all);
}

/** Sweeps when the urgent ones are due: five, twenty and sixty minutes past their hour, a quarter of an hour apart at least. */
async function due(managed: Managed, begun: number): Promise<Spent> {
  const all: Spent[] = [];
  for (const late of [66, 83, 123]) {
    managed.slow(0);
    const process = await managed.process();
    await swept(managed, process);
    await managed.clock.advanceTo(begun + late * MINUTE);
    managed.slow(wait);
    all.push(await spent(managed.asked, () => swept(managed, process)));
  }
  return middle(all);
}

const shown = ({ requests, time }: Spent): string => `${requests} requests, ${shownTime(time)}`;

async function rowsFor(count: number): Promise<readonly Row[]> {
  const urgent = Math.round(share * count);
  const begun = Date.parse("2025-04-01T09:00:01Z");
  const managed = await manage({ count, urgent, comments: 1 });
  const none = await quiet(managed);
  const list = usual(count);
  const usualNone = await spent(list.asked, () => usualSweep(list, 0));
  const plain = await spent(list.asked, () => plainReads(list));
  const some = await due(managed, begun);
  const usualSome = await spent(list.asked, () => usualSweep(list, urgent));
  const most = Math.ceil(count / 50) + 1;
  const mostDue = most + Math.ceil(urgent / 10) + urgent;
  const row = (
    what: string,
    ours: Spent,
    anchor: Spent,
    goal: { readonly text: string; readonly met?: boolean },
  ) => ({
    id: "P-3",
    what,
    ours: shown(ours),
    anchor: shown(anchor),
    ratio: `${times(ours.requests / anchor.requests)} requests, ${times(ours.time / anchor.time)} time`,
    goal: goal.text,
    met: goal.met,
  });
  return [
    row(`sweep of ${count}, nothing due (the usual sweep, 50 ms)`, none, usualNone, {
      text: `≤ ${most} requests, ≤ 1/20`,
      met: none.requests <= most && none.requests <= usualNone.requests / 20,
    }),
    row(`the same (plain Octokit reads)`, none, plain, { text: "" }),
    row(`sweep of ${count}, 30 % due (the usual sweep, 50 ms)`, some, usualSome, {
      text: `≤ ${mostDue} requests, ≤ 1/3`,
      met: some.requests <= mostDue && some.requests <= usualSome.requests / 3,
    }),
    points(managed, count),
  ];
}

function points({ github }: Managed, count: number): Row {
  const name = /query (\w+)/.exec(headsDocument(0))?.[1];
  const heads = github.requests.log.filter((request) => request.name === name).slice(-Math.ceil(count / 50));
  const each = heads.reduce((sum, request) => sum + request.points, 0) / count;
  return {
    id: "P-3",
    what: `points per head, sweep of ${count}`,
    ours: each.toFixed(3),
    ...{ anchor: "–", ratio: "–", goal: "≤ 0.12", met: each <= 0.12 },
  };
}

/** The rows of P-3. */
export async function measure(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const count of [100, 200]) rows.push(...(await rowsFor(count)));
  return rows;
}
