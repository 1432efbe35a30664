import { describe, expect, test } from "vitest";
import type { Spare } from "../../../src/github/limit.ts";
import { VirtualClock } from "../../../src/local-github/clock.ts";
import type { SweptHead } from "../../../src/run/queue/heads.ts";
import type { PassOutcome } from "../../../src/run/queue/pass.ts";
import type { Watched } from "../../../src/run/queue/reader.ts";
import type { Swept } from "../../../src/run/queue/sweep.ts";
import { createService, type TocsinService } from "../../../src/run/service.ts";
import { keptLog, type Line, nothing, start } from "./stage.ts";

const minute = 60_000;
const key = "acme/incidents#7";

/** A GitHub of heads only: what the tests change, and what the service read of it. */
interface World {
  readonly clock: VirtualClock;
  readonly service: TocsinService;
  readonly heads: Map<string, SweptHead>;
  watched: Watched[];
  /** The list of repositories can't be read. */
  unlisted: boolean;
  /** When that list was read. */
  readonly lists: number[];
  outcome: (key: string) => PassOutcome;
  /** What is left of the installation's limit. */
  left: Spare | undefined;
  readonly broken: Set<string>;
  /** Repositories whose labels can't be read. */
  readonly unlabelled: Set<string>;
  readonly passes: [string, number][];
  readonly reads: [string, number][];
  readonly prepared: [string, number][];
  readonly lines: Line[];
  readonly to: (ms: number) => Promise<void>;
  readonly now: () => number;
}

function world(options: { grace?: number } = {}): World {
  const clock = new VirtualClock(start);
  const { log, lines } = keptLog();
  const heads = new Map<string, SweptHead>();
  const now = (): number => clock.now() - start;
  const here: World = {
    clock,
    heads,
    lines,
    watched: [{ name: "acme/incidents", policy: "oid-1", newest: "I_1" }],
    unlisted: false,
    lists: [],
    outcome: () => nothing,
    left: undefined,
    broken: new Set(),
    unlabelled: new Set(),
    passes: [],
    reads: [],
    prepared: [],
    now,
    to: (ms) => clock.advanceTo(start + ms),
    service: createService({
      clock,
      log,
      ...options,
      pass: async (name) => {
        here.passes.push([name, now()]);
        return here.outcome(name);
      },
      border: {
        touched: (_event, payload) => payload as never,
        repositories: async () => {
          here.lists.push(now());
          if (here.unlisted) throw new Error("502 Bad Gateway");
          return here.watched;
        },
        heads: async (repository) => {
          here.reads.push([repository, now()]);
          if (here.broken.has(repository)) throw new Error("502 Bad Gateway");
          return [...heads.values()].filter((head) => head.key.startsWith(`${repository}#`));
        },
        ensureLabels: async (repository) => {
          here.prepared.push([repository, now()]);
          if (here.unlabelled.has(repository)) throw new Error("502 Bad Gateway");
        },
        left: () => here.left,
      },
    }),
  };
  return here;
}

/** A head whose card is up to date. */
const rested = (name: string, more: Partial<SweptHead> = {}): SweptHead => ({
  key: name,
  fingerprint: "f1",
  cardFingerprint: "f1",
  updatedAt: start - 60 * minute,
  ...more,
});

function put(here: World, ...all: SweptHead[]): void {
  for (const head of all) here.heads.set(head.key, head);
}

describe("where half of the limit is gone", () => {
  const other = "acme/incidents#8";

  test("what a sweep finds of strangers waits, and the rest is looked at", async () => {
    const here = world();
    put(here, rested(key, { fingerprint: "f2", stranger: "mallory" }), rested(other, { fingerprint: "f2" }));
    here.left = { share: 0.4, until: start + 12 * minute };
    here.service.start();
    await here.to(12 * minute - 1);
    expect(here.passes).toEqual([[other, 0]]);
    await here.to(12 * minute);
    expect(here.passes).toEqual([
      [other, 0],
      [key, 12 * minute],
    ]);
  });

  test("what falls due for a report of a stranger waits too, until it is nobody's any more", async () => {
    const here = world();
    put(here, rested(key, { fingerprint: "f2" }));
    here.outcome = () => ({ again: false, wakeAt: start + minute, stranger: "mallory" });
    here.service.start();
    await here.to(30_000);
    here.left = { share: 0.4, until: start + 3 * minute };
    await here.to(2 * minute);
    expect(here.passes).toEqual([[key, 0]]);
    here.service.deliver("issues", { keys: [{ key }], repositories: [], own: false });
    here.outcome = () => nothing;
    await here.to(2 * minute + 300);
    expect(here.passes).toEqual([
      [key, 0],
      [key, 2 * minute],
    ]);
  });
});

describe("sweeping", () => {
  test("looks at once on start, once more soon after it, and then every five minutes", async () => {
    const here = world();
    here.service.start();
    await here.to(11 * minute);
    expect(here.reads.map(([, at]) => at)).toEqual([0, 15_000, 5 * minute, 10 * minute]);
  });

  test("after a start it reads where something shows that did not before, and glances at the rest", async () => {
    const here = world();
    here.watched = [
      { name: "acme/incidents", newest: "I_1" },
      { name: "acme/shop", newest: "I_7" },
    ];
    here.service.start();
    await here.to(2_500);
    here.watched = [
      { name: "acme/incidents", newest: "I_2" },
      { name: "acme/shop", newest: "I_7" },
    ];
    await here.to(14_000);
    expect(here.reads.filter(([, at]) => at > 0)).toEqual([["acme/incidents", 3_000]]);
    const lists = here.lists.length;
    await here.to(4 * minute);
    // One list for each glance, one for the sweep a quarter of a minute after the start, and none of a quiet minute.
    expect([lists, here.lists.length]).toEqual([8, 9]);
  });

  test("where nobody says what changed last, each glance reads", async () => {
    const here = world();
    here.watched = [{ name: "acme/incidents" }];
    here.service.start();
    await here.to(2_000);
    expect(here.reads.map(([, at]) => at)).toEqual([0, 1_000, 2_000]);
  });

  test("a glance that fails is told, and the sweep after it makes up for it", async () => {
    const here = world();
    here.service.start();
    await here.to(500);
    here.unlisted = true;
    await here.to(14_000);
    here.unlisted = false;
    await here.to(16_000);
    expect(here.reads.map(([, at]) => at)).toEqual([0, 15_000]);
    expect(
      here.lines.filter((line) => JSON.stringify(line).includes("a glance after the start failed")),
    ).toHaveLength(7);
  });

  test("reads whole only what is new, changed or due", async () => {
    const here = world();
    put(
      here,
      rested("acme/incidents#1"),
      rested("acme/incidents#2", { cardFingerprint: undefined }),
      rested("acme/incidents#3", { fingerprint: "f2" }),
      rested("acme/incidents#4", { wakeAt: start - minute }),
      rested("acme/incidents#5", { wakeAt: start + 60 * minute }),
    );
    here.service.start();
    await here.to(0);
    expect(here.passes.map(([name]) => name)).toEqual([
      "acme/incidents#2",
      "acme/incidents#3",
      "acme/incidents#4",
    ]);
  });

  test("what was looked at and needed nothing is not looked at again until it changes", async () => {
    const here = world();
    put(here, rested(key, { cardFingerprint: undefined }));
    here.service.start();
    await here.to(20 * minute);
    expect(here.passes).toEqual([[key, 0]]);
    put(here, rested(key, { fingerprint: "f2", cardFingerprint: undefined }));
    await here.to(40 * minute);
    expect(here.passes.slice(1)).toEqual([[key, 25 * minute]]);
  });

  test("a key that was given up is looked at again by a later sweep", async () => {
    const here = world();
    put(here, rested(key, { fingerprint: "f2" }));
    here.outcome = () => {
      if (here.now() < 30 * minute) throw new Error("502 Bad Gateway");
      return nothing;
    };
    here.service.start();
    await here.to(60 * minute);
    expect(here.passes.some(([, at]) => at >= 30 * minute)).toBe(true);
    expect(here.service.health().queue).toEqual({ waiting: 0, running: 0, held: 0 });
  });

  test("a repository that cannot be read is named with its reason and does not stop the others", async () => {
    const here = world();
    here.watched = [{ name: "acme/broken" }, { name: "acme/incidents" }, { name: "other/incidents" }];
    here.broken.add("acme/broken");
    put(here, rested(key, { fingerprint: "f2" }), rested("other/incidents#1", { fingerprint: "f2" }));
    here.service.start();
    await here.to(0);
    expect(here.passes.map(([name]) => name).toSorted()).toEqual([key, "other/incidents#1"]);
    expect(here.lines.filter(({ level }) => level === "error")).toEqual([
      {
        level: "error",
        step: "sweep",
        repository: "acme/broken",
        reason: "502 Bad Gateway",
        msg: "this repository could not be swept; the next sweep tries again",
      },
    ]);
  });

  test("a start none of whose sweeps came through sweeps again soon, and then as ever", async () => {
    const here = world();
    here.broken.add("acme/incidents");
    here.service.start();
    await here.to(40_000);
    expect(here.reads.map(([, at]) => Math.floor(at / 1_000))).toEqual([0, 2, 15, 30]);
    here.broken.clear();
    put(here, rested(key, { fingerprint: "f2" }));
    await here.to(4 * minute);
    expect(here.passes.map(([, at]) => Math.floor(at / 1_000))).toEqual([62]);
    here.reads.length = 0;
    here.broken.add("acme/incidents");
    await here.to(14 * minute);
    expect(here.reads.map(([, at]) => at)).toEqual([5 * minute, 10 * minute]);
  });

  test("one that fails for long does not go on so", async () => {
    const here = world();
    here.broken.add("acme/incidents");
    here.service.start();
    await here.to(30 * minute);
    expect(here.reads.filter(([, at]) => at > 3 * minute)).toHaveLength(6);
  });

  test("labels that can't be read keep no incident from its look, and are read again by the next sweep", async () => {
    const here = world();
    here.unlabelled.add("acme/incidents");
    put(here, rested(key, { fingerprint: "f2" }));
    here.service.start();
    await here.to(minute);
    expect(here.passes).toEqual([[key, 0]]);
    expect(here.lines.filter(({ level }) => level === "error")[0]).toMatchObject({
      reason: "502 Bad Gateway",
    });
    here.unlabelled.clear();
    await here.to(6 * minute);
    const { length } = here.prepared;
    await here.to(20 * minute);
    expect(here.prepared).toHaveLength(length);
  });

  test("the health says when sweeps have failed for a quarter of an hour", async () => {
    const here = world();
    here.service.start();
    await here.to(minute);
    expect(here.service.health()).toMatchObject({ ok: true });
    here.broken.add("acme/incidents");
    await here.to(17 * minute);
    const { ok, lastSweepAge } = here.service.health();
    expect(ok).toBe(false);
    expect(lastSweepAge).toBeGreaterThan(16 * minute);
  });

  test("and not where another account is swept: a restart would only disturb that one", async () => {
    const here = world();
    here.watched = [...here.watched, { name: "globex/incidents" }];
    here.service.start();
    here.broken.add("acme/incidents");
    await here.to(17 * minute);
    expect(here.service.health()).toMatchObject({ ok: true });
  });
});

describe("timers", () => {
  test("a key whose clock speaks before the next sweep wakes to the millisecond, once", async () => {
    const here = world();
    put(here, rested(key, { wakeAt: start + 2 * minute + 123 }));
    here.service.start();
    await here.to(30 * minute);
    expect(here.passes).toEqual([[key, 2 * minute + 123]]);
  });

  test("each pass replaces the timer of the one before", async () => {
    const here = world();
    here.service.start();
    here.outcome = () => ({ ...nothing, wakeAt: start + (here.passes.length === 1 ? 2 : 4) * minute });
    here.service.deliver("issues", { keys: [{ key }], repositories: [], own: false });
    await here.to(minute);
    here.service.deliver("issues", { keys: [{ key }], repositories: [], own: false });
    here.outcome = () => ({ ...nothing, wakeAt: here.now() < 4 * minute ? start + 4 * minute : undefined });
    await here.to(30 * minute);
    expect(here.passes.map(([, at]) => at)).toEqual([300, minute + 300, 4 * minute]);
  });

  test("what is due long after the next sweep is left to the sweeps, and is still on time", async () => {
    const here = world();
    put(here, rested(key, { wakeAt: start + 62 * minute + 7 }));
    here.service.start();
    await here.to(minute);
    expect(here.service.health().timers).toBe(0);
    await here.to(90 * minute);
    expect(here.passes).toEqual([[key, 62 * minute + 7]]);
  });

  test("what failed is looked at again when its retry is due", async () => {
    const here = world();
    here.outcome = () => ({ ...nothing, retryAt: here.passes.length === 1 ? start + 90_000 : undefined });
    here.service.start();
    here.service.deliver("issues", { keys: [{ key }], repositories: [], own: false });
    await here.to(4 * minute);
    expect(here.passes.map(([, at]) => at)).toEqual([300, 90_000]);
  });

  test("a pass that asks to be woken in its own past does not run without end", async () => {
    const here = world();
    here.outcome = () => ({ ...nothing, wakeAt: start });
    here.service.start();
    here.service.deliver("issues", { keys: [{ key }], repositories: [], own: false });
    await here.to(10_000);
    expect(here.passes.length).toBeGreaterThan(1);
    expect(here.passes.length).toBeLessThanOrEqual(11);
  });
});

describe("policies and labels", () => {
  test("a push that touches the policy looks at every incident and makes the repository ready once", async () => {
    const here = world();
    put(here, rested(key), rested("acme/incidents#8"));
    here.service.start();
    await here.to(minute);
    for (let n = 0; n < 3; n++)
      here.service.deliver("push", { keys: [], repositories: ["acme/incidents"], own: false });
    await here.to(4 * minute);
    expect(here.passes.map(([name]) => name)).toEqual([key, "acme/incidents#8"]);
    expect(here.prepared.map(([, at]) => at)).toEqual([0, minute + 1_000]);
  });

  test("a push that could not be followed up is made good by the next sweep", async () => {
    const here = world();
    put(here, rested(key));
    here.service.start();
    await here.to(minute);
    here.broken.add("acme/incidents");
    here.service.deliver("push", { keys: [], repositories: ["acme/incidents"], own: false });
    await here.to(3 * minute);
    expect(here.passes).toEqual([]);
    here.broken.clear();
    await here.to(6 * minute);
    expect(here.passes).toEqual([[key, 5 * minute]]);
  });

  test("a push whose delivery was lost is noticed by the policy's version, and once", async () => {
    const here = world();
    put(here, rested(key, { policy: "oid-1" }), rested("acme/incidents#8", { policy: "oid-2" }));
    here.watched = [{ name: "acme/incidents", policy: "oid-2" }];
    here.service.start();
    await here.to(30 * minute);
    expect(here.passes).toEqual([[key, 0]]);
    expect(here.prepared).toHaveLength(1);
  });

  test("an edited label looks at every incident but makes no labels", async () => {
    const here = world();
    put(here, rested(key));
    here.service.start();
    await here.to(minute);
    here.service.deliver("label", { keys: [], repositories: ["acme/incidents"], own: false });
    await here.to(4 * minute);
    expect(here.passes).toEqual([[key, minute + 1_000]]);
    expect(here.prepared).toHaveLength(1);
  });
});

describe("one sweep by itself", () => {
  async function sweepOnce(here: World): Promise<Swept> {
    let swept: Swept | undefined;
    here.clock.after(0, async () => {
      swept = await here.service.sweepOnce();
    });
    await here.to(10 * minute);
    if (swept === undefined) throw new Error("the sweep was not over after ten minutes");
    return swept;
  }

  test("ends when its passes are over, and says what it looked at", async () => {
    const here = world();
    put(here, rested(key, { fingerprint: "f2" }), rested("acme/incidents#8"));
    expect(await sweepOnce(here)).toEqual({
      repositories: 1,
      heads: 2,
      looked: [key],
      failed: [],
      unfinished: [],
    });
    expect(here.reads).toHaveLength(1);
  });

  test("names the keys that did not succeed while it waited", async () => {
    const here = world();
    put(here, rested(key, { fingerprint: "f2" }));
    here.outcome = () => {
      throw new Error("502 Bad Gateway");
    };
    expect((await sweepOnce(here)).unfinished).toEqual([key]);
  });

  test("with grace leaves alone what is overdue or changed by less than that", async () => {
    const here = world({ grace: 10 * minute });
    put(
      here,
      rested("acme/incidents#1", { wakeAt: start - 9 * minute }),
      rested("acme/incidents#2", { wakeAt: start - 11 * minute }),
      rested("acme/incidents#3", { fingerprint: "f2", updatedAt: start - 9 * minute }),
      rested("acme/incidents#4", { fingerprint: "f2", updatedAt: start - 11 * minute }),
      rested("acme/incidents#handover", { fingerprint: "f2", updatedAt: 0, newsAt: start - 9 * minute }),
    );
    expect((await sweepOnce(here)).looked).toEqual(["acme/incidents#2", "acme/incidents#4"]);
  });
});

describe("stopping", () => {
  test("a stopped service neither sweeps nor wakes, and finds everything again when it is started", async () => {
    const here = world();
    put(here, rested(key, { wakeAt: start + 10 * minute }));
    here.service.start();
    await here.to(8 * minute);
    here.clock.after(0, () => here.service.stop());
    await here.to(20 * minute);
    expect(here.passes).toEqual([]);
    expect(here.reads).toHaveLength(3);
    here.service.start();
    await here.to(21 * minute);
    expect(here.passes).toEqual([[key, 20 * minute]]);
  });

  test("what this app did itself starts no pass", async () => {
    const here = world();
    here.service.start();
    here.service.deliver("issues", { keys: [{ key }], repositories: ["acme/incidents"], own: true });
    await here.to(minute);
    expect(here.passes).toEqual([]);
    expect(here.reads).toHaveLength(2);
  });
});
