// What is asked of REST at the start of a server, and how what it does not serve is named.
import { expect, test } from "vitest";
import { createClient } from "../../src/github/client.ts";
import { askRoutes } from "../../src/github/routes.ts";
import { privateKey } from "../key.ts";
import { setStage } from "./stage.ts";

/** The local GitHub, but for routes that it does not serve, each with the status that is answered instead. */
function lacking(routes: Readonly<Record<string, number>>) {
  const { github, clock } = setStage();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(String(input));
    const status = routes[pathname];
    if (status === undefined) return github.fetch(input, init);
    return Response.json({ message: "What is that?" }, { status });
  };
  const auth = { kind: "app", appId: 1, privateKey } as const;
  return { github, client: createClient({ apiUrl: "http://github.local", auth, fetch, clock }) };
}

test("a server that serves all of them lacks nothing and is asked each once", async () => {
  const { client, github } = lacking({});
  const { lacks, installation } = await askRoutes(client);
  expect([lacks, installation?.owner]).toEqual([[], "acme"]);
  expect(github.requests.log.map(({ name }) => name)).toEqual([
    "GET /app",
    "GET /app/installations",
    "GET /installation/repositories",
    "GET /repos/:/:/collaborators/:/permission",
  ]);
});

test("routes that a server does not serve are named together", async () => {
  const permission = "/repos/acme/incidents/collaborators/acme/permission";
  const { client } = lacking({ "/app": 404, [permission]: 501 });
  expect((await askRoutes(client)).lacks).toEqual([
    "GET /app (answered 404, as for an app that it does not know)",
    "GET /repos/{owner}/{repo}/collaborators/{username}/permission (answered 501)",
  ]);
});

test("without the list of installations nobody is left to ask as", async () => {
  const { client } = lacking({ "/app/installations": 405 });
  expect(await askRoutes(client)).toEqual({
    lacks: ["GET /app/installations (answered 405)"],
    installation: undefined,
  });
});

test("a refused key is no lack", async () => {
  const { client } = lacking({ "/app": 401 });
  await expect(askRoutes(client)).rejects.toThrow(/GET \/app failed with HTTP 401/);
});
