// What a process does not give is never shown as its own: the reminders of the scenarios, clock by clock.
import { expect } from "vitest";
import type { ClockRule } from "../../src/engine/policy/model.ts";
import { loadPolicy } from "../../src/engine/policy.ts";
import type { ScenarioReport } from "../../src/rehearse/report.ts";
import { presets } from "../../src/shipped/presets.ts";

/** Clocks that a scenario reminds of, by its file and the preset that gives them. */
export const remindedOf = [
  { file: "dspt-regulators.yml", policy: "dspt", clocks: ["customers", "regulator", "internal"] },
  { file: "dpsp-roles.yml", policy: "dpsp", clocks: ["roles"] },
  { file: "dpsp-with-dspt.yml", policy: "[dpsp, dspt]", clocks: ["external-report"] },
  { file: "hssi-provider.yml", policy: "hssi", clocks: ["confirm"] },
  { file: "hssi-edm-silent.yml", policy: "hssi", clocks: ["next-notice"] },
] as const;

/** Holds the reminders of these clocks in a rehearsal to what the policy chose and what the process gives. */
export function holdOrigins(
  { transcript }: ScenarioReport,
  { policy, clocks: names }: (typeof remindedOf)[number],
): void {
  const said = transcript
    .filter(({ did }) => did === "commented")
    .map(({ id, text }) => ({ clock: id?.split("/")[0] ?? "", text }));
  const clocks = clocksOf(policy);
  for (const name of names) {
    const reminders = said.filter(({ clock }) => clock === name);
    expect(reminders.length, name).toBeGreaterThan(0);
    for (const { text } of reminders) holdsOrigin(text, clocks.get(name));
  }
}

function clocksOf(text: string) {
  const { policy } = loadPolicy({ file: "tocsin.yml", text: `extends: ${text}`, presets: presets() });
  return new Map((policy?.clocks ?? []).map((clock) => [clock.name, clock]));
}

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
