// Around a whole run: everything temporary goes into one folder, and what is still there at the end fails the run by name.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compiled } from "./folder.ts";

/** Gives the run a temporary folder of its own. The answer is to be called at the end; it throws where something was left. */
export default function setup(): () => void {
  const before = process.env.TMPDIR;
  const folder = mkdtempSync(join(tmpdir(), "tocsin-run-"));
  process.env.TMPDIR = folder;
  // A run that is broken off takes its folder with it.
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    const left = readdirSync(folder).filter((name) => name !== compiled);
    rmSync(folder, { recursive: true });
    if (left.length > 0)
      throw new Error(`tests left ${left.length} things in the temporary folder: ${left.join(", ")}`);
  };
}
