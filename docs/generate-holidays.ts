// Writes the engine's table of public holidays from date-holidays: `node docs/generate-holidays.ts`, after an update of it.
import { writeFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { datesOf } from "../src/rulings/holidays.ts";
import { writeRow } from "./holiday-row.ts";

const REGIONS =
  "GB GB-ENG GB-SCT GB-WLS GB-NIR IE US CA AU NZ DE FR NL BE LU CH AT IT ES PT SE NO DK FI PL CZ IN SG JP";

const HEAD = `// Public holidays from 2015 to 2045 by region: the rules of most, and the days of the others (holidays.ts reads them).
// Written by docs/generate-holidays.ts from date-holidays (by commenthol and contributors, its data under CC BY 3.0) and what
// that lacks; do not edit.

/** Rows by the code of the region. */
export const HOLIDAY_ROWS: Readonly<Record<string, string>> = {
`;

/** The text of `src/engine/holiday-rows.ts`. */
export function holidayTable(): string {
  const rows = REGIONS.split(" ").map((region) => {
    const dates = datesOf(region);
    if (dates === undefined) throw new Error(`date-holidays has no region ${region}`);
    const key = region.includes("-") ? `"${region}"` : region;
    // As the formatter breaks its lines.
    return `  ${key}:${region.includes("-") ? "\n    " : " "}"${writeRow(dates)}",\n`;
  });
  return `${HEAD}${rows.join("")}};\n`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("../src/engine/holiday-rows.ts", import.meta.url), holidayTable());
}
