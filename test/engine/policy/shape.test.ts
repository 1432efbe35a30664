import { expect, test } from "vitest";
import { loadPolicy } from "../../../src/engine/policy/load.ts";
import { presets } from "../../../src/presets.ts";

test("of two keys of which only one can stand the second is not taken for a slip of the pen", () => {
  const text = "extends: sre\nhandover: { changes: { shift: { at: { opens: office, closes: office } } } }\n";
  const { problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  expect(problems.map(({ path, message }) => `${path}: ${message}`)).toContain(
    "handover.changes.shift.at.closes: closes can't stand beside opens; keep one.",
  );
});
