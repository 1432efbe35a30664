// Queries that are asked again: answered as before while nothing was written, and anew after whatever was.
import { expect, test } from "vitest";
import { askWith, setStage, start } from "./stage.ts";

const look = `query {
  viewer { login }
  status: repository(owner: "acme", name: "status") { name }
  repository(owner: "acme", name: "incidents") {
    name isArchived
    labels(first: 50) { nodes { name } }
    object(expression: "HEAD:.github/tocsin.yml") { ... on Blob { text } }
    issues(first: 50) { nodes {
      title body state
      assignees(first: 10) { nodes { login } }
      labels(first: 10) { nodes { name } }
      comments(first: 50) { nodes { body authorAssociation } }
      subIssues(first: 10) { nodes { title } }
    } }
  }
}`;

test("after every act the same query is answered anew, and until then alike", async () => {
  const { github, ask } = setStage();
  const issue = "acme/incidents#1";
  const opened = { by: "alice", repo: "acme/incidents", body: "### Service\n\npayments" };
  const policy = { repo: "acme/incidents", path: ".github/tocsin.yml" };
  const acts: (() => unknown)[] = [
    () => github.openIssue({ ...opened, title: "Payments down" }),
    () => github.comment({ by: "bob", issue, body: "Looking." }),
    () => github.editIssue({ by: "alice", issue, title: "Payments are down" }),
    () => github.addLabels({ by: "bob", issue, labels: ["severity: 1"] }),
    () => github.removeLabels({ by: "bob", issue, labels: ["severity: 1"] }),
    () => github.assign({ by: "bob", issue, logins: ["alice"] }),
    () => github.openIssue({ ...opened, title: "Part of it" }),
    () => github.addSubIssue({ by: "bob", issue, child: "acme/incidents#2" }),
    () => github.commitFile({ by: "alice", ...policy, text: "extends: hssi\n" }),
    () => github.setRole("bob", "acme/incidents", "none"),
    () => github.addRepository({ owner: "acme", name: "status", labels: [] }),
    () => github.close({ by: "alice", issue, reason: "completed" }),
    () => github.reopen({ by: "alice", issue }),
  ];
  let seen = JSON.stringify(await ask(look));
  for (const act of acts) {
    act();
    const answer = await ask(look);
    expect(answer.data?.repository).toBeDefined();
    expect(JSON.stringify(answer)).not.toBe(seen);
    expect(await ask(look)).toEqual(answer);
    seen = JSON.stringify(answer);
  }
});

test("what hangs on who asks, on what is left and on the time is never told as it was", async () => {
  const { github, clock, ask } = setStage();
  const repo = "acme/incidents";
  const spent = async () => JSON.stringify((await ask("{ rateLimit { used } }")).data);
  expect(await spent()).not.toBe(await spent());
  github.openIssue({ by: "alice", repo, title: "Payments down", body: "" });
  const run = github.actionsToken(repo);
  const who = `{ viewer { login } vault: repository(owner: "acme", name: "vault") { name } }`;
  const [app, workflow] = [await ask(who), await askWith(github, run, { query: who })];
  expect(app.data).toEqual({ viewer: { login: "tocsin[bot]" }, vault: { name: "vault" } });
  expect(workflow.data).toEqual({ viewer: { login: "github-actions[bot]" }, vault: null });
  await clock.advanceTo(start + 60_000);
  github.comment({ by: "bob", issue: `${repo}#1`, body: "Looking." });
  github.faults({ reads: { lag: 3_000 } });
  const lagging = await ask(look);
  expect(JSON.stringify(lagging)).not.toContain("Looking.");
  await clock.advanceTo(start + 64_000);
  expect(JSON.stringify(await ask(look))).toContain("Looking.");
});
