import { beforeEach, describe, expect, it } from "vitest";
import type { Pages } from "../../../src/local-github/http.ts";
import { createPages } from "../../../src/local-github/pages/router.ts";
import { type Stage, setStage } from "../stage.ts";

const host = "127.0.0.1:4000";
const form = `name: Everything
description: A form with every kind of field
labels: [incident]
body:
  - { type: markdown, attributes: { value: "Read **this** first" } }
  - { type: input, id: what, attributes: { label: What, description: In one line, placeholder: Down }, validations: { required: true } }
  - { type: textarea, id: log, attributes: { label: Log, render: shell, value: none } }
  - { type: dropdown, id: where, attributes: { label: Where, options: [here, there], default: 1 } }
  - { type: dropdown, id: which, attributes: { label: Which, options: [a, b, c], multiple: true } }
  - { type: checkboxes, id: sure, attributes: { label: Sure, options: [{ label: I looked, required: true }, { label: I asked }] } }
`;

let stage: Stage;
let pages: Pages;
let moved: number[];

beforeEach(() => {
  stage = setStage();
  stage.github.commitFile({
    repo: "acme/incidents",
    path: ".github/ISSUE_TEMPLATE/all.yml",
    text: form,
    by: "alice",
  });
  moved = [];
  const clock = {
    move: async (ms: number) => void moved.push(ms),
    nextDue: () => stage.clock.now() + 60_000,
  };
  pages = createPages({
    github: stage.github,
    clock,
    about: "A test.",
    hints: [],
    beside: {},
    web: () => `http://${host}`,
  });
});

const look = async (path: string, as = "alice"): Promise<{ status: number; text: string }> => {
  const answer = await pages(new Request(`http://${host}${path}`, { headers: { host, cookie: `as=${as}` } }));
  return { status: answer?.status ?? 0, text: (await answer?.text()) ?? "" };
};

const send = async (
  path: string,
  fields: Record<string, string> | [string, string][],
  headers: Record<string, string> = {},
) => {
  const answer = await pages(
    new Request(`http://${host}${path}`, {
      method: "POST",
      headers: { host, origin: `http://${host}`, cookie: "as=alice", ...headers },
      body: new URLSearchParams(fields),
    }),
  );
  return {
    status: answer?.status ?? 0,
    to: answer?.headers.get("location"),
    text: (await answer?.text()) ?? "",
    answer,
  };
};

const opened = (body = "- [ ] box"): string => {
  const { number } = stage.github.openIssue({ by: "alice", repo: "acme/incidents", title: "Down", body });
  return `/acme/incidents/issues/${number}`;
};

describe("a form", () => {
  const path = "/acme/incidents/issues/new?template=all.yml";
  const answers: [string, string][] = [
    ["title", "Down"],
    ["answer-1", "Checkout"],
    ["answer-2", "one\r\ntwo"],
    ["answer-3", "here"],
    ["answer-4", "a"],
    ["answer-4", "c"],
    ["answer-5", "I looked"],
  ];

  it("is shown with every kind of field", async () => {
    const { text } = await look(path);
    expect(text).toContain("Read <strong>this</strong> first");
    expect(text).toMatch(/<label for="answer-1">What.*required.*<\/label>/);
    expect(text).toContain('placeholder="Down" aria-describedby="answer-1-about" required');
    expect(text).toContain('<option value="there" selected>there</option>');
    expect(text).toContain('name="answer-4" multiple size="3"');
    expect(text).toContain('value="I looked" required');
  });

  it("opens an issue with the body and labels that GitHub would make", async () => {
    const { status, to } = await send(path, answers);
    expect([status, to]).toEqual([303, "/acme/incidents/issues/1"]);
    const issue = stage.github.issue("acme/incidents#1");
    expect(issue.labels).toEqual(["incident"]);
    expect(issue.body).toBe(
      "### What\n\nCheckout\n\n### Log\n\n```shell\none\ntwo\n```\n\n### Where\n\nhere\n\n### Which\n\na, c\n\n### Sure\n\n- [x] I looked\n- [ ] I asked",
    );
  });

  it("is shown again with what was written when a required answer is missing", async () => {
    const { status, text } = await send(
      path,
      answers.filter(([name]) => name !== "answer-5"),
    );
    expect(status).toBe(422);
    expect(text).toContain("An answer is missing:</b> Sure");
    expect(text).toContain('value="Checkout"');
    expect(stage.github.issues("acme/incidents")).toEqual([]);
  });
});

describe("the choice before a new issue", () => {
  const path = "/acme/incidents/issues/new/choose";

  it("offers the forms that GitHub accepts, and a blank issue", async () => {
    const broken = { path: ".github/ISSUE_TEMPLATE/broken.yml", text: "name: Broken\nbody: []\n" };
    stage.github.commitFile({ repo: "acme/incidents", by: "alice", ...broken });
    const { text } = await look(path);
    expect(text).toContain("A form with every kind of field");
    expect(text).toContain("Blank issue");
    expect(text).not.toContain("Broken");
  });

  it("leads elsewhere where its configuration says so", async () => {
    const config = `blank_issues_enabled: false
contact_links:
  - { name: Security, url: "https://example.org/security", about: In private }
  - { name: Odd, url: "javascript:alert(1)", about: Not a link }
`;
    stage.github.commitFile({
      repo: "acme/incidents",
      by: "alice",
      path: ".github/ISSUE_TEMPLATE/config.yml",
      text: config,
    });
    const { text } = await look(path);
    expect(text).toContain('<a href="https://example.org/security" rel="noreferrer noopener">Security</a>');
    expect(text).not.toContain("Blank issue");
    expect(text).not.toContain("Odd");
  });
});

describe("an issue", () => {
  it("takes comments, labels, edits, ticks, its close and its reopening", async () => {
    const path = opened();
    await send(`${path}/comment`, { body: "Hello", act: "comment" });
    await send(`${path}/labels`, [
      ["chosen", "incident"],
      ["chosen", "severity: 1"],
    ]);
    await send(`${path}/labels`, [["chosen", "severity: 2"]]);
    await send(`${path}/assignees`, [["chosen", "bob"]]);
    await send(`${path}/tick`, { what: "body", box: "0" });
    await send(`${path}/edit`, { title: "Up", body: "- [x] box" });
    await send(`${path}/comment`, { body: "Over", act: "close", reason: "not_planned" });
    const issue = stage.github.issue("acme/incidents#1");
    expect(issue).toMatchObject({
      title: "Up",
      body: "- [x] box",
      labels: ["severity: 2"],
      assignees: ["bob"],
      state: "closed",
      stateReason: "not_planned",
    });
    expect(stage.github.comments("acme/incidents#1").map(({ body }) => body)).toEqual(["Hello", "Over"]);
    await send(`${path}/comment`, { body: "", act: "reopen" });
    expect(stage.github.issue("acme/incidents#1").state).toBe("open");
  });

  it("ticks boxes in comments and folds hidden ones", async () => {
    const path = opened();
    const { id } = stage.github.comment({ by: "alice", issue: "acme/incidents#1", body: "- [ ] a\n- [ ] b" });
    await send(`${path}/tick`, { what: id, box: "1" });
    expect(stage.github.comments("acme/incidents#1")[0]?.body).toBe("- [ ] a\n- [x] b");
    await send(`${path}/comments/${id}/edit`, { body: "other" });
    expect(stage.github.comments("acme/incidents#1")[0]?.body).toBe("other");
    await stage.ask(
      `mutation { minimizeComment(input: { subjectId: "${id}", classifier: OUTDATED }) { clientMutationId } }`,
    );
    expect((await look(path)).text).toMatch(/minimized.*<details><summary>.*hidden as outdated/);
  });

  it("has live boxes only for those who may change the words", async () => {
    const path = opened();
    expect((await look(path, "alice")).text).toContain('<button type="submit" form="tick-body"');
    expect((await look(path, "bob")).text).not.toContain('<button type="submit" form="tick-body"');
  });

  it("says why GitHub refuses an act", async () => {
    const path = opened();
    const { status, text } = await send(`${path}/labels`, { chosen: "incident" }, { cookie: "as=carol" });
    expect(status).toBe(422);
    expect(text).toContain("carol has the role read in acme/incidents; it takes triage to label issues.");
  });

  it("keeps what people write as text", async () => {
    const { number } = stage.github.openIssue({
      by: "alice",
      repo: "acme/incidents",
      title: "<b>x</b>",
      body: "y",
    });
    expect((await look(`/acme/incidents/issues/${number}`)).text).toContain("<h1>&lt;b&gt;x&lt;/b&gt;");
  });
});

describe("the site", () => {
  it("moves the clock by a step, or to what is due next", async () => {
    await send("/-/clock", { by: "300000", back: "/acme/incidents/issues" });
    const { to } = await send("/-/clock", {
      to: String(stage.clock.now() + 60_000),
      back: "//elsewhere.example",
    });
    expect(moved).toEqual([300_000, 60_000]);
    expect(to).toBe("/");
  });

  it("remembers as whom somebody looks", async () => {
    const { answer } = await send("/-/as", { as: "bob", back: "/" });
    expect(answer?.headers.get("set-cookie")).toBe("as=bob; Path=/; HttpOnly; SameSite=Strict");
    expect((await look("/", "bob")).text).toContain('<option value="bob" selected>');
  });

  it("changes nothing for a form of another site", async () => {
    const path = opened();
    for (const origin of ["http://elsewhere.example", "null", `http://localhost:4000`]) {
      const { status } = await send(`${path}/comment`, { body: "Hello" }, { origin });
      expect(status).toBe(403);
    }
    expect(stage.github.comments("acme/incidents#1")).toEqual([]);
  });

  it("answers to this machine's own names only", async () => {
    const { status } = await send("/", {}, { host: "elsewhere.example", origin: "http://elsewhere.example" });
    expect(status).toBe(421);
  });

  it("shows private repositories to nobody without a role", async () => {
    expect((await look("/acme/vault/issues", "mallory")).status).toBe(404);
    expect((await look("/", "mallory")).text).not.toContain("acme/vault");
  });

  it("leaves the API to the API", async () => {
    for (const path of ["/repos/acme/incidents/issues", "/graphql", "/app", "/acme/unknown"]) {
      expect(await pages(new Request(`http://${host}${path}`, { headers: { host } }))).toBeUndefined();
    }
  });
});
