// Whatever stands in the files and issues that a command is given, nothing that it prints commands a terminal or a runner.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { type Served, serveGitHub } from "../../src/local-github/http.ts";
import { presetForms } from "../../src/shipped/presets.ts";
import { emptyFolder } from "../folder.ts";
import { run, type Said } from "./terminal.ts";

/** Moves the cursor, renames the window, turns words round, hides some, and commands a runner in both ways. */
const evil = "E\u001b[2J\u001b]0;x\u0007\u009b1mV\r\b\u202EI\u2066L\u200B\u200E\u{E0041}\u3164 ##[add-mask]q";
const onLines = `${evil}\n::warning::w\n  ::add-mask::m`;

const commanding = /(?![\n\t])\p{Cc}|\p{Bidi_Control}|[\u200B\u3164\u{E0041}]|##\[|^\s*::/mu;

/** Said, with the words of whoever wrote them in it, and harmless. */
function holds({ out, err }: Pick<Said, "out" | "err">): void {
  expect(`${out}${err}`).toContain("\\u001b[2J");
  expect(out).not.toMatch(commanding);
  expect(err).not.toMatch(commanding);
}

const yaml = (text: string): string => JSON.stringify(text);
const story = (title: string) => `title: ${yaml(title)}
repos: [acme/incidents]
people: { ana: write }
steps:
  - at: +0m
    by: ana
    open: { form: incident, title: ${yaml(`Down ${evil}`)}, fields: { description: ${yaml(onLines)}, severity: SEV1, impact: ${yaml(evil)} } }
    as: inc
  - { at: +1m, by: ana, on: inc, comment: ${yaml(`/update ${evil}\n\n${onLines}`)} }
  - { at: +2m, by: ana, on: inc, comment: ${yaml(`/severity ${evil}`)} }
expect:
  - { at: +3m, on: inc, comment: { by: app, matches: ${yaml(evil.replace(/[[\]#]/g, "."))}, count: 7 } }
`;

const files: Readonly<Record<string, string>> = {
  "key.yml": `extends: sre\n${yaml("::warning::k")}: 1\n${yaml(`::error::${evil}`)}: 2\n`,
  "value.yml": `extends: sre\nclocks: { update: { title: ${yaml(evil)}, within: ${yaml(evil)} } }\n`,
  "fine.yml": `extends: sre
roles: { lead: { title: ${yaml(evil)} } }
contacts: { desk: ${yaml(evil)} }
clocks: { update: { title: ${yaml(onLines)}, source: ${yaml(evil)} } }
severity: { raise: { x: { when: { users: ['*'] }, to: sev1, because: ${yaml(evil)} } } }
`,
  "sre.yml": "extends: sre\n",
  "form.yml": `name: x\ndescription: x\nbody:\n  - { type: ${yaml(evil)} }\n`,
  "good.yml": `name: x\ndescription: x\nbody:\n  - { type: input, id: a, attributes: { label: A } }\n`,
  "body.md": `### A\n\n${onLines}\n`,
  "story.yml": story(evil),
  "broken-story.yml": `title: t\nsteps: []\n${yaml(evil)}: 1\n`,
};

let cwd = "";
let github: LocalGitHub;
let served: Served;

beforeAll(async () => {
  cwd = emptyFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  github = createGitHub({ clock: new VirtualClock(Math.floor(Date.now() / 1000) * 1000), apps: [] });
  const form = presetForms("sre").map(({ path, text }) => [path, text] as const);
  github.addRepository({
    owner: "acme",
    name: "incidents",
    files: { ".github/tocsin.yml": "extends: sre\n", ...Object.fromEntries(form) },
    labels: ["incident"],
  });
  github.addUser("ana");
  github.setRole("ana", "acme/incidents", "write");
  github.openIssue({
    ...{ by: "ana", repo: "acme/incidents", title: `Down ${evil}` },
    ...{ body: `### Impact\n\n${onLines}`, labels: ["incident"] },
  });
  github.comment({ by: "ana", issue: "acme/incidents#1", body: `/update ${evil}` });
  served = await serveGitHub(github);
});

afterAll(() => served.close());

const once = (...args: string[]) => run(args, { cwd });

describe("what a command prints is harmless", () => {
  test.each([
    [["check", "key.yml"]],
    [["check", "value.yml", "form.yml", "broken-story.yml"]],
    [["check", evil]],
    [["rehearse", "story.yml"]],
    [["rehearse", "broken-story.yml"]],
    [["diff", "sre.yml", "fine.yml", "story.yml"]],
    [["diff", "sre.yml", "key.yml"]],
    [["form", "good.yml", "body.md"]],
    [["form", "form.yml", "body.md"]],
    [["severity", "--policy", "fine.yml", "--set", "users=5", "--set", "severity=sev3"]],
    [["severity", "--policy", "fine.yml", "--set", `users=${evil}`]],
    [["clock", "update", "--policy", "fine.yml", "--severity", "sev1", "--from", "2025-04-01T09:00:00Z"]],
    [["audience", "--policy", "fine.yml", "--notice", evil]],
    [["duty", "--policy", "fine.yml", "--at", "2025-04-01T09:00:00Z"]],
    [["duty", "--policy", "fine.yml", "--at", evil]],
    [["init", "--preset", evil]],
    [["demo", "--port", evil]],
    [["channels", "test", evil, "--to", "ops"]],
    [["sweep", evil]],
    [["site", evil, "--out", "page"]],
    [["report", "--month", evil, "acme/incidents"]],
    [["actions", evil]],
    [["help", evil]],
    [[evil]],
    [["check", `--${evil}`]],
  ])("%j", async (args) => {
    holds(await once(...args));
  });

  test.each([
    [["check", "--json", "key.yml", "value.yml", "form.yml"]],
    [["rehearse", "--json", "story.yml"]],
    [["diff", "--json", "sre.yml", "fine.yml", "story.yml"]],
    [["form", "--json", "good.yml", "body.md"]],
    [["check", "--json", evil]],
  ])("%j is JSON all the same", async (args) => {
    const said = await once(...args);
    holds(said);
    expect(JSON.stringify(JSON.parse(said.out))).toContain("\u202E");
  });

  test("explain", async () => {
    const env = {
      GITHUB_TOKEN: github.actionsToken("acme/incidents"),
      ...{ GITHUB_API_URL: served.url, GITHUB_GRAPHQL_URL: `${served.url}/graphql` },
    };
    holds(await run(["explain", "acme/incidents#1"], { env }));
    const said = await run(["explain", "--json", "acme/incidents#1"], { env });
    holds(said);
    expect(JSON.parse(said.out).title).toContain("\u202E");
  });

  test("report", async () => {
    const env = {
      GITHUB_TOKEN: github.actionsToken("acme/incidents"),
      ...{ GITHUB_API_URL: served.url, GITHUB_GRAPHQL_URL: `${served.url}/graphql` },
    };
    const now = github.issue("acme/incidents#1").createdAt + 60_000;
    const year = `${new Date(now).getUTCFullYear()}`;
    const said = await run(["report", "--year", year, "acme/incidents"], { env, now });
    expect(said.err).toBe("");
    expect(said.out).toContain("Down E");
    expect(said.out).not.toMatch(commanding);
  });

  test("of every command that prints what stands in files and issues", () => {
    const here = readFileSync(new URL(import.meta.url), "utf8");
    for (const name of Object.keys(COMMANDS)) expect(here).toContain(`["${name}"`);
  });
});

test("nothing but the outlets writes to a stream", () => {
  const src = new URL("../../src/", import.meta.url);
  const writing = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .filter((path) => /\bconsole\.|process\.std(?:out|err)\b/.test(readFileSync(new URL(path, src), "utf8")));
  expect(writing.sort()).toEqual(["action.ts", "cli/terminal.ts", "server/run.ts"]);
});
