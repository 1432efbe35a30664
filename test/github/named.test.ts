// Issues that people name in a command: whether they are there and what they are, and nothing of what not everybody may see.
import { describe, expect, test } from "vitest";
import { setStage } from "./stage.ts";

const home = "acme/incidents";

describe("an issue that somebody names", () => {
  const addresses = [
    "acme/incidents#2",
    "Acme/Incidents#3",
    "acme/incidents#99",
    "acme/payments#1",
    "acme/payments#9",
    "acme/vault#1",
    "acme/vault#9",
    "acme/nowhere#1",
    "other/thing#1",
  ];

  test("is read with its labels and who opened it, by one request; what is private elsewhere is not confirmed", async () => {
    const { open, see, client } = setStage({ questions: { rolesNeeded: () => addresses } });
    const incident = open({ by: "alice", repo: home, title: "Down", body: "", labels: ["incident"] });
    open({ by: "alice", repo: home, title: "Race", body: "", labels: ["severity: 1"] });
    open({ by: "mallory", repo: home, title: "Spam", body: "" });
    for (const repo of ["acme/payments", "acme/vault"]) open({ by: "alice", repo, title: "Race", body: "" });
    const before = client.requests.graphql;
    const { named } = await see(incident);
    expect(client.requests.graphql - before).toBe(2);
    expect(Object.fromEntries(named ?? [])).toEqual({
      "acme/incidents#2": { kind: "found", ref: "acme/incidents#2", labels: ["severity: 1"], trusted: true },
      "acme/incidents#3": { kind: "found", ref: "acme/incidents#3", labels: [], trusted: false },
      "acme/incidents#99": { kind: "missing" },
      "acme/payments#1": { kind: "found", ref: "acme/payments#1", labels: [], trusted: true },
      "acme/payments#9": { kind: "missing" },
      "acme/vault#1": { kind: "hidden" },
      "acme/vault#9": { kind: "hidden" },
      "acme/nowhere#1": { kind: "hidden" },
      "other/thing#1": { kind: "hidden" },
    });
  });

  test("is asked for once, and a key of problems where none are kept comes to none", async () => {
    const keys = [`${home}#problems`, `${home}#99`];
    const { open, see } = setStage({ questions: { rolesNeeded: () => keys } });
    const { named, problems } = await see(
      open({ by: "alice", repo: home, title: "Down", body: "", labels: ["incident"] }),
    );
    expect(problems).toEqual([]);
    expect([...(named ?? [])]).toEqual([[`${home}#99`, { kind: "missing" }]]);
  });
});
