// A server of the test's own over the local GitHub, in virtual time: killed and started at any instant, alone or beside another.
import { stringify } from "yaml";
import { type Duration, type Instant, MINUTE } from "../../src/engine/instant.ts";
import { createClient } from "../../src/github/client.ts";
import { createProof } from "../../src/github/proof.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { createRenderer } from "../../src/render/render.ts";
import { createMeter } from "../../src/run/meter.ts";
import type { TocsinService } from "../../src/run/service.ts";
import { createTocsin, shippedRulings } from "../../src/run/tocsin.ts";
import { templates } from "../../src/shipped/templates.ts";
import type { Clock } from "../../src/world.ts";
import { privateKey } from "../key.ts";

export const home = "acme/incidents";
export const start: Instant = Date.parse("2025-04-01T09:00:00Z");

const render = createRenderer(templates());
const rulings = shippedRulings(undefined);
const proof = createProof({ secret: "served" });

/** What a line of the log says. */
export type Logged = Readonly<Record<string, unknown>> & { readonly level: string; readonly message: string };

/** What is there before anything is started: nobody listens yet. */
export interface Setting {
  readonly policy: Readonly<Record<string, unknown>>;
  /** Besides the incidents' own. */
  readonly repositories?: readonly string[];
  readonly labels?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly isPrivate?: boolean;
  /** When the story begins; `start` where nothing is said. */
  readonly from?: Instant;
}

/** A GitHub, and the servers that look after it. `alice` may write everywhere. */
export class Served {
  readonly from: Instant;
  readonly clock: VirtualClock;
  readonly github: LocalGitHub;
  readonly log: Logged[] = [];
  /** What each start asked of GitHub, by method and path or name of the document. */
  readonly asked: {
    readonly at: Instant;
    readonly what: string;
    readonly token: string;
    readonly status: number;
  }[] = [];
  /** Answers in GitHub's place, where it does. */
  intercept: ((request: Request) => Promise<Response | undefined> | Response | undefined) | undefined;
  #servers: { readonly service: TocsinService; end(): void }[] = [];

  constructor({
    policy,
    repositories = [],
    labels = [],
    files = {},
    isPrivate = true,
    from = start,
  }: Setting) {
    this.from = from;
    this.clock = new VirtualClock(from);
    const webhook = async ({ event, body }: { event: string; body: string }) => {
      if (this.#servers.length === 0) return { status: 503 };
      for (const { service } of this.#servers) service.deliver(event, JSON.parse(body));
      return { status: 202 };
    };
    const app = { slug: "tocsin", id: 1, privateKey, webhookSecret: "x", webhook };
    this.github = createGitHub({ clock: this.clock, apps: [app] });
    const all = [home, ...repositories];
    for (const name of all) {
      const [owner = "", repo = ""] = name.split("/");
      const own = name === home ? { ".github/tocsin.yml": stringify(policy), ...files } : {};
      this.github.addRepository({
        owner,
        name: repo,
        private: isPrivate,
        files: own,
        labels: name === home ? labels : [],
      });
    }
    for (const owner of new Set(all.map((name) => name.split("/")[0] ?? "")))
      this.github.install("tocsin", owner);
    this.github.addUser("alice");
    for (const name of all) this.github.setRole("alice", name, "write");
  }

  /** Starts servers that know nothing; they hear what happens from now on. */
  async start(replicas = 1): Promise<void> {
    for (let n = 0; n < replicas; n++) this.#servers.push(await this.#server());
    for (const { service } of this.#servers) service.start();
  }

  /** Every server is gone at once, with all that it knew. */
  kill(): void {
    for (const server of this.#servers.splice(0)) server.end();
  }

  /** Hands the servers a delivery once more, as GitHub does when somebody asks for it. */
  redeliver({ event, body }: { readonly event: string; readonly body: string }): void {
    for (const { service } of this.#servers) service.deliver(event, JSON.parse(body));
  }

  /** At an instant after the start. */
  after(wait: Duration, deed: () => unknown): void {
    this.clock.after(wait - (this.clock.now() - this.from), () => void deed());
  }

  /** Moves on to so long after the start. */
  async until(wait: Duration): Promise<void> {
    await this.clock.advanceTo(this.from + wait);
  }

  /** Ends it: nothing is left running. */
  async end(): Promise<void> {
    this.kill();
    await this.clock.advanceTo(this.clock.now() + MINUTE);
  }

  async #server(): Promise<{ readonly service: TocsinService; end(): void }> {
    let ended = false;
    const meter = createMeter(async (input, init) => {
      if (ended) throw new Error("this process has ended");
      return this.#answer(new Request(input, init));
    });
    const { clock } = this;
    const time: Clock = {
      now: () => clock.now(),
      after: (wait, run) => clock.after(wait, run),
      sleep: (wait) => clock.sleep(wait),
      track: (work) => {
        clock.track(work);
        return work;
      },
    };
    const auth = { kind: "app", appId: 1, privateKey } as const;
    const client = createClient({ apiUrl: "http://github.local", auth, fetch: meter.fetch, clock: time });
    const say = (level: string) => (fields: object, message: string) =>
      void (ended || this.log.push({ ...fields, level, message }));
    const { service } = createTocsin({
      ...{ client, clock: time, meter, render, rulings, proof, me: "tocsin" },
      log: { info: say("info"), warn: say("warn"), error: say("error") },
      ...{ feeds: undefined, carriers: [], repositories: undefined, broken: undefined, ended: undefined },
      hears: { planned: undefined, watched: undefined, passed: undefined },
    });
    return {
      service,
      end: () => {
        ended = true;
        clock.after(0, () => service.stop());
      },
    };
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const text = request.method === "POST" ? await request.clone().text() : "";
    const name = /"operationName":"(\w+)"/.exec(text)?.[1];
    const at = this.clock.now();
    const answer = Promise.resolve(this.intercept?.(request)).then(
      (own) => own ?? this.github.fetch(request),
    );
    this.clock.track(answer.catch(() => undefined));
    const response = await answer;
    const token = request.headers.get("authorization")?.split(" ")[1] ?? "";
    this.asked.push({ at, what: name ?? `${request.method} ${pathname}`, token, status: response.status });
    return response;
  }
}
