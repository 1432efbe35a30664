// What people copy from this repository must be true: examples, app manifest, Action, workflows, lock file.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { main } from "../src/cli/main.ts";
import type { Terminal } from "../src/cli/terminal.ts";
import { parseForm } from "../src/engine/form.ts";
import { loadPolicy } from "../src/engine/policy.ts";
import { checkScenarioFile } from "../src/rehearse/casting.ts";
import { wallClock } from "../src/run/wall-clock.ts";
import { presets } from "../src/shipped/presets.ts";

const root = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const list = (folder: string, ending: RegExp): readonly string[] =>
  existsSync(new URL(`${folder}/`, root))
    ? readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: "utf8" })
        .filter((file) => ending.test(file))
        .map((file) => `${folder}/${file}`)
    : [];

const pages = [
  ...readdirSync(root).filter((file) => file.endsWith(".md")),
  ...list("docs", /\.md$/),
  ...list("templates", /\.md$/).filter((path) => path.includes("README")),
];

/** The YAML examples of a page, each with the line that it begins at. */
const examples = pages.flatMap((page) =>
  Array.from(read(page).matchAll(/^( *)```ya?ml\n([\s\S]*?)^\1```/gm), (match) => ({
    at: `${page}:${read(page).slice(0, match.index).split("\n").length}`,
    text: (match[2] ?? "").replaceAll(new RegExp(`^${match[1] ?? ""}`, "gm"), ""),
  })),
);

const keysOf = (value: unknown): readonly string[] =>
  typeof value === "object" && value !== null ? Object.keys(value) : [];

/** What `check` has to say of an example; a part of a policy is laid over the preset that it would stand in. */
function problemsOf(at: string, text: string): readonly unknown[] {
  const keys = keysOf(parse(text));
  if (["jobs", "on", "uses", "with"].some((key) => keys.includes(key)) || keys.length === 0) return [];
  if (keys.includes("steps")) return checkScenarioFile(at, text);
  if (keys.includes("body")) return parseForm(text).problems;
  const whole = keys.includes("extends") ? text : `extends: sre\n${text}`;
  return loadPolicy({ file: at, text: whole, presets: presets() }).problems;
}

describe("what people copy", () => {
  test.runIf(examples.length > 0).each(examples)("the example at $at passes check", ({ at, text }) => {
    expect(problemsOf(at, text)).toEqual([]);
  });

  test("every policy, form and scenario that ships passes check", async () => {
    const shipped = [
      ...list("templates/policies", /\.yml$/),
      ...list("templates/forms", /\.yml$/),
      ...list("templates/scenarios", /\.yml$/),
      ".github/tocsin.yml",
      ".github/ISSUE_TEMPLATE/incident.yml",
      ".github/ISSUE_TEMPLATE/bug.yml",
    ];
    const said: string[] = [];
    const terminal: Terminal = {
      cwd: root.pathname,
      env: {},
      out: (text) => void said.push(text),
      err: (text) => void said.push(text),
      stdin: async () => "",
      now: () => 0,
      clock: wallClock(),
    };
    const code = await main(["check", ...shipped], terminal);
    expect({ code, said: code === 0 ? [] : said }).toEqual({ code: 0, said: [] });
  });
});

describe("what GitHub is asked for", () => {
  const app = parse(read("app.yml"));

  test("the app asks for the least: issues to write, three things to read", () => {
    expect(app.default_permissions).toEqual({
      issues: "write",
      contents: "read",
      members: "read",
      metadata: "read",
    });
    expect(app.public).toBe(false);
  });

  test("deliveries go to the path that the server listens at, and only for events that lead somewhere", () => {
    const path = /webhookPath = "([^"]+)"/.exec(read("src/server/hooks.ts"))?.[1];
    expect(path).toBe("/api/github/webhooks");
    expect(new URL(app.hook_attributes.url).pathname).toBe(path);
    const known = read("src/github/keys.ts");
    for (const event of app.default_events) expect(known).toContain(`case "${event}":`);
  });

  // These run the command line: test/diff, test/site and test/figures hold what they may do.
  const running = list("templates/workflows", /\.yml$/).filter(
    (file) => !/\/(?:tocsin-diff|tocsin-report|status-page)\.yml$/.test(file),
  );

  test.each([...running, ".github/workflows/tocsin.yml"])(
    "%s writes issues and nothing else, and its runs wait for each other",
    (file) => {
      const workflow = parse(read(file));
      expect(workflow.permissions).toEqual({ contents: "read", issues: "write" });
      expect(workflow.concurrency).toEqual({ group: "tocsin", queue: "max" });
    },
  );

  test("the example workflows give the Action only inputs that it has", () => {
    const action = parse(read(".github/actions/tocsin/action.yml"));
    expect(action.runs).toEqual({ using: "node24", main: "../../../dist/action.js" });
    const inputs = keysOf(action.inputs);
    for (const file of running) {
      const steps: { uses: string; with: object }[] = parse(read(file)).jobs.tocsin.steps;
      const ours = steps.filter(({ uses }) => uses.includes("/.github/actions/tocsin@"));
      expect(ours).toHaveLength(1);
      for (const name of ours.flatMap((step) => keysOf(step.with))) expect(inputs).toContain(name);
    }
    const reader = read("src/action/inputs.ts");
    for (const name of inputs) expect(reader).toContain(`"INPUT_${name.toUpperCase()}"`);
  });
});

describe("the repository", () => {
  test("the lock file names no registry", () => {
    expect(read("package-lock.json")).not.toContain('"resolved"');
  });

  test("no branch carries a bundle", () => {
    expect(read(".gitignore").split("\n")).toContain("dist/");
  });

  test("the newest entry of the change log that is released is this version", () => {
    const { version } = JSON.parse(read("package.json"));
    expect(/^## (?!Unreleased)(\S+)/m.exec(read("CHANGELOG.md"))?.[1]).toBe(version);
  });

  test("CONTRIBUTING is read in two minutes, and names how to add a rule, a channel and a preset", () => {
    const text = read("CONTRIBUTING.md");
    expect(text.split("\n").length).toBeLessThanOrEqual(61);
    for (const what of ["a rule", "a channel", "a preset"]) expect(text).toContain(`Add ${what}`);
  });
});
