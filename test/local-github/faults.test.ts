// What goes wrong with requests: lag, answers that get lost, crashes in mid-document, limits of rate.
import { describe, expect, test } from "vitest";
import { type Stage, setStage, start } from "./stage.ts";

const first = "acme/incidents#1";
const say = `mutation($i: ID!, $b: String!) { addComment(input: {subjectId: $i, body: $b}) { commentEdge { node { id } } } }`;
const read = `{ repository(owner: "acme", name: "incidents") { issue(number: 1) { title updatedAt comments(first: 50) { nodes { body } } labels(first: 5) { nodes { name } } } } }`;

interface Read {
  readonly repository: {
    readonly issue: { readonly title: string; readonly comments: { readonly nodes: { body: string }[] } };
  };
}

const bodies = async (stage: Stage): Promise<string[]> =>
  ((await stage.ask(read)).data as unknown as Read).repository.issue.comments.nodes.map(({ body }) => body);

function withIssue(): Stage & { readonly id: string } {
  const stage = setStage();
  stage.github.openIssue({ by: "alice", repo: "acme/incidents", title: "Down", body: "All." });
  return { ...stage, id: stage.github.issue(first).id };
}

describe("reads that lag", () => {
  test("show the state of a while ago, the caller's own writes included; writes act on the newest", async () => {
    const stage = withIssue();
    await stage.clock.advanceTo(start + 10_000);
    stage.github.faults({ reads: { lag: 3_000 } });
    await stage.ask(say, { i: stage.id, b: "mine" });
    const { id } = stage.github.comments(first)[0] ?? { id: "" };
    const edit = `mutation($c: ID!) { updateIssueComment(input: {id: $c, body: "mine, edited"}) { issueComment { body } } }`;
    expect((await stage.ask(edit, { c: id })).data).toEqual({
      updateIssueComment: { issueComment: { body: "mine, edited" } },
    });
    expect(await bodies(stage)).toEqual([]);
    await stage.clock.advanceTo(start + 12_999);
    expect(await bodies(stage)).toEqual([]);
    await stage.clock.advanceTo(start + 13_000);
    expect(await bodies(stage)).toEqual(["mine, edited"]);
  });

  test("what was set up is seen from the first instant on", async () => {
    const { github, ask } = setStage();
    github.faults({ reads: { lag: 60_000 } });
    const query = `{ repository(owner: "acme", name: "incidents") { labels(first: 9) { totalCount } } }`;
    expect((await ask(query)).data).toEqual({ repository: { labels: { totalCount: 3 } } });
  });

  test("an issue too young for the replica is NOT_FOUND there, by REST too", async () => {
    const stage = setStage();
    stage.github.faults({ reads: { lag: 3_000 } });
    await stage.clock.advanceTo(start + 5_000);
    stage.github.openIssue({ by: "alice", repo: "acme/incidents", title: "Down", body: "" });
    expect((await stage.ask(read)).errors).toMatchObject([{ type: "NOT_FOUND" }]);
    expect((await stage.rest("/repos/acme/incidents/issues/1")).status).toBe(404);
  });
});

describe("requests that fail", () => {
  test("answer 502 and have done nothing", async () => {
    const stage = withIssue();
    stage.github.faults({ requests: { fail: 1 } });
    expect((await stage.ask(say, { i: stage.id, b: "x" })).status).toBe(502);
    expect((await stage.rest("/repos/acme/incidents")).status).toBe(502);
    expect(stage.github.comments(first)).toEqual([]);
  });

  test("about half of the failing writes took effect where faults say so", async () => {
    const stage = withIssue();
    stage.github.faults({ requests: { fail: 1, applied: true } });
    const answers = [];
    for (let n = 0; n < 40; n++) answers.push((await stage.ask(say, { i: stage.id, b: `${n}` })).status);
    expect(new Set(answers)).toEqual(new Set([502]));
    const written = stage.github.comments(first).length;
    expect(written).toBeGreaterThan(10);
    expect(written).toBeLessThan(30);
    expect(stage.github.requests.writes).toBe(40);
  });

  test("a fraction that is none is refused by name", () => {
    const { github } = setStage();
    expect(() => github.faults({ requests: { fail: 3 } })).toThrow(
      "requests.fail is 3; expected a fraction from 0 to 1",
    );
  });
});

describe("a crash in mid-document", () => {
  test("leaves what was written before it, runs nothing after it, and the request is broken off", async () => {
    const stage = withIssue();
    const stop = stage.github.onWrite(({ alias }) => {
      if (alias === "b") throw new Error("power cut");
    });
    const three = `mutation($i: ID!) {
      a: addComment(input: {subjectId: $i, body: "a"}) { clientMutationId }
      b: addComment(input: {subjectId: $i, body: "b"}) { clientMutationId }
      c: addComment(input: {subjectId: $i, body: "c"}) { clientMutationId } }`;
    await expect(stage.ask(three, { i: stage.id })).rejects.toThrow("power cut");
    stop();
    expect(stage.github.comments(first).map(({ body }) => body)).toEqual(["a", "b"]);
    expect(stage.github.requests).toMatchObject({ graphql: 1, writes: 1 });
  });
});

describe("limits of rate", () => {
  test("the primary limit answers 200 with an error and nothing remaining, until the hour is over", async () => {
    const stage = withIssue();
    stage.github.faults({ rate: { limit: 2 } });
    await stage.ask(read);
    await stage.ask(read);
    const refused = await stage.ask(read);
    expect([refused.status, refused.errors[0]?.type]).toEqual([200, "RATE_LIMITED"]);
    await stage.clock.advanceTo(start + 3_600_000);
    expect((await stage.ask(read)).errors).toEqual([]);
  });

  test("the secondary limit answers 403 and how long to wait", async () => {
    const stage = withIssue();
    stage.github.faults({ rate: { secondary: { writes: 1, retryAfter: 30 } } });
    await stage.ask(say, { i: stage.id, b: "a" });
    expect((await stage.ask(say, { i: stage.id, b: "b" })).status).toBe(403);
    await stage.clock.advanceTo(start + 60_000);
    expect((await stage.ask(say, { i: stage.id, b: "c" })).status).toBe(200);
    expect(stage.github.comments(first).map(({ body }) => body)).toEqual(["a", "c"]);
  });
});

describe("the same seed", () => {
  test("gives the same ids, deliveries and state, byte for byte", async () => {
    const story = async (): Promise<string> => {
      const stage = withIssue();
      stage.github.faults({
        webhooks: { drop: 0.3, duplicate: 0.3, reorder: true },
        requests: { fail: 0.3, applied: true },
      });
      for (let n = 0; n < 20; n++) {
        await stage.ask(say, { i: stage.id, b: `${n}` });
        await stage.clock.advanceTo(stage.clock.now() + 1_000);
      }
      const { github, delivered } = stage;
      return JSON.stringify([
        github.log,
        delivered,
        github.deliveries,
        github.comments(first),
        github.requests,
      ]);
    };
    expect(await story()).toBe(await story());
  });
});
