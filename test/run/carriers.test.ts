// How a plan leaves GitHub: after its record is written, by the carrier of this host, and shown on the card where that is another's.
import { describe, expect, test } from "vitest";
import { decide } from "../../src/engine/decide.ts";
import type { Delivery, Reach } from "../../src/engine/delivery.ts";
import type { Effect } from "../../src/engine/effect.ts";
import type { SendMessage } from "../../src/engine/leaving.ts";
import type { Plan } from "../../src/engine/plan.ts";
import { card } from "../../src/engine/rules/card.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createRenderer } from "../../src/render/render.ts";
import { createCarriers } from "../../src/run/carriers.ts";
import { templates } from "../../src/shipped/templates.ts";
import type { Applied, Carried } from "../../src/world.ts";
import { at } from "../engine/answers.ts";
import { incident } from "../engine/build.ts";
import { mapOf } from "../engine/map-of.ts";

const render = createRenderer({ ...templates(), page: "Payments are down, {{ who }}." });

const page: SendMessage = {
  kind: "send",
  id: "message/I_1/manager",
  because: "Nobody answered.",
  purpose: "page",
  channel: "file",
  to: ["manager"],
  subject: "Payments are down",
  about: {
    ...{ incident: "I_1", slug: "incident-2025-04-01-payments", ref: "acme/incidents#1" },
    ...{ title: "Payments are down", severity: "SEV1", resolved: false },
  },
  template: "page",
  values: { who: "manager" },
  repeatable: true,
};

const sends = async (): Promise<Carried> => ({ state: "sent" });
const carrier = { name: "channel:file", looksUp: false, serves: () => true };

/** The plan of an incident that wants a page, by what its host can carry and its ledger knows. */
function planned(reach: Reach, deliveries: ReadonlyMap<string, Delivery> = new Map()): Plan {
  const here = incident().opened("09:00", "alice", at.sev1).situation("09:01");
  const { snapshot, ruling, now } = here;
  return decide({
    wish: { wants: [page] },
    floor: {
      ...{
        seen: snapshot,
        ruling,
        now,
        own: [],
        sent: new Map(),
        mentions: new Map(),
        twins: [],
        hasLine: true,
      },
      ...{ isGone: () => false, isDone: () => undefined },
    },
    keep: (plan) => card({ ...here, reach }, plan),
    reach,
    deliveries,
  });
}

function textOf({ effects }: Plan): string {
  const found = effects.find(({ kind }) => kind === "card");
  return found?.kind === "card" ? render(found.template, found.values) : "";
}

const can = (...names: readonly string[]): Reach => ({
  can: new Set(["github", ...names]),
  looksUp: new Set(),
  reports: new Map(),
});

describe("a host that can't carry an effect", () => {
  test("lets it wait for one that can, and shows that", () => {
    const plan = planned(can());
    expect(plan.effects.map(({ kind }) => kind)).toEqual(["card"]);
    expect(plan.waiting).toEqual([page]);
    expect(textOf(plan)).toContain("**Not sent yet** the channel file is not set up where Tocsin runs now.");
    const [first] = plan.effects;
    expect(first?.kind === "card" && first.ledger.deliveries).toBeUndefined();
  });

  test("is followed by one that carries it", () => {
    const plan = planned(can("channel:file"));
    expect(plan.effects.map(({ kind }) => kind)).toEqual(["card", "send"]);
    expect(plan.waiting).toEqual([]);
    expect(textOf(plan)).not.toContain("Not sent yet");
  });
});

describe("carrying a plan out", () => {
  const clock = new VirtualClock(1_000_000);
  const all = async (effects: readonly Effect[]): Promise<Applied> => ({
    ...{ written: effects, again: false, failed: [] },
  });
  const none = async (): Promise<Applied> => ({ written: [], again: false, failed: [] });

  function carrying(answer: () => Promise<Carried>) {
    const said: string[] = [];
    const late: string[] = [];
    const beyond = [
      {
        ...carrier,
        carry: async (effect: Effect, text: string, attempt: number) => {
          said.push(`${effect.id} ${attempt} ${text}`);
          return answer();
        },
      },
    ];
    return {
      carriers: createCarriers({ clock, render, beyond, late: (key) => void late.push(key) }),
      said,
      late,
    };
  }

  const plan = planned(can("channel:file"));

  test("hands it over once its record is written, and looks again at once to record what became of it", async () => {
    const { carriers, said } = carrying(async () => ({ state: "sent" }));
    const applied = await carriers.carry("acme/incidents#1", plan, all);
    expect(said).toEqual(["message/I_1/manager 1 Payments are down, manager."]);
    expect(applied.written.map(({ kind }) => kind)).toEqual(["card", "send"]);
    expect(applied.again).toBe(true);
    const report = { carrier: "channel:file", state: "sent", attempt: 1, at: 1_000_000 } as const;
    expect(carriers.reports("acme/incidents#1")).toEqual(mapOf({ [page.id]: report }));
    expect(carriers.reports("acme/incidents#2")).toEqual(new Map());
  });

  test("does not hand it over where the record could not be written", async () => {
    const { carriers, said } = carrying(async () => ({ state: "sent" }));
    const applied = await carriers.carry("acme/incidents#1", plan, none);
    expect(said).toEqual([]);
    expect(applied).toMatchObject({ written: [], again: true });
  });

  test("takes a carrier that breaks off for unclear, never for sent", async () => {
    const { carriers } = carrying(async () => {
      throw new Error("the connection was reset");
    });
    const applied = await carriers.carry("acme/incidents#1", plan, all);
    expect(applied.written.map(({ kind }) => kind)).toEqual(["card"]);
    const report = { state: "unclear", because: "the connection was reset", at: 1_000_000 };
    expect(carriers.reports("acme/incidents#1").get(page.id)).toMatchObject(report);
  });
});

describe("a carrier that takes its time", () => {
  const clock = new VirtualClock(1_000_000);
  const all = async (effects: readonly Effect[]): Promise<Applied> => ({
    ...{ written: effects, again: false, failed: [] },
  });
  const key = "acme/incidents#1";

  test("is waited for ten seconds, is known to be at it, and its late answer is put on record by a look of its own", async () => {
    let answer: (said: Carried) => void = () => undefined;
    const carry = () =>
      new Promise<Carried>((resolve) => {
        answer = resolve;
      });
    const late: string[] = [];
    const beyond = [{ ...carrier, carry }];
    const carriers = createCarriers({ clock, render, beyond, late: (one) => void late.push(one) });
    const under = carriers.carry(key, planned(can("channel:file")), all);
    await clock.advanceTo(clock.now() + 10_000);
    expect(await under).toMatchObject({ again: false });
    expect(carriers.reports(key).get(page.id)).toMatchObject({ state: "sending", attempt: 1 });
    await clock.advanceTo(clock.now() + 3 * 60 * 60_000);
    expect(carriers.reports(key).get(page.id)).toMatchObject({ state: "sending" });
    expect(late).toEqual([]);
    answer({ state: "sent" });
    await Promise.resolve().then(() => undefined);
    await clock.advanceTo(clock.now() + 1);
    expect(late).toEqual([key]);
    expect(carriers.reports(key).get(page.id)).toMatchObject({ state: "sent", attempt: 1 });
  });

  test("and says a page of reasons is quoted with its first words", async () => {
    const beyond = [
      {
        ...carrier,
        carry: async () => ({ state: "failed", because: "<p>no".repeat(30_000) }) as const,
      },
    ];
    const carriers = createCarriers({ clock, render, beyond, late: () => undefined });
    await carriers.carry(key, planned(can("channel:file")), all);
    expect(carriers.reports(key).get(page.id)?.because).toHaveLength(301);
  });

  test("is not asked where its words can't be made: that has failed", async () => {
    const beyond = [{ ...carrier, carry: async () => ({ state: "sent" }) as const }];
    const broken = () => {
      throw new Error("there is no template page");
    };
    const carriers = createCarriers({ clock, render: broken, beyond, late: () => undefined });
    await carriers.carry(key, planned(can("channel:file")), all);
    expect(carriers.reports(key).get(page.id)).toMatchObject({
      state: "failed",
      because: "there is no template page",
    });
  });
});

test("what a host can't carry is named in the ledger, so that one which can looks", () => {
  const [written] = planned(can()).effects;
  expect(written?.kind === "card" && written.ledger.awaits).toEqual(["channel:file"]);
  const [carried] = planned(can("channel:file")).effects;
  expect(carried?.kind === "card" && carried.ledger.awaits).toBeUndefined();
});

describe("what became of it is shown", () => {
  const known = (state: Delivery["state"]): ReadonlyMap<string, Delivery> =>
    new Map([[page.id, { carrier: "channel:file", state, attempts: 2, at: 0, because: "the disk is full" }]]);

  test.each<[Delivery["state"], string]>([
    ["failed", "**Not sent yet** by the channel file, tried 2 times, last at"],
    ["unclear", "**Not known whether it arrived** by the channel file, sent at"],
  ])("%s", (state, words) => {
    expect(textOf(planned(can(), known(state)))).toContain(words);
  });

  test("sent: nothing more", () => {
    expect(textOf(planned(can(), known("sent")))).not.toMatch(/Not sent|Not known whether/);
  });
});

test("a carrier is used only for what is asked of those whom it serves", async () => {
  const clock = new VirtualClock(1_000_000);
  const beyond = [
    {
      ...carrier,
      serves: (repository: string) => repository === "acme/incidents",
      looksUp: true,
      heads: new Map([["users", 214]]),
      carry: sends,
    },
  ];
  const carriers = createCarriers({ clock, render, beyond, late: () => undefined });
  expect(carriers.reachOf("acme/incidents")).toEqual({
    can: new Set(["github", "channel:file"]),
    looksUp: new Set(["channel:file"]),
    heads: new Map([["file", new Map([["users", 214]])]]),
  });
  expect(carriers.reachOf("other/incidents")).toEqual({
    can: new Set(["github"]),
    looksUp: new Set(),
    heads: new Map(),
  });
});
