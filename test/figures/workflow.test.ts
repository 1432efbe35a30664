// The workflow that opens the issue of a service review: what it may do, and that it runs what there is, once a month.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { COMMANDS } from "../../src/cli/commands.ts";
import { spanOf } from "../../src/figures/period.ts";
import { emptyFolder } from "../folder.ts";

const text = readFileSync(new URL("../../templates/workflows/tocsin-report.yml", import.meta.url), "utf8");
const workflow = parse(text);
const steps: readonly { readonly name?: string; readonly run?: string; readonly with?: object }[] =
  workflow.jobs.review.steps;
const scriptOf = (wanted: string): string => steps.find(({ name }) => name === wanted)?.run ?? "";

/** A runner's folder, with a Tocsin that prints what it was asked and a `gh` that keeps issues in a file of one line each. */
function runner() {
  const cwd = emptyFolder();
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), content);
  };
  write("package.json", '{ "type": "module" }');
  write("tocsin/dist/cli.js", 'console.log("# Asked", process.argv.slice(2).join(" "));\n');
  // The filter of the list is jq's: what it asks for stands in its environment.
  write(
    "bin/gh",
    `#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$LOG"
case "$*" in
  *"/issues?"*) grep -F -e "$TITLE" -e "$MARKER" "$ISSUES" | cut -f 1 || true ;;
  *"/labels "*) exit 1 ;;
  *) n=$(($(wc -l < "$ISSUES") + 1)); printf 'https://github.local/%s\\t%s\\t%s\\n' "$n" "$TITLE" "$(head -n 1 review.md)" >> "$ISSUES"; echo "https://github.local/$n" ;;
esac
`,
  );
  chmodSync(join(cwd, "bin/gh"), 0o755);
  for (const file of ["issues", "log", "env", "summary.md"]) write(file, "");
  const step = (name: string, given: Readonly<Record<string, string>>): void => {
    write("step.sh", scriptOf(name));
    const env = {
      ...process.env,
      PATH: `${join(cwd, "bin")}:${dirname(process.execPath)}:${process.env.PATH}`,
      ...{ GITHUB_STEP_SUMMARY: join(cwd, "summary.md"), GITHUB_ENV: join(cwd, "env") },
      ...{ LOG: join(cwd, "log"), ISSUES: join(cwd, "issues"), REPOSITORY: "acme/incidents" },
      ...given,
    };
    execFileSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "step.sh"], { cwd, env });
  };
  const read = (path: string): string =>
    existsSync(join(cwd, path)) ? readFileSync(join(cwd, path), "utf8") : "";
  return {
    read,
    go(month: string): void {
      step("Write", { MONTH: month });
      const [, kept = ""] = /^MONTH=(.*)$/m.exec(read("env")) ?? [];
      step("Open", { MONTH: kept });
      write("env", "");
    },
  };
}

test("starts once a month and by hand, when the month before is over everywhere, and may open issues", () => {
  const [{ cron }, ...others] = workflow.on.schedule;
  const [minute, hour, ...days] = cron.split(" ");
  expect(others).toEqual([]);
  expect(days).toEqual(["1", "*", "*"]);
  const start = Date.UTC(2026, 10, 1, Number(hour), Number(minute));
  const { to } = spanOf(["2026-10"], "Etc/GMT+12");
  expect(start).toBeGreaterThan(to);
  expect(Object.keys(workflow.on)).toContain("workflow_dispatch");
  expect(workflow.permissions).toEqual({ contents: "read", issues: "write" });
});

test("names only options that exist, and puts nobody's words into a script", () => {
  const [, options = ""] = /cli\.js report(.*)>>/.exec(scriptOf("Write")) ?? [];
  const used = Array.from(options.matchAll(/--([a-z-]+)/g), ([, option = ""]) => option);
  expect(used).toEqual(["month", "review"]);
  expect(Object.keys(COMMANDS.report?.options ?? {})).toEqual(expect.arrayContaining(used));
  for (const { run = "" } of steps) expect(run).not.toContain("${{");
});

test("opens one issue a month, and leaves alone the one that is there", () => {
  const { go, read } = runner();
  go("2026-10");
  go("2026-10");
  go("2026-11");
  expect(read("issues").split("\n").slice(0, -1)).toEqual([
    "https://github.local/1\tService review, October 2026\t<!-- tocsin:service-review 2026-10 -->",
    "https://github.local/2\tService review, November 2026\t<!-- tocsin:service-review 2026-11 -->",
  ]);
  expect(read("review.md")).toBe(
    "<!-- tocsin:service-review 2026-11 -->\n# Asked report --month 2026-11 --review\n",
  );
  expect(read("summary.md")).toContain("It is there already: https://github.local/1");
  expect(read("log")).toContain("-F body=@review.md -f labels[]=service review");
});

test("without a month takes the one that is over", () => {
  const { go, read } = runner();
  go("");
  const now = new Date();
  const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
  expect(read("review.md")).toContain(`report --month ${last} --review`);
});
