// Names make no difference: whatever people, labels, roles and fields are called, JavaScript's own names included.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compare } from "../src/diff/sections.ts";
import { tickedBoxes } from "../src/engine/card-boxes.ts";
import type { Reach } from "../src/engine/delivery.ts";
import type { Incident } from "../src/engine/incident.ts";
import type { Ledger } from "../src/engine/ledger.ts";
import { bare, named } from "../src/engine/named.ts";
import { loadPolicy } from "../src/engine/policy.ts";
import type { Snapshot } from "../src/engine/snapshot.ts";
import type { Floor } from "../src/engine/voice/floor.ts";
import type { Memory } from "../src/github/memory.ts";
import { castScenario } from "../src/rehearse/casting.ts";
import { launcher } from "../src/rehearse/launch.ts";
import { rehearse } from "../src/rehearse/run.ts";
import { createRenderer } from "../src/render/render.ts";
import { presets } from "../src/shipped/presets.ts";
import { templates } from "../src/shipped/templates.ts";
import { at } from "./engine/answers.ts";
import { incident } from "./engine/build.ts";
import { all } from "./engine/outcome.ts";

/** Names that every object of JavaScript answers to, each with one that none does, of the same length and in the same order. */
const plainOf = new Map(
  [
    "constructor",
    "valueOf",
    "toString",
    "hasOwnProperty",
    "isPrototypeOf",
    "toLocaleString",
    "__proto__",
  ].map((name) => [name, `${name.slice(0, 3)}q${name.slice(4)}`]),
);

const plain = (text: string): string =>
  [...plainOf].reduce((left, [name, other]) => left.replaceAll(name, other), text);

/** A story in which everything that anybody can name has such a name. */
const story = `title: Names
start: 2025-04-01T09:00:00+01:00
repos: [acme/incidents, acme/constructor]
people: { constructor: write, valueOf: triage, toString: maintain, hasOwnProperty: none, isPrototypeOf: none }
labels: { acme/incidents: [__proto__, constructor, toString] }
policy:
  extends: sre
  incidents: { authors: [] }
  roles:
    constructor: { title: constructor, offered: true, duty: [valueOf] }
    toString: { title: toString, aliases: [hasOwnProperty], offered: true }
  contacts: { valueOf: { title: valueOf desk, audience: true } }
  flags: { constructor: { title: constructor, label: { name: __proto__, color: 'aa0000' } }, toString: {} }
  fields:
    toString: { title: toString, type: choice, options: [constructor, valueOf] }
    hasOwnProperty: { title: hasOwnProperty, required: [resolve] }
  services:
    valueOf:
      { title: valueOf, tier: constructor, facts: { toString: constructor }, people: { constructor: [toString] } }
  teams: { constructor: { repo: acme/constructor } }
  clocks:
    constructor:
      { title: constructor, starts: declared, stops: done.constructor, within: 40m, warn: [10m], remind: [constructor] }
    toString: { title: toString, starts: flag.constructor, stops: told.valueOf, within: 1h, when: { toString: constructor } }
  escalation: [constructor, toString]
  commands: { flag: { role: triage, holders: [constructor] } }
steps:
  - at: +0m
    by: hasOwnProperty
    open:
      form: incident
      title: constructor valueOf __proto__
      fields: { description: toString is down, severity: SEV1, impact: __proto__, service: valueOf }
    as: inc
  - { at: +1m, by: isPrototypeOf, on: inc, comment: "/severity sev4" }
  - { at: +2m, by: valueOf, on: inc, comment: "/accept" }
  - { at: +3m, by: hasOwnProperty, on: inc, comment: "/role constructor me" }
  - { at: +4m, by: constructor, on: inc, comment: "/role constructor @constructor" }
  - { at: +5m, by: toString, on: inc, comment: "/role toString me" }
  - { at: +6m, by: valueOf, on: inc, comment: "/flag constructor because __proto__" }
  - { at: +7m, by: constructor, on: inc, comment: "/flag constructor because __proto__" }
  - { at: +8m, by: toString, on: inc, label: { add: ["toString"] } }
  - { at: +9m, by: valueOf, on: inc, comment: "/update Restored on one node, next 10:05\\ntoString: valueOf\\n__proto__: x" }
  - { at: +10m, by: toString, on: inc, label: { remove: ["__proto__"] } }
  - { at: +11m, by: constructor, on: inc, comment: "/called valueOf 09:10 no answer" }
  - { at: +12m, by: constructor, on: inc, comment: "/told __proto__ 09:11 by phone" }
  - { at: +13m, by: isPrototypeOf, on: inc, comment: "@constructor @valueOf is anybody there?" }
  - { at: +14m, by: valueOf, on: inc, comment: "/escalate constructor" }
  - { at: +15m, by: toString, on: inc, assign: { add: [constructor] } }
  - { at: +90m, by: constructor, on: inc, comment: "/told valueOf 10:20 by phone" }
  - { at: +91m, by: toString, on: inc, comment: "/set hasOwnProperty __proto__" }
  - { at: +92m, by: constructor, on: inc, comment: "/done constructor" }
  - { at: +93m, by: toString, on: inc, comment: "/unflag constructor because over" }
  - { at: +94m, by: constructor, on: inc, comment: "/resolve Over" }
  - { at: +95m, by: constructor, on: inc, close: completed }
expect:
  - { at: +1m, on: inc, comment: { by: app, matches: "State at", count: 0 } }
  - { at: +100m, on: inc, comment: { by: app, matches: "State at", count: 1 } }
`;

async function play(text: string) {
  const casting = castScenario("names.yml", text, { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems, null, 2));
  return rehearse(casting.cast, launcher(createRenderer(templates())));
}

/** What a rehearsal shows, without hashes of texts: those differ with the names in them. */
function shown({ steps, expect: held, transcript, issues, attention }: Awaited<ReturnType<typeof play>>) {
  const text = JSON.stringify({ steps, held, transcript, issues, attention }, null, 1);
  // Labels, slugs and titles have their own spellings of a name, in small letters all of them have one.
  const names = [...plainOf].map(([name, other]) =>
    [name, other].map((one) => one.toLowerCase().replaceAll("_", "")),
  );
  const alike = names.reduce(
    (left, [name = "", other = ""]) => left.replaceAll(name, other),
    text.toLowerCase(),
  );
  return alike.replace(/\b(?=[0-9a-z]*\d)[0-9a-z]{11}\b|-[0-9a-z]{4}(?=[/"\s`\\])/g, "#");
}

describe("names that JavaScript gives every object", () => {
  test("make no difference to people, rights, mentions, labels, roles, flags, fields, services and clocks", async () => {
    const report = await play(story);
    expect(report.steps.flatMap(({ why }) => why ?? [])).toEqual([]);
    expect(report.expect.flatMap(({ ok, why }) => (ok ? [] : why))).toEqual([]);
    expect(shown(report).split("\n")).toEqual(shown(await play(plain(story))).split("\n"));
  });

  test.each(["constructor", "valueOf"])(
    "%s has no right before it is looked up, and is asked as often as anybody",
    (login) => {
      const asking = incident({ public: true, roles: { alice: "write" } })
        .opened("09:00", "alice", at.sev3)
        .comment("09:10", login, "/severity sev1");
      expect(() => asking.situation("09:10")).toThrow(`Give roles to ${login}.`);
      const mentioned = (lead: string) => {
        const history = incident({ roles: { alice: "write", [lead]: "write" } })
          .opened("09:00", "alice", at.sev1)
          .comment("09:01", "alice", `/role lead @${lead}`)
          .looked("09:01");
        return ["10:00", "10:15", "10:30"].map((when) => {
          const reminders = all(history.plan(when), "comment").flatMap(({ mentions }) => mentions);
          history.looked(when);
          return reminders.map((name) => name === lead);
        });
      };
      expect(mentioned(login)).toEqual(mentioned("mallory"));
      expect(mentioned(login).flat()).toContain(true);
    },
  );

  test("are new where a policy did not have them", () => {
    const policyOf = (text: string) => {
      const { policy, problems } = loadPolicy({ file: "p", text, presets: presets() });
      if (policy === undefined) throw new Error(JSON.stringify(problems));
      return policy;
    };
    const after = policyOf("extends: sre\nroles: { constructor: {} }\nflags: { valueOf: {} }\n");
    const changes = compare({ before: policyOf("extends: sre\n"), after, today: 0 });
    expect(changes.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      "role constructor",
      "flag valueOf",
    ]);
  });

  test("are none of a policy's own in any preset", () => {
    for (const preset of Object.keys(presets())) {
      const text = `extends: ${preset === "dspt" ? "[sre, dspt]" : preset}\n`;
      const { policy } = loadPolicy({ file: "p", text, presets: presets() });
      expect(policy, preset).toBeDefined();
      expect(prototypesIn(policy)).toEqual([]);
    }
  });

  test("are no boxes of a card", () => {
    const box = (name: string): string => `- [x] words <!-- tocsin:box ${name} -->\n`;
    expect(tickedBoxes([...plainOf.keys(), "back"].map(box).join(""))).toEqual(["back"]);
  });
});

/** Where data stands that has a prototype, by its path. */
function prototypesIn(data: unknown, path = ""): readonly string[] {
  if (Array.isArray(data)) return data.flatMap((item, index) => prototypesIn(item, `${path}.${index}`));
  if (typeof data !== "object" || data === null) return [];
  const prototype: unknown = Object.getPrototypeOf(data);
  if (prototype !== null && prototype !== Object.prototype) return [];
  return [
    ...(prototype === null ? [] : [path]),
    ...Object.entries(data).flatMap(([name, value]) => prototypesIn(value, `${path}.${name}`)),
  ];
}

describe("a record by names", () => {
  test("knows what was put there, and __proto__ is a name like any other", () => {
    const record = named([
      ["__proto__", 1],
      ["valueOf", 2],
    ]);
    expect(Object.entries(record)).toEqual([
      ["__proto__", 1],
      ["valueOf", 2],
    ]);
    expect([...plainOf.keys()].filter((name) => record[name] !== undefined)).toEqual([
      "valueOf",
      "__proto__",
    ]);
  });

  test("has no prototype at any depth, and leaves what is no data alone", () => {
    const map = new Map();
    const made = bare(JSON.parse('{"a":[{"__proto__":{"b":1}}]}') as object);
    expect(prototypesIn(made)).toEqual([]);
    expect(JSON.stringify(made)).toBe('{"a":[{"__proto__":{"b":1}}]}');
    expect(bare({ map }).map).toBe(map);
  });
});

type IsMap<T> = NonNullable<T> extends ReadonlyMap<string, unknown> ? true : false;

/** What is kept by names of people, labels, effects, facts: a record here does not compile. */
const maps: {
  readonly [K in "roles" | "recent" | "mentioned"]: IsMap<Snapshot[K]>;
} & { readonly [K in "clocks" | "sent" | "created" | "deliveries" | "mentions"]: IsMap<Ledger[K]> } & {
  readonly [K in "facts" | "flags" | "holding" | "removals"]: IsMap<Incident[K]>;
} & {
  readonly held: IsMap<Incident["roles"]>;
  readonly running: IsMap<Incident["clocks"]>;
  readonly reports: IsMap<Reach["reports"]>;
  readonly said: IsMap<Floor["sent"]>;
  readonly asked: IsMap<Floor["mentions"]>;
  readonly written: IsMap<ReturnType<Memory["recent"]>>;
  readonly everybody: IsMap<ReturnType<Memory["mentions"]>>;
} = {
  ...{ roles: true, recent: true, mentioned: true },
  ...{ clocks: true, sent: true, created: true, deliveries: true, mentions: true },
  ...{ facts: true, flags: true, holding: true, removals: true },
  ...{ held: true, running: true, reports: true, said: true, asked: true, written: true, everybody: true },
};

test("what people and effects name is kept in maps", () => {
  expect(Object.values(maps).every(Boolean)).toBe(true);
});

const src = new URL("../src/", import.meta.url);
const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => path.replaceAll("\\", "/"))
  // The local GitHub is no part of what strangers reach.
  .filter((path) => !path.startsWith("local-github/"));

/** Words by which code calls what outsiders name. A policy's own records have no prototype: those may be asked. */
const outsiders =
  /\b(?<!\b(?:policy|policies)\.)(\w+)\??\.?\[(?:login|who|person|author|actor|assignee|by|label)\]/g;

/** Where a text asks a record by such a word, unless it is one of a policy's or asked with `Object.hasOwn` first. */
function askedByOutsiders(text: string): readonly string[] {
  const code = text.replace(/^\s*\/?\*.*$/gm, "").replace(/(?:^|\s)\/\/.*$/gm, "");
  return code
    .split("\n")
    .filter((line) => !line.includes("Object.hasOwn("))
    .flatMap((line) => Array.from(line.matchAll(outsiders), ([asked, name]) => ({ asked, name })))
    .filter(({ name }) => name !== "contacts" && name !== "roles")
    .map(({ asked }) => asked);
}

describe("the source", () => {
  test("asks no record by the name of a person or a label", () => {
    const found = sources.flatMap((path) =>
      askedByOutsiders(readFileSync(new URL(path, src), "utf8")).map((asked) => `${path}: ${asked}`),
    );
    expect(found).toEqual([]);
    expect(askedByOutsiders("const role = here.snapshot.rights[login];")).toEqual(["rights[login]"]);
  });

  test("makes records by names in one place of the engine, the comparison and rehearsals", () => {
    const other = new Set([
      // Fixed names of ours.
      ...["engine/policy/file.ts", "engine/policy/build.ts", "engine/form/attributes.ts"],
      // What goes into JSON and is not asked.
      ...["engine/ledger-json.ts", "engine/policy/json-schema.ts", "diff/traits.ts", "rehearse/stage.ts"],
    ]);
    const making = sources.filter(
      (path) =>
        /^(?:engine|diff|rehearse)\//.test(path) &&
        readFileSync(new URL(path, src), "utf8").includes("Object.fromEntries("),
    );
    expect(making.filter((path) => !other.has(path))).toEqual([]);
  });
});
