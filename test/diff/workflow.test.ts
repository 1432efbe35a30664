// The workflow that says on a pull request what a policy changes: what it may do, and that it runs what there is.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { COMMANDS } from "../../src/cli/commands.ts";
import { MARKER } from "../../src/diff/lines.ts";
import { emptyFolder } from "../folder.ts";
import { playsAll, playsMany } from "../laws/seeds.ts";

const text = readFileSync(new URL("../../templates/workflows/tocsin-diff.yml", import.meta.url), "utf8");
const workflow = parse(text);
const steps: readonly {
  name?: string;
  run?: string;
  uses?: string;
  if?: string;
  with?: object;
  env?: object;
}[] = workflow.jobs.diff.steps;
const compare = steps.find(({ name }) => name === "Compare")?.run ?? "";
const comment = steps.find(({ name }) => name === "Comment");
const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));

/** Runs the step that compares, as the runner does, with these policy files in the two checkouts. */
function runCompare(base: string | undefined, head: string | undefined) {
  const cwd = emptyFolder();
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), content);
  };
  write("package.json", '{ "type": "module" }');
  write("tocsin/dist/cli.js", `await import(${JSON.stringify(CLI)});\n`);
  write("head/README.md", "");
  if (base !== undefined) write("base/.github/tocsin.yml", base);
  if (head !== undefined) write("head/.github/tocsin.yml", head);
  writeFileSync(join(cwd, "step.sh"), compare);
  const env = {
    ...process.env,
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    GITHUB_STEP_SUMMARY: join(cwd, "summary.md"),
  };
  const summary = (): string => readFileSync(join(cwd, "summary.md"), "utf8");
  try {
    const args = ["--noprofile", "--norc", "-eo", "pipefail", "step.sh"];
    const printed = execFileSync("bash", args, { cwd, env, encoding: "utf8" });
    return { code: 0, summary: summary(), printed, cwd };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, summary: summary(), printed: `${stdout}${stderr}`, cwd };
  }
}

describe("the workflow for pull requests", () => {
  test("starts where the policy is edited, reads, and writes one comment", () => {
    expect(workflow.on).toEqual({
      pull_request: { paths: [".github/tocsin.yml", ".github/tocsin/messages/**"] },
    });
    expect(workflow.permissions).toEqual({ contents: "read", "pull-requests": "write" });
  });

  test("keeps no token in what it checks out, and takes Tocsin from the commit of a release", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts).toHaveLength(3);
    for (const step of checkouts) expect(step.with).toMatchObject({ "persist-credentials": false });
    expect(checkouts[2]?.with).toMatchObject({ repository: "OWNER/tocsin", ref: "COMMIT" });
  });

  test("names only options that exist", () => {
    const used = Array.from(compare.matchAll(/cli\.js (\w+)(.*)/g), ([, command = "", rest = ""]) => ({
      command,
      options: Array.from(rest.matchAll(/--([a-z-]+)/g), ([, option = ""]) => option),
    }));
    expect(used.map(({ command }) => command)).toEqual(["diff"]);
    for (const { command, options } of used) {
      expect(Object.keys(COMMANDS[command]?.options ?? {})).toEqual(expect.arrayContaining(options));
    }
  });

  test("never puts words of the pull request into a script", () => {
    for (const { run } of steps) expect(run ?? "").not.toContain("${{");
  });

  test("writes its comment in place, and from a fork only the summary", () => {
    expect(comment?.if).toContain("head.repo.full_name == github.repository");
    expect(comment?.run).toContain(`startswith("${MARKER}")`);
    expect(comment?.run).toContain("--method PATCH");
    expect(comment?.run).toContain("--method POST");
  });
});

describe("the step that compares", () => {
  test.runIf(playsMany)(
    "leaves what differs in the summary and in the comment",
    () => {
      // Of nhs-login two scenarios ship, of sre about twenty.
      const policy = `extends: ${playsAll ? "sre" : "nhs-login"}\n`;
      const { code, summary, cwd } = runCompare(policy, `${policy}attention: { per-hour: 4 }\n`);
      expect(code).toBe(0);
      expect(summary).toContain("An incident may get 4 comments in an hour instead of 6.");
      expect(readFileSync(join(cwd, "comment.md"), "utf8").startsWith(MARKER)).toBe(true);
    },
    120_000,
  );

  test.runIf(playsMany)("fails with the problems of a policy that is broken", () => {
    const { code, summary } = runCompare("extends: sre\n", "extends: sre\nclock: {}\n");
    expect(code).toBe(1);
    expect(summary).toContain("\n    head/.github/tocsin.yml:2:1  clock: ");
  });

  test.runIf(playsMany)("prints no workflow command, whatever a key of the policy is called", () => {
    const key = JSON.stringify("x\n::warning::w\n##[add-mask]m");
    const { code, summary, printed } = runCompare(
      "extends: sre\n",
      `extends: sre\n${key}: 1\n"::error::e": 2\n`,
    );
    expect(code).toBe(1);
    expect(printed).toContain("warning");
    expect(printed).not.toMatch(/^\s*::|##\[/m);
    expect(summary).not.toMatch(/^(?! {4}|$)/m);
  });

  test.runIf(playsMany)("says what it means where the policy is taken away", () => {
    const { code, summary } = runCompare("extends: sre\n", undefined);
    expect(code).toBe(0);
    expect(summary).toContain("Tocsin does nothing in this repository.");
  });
});
