// Forms that lie beside a policy, and the policy that lies in the checkout: what commands find by themselves.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../folder.ts";
import { playsAll, playsMany } from "../laws/seeds.ts";
import { run } from "./terminal.ts";

const FORM = `name: Down
description: Something is down
labels: [incident]
body:
  - type: dropdown
    attributes: { label: How bad?, options: [P1 all, P2 much] }
  - type: input
    id: pain
    attributes: { label: Where does it hurt? }
`;
const POLICY = `extends: sre
incidents: { forms: [down], zone: UTC }
fields: { severity: { aliases: [How bad?] }, impact: { aliases: [Where does it hurt?] } }
`;
const STORY = (policy: string): string => `title: Down
${policy}people: { ana: write }
steps:
  - { at: +0m, by: ana, open: { form: down, title: Down, fields: { How bad?: P2, pain: Nobody can pay } }, as: inc }
expect:
  - { at: +1m, on: inc, labels: { has: ["severity: 2"] } }
  - { at: +1m, on: inc, comment: { by: app, matches: "Nobody can pay" } }
`;

function directoryWith(files: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return cwd;
}

const cwd = directoryWith({
  ".git/HEAD": "ref: refs/heads/main\n",
  ".github/tocsin.yml": POLICY,
  ".github/ISSUE_TEMPLATE/down.yml": FORM,
  ".github/ISSUE_TEMPLATE/config.yml": "blank_issues_enabled: false\n",
  "stories/own.yml": STORY("policy: ../.github/tocsin.yml\n"),
  "stories/bare.yml": STORY(""),
  "elsewhere/old.yml": POLICY,
  "elsewhere/later.yml": `${POLICY}clocks: { update: { within: { sev2: 4h } } }\n`,
  "deep/er/x.txt": "",
});

describe("rehearse", () => {
  test("takes the forms that lie beside the policy of a scenario", async () => {
    expect(await run(["rehearse", "stories/own.yml"], { cwd })).toMatchObject({ code: 0 });
  });

  test("takes those that lie beside the policy that is given", async () => {
    const { code } = await run(["rehearse", "stories/bare.yml", "--policy", ".github/tocsin.yml"], { cwd });
    expect(code).toBe(0);
  });

  test("fails, with the forms that there are, where none lies there", async () => {
    const { code, out } = await run(["rehearse", "stories/bare.yml", "--policy", "elsewhere/old.yml"], {
      cwd,
    });
    expect(code).toBe(1);
    expect(out).toContain('has no form "down"');
  });
});

describe("diff", () => {
  test("plays a scenario in the form beside the one policy, of which an older version may lie elsewhere", async () => {
    const { code, out } = await run(
      ["diff", "elsewhere/later.yml", ".github/tocsin.yml", "stories/bare.yml"],
      { cwd },
    );
    expect(code).toBe(0);
    expect(out).not.toContain("has no form");
    expect(out).toContain("4 hours");
  });

  test.runIf(playsMany)(
    "plays the scenarios that ship in the forms of their presets, whatever forms a team has",
    async () => {
      // Of nhs-login two scenarios ship, of sre about twenty.
      const text = `extends: ${playsAll ? "sre" : "nhs-login"}\nincidents: { forms: [down] }\n`;
      const two = directoryWith({
        "a.yml": text,
        "b.yml": `${text}clocks: { update: { within: { sev1: 30m } } }\n`,
        "ISSUE_TEMPLATE/down.yml": FORM,
        "ISSUE_TEMPLATE/incident.yml": FORM,
      });
      const { code, out } = await run(["diff", "a.yml", "b.yml", "--json"], { cwd: two });
      expect(code).toBe(0);
      const { scenarios } = JSON.parse(out) as { scenarios: readonly { file: string; same: boolean }[] };
      expect(scenarios.some(({ same }) => !same)).toBe(true);
    },
  );
});

test.runIf(playsMany)("demo begins with the form beside the policy, and has no other", async () => {
  const cli = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
  const args = [cli, "demo", "--policy", ".github/tocsin.yml"];
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
  try {
    let text = "";
    for await (const chunk of child.stdout) {
      text += String(chunk);
      if (text.endsWith("ends it.\n")) break;
    }
    const [first = ""] = /http:\S+template=down\.yml/.exec(text) ?? [];
    expect(await (await fetch(first)).text()).toContain("Where does it hurt?");
    const chooser = await (await fetch(first.replace(/new\?.*$/, "new/choose"))).text();
    expect(chooser).toContain("Something is down");
    expect(chooser).not.toContain("incident.yml");
  } finally {
    child.kill("SIGKILL");
  }
});

describe("the policy of the checkout rules where none is named", () => {
  const commands = [
    ["duty", "--at", "2025-04-01T09:00:00Z", "--offline"],
    ["clock", "update", "--severity", "sev2", "--from", "2025-04-01T09:00:00Z"],
    ["severity", "--set", "How bad?=P2"],
  ];

  test.each(commands)("%s, at its top and below it, as with --policy", async (...args) => {
    const named = await run([...args, "--policy", ".github/tocsin.yml"], { cwd });
    expect(named.code).toBe(0);
    expect(await run(args, { cwd })).toEqual(named);
    expect(await run(args, { cwd: join(cwd, "deep/er") })).toEqual(named);
  });

  test.each(commands)("%s says so where there is none", async (...args) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(`${args[0]} needs a policy: there is no .github/tocsin.yml here; give --policy`);
    expect(err).toContain(`usage: tocsin ${args[0]} `);
  });
});
