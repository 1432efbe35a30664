// Plays a scenario that ships, for the pages that show what comes of it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { main } from "../src/cli/main.ts";
import type { ScenarioReport } from "../src/rehearse/report.ts";
import { wallClock } from "../src/run/wall-clock.ts";

/** What `tocsin rehearse` says of a file of `templates/scenarios/`. Throws where it is not played. */
export async function played(name: string): Promise<ScenarioReport> {
  const file = fileURLToPath(new URL(`../templates/scenarios/${name}`, import.meta.url));
  let out = "";
  await main(["rehearse", "--json", file], {
    ...{ cwd: fileURLToPath(new URL("..", import.meta.url)), env: {} },
    out: (text) => {
      out += text;
    },
    err: () => undefined,
    stdin: async () => readFileSync(file, "utf8"),
    now: () => 0,
    clock: wallClock(),
  });
  const { scenarios } = JSON.parse(out) as { readonly scenarios: readonly ScenarioReport[] };
  const [report] = scenarios;
  if (report === undefined) throw new Error(`${file} was not played.`);
  return report;
}
