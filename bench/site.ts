// P-15: the status page of a generated year with 500 incidents, all files, beside marked, which makes HTML of its notices alone.
import { marked } from "marked";
import { siteOf } from "../src/site/site.ts";
import { yearOf } from "../test/site/year.ts";
import { busyFor, median, type Row, shownTime, times } from "./measure.ts";

const rounds = 7;
const year = yearOf({ seed: 1, incidents: 500, open: 2 });

/** What any maker of such a page has to do at least. */
function noticesAlone(): number {
  let size = 0;
  for (const { notices } of year.incidents)
    for (const { text } of notices) size += marked.parse(text, { async: false }).length;
  return size;
}

/** The rows of P-15. */
export async function measure(): Promise<readonly Row[]> {
  const spent = { ours: [] as number[], marked: [] as number[] };
  const first = await busyFor(() => siteOf(year));
  for (let round = 0; round < rounds; round++) {
    spent.ours.push(await busyFor(() => siteOf(year)));
    spent.marked.push(await busyFor(noticesAlone));
  }
  const [ours, anchor] = [median(spent.ours), median(spent.marked)];
  const largest = Math.max(
    ...Array.from(siteOf(year), ([path, text]) => (path.endsWith(".html") ? Buffer.byteLength(text) : 0)),
  );
  return [
    {
      id: "P-15",
      what: "status page of 500 incidents, time of the processor, the first time in a process",
      ...{ ours: shownTime(first), anchor: "–", ratio: "–", goal: "≤ 2 s", met: first <= 2000 },
    },
    {
      id: "P-15",
      what: "the same again (marked, which makes HTML of its notices alone)",
      ours: shownTime(ours),
      ...{ anchor: shownTime(anchor), ratio: times(ours / anchor), goal: "≤ 2 s", met: ours <= 2000 },
    },
    {
      id: "P-15",
      what: "its largest page",
      ours: `${(largest / 1000).toFixed(1)} KB`,
      ...{ anchor: "–", ratio: "–", goal: "≤ 60 KB", met: largest <= 60_000 },
    },
  ];
}
