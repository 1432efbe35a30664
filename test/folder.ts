// Folders of tests: made in the temporary folder, and gone when the file of tests that asked for them is over.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A new, empty folder; it is removed with all that is in it after the last test of the file. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-"));
  made.push(folder);
  return folder;
}
