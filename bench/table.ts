// The bench's report: a Markdown table, with what it was measured on in general words.
import { cpus } from "node:os";
import type { Row } from "./measure.ts";

const goalShown = ({ goal, met }: Row): string =>
  met === undefined ? goal || "–" : `${met ? "✓" : "missed:"} ${goal}`;

/** The rows as a table. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const cells = [row.id, row.what, row.ours, row.anchor, row.ratio, goalShown(row)];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return [
    "| id | what | Tocsin | anchor | ratio | goal |",
    "| --- | --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

/** The whole page. `at` is when it was measured. */
export function pageOf(rows: readonly Row[], at: Date): string {
  return `# What it costs

Made by \`npm run bench\` on ${at.toISOString().slice(0, 10)}, on ${cpus().length} shared, noisy cores under Node ${process.versions.node}.
Only the ratios count: both sides of a pair were measured in one run, in turn, and the medians are shown. GitHub is the
local one in every row; where it says "50 ms" each of its answers was held back for so long. Nothing here was measured on
github.com.

${tableOf(rows)}

${notes}
`;
}

const notes = `How to read the anchors:

- *Probot's context* (P-2): a Probot app whose handler makes the same one read and one write by \`context.octokit\`. Probot
  lets one GraphQL request a second through for the whole process.
- *The usual sweep* (P-3) is our own imitation of how a sweep such as actions/stale asks: a page of a hundred open issues,
  then for each of them its events and its comments, one after the other, then a comment on each that is due. actions/stale
  itself asks those two questions only for issues that carry its label, and nothing of the others.
- *Plain Octokit* (P-3): for each issue of the list the issue, its comments, its timeline and its labels by REST.
- Pauses that GitHub asks for between writes (a second each) are left out of the times of P-3 on every side.
- *temporal-polyfill* and *luxon* (P-12) are asked for the same 100,000 instants in seven zones, over 55 years; luxon is not
  held to local times that occur twice, of which it may take either.
- *marked* (P-15) makes HTML of the same notices and does nothing else: no pages, feeds or answers.
- *A handler that does nothing* (P-7, P-8): a Probot server with one handler for all events, its log switched off; *bare* is
  node:http with nothing but the check of the signature.`;
