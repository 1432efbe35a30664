// The workflow that `tocsin init` writes: the example of `templates/workflows/` that runs Tocsin without a server.
import { readFileSync } from "node:fs";

/** The text of `templates/workflows/tocsin.yml`. */
export function workflowText(): string {
  return readFileSync(new URL("../../templates/workflows/tocsin.yml", import.meta.url), "utf8");
}
