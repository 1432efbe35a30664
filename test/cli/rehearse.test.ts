import { execFile, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../folder.ts";
import { playsMany } from "../laws/seeds.ts";
import { run, type Said } from "./terminal.ts";

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));

const STORY = `title: A story
people: { ana: write }
steps:
  - { at: +0m, by: ana, open: { form: incident, title: Down, fields: { severity: SEV1, impact: Nobody can pay } }, as: inc }
expect:
  - { at: +1m, on: inc, labels: { has: ["severity: 1"] } }
  - { at: +1m, on: inc, comment: { by: app, count: 1 } }
`;

/** Runs the command line as its own process, as people and scripts do. */
function spawned(args: readonly string[], cwd: string): Promise<Said> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { cwd }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

function directoryWith(files: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return cwd;
}

describe("rehearse", () => {
  const cwd = directoryWith({
    "story.yml": STORY,
    "wrong.yml": STORY.replace("count: 1", "count: 7"),
    "faulty.yml": STORY.replace("open:", "opne:"),
    "later.yml": `${STORY}  - { at: +1m, report: { state: accepted } }\n`,
    "policy.yml": "extends: sre\nincidents: { mode: watch }\n",
    "bad-policy.yml": "extends: sre\nclock: {}\n",
  });

  test("a story that goes as expected is exit 0, with what happened", async () => {
    const { code, out } = await run(["rehearse", "story.yml"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain("A story (story.yml)\n");
    expect(out).toContain("ok 2 of 2 expectations held");
  });

  test("one that does not is exit 1, and says what was found instead", async () => {
    const { code, out } = await run(["rehearse", "story.yml", "wrong.yml", "--json"], { cwd });
    expect(code).toBe(1);
    const { ok, scenarios } = JSON.parse(out) as {
      ok: boolean;
      scenarios: readonly { ok: boolean; expect: readonly object[] }[];
    };
    expect(ok).toBe(false);
    expect(scenarios.map((each) => each.ok)).toEqual([true, false]);
    expect(scenarios[1]?.expect[1]).toMatchObject({
      line: 7,
      ok: false,
      why: expect.stringContaining("7 times; found 1"),
    });
  });

  test("one that expects a report is exit 2, and hears where and why", async () => {
    const { code, out, err } = await run(["rehearse", "later.yml"], { cwd });
    expect(code).toBe(2);
    expect(out + err).toMatch(
      /later\.yml:8:16:? .*incidents have no reports yet, so that this can never hold/,
    );
  });

  test("a file with faults is exit 2, with the problems, and the others are played all the same", async () => {
    const { code, out } = await run(["rehearse", "faulty.yml", "none.yml", "story.yml", "--json"], { cwd });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      scenarios: [
        { file: "faulty.yml", title: "A story", ok: false, transcript: [], expect: [] },
        { file: "none.yml", ok: false },
        { file: "story.yml", ok: true },
      ],
      problems: [
        { file: "faulty.yml", line: 4, column: 25, path: "steps[0].opne" },
        { file: "none.yml", message: "none.yml can't be opened: there is no such file" },
      ],
    });
  });

  test("--policy replaces the scenario's policy: one that only watches writes nothing", async () => {
    const { code, out } = await run(["rehearse", "story.yml", "--policy", "policy.yml", "--json"], { cwd });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ scenarios: [{ requests: { writes: 0 } }] });
  });

  test("a policy with faults is exit 2, named in its own file", async () => {
    const { code, out } = await run(["rehearse", "story.yml", "--policy", "bad-policy.yml", "--json"], {
      cwd,
    });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      problems: [{ file: "bad-policy.yml", line: 2, column: 1, path: "clock" }],
    });
  });

  test("a policy that can't be opened, or a preset that does not exist, is wrong use", async () => {
    expect(await run(["rehearse", "story.yml", "--policy", "none.yml"], { cwd })).toMatchObject({
      code: 2,
      out: "",
    });
    const { err } = await run(["rehearse", "story.yml", "--policy", "sra"], { cwd });
    expect(err).toContain(
      '--policy is "sra", which is neither a file in .yml nor a preset; did you mean sre?',
    );
  });
});

describe("the command line as a process", () => {
  test.runIf(playsMany)("prints one JSON document and nothing else, the same twice", async () => {
    const cwd = directoryWith({ "story.yml": STORY });
    const first = await spawned(["rehearse", "story.yml", "--json"], cwd);
    const second = await spawned(["rehearse", "story.yml", "--json"], cwd);
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(first.out)).toMatchObject({ ok: true });
    expect(second.out).toBe(first.out);
  });

  test("ends with the exit code of what it found", async () => {
    const cwd = directoryWith({ "bad.yml": "extends: sre\nclock: {}\n" });
    expect(await spawned(["check", "bad.yml", "--json"], cwd)).toMatchObject({ code: 1, err: "" });
    expect(await spawned(["check", "none.yml"], cwd)).toMatchObject({ code: 2 });
    expect(await spawned(["chekc"], cwd)).toMatchObject({ code: 2, out: "" });
    expect(await spawned([], cwd)).toMatchObject({ code: 0, err: "" });
  });
});

test("the example of the guide on scenarios goes as expected", async () => {
  const guide = readFileSync(new URL("../../docs/scenarios.md", import.meta.url), "utf8");
  const example = /```yaml\n(.*?)```/s.exec(guide)?.[1] ?? "";
  const cwd = directoryWith({ "example.yml": example });
  expect(await run(["rehearse", "example.yml"], { cwd })).toMatchObject({ code: 0 });
});

test("a reader who has seen enough ends the command without a word of faults", async () => {
  const child = spawn(process.execPath, [CLI, "help"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let err = "";
  for await (const chunk of child.stderr) err += String(chunk);
  expect(err).toBe("");
});
