import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { holidayTable } from "../../docs/generate-holidays.ts";
import { playsMany } from "../laws/seeds.ts";

test.runIf(playsMany)(
  "the table of holidays is what date-holidays says (node docs/generate-holidays.ts writes it), in 4 KB",
  () => {
    const table = readFileSync(new URL("../../src/engine/holiday-rows.ts", import.meta.url), "utf8");
    expect(table).toBe(holidayTable());
    expect(table.length).toBeLessThanOrEqual(4_000);
  },
);
