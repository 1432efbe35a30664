import { expect, test } from "vitest";
import { createClient } from "../../src/github/client.ts";
import { createGoverning } from "../../src/github/governed.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub } from "../../src/local-github/github.ts";
import { privateKey } from "../key.ts";

const policy = ".github/tocsin.yml";
const oid = /^[0-9a-f]{40}$/;

function stage() {
  const clock = new VirtualClock(Date.parse("2025-04-01T09:00:00Z"));
  const github = createGitHub({ clock, apps: [{ slug: "tocsin", id: 1, webhookSecret: "hush" }] });
  github.addUser("alice");
  const client = createClient({
    auth: { kind: "app", appId: 1, privateKey },
    apiUrl: "http://github.local",
    graphqlUrl: "http://github.local/graphql",
    fetch: github.fetch.bind(github),
    clock,
  });
  return { clock, github, client, governing: createGoverning({ client, clock }) };
}

test("only repositories with a policy are named, with its version", async () => {
  const { github, governing } = stage();
  github.addRepository({ owner: "acme", name: "incidents", files: { [policy]: "extends: sre\n" } });
  github.addRepository({ owner: "acme", name: "website" });
  github.addRepository({ owner: "other", name: "ops", files: { [policy]: "extends: hssi\n" } });
  for (const owner of ["acme", "other"]) github.install("tocsin", owner);
  const first = await governing.now();
  expect(first).toEqual([
    { name: "acme/incidents", policy: expect.stringMatching(oid), newest: "" },
    { name: "other/ops", policy: expect.stringMatching(oid), newest: "" },
  ]);
  github.setRole("alice", "acme/incidents", "write");
  github.commitFile({ repo: "acme/incidents", path: policy, text: "extends: dpsp\n", by: "alice" });
  const second = await governing.now();
  expect(second.map(({ name }) => name)).toEqual(["acme/incidents", "other/ops"]);
  expect(second[0]?.policy).not.toBe(first[0]?.policy);
  github.openIssue({ by: "alice", repo: "acme/incidents", title: "Down", body: "" });
  const [third] = await governing.now();
  expect(third?.newest).not.toBe("");
  github.openIssue({ by: "alice", repo: "acme/incidents", title: "Slow", body: "" });
  expect((await governing.now()).map(({ newest }) => newest)).toEqual([
    expect.not.stringMatching(third?.newest ?? "^$"),
    "",
  ]);
  expect(second[1]?.policy).toBe(first[1]?.policy);
});

test("an owner's policy counts for the repositories that it names, and in the version of those with their own", async () => {
  const { github, governing } = stage();
  github.addRepository({
    owner: "acme",
    name: ".github",
    files: { [policy]: "repositories: [acme/payments]\n" },
  });
  github.addRepository({ owner: "acme", name: "payments" });
  github.addRepository({ owner: "acme", name: "website" });
  github.addRepository({ owner: "acme", name: "incidents", files: { [policy]: "extends: sre\n" } });
  github.install("tocsin", "acme");
  const found = new Map((await governing.now()).map(({ name, policy: version }) => [name, version]));
  expect(found.get("acme/payments")).toMatch(oid);
  expect(found.has("acme/website")).toBe(false);
  expect(found.get("acme/incidents")).toMatch(/^[0-9a-f]{40}\+[0-9a-f]{40}$/);
});

test("a sweep of one owner costs one request once the list is known, and the list is read again after an hour", async () => {
  const { clock, github, client, governing } = stage();
  github.addRepository({ owner: "acme", name: "incidents", files: { [policy]: "extends: sre\n" } });
  github.install("tocsin", "acme");
  await governing.now();
  const before = { ...client.requests };
  await governing.now();
  expect(client.requests).toEqual({ ...before, graphql: before.graphql + 1 });
  github.addRepository({ owner: "acme", name: "ops", files: { [policy]: "extends: sre\n" } });
  await clock.advanceTo(clock.now() + 3_600_000);
  expect((await governing.now()).map(({ name }) => name)).toEqual(["acme/incidents", "acme/ops"]);
});

test("what the app may see is listed anew when an event says that it changed", async () => {
  const { github, governing } = stage();
  github.addRepository({ owner: "acme", name: "incidents", files: { [policy]: "extends: sre\n" } });
  github.install("tocsin", "acme");
  await governing.now();
  github.addRepository({ owner: "acme", name: "ops", files: { [policy]: "extends: sre\n" } });
  governing.forget();
  expect(await governing.now()).toHaveLength(2);
});

test("an installation that can't be read is as it was, and is no fault of the others", async () => {
  const { clock, github, client } = stage();
  const unread: string[] = [];
  const governing = createGoverning({ client, clock, unread: (owner) => void unread.push(owner) });
  github.addRepository({ owner: "acme", name: "incidents", files: { [policy]: "extends: sre\n" } });
  github.addRepository({ owner: "other", name: "ops", files: { [policy]: "extends: hssi\n" } });
  for (const owner of ["acme", "other"]) github.install("tocsin", owner);
  const whole = await governing.now();
  const spent = github.installationToken("tocsin", "other");
  for (let asked = 0; asked < 5_000; asked++)
    await github.fetch("http://github.local/repos/other/ops", {
      headers: { authorization: `token ${spent}` },
    });
  governing.forget();
  expect(await governing.now()).toEqual(whole);
  expect(unread).toEqual(["other"]);
});

test("none that could be read is an error and no empty list", async () => {
  const { github, governing } = stage();
  github.addRepository({ owner: "acme", name: "incidents", files: { [policy]: "extends: sre\n" } });
  github.install("tocsin", "acme");
  await governing.now();
  github.faults({ requests: { fail: 1 } });
  await expect(governing.now()).rejects.toThrow("502");
});
