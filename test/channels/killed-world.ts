// A world whose server can be killed: a GitHub and four providers on this machine, which hold their answers until they are let, and a clock that can be moved.
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Duration } from "../../src/engine/instant.ts";
import { realClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { serveGitHub } from "../../src/local-github/http.ts";
import { presetForms } from "../../src/shipped/presets.ts";
import { privateKey } from "../key.ts";
import { listeningAt } from "../server/listening.ts";
import { serveMail } from "./mail-server.ts";
import { notifyService, templates } from "./notify-service.ts";
import { provide } from "./provider.ts";
import { workspace } from "./slack-workspace.ts";

const secret = "what only the two of us know";
const script = fileURLToPath(new URL("../../src/server.ts", import.meta.url));
/** Moves the clock of a process: what it sleeps goes by the real one. */
const shifted = `data:text/javascript,const real=Date.now.bind(Date);const ahead=Number(process.env.AHEAD);Date.now=()=>real()+ahead;`;
export const home = "acme/incidents";

const policy = `extends: sre
incidents: { zone: UTC }
clocks: { update: { within: { sev1: none, sev2: none, any: none } } }
retro: { severities: [] }
roles: { manager: { duty: [ben] } }
escalation: { levels: [{ role: manager, page: pager }] }
audiences: { customers: { public: true, channels: [email, slack, sms] } }
notices: { public-update: { approve: none, starts: [declared], audiences: [customers] } }
`;

/** The four that carry; each keeps what it took. */
export type Provider = "email" | "slack" | "sms" | "pager";

/** What each has taken so far; of pages the keys, each once. */
export type Taken = Readonly<Record<Provider, number>>;

/**
 * How all four behave: well · `down`: they close each connection · an HTTP status, or what SMTP has of that kind (451 for 429 and 500,
 * 550 for 403) · `hang`: they take nothing and answer nothing · `reset`: they take it, and break off without an answer.
 */
export type Behaviour = "well" | "down" | 429 | 403 | 500 | "hang" | "reset";

/** Holds the answers of all providers until it is opened. */
class Gate {
  readonly waiting = new Set<Provider>();
  #opened = Promise.withResolvers<void>();
  #isOpen = true;

  close(): void {
    this.#isOpen = false;
    this.waiting.clear();
    this.#opened = Promise.withResolvers();
  }

  open(): void {
    this.#isOpen = true;
    this.#opened.resolve();
  }

  /** What was taken is not answered before it is opened. */
  async hold(who: Provider): Promise<void> {
    this.waiting.add(who);
    if (!this.#isOpen) await this.#opened.promise;
  }
}

/** Stands before a provider: what `takes` says is taken there at once, and answered when the gate is open, or not at all. */
async function before(
  target: string,
  takes: (path: string, body: string) => boolean,
  hold: () => Promise<void>,
  behaviour: () => Behaviour,
) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString("utf8");
    const does = behaviour();
    if (does === "down") return request.socket.resetAndDestroy();
    if (does === "hang") return;
    if (typeof does === "number") {
      const words = does === 429 ? { "retry-after": "60" } : {};
      return response.writeHead(does, { "content-type": "application/json", ...words }).end("{}");
    }
    const { method = "GET", url = "/" } = request;
    const { host: _, connection: __, "content-length": ___, ...headers } = request.headers;
    const answer = await fetch(`${target}${url}`, {
      method,
      headers: headers as Record<string, string>,
      ...(method !== "GET" && { body }),
    });
    const text = await answer.text();
    if (method === "POST" && takes(url, body)) {
      if (does === "reset") return request.socket.resetAndDestroy();
      await hold();
    }
    const type = answer.headers.get("content-type") ?? "text/plain";
    const scopes = answer.headers.get("x-oauth-scopes");
    response
      .writeHead(answer.status, {
        "content-type": type,
        ...(scopes !== null && { "x-oauth-scopes": scopes }),
      })
      .end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

/** A world that runs, at first without a server. */
export interface KilledWorld {
  readonly github: LocalGitHub;
  readonly gate: Gate;
  behave(how: Behaviour): void;
  taken(): Taken;
  /** Starts a server; resolves when it listens. */
  start(): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Moves all clocks of the world; the server must not run. */
  pass(time: Duration): void;
  /** Waits until something is so; throws with what the server said where it never is, or where the server ended. */
  until(what: string, isSo: () => boolean): Promise<void>;
  /** What the present server has said. */
  log(): string;
  close(): Promise<void>;
}

/** Builds one. */
export async function killedWorld(): Promise<KilledWorld> {
  const clock = realClock();
  const gate = new Gate();
  let ahead = 0;
  let behaviour: Behaviour = "well";
  const behaves = (): Behaviour => behaviour;
  let server: { readonly child: ChildProcess; readonly url: string } | undefined;
  let out = "";
  const mails: string[] = [];
  const mail = await serveMail({
    recipient: () => (behaviour === 403 ? 550 : behaviour === 429 ? 451 : undefined),
    options: {
      onConnect: (_session, callback) =>
        callback(behaviour === "down" ? Object.assign(new Error("closed"), { responseCode: 421 }) : null),
      onData(stream, _session, callback) {
        stream.resume();
        stream.on("end", async () => {
          if (behaviour === "hang") return;
          if (behaviour === 500) return callback(Object.assign(new Error("later"), { responseCode: 451 }));
          mails.push("one");
          if (behaviour === "reset") {
            for (const { _socket: socket } of mail.connections()) socket.resetAndDestroy();
            return;
          }
          await gate.hold("email");
          callback();
        });
      },
    },
  });
  const slack = await workspace();
  const notify = await notifyService(() => Date.now() + ahead);
  const pager = await provide(() => ({ status: 202, body: { status: "success", dedup_key: "x" } }));
  const doors = {
    slack: await before(
      slack.url,
      (path) => path.endsWith("chat.postMessage"),
      () => gate.hold("slack"),
      behaves,
    ),
    sms: await before(
      notify.url,
      (path) => path.endsWith("/sms"),
      () => gate.hold("sms"),
      behaves,
    ),
    pager: await before(
      pager.url,
      (_, body) => body.includes('"trigger"'),
      () => gate.hold("pager"),
      behaves,
    ),
  };
  const github = createGitHub({
    clock,
    apps: [
      {
        ...{ slug: "tocsin", id: 1, privateKey, webhookSecret: secret },
        webhook: ({ headers, body }) =>
          fetch(`${server?.url}/api/github/webhooks`, { method: "POST", headers, body }),
      },
    ],
  });
  for (const login of ["ana", "ben"]) github.addUser(login);
  const forms = Object.fromEntries(presetForms("sre").map(({ path, text }) => [path, text]));
  const files = { ...forms, ".github/tocsin.yml": policy };
  github.addRepository({ owner: "acme", name: "incidents", private: true, labels: ["incident"], files });
  for (const login of ["ana", "ben"]) github.setRole(login, home, "write");
  github.install("tocsin", "acme");
  const api = await serveGitHub(github);
  const channel = (given: object): string => JSON.stringify({ for: home, ...given });
  const environment = {
    PATH: process.env.PATH ?? "",
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? "",
    ...{ APP_ID: "1", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret, HOST: "127.0.0.1", PORT: "0" },
    ...{ GITHUB_API_URL: api.url, GITHUB_GRAPHQL_URL: `${api.url}/graphql` },
    TOCSIN_CHANNEL_EMAIL: channel({
      ...{ kind: "email", host: "127.0.0.1", port: mail.port, tls: "none", from: "incidents@acme.example" },
      to: { customers: "cat@example.org" },
    }),
    TOCSIN_CHANNEL_SLACK: channel({
      ...{ kind: "slack", token: "xoxb-hunter2", url: `${doors.slack.url}/api` },
      to: { customers: "C0GENERAL" },
    }),
    TOCSIN_CHANNEL_SMS: channel({
      ...{ kind: "notify", url: doors.sms.url, key: notify.key, sms: { template: templates.sms } },
      to: { customers: "07700 900123" },
    }),
    TOCSIN_CHANNEL_PAGER: channel({
      ...{ kind: "pager", url: doors.pager.url, to: { manager: "a1hunter2a1hunter2a1hunter2a1hun" } },
    }),
  };
  const keys = (): readonly string[] => {
    const events = pager.asked.map(({ body }) => JSON.parse(body) as Record<string, string>);
    return events.flatMap(({ event_action: action, dedup_key: key = "" }) =>
      action === "trigger" ? [key] : [],
    );
  };
  const ended = (): string | undefined => {
    const { exitCode, signalCode } = server?.child ?? { exitCode: null, signalCode: null };
    return exitCode === null && signalCode === null ? undefined : String(exitCode ?? signalCode);
  };
  return {
    ...{ github, gate },
    behave: (how) => {
      behaviour = how;
    },
    log: () => out,
    taken: () => ({
      email: mails.length,
      slack: [...slack.channels.values()].flatMap(({ posts }) => posts).length,
      sms: notify.kept.length,
      pager: new Set(keys()).size,
    }),
    async start() {
      out = "";
      const child = spawn(process.execPath, ["--import", shifted, script], {
        env: { ...environment, AHEAD: String(ahead) },
      });
      const url = await listeningAt(child, (text) => {
        out += text;
      });
      server = { child, url };
    },
    async kill() {
      const child = server?.child;
      if (child === undefined || ended() !== undefined) return;
      const gone = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      await gone;
    },
    pass(time) {
      ahead += time;
      clock.advance(time);
    },
    async until(what, isSo) {
      for (let tries = 0; tries < 600; tries += 1) {
        if (isSo()) return;
        const end = ended();
        if (end !== undefined) throw new Error(`the server ended with ${end}: ${out.slice(-3_000)}`);
        await wait(50);
      }
      throw new Error(`waited for ${what}, in vain; the server said: ${out.slice(-4_000)}`);
    },
    async close() {
      gate.open();
      server?.child.kill("SIGKILL");
      clock.stop();
      for (const door of Object.values(doors)) door.close();
      await Promise.all([api.close(), mail.close(), slack.close(), notify.close(), pager.close()]);
    },
  };
}
