// Fields of an organization on its issues: what an app may read and write, what people may, and what is told of it.
import { describe, expect, test } from "vitest";
import { createPages } from "../../src/local-github/pages/router.ts";
import { type Stage, setStage } from "./stage.ts";

const issue = "acme/incidents#1";
const field = "Target date";

function dated(): Stage & { readonly id: string; readonly fieldId: string } {
  const webhook = async () => ({ status: 200 });
  const permissions = { issues: "write", contents: "read", members: "read", issue_fields: "read" } as const;
  const stage = setStage({ apps: [{ slug: "tocsin", id: 1, webhookSecret: "hush", webhook, permissions }] });
  stage.github.addDateField("acme", field);
  const { id } = stage.github.openIssue({ by: "alice", repo: "acme/incidents", title: "Down", body: "" });
  return { ...stage, id, fieldId: "" };
}

async function fieldIn({ rest }: Stage): Promise<string> {
  const [found] = (await (await rest("/orgs/acme/issue-fields")).json()) as readonly { node_id: string }[];
  return found?.node_id ?? "";
}

const set = (id: string, fields: string): string =>
  `mutation { setIssueFieldValue(input: { issueId: "${id}", issueFields: [${fields}] }) { issue { number } } }`;

const look = `{ repository(owner: "acme", name: "incidents") { issue(number: 1) {
  issueFieldValues(first: 25) { nodes { ... on IssueFieldDateValue { value field { ... on IssueFieldDate { name } } } } }
  timelineItems(first: 9, itemTypes: [ISSUE_FIELD_ADDED_EVENT, ISSUE_FIELD_CHANGED_EVENT, ISSUE_FIELD_REMOVED_EVENT]) {
    nodes { __typename
      ... on IssueFieldAddedEvent { actor { login } value issueField { ... on IssueFieldDate { name } } }
      ... on IssueFieldChangedEvent { actor { login } previousValue newValue } } } } } }`;

describe("a field that holds a day", () => {
  test("is set by an app and moved by people, and tells who did it", async () => {
    const stage = dated();
    const { ask, github, id } = stage;
    const fieldId = await fieldIn(stage);
    expect((await ask(set(id, `{ fieldId: "${fieldId}", dateValue: "2025-05-01" }`))).errors).toEqual([]);
    github.setField({ by: "bob", issue, field, day: "2025-05-09" });
    github.setField({ by: "bob", issue, field, day: "2025-05-09" });
    expect((await ask(look)).data).toEqual({
      repository: {
        issue: {
          issueFieldValues: { nodes: [{ value: "2025-05-09", field: { name: field } }] },
          timelineItems: {
            nodes: [
              {
                ...{ __typename: "IssueFieldAddedEvent", actor: { login: "tocsin" }, value: "2025-05-01" },
                issueField: { name: field },
              },
              {
                ...{ __typename: "IssueFieldChangedEvent", actor: { login: "bob" } },
                ...{ previousValue: "2025-05-01", newValue: "2025-05-09" },
              },
            ],
          },
        },
      },
    });
    expect((await ask(set(id, `{ fieldId: "${fieldId}", delete: true }`))).errors).toEqual([]);
    expect(github.issue(issue).fields).toEqual({ [field]: null });
  });

  test("stands beside its issue on the page, with the form that changes it", async () => {
    const { github } = dated();
    const pages = createPages({
      ...{ github, about: "A test.", hints: [], beside: {}, web: () => "http://127.0.0.1:4000" },
      clock: { move: async () => undefined, nextDue: () => undefined },
    });
    const host = "127.0.0.1:4000";
    const at = `http://${host}/acme/incidents/issues/1`;
    const headers = { host, cookie: "as=bob", origin: `http://${host}` };
    const body = new URLSearchParams({ field, day: "2025-05-12" });
    const answer = await pages(new Request(`${at}/field`, { method: "POST", headers, body }));
    expect(answer?.status).toBe(303);
    const text = await (await pages(new Request(at, { headers })))?.text();
    expect(text).toContain(`${field}: 2025-05-12`);
    expect(text).toContain("set a field to <b>2025-05-12</b>");
    const seen = await (await pages(new Request(at, { headers: { host, cookie: "as=carol" } })))?.text();
    expect(seen).not.toContain(`Change ${field}`);
  });

  test.each([
    ["that is no day", { by: "bob", field, day: "2025-02-30" }, /no day/],
    ["by somebody who only reads", { by: "carol", field, day: "2025-05-01" }, /triage/],
    ["that there is not", { by: "bob", field: "Effort", day: "2025-05-01" }, /no field/],
  ])("%s is refused", (_what, how, message) => {
    expect(() => dated().github.setField({ issue, ...how })).toThrow(message);
  });

  test("is hidden from an app without the right, which is told what it takes", async () => {
    const { github, rest } = setStage();
    github.addDateField("acme", field);
    const answer = await rest("/orgs/acme/issue-fields");
    expect(answer.status).toBe(403);
    expect(answer.headers.get("x-accepted-github-permissions")).toBe("issue_fields=read");
  });
});
