// Runs anew before each file of tests, which what they import does not: after the last test of a file its folders go.
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { compiled, shelf } from "./folder.ts";

// For what tests start. A worker itself reads each file once: to write down what it compiled took it seconds at its end.
process.env.NODE_COMPILE_CACHE = join(tmpdir(), compiled);

afterAll(() => rmSync(shelf(), { recursive: true, force: true }));
