// What the border makes of GitHub's answers, as HTTP brings them and as GitHub's own packages hand them on.
import nock from "nock";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Client, createClient } from "../../src/github/client.ts";
import { createGoverning } from "../../src/github/governed.ts";
import { Limited } from "../../src/github/limit.ts";
import { isNotFound } from "../../src/github/not-found.ts";
import { completeData, PartialAnswer } from "../../src/github/partial.ts";
import { createRoles } from "../../src/github/roles.ts";
import { RequestFailed } from "../../src/github/transport.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { privateKey } from "../key.ts";
import { withoutNetwork } from "./nock.ts";
import { start } from "./stage.ts";

const api = "https://github.test";
const look = "query Look { x }";
const inQuarter = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${start / 1000 + 900}` };
const secondary = "https://docs.github.com/rest/using-the-rest-api/rate-limits#about-secondary-rate-limits";

withoutNetwork();
afterEach(() => vi.restoreAllMocks());

function setUp() {
  const clock = new VirtualClock(start);
  const warned: string[] = [];
  const auth = { kind: "token", token: "t0ken", login: "github-actions[bot]" } as const;
  const log = { warn: (_fields: unknown, message: string) => void warned.push(message) };
  const client = createClient({ apiUrl: api, auth, clock, timeout: 300, log });
  return { clock, client, warned, open: () => client.installationOf("acme/incidents") };
}

const atAcme = { id: 9, account: { login: "Acme" } };

/** An app that is installed at acme, which it has yet to find out. */
function setUpApp(addresses: { readonly apiUrl: string; readonly graphqlUrl?: string }): Client {
  const auth = { kind: "app", appId: 1, privateKey } as const;
  nock(addresses.apiUrl).get("/repos/acme/incidents/installation").reply(200, atAcme);
  return createClient({ ...addresses, auth, clock: new VirtualClock(start) });
}

const token = { token: "ghs_1", expires_at: "2999-01-01T00:00:00Z", permissions: {} };

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (value) => expect.fail(`it was answered: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
}

describe("an answer to GraphQL", () => {
  test("in part has its data and its errors side by side", async () => {
    const errors = [
      { type: "NOT_FOUND", path: ["nodes", 1], locations: [{ line: 1, column: 1 }], message: "gone" },
    ];
    nock(api)
      .post("/graphql")
      .reply(200, { data: { nodes: [{ id: "I_1" }, null] }, errors });
    const { client, open } = setUp();
    expect(await (await open()).graphql(look, {})).toEqual({
      data: { nodes: [{ id: "I_1" }, null] },
      errors: [{ type: "NOT_FOUND", path: ["nodes", 1], lines: [1], message: "gone" }],
    });
    expect(client.requests).toEqual({ graphql: 1, rest: 0, writes: 0 });
  });

  test.each([
    ["no data", {}],
    ["data that is null", { data: null }],
  ])("of 200 with errors and %s is no limit, and nothing is concluded from it", async (_, data) => {
    nock(api)
      .post("/graphql")
      .reply(200, { ...data, errors: [{ message: "Field 'x' doesn't exist on type 'Query'" }] });
    nock(api)
      .post("/graphql")
      .reply(200, { data: { x: 1 } });
    const transport = await setUp().open();
    const answer = await transport.graphql(look, {});
    expect(() => completeData("Look", answer)).toThrow(PartialAnswer);
    expect(() => completeData("Look", answer)).toThrow("Field 'x' doesn't exist");
    expect((await transport.graphql(look, {})).data).toEqual({ x: 1 });
  });

  test("without errors is whole, even where it says so with an empty list", async () => {
    nock(api)
      .post("/graphql")
      .reply(200, { data: { x: 1 }, errors: [] });
    expect(await (await setUp().open()).graphql(look, {})).toEqual({ data: { x: 1 }, errors: [] });
  });

  test.each([
    ["has neither data nor errors", {}],
    ["has errors that are no list", { data: { x: 1 }, errors: "no" }],
    ["has an error that is nothing", { data: { x: 1 }, errors: [null] }],
    ["is nothing", null],
  ])("that %s is none of GraphQL", async (_, body) => {
    nock(api).post("/graphql").reply(200, JSON.stringify(body), { "content-type": "application/json" });
    const transport = await setUp().open();
    await expect(transport.graphql(look, {})).rejects.toThrow("is this address a GraphQL endpoint?");
  });
});

describe("a limit", () => {
  const role = { owner: "acme", repo: "incidents", username: "alice" };
  const permission = "/repos/acme/incidents/collaborators/alice/permission";

  test.each([
    ["200 and no data", 200, { errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }] }],
    ["403", 403, { message: "API rate limit exceeded for installation" }],
  ])(
    "of GraphQL that is used up, told by %s, ends at its reset and holds nothing else",
    async (_, status, body) => {
      nock(api).post("/graphql").reply(status, body, inQuarter);
      nock(api).get(permission).reply(200, { permission: "write", role_name: "write" });
      const transport = await setUp().open();
      const failure = await failureOf(transport.graphql(look, {}));
      expect(failure).toBeInstanceOf(Limited);
      expect(failure).toMatchObject({ until: start + 900_000 });
      await expect(transport.graphql(look, {})).rejects.toThrow(Limited);
      const { data } = await transport.rest.repos.getCollaboratorPermissionLevel(role);
      expect(data.role_name).toBe("write");
    },
  );

  test("of REST that is used up holds REST alone", async () => {
    nock(api).get(permission).reply(403, { message: "API rate limit exceeded" }, inQuarter);
    nock(api)
      .post("/graphql")
      .reply(200, { data: { x: 1 } });
    const { client, open } = setUp();
    const transport = await open();
    for (let n = 0; n < 2; n++) {
      const failure = await failureOf(transport.rest.repos.getCollaboratorPermissionLevel(role));
      expect(failure).toBeInstanceOf(Limited);
      expect(failure).toMatchObject({ until: start + 900_000 });
    }
    expect((await transport.graphql(look, {})).data).toEqual({ x: 1 });
    expect(client.requests).toEqual({ graphql: 1, rest: 1, writes: 0 });
  });

  test("that an answer in part used up lets that answer count and holds the next", async () => {
    const errors = [{ type: "NOT_FOUND", path: ["gone"], message: "no" }];
    nock(api)
      .post("/graphql")
      .reply(200, { data: { x: 1, gone: null }, errors }, inQuarter);
    const transport = await setUp().open();
    expect((await transport.graphql(look, {})).data).toEqual({ x: 1, gone: null });
    await expect(transport.graphql(look, {})).rejects.toThrow("2025-04-01T08:15:00.000Z");
  });

  test.each([
    ["retry-after with 403", 403, { "retry-after": "90" }, { message: "slow down" }, 90_000],
    ["retry-after with 200 and no data", 200, { "retry-after": "90" }, { data: null, errors: [] }, 90_000],
    ["its page with 403", 403, {}, { message: "slow down", documentation_url: secondary }, 60_000],
    ["429", 429, {}, { message: "slow down" }, 60_000],
  ])("of the second kind, told by %s, holds everything", async (_, status, headers, body, wait) => {
    nock(api).post("/graphql").reply(status, body, headers);
    const { client, open } = setUp();
    const transport = await open();
    expect(await failureOf(transport.graphql(look, {}))).toMatchObject({
      name: "Limited",
      until: start + wait,
    });
    await expect(transport.graphql(look, {})).rejects.toThrow(Limited);
    await expect(transport.rest.repos.getCollaboratorPermissionLevel(role)).rejects.toThrow(Limited);
    expect(client.requests).toEqual({ graphql: 1, rest: 0, writes: 0 });
  });
});

describe("a failure", () => {
  const asks = {
    GraphQL: { mock: () => nock(api).post("/graphql"), what: "Look", spent: { graphql: 1, rest: 0 } },
    REST: { mock: () => nock(api).get("/app"), what: "GET /app", spent: { graphql: 0, rest: 1 } },
  };

  describe.each(["GraphQL", "REST"] as const)("of %s", (kind) => {
    const { mock, what, spent } = asks[kind];

    async function ask() {
      const { client, open } = setUp();
      const transport = await open();
      const failure = await failureOf(
        kind === "REST" ? transport.rest.apps.getAuthenticated() : transport.graphql(look, {}),
      );
      expect(failure).toBeInstanceOf(RequestFailed);
      // A second one would be refused by nock with another error.
      expect(client.requests).toEqual({ ...spent, writes: 0 });
      return failure;
    }

    test("by a machine in between is unclear and sent once", async () => {
      mock().reply(502, "<html>Bad gateway</html>", { "content-type": "text/html" });
      expect(await ask()).toMatchObject({ what, status: 502, unclear: true });
    });

    test("by a connection that is reset is unclear and sent once", async () => {
      mock().replyWithError(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
      expect(await ask()).toMatchObject({ what, status: 0, unclear: true });
    });

    test("by an answer that breaks off is unclear and sent once", async () => {
      mock().reply(200, '{"data":{', { "content-type": "application/json" });
      expect(await ask()).toMatchObject({ what, status: 0, unclear: true });
    });

    test("by a refusal is clear, and 404 is told from the others", async () => {
      mock().reply(404, { message: "Not Found" });
      const failure = await ask();
      expect(failure).toMatchObject({ what, status: 404, unclear: false });
      expect(isNotFound(failure)).toBe(true);
    });
  });
});

describe("what is looked up", () => {
  const policies = (errors: readonly object[]) => {
    nock(api)
      .get("/installation/repositories")
      .query(true)
      .reply(200, { total_count: 1, repositories: [{ full_name: "acme/incidents", has_issues: true }] });
    nock(api)
      .get("/app/installations")
      .query(true)
      .reply(200, [{ id: 9, account: { login: "acme" } }]);
    nock(api).post("/app/installations/9/access_tokens").reply(201, token);
    nock(api)
      .post("/graphql")
      .reply(200, { data: { owners: null, r0: { object: { oid: "abc" } } }, errors });
    const auth = { kind: "app", appId: 1, privateKey } as const;
    const clock = new VirtualClock(start);
    return createGoverning({ client: createClient({ apiUrl: api, auth, clock }), clock }).now();
  };

  test("an owner's policy that is not there is no error", async () => {
    const errors = [{ type: "NOT_FOUND", path: ["owners"], message: "Could not resolve to a Repository" }];
    expect(await policies(errors)).toEqual([{ name: "acme/incidents", policy: "abc", newest: "" }]);
  });

  test("an owner's policy that may not be read is one", async () => {
    const errors = [{ type: "FORBIDDEN", path: ["owners"], message: "Resource not accessible" }];
    await expect(policies(errors)).rejects.toThrow("owners: FORBIDDEN: Resource not accessible");
  });

  test("a repository that was renamed is followed to its new address", async () => {
    nock(api, { reqheaders: { authorization: "token t0ken" } })
      .get("/repos/acme/old/collaborators/alice/permission")
      .reply(301, {}, { location: `${api}/repositories/7/collaborators/alice/permission` })
      .get("/repositories/7/collaborators/alice/permission")
      .reply(200, { permission: "write", role_name: "maintain", user: { node_id: "U_1" } });
    const { clock, open } = setUp();
    const standing = await createRoles(clock).of(await open(), "acme/old", "alice");
    expect(standing).toEqual({ role: "maintain", id: "U_1" });
  });
});

describe("addresses", () => {
  test.each([
    ["of its own", "https://github.test/api/v3", "https://graph.test/ask"],
    ["beside that of REST, unless told", "https://github.test/api/v3", undefined],
    ["of github.com's kind, unless told", "https://github.test", undefined],
  ])("GraphQL has one %s, and tokens are asked for by that of REST", async (_, apiUrl, graphqlUrl) => {
    const rest = nock(apiUrl).post("/app/installations/9/access_tokens").reply(201, token);
    const at = graphqlUrl ?? `${apiUrl.replace("/v3", "")}/graphql`;
    const graph = nock(new URL(at).origin, { reqheaders: { authorization: "token ghs_1" } })
      .post(new URL(at).pathname, { query: look, operationName: "Look" })
      .reply(200, { data: { x: 1 } });
    const addresses = graphqlUrl === undefined ? { apiUrl } : { apiUrl, graphqlUrl };
    const transport = await setUpApp(addresses).installationOf("acme/incidents");
    expect((await transport.graphql(look, {})).data).toEqual({ x: 1 });
    expect([rest.isDone(), graph.isDone()]).toEqual([true, true]);
  });
});

describe("what the packages bring besides", () => {
  test("more reads at once than the gate lets through wait for one token, which is not counted", async () => {
    nock(api).post("/app/installations/9/access_tokens").reply(201, token);
    nock(api)
      .post("/graphql")
      .times(30)
      .reply(200, { data: { x: 1 } });
    const client = setUpApp({ apiUrl: api });
    const transport = await client.installationOf("acme/incidents");
    await Promise.all(Array.from({ length: 30 }, () => transport.graphql(look, {})));
    expect(client.requests).toEqual({ graphql: 30, rest: 1, writes: 0 });
    expect(nock.isDone()).toBe(true);
  });

  test("a write by REST waits for its turn and is counted as one", async () => {
    nock(api).post("/repos/acme/incidents/labels").twice().reply(201, {});
    const { clock, client, open } = setUp();
    const { rest } = await open();
    const times: number[] = [];
    const create = async (name: string) => {
      await rest.issues.createLabel({ owner: "acme", repo: "incidents", name });
      times.push(clock.now() - start);
    };
    await create("one");
    const second = create("two");
    clock.track(second);
    await clock.advanceTo(start + 5_000);
    await second;
    expect(times).toEqual([0, 1_000]);
    expect(client.requests).toEqual({ graphql: 0, rest: 2, writes: 2 });
  });

  test("nothing is written to the console, and of the packages' words only warnings to the log", async () => {
    const said = (["debug", "log", "info", "warn", "error"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => undefined),
    );
    nock(api)
      .get("/app")
      .reply(404, { message: "Not Found" })
      .get("/app")
      .reply(200, { slug: "tocsin" }, { deprecation: "true", sunset: "tomorrow" });
    const { warned, open } = setUp();
    const { rest } = await open();
    await expect(rest.apps.getAuthenticated()).rejects.toThrow("HTTP 404");
    expect(warned).toEqual([]);
    await rest.apps.getAuthenticated();
    expect(warned).toEqual([expect.stringContaining("is deprecated. It is scheduled to be removed")]);
    expect(said.flatMap(({ mock }) => mock.calls)).toEqual([]);
  });
});
