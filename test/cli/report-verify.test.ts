// `tocsin report --verify`: five planted changes are found, each with what the file says, what GitHub says now, and where.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compared } from "../../src/cli/report-facts.ts";
import { documentValues } from "../../src/engine/rules/document-values.ts";
import { sealed } from "../../src/engine/text/regions.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { type Served, serveGitHub } from "../../src/local-github/http.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { at } from "../engine/answers.ts";
import { type History, incident } from "../engine/build.ts";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

const render = createRenderer(templates());

/** The report of a history as it would be written at that time. */
function reportOf(history: History, when: string): string {
  const here = history.situation(when);
  const kind = here.ruling.policy.documents.report;
  if (kind === undefined) throw new Error("There is no report in this policy.");
  return sealed(render(kind.template, documentValues(kind, here, false)), [
    "report",
    here.snapshot.issue.ref,
    "x",
  ]);
}

const outage = () =>
  incident()
    .opened("09:00", "alice", at.sev1)
    .comment("09:05", "ana", "/role lead me")
    .comment("09:10", "ana", "/told status-page 09:09")
    .comment("09:20", "ana", "/update The cache is full")
    .comment("09:40", "ana", "/resolve The cache was emptied")
    .looked("09:40");

describe("what a committed report says is held against GitHub", () => {
  const file = reportOf(outage(), "09:41");

  test("and holds where nothing has changed", () => {
    const found = compared(file, reportOf(outage(), "09:41"));
    expect([found.wrong, found.torn, found.touched]).toEqual([[], [], []]);
    expect(found.facts).toBeGreaterThan(12);
  });

  test.each([
    [
      "a time that was changed in the file",
      "Resolved**: Fri 1 May 2026 09:40",
      "Resolved**: Fri 1 May 2026 09:20",
      "Resolved",
    ],
    ["a severity that was changed in the file", /Severity\*\*: SEV1/, "Severity**: SEV2", "SEV1"],
    [
      "words in the timeline that were changed",
      "The cache is full",
      "The cache is slow",
      "The cache is full",
    ],
  ])("%s is found", (_, says, otherwise, now) => {
    const changed = file.replace(says, otherwise);
    expect(changed).not.toBe(file);
    const { wrong, touched } = compared(changed, reportOf(outage(), "09:41"));
    expect(wrong).toHaveLength(1);
    expect(wrong[0]?.now).toContain(now);
    expect(changed.split("\n")[(wrong[0]?.line ?? 0) - 1]).toBe(wrong[0]?.says);
    expect(touched).toHaveLength(1);
  });

  test("a line of the timeline that was taken out is found", () => {
    const changed = file.replace(/^- .*The cache is full.*\n/m, "");
    const { wrong } = compared(changed, reportOf(outage(), "09:41"));
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toMatchObject({ part: "timeline", now: expect.stringContaining("The cache is full") });
    expect(wrong[0]?.says).toBeUndefined();
  });

  test.each([
    ["a limit", /^- \*\*Update\*\*: .*\n/m, "limits"],
    ["the severity", /^- \*\*Severity\*\*.*\n/m, "overview"],
  ])("%s that was taken out is named, behind a fold as well", (_what, line, part) => {
    const changed = file.replace(line, "");
    expect(changed).not.toBe(file);
    const folded = changed.replace(
      `<!-- tocsin:end ${part} -->`,
      `<details>\n\nOurs\n\n</details>\n<!-- tocsin:end ${part} -->`,
    );
    for (const one of [changed, folded]) {
      const { lacking, touched } = compared(one, reportOf(outage(), "09:41"));
      expect(lacking).toMatchObject([{ part, now: expect.stringMatching(/./) }]);
      expect(touched).toEqual([part]);
    }
  });

  test("what was changed on GitHub since is found, and what was only added is not called wrong", () => {
    const later = outage()
      .comment("10:00", "ana", "/severity sev2 because few were concerned")
      .looked("10:00");
    const { wrong, later: added } = compared(file, reportOf(later, "10:01"));
    expect(wrong.map(({ says }) => says)).toEqual([expect.stringContaining("**Severity**: SEV1")]);
    expect(added.join("\n")).toContain("severity from SEV1");
  });

  test("a part that lost a hidden line is named, and nothing of it is guessed", () => {
    const { torn, wrong } = compared(
      file.replace("<!-- tocsin:end told -->", ""),
      reportOf(outage(), "09:41"),
    );
    expect(torn.map(({ name }) => name)).toContain("told");
    expect(wrong).toEqual([]);
  });
});

describe("over a GitHub", () => {
  let github: LocalGitHub;
  let served: Served;
  const cwd = emptyFolder();
  const file = join(cwd, "report.md");

  beforeAll(async () => {
    github = createGitHub({ clock: new VirtualClock(Date.now()), apps: [] });
    github.addRepository({
      ...{ owner: "acme", name: "incidents", labels: ["incident", "severity: 1"] },
      files: { ".github/tocsin.yml": "extends: sre\n" },
    });
    github.addUser("ana");
    github.setRole("ana", "acme/incidents", "write");
    github.openIssue({
      ...{ by: "ana", repo: "acme/incidents", title: "Payments down", labels: ["incident", "severity: 1"] },
      body: "Nobody can pay.",
    });
    served = await serveGitHub(github);
  });
  afterAll(() => served.close());

  const verify = (...words: readonly string[]) =>
    run(["report", "--verify", file, ...words], {
      cwd,
      env: {
        GITHUB_API_URL: served.url,
        GITHUB_GRAPHQL_URL: `${served.url}/graphql`,
        GITHUB_TOKEN: github.actionsToken("acme/incidents"),
      },
    });

  test("the file names its incident, and each fact that no longer holds is printed with where GitHub says otherwise", async () => {
    writeFileSync(
      file,
      `<!-- tocsin:document report acme/incidents#1 x -->\n# Incident report\n\n<!-- tocsin:region overview -->\n- **Reported by**: ben\n<!-- tocsin:end overview -->\n`,
    );
    const { code, out, err } = await verify();
    expect([code, err]).toEqual([1, ""]);
    expect(out).toContain("1 fact of 1 no longer holds, by acme/incidents#1");
    expect(out).toContain(
      "line 5, overview\n  the file  - **Reported by**: ben\n  GitHub    - **Reported by**: ana\n",
    );
    const { out: json } = await verify("--json");
    expect(JSON.parse(json)).toMatchObject({
      ...{ ok: false, incident: "acme/incidents#1", document: "report" },
      wrong: [{ part: "overview", line: 5, says: "- **Reported by**: ben", now: "- **Reported by**: ana" }],
    });
  });

  test("a file that names none is refused, with what to do", async () => {
    writeFileSync(file, "# Somebody's own\n");
    const { code, err } = await verify();
    expect(code).toBe(2);
    expect(err).toContain("does not name its incident");
    expect(err).toContain("owner/repo#7");
  });

  test("an issue that is not there is said to be out of sight", async () => {
    writeFileSync(file, "# Somebody's own\n");
    const { code, err, out } = await verify("acme/incidents#99");
    expect(code).toBe(1);
    expect(err + out).toContain("acme/incidents#99 is not in sight");
  });
});
