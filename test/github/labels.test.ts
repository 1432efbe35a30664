import { expect, test } from "vitest";
import { installationIn } from "../../src/github/keys.ts";
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
  const names = await readRepositories(client);
  expect(names).toHaveLength(123);
  expect(names).toEqual(expect.arrayContaining(["acme/incidents", "acme/vault", "big/r119"]));
});

test("finds that the local GitHub lacks nothing", async () => {
  const { github, client } = setStage();
  await expect(probeServer(client)).resolves.toBeUndefined();
  expect(github.requests).toMatchObject({ graphql: 1, writes: 0 });
});

test("takes an installation's id from a payload instead of asking for it", async () => {
  const { github, clock, client, see, open } = setStage();
  const ref = open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x" });
  await clock.settle();
  const told = github.deliveries
    .map(({ body }) => installationIn(JSON.parse(body)))
    .find((found) => found?.owner === "acme");
  client.learn("acme", told?.id ?? 0);
  await see(ref);
  expect(github.requests.log.map(({ name }) => name)).toEqual(["ObserveIncidents", "GET /app"]);
});
