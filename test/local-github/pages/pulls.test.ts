// The pages of pull requests and files: what they show, and what their buttons do.
import { HtmlValidate } from "html-validate";
import { beforeEach, describe, expect, it } from "vitest";
import type { Pages } from "../../../src/local-github/http.ts";
import { createPages } from "../../../src/local-github/pages/router.ts";
import { by, propose, repo, writing } from "../proposals.ts";
import type { Stage } from "../stage.ts";

const host = "127.0.0.1:4000";
const web = `http://${host}`;

let stage: Stage;
let pages: Pages;

beforeEach(() => {
  stage = writing();
  const clock = { move: async () => undefined, nextDue: () => undefined };
  pages = createPages({
    ...{ github: stage.github, clock, about: "A test.", hints: [], beside: {} },
    web: () => web,
  });
});

const look = async (path: string, as = "alice") => {
  const answer = await pages(new Request(`${web}${path}`, { headers: { host, cookie: `as=${as}` } }));
  return {
    status: answer?.status ?? 0,
    to: answer?.headers.get("location"),
    text: (await answer?.text()) ?? "",
  };
};

const press = async (act: string, as = "alice", body = "") => {
  const headers = { host, origin: web, cookie: `as=${as}` };
  const sent = new URLSearchParams({ act, body });
  const answer = await pages(
    new Request(`${web}/${repo}/pull/1/answer`, { method: "POST", headers, body: sent }),
  );
  return { status: answer?.status ?? 0, text: (await answer?.text()) ?? "" };
};

const buttons = async (as: string): Promise<readonly string[]> => {
  const { text } = await look(`/${repo}/pull/1`, as);
  return Array.from(text.matchAll(/name="act" value="(\w+)"/g), ([, name]) => name ?? "");
};

describe("the page of a pull request", () => {
  it("shows words, commits, reviews, comments and what changes in each file", async () => {
    const pull = propose(stage, { body: "Please **read** <script>alert(1)</script>" });
    const { github } = stage;
    github.review({ by: "bob", pull, verdict: "CHANGES_REQUESTED", body: "Name the _cause_." });
    github.commitFile({ by, repo, branch: "report", path: ".github/tocsin.yml", text: "extends: hssi\n" });
    github.comment({ by: "carol", issue: pull, body: "Thank you." });
    const { text } = await look(`/${repo}/pull/1`);
    expect(text).toContain('<span class="state open">Open</span>');
    expect(text).toContain("Please <strong>read</strong> &lt;script&gt;");
    expect(text).toMatch(/committed <b>Create report\.md<\/b> <code>[0-9a-f]{7}<\/code>/);
    expect(text).toMatch(/asked for changes[\s\S]*Name the <em>cause<\/em>/);
    expect(text).toContain("which does not count without the role write");
    expect(text).toContain("2 files changed");
    expect(text).toContain(
      '<span class="gone">-extends: sre\n</span><span class="new">+extends: hssi\n</span>',
    );
    expect(text.indexOf("asked for changes")).toBeLessThan(text.indexOf("Thank you."));
  });

  it("offers what the visitor may do, and nothing that GitHub would refuse", async () => {
    propose(stage, { draft: true });
    expect(await buttons("alice")).toEqual(["close", "ready", "comment"]);
    expect(await buttons("carol")).toEqual(["changes", "approve", "comment"]);
    await press("ready");
    expect(await buttons("alice")).toEqual(["close", "draft", "merge", "comment"]);
    stage.github.commitFile({ by, repo, path: "report.md", text: "# Another\n" });
    expect(await buttons("alice")).toEqual(["close", "draft", "comment"]);
    expect((await look(`/${repo}/pull/1`)).text).toContain("It conflicts with its base");
  });

  it("does what its buttons say, and says the words beside them first", async () => {
    const pull = propose(stage, { draft: true });
    const { github } = stage;
    await press("ready", "alice", "Please look.");
    await press("changes", "bob", "Why?");
    await press("approve", "bob", "Now I see.");
    await press("close", "alice");
    await press("reopen", "alice");
    await press("merge", "alice", "Thank you all.");
    expect(github.comments(pull).map(({ body }) => body)).toEqual(["Please look.", "Thank you all."]);
    expect(github.pull(pull).reviews.map(({ state, body }) => [state, body])).toEqual([
      ["changes_requested", "Why?"],
      ["approved", "Now I see."],
    ]);
    expect(github.pull(pull)).toMatchObject({ state: "merged", mergedBy: "alice" });
    const { text } = await look(`/${repo}/pull/1`);
    expect(text).toContain('<span class="state done">Merged</span>');
    expect(text).toContain("merged this into <code>main</code>");
    // Once by a person: the closing behind a merge is not told.
    expect(text.match(/closed this/g)).toHaveLength(1);
  });

  it("asks for words where changes are wanted, and shows GitHub's refusals", async () => {
    propose(stage);
    expect(await press("changes", "bob")).toMatchObject({
      status: 422,
      text: expect.stringContaining("Say in the field what should change."),
    });
    expect(await press("merge", "bob")).toMatchObject({
      status: 422,
      text: expect.stringContaining("it takes write to merge"),
    });
    expect(await press("toString", "bob")).toMatchObject({ status: 422 });
  });

  it("is where an issue's address with its number leads, and its list has both tabs", async () => {
    propose(stage, { draft: true });
    expect(await look(`/${repo}/issues/1`)).toMatchObject({ status: 303, to: `/${repo}/pull/1` });
    const { text } = await look(`/${repo}/pulls`);
    expect(text).toMatch(
      /Open 1<\/a>[\s\S]*Closed 0<\/a>[\s\S]*href="\/acme\/incidents\/pull\/1">Report<\/a> <span class="mark">Draft/,
    );
    await press("close");
    expect((await look(`/${repo}/pulls?state=closed`)).text).toContain('aria-label="Closed"');
    expect((await look("/acme/vault/pulls", "mallory")).status).toBe(404);
    expect((await look(`/${repo}/pull/9`)).status).toBe(404);
  });
});

describe("the pages of files", () => {
  it("are reached from every page of a repository", async () => {
    stage.github.openIssue({ by, repo, title: "Down", body: "" });
    for (const path of ["issues", "issues/1", "pulls", "tree"])
      expect((await look(`/${repo}/${path}`)).text).toContain(
        `<a href="/${repo}/pulls">Pull requests</a> <a href="/${repo}/tree">Files</a>`,
      );
  });

  it("show a file at a branch: Markdown rendered, or as it is written", async () => {
    const { github } = stage;
    github.createBranch({ by, repo, branch: "incident/7" });
    const text = "# Seven\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n<!-- hidden -->\n";
    github.commitFile({ by, repo, branch: "incident/7", path: "reports/7 a.md", text });
    const at = `/${repo}/blob/incident/7/reports/7%20a.md`;
    expect((await look(`/${repo}/tree/incident/7`)).text).toContain(`href="${at}"`);
    const shown = (await look(at)).text;
    expect([shown.includes("<td>1</td>"), shown.includes("hidden --")]).toEqual([true, false]);
    expect((await look(`${at}?plain=1`)).text).toContain("&lt;!-- hidden --&gt;");
    expect((await look(`/${repo}/blob/main/reports/7%20a.md`)).status).toBe(404);
    expect((await look(`/${repo}/blob/main/.github/tocsin.yml`)).text).toContain(">extends: sre\n</pre>");
    expect((await look(`/${repo}/tree/nothing`)).status).toBe(404);
    expect((await look(`/${repo}/blob/%E0%A4%A`)).status).toBe(404);
  });
});

it("all of them are sound HTML", async () => {
  const pull = propose(stage);
  stage.github.review({ by: "bob", pull, verdict: "APPROVED" });
  stage.github.review({ by: "carol", pull, verdict: "COMMENTED", body: "Fine." });
  const judge = new HtmlValidate({
    extends: ["html-validate:standard"],
    rules: {
      "no-inline-style": "off",
      "require-sri": "off",
      "no-raw-characters": "off",
      "void-style": "off",
    },
  });
  for (const path of [
    "pulls",
    "pull/1",
    "tree/report",
    "blob/report/report.md",
    "blob/report/.github/tocsin.yml",
  ]) {
    const { results } = await judge.validateString((await look(`/${repo}/${path}`)).text);
    const problems = results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => [path, ruleId, message, line]),
    );
    expect(problems).toEqual([]);
  }
});
