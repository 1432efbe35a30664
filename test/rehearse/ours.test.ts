// What a process does not give is never shown as its own: the reminders of the scenarios, clock by clock.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ClockRule } from "../../src/engine/policy/model.ts";
import { loadPolicy } from "../../src/engine/policy.ts";
import { castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { createRenderer } from "../../src/render/render.ts";
import { presets } from "../../src/shipped/presets.ts";
import { templates } from "../../src/shipped/templates.ts";

const FOLDER = new URL("../../templates/scenarios/", import.meta.url);
const launch = launcher(createRenderer(templates()));

/** What was said for clocks, by their names, in a scenario. */
async function remindersOf(file: string) {
  const casting = castScenario(file, readFileSync(new URL(file, FOLDER), "utf8"), { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems, null, 2));
  const { transcript } = await rehearse(casting.cast, launch);
  return transcript
    .filter(({ did }) => did === "commented")
    .map(({ id, text }) => ({ clock: id?.split("/")[0] ?? "", text }));
}

function clocksOf(text: string) {
  const { policy } = loadPolicy({ file: "tocsin.yml", text: `extends: ${text}`, presets: presets() });
  return new Map((policy?.clocks ?? []).map((clock) => [clock.name, clock]));
}

describe.each([
  { file: "dspt-regulators.yml", policy: "dspt", clocks: ["customers", "regulator", "internal"] },
  { file: "dpsp-roles.yml", policy: "dpsp", clocks: ["roles"] },
  { file: "dpsp-with-dspt.yml", policy: "[dpsp, dspt]", clocks: ["external-report"] },
  { file: "hssi-provider.yml", policy: "hssi", clocks: ["confirm"] },
  { file: "hssi-edm-silent.yml", policy: "hssi", clocks: ["next-notice"] },
])("the reminders of $file", ({ file, policy, clocks: names }) => {
  test("say what the policy chose, and name the process's rules only for what they give", async () => {
    const said = await remindersOf(file);
    const clocks = clocksOf(policy);
    for (const name of names) {
      const reminders = said.filter(({ clock }) => clock === name);
      expect(reminders.length, name).toBeGreaterThan(0);
      for (const { text } of reminders) holdsOrigin(text, clocks.get(name));
    }
  });
});

/** Whose the limit and the start are, as the last line of a reminder says it. */
function holdsOrigin(text: string, clock: ClockRule | undefined): void {
  if (clock === undefined) throw new Error("There is no such clock.");
  const { ours, source } = clock;
  const named = text.includes(`(${source})`);
  expect(text.includes("this policy's own choice")).toBe(ours !== false);
  expect(text.includes("from a start of this policy's own choice")).toBe(ours === "start");
  expect(named).toBe(ours !== "limit");
  if (ours !== "limit") return;
  for (const id of source.split(" ")) expect(text).not.toMatch(new RegExp(`\\b${id}\\b`));
}
