// The voice as a whole: what wakes it, what GitHub refused, and laws over random plans.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MINUTE, SECOND } from "../../../src/engine/instant.ts";
import type { Ruling } from "../../../src/engine/policy/ruling.ts";
import type { Floor } from "../../../src/engine/voice/floor.ts";
import type { Message } from "../../../src/engine/voice/message.ts";
import { idsIn, saidIds } from "../../../src/engine/voice/record.ts";
import { speak } from "../../../src/engine/voice/speak.ts";
import { mapOf } from "../map-of.ts";
import { asking, comments, floor, joining, message, minute, own, ruling, says, seen } from "./floors.ts";

const repository = (archived: boolean) => ({ ...seen().repository, archived });
const watching: Ruling = ruling({}, "incidents: { mode: watch }");

describe("a time that begins with words", () => {
  const begins = message("a/1", { begins: true });

  test.each<[string, Partial<Floor>, number | undefined]>([
    ["is looked at a second later, once they are written", {}, minute(0) + SECOND],
    ["is not where the policy only watches: nothing is written", { ruling: watching }, undefined],
    ["is not where the repository is archived", { seen: seen({ repository: repository(true) }) }, undefined],
    ["is not where they were said", { sent: mapOf({ "a/1": minute(-1) }) }, undefined],
    [
      "is not where they wait for room",
      { own: Array.from({ length: 6 }, (_none, at) => own(-at, ["x", `x/${at}`])) },
      minute(55),
    ],
  ])("%s", (_, given, wakeAt) => {
    expect(speak([begins], floor(given)).wakeAt).toBe(wakeAt);
  });

  test("is looked at, too, where another's words say it", () => {
    const joins = { joins: joining("a") };
    const messages = [message("x/1", { joins: joining("x", { leads: true }) }), { ...begins, ...joins }];
    expect(speak(messages, floor()).wakeAt).toBe(minute(0) + SECOND);
  });

  test("begins with no other words", () => {
    expect(speak([message("a/1")], floor()).wakeAt).toBeUndefined();
  });

  test("a watching Tocsin wakes for what falls due next, though it has said nothing of what is due", () => {
    const joins = joining("a", { limit: minute(-1) });
    const messages = [{ ...begins, at: minute(-5), joins }, message("a/2", { at: minute(15), joins })];
    expect(speak(messages, floor({ ruling: watching })).wakeAt).toBe(minute(15));
  });
});

describe("what GitHub refused", () => {
  const fault = (effect: string, until: number) => ({ effect, message: "locked", until: minute(until) });
  const refused = seen({ faults: [fault("a/1", 3)] });

  test("is said again no sooner than its time, and looked at then and not each second until then", () => {
    const found = speak([message("a/1", { begins: true })], floor({ seen: refused }));
    expect(found).toEqual({
      effects: [],
      unsaid: [expect.objectContaining({ id: "a/1", step: "refused" })],
      wakeAt: minute(3),
    });
    expect(says([message("a/1")], floor({ seen: refused, now: minute(3) }))).toEqual(["a/1"]);
  });

  test("leaves its place and its mentions to others", () => {
    const asks = asking(["ana"]);
    const four = Array.from({ length: 4 }, (_none, at) => own(-at, ["x", `x/${at}`]));
    const found = comments(
      speak([message("a/1", { asks }), message("b/1", { asks })], floor({ seen: refused, own: four })),
    );
    expect(found).toMatchObject([{ id: "b/1", mentions: ["ana"] }]);
  });

  test("is tried at once in the words of another that leads it", () => {
    const messages = [
      message("x/1", { joins: joining("x", { leads: true }) }),
      message("a/1", { joins: joining("a") }),
    ];
    expect(comments(speak(messages, floor({ seen: refused })))).toMatchObject([
      { id: "x/1", markers: [["x", "x/1", "a/1"]] },
    ]);
  });
});

describe("over random plans", () => {
  const people = ["ana", "bob", "cas", "Dan"];
  const wanted: fc.Arbitrary<Message> = fc
    .record({
      name: fc.constantFrom("a", "b", "c", "d"),
      ordinal: fc.integer({ min: 0, max: 5 }),
      at: fc.option(fc.integer({ min: -90, max: 30 }), { nil: undefined }),
      asks: fc.subarray(people),
      silenced: fc.boolean(),
      named: fc.boolean(),
      yields: fc.boolean(),
      joins: fc.constantFrom("none", "leads", "follows", "early"),
      replaces: fc.boolean(),
    })
    .map(({ name, ordinal, at, asks, named, joins, replaces, ...rest }) => {
      const id = `${name}/${ordinal}`;
      const when = at === undefined ? {} : { at: minute(at) };
      const how = { leads: joins === "leads", early: joins === "early", limit: minute(at ?? 0) };
      return message(id, {
        ...{ ...rest, ...when, asks: asking([...asks]), topic: "reminder", counts: name !== "d" },
        ...(named && { named: { noun: name, at: minute(0) } }),
        ...(joins !== "none" && { joins: joining(joins === "leads" ? id : name, how) }),
        ...(replaces && { replaces: { topic: "reminder", because: "A newer one." } }),
      });
    });
  const plans = fc.record({
    messages: fc.array(wanted, { maxLength: 12 }),
    before: fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 7 }),
    quiet: fc.option(fc.integer({ min: -20, max: 20 }), { nil: undefined }),
    mentioned: fc.dictionary(fc.constantFrom(...people), fc.double({ min: 0, max: 20, noNaN: true })),
    hasLine: fc.boolean(),
  });
  const stage = ({
    before,
    quiet,
    mentioned,
    hasLine,
  }: typeof plans extends fc.Arbitrary<infer T> ? T : never) =>
    floor({
      own: before.toSorted((one, two) => two - one).map((ago, index) => own(-ago, ["old", `old/${index}`])),
      ...(quiet !== undefined && { quietUntil: minute(quiet) }),
      seen: seen({
        mentioned: new Map(Object.entries(mentioned).map(([who, ago]) => [who, minute(-ago)])),
      }),
      hasLine,
    });

  /** The same floor once the plan is written. */
  const written = (on: Floor, found: ReturnType<typeof speak>): Floor => ({
    ...on,
    own: [
      ...on.own.map((one) => {
        const isFolded = found.effects.some(
          (effect) => effect.kind === "minimize" && effect.commentId === one.item.id,
        );
        return isFolded ? { ...one, item: { ...one.item, minimized: true } } : one;
      }),
      ...comments(found).map(({ markers }) => own(0, ...markers)),
    ],
  });

  const holds = (law: (messages: readonly Message[], on: Floor) => void) =>
    fc.assert(
      fc.property(plans, (plan) => law(plan.messages, stage(plan))),
      { numRuns: 400 },
    );

  test("nobody is mentioned twice, nor within the policy's time", () => {
    holds((messages, on) => {
      const mentions = comments(speak(messages, on)).flatMap((one) => one.mentions);
      expect(new Set(mentions.map((who) => who.toLowerCase())).size).toBe(mentions.length);
      for (const who of mentions)
        expect(on.seen.mentioned.get(who) ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(minute(-15));
    });
  });

  test("no hour gets more than its ceiling, where it had no more before", () => {
    holds((messages, on) => {
      const found = comments(speak(messages, on));
      const more = found.filter(({ id }) => !id.startsWith("d/")).length;
      const before = on.own.filter(({ item }) => item.at > on.now - 60 * MINUTE).length;
      if (more > 0) expect(before + more).toBeLessThanOrEqual(6);
      expect(found.filter(({ template }) => template === "ceiling").length).toBeLessThanOrEqual(1);
    });
  });

  test("nothing is said twice, and once the plan is written nothing of it is said again at that instant", () => {
    holds((messages, on) => {
      const found = speak(messages, on);
      const ids = comments(found).flatMap(({ markers }) =>
        idsIn(markers.map(([kind = "", ...words]) => ({ kind, words }))),
      );
      expect(new Set(ids).size).toBe(ids.length);
      const after = written(on, found);
      for (const id of ids) expect(saidIds(after, after.seen)).toContain(id);
      const again = comments(speak(messages, after)).flatMap(({ markers }) => markers[0]?.slice(1) ?? []);
      expect(again.filter((id) => ids.includes(id))).toEqual([]);
    });
  });

  test("every message that is due is said, stood for, or has a reason why not", () => {
    holds((messages, on) => {
      const found = speak(messages, on);
      const said = new Set(comments(found).flatMap(({ markers }) => markers[0]?.slice(1) ?? []));
      const unsaid = new Set(found.unsaid.map(({ id }) => id));
      const threadOf = ({ id, joins }: Message) => joins?.thread ?? id;
      for (const one of messages.filter(({ at = on.now }) => at <= on.now)) {
        const stands = messages.some(
          (other) =>
            threadOf(other) === threadOf(one) &&
            other.joins !== undefined &&
            (said.has(other.id) || unsaid.has(other.id)),
        );
        expect(said.has(one.id) || unsaid.has(one.id) || stands, one.id).toBe(true);
      }
    });
  });

  test("whatever waits for a time is looked at then, and nothing in the past", () => {
    holds((messages, on) => {
      const { wakeAt, unsaid } = speak(messages, on);
      for (const { until } of unsaid) if (until !== undefined) expect(wakeAt).toBeLessThanOrEqual(until);
      if (wakeAt !== undefined) expect(wakeAt).toBeGreaterThan(on.now);
    });
  });

  test("nothing that is said was due later than now", () => {
    holds((messages, on) => {
      for (const { values } of comments(speak(messages, on)))
        if (typeof values.since === "number") expect(values.since).toBeLessThanOrEqual(on.now);
    });
  });
});

describe("what GitHub refused", () => {
  const refused = (effect: string) =>
    floor({ seen: seen({ faults: [{ effect, message: "locked", until: minute(30) }] }) });

  test("is said to be held back until it is tried again", () => {
    const { effects, unsaid, wakeAt } = speak([message("a/1")], refused("a/1"));
    expect(effects).toEqual([]);
    expect(unsaid).toEqual([
      {
        id: "a/1",
        step: "refused",
        because: expect.stringContaining("GitHub refused it (locked)"),
        until: minute(30),
      },
    ]);
    expect(wakeAt).toBe(minute(30));
  });

  test("holds nothing back of what would only have joined it", () => {
    const wants = [
      message("esc/1", { joins: joining("l", { leads: true }) }),
      message("rem/1", { joins: joining("r") }),
    ];
    const { effects, unsaid } = speak(wants, refused("esc/1"));
    expect(effects.map(({ id }) => id)).toEqual(["rem/1"]);
    expect(unsaid.map(({ id }) => id)).toEqual(["esc/1"]);
  });
});
