// Finds the scenarios that ship with Tocsin: `tocsin diff` plays those that suit a policy when none is named.
import { readdirSync, readFileSync } from "node:fs";

/** A scenario's file name in `templates/scenarios/`, and its text. */
export interface ShippedScenario {
  readonly name: string;
  readonly text: string;
}

/** Every scenario that ships, by name. */
export function shippedScenarios(): readonly ShippedScenario[] {
  const folder = new URL("../../templates/scenarios/", import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yml"))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
}
