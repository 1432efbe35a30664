// Fifth step: nobody is mentioned more often than the policy allows, and a message waits for the last moment of that time.

import { describe, expect, test } from "vitest";
import { accountOrTeam } from "../../../src/engine/party.ts";
import type { AskTurn } from "../../../src/engine/snapshot.ts";
import type { Floor } from "../../../src/engine/voice/floor.ts";
import { address, inWords, mentioned, worthWaiting } from "../../../src/engine/voice/mention.ts";
import type { Message } from "../../../src/engine/voice/message.ts";
import { speak } from "../../../src/engine/voice/speak.ts";
import { mapOf } from "../map-of.ts";
import {
  asking,
  comments,
  floor,
  joining,
  message,
  minute,
  own,
  parties,
  ruling,
  says,
  seen,
} from "./floors.ts";

const ago = (minutes: number) => ({ seen: seen({ mentioned: mapOf({ ana: minute(-minutes) }) }) });

describe("people in words", () => {
  test.each<[string, Partial<Floor>, string]>([
    ["somebody whom nobody mentioned", {}, "@ana"],
    ["somebody who was mentioned on another incident a moment ago", ago(5), "ana"],
    ["fifteen minutes ago", ago(15), "@ana"],
    ["a little less", ago(14.99), "ana"],
    ["as the ledger remembers", { mentions: mapOf({ ana: minute(-5) }) }, "ana"],
    [
      "as a comment of ours says of itself",
      { own: [own(-5, ["reminder", "a/1"], ["mentions", "bob", "ana"])] },
      "ana",
    ],
    ["in another spelling", { mentions: mapOf({ ANA: minute(-5) }) }, "ana"],
    [
      "by the newest of all, wherever it stands",
      { ...ago(40), mentions: mapOf({ ana: minute(-20) }), own: [own(-5, ["mentions", "Ana"])] },
      "ana",
    ],
    [
      "where the policy allows it more often",
      { ...ago(5), ruling: ruling({ "mention-every": "5m" }) },
      "@ana",
    ],
  ])("%s", (_, given, words) => {
    const found = address(parties("ana"), floor(given));
    expect(found).toEqual({ words, mentions: words.startsWith("@") ? ["ana"] : [] });
  });

  test("several, each by itself; a contact without an account is named", () => {
    expect(address(parties("bob", "ana", "Service Bridge", "acme/ops"), floor(ago(5)))).toEqual({
      words: "@bob, ana, Service Bridge, @acme/ops",
      mentions: ["bob", "acme/ops"],
    });
  });

  test("whom this plan mentions already is named, however it is spelled", () => {
    expect(
      address(parties("ANA", "bob"), floor(), { also: new Set(["ana"]), first: false, rank: 0, threads: [] }),
    ).toEqual({
      words: "ANA, @bob",
      mentions: ["bob"],
    });
  });

  test("that mention nobody", () => {
    expect(inWords(parties("ana", "Service Bridge"))).toBe("ana, Service Bridge");
    expect(inWords([])).toBe("");
  });

  test.each([
    ["ana", "@ana"],
    ["acme/ops-team", "@acme/ops-team"],
    ["acme/ops/x", "acme/ops/x"],
    ["not a login", "not a login"],
  ])("%s with its @ is %s", (login, words) => {
    expect(mentioned(accountOrTeam(login))).toBe(words);
  });
});

describe("a moment's patience", () => {
  test.each([
    ["for somebody who may be mentioned in half a minute", 14.5, minute(0.5)],
    ["not for longer", 14.4, undefined],
    ["not where the time is over", 15, undefined],
  ])("%s", (_, minutes, expected) => {
    expect(worthWaiting(asking(["ana"]), floor(ago(minutes)))).toBe(expected);
  });

  test("until all may be mentioned whom it would let be, whoever else may not", () => {
    const mentioned = mapOf({ ana: minute(-14.75), bob: minute(-14.5), cas: minute(-3) });
    expect(worthWaiting(asking(["ana", "bob", "cas", "dan"]), floor({ seen: seen({ mentioned }) }))).toBe(
      minute(0.5),
    );
  });

  test("nobody needs it whom a mention can't reach", () => {
    expect(worthWaiting(asking(["Service Bridge"]), floor(ago(14.75)))).toBeUndefined();
  });
});

describe("a message that asks somebody who may be mentioned in a moment", () => {
  const soon = floor(ago(14.75));
  const until = minute(0.25);
  const because = "Somebody it asks may be mentioned at Fri 1 May 10:00 BST.";

  test("waits that moment, and says why", () => {
    const found = speak([message("a/1", { asks: asking(["ana"]) })], soon);
    expect(found).toEqual({
      effects: [],
      unsaid: [{ id: "a/1", step: "mention", because, until }],
      wakeAt: until,
    });
  });

  test("and then mentions them", () => {
    const found = speak([message("a/1", { asks: asking(["ana"]) })], { ...soon, now: until });
    expect(comments(found)).toMatchObject([
      {
        mentions: ["ana"],
        values: { called: "@ana" },
        markers: [
          ["a", "a/1"],
          ["mentions", "ana"],
        ],
      },
    ]);
  });

  test("holds back what is said with it, and not what falls due later", () => {
    const joins = (thread: string) => joining(thread, { limit: minute(-1) });
    const messages = [
      message("a/1", { at: minute(-1), asks: asking(["ana"]), joins: joins("a") }),
      message("b/1", { at: minute(0), joins: joins("b") }),
      message("b/2", { at: minute(90), joins: joins("b") }),
    ];
    const found = speak(messages, soon);
    expect(found.effects).toEqual([]);
    expect(found.unsaid.map(({ id, step }) => [id, step])).toEqual([
      ["a/1", "mention"],
      ["b/1", "mention"],
    ]);
  });

  test("does not hold back what only joins what leads: that is said at once, the others follow", () => {
    const messages = [
      message("x/1", { asks: asking(["ana"]), joins: joining("x", { leads: true }) }),
      message("y/1", { joins: joining("y", { leads: true }) }),
      message("a/1", { joins: joining("a") }),
      message("a/2", { at: minute(30), joins: joining("a") }),
    ];
    expect(says(messages, soon)).toEqual(["a/1", "x/1: mention", "y/1: mention"]);
    expect(speak(messages, soon).wakeAt).toBe(until);
  });

  test("is not waited for by those that lead, where it only joins them", () => {
    const messages = [
      message("x/1", { joins: joining("x", { leads: true }) }),
      message("a/1", { asks: asking(["ana"]), joins: joining("a") }),
    ];
    expect(says(messages, soon)).toEqual(["x/1"]);
  });

  test("waits for room before it waits for anybody", () => {
    const full = Array.from({ length: 6 }, (_none, index) => own(-index, ["reminder", `r/${index}`]));
    expect(says([message("a/1", { asks: asking(["ana"]) })], { ...soon, own: full })).toEqual([
      "a/1: ceiling",
    ]);
  });
});

describe("the first ask of somebody in a matter", () => {
  const first = (id: string, names: readonly string[], more: Partial<Message> = {}) =>
    message(id, { asks: asking(names, id.split("/").slice(0, 2).join("/")), ...more });
  const full = Array.from({ length: 6 }, (_none, index) => own(-20 - index, ["reminder", `r/${index}`]));
  const asked = (minutes: number, id: string, ...names: readonly string[]) =>
    own(minutes, ["reminder", id], ["mentions", ...names]);

  test("waits for its turn, however long, and then goes out with its @", () => {
    const found = speak([first("update/a/1", ["ana"])], floor(ago(3)));
    expect(found.unsaid).toMatchObject([{ id: "update/a/1", step: "mention", until: minute(12) }]);
    expect(found.wakeAt).toBe(minute(12));
    const later = comments(speak([first("update/a/1", ["ana"])], { ...floor(ago(3)), now: minute(12) }));
    expect(later).toMatchObject([{ mentions: ["ana"] }]);
  });

  test("waits alone: what else is due is said", () => {
    const messages = [
      first("escalate/a/1", ["ana"], { joins: joining("x", { leads: true }) }),
      first("escalate/b/1", ["bob"], { joins: joining("y", { leads: true }) }),
      first("update/c/1", ["ana"], { joins: joining("c") }),
    ];
    expect(says(messages, floor(ago(3)))).toEqual([
      "escalate/b/1",
      "escalate/a/1: mention",
      "update/c/1: mention",
    ]);
  });

  test("waits behind another of the same plan, so that each has its @", () => {
    expect(says([first("a/1/x", ["ana"]), first("b/1/x", ["Ana"])], floor())).toEqual([
      "a/1/x",
      "b/1/x: mention",
    ]);
  });

  const turn = (more: Partial<AskTurn>): AskTurn => ({
    ...{ key: "acme/incidents#2", who: "ana", rank: 0, thread: "a/1/x", since: minute(-2), until: minute(0) },
    ...more,
  });
  const waiting = (...turns: readonly Partial<AskTurn>[]) =>
    floor({ seen: seen({ turns: turns.map(turn) }) });

  test.each<[string, Partial<AskTurn>[], Partial<Message>, string]>([
    ["one that has waited longer", [{}], {}, "a/1/x: mention"],
    ["one that waits for somebody else", [{ who: "bob" }], {}, "a/1/x"],
    ["one that began to wait later", [{}, { key: "acme/incidents#1", since: minute(-5) }], {}, "a/1/x"],
    ["one that waits, being of a higher rank", [{}], { rank: 1 }, "a/1/x"],
    ["one of a higher rank that has waited longer", [{ rank: 1 }], { rank: 1 }, "a/1/x: mention"],
    [
      "one of a higher rank that began to wait later",
      [{ rank: 1 }, { key: "acme/incidents#1", since: minute(-5) }],
      {},
      "a/1/x: mention",
    ],
  ])("on another incident: %s", (_, turns, more, expected) => {
    expect(says([first("a/1/x", ["ana"], more)], waiting(...turns))).toEqual([expected]);
  });

  test("of a higher rank goes first on its own issue, though it is wanted last, and waits by its own time", () => {
    const messages = [first("a/1/x", ["ana"], { rank: 1 }), first("b/1/x", ["ana"], { rank: 3 })];
    expect(says(messages, floor())).toEqual(["b/1/x", "a/1/x: mention"]);
    const mine = { key: "acme/incidents#1", since: minute(-9) };
    const turns = waiting({ ...mine, rank: 1 }, { rank: 3 });
    expect(says(messages, turns)).toEqual(["b/1/x: mention", "a/1/x: mention"]);
  });

  test("keeps its turn: a repeat on another incident names the person, and mentions nobody", () => {
    const on = { ...waiting({}), own: [asked(-30, "a/1/w", "ana")] };
    expect(comments(speak([first("a/1/x", ["ana"])], on))).toMatchObject([{ mentions: [] }]);
  });

  test("waits a mention's time after the one before it, and says whose turn that is", () => {
    const found = speak([first("a/1/x", ["Ana", "bob"])], waiting({ until: minute(4) }));
    expect(found.unsaid).toMatchObject([
      { step: "mention", until: minute(19), turn: { who: ["ana", "bob"], rank: 0 } },
    ]);
  });

  test("is held back by no ceiling and by no quiet; a repeat is, and one in another matter is a first again", () => {
    const on = floor({ own: [...full, asked(-30, "update/a/1", "ana")], quietUntil: minute(30) });
    expect(says([first("update/b/1", ["ana"], { silenced: true })], on)).toEqual(["update/b/1"]);
    expect(says([first("update/a/2", ["ana"], { silenced: true })], on)).toEqual(["update/a/2: quiet"]);
    expect(says([first("update/a/2", ["ana"])], on)).toEqual(["update/a/2: ceiling"]);
    expect(says([first("update/a/2", ["bob"])], on)).toEqual(["update/a/2"]);
  });

  test("is none once the ledger remembers that it was said, of whomever", () => {
    const on = floor({ own: full, sent: new Map([["update/a/1", minute(-60)]]) });
    expect(says([first("update/a/2", ["ana"])], on)).toEqual(["update/a/2: ceiling"]);
  });

  test("of nobody in particular is the first word in the matter", () => {
    const on = floor({ own: full });
    expect(says([first("update/a/1", [])], on)).toEqual(["update/a/1"]);
    expect(says([first("update/a/1", ["Service Bridge"])], on)).toEqual(["update/a/1"]);
    const spoken = floor({ own: [...full, own(-30, ["reminder", "update/a/1"])] });
    expect(says([first("update/a/2", [])], spoken)).toEqual(["update/a/2: ceiling"]);
  });
});

describe("over one plan", () => {
  test("a person is mentioned in the first comment and named in the others", () => {
    const to = (id: string, ...names: readonly string[]) => message(id, { asks: asking(names) });
    const found = comments(
      speak([to("a/1", "ana", "bob"), to("b/1", "Ana", "cas"), to("c/1", "bob", "cas")], floor()),
    );
    expect(found.map(({ mentions }) => mentions)).toEqual([["ana", "bob"], ["cas"], []]);
    expect(found.map(({ values }) => values.called)).toEqual(["@ana, @bob", "Ana, @cas", "bob, cas"]);
    expect(found[2]?.markers).toEqual([["c", "c/1"]]);
  });

  test("somebody whom one comment addresses twice is counted once", () => {
    const twice = message("a/1", {
      say: ({ address: call }) => ({
        ...{ because: "It is to be said.", rule: "test", template: "t" },
        values: { first: call(parties("ana")), second: call(parties("ana", "bob")) },
      }),
    });
    expect(comments(speak([twice], floor()))[0]).toMatchObject({
      mentions: ["ana", "bob"],
      markers: [
        ["a", "a/1"],
        ["mentions", "ana", "bob"],
      ],
    });
  });

  test("what is held back mentions nobody, so that the next may", () => {
    const messages = [
      message("a/1", { asks: asking(["ana"]), yields: true }),
      message("b/1", { asks: asking(["ana"]) }),
    ];
    const tight = floor({
      own: Array.from({ length: 4 }, (_none, index) => own(-index - 1, ["x", `x/${index}`])),
    });
    expect(comments(speak(messages, tight))).toMatchObject([{ id: "b/1", mentions: ["ana"] }]);
  });
});
