// The channels of a rehearsal: what they take, how they fail, and what a scenario can ask of what arrived.
import { describe, expect, test } from "vitest";
import { MINUTE, SECOND } from "../../src/engine/instant.ts";
import type { SendMessage } from "../../src/engine/leaving.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { castScenario } from "../../src/rehearse/casting.ts";
import { Channels } from "../../src/rehearse/channels.ts";
import type { Launch } from "../../src/rehearse/process.ts";
import type { ScenarioReport } from "../../src/rehearse/report.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import type { ChannelFaults } from "../../src/rehearse/scenario.ts";
import type { Carried } from "../../src/world.ts";
import { mapOf } from "../engine/map-of.ts";
import { greeter } from "./greeter.ts";

const START = 1_000_000;

const message = (more: Partial<SendMessage> = {}): SendMessage => ({
  kind: "send",
  id: "notice/1",
  because: "It was approved.",
  purpose: "notice",
  channel: "email",
  to: ["directors", "press"],
  subject: "Payments are down",
  about: {
    ...{ incident: "I_1", slug: "incident-2025-04-01-payments", ref: "acme/incidents#1" },
    ...{ title: "Payments are down", severity: "SEV1", resolved: false },
  },
  template: "page",
  values: {},
  repeatable: false,
  ...more,
});

/** Channels with one, `email`, and a way to hand it something. */
function stage({ faults = {}, looksUp = false }: { faults?: ChannelFaults; looksUp?: boolean } = {}) {
  const clock = new VirtualClock(START);
  const channels = new Channels({ clock, plans: [{ name: "email", looksUp }], seed: 1, entries: () => 7 });
  channels.fail(mapOf({ email: faults }));
  const state = { ended: false };
  const [carrier] = channels.carriersOf({ login: "tocsin[bot]", hasEnded: () => state.ended });
  const hand = async (effect = message(), attempt = 1): Promise<Carried | undefined> => {
    const said = carrier?.carry(effect, "We are looking into it.", attempt);
    await clock.settle();
    return said;
  };
  return { clock, channels, hand, carrier, state };
}

describe("a channel takes what it is handed", () => {
  test("and says for how many, and what arrived is known with its instant, its text and its sender", async () => {
    const { hand, channels, carrier } = stage();
    expect(carrier).toMatchObject({ name: "channel:email", looksUp: false });
    expect(await hand()).toEqual({ state: "sent", receipt: { accepted: 2, refused: 0 } });
    expect(channels.arrived).toEqual([
      {
        ...{ at: START, channel: "email", by: "tocsin[bot]", effect: message(), after: 7 },
        text: "We are looking into it.",
      },
    ]);
  });

  test("or refuses it: then nothing has arrived", async () => {
    const { hand, channels } = stage({ faults: { fail: 1 } });
    expect(await hand()).toEqual({ state: "failed", because: "the channel email is down" });
    expect(channels.arrived).toEqual([]);
  });

  test("or gives no answer: then it has arrived all the same", async () => {
    const { hand, channels } = stage({ faults: { unclear: 1 } });
    expect(await hand()).toEqual({ state: "unclear", because: "the channel email gave no answer" });
    expect(channels.arrived).toHaveLength(1);
  });

  test.each([
    ["within the patience of a pass", 5 * SECOND, 5 * SECOND],
    ["after it, when the pass has gone on", 5 * MINUTE, 10 * SECOND],
  ])("or answers late, %s", async (_, hang, goesOn) => {
    const { carrier, clock, channels } = stage({ faults: { hang } });
    const times = { answer: 0, pass: 0 };
    clock.after(0, async () => {
      const answer = carrier?.carry(message(), "", 1).then(() => {
        times.answer = clock.now();
      });
      const patience = new Promise<void>((resolve) => void clock.after(10 * SECOND, resolve));
      await Promise.race([answer, patience]);
      times.pass = clock.now();
    });
    await clock.advanceTo(START + 10 * MINUTE);
    expect(channels.arrived.map(({ at }) => at)).toEqual([START]);
    expect(times).toEqual({ answer: START + hang, pass: START + goesOn });
  });

  test("and nothing of a process that has ended", async () => {
    const { carrier, channels, state } = stage();
    state.ended = true;
    await expect(carrier?.carry(message(), "", 1)).rejects.toThrow("this process has ended");
    expect(channels.arrived).toEqual([]);
  });

  test("by shares that the seed decides", async () => {
    const outcomes = async (): Promise<readonly (string | undefined)[]> => {
      const { hand } = stage({ faults: { fail: 0.5, unclear: 0.3 } });
      const said: (string | undefined)[] = [];
      for (let n = 0; n < 40; n += 1) said.push((await hand(message({ id: `notice/${n}` })))?.state);
      return said;
    };
    const first = await outcomes();
    expect(new Set(first)).toEqual(new Set(["sent", "failed", "unclear"]));
    expect(await outcomes()).toEqual(first);
  });
});

describe("what arrives under one id again", () => {
  test("is a double that stands twice", async () => {
    const { hand, channels } = stage();
    await hand();
    await hand(message(), 2);
    expect(channels.arrived).toHaveLength(2);
  });

  test("is no second one where its key sees to that", async () => {
    const { hand, channels } = stage();
    const page = message({ id: "page/1", purpose: "page", repeatable: true });
    await hand(page);
    expect(await hand(page, 2)).toMatchObject({ state: "sent" });
    expect(channels.arrived).toHaveLength(1);
  });

  test("is found by a channel that can look, from its second try on", async () => {
    const { hand, channels } = stage({ looksUp: true });
    await hand();
    expect(await hand(message(), 2)).toMatchObject({ state: "sent" });
    expect(channels.arrived).toHaveLength(1);
    await hand();
    expect(channels.arrived).toHaveLength(2);
  });
});

/** The small app of these tests, which sends by every channel what it says on GitHub: a page where it reminds, else a notice. */
const sender: Launch = (means) => {
  const { carriers, clock } = means;
  const send = async (id: string): Promise<void> => {
    const rings = id === "remind";
    const effect = message({
      ...{ id: `${rings ? "page" : "notice"}/${id}`, purpose: rings ? "page" : "notice" },
      ...{ to: rings ? ["lead"] : ["directors"], repeatable: rings },
      due: rings ? START_OF_STORY + 59 * MINUTE : undefined,
    });
    for (const carrier of carriers) {
      const said = await carrier.carry(effect, "In words.", 1).catch(() => undefined);
      if (said?.state === "failed")
        await carrier.carry({ ...effect, id: `${effect.id}/again` }, "In words.", 2);
    }
  };
  const planned: typeof means.planned = (effects) => {
    means.planned(effects);
    for (const { id } of effects) clock.after(0, () => send(id));
  };
  return greeter({ ...means, planned });
};

const START_OF_STORY = Date.parse("2025-04-01T09:00:00Z");

async function play(body: string, head = "channels: [email]\n"): Promise<ScenarioReport> {
  const text = `title: A story\npeople: { ana: write }\n${head}steps:\n  - { at: +0m, by: ana, open: { title: Down, labels: [incident] }, as: inc }\n${body}`;
  const casting = castScenario("story.yml", text, { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems));
  return rehearse(casting.cast, sender);
}

describe("a scenario", () => {
  test("shows what arrived, in its report and at its place in the transcript", async () => {
    const { notices, transcript } = await play("expect:\n  - { at: +61m, writes: 2 }\n");
    expect(notices).toEqual([
      {
        ...{ at: "2025-04-01T09:00:00Z", channel: "email", to: "directors" },
        ...{ subject: "Payments are down", text: "In words.", id: "notice/greet" },
      },
      {
        ...{ at: "2025-04-01T10:00:00Z", channel: "email", to: "lead" },
        ...{ subject: "Payments are down", text: "In words.", id: "page/remind" },
      },
    ]);
    expect(transcript.map(({ did }) => did)).toEqual([
      ...["opened", "labeled", "commented", "notified", "commented", "paged"],
    ]);
    expect(transcript.at(-1)).toEqual({
      ...{ at: "2025-04-01T10:00:00Z", by: "tocsin[bot]", did: "paged", on: "acme/incidents#1" },
      ...{ id: "page/remind", text: "email to lead: Payments are down\n\nIn words." },
      ...{ because: "It was approved.", lateSeconds: 60 },
    });
  });

  test("without channels has none", async () => {
    const { notices, transcript } = await play("expect:\n  - { at: +61m, writes: 2 }\n", "");
    expect(notices).toEqual([]);
    expect(transcript.map(({ did }) => did)).toEqual(["opened", "labeled", "commented", "commented"]);
  });

  test("has both for a server and an Action beside it", async () => {
    const head = "channels: [email]\nhost: { server: {}, action: { every: 15m, grace: 10m } }\n";
    const { notices } = await play("expect:\n  - { at: +61m, writes: 2 }\n", head);
    expect(notices.map(({ id }) => id)).toEqual(["notice/greet", "page/remind"]);
  });

  test("holds what it expects of notices and pages against what arrived, and says what did", async () => {
    const { expect: held } = await play(
      [
        "expect:",
        "  - { at: +1m, notice: { channel: email, to: directors, matches: /payments/, count: 1 } }",
        "  - { at: +1m, on: inc, notice: { matches: in words } }",
        "  - { at: +1m, page: { count: 0 } }",
        "  - { at: +1m, page: { to: lead } }",
        "  - { at: +61m, on: inc, page: { to: lead, count: 1, since: +1h, channel: email } }",
        "  - { at: +61m, page: { resolved: true, count: 0 } }",
        "  - { at: +61m, notice: { since: +1m } }",
        "",
      ].join("\n"),
    );
    expect(held.map(({ ok }) => ok)).toEqual([true, true, true, false, true, true, false]);
    expect(held[3]?.why).toBe("wanted a page to lead, at least once; found none");
    expect(held[4]?.why).toBe(
      'wanted a page by email to lead since +1:00 about acme/incidents#1, once; found 1: +1:00 email to lead "Payments are down"',
    );
    expect(held[6]?.why).toBe("wanted a notice since +0:01, at least once; found none");
  });

  test("breaks its channels by a step, and mends them by another", async () => {
    const down = "  - { at: +1m, channels: { email: { fail: true } } }\n";
    const { notices } = await play(`${down}expect:\n  - { at: +61m, writes: 2 }\n`);
    expect(notices.map(({ id }) => id)).toEqual(["notice/greet"]);
    const mended = `${down}  - { at: +2m, channels: {} }\nexpect:\n  - { at: +61m, writes: 2 }\n`;
    expect((await play(mended)).notices.map(({ id }) => id)).toEqual(["notice/greet", "page/remind"]);
  });

  test("lets a channel look where it can", async () => {
    const { notices } = await play(
      "expect:\n  - { at: +61m, writes: 2 }\n",
      "channels: { email: { looks-up: true } }\n",
    );
    expect(notices).toHaveLength(2);
  });
});
