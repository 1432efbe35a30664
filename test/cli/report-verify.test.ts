// `tocsin report --verify`: five planted changes are found, each with what the file says, what GitHub says now, and where.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compared, isHeld, type Verified } from "../../src/cli/report-facts.ts";
import { asKnownAt } from "../../src/engine/rules/document-then.ts";
import { documentValues } from "../../src/engine/rules/document-values.ts";
import { sealed } from "../../src/engine/text/regions.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { type Served, serveGitHub } from "../../src/local-github/http.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { at } from "../engine/answers.ts";
import { type History, incident, time } from "../engine/build.ts";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

const render = createRenderer(templates());

/**
 * The report of a history as it would be written at that time; `whole`: as a file is held against it; `written`: as it was to be when the file
 * was written.
 */
function reportOf(history: History, when: string, whole = false, written?: string): string {
  const now = history.situation(when);
  const at = written === undefined ? undefined : time(written);
  const here = at === undefined ? now : asKnownAt(now, { facts: at, approvals: at });
  const kind = here.ruling.policy.documents.report;
  if (kind === undefined) throw new Error("There is no report in this policy.");
  return sealed(render(kind.template, documentValues(kind, here, false, whole)), [
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
    expect(found.hidden).toEqual([]);
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

  const wholly = reportOf(outage(), "09:41", true);

  test("a title that was changed is found", () => {
    const changed = file.replace(/^# Incident report: .*$/m, "# Incident report: A short delay");
    const { wrong } = compared(changed, wholly);
    expect(wrong).toMatchObject([
      { part: "title", says: "# Incident report: A short delay", now: "# Incident report: Payments down" },
    ]);
    expect(changed.split("\n")[(wrong[0]?.line ?? 0) - 1]).toBe(wrong[0]?.says);
  });

  test.each([
    ["words", "09.20 : The cache is full (ana)", "09.20 : The cache is slow (ana)"],
    ["a time", "09.20 : The cache is full (ana)", "09.25 : The cache is full (ana)"],
    ["a day", "section Fri 1 May 2026", "section Sat 2 May 2026"],
    ["its title", "accTitle: Timeline of Payments down", "accTitle: Timeline of a delay"],
  ])("%s of the drawing that was changed is found, with its line", (_what, says, otherwise) => {
    const changed = file.replace(says, otherwise);
    expect(changed).not.toBe(file);
    const { wrong } = compared(changed, wholly);
    const lines = changed.split("\n");
    expect(wrong).toMatchObject([{ part: "timeline", says: otherwise, now: says }]);
    expect(lines[(wrong[0]?.line ?? 0) - 1]?.trim()).toBe(otherwise);
  });

  test("an entry of the drawing that was put under another day is found", () => {
    const history = outage().comment("23:30", "ana", "/told support 2026-05-02 00:10").looked("23:59");
    const drawn = reportOf(history, "23:59");
    expect(drawn).toContain("section Fri 1 May 2026");
    const [entry = ""] = /^ *09\.40 : .*\n/m.exec(drawn) ?? [];
    const changed = drawn.replace(entry, "").replace(/^```$/m, `    section Sat 2 May 2026\n${entry}\`\`\``);
    const { wrong } = compared(changed, reportOf(history, "23:59", true));
    expect(wrong).toMatchObject([{ part: "timeline", says: "section Sat 2 May 2026" }]);
  });

  test("an entry that was put into the drawing is found", () => {
    const entry = "        09.30 : the service was back (ana)";
    const changed = file.replace("        09.20 : The cache", `${entry}\n        09.20 : The cache`);
    expect(compared(changed, wholly).wrong).toMatchObject([{ part: "timeline", says: entry.trim() }]);
  });

  test("two lines of the timeline that changed places are found, with what stands before on GitHub", () => {
    const lines = file.split("\n");
    const at = lines.findIndex((line) => /^- .*told status-page/.test(line));
    const [one = "", other = ""] = lines.slice(at, at + 2);
    expect(other).toContain("The cache is full");
    lines.splice(at, 2, other, one);
    const { wrong } = compared(lines.join("\n"), wholly);
    expect(wrong).toHaveLength(1);
    expect([one, other]).toContain(wrong[0]?.says);
    expect(wrong[0]?.now).toBeUndefined();
    expect(wrong[0]?.after).toMatch(/^- Fri 1 May/);
    expect(lines[(wrong[0]?.line ?? 0) - 1]).toBe(wrong[0]?.says);
  });

  test("two entries of the drawing that changed places are found", () => {
    const lines = file.split("\n");
    const at = lines.findIndex((line) => line.includes("09.09 : told"));
    lines.splice(at, 2, lines[at + 1] ?? "", lines[at] ?? "");
    expect(compared(lines.join("\n"), wholly).wrong).toMatchObject([
      { part: "timeline", after: expect.stringMatching(/^\d\d\.\d\d : /) },
    ]);
  });

  test("a drawing that shows the most telling of a long list holds, whatever was said since", () => {
    const long = outage();
    for (let minute = 10; minute < 60; minute += 1)
      long.comment(`11:${minute}`, "ana", `/note step ${minute}`);
    const drawn = reportOf(long.looked("12:00"), "12:00");
    expect(drawn.match(/^ {8}\d\d\.\d\d : /gm)).toHaveLength(40);
    const later = long.comment("12:10", "ana", "/severity sev2 because few were concerned").looked("12:10");
    const { wrong, lacking } = compared(drawn, reportOf(later, "12:11", true));
    expect(lacking).toEqual([]);
    expect(wrong.map(({ part }) => part)).toEqual(["overview"]);
  });

  test("a timeline that leaves its first lines out for its length holds, and more than those is found", () => {
    const long = outage();
    for (let step = 0; step < 240; step += 1)
      long.comment(
        `${11 + Math.floor(step / 60)}:${String(step % 60).padStart(2, "0")}`,
        "ana",
        `/note step ${step}`,
      );
    const cut = reportOf(long.looked("16:00"), "16:00");
    expect(cut).toMatch(/^- The first \d\d lines are left out here for their length/m);
    const later = long.comment("16:10", "ana", "/note one more").looked("16:10");
    const now = reportOf(later, "16:11", true);
    expect(isHeld(compared(cut, now))).toBe(true);
    const [, first = ""] = /left out here.*\n(- .*)\n/.exec(cut) ?? [];
    expect(compared(cut.replace(`${first}\n`, ""), now).wrong).toMatchObject([
      { part: "timeline", now: expect.stringMatching(/./) },
    ]);
  });

  describe("by what was known when it was written", () => {
    const later = () =>
      outage()
        .comment("10:00", "ana", "/told support 09:15")
        .comment("10:01", "ana", "/set impact Nobody can pay")
        .comment("10:02", "ana", "/role comms @ben")
        .comment("10:03", "ana", "/flag clinical")
        .closed("10:04", "ana")
        .looked("10:05");
    const against = (text: string, earlier: string | undefined = "09:42") =>
      compared(text, reportOf(later(), "10:06", true), {
        earlier: earlier && reportOf(later(), "10:06", false, earlier),
      });
    /** As if we had written it so. */
    const resealed = (text: string) =>
      sealed(text.split("\n").slice(1).join("\n"), ["report", "acme/incidents#7", "x"]);

    test("what came after it is no fault of it, also of what happened before", () => {
      const { wrong, lacking, later: news } = against(file);
      expect([wrong.filter(({ says }) => says === undefined), lacking]).toEqual([[], []]);
      expect(news.join("\n")).toMatch(/told support[\s\S]*status Closed/);
    });

    test.each([
      ["an answer", /^- \*\*Resolved\*\*.*\n/m, "overview"],
      ["who was told", /^- Fri 1 May 09:09 BST: .*\n/m, "told"],
      ["the last line of the timeline", /^- .*status Resolved.*\n/m, "timeline"],
      ["an entry of the drawing", /^ *09\.20 : .*\n/m, "timeline"],
    ])("%s that was taken out is found though its part looks as we wrote it", (_what, line, part) => {
      const changed = resealed(file.replace(line, ""));
      expect(changed).not.toBe(resealed(file));
      const { wrong, touched } = against(changed);
      const gone = wrong.filter(({ says }) => says === undefined);
      expect([gone.map((one) => one.part), touched]).toEqual([[part], []]);
    });

    test("a drawing that is gone is named once, whoever took it out and whenever it was written", () => {
      const changed = file.replace(/<details>[\s\S]*<\/details>\n/, "");
      const named = [{ part: "timeline", now: expect.stringMatching(/^the drawing, with \d+ lines$/) }];
      expect(against(changed).lacking.filter(({ now }) => now?.startsWith("the drawing"))).toMatchObject(
        named,
      );
      for (const earlier of ["09:42", ""])
        expect(
          against(resealed(changed), earlier).wrong.filter(({ says }) => says === undefined),
        ).toMatchObject(named);
    });

    test("what comes from an issue that is out of sight can't be told, and the rest is compared", () => {
      const row = "| [Add a breaker](https://github.com/acme/hidden/issues/3) | ana | 2026-06-01 | open |";
      const table = `| Action | Owner | By when | State |\n| --- | --- | --- | --- |\n${row}`;
      const withRow = resealed(file.replace(/^No action is recorded.*$/m, table));
      expect(withRow).toContain(row);
      const fresh = reportOf(outage(), "09:41", true);
      const { wrong, untold } = compared(withRow, fresh, { unseen: ["acme/hidden#3"] });
      expect([wrong, untold.map(({ says }) => says)]).toEqual([[], [expect.any(String), row]]);
      expect(compared(withRow, fresh, { unseen: ["acme/hidden#33"] }).untold).toEqual([]);
      const changed = withRow.replace("The cache is full", "The cache is slow");
      expect(compared(changed, fresh, { unseen: ["acme/hidden#3"] }).wrong[0]).toMatchObject({
        part: "timeline",
      });
      expect(isHeld(compared(withRow, fresh, { unseen: ["acme/hidden#3"] }))).toBe(false);
    });
  });

  describe("what is hidden from whoever reads it", () => {
    const begins = "<!-- tocsin:region overview";
    const ends = "<!-- tocsin:end overview -->";
    const first = /^- \*\*Reference/m;
    const around = (before: string, after: string): string =>
      file.replace(begins, `${before}\n${begins}`).replace(ends, `${ends}\n${after}`);
    const within = (before: string, after: string): string =>
      file.replace(first, `${before}\n$&`).replace(ends, `${after}\n${ends}`);
    const fresh = reportOf(outage(), "09:41");

    test.each([
      ["a fold", around("<details><summary>More</summary>\n", "\n</details>"), "<details>"],
      ["a fold that is never ended", around("<details>\n", ""), "<details>"],
      ["a fold over two lines", around("<details\nid=x>\n", "\n</details>"), "<details>"],
      ["a fence", around("```", "```"), "```"],
      ["a longer fence, with one within", around("`````markdown\n```", "```\n`````"), "```"],
      ["a fence of another kind", around("~~~~", "~~~~"), "~~~"],
      ["an element that is hidden", around('<div class="a" hidden>\n', "\n</div>"), "<div hidden>"],
      ["one that a style hides", around('<div style="display:none">\n', "\n</div>"), "<div hidden>"],
      ["one in others", around("<div hidden><div></div>\n", "\n</div>"), "<div hidden>"],
      [
        "a table that is hidden",
        around("<table hidden><tr><td>\n", "\n</td></tr></table>"),
        "<table hidden>",
      ],
      ["a template", around("<template>\n", "\n</template>"), "<template>"],
      ["struck out", around("<del>\n", "\n</del>"), "<del>"],
      ["a fold that a fence seems to hold", around("<p>\n```\n<details>\n```\n", ""), "<details>"],
      ["a comment within", within("<!--", "-->"), "<!--"],
      ["a comment that ends with the part", within("words <!-- more", "a"), "<!--"],
      ["a fold within", within("<details>\n", "\n</details>"), "<details>"],
      ["a fence within", within("```text", "```"), "```"],
    ])("by %s is named, and where it begins", (_, changed, by) => {
      const found = compared(changed, fresh);
      expect(isHeld(found)).toBe(false);
      const [hidden] = found.hidden.filter(({ part }) => part === "overview");
      expect(hidden).toMatchObject({ part: "overview", by });
      expect(changed.split("\n")[(hidden?.line ?? 0) - 1]?.replaceAll("~~~~", "~~~")).toContain(
        by.split(" ")[0]?.replace(">", ""),
      );
      expect(hidden?.facts).toBeGreaterThan(4);
    });

    test("nothing is said of what hides nothing of ours", () => {
      const beside = [
        "<details><summary>Mine</summary>\n\nwords\n\n</details>\n",
        "```sh\n<details>\n```\n",
        "Press `<details>` where \\<details> stands, a <b or <https://example.org>.<br>\n",
        '<p align="center"><img src="x.png"></p>\n',
        '<div align="center">\n\n<details open>\n',
        "<!-- to do: <details> -->\n",
        "<!--\n```\n-->\n",
      ].join("\n");
      const found = compared(file.replace(begins, `${beside}\n${begins}`), fresh);
      expect([found.hidden, isHeld(found)]).toEqual([[], true]);
    });

    test("our own drawing stands in a fold and a fence, and another fold around it is named", () => {
      const whole = reportOf(outage(), "09:41", true);
      expect(compared(whole, whole).hidden).toEqual([]);
      const region = "<!-- tocsin:region timeline";
      const end = "<!-- tocsin:end timeline -->";
      const changed = whole.replace(region, `<details>\n\n${region}`).replace(end, `${end}\n\n</details>`);
      const { hidden } = compared(changed, whole);
      expect(hidden).toMatchObject([{ part: "timeline", by: "<details>" }]);
      expect(hidden[0]?.facts).toBe(
        compared(whole, whole).facts -
          compared(whole.replace(/<!-- tocsin:region timeline[\s\S]*?end timeline -->/, ""), whole).facts,
      );
    });
  });

  test("what people wrote beside the parts is theirs, and a part is not told as lacking what came later", () => {
    const written = file.replace("### Timeline", "### Timeline\n\nWe looked at the wrong cache first.");
    const later = outage().comment("10:00", "ana", "/told support 09:59").looked("10:00");
    const found = compared(written, reportOf(later, "10:01", true));
    expect([found.wrong, found.lacking, found.touched, found.gone]).toEqual([[], [], [], []]);
  });

  test("a part without both of its hidden lines is named as one that can't be compared", () => {
    const torn = file.replace(/<!-- tocsin:(?:region|end) told.*-->\n/g, "");
    const found = compared(torn, wholly);
    expect([found.wrong, found.torn, found.gone]).toEqual([[], [], ["told"]]);
    expect(isHeld(found)).toBe(false);
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
      "line 5, overview\n  the file  - **Reported by**: ben\n  GitHub    - **Reported by**: ana ([record](https://github.com/acme/incidents/issues/1))\n",
    );
    const { out: json } = await verify("--json");
    expect(JSON.parse(json)).toMatchObject({
      ...{ ok: false, incident: "acme/incidents#1", document: "report" },
      wrong: [
        {
          ...{ part: "overview", line: 5, says: "- **Reported by**: ben" },
          now: expect.stringContaining("- **Reported by**: ana ("),
        },
      ],
    });
  });

  test("a part that a fold hides is printed as changed, with what hides it and on which line that begins", async () => {
    const fact = "- **Reported by**: ana ([record](https://github.com/acme/incidents/issues/1))";
    writeFileSync(
      file,
      `<!-- tocsin:document report acme/incidents#1 x -->\n<details>\n\n<!-- tocsin:region overview -->\n${fact}\n<!-- tocsin:end overview -->\n\n</details>\n`,
    );
    const { code, out } = await verify();
    expect(code).toBe(1);
    expect(out).toContain(
      "line 2, overview: changed since: <details> stands around 1 line of it, and whoever reads the file does not see that, or not as it is; take it out",
    );
    const { hidden } = JSON.parse((await verify("--json")).out) as { hidden: unknown };
    expect(hidden).toEqual([{ part: "overview", by: "<details>", line: 2, facts: 1 }]);
  });

  test("a file that was written before its incident was transferred is held against where that is now", async () => {
    github.addRepository({ owner: "acme", name: "other", files: { ".github/tocsin.yml": "extends: sre\n" } });
    for (const repo of ["acme/incidents", "acme/other"]) github.setRole("ana", repo, "admin");
    const { number } = github.openIssue({
      ...{ by: "ana", repo: "acme/incidents", title: "Cards are refused", labels: ["incident"], body: "x" },
    });
    const ref = `acme/incidents#${number}`;
    const url = `https://github.com/${ref.replace("#", "/issues/")}`;
    const facts = [`- **Reference**: [${ref}](${url}), \`ID\``, `- **Reported by**: ben ([record](${url}))`];
    github.transfer({ by: "ana", issue: ref, to: "acme/other" });
    const id = /`([^`]+)`/.exec((await verified(ref, facts)).wrong[0]?.now ?? "")?.[1] ?? "";
    const found = await verified(ref, [facts[0]?.replace("ID", id) ?? "", facts[1] ?? ""]);
    expect(found).toMatchObject({ incident: "acme/other#1", facts: 2, wrong: [{ line: 4, says: facts[1] }] });
    // By the address that it has now, too: what the file names is the same issue.
    expect(await verified(ref, facts, "acme/other#1")).toMatchObject({ wrong: [{ line: 3 }, { line: 4 }] });
    // A file that lost its first line tells by its first address which issue it is of.
    expect(await verified("", facts, "acme/other#1")).toMatchObject({ wrong: [{ line: 3 }, { line: 4 }] });
    const [reference] = (await verified("", facts, "acme/other#1")).wrong;
    expect(
      await verified("", [reference?.now?.replaceAll("acme/other#1", ref) ?? ""], "acme/other#1"),
    ).toMatchObject({
      ...{ facts: 1, wrong: [] },
    });
    // Another incident that is named beside it is another.
    const other = await verified("acme/incidents#1", facts, "acme/other#1");
    expect(other.wrong.map(({ now }) => now)).toEqual([
      expect.stringContaining("acme/other#1"),
      expect.anything(),
    ]);
  });

  async function verified(ref: string, facts: readonly string[], ...words: readonly string[]) {
    writeFileSync(
      file,
      `<!-- tocsin:document report ${ref} x -->\n<!-- tocsin:region overview -->\n${facts.join("\n")}\n<!-- tocsin:end overview -->\n`,
    );
    return JSON.parse((await verify(...words, "--json")).out) as Pick<Verified, "facts" | "wrong">;
  }

  test("a file that names none is refused, with what to do", async () => {
    writeFileSync(file, "# Report\n\n<!-- tocsin:region told x -->\n- a\n<!-- tocsin:end told -->\n");
    const { code, err } = await verify();
    expect(code).toBe(2);
    expect(err).toContain("does not name its incident");
    expect(err).toContain("owner/repo#7");
  });

  test("a file from which all hidden lines are gone is said to be so, with what to do, named or not", async () => {
    writeFileSync(file, "# Incident report: Payments down\n\n- **Reported by**: ben\n");
    const unnamed = await verify();
    expect([unnamed.code, unnamed.out]).toEqual([2, ""]);
    expect(unnamed.err).toMatch(/has none of the hidden lines of a document.*take them back from the commit/);
    expect(unnamed.err).toContain("owner/repo#7");
    const named = await verify("acme/incidents#1");
    expect([named.code, named.err]).toEqual([1, ""]);
    expect(named.out).toMatch(
      /there is no fact in it that could be compared.*take them back from the commit/,
    );
  });

  test("lines that changed places are printed with what GitHub has before them", async () => {
    const withLines = (lines: readonly string[]) =>
      `<!-- tocsin:document report acme/incidents#1 x -->\n<!-- tocsin:region timeline -->\n${lines.join("\n")}\n<!-- tocsin:end timeline -->\n`;
    writeFileSync(file, withLines([]));
    const { lacking } = JSON.parse((await verify("--json")).out) as { lacking: { now: string }[] };
    const [first = "", second = "", ...others] = lacking.map(({ now }) => now);
    expect(second).toMatch(/^- .*severity/);
    writeFileSync(file, withLines([second, first, ...others]));
    const { code, out } = await verify();
    expect(code).toBe(1);
    expect(out).toContain(`line 3, timeline\n  the file  ${second}\n  GitHub    has this after ${first}\n`);
    expect(out).toMatch(/Not in the file, or without both hidden lines, .*: title, overview/);
  });

  test("an issue that is not there is said to be out of sight", async () => {
    writeFileSync(file, "# Somebody's own\n");
    const { code, err, out } = await verify("acme/incidents#99");
    expect(code).toBe(1);
    expect(err + out).toContain("acme/incidents#99 is not in sight");
  });
});
