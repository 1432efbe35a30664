import { expect, test } from "vitest";
import { ensureLabels } from "../../src/github/labels.ts";
import { probeServer } from "../../src/github/probe.ts";
import { readRepositories } from "../../src/github/repositories.ts";
import { setStage } from "./stage.ts";

const label = (name: string, aliases: readonly string[] = []) => ({
  name,
  color: "0e8a16",
  description: "x",
  aliases,
});

test("makes the labels that a policy names and the repository lacks, aliases counting as there", async () => {
  const { github, client } = setStage();
  const wanted = [
    label("Incident"),
    label("status: open"),
    label("sev1", ["severity: 1"]),
    label("retro"),
    label("Retro"),
  ];
  expect(await ensureLabels(client, "acme/incidents", wanted)).toEqual(["status: open", "Retro"]);
  const before = { ...github.requests };
  expect(await ensureLabels(client, "acme/incidents", wanted)).toEqual([]);
  expect(github.requests.graphql - before.graphql).toBe(1);
  expect(github.requests.writes).toBe(before.writes);
});

test("sees all of a repository's many labels", async () => {
  const { github, client } = setStage();
  const labels = Array.from({ length: 350 }, (_, n) => `label ${n}`);
  github.addRepository({ owner: "acme", name: "many", labels });
  expect(
    await ensureLabels(
      client,
      "acme/many",
      labels.map((name) => label(name)),
    ),
  ).toEqual([]);
});

test("lists the repositories of every installation", async () => {
  const { github, client } = setStage();
  for (let n = 0; n < 120; n++) github.addRepository({ owner: "big", name: `r${n}` });
  github.install("tocsin", "big");
  const names = (await Promise.all((await client.installations()).map(readRepositories))).flat();
  expect(names).toHaveLength(123);
  expect(names).toEqual(expect.arrayContaining(["acme/incidents", "acme/vault", "big/r119"]));
});

test("finds that the local GitHub lacks nothing", async () => {
  const { github, client } = setStage();
  await expect(probeServer(client)).resolves.toBeUndefined();
  expect(github.requests).toMatchObject({ graphql: 1, writes: 0 });
});

test("asks GitHub where a payload has another installation's id beside a repository, and keeps to its own token", async () => {
  const { github, client, see, open, clock } = setStage();
  github.addRepository({ owner: "globex", name: "shop" });
  github.install("tocsin", "globex");
  const ref = open({ by: "alice", repo: "acme/vault", title: "Down", body: "x" });
  await see(ref);
  const [, other] = github.installations();
  client.hear("acme", other?.id ?? 0);
  client.hear("globex", other?.id ?? 0);
  const asked = () => github.requests.log.filter(({ name }) => name === "GET /repos/:/:/installation").length;
  expect(asked()).toBe(1);
  const before = await client.installationOf("acme/vault");
  expect(asked()).toBe(2);
  await clock.settle();
  expect((await see(ref)).issue.title).toBe("Down");
  client.hear("acme", github.installations()[0]?.id ?? 0);
  expect(await client.installationOf("acme/vault")).toBe(before);
});

test("takes no installation for its own that GitHub finds where a repository went", async () => {
  const { github, client } = setStage();
  github.addRepository({ owner: "globex", name: "shop" });
  github.install("tocsin", "globex");
  github.setRole("alice", "acme/payments", "admin");
  github.transferRepository({ by: "alice", repo: "acme/payments", to: "globex" });
  await expect(client.installationOf("acme/payments")).rejects.toThrow("out of sight");
  expect((await client.installationOf("acme/incidents")).owner).toBe("acme");
});
