import { expect, test } from "vitest";
import { createRenderer } from "../../src/render/render.ts";
import { createWatch } from "../../src/run/watch.ts";
import { templates } from "../../src/shipped/templates.ts";
import { incident } from "../engine/build.ts";

test("a policy that watches tells the log once what it would have said, with reason and words", () => {
  const lines: Record<string, unknown>[] = [];
  const log = {
    info: (fields: object) => void lines.push({ ...fields }),
    warn: () => undefined,
    error: () => undefined,
  };
  const watch = createWatch(log, createRenderer(templates()));
  const history = incident({ policy: "extends: sre\nincidents: { mode: watch }\n" });
  const plan = history.opened("09:00", "ana", { severity: "SEV1", impact: "Nobody can pay" }).plan("09:00");
  watch("acme/incidents#7", plan);
  watch("acme/incidents#7", plan);
  expect(lines.map(({ kind }) => kind)).toEqual(plan.effects.map(({ kind }) => kind));
  const card = lines.find(({ kind }) => kind === "card");
  expect(card).toMatchObject({
    key: "acme/incidents#7",
    step: "watch",
    because: expect.stringContaining("state"),
  });
  expect(String(card?.text)).toContain("Nobody can pay");
  expect(String(card?.text)).not.toContain("<!-- tocsin");
});
