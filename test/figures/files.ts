// The files that `report --out` writes, by their names.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { run } from "../cli/terminal.ts";
import { emptyFolder } from "../folder.ts";

/** Runs it with these words into a folder of its own. */
export async function filesIn(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const cwd = emptyFolder();
  const said = await run(["report", ...args, "--out", "figures"], { env, cwd });
  expect([said.code, said.err]).toEqual([0, ""]);
  const folder = join(cwd, "figures");
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
