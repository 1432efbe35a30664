// The workflow that runs Tocsin without a server, as it ships and with documents: what starts it, what it may do, whom it obeys.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { eventsOfDocuments } from "../../src/action/run.ts";
import { workflowText } from "../../src/shipped/workflow.ts";

const off = workflowText({ log: false, documents: false });
const both = workflowText({ log: true, documents: true });
const inputs = parse(
  readFileSync(new URL("../../.github/actions/tocsin/action.yml", import.meta.url), "utf8"),
).inputs;

/** Whether the job runs where this is so. GitHub's expressions read as ours do but for what is absent, which is null. */
function runs(text: string, github: object): boolean {
  const condition: string = parse(text).jobs.tocsin.if;
  const [, expression = ""] = /^\$\{\{([\s\S]*)\}\}$/.exec(condition.trim()) ?? [];
  return Boolean(new Function("github", `return (${expression.replaceAll(".", "?.")});`)(github));
}

/** An event of a pull request at acme/incidents. */
const pullBy = (login: string, from: string | undefined) => ({
  repository: "acme/incidents",
  event_name: "pull_request",
  event: {
    pull_request: {
      user: { login },
      head: { repo: from === undefined ? null : { full_name: from } },
    },
  },
});

describe("the workflow of the Action", () => {
  test("has documents off: no events of pull requests, no right to open one, no input", () => {
    const workflow = parse(off);
    for (const event of Object.keys(eventsOfDocuments)) expect(workflow.on).not.toHaveProperty(event);
    expect(workflow.permissions).toEqual({ contents: "read", issues: "write" });
    expect(workflow.jobs.tocsin.steps.at(-1).with).not.toHaveProperty("documents");
  });

  test("with documents hears at once what becomes of them, and may open them", () => {
    const { on, permissions, jobs } = parse(workflowText({ log: false, documents: true }));
    for (const [event, types] of Object.entries(eventsOfDocuments)) expect(on[event]).toEqual({ types });
    expect(permissions).toEqual({ contents: "write", issues: "write", "pull-requests": "write" });
    expect(jobs.tocsin.steps.at(-1).with.documents).toBe(true);
    expect(Object.keys(inputs)).toContain("documents");
  });

  test("with documents is otherwise the same, and says of nothing more that it is off", () => {
    const { on, permissions, jobs, ...rest } = parse(off);
    const more = parse(both);
    expect(more).toMatchObject({ ...rest, on });
    expect(more.jobs.tocsin.if).toBe(jobs.tocsin.if);
    expect(more.permissions.contents).toBe("write");
    expect(both).toContain(
      "contents: write # the incident log (docs/incident-log.md) and documents (docs/reports.md)\n",
    );
    expect(off.match(/^#\+/gm)).toHaveLength(6);
    expect(both).not.toContain("#+");
    expect(both.startsWith(off.slice(0, off.indexOf("#\n")))).toBe(true);
  });

  test.each([off, both])(
    "checks out nothing, runs no script, and is never handed secrets for a fork",
    (text) => {
      const { on, jobs } = parse(text);
      expect(on).not.toHaveProperty("pull_request_target");
      expect(on).not.toHaveProperty("workflow_run");
      const steps: readonly { readonly uses?: string; readonly run?: string }[] = jobs.tocsin.steps;
      expect(steps).toHaveLength(1);
      expect(steps[0]?.uses).toMatch(/^OWNER\/tocsin\/\.github\/actions\/tocsin@/);
      expect(steps[0]).not.toHaveProperty("run");
    },
  );

  test.each<[string, object, boolean]>([
    ["a document of its own", pullBy("github-actions[bot]", "acme/incidents"), true],
    ["a pull request of a person", pullBy("alice", "acme/incidents"), false],
    ["one of another bot", pullBy("dependabot[bot]", "acme/incidents"), false],
    ["one from a fork", pullBy("github-actions[bot]", "mallory/incidents"), false],
    ["one from a fork that was deleted", pullBy("github-actions[bot]", undefined), false],
    ["an issue", { event_name: "issues", event: { issue: { number: 1 } } }, true],
    [
      "a comment on a pull request",
      { event_name: "issue_comment", event: { issue: { pull_request: {} } } },
      false,
    ],
    ["the schedule", { event_name: "schedule", event: {} }, true],
    [
      "a push to another branch",
      { event_name: "push", ref_name: "other", event: { repository: { default_branch: "main" } } },
      false,
    ],
  ])("on %s runs or not: %#", (_what, github, expected) => {
    for (const text of [off, both]) expect(runs(text, github)).toBe(expected);
  });
});
