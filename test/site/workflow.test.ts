// The workflow that publishes the status page: when it runs, what it may do, and that no run breaks another off.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const read = (name: string) =>
  parse(readFileSync(new URL(`../../templates/workflows/${name}.yml`, import.meta.url), "utf8"));
const workflow = read("status-page");
const { publish } = workflow.jobs;

describe("the workflow of the status page", () => {
  test("runs when an issue changes, after Tocsin's own workflow wrote, and by a schedule", () => {
    expect(Object.keys(workflow.on)).toEqual([
      "issues",
      "issue_comment",
      "workflow_run",
      "schedule",
      "workflow_dispatch",
    ]);
    expect(workflow.on.workflow_run).toEqual({ workflows: [read("tocsin").name], types: ["completed"] });
  });

  test("writes nothing but Pages", () => {
    expect(workflow.permissions).toEqual({});
    const writes = Object.entries(publish.permissions).filter(([, level]) => level === "write");
    expect(writes.map(([name]) => name)).toEqual(["pages", "id-token"]);
  });

  test("lets the run that is under way end, so that an older page never comes after a newer one", () => {
    expect(publish.concurrency).toEqual({ group: "tocsin-status-page", "cancel-in-progress": false });
    expect(Object.keys(workflow.jobs)).toEqual(["publish"]);
  });

  test("publishes the folder that the command line wrote", () => {
    const steps: readonly { run?: string; uses?: string; with?: { path?: string } }[] = publish.steps;
    const [, out] =
      /cli\.js site --out (\S+)$/.exec(steps.find(({ run }) => run !== undefined)?.run ?? "") ?? [];
    expect(out).toBe("site");
    expect(steps.find(({ uses }) => uses?.startsWith("actions/upload-pages-artifact@"))?.with?.path).toBe(
      out,
    );
  });
});
