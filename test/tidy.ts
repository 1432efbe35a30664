// Runs anew before each file of tests, which what they import does not: after the last test of a file its folders go.
import { rmSync } from "node:fs";
import { afterAll } from "vitest";
import { shelf } from "./folder.ts";

afterAll(() => rmSync(shelf(), { recursive: true, force: true }));
