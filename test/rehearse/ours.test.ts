// What a process does not give is never shown as its own: the reminders of the scenarios, clock by clock.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadPolicy } from "../../src/engine/policy/load.ts";
import { presets } from "../../src/presets.ts";
import { castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/render/templates.ts";

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
  { file: "dspt-regulators.yml", policy: "dspt", ours: ["customers", "regulator"], given: ["internal"] },
  { file: "dpsp-roles.yml", policy: "dpsp", ours: ["roles"], given: [] },
  { file: "dpsp-with-dspt.yml", policy: "[dpsp, dspt]", ours: ["external-report"], given: [] },
  { file: "hssi-provider.yml", policy: "hssi", ours: ["confirm"], given: [] },
  { file: "hssi-edm-silent.yml", policy: "hssi", ours: ["next-notice"], given: [] },
])("the reminders of $file", ({ file, policy, ours, given }) => {
  test("say of what is ours that it is this policy's own choice, and name no rule of the process", async () => {
    const said = await remindersOf(file);
    const clocks = clocksOf(policy);
    for (const name of ours) {
      const reminders = said.filter(({ clock }) => clock === name);
      expect(reminders.length, name).toBeGreaterThan(0);
      for (const { text } of reminders) {
        expect(text).toContain("this policy's own choice");
        for (const id of clocks.get(name)?.source.split(" ") ?? [])
          if (id !== "") expect(text).not.toMatch(new RegExp(`\\b${id}\\b`));
      }
    }
    for (const name of given) {
      const reminders = said.filter(({ clock }) => clock === name);
      expect(reminders.length, name).toBeGreaterThan(0);
      for (const { text } of reminders) expect(text).toContain(`(${clocks.get(name)?.source})`);
    }
  });
});
