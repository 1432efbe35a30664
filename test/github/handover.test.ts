import { describe, expect, test } from "vitest";
import type { HandoverSnapshot } from "../../src/engine/handover/snapshot.ts";
import { type HandoverOptions, observeHandover } from "../../src/github/handover.ts";
import { createRoles } from "../../src/github/roles.ts";
import type { Write } from "../../src/github/write.ts";
import { card, comment, ledgerOf, setStage, start } from "./stage.ts";

const minute = 60_000;

function setUp() {
  const stage = setStage();
  const { client, clock, memory, proof } = stage;
  const options: HandoverOptions = {
    ...{ client, clock, memory, proof, roles: createRoles(clock) },
    labelsOf: () => ({ rolling: ["handover"], incidents: ["incident"], owing: ["incident: follow-up"] }),
    questions: {
      authorsOf: () => [],
      policyIsGood: () => true,
      rolesNeeded: (seen) =>
        (seen as HandoverSnapshot).rolling.flatMap(({ comments }) =>
          comments.flatMap(({ by }) => (by?.kind === "user" ? [by.login] : [])),
        ),
    },
  };
  const see = async () => {
    const sight = await observeHandover(options, "acme/incidents#handover");
    if (sight === undefined) throw new Error("Nothing is handed over.");
    return sight;
  };
  const opened = (title: string) =>
    stage.open({ by: "alice", repo: "acme/incidents", title, body: "x", labels: ["incident"] });
  /** Tocsin opens a rolling issue, as a pass of the handover does. */
  const roll = async (id: string) => {
    const making: Write = {
      ...{ kind: "create-issue", id, because: "a test asked for it", repository: "acme/incidents" },
      ...{
        title: "Handover",
        template: "t",
        values: {},
        text: "Handovers.",
        labels: ["handover"],
        assignees: [],
      },
      markers: [["rolling", "acme/incidents#handover"]],
    };
    const scene = { ...(await see()), children: [] };
    return stage.moving(stage.writer.write(scene, [making]), minute);
  };
  return { ...stage, options, see, opened, roll };
}

describe("a handover as it is read", () => {
  test("has every open incident with the ledger of its card, by two requests", async () => {
    const { see, opened, apply, observer, client } = setUp();
    const ref = opened("Down");
    opened("Slow");
    const snapshot = await observer.observe(ref);
    if (snapshot === undefined) throw new Error("There is no incident.");
    const clocks = new Map([["update", { cause: "IC_1", startsAt: start, dueAt: start + 60 * minute }]]);
    await apply(snapshot, [card(snapshot, "State", ledgerOf(snapshot, { clocks }))]);
    const before = client.requests.graphql;
    const { open, rolling, former } = await see();
    expect(client.requests.graphql - before).toBe(2);
    expect(open).toMatchObject([
      { ref: "acme/incidents#1", title: "Down", card: true, ledger: { clocks } },
      { ref: "acme/incidents#2", title: "Slow", card: false, ledger: undefined },
    ]);
    expect([rolling, former]).toEqual([[], undefined]);
  });

  test("has those that are closed and owe something, and no others that are closed", async () => {
    const { see, opened, open, github } = setUp();
    const labels = ["incident", "incident: follow-up"];
    const owing = open({ by: "alice", repo: "acme/incidents", title: "Letters", body: "x", labels });
    for (const issue of [owing, opened("Down")]) github.close({ by: "alice", issue, reason: "completed" });
    const seen = await see();
    expect(seen.owing.map(({ ref }) => ref)).toEqual([owing]);
    expect(seen.open).toEqual([]);
  });

  test("reads all pages of open incidents", async () => {
    const { see, opened } = setUp();
    for (let count = 0; count < 51; count++) opened(`Down ${count}`);
    expect((await see()).open).toHaveLength(51);
  });

  test("has the rolling issue that is ours, with its comments, what was taken away, and rights", async () => {
    const { see, roll, open, github, apply, observer, clock } = setUp();
    await roll("handover-issue/1");
    open({ by: "alice", repo: "acme/incidents", title: "Handover", body: "mine", labels: ["handover"] });
    const snapshot = await observer.observe("acme/incidents#1");
    if (snapshot === undefined) throw new Error("There is no rolling issue.");
    await apply(snapshot, [comment("handover/a", snapshot.issue.id, "Friday")]);
    github.comment({ by: "bob", issue: "acme/incidents#1", body: "/ack" });
    await clock.advanceTo(clock.now() + minute);
    const { rolling, roles } = await see();
    expect(rolling).toHaveLength(1);
    expect(rolling[0]).toMatchObject({ ref: "acme/incidents#1", deleted: [], readFrom: undefined });
    expect(rolling[0]?.comments.map(({ by }) => by?.login)).toEqual(["tocsin", "bob"]);
    expect(roles).toEqual(new Map([["bob", "triage"]]));
  });

  test("names the one that was closed last", async () => {
    const { see, roll, github } = setUp();
    await roll("handover-issue/1");
    github.close({ by: "alice", issue: "acme/incidents#1", reason: "completed" });
    const { rolling, former } = await see();
    expect(rolling).toEqual([]);
    expect(former?.ref).toBe("acme/incidents#1");
  });

  test("is nothing where no policy hands over", async () => {
    const { options } = setUp();
    const without = { ...options, labelsOf: () => undefined };
    expect(await observeHandover(without, "acme/incidents#handover")).toBeUndefined();
  });

  test("is no child of the incidents that it names", async () => {
    const { roll, observer, apply, opened, client } = setUp();
    const ref = opened("Down");
    await roll("handover-issue/1");
    const rolling = await observer.observe("acme/incidents#2");
    if (rolling === undefined) throw new Error("There is no rolling issue.");
    await apply(rolling, [comment("handover/a", rolling.issue.id, `${ref} goes on`)]);
    const before = client.requests.graphql;
    const snapshot = await observer.observe(ref);
    expect(client.requests.graphql - before).toBe(1);
    expect(snapshot?.children).toEqual([]);
  });
});
