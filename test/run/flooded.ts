// Three incidents on a public repository and a Tocsin that looks after them, in virtual time; a flood of strangers comes on request.
import { type Instant, MINUTE, SECOND } from "../../src/engine/instant.ts";
import { createClient } from "../../src/github/client.ts";
import { createProof } from "../../src/github/proof.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { createRenderer } from "../../src/render/render.ts";
import { createMeter } from "../../src/run/meter.ts";
import type { TocsinService } from "../../src/run/service.ts";
import { createTocsin, shippedRulings } from "../../src/run/tocsin.ts";
import { templates } from "../../src/shipped/templates.ts";
import { privateKey } from "../key.ts";

export const home = "acme/incidents";
export const start: Instant = Date.parse("2025-04-01T09:00:00Z");

/** What came of it. */
export interface Flooded {
  readonly github: LocalGitHub;
  readonly service: TocsinService;
  /** What our comments on the three incidents said besides their cards, and when. */
  readonly said: readonly { readonly of: string; readonly at: Instant; readonly text: string }[];
  /** Requests of the whole time, by kind of limit, and the least that was left of it. */
  readonly used: Readonly<Record<string, number>>;
  readonly least: Readonly<Record<string, number>>;
}

interface Flooding {
  readonly until: Instant;
  /** Plays the flood: sets its deeds by the clock. */
  readonly flood: (github: LocalGitHub, at: (instant: Instant, deed: () => void) => void) => void;
}

/** Plays it. Everything is awaited; nothing is left running. */
export async function flooded({ until, flood }: Flooding): Promise<Flooded> {
  const clock = new VirtualClock(start);
  let service: TocsinService | undefined;
  const webhook = async ({ event, body }: { event: string; body: string }) => {
    service?.deliver(event, JSON.parse(body));
    return { status: 200 };
  };
  const github = createGitHub({
    clock,
    apps: [{ slug: "tocsin", id: 1, privateKey, webhookSecret: "x", webhook }],
  });
  github.addRepository({
    ...{ owner: "acme", name: "incidents", private: false },
    files: { ".github/tocsin.yml": "extends: sre\n" },
  });
  github.install("tocsin", "acme");
  const used: Record<string, number> = {};
  const least: Record<string, number> = {};
  const meter = createMeter(async (input, init) => {
    const answer = github.fetch(input, init);
    clock.track(answer);
    const { headers } = await answer;
    const resource = headers.get("x-ratelimit-resource");
    if (resource !== null) {
      used[resource] = (used[resource] ?? 0) + 1;
      const left = Number(headers.get("x-ratelimit-remaining"));
      least[resource] = Math.min(least[resource] ?? left, left);
    }
    return answer;
  });
  service = await tocsinOver(clock, meter);
  service.start();
  for (const n of [1, 2, 3]) {
    github.addUser(`ana${n}`);
    github.setRole(`ana${n}`, home, "write");
  }
  for (const n of [1, 2, 3])
    clock.after(
      n * MINUTE,
      () =>
        void github.openIssue({
          ...{ by: `ana${n}`, repo: home, title: `Payments down ${n}` },
          body: "### Summary\n\nCheckout answers 502.\n\n### Impact\n\nNobody can pay by card.\n",
          labels: ["incident", "severity: 1"],
        }),
    );
  flood(github, (instant, deed) => void clock.after(instant - start, deed));
  await clock.advanceTo(until);
  const stopped = service.stop();
  // What runs comes to its end by the clock.
  await clock.advanceTo(clock.now() + MINUTE);
  await stopped;
  const mine = github.issues(home).filter(({ author }) => author.startsWith("ana"));
  const said = mine.flatMap(({ title, ref }) =>
    github
      .comments(ref)
      .flatMap(({ author, createdAt, body }, index) =>
        author === "tocsin[bot]" && index > 0
          ? [{ of: title, at: createdAt, text: body.replace(/<!--[\s\S]*?-->/g, "").trim() }]
          : [],
      ),
  );
  return { github, service, said, used, least };
}

async function tocsinOver(
  clock: VirtualClock,
  meter: ReturnType<typeof createMeter>,
): Promise<TocsinService> {
  const auth = { kind: "app", appId: 1, privateKey } as const;
  const client = createClient({ apiUrl: "http://github.local", auth, fetch: meter.fetch, clock });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { service } = createTocsin({
    ...{ client, clock, log, meter, me: await client.me() },
    render: createRenderer(templates()),
    proof: createProof({ secret: "flood" }),
    rulings: shippedRulings(undefined),
    feeds: undefined,
    carriers: [],
    repositories: undefined,
    broken: undefined,
    hears: { planned: undefined, watched: undefined, passed: undefined },
    ended: undefined,
  });
  return service;
}

/** So many seconds after the start. */
export const after = (seconds: number): Instant => start + seconds * SECOND;
