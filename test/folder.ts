// Folders of tests: made in one temporary folder of the worker that runs them; `tidy.ts` removes it after each file of tests.
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { threadId } from "node:worker_threads";

/** In the temporary folder of a run: what one process compiled, and the next that a test starts need not. */
export const compiled = "compiled";

/** Where this worker has the folders of the tests that it runs. */
export function shelf(): string {
  return join(tmpdir(), `tests-${process.pid}-${threadId}`);
}

/** A new, empty folder; it is removed with all that is in it after the last test of the file. */
export function emptyFolder(): string {
  mkdirSync(shelf(), { recursive: true });
  return mkdtempSync(join(shelf(), "tocsin-"));
}
