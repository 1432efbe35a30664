// What becomes of an effect whose words can't be made: it fails alone, and the card says so.
import { expect, test } from "vitest";
import { createProof } from "../../src/github/proof.ts";
import { type Outcome, reconcile } from "../../src/reconcile.ts";
import { createRenderer } from "../../src/render/render.ts";
import { createLive } from "../../src/run/live.ts";
import { shippedRulings } from "../../src/run/tocsin.ts";
import { createWatch } from "../../src/run/watch.ts";
import { templates } from "../../src/shipped/templates.ts";
import { incident } from "../engine/build.ts";
import { secret, setStage } from "../github/stage.ts";

const minute = 60_000;
const policy = "extends: sre\ntasks: { plan: { opens: declared } }\n";

/** All words but those of a task's issue. */
function render() {
  const { task: _, ...others } = templates();
  return createRenderer(others);
}

test("an effect without words is a fault of that effect alone: all others go out, and the card tells of it", async () => {
  const stage = setStage({ secret, files: { ".github/tocsin.yml": policy } });
  const { client, clock, moving } = stage;
  const key = stage.open({
    by: "alice",
    repo: "acme/incidents",
    title: "Down",
    body: "x",
    labels: ["incident"],
  });
  const live = createLive({
    ...{ client, clock, me: "tocsin", proof: createProof({ secret }), rulings: shippedRulings(undefined) },
    ...{ render: render(), repositories: ["acme/incidents"], feeds: undefined, broken: undefined },
    log: { warn: () => undefined },
    ...{ carriers: [], waiting: () => [], later: () => undefined },
    hears: { planned: undefined, watched: undefined, passed: undefined },
  });
  const pass = (): Promise<Outcome> => moving(reconcile(live.world, key), minute);
  const first = await pass();
  expect(first.applied?.written.map(({ kind }) => kind)).toContain("card");
  expect(first.applied?.failed.map(({ effect, message }) => [effect.kind, message.slice(0, 30)])).toEqual([
    ["create-issue", 'There is no template "task"; e'],
  ]);
  expect(first.again).toBe(true);
  await pass();
  const seen = (await moving(live.world.observe(key), minute))?.seen;
  const bodies = JSON.stringify(seen);
  expect(bodies).toContain('**Not written yet** the issue of a task: There is no template \\"task\\"');
});

test("whoever only watches reads why there are no words", () => {
  const texts: unknown[] = [];
  const log = {
    info: (fields: object) => void texts.push("text" in fields ? fields.text : undefined),
    warn: () => undefined,
    error: () => undefined,
  };
  const plan = incident({ policy }).opened("09:00", "ana", {}).plan("09:00");
  createWatch(log, render())("acme/incidents#7", plan);
  expect(texts).toContainEqual(
    expect.stringContaining('There are no words for this: There is no template "task"'),
  );
  expect(texts).toHaveLength(plan.effects.length);
});
