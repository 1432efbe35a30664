// What a running Tocsin reads by a key: an incident, a subject of its repository, or nothing at all.
import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/engine/plan.ts";
import { createProof } from "../../src/github/proof.ts";
import type { Write } from "../../src/github/write.ts";
import { createRenderer } from "../../src/render/render.ts";
import { createLive } from "../../src/run/live.ts";
import { shippedRulings } from "../../src/run/tocsin.ts";
import { templates } from "../../src/shipped/templates.ts";
import { secret, setStage, start } from "../github/stage.ts";

const minute = 60_000;

/** A Tocsin over a repository with an open incident; its policy hands over. */
function setUp(policy = "extends: hssi\n") {
  const stage = setStage({ secret, files: { ".github/tocsin.yml": policy } });
  const { client, clock, github, moving } = stage;
  const ref = stage.open({
    by: "alice",
    repo: "acme/incidents",
    title: "Down",
    body: "x",
    labels: ["incident"],
  });
  const plans: Plan[] = [];
  const live = createLive({
    ...{ client, clock, me: "tocsin", proof: createProof({ secret }) },
    ...{
      rulings: shippedRulings(undefined),
      render: createRenderer(templates()),
      repositories: ["acme/incidents"],
    },
    log: { warn: () => undefined },
    ...{ feeds: undefined, broken: undefined, carriers: [], waiting: () => [], later: () => undefined },
    hears: { planned: (_, plan) => void plans.push(plan), watched: undefined, passed: undefined },
  });
  const pass = (key: string) => moving(live.pass(key, undefined), minute);
  return { ...stage, github, ref, live, plans, pass };
}

describe("a key", () => {
  test.each(["acme/incidents#nothing", "acme/incidents#incident", "acme/incidents#action-list"])(
    "of a subject that nobody knows is read as nothing, asks for nothing and writes nothing: %s",
    async (key) => {
      const { github, live, plans, pass } = setUp();
      const before = { ...github.requests };
      const entries = github.log.length;
      expect(await pass(key)).toEqual({ key, observed: undefined, again: false });
      expect(await live.look(key)).toEqual({ key, observed: undefined, again: false });
      expect(await live.world.observe(key, start)).toBeUndefined();
      expect(github.requests).toEqual(before);
      expect(github.log).toHaveLength(entries);
      expect(plans).toEqual([]);
    },
  );

  test("of an incident asks what its actions have in a field, which a survey of many does not", async () => {
    const { live, ref, see, apply, github, moving } = setUp("extends: sre\nactions: { target-date: true }\n");
    github.addDateField("acme", "Target date");
    github.permit("tocsin", { issues: "write", contents: "read", members: "read", issue_fields: "read" });
    const seen = await see(ref);
    const filed: Write = {
      ...{
        kind: "create-issue",
        id: "action/1",
        because: "a test asked for it",
        title: "Do it",
        text: "Do it.",
      },
      ...{ repository: "acme/incidents", template: "action", values: {}, labels: [], assignees: [] },
      ...{ markers: [["of", "ID", ref, "action", "action/1"]], parentId: seen.issue.id },
    };
    await apply(seen, [filed]);
    const asked = async (work: Promise<unknown>): Promise<readonly string[]> => {
      const before = github.requests.log.length;
      await moving(work, minute);
      return github.requests.log.slice(before).map(({ name }) => name);
    };
    expect(await asked(live.look(ref))).toEqual(
      expect.arrayContaining(["GET /orgs/:/issue-fields", "TargetDates"]),
    );
    const all = { labels: ["incident"], changedSince: start, createdBefore: start + 60 * minute };
    const surveyed = await asked(live.survey("acme/incidents", () => all));
    expect(surveyed.length).toBeGreaterThan(0);
    expect(surveyed).not.toContain("TargetDates");
  });

  test("of the handover is read as that, and one of an issue as an incident", async () => {
    const { live, ref, moving } = setUp();
    const seen = async (key: string) => (await moving(live.world.observe(key), minute))?.seen;
    expect(await seen("acme/incidents#handover")).toMatchObject({
      kind: "handover",
      key: "acme/incidents#handover",
    });
    expect(await seen(ref)).toMatchObject({ kind: "incident", key: ref });
  });

  test("of the handover is nothing where the policy hands nothing over", async () => {
    const { pass, plans } = setUp("extends: sre\n");
    const outcome = await pass("acme/incidents#handover");
    expect(outcome).toMatchObject({ observed: undefined, again: false });
    expect(plans).toEqual([]);
  });
});

describe("what was said", () => {
  test("stands in what is seen at the next look, and is gone from it after ten minutes", async () => {
    const { live, ref, pass, clock, moving } = setUp();
    await pass(ref);
    const observe = async () => (await moving(live.world.observe(ref), minute))?.seen;
    const seen = await observe();
    expect(seen?.said.length).toBeGreaterThan(0);
    for (const id of seen?.said ?? []) expect(seen?.recent.get(id)).toMatch(/^IC_/);
    await clock.advanceTo(clock.now() + 11 * minute);
    expect((await observe())?.said).toEqual([]);
  });
});
