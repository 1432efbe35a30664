// Issues that block others: what an app may mark and read, what people may, and what an older server does not know.
import { describe, expect, test } from "vitest";
import { createPages } from "../../src/local-github/pages/router.ts";
import { type Stage, setStage } from "./stage.ts";

const issue = "acme/incidents#1";

/** Three issues, the last in a private repository. */
function three(options?: Parameters<typeof setStage>[0]): Stage & { readonly ids: readonly string[] } {
  const stage = setStage(options);
  const repos = ["acme/incidents", "acme/incidents", "acme/vault"];
  const ids = repos.map(
    (repo, n) => stage.github.openIssue({ by: "alice", repo, title: `${n}`, body: "" }).id,
  );
  return { ...stage, ids };
}

const mutation = (field: string, [blocked, blocking]: readonly (string | undefined)[]): string =>
  `mutation { ${field}(input: { issueId: "${blocked}", blockingIssueId: "${blocking}" }) {
    issue { blockedBy(first: 5) { totalCount nodes { title } } issueDependenciesSummary { blockedBy totalBlockedBy } }
    blockingIssue { blocking(first: 5) { nodes { title } } } } }`;

describe("an issue that blocks another", () => {
  test("is shown on both, by GraphQL, by REST and on the page, until that is taken back", async () => {
    const { github, ask, rest, ids } = three();
    expect((await ask(mutation("addBlockedBy", ids))).data).toEqual({
      addBlockedBy: {
        issue: {
          blockedBy: { totalCount: 1, nodes: [{ title: "1" }] },
          issueDependenciesSummary: { blockedBy: 1, totalBlockedBy: 1 },
        },
        blockingIssue: { blocking: { nodes: [{ title: "0" }] } },
      },
    });
    github.close({ by: "alice", issue: "acme/incidents#2", reason: "completed" });
    expect(await (await rest("/repos/acme/incidents/issues/1")).json()).toMatchObject({
      issue_dependencies_summary: { blocked_by: 0, total_blocked_by: 1, blocking: 0, total_blocking: 0 },
    });
    const pages = createPages({
      ...{ github, about: "A test.", hints: [], beside: {}, web: () => "http://127.0.0.1:4000" },
      clock: { move: async () => undefined, nextDue: () => undefined },
    });
    const host = "127.0.0.1:4000";
    const page = await pages(
      new Request(`http://${host}/acme/incidents/issues/1`, { headers: { host, cookie: "as=alice" } }),
    );
    const text = await page?.text();
    expect(text).toContain('Blocked by <span class="meta">1 of 1 closed</span>');
    expect(text).toMatch(/marked this as blocked by <a href="\/acme\/incidents\/issues\/2">/);
    expect((await ask(mutation("removeBlockedBy", ids))).errors).toEqual([]);
    expect(github.issue(issue).blockedBy).toEqual([]);
    const events = `{ repository(owner: "acme", name: "incidents") { issue(number: 1) {
      timelineItems(first: 9, itemTypes: [BLOCKED_BY_ADDED_EVENT, BLOCKED_BY_REMOVED_EVENT]) { nodes { __typename
        ... on BlockedByRemovedEvent { actor { login } blockingIssue { number } } } } } } }`;
    expect((await ask(events)).data).toMatchObject({
      repository: {
        issue: {
          timelineItems: {
            nodes: [
              { __typename: "BlockedByAddedEvent" },
              {
                __typename: "BlockedByRemovedEvent",
                actor: { login: "tocsin" },
                blockingIssue: { number: 2 },
              },
            ],
          },
        },
      },
    });
  });

  test.each([
    ["itself", [0, 0], "can't be blocked by itself"],
    ["what it blocks already", [0, 1], "blocked by that issue already"],
  ])("can't be %s", async (_what, [blocked = 0, blocking = 0], message) => {
    const { github, ask, ids } = three();
    github.block({ by: "bob", issue, blocking: "acme/incidents#2" });
    const { errors } = await ask(mutation("addBlockedBy", [ids[blocked], ids[blocking]]));
    expect(errors).toMatchObject([{ type: "UNPROCESSABLE", message: expect.stringContaining(message) }]);
  });

  test("is one of fifty at most", async () => {
    const { github, ask, ids } = three();
    for (let n = 0; n < 50; n++) {
      const { number } = github.openIssue({
        by: "alice",
        repo: "acme/incidents",
        title: "One more",
        body: "",
      });
      github.block({ by: "bob", issue, blocking: `acme/incidents#${number}` });
    }
    expect((await ask(mutation("addBlockedBy", ids))).errors).toMatchObject([
      { message: "An issue can have at most 50 dependencies of a kind" },
    ]);
  });

  test("is said by people with triage, and forgotten when it is deleted, and follows where it is transferred", () => {
    const { github } = three();
    const blocking = "acme/incidents#2";
    expect(() => github.block({ by: "carol", issue, blocking })).toThrow(/triage/);
    github.block({ by: "bob", issue, blocking });
    github.block({ by: "bob", issue, blocking: "acme/vault#1" });
    github.setRole("alice", "acme/vault", "admin");
    github.deleteIssue({ by: "alice", issue: "acme/vault#1" });
    expect(github.issue(issue).blockedBy).toEqual([blocking]);
    github.transfer({ by: "alice", issue: blocking, to: "acme/vault" });
    expect(github.issue(issue).blockedBy).toEqual(["acme/vault#2"]);
    github.block({ by: "bob", issue, blocking: "acme/vault#2", off: true });
    expect(github.issue(issue).blockedBy).toEqual([]);
    expect(() => github.block({ by: "bob", issue, blocking: "acme/vault#2", off: true })).toThrow(
      /not blocked/,
    );
  });

  test("is nothing that an older server knows: it refuses the whole document, and names the line", async () => {
    const { ask } = three({ age: "older" });
    const query = `{ repository(owner: "acme", name: "incidents") { issue(number: 1) {
      title
      blocking(first: 1) { nodes { id } }
    } } }`;
    const { data, errors } = await ask(query);
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { locations: [{ line: 3 }], message: expect.stringContaining("blocking") },
    ]);
  });
});
