// Every command has its words, its right and its place: what help, the reference and the policy's list derive from its file.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  commandHelp,
  commandNames,
  commandRights,
  definitionOf,
} from "../../../src/engine/commands/index.ts";
import { parseCommand } from "../../../src/engine/commands/parse.ts";
import type { Management } from "../../../src/engine/incident.ts";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";
import { at } from "../answers.ts";
import { incident, type Setting } from "../build.ts";

const root = new URL("../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

describe.each(commandHelp)("/$name", ({ name, usage, meaning, example }) => {
  test("has its file", () => {
    expect(existsSync(new URL(`src/engine/commands/${name}.ts`, root))).toBe(true);
  });

  test("says what it is for in one sentence, and how it is written", () => {
    expect(meaning).toMatch(/^[A-Z][^\n]{10,}\.$/);
    expect(usage.slice(name.length + 1)).toMatch(/^$|^ [<[][^\n]*$|^ [<[].* because …$/);
  });

  test("has an example that gives what it can't do without", () => {
    expect(parseCommand(example)).toMatchObject({ kind: name });
    if (parseCommand(`/${name}`)?.kind === "refusal") expect(example).not.toBe(`/${name}`);
  });

  test("is in the README and the reference", () => {
    expect(read("README.md")).toContain(`| \`${usage}\` | ${meaning} |`);
    expect(read("docs/policy.md")).toMatch(new RegExp(`^The names are .*\`/?${name}\``, "m"));
  });

  test("has a right in the preset under all others, and a policy may change it", () => {
    const right = definitionOf(name).right ?? name;
    const { policy } = loadPolicy({ file: "tocsin.yml", text: "extends: sre", presets: presets() });
    expect(Object.keys(policy?.commands ?? {})).toContain(right);
    const text = `extends: sre\ncommands: { ${right}: write }\n`;
    expect(loadPolicy({ file: "tocsin.yml", text, presets: presets() }).problems).toEqual([]);
  });
});

test("every file that defines a command is in the list", () => {
  const files = readdirSync(new URL("src/engine/commands/", root)).filter((file) =>
    read(`src/engine/commands/${file}`).includes("interface Commands"),
  );
  expect(files.toSorted()).toEqual(commandNames.map((name) => `${name}.ts`).toSorted());
});

test("what is undone goes by the right of what is done, and a note by that of an update", () => {
  expect(commandNames.filter((name) => !commandRights.includes(name))).toEqual([
    "note",
    "reopen",
    "unset",
    "resume",
  ]);
});

const STATES: readonly Management[] = ["none", "left-alone", "withdrawn", "waiting", "managed"];

test.each([
  ["/update x", ["managed"]],
  ["/adopt", ["none", "left-alone", "withdrawn"]],
  ["/accept", ["waiting"]],
  ["/drill", ["none", "left-alone", "withdrawn", "managed"]],
  ["/drill real", ["managed"]],
  ["/not-an-incident", ["waiting", "managed"]],
])("%s means something where an incident is %s", (line, wanted) => {
  const command = parseCommand(line);
  if (command === undefined || command.kind === "refusal") throw new Error(`${line} is no command.`);
  const { meansIn } = definitionOf(command.kind);
  const means = (state: Management) => meansIn?.(state, command) ?? state === "managed";
  expect(STATES.filter(means)).toEqual(wanted);
});

test.each([
  ["a report from outside waits for /accept", { public: true }, "dan", "/update Looking", "not-accepted"],
  ["what is managed need not be adopted", {}, "ana", "/adopt", "already"],
  ["what is managed need not be accepted", {}, "ana", "/accept", "already"],
] satisfies readonly (readonly [string, Setting, string, string, string])[])(
  "%s",
  (_, setting, by, line, refusal) => {
    const history = incident({ ...setting, roles: { ana: "write", dan: "none", alice: "write" } })
      .opened("09:00", by, at.sev1)
      .comment("09:05", "ana", line);
    expect(history.situation("09:05").incident.acts.at(-1)).toMatchObject({
      verdict: "refused",
      refusal: { kind: refusal },
    });
  },
);

test("a comment is read once, whoever asks and in whatever pass, and anew where its words are others", () => {
  const history = incident().opened("09:00", "alice", at.sev1).comment("09:05", "ana", "/confirm 09:04");
  const { incident: found, snapshot } = history.situation("09:05");
  const comment = snapshot.issue.timeline.findLast((item) => item.kind === "comment");
  if (comment === undefined) throw new Error("there is no comment");
  const [command] = found.partsOf(comment).map((part) => part.command);
  expect(command?.read()).toMatchObject({ kind: "confirm" });
  expect(command?.read()).toBe(command?.read());
  const later = history.comment("09:06", "ana", "Looking.").situation("09:07");
  expect(later.incident.partsOf(comment)[0]?.command).toBe(command);
  const edited = found.partsOf({ ...comment, body: "/resolve" });
  expect(edited[0]?.command?.read()).toMatchObject({ kind: "resolve" });
});
