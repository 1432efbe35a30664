// The built bundle, run as GitHub's runner runs it: no server, one repository, each event a run of its own.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildAction, formBody, home, type Stage, setStage } from "./stage.ts";

const on = `extends: sre\nteams: { payments: ${home} }\n`;
const inc = `${home}#1`;
const me = "github-actions[bot]";

let bundle: Awaited<ReturnType<typeof buildAction>>;
const stages: Stage[] = [];

async function stageWith(policy: string): Promise<Stage> {
  const stage = await setStage(bundle.path, policy);
  stages.push(stage);
  return stage;
}

beforeAll(async () => {
  bundle = await buildAction();
});
afterAll(async () => {
  for (const stage of stages) await stage.close();
});

const open = (stage: Stage, title = "Payments down") =>
  stage.github.openIssue({
    by: "alice",
    repo: home,
    title,
    formLabels: ["incident"],
    body: formBody({
      description: "Checkout answers 502",
      severity: "SEV1 — down for most users or data is lost or wrong",
      impact: "Nobody can pay by card",
    }),
  });

const cardOf = (stage: Stage): string =>
  stage.github.comments(inc).find(({ author, body }) => author === me && body.includes("tocsin:card"))
    ?.body ?? "";

const titled = (stage: Stage, title: RegExp) =>
  stage.github.issues(home).find((issue) => title.test(issue.title));

describe("the Action alone", () => {
  test("takes an incident from its form to its review and its actions in one repository", async () => {
    const stage = await stageWith(on);
    const { github } = stage;
    expect((await stage.run("workflow_dispatch")).code).toBe(0);
    expect(github.labels(home).map(({ name }) => name)).toContain("severity: 1");

    open(stage);
    for (const { code } of await stage.catchUp()) expect(code).toBe(0);
    expect(github.issue(inc).labels).toEqual(
      expect.arrayContaining(["incident", "severity: 1", "status: open"]),
    );
    expect(cardOf(stage)).toContain("Nobody can pay by card");

    github.comment({ by: "alice", issue: inc, body: "/resolve Rolled the deploy back" });
    await stage.catchUp();
    expect(github.issue(inc).labels).toContain("status: resolved");

    github.close({ by: "alice", issue: inc, reason: "completed" });
    await stage.catchUp();
    const retro = titled(stage, /^Review: Payments down \(incident-.*-payments-down\)$/);
    expect(retro).toMatchObject({ state: "open", parent: inc, author: me });

    const body = `${retro?.body}\n- [ ] Add a circuit breaker @alice team:payments due:30d\n`;
    github.editIssue({ by: "alice", issue: retro?.ref ?? "", body });
    for (const { code } of await stage.catchUp()) expect(code).toBe(0);
    const action = titled(stage, /^Add a circuit breaker$/);
    expect(action).toMatchObject({ state: "open", assignees: ["alice"] });

    github.close({ by: "alice", issue: action?.ref ?? "", reason: "completed" });
    await stage.catchUp();
    const listed = github.comments(retro?.ref ?? "").filter(({ author }) => author === me);
    expect(listed).toHaveLength(1);
    expect(listed[0]?.body).toMatch(/done|closed/i);

    github.close({ by: "alice", issue: retro?.ref ?? "", reason: "completed" });
    await stage.catchUp();
    const writes = github.requests.writes;
    expect((await stage.run("schedule")).code).toBe(0);
    expect(github.requests.writes).toBe(writes);
    expect(github.issues(home)).toHaveLength(3);
  }, 60_000);

  test("says in the summary what it did and why, and in its log one line a pass", async () => {
    const stage = await stageWith(on);
    await stage.run("workflow_dispatch");
    open(stage);
    const [first] = await stage.catchUp();
    expect(first?.summary).toContain("### #1 Payments down");
    expect(first?.summary).toContain(
      "**label severity: 1 put on** · The severity is SEV1: the form says SEV1.",
    );
    expect(first?.out.match(/^tocsin looked key="acme\/incidents#1"/gm)).toHaveLength(1);
  });

  test("in watch mode writes nothing and shows what it would have said", async () => {
    const stage = await stageWith(`${on}incidents: { mode: watch }\n`);
    await stage.run("workflow_dispatch");
    open(stage);
    const [first] = await stage.catchUp();
    expect(stage.github.requests.writes).toBe(0);
    expect(first?.code).toBe(0);
    expect(first?.summary).toContain("would have been made: the policy has `mode: watch`.");
    expect(first?.summary).toContain("Would have been: **card written**");
    expect(first?.summary).toMatch(/What it would have said[\s\S]*Nobody can pay by card/);
  });

  test("marks each problem of a policy at its line, on an event as in a sweep", async () => {
    const stage = await stageWith("extends: sre\nclocks:\n  update:\n    within: { sev1: soon }\n");
    const marked = /^::error file=\.github\/tocsin\.yml,line=4,col=\d+,title=Tocsin policy::clocks\.update/m;
    const swept = await stage.run("schedule");
    expect(swept.out).toMatch(marked);
    expect(swept.code).toBe(0);
    open(stage);
    const [first] = await stage.catchUp();
    expect(first?.out).toMatch(marked);
    expect(first?.summary).toMatch(/\.github\/tocsin\.yml:4:\d+/);
    expect(stage.github.requests.writes).toBe(0);
  });

  test("marks a key of a policy that is a list or a map", async () => {
    const stage = await stageWith("extends: sre\n? [a, b]\n: c\nteams: { ? { toString: 1 } : acme/b }\n");
    const { out, code } = await stage.run("schedule");
    expect(out).toMatch(/^::error file=\.github\/tocsin\.yml,line=2,col=3,.*must be strings/m);
    expect(out).toMatch(/^::error file=\.github\/tocsin\.yml,line=4,col=12,.*must be strings/m);
    expect(code).toBe(0);
  });

  test("fails and says so where a write is refused for good", async () => {
    const stage = await stageWith(on);
    await stage.run("workflow_dispatch");
    open(stage);
    const weak = stage.github.actionsToken(home, { issues: "read", contents: "read", metadata: "read" });
    const { event = "", payload } = stage.waiting[0] ?? {};
    const { code, out, summary } = await stage.run(event, payload, { INPUT_TOKEN: weak });
    expect(code).toBe(1);
    expect(out).toMatch(/^::error::acme\/incidents#1: /m);
    expect(summary).toContain("### Could not be done");
  });

  test("names every input that is wrong and reads nothing", async () => {
    const stage = await stageWith(on);
    const { code, out } = await stage.run("issues", {}, { INPUT_TOKEN: "", INPUT_GRACE: "soon" });
    expect(code).toBe(1);
    expect(out).toContain("::error::token is not set");
    expect(out).toContain('::error::grace is "soon", expected a time like 10m');
    expect(stage.github.requests.graphql + stage.github.requests.rest).toBe(0);
  });

  test("shows neither its token nor its secret, whatever goes wrong", async () => {
    const stage = await stageWith(on);
    open(stage);
    const token = "ghs_wrongwrongwrong";
    const { code, out, summary } = await stage.run("schedule", {}, { INPUT_TOKEN: token });
    expect(code).toBe(1);
    for (const text of [out, summary]) expect(text).not.toMatch(/ghs_wrong|hush/);
  });
});

describe("the bundle", () => {
  test("comes to at most 256 KiB as it is downloaded, which is compressed", () => {
    expect(bundle.size).toBeLessThanOrEqual(256 * 1024);
  });

  test("does not grow unseen: at most 896 KiB to read before it runs", () => {
    expect(bundle.text.length).toBeLessThanOrEqual(896 * 1024);
  });

  test("holds nothing that only the reference of policies says", () => {
    const described = readFileSync(new URL("../../docs/policy.schema.json", import.meta.url), "utf8");
    const [, words = ""] = /"description": "([^"\\]{40,})"/.exec(described) ?? [];
    expect(words).not.toBe("");
    expect(bundle.text).not.toContain(words);
  });

  test("holds neither GraphQL's own parser nor tables of holidays", () => {
    expect(bundle.text).not.toMatch(/graphql\/utilities|buildASTSchema|date-holidays|moonphase/);
  });
});
