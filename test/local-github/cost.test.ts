// The points of a document, by GitHub's formula.
import { parse } from "graphql";
import { expect, test } from "vitest";
import { costOf } from "../../src/local-github/graphql/cost.ts";
import { observeIncident } from "./observe-incident.ts";
import { setStage } from "./stage.ts";

test("an incident whole costs one point and at most 1,180 nodes", async () => {
  const { ask, github } = setStage();
  github.openIssue({ by: "alice", repo: "acme/incidents", title: "A", body: "" });
  const { data } = await ask(observeIncident, { owner: "acme", repo: "incidents", number: 1 });
  expect(data).toMatchObject({ rateLimit: { cost: 1, nodeCount: 1_180, remaining: 4_999 } });
});

test("connections inside a page count once for each of its items, defaults and fragments included", () => {
  const document =
    parse(`query($n: Int = 25) { repository(owner: "a", name: "b") { issues(first: $n) { nodes { ...I } } } }
    fragment I on Issue { labels(first: 10) { totalCount } subIssues(first: 25) { nodes { assignees(first: 5) { totalCount } } } }`);
  // 1 for the issues, 25 for labels, 25 for sub-issues, 625 for their assignees: 676 requests.
  expect(costOf(document, {})).toEqual({ points: 7, nodes: 25 + 250 + 625 + 3_125 });
  expect(costOf(document, { n: 100 }).points).toBe(27);
});

test("what could hold more than 500,000 nodes is refused", async () => {
  const { ask } = setStage();
  const { errors } = await ask(
    `{ repository(owner: "acme", name: "incidents") { issues(first: 100) { nodes { subIssues(first: 100) { nodes { labels(first: 100) { totalCount } } } } } } }`,
  );
  expect(errors).toMatchObject([{ type: "MAX_NODE_LIMIT_EXCEEDED" }]);
});
