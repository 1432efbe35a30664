// `npm run bench`: measures every subject, or those that are named, prints the table, and keeps it as docs/bench.md when all ran.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as answer from "./answer.ts";
import * as business from "./business.ts";
import * as engine from "./engine.ts";
import * as ingest from "./ingest.ts";
import type { Row, Subject } from "./measure.ts";
import * as policy from "./policy.ts";
import * as queue from "./queue.ts";
import * as rehearsal from "./rehearsal.ts";
import * as report from "./report.ts";
import * as site from "./site.ts";
import * as sweep from "./sweep.ts";
import { pageOf, tableOf } from "./table.ts";

const subjects: readonly Subject[] = [
  { name: "answer", measure: answer.measure },
  { name: "sweep", measure: sweep.measure },
  { name: "rehearsal", measure: rehearsal.measure },
  { name: "ingest", measure: ingest.measure },
  { name: "queue", measure: queue.measure },
  { name: "engine", measure: engine.measure },
  { name: "business", measure: business.measure },
  { name: "policy", measure: policy.measure },
  { name: "site", measure: site.measure },
  { name: "report", measure: report.measure },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => subjects.every((subject) => subject.name !== name));
if (unknown.length > 0) {
  const known = subjects.map(({ name }) => name).join(", ");
  process.stderr.write(`There is no bench called ${unknown.join(", ")}; there are: ${known}\n`);
  process.exitCode = 2;
} else {
  const rows: Row[] = [];
  for (const { name, measure } of subjects) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    rows.push(...(await measure()));
  }
  process.stdout.write(`${tableOf(rows)}\n`);
  if (wanted.length === 0)
    writeFileSync(fileURLToPath(new URL("../docs/bench.md", import.meta.url)), pageOf(rows, new Date()));
}
