// Who may do what on the local GitHub.
import { describe, expect, test } from "vitest";
import { setStage } from "./stage.ts";

const incidents = "acme/incidents";
const first = "acme/incidents#1";

function withIssue() {
  const stage = setStage();
  stage.github.openIssue({ by: "carol", repo: incidents, title: "Slow", body: "Very." });
  return stage;
}

describe("labels at the opening of an issue", () => {
  test("an outsider's labels are dropped silently", () => {
    const { github } = setStage();
    github.openIssue({ by: "mallory", repo: incidents, title: "A", body: "", labels: ["incident"] });
    expect(github.issue(first).labels).toEqual([]);
  });

  test("a form's labels stay, whoever opens it, unless the repository lacks them", () => {
    const { github } = setStage();
    github.openIssue({
      by: "mallory",
      repo: incidents,
      title: "A",
      body: "",
      formLabels: ["incident", "unheard of"],
    });
    expect(github.issue(first).labels).toEqual(["incident"]);
  });

  test("assignees are given by triagers only, and only people with a role can be", () => {
    const { github } = setStage();
    const issue = { repo: incidents, title: "A", body: "", assignees: ["alice", "mallory"] };
    github.openIssue({ by: "bob", ...issue });
    github.openIssue({ by: "carol", ...issue });
    expect(github.issues().map(({ assignees }) => assignees)).toEqual([["alice"], []]);
  });
});

describe("roles", () => {
  test.each([
    ["mallory", "public repositories are open to all", true],
    ["carol", "and to readers", true],
  ])("%s may comment: %s", (by) => {
    const { github } = withIssue();
    github.comment({ by, issue: first, body: "Me too." });
    expect(github.comments(first).map(({ author }) => author)).toEqual([by]);
  });

  test("a private repository is not found by who has no role in it", () => {
    const { github } = setStage();
    const open = () => github.openIssue({ by: "mallory", repo: "acme/vault", title: "A", body: "" });
    expect(open).toThrow("Not found: there is no repository acme/vault that mallory can see.");
  });

  test.each([
    ["carol", "triage to label issues"],
    ["mallory", "triage to label issues"],
  ])("%s may not label", (by, message) => {
    const { github } = withIssue();
    expect(() => github.addLabels({ by, issue: first, labels: ["incident"] })).toThrow(message);
    expect(github.issue(first).labels).toEqual([]);
  });

  test("a triager labels, assigns, closes and opens again, but does not edit the words of others", () => {
    const { github } = withIssue();
    github.addLabels({ by: "bob", issue: first, labels: ["INCIDENT"] });
    github.assign({ by: "bob", issue: first, logins: ["alice"] });
    github.close({ by: "bob", issue: first, reason: "not_planned" });
    github.reopen({ by: "bob", issue: first });
    expect(github.issue(first)).toMatchObject({ labels: ["incident"], assignees: ["alice"], state: "open" });
    expect(() => github.editIssue({ by: "bob", issue: first, body: "x" })).toThrow("takes write to edit");
  });

  test("a label that the repository lacks is refused", () => {
    const { github } = withIssue();
    const add = () => github.addLabels({ by: "bob", issue: first, labels: ["sev0"] });
    expect(add).toThrow('acme/incidents has no label "sev0".');
  });

  test("authors edit and close their own issue, and open again what they closed themselves", () => {
    const { github } = withIssue();
    github.editIssue({ by: "carol", issue: first, title: "Slower" });
    github.close({ by: "carol", issue: first, reason: "completed" });
    github.reopen({ by: "carol", issue: first });
    github.close({ by: "bob", issue: first, reason: "completed" });
    expect(() => github.reopen({ by: "carol", issue: first })).toThrow("takes triage");
    expect(github.issue(first)).toMatchObject({ title: "Slower", state: "closed", stateReason: "completed" });
  });

  test("a box is ticked in one's own comment, or by a writer in any", () => {
    const { github } = withIssue();
    const { id } = github.comment({
      by: "bob",
      issue: first,
      body: "```\n- [ ] nothing new\n```\n- [ ] Nothing new: 04:20",
    });
    expect(() => github.tick({ by: "carol", comment: id, text: "Nothing new" })).toThrow("takes write");
    github.tick({ by: "alice", comment: id, text: "nothing new" });
    expect(github.comments(first)[0]?.body).toBe("```\n- [ ] nothing new\n```\n- [x] Nothing new: 04:20");
    expect(() => github.tick({ by: "alice", comment: id, text: "Page" })).toThrow('no box that says "Page"');
  });

  test("a role that was taken away is gone at once", () => {
    const { github } = withIssue();
    github.setRole("bob", incidents, "none");
    expect(() => github.close({ by: "bob", issue: first, reason: "completed" })).toThrow("has the role none");
  });
});

describe("the log", () => {
  test("has every act in order, with who, where and what about", () => {
    const { github } = setStage();
    github.openIssue({
      by: "alice",
      repo: incidents,
      title: "Down",
      body: "All of it.",
      labels: ["incident"],
    });
    github.comment({ by: "bob", issue: first, body: "Looking." });
    github.commitFile({ by: "alice", repo: incidents, path: "a.md", text: "a" });
    github.close({ by: "alice", issue: first, reason: "completed" });
    expect(github.log.map(({ by, did, on, text }) => [by, did, on, text])).toEqual([
      ["alice", "opened", first, "All of it."],
      ["alice", "labeled", first, "incident"],
      ["bob", "commented", first, "Looking."],
      ["alice", "committed", incidents, "a.md"],
      ["alice", "closed", first, "completed"],
    ]);
  });
});
