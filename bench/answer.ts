// P-2: from a comment to the written answer, with 50 ms for each answer of GitHub, beside Probot's own way to ask.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Context, createNodeMiddleware, Probot } from "probot";
import { createClient } from "../src/github/client.ts";
import { realClock } from "../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../src/local-github/github.ts";
import { serveGitHub } from "../src/local-github/http.ts";
import { createLog } from "../src/run/log.ts";
import { wallClock } from "../src/run/wall-clock.ts";
import { composeServer } from "../src/server/compose.ts";
import { webhookPath } from "../src/server/hooks.ts";
import { listen } from "../src/server/listen.ts";
import { privateKey } from "./incidents.ts";
import { inTurn, median, pause, type Row, shownTime, timeOf, times } from "./measure.ts";

const wait = 50;
const rounds = 7;
/** GitHub asks for a second between writes; acts further apart than that are not held up by it. */
const betweenActs = 2500;
const secret = "bench";
const owners = { ours: ["a1", "a2", "a3", "a4"], usual: ["b1", "b2", "b3", "b4"] } as const;

interface Stage {
  readonly github: LocalGitHub;
  readonly url: string;
  /** Where each app listens, once it does. */
  readonly at: { tocsin?: string; usual?: string };
  readonly close: () => Promise<void>;
}

/** Eight owners with a repository each, four for either app; only Tocsin's first has a policy. */
async function setStage(): Promise<Stage> {
  const clock = realClock();
  const at: Stage["at"] = {};
  const app = (slug: "tocsin" | "usual", id: number) => ({
    ...{ slug, id, privateKey, webhookSecret: secret },
    webhook: async ({ headers, body }: { headers: Readonly<Record<string, string>>; body: string }) =>
      at[slug] === undefined
        ? { status: 503 }
        : fetch(`${at[slug]}${webhookPath}`, { method: "POST", headers, body }),
  });
  const github = createGitHub({ clock, apps: [app("tocsin", 1), app("usual", 2)] });
  github.addUser("ana");
  for (const owner of [...owners.ours, ...owners.usual]) {
    const files: Record<string, string> = owner === "a1" ? { ".github/tocsin.yml": "extends: sre\n" } : {};
    github.addRepository({ owner, name: "incidents", files, labels: ["incident"] });
    github.setRole("ana", `${owner}/incidents`, "write");
    github.install(owner.startsWith("a") ? "tocsin" : "usual", owner);
  }
  const slowly = async () => {
    await pause(wait);
    return undefined;
  };
  const served = await serveGitHub(github, { pages: slowly });
  const close = async () => {
    clock.stop();
    await served.close();
  };
  return { github, url: served.url, at, close };
}

/** The real server, in this process. */
async function startTocsin({ url, at }: Stage): Promise<() => Promise<void>> {
  const log = createLog({ level: "warn", now: Date.now, write: (line) => process.stderr.write(line) });
  const urls = { apiUrl: url, graphqlUrl: `${url}/graphql` };
  const own = { appId: 1, privateKey, webhookSecret: secret, ledgerSecret: secret };
  const config = { ...urls, ...own, host: "127.0.0.1", port: 0, logLevel: "warn" } as const;
  const { service, pages } = await composeServer(config, log);
  const listening = await listen({ ...config, service, pages, log });
  at.tocsin = listening.url;
  service.start();
  return async () => {
    await Promise.all([listening.close(100), service.stop()]);
  };
}

type Octokit = Context["octokit"];

/** A Probot app that reads the issue and answers on it, as handlers do; `seen` are the contexts of its installations. */
async function startUsual({ url, at }: Stage, seen: Map<number, Octokit>): Promise<() => void> {
  const probot = new Probot({ appId: 2, privateKey, secret, baseUrl: url, logLevel: "fatal" });
  const read = `query Read($owner: String!, $name: String!, $number: Int!) { repository(owner: $owner, name: $name) {
    issue(number: $number) { id title body comments(first: 100) { nodes { id body } } } } }`;
  const write = `mutation Write($id: ID!, $body: String!) {
    updateIssueComment(input: { id: $id, body: $body }) { clientMutationId } }`;
  const middleware = await createNodeMiddleware(
    (app) => {
      app.on("issue_comment.created", async ({ octokit, payload, isBot }) => {
        if (payload.installation !== undefined) seen.set(payload.installation.id, octokit);
        if (isBot || payload.repository.owner.login !== "b1") return;
        const name = payload.repository.name;
        const found = await octokit.graphql<{
          repository: { issue: { comments: { nodes: { id: string }[] } } };
        }>(read, { owner: "b1", name, number: payload.issue.number });
        const [card] = found.repository.issue.comments.nodes;
        await octokit.graphql(write, {
          id: card?.id,
          body: `${payload.issue.number}: ${payload.comment.body}`,
        });
      });
    },
    { probot, webhooksPath: webhookPath },
  );
  const server = createServer((request, response) => void middleware(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  at.usual = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return () => {
    server.close();
    server.closeAllConnections();
  };
}

/** Milliseconds from a comment to the next write of the app of that repository. */
async function answered({ github }: Stage, owner: string): Promise<number> {
  const bot = owner.startsWith("a") ? "tocsin[bot]" : "usual[bot]";
  return timeOf(
    () =>
      new Promise<void>((resolve) => {
        const stop = github.onWrite(({ by }) => {
          if (by !== bot) return;
          stop();
          resolve();
        });
        github.comment({ by: "ana", issue: `${owner}/incidents#1`, body: "Still looking." });
      }),
  );
}

/** An issue everywhere; the one of the usual app has a comment of its own to rewrite, ours gets its card. */
async function warmUp({ github, url }: Stage): Promise<void> {
  for (const owner of [...owners.ours, ...owners.usual])
    github.openIssue({
      by: "ana",
      repo: `${owner}/incidents`,
      title: "Down",
      body: "x",
      labels: ["incident"],
    });
  const token = github.installationToken("usual", "b1");
  await fetch(`${url}/repos/b1/incidents/issues/1/comments`, {
    method: "POST",
    headers: { authorization: `token ${token}` },
    body: JSON.stringify({ body: "0" }),
  });
  for (const owner of owners.usual)
    github.comment({ by: "ana", issue: `${owner}/incidents#1`, body: "First." });
  await pause(8000);
}

async function acts(stage: Stage): Promise<readonly Row[]> {
  const ours: number[] = [];
  const usual: number[] = [];
  const spent: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = stage.github.requests.log.length;
    ours.push(await answered(stage, "a1"));
    await pause(betweenActs);
    spent.push(stage.github.requests.log.slice(before).filter(({ by }) => by === "tocsin[bot]").length);
    usual.push(await answered(stage, "b1"));
    await pause(betweenActs);
  }
  const [mine, theirs] = [median(ours), median(usual)];
  return [
    {
      id: "P-2",
      what: "from webhook to written answer, 300 ms of it gathering (Probot's context, one read and one write)",
      ours: shownTime(mine),
      anchor: shownTime(theirs),
      ratio: times(mine / theirs),
      goal: "≤ 600 ms",
      met: mine <= 600,
    },
    {
      id: "P-1",
      what: "requests for one such act",
      ours: String(median(spent)),
      ...{ anchor: "–", ratio: "–", goal: "≤ 2", met: median(spent) <= 2 },
    },
  ];
}

/** A read in each of four installations at once, beside one read alone. */
async function sideBySide(stage: Stage, seen: ReadonlyMap<number, Octokit>): Promise<readonly Row[]> {
  const urls = { apiUrl: stage.url, graphqlUrl: `${stage.url}/graphql` };
  const auth = { kind: "app", appId: 1, privateKey } as const;
  const client = createClient({ ...urls, auth, clock: wallClock() });
  const transports = await Promise.all(
    owners.ours.map((owner) => client.installationOf(`${owner}/incidents`)),
  );
  const contexts = [...seen.values()];
  const small = `query One($owner: String!) { repository(owner: $owner, name: "incidents") { id } }`;
  const all = () =>
    Promise.all(transports.map((transport, n) => transport.graphql(small, { owner: owners.ours[n] })));
  await all();
  await pause(4000);
  const took = await inTurn(5, {
    one: () => transports[0]?.graphql(small, { owner: "a1" }),
    four: all,
    usual: () =>
      Promise.all(contexts.map((octokit, n) => octokit.graphql(small, { owner: owners.usual[n] }))),
    rest: () => pause(2000),
  });
  const ratio = took.four / took.one;
  const row = { id: "P-2", ours: shownTime(took.four) };
  return [
    {
      ...row,
      what: "four installations, one read each at once (one read alone)",
      ...{ anchor: shownTime(took.one), ratio: times(ratio), goal: "≤ 2 ×", met: ratio <= 2 },
    },
    {
      ...row,
      what: `the same (Probot's context, ${contexts.length} installations)`,
      ...{ anchor: shownTime(took.usual), ratio: times(took.four / took.usual), goal: "" },
    },
  ];
}

/** The rows of P-2. */
export async function measure(): Promise<readonly Row[]> {
  const stage = await setStage();
  const seen = new Map<number, Octokit>();
  const stopTocsin = await startTocsin(stage);
  const stopUsual = await startUsual(stage, seen);
  try {
    await warmUp(stage);
    return [...(await acts(stage)), ...(await sideBySide(stage, seen))];
  } finally {
    stopUsual();
    await stopTocsin();
    await stage.close();
  }
}
