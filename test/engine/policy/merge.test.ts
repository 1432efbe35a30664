import { describe, expect, test } from "vitest";
import { layTeam, mergeTrees } from "../../../src/engine/policy/merge.ts";
import type { Branch } from "../../../src/engine/policy/source.ts";

const cases: readonly { rule: string; base: Branch; over: Branch; merged: Branch }[] = [
  {
    rule: "maps merge key by key",
    base: { a: { x: 1, y: 2 } },
    over: { a: { y: 3 } },
    merged: { a: { x: 1, y: 3 } },
  },
  { rule: "lists replace", base: { a: [1, 2, 3] }, over: { a: [4] }, merged: { a: [4] } },
  { rule: "plain values replace maps", base: { a: { x: 1 } }, over: { a: "60m" }, merged: { a: "60m" } },
  { rule: "maps replace plain values", base: { a: "60m" }, over: { a: { x: 1 } }, merged: { a: { x: 1 } } },
  {
    rule: "null removes",
    base: { a: { x: 1, y: 2 }, b: 1 },
    over: { a: { x: null }, b: null },
    merged: { a: { y: 2 } },
  },
  {
    rule: "null under a new map leaves nothing",
    base: {},
    over: { a: { x: null, y: 1 } },
    merged: { a: { y: 1 } },
  },
  { rule: "an empty list stays", base: { a: [1] }, over: { a: [] }, merged: { a: [] } },
  {
    rule: "names of built-in properties are names",
    base: {},
    over: { constructor: { x: 1 } },
    merged: { constructor: { x: 1 } },
  },
];

test.each(cases)("$rule", ({ base, over, merged }) => {
  expect(mergeTrees(base, over)).toEqual(merged);
});

test("keys keep their place and new ones follow", () => {
  const merged = mergeTrees({ sev1: 1, sev2: 2, sev3: 3 }, { sev0: 0, sev2: 9 });
  expect(Object.keys(merged)).toEqual(["sev1", "sev2", "sev3", "sev0"]);
});

test("a key named __proto__ changes nothing but itself", () => {
  const merged = mergeTrees({}, JSON.parse('{"__proto__": {"mode": "watch"}}'));
  expect((merged as { mode?: string }).mode).toBeUndefined();
});

describe("aliases", () => {
  const below: Branch = { roles: { lead: { aliases: ["boss", 1] }, comms: { aliases: ["press"] } } };
  const aliases = (lead: Branch, comms: Branch = {}) => {
    const { roles } = layTeam(below, { roles: { lead, comms } });
    return Object.values(roles as Branch).map((role) => (role as Branch).aliases);
  };

  test("of a team add to those below, each once, the team's first", () => {
    expect(aliases({ aliases: ["chief", "Boss"] })).toEqual([["chief", "Boss", 1], ["press"]]);
  });

  test("leave out below what the team calls something else in the section", () => {
    expect(aliases({ aliases: ["chief"] }, { title: "Boss" })).toEqual([["chief", 1], ["press"]]);
    expect(aliases({ aliases: ["chief"] }, { label: { name: "1" } })).toEqual([["chief", "boss"], ["press"]]);
  });

  test("are cleared by null, in their place or among them", () => {
    expect(aliases({ aliases: null })).toEqual([undefined, ["press"]]);
    expect(aliases({ aliases: [null, "chief"] })).toEqual([[null, "chief"], ["press"]]);
  });

  test("of a preset replace those of the preset below it", () => {
    const merged = mergeTrees(below, { roles: { lead: { aliases: ["chief"] } } });
    expect(merged).toEqual({ roles: { lead: { aliases: ["chief"] }, comms: { aliases: ["press"] } } });
  });

  test("stand in the order of sections in which they stood", () => {
    expect(Object.keys(layTeam({ b: { x: 1 }, a: { y: 1 } }, { a: { y: 2 }, b: {}, c: {} }))).toEqual([
      "b",
      "a",
      "c",
    ]);
  });
});
