import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import nock from "nock";
import { describe, expect, test } from "vitest";
import type { IncidentSnapshot } from "../../src/engine/snapshot.ts";
import { createClient } from "../../src/github/client.ts";
import { Limited } from "../../src/github/limit.ts";
import { createMemory } from "../../src/github/memory.ts";
import { completeData } from "../../src/github/partial.ts";
import { probeServer, ServerLacks } from "../../src/github/probe.ts";
import { createProof } from "../../src/github/proof.ts";
import { createRoles } from "../../src/github/roles.ts";
import { createTargets } from "../../src/github/targets.ts";
import { RequestFailed } from "../../src/github/transport.ts";
import { createWriter, type Write } from "../../src/github/write.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { withoutNetwork } from "./nock.ts";
import { comment, start } from "./stage.ts";

const api = "https://github.test";
const write = { priority: "urgent", creates: 1 } as const;

withoutNetwork();

function setUp(apiUrl = api) {
  const clock = new VirtualClock(start);
  const auth = { kind: "token", token: "t0ken", login: "github-actions[bot]" } as const;
  const client = createClient({ apiUrl, auth, clock, timeout: 300 });
  return { clock, client, open: () => client.installationOf("acme/incidents") };
}

/** Sends the head and half of the body, then hangs up. */
function breakOff(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"data":{');
  setTimeout(() => response.destroy(), 20);
}

describe("an answer", () => {
  test("with errors beside its data is not taken for whole, and the error names query, place, type and message", async () => {
    const errors = [{ type: "FORBIDDEN", path: ["repository", "issue"], message: "Resource not accessible" }];
    nock(api)
      .post("/graphql")
      .reply(200, { data: { repository: { issue: null } }, errors });
    const answer = await (await setUp().open()).graphql("query Look { x }", {});
    expect(() => completeData("Look", answer)).toThrow(
      /Look only in part: repository\.issue: FORBIDDEN: Resource not accessible/,
    );
  });

  test("that lacks only what may be lacking is whole", async () => {
    const errors = [
      { type: "NOT_FOUND", path: ["ownerPolicy"], message: "no" },
      { type: "NOT_FOUND", path: ["nodes", 3], message: "no" },
    ];
    nock(api)
      .post("/graphql")
      .reply(200, { data: { ownerPolicy: null }, errors });
    const answer = await (await setUp().open()).graphql("query Look { x }", {});
    expect(completeData("Look", answer, ["ownerPolicy", "nodes.*"])).toEqual({ ownerPolicy: null });
  });

  test("that is a web page says what was expected", async () => {
    nock(api).post("/graphql").reply(200, "<html>Sign in</html>", { "content-type": "text/html" });
    const transport = await setUp().open();
    await expect(transport.graphql("query Look { x }", {})).rejects.toThrow(
      "is this address a GraphQL endpoint?",
    );
  });
});

describe("a request", () => {
  test.each([
    [502, true],
    [503, true],
    [401, false],
    [422, false],
  ])("answered %i is sent once; it may have taken effect: %s", async (status, unclear) => {
    nock(api).post("/graphql").reply(status, { message: "no" });
    const { client, open } = setUp();
    const failure = await (await open())
      .graphql("mutation Do { x }", {}, write)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RequestFailed);
    expect(failure).toMatchObject({ status, unclear });
    expect(client.requests).toEqual({ graphql: 1, rest: 0, writes: 1 });
  });

  test.each([
    ["broken off before an answer", (response: ServerResponse) => response.destroy()],
    ["broken off in the middle of one", breakOff],
    ["left without one", () => undefined],
  ])("that is %s is unclear", async (_, answer) => {
    nock.enableNetConnect("127.0.0.1");
    const server = createServer((_request, response) => void answer(response));
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    const transport = await setUp(`http://127.0.0.1:${port}`).open();
    const failure = await transport.graphql("query Look { x }", {}).catch((error: unknown) => error);
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    expect(failure).toMatchObject({ name: "RequestFailed", status: 0, unclear: true });
  });

  test("carries the token and the name of its operation", async () => {
    const seen = nock(api, { reqheaders: { authorization: "token t0ken" } })
      .post("/graphql", { query: "query Look { x }", variables: { a: 1 }, operationName: "Look" })
      .reply(200, { data: {} });
    await (await setUp().open()).graphql("query Look { x }", { a: 1 });
    expect(seen.isDone()).toBe(true);
  });
});

describe("a limit", () => {
  test.each([
    ["403 with retry-after", 403, { "retry-after": "90" }, {}, 90_000],
    ["429 without a word", 429, {}, {}, 60_000],
    [
      "403 that names the secondary limit",
      403,
      {},
      { documentation_url: "https://docs.github.com/x#about-secondary-rate-limits" },
      60_000,
    ],
    [
      "200 with nothing left",
      200,
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${start / 1000 + 900}` },
      { errors: [{ type: "RATE_LIMITED", message: "no" }] },
      900_000,
    ],
  ])("by %s is obeyed: nothing is sent before it ends", async (_, status, headers, body, wait) => {
    nock(api).post("/graphql").reply(status, body, headers);
    nock(api)
      .post("/graphql")
      .reply(200, { data: { ok: true } });
    const { clock, client, open } = setUp();
    const transport = await open();
    for (let n = 0; n < 3; n++) {
      const failure = await transport.graphql("query Look { x }", {}).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Limited);
      expect(failure).toMatchObject({ until: start + wait });
    }
    expect(client.requests.graphql).toBe(1);
    await clock.advanceTo(start + wait);
    expect((await transport.graphql("query Look { x }", {})).data).toEqual({ ok: true });
  });

  test("that the last good answer used up holds the next request, not that answer", async () => {
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${start / 1000 + 900}` };
    nock(api)
      .post("/graphql")
      .reply(200, { data: { ok: true } }, headers);
    const transport = await setUp().open();
    expect((await transport.graphql("query Look { x }", {})).data).toEqual({ ok: true });
    await expect(transport.graphql("query Look { x }", {})).rejects.toThrow("2025-04-01T08:15:00.000Z");
  });

  test("that is not used up yet is known by how much of it is left, of two the smaller, while its hour lasts", async () => {
    const said = (remaining: number) => ({
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": `${start / 1000 + 900}`,
    });
    nock(api)
      .post("/graphql")
      .reply(200, { data: { ok: true } }, said(1_000));
    nock(api).get("/repos/acme/x").reply(200, {}, said(4_000));
    const { open, clock, client } = setUp();
    const transport = await open();
    expect(client.spare("acme")).toBeUndefined();
    await transport.graphql("query Look { x }", {});
    await transport.rest.repos.get({ owner: "acme", repo: "x" });
    expect(client.spare("Acme")).toEqual({ share: 0.2, until: start + 900_000 });
    await clock.advanceTo(start + 900_000);
    expect(client.spare("acme")).toBeUndefined();
  });

  test("is not read into a plain refusal", async () => {
    nock(api).get("/repos/acme/x").reply(403, { message: "Resource not accessible by integration" });
    const transport = await setUp().open();
    await expect(transport.rest.repos.get({ owner: "acme", repo: "x" })).rejects.toThrow("HTTP 403");
  });
});

describe("a document of writes", () => {
  function writer(writes?: readonly Write[]) {
    const { clock, client } = setUp();
    const memory = createMemory(clock);
    const proof = createProof({ secret: undefined });
    const parts = { client, clock, memory, roles: createRoles(clock), targets: createTargets(clock), proof };

    const snapshot = {
      key: "acme/incidents#7",
      repository: { id: "R_1", name: "acme/incidents", public: false, labels: [] },
      issue: { ref: "acme/incidents#7" },
      children: [],
    };
    const plan = writes ?? ["I_1", "I_2", "I_3"].map((issue) => comment(`said/${issue}`, issue, "Hello"));
    return { memory, write: () => createWriter(parts).write(snapshot as unknown as IncidentSnapshot, plan) };
  }
  const made = { commentEdge: { node: { id: "IC_1" } } };

  test("answered in part keeps what was done, names what was refused, and waits for what is unclear", async () => {
    const errors = [
      { type: "FORBIDDEN", path: ["m1"], message: "locked" },
      { path: ["m2"], message: "Something went wrong while executing your query." },
    ];
    nock(api)
      .post("/graphql")
      .reply(200, { data: { m0: made, m1: null, m2: null }, errors });
    const { memory, write: run } = writer();
    expect(await run()).toMatchObject({
      written: [{ id: "said/I_1" }],
      failed: [{ effect: { id: "said/I_2" }, message: "GitHub refused it: locked" }],
      unclearUntil: start + 30_000,
    });
    expect(memory.recent("acme/incidents#7")).toEqual(new Map([["said/I_1", "IC_1"]]));
  });

  test("whose new text of an issue GitHub keeps to itself is a failure, not a success", async () => {
    const bodies = { nodes: [{ __typename: "Issue", id: "I_1", body: "- [ ] One" }] };
    nock(api)
      .post("/graphql", /BodiesAgain/)
      .reply(200, { data: bodies });
    nock(api)
      .post("/graphql", /updateIssue/)
      .reply(200, { data: { m0: { issue: { id: "I_1", body: "- [ ] One" } } } });
    const lines = [{ raw: "- [ ] One", to: "- [x] One" }];
    const ticks = {
      kind: "edit-lines",
      id: "ticks",
      because: "x",
      issueId: "I_1",
      body: "- [ ] One",
      lines,
    } as const;
    expect(await writer([ticks]).write()).toMatchObject({
      written: [],
      failed: [{ message: expect.stringContaining("kept the old one") }],
    });
  });

  test("that GitHub gave up on without an answer is unclear as a whole", async () => {
    const errors = [{ message: "Something went wrong while executing your query." }];
    nock(api).post("/graphql").reply(200, { data: null, errors });
    expect(await writer().write()).toMatchObject({ written: [], failed: [], unclearUntil: start + 30_000 });
  });

  test("that the server does not understand is an error of its own", async () => {
    const errors = [
      {
        path: ["mutation"],
        extensions: { code: "undefinedField" },
        message: "Field 'addComment' doesn't exist",
      },
    ];
    nock(api).post("/graphql").reply(200, { errors });
    await expect(writer().write()).rejects.toThrow("Field 'addComment' doesn't exist");
  });

  test("that is forbidden as a whole fails each effect", async () => {
    nock(api).post("/graphql").reply(403, { message: "Resource not accessible by integration" });
    const applied = await writer().write();
    expect(applied.failed).toHaveLength(3);
    expect(applied).toMatchObject({ written: [], unclearUntil: undefined, retryAt: start + 30_000 });
  });
});

describe("a server", () => {
  test("that lacks something is told everything at once", async () => {
    const errors = [
      "Field 'subIssues' doesn't exist on type 'Issue'",
      "Field 'addSubIssue' doesn't exist",
    ].map((message) => ({ message }));
    nock(api).post("/graphql").reply(200, { errors });
    const failure = await probeServer(setUp().client, "acme/incidents").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ServerLacks);
    expect(failure).toMatchObject({
      message: expect.stringMatching(/lacks 2 things.*subIssues.*addSubIssue/),
    });
  });

  test("that lacks mutations, or fields of their inputs, is told those too", async () => {
    const types = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `t${index}`,
        { inputFields: inputs.map((name) => ({ name })) },
      ]),
    );
    const fields = mutations.filter((name) => name !== "addSubIssue").map((name) => ({ name }));
    nock(api)
      .post("/graphql")
      .reply(200, { data: { ...types, mutations: { fields } } });
    await expect(probeServer(setUp().client, "acme/incidents")).rejects.toThrow(
      /Mutation has no field 'addSubIssue'; CreateIssueInput has no field 'parentIssueId'/,
    );
  });

  test("that keeps its schema to itself is asked once and believed", async () => {
    nock(api)
      .post("/graphql", /"operationName":"Probe"/)
      .reply(200, { data: { mutations: null } });
    const { client } = setUp();
    await probeServer(client, "acme/incidents");
    expect(client.requests).toEqual({ graphql: 1, rest: 0, writes: 0 });
  });
});

const mutations = [
  ...["createLabel", "addLabelsToLabelable", "removeLabelsFromLabelable", "addReaction", "minimizeComment"],
  ...["deleteIssueComment", "addSubIssue", "updateIssueComment", "updateIssue", "addComment", "createIssue"],
  ...["closeIssue", "reopenIssue", "pinIssue"],
];
const inputs = [
  ...[
    "clientMutationId",
    "repositoryId",
    "name",
    "color",
    "description",
    "labelableId",
    "labelIds",
    "subjectId",
  ],
  ...["content", "classifier", "id", "issueId", "subIssueId", "body", "title", "assigneeIds", "stateReason"],
];
