// P-11: what the engine takes for a page of incidents, beside the parsing of that page, and for longer and longer timelines.
import { SECOND } from "../src/engine/instant.ts";
import type { Ruling } from "../src/engine/policy/ruling.ts";
import type { IncidentSnapshot } from "../src/engine/snapshot.ts";
import { newest, think } from "../src/engine/subjects.ts";
import { observeDocument } from "../src/github/document.ts";
import { type Managed, manage } from "./incidents.ts";
import { inTurn, type Row, repeat, shownTime, times } from "./measure.ts";

const page = 25;

interface Read {
  readonly snapshot: IncidentSnapshot;
  readonly ruling: Ruling;
}

/** Whole snapshots of the first incidents, each with what rules it. */
async function readAll({ process, moving }: Managed, count: number): Promise<readonly Read[]> {
  const { live } = await process();
  const all: Read[] = [];
  for (let n = 1; n <= count; n++) {
    const observed = await moving(live.world.observe(`acme/incidents#${n}`));
    if (observed?.seen.kind !== "incident" || observed.ruling === undefined)
      throw new Error(`acme/incidents#${n} could not be read`);
    all.push({ snapshot: observed.seen as IncidentSnapshot, ruling: observed.ruling });
  }
  return all;
}

function plan({ snapshot: read, ruling }: Read): unknown {
  // What was folded is remembered by its snapshot; a pass has a new one.
  const snapshot = { ...read };
  const now = newest(snapshot);
  return think(snapshot, ruling, now).plan;
}

/** The page as GitHub sends it. */
async function pageText({ github }: Managed): Promise<string> {
  const numbers = Object.fromEntries(Array.from({ length: page }, (_none, n) => [`n${n}`, n + 1]));
  const variables = { owner: "acme", name: "incidents", known: [], withKnown: false, ...numbers };
  const answer = await github.fetch("http://github.local/graphql", {
    method: "POST",
    headers: { authorization: `token ${github.installationToken("tocsin", "acme")}` },
    body: JSON.stringify({ query: observeDocument(page), variables }),
  });
  const text = await answer.text();
  // That the owner has no policy of its own is told as an error beside the data.
  if (!text.includes(`"i${page - 1}":{`))
    throw new Error(`the page could not be read: ${text.slice(0, 300)}`);
  return text;
}

async function lengths(): Promise<Row> {
  const took: number[] = [];
  const sizes = [100, 400];
  for (const comments of sizes) {
    const [one] = await readAll(await manage({ count: 1, urgent: 1, comments, apart: SECOND }), 1);
    if (one === undefined) throw new Error("there is no incident");
    const side = { plan: repeat(20, () => plan(one)) };
    await inTurn(3, side);
    took.push((await inTurn(9, side)).plan / 20);
  }
  const [short = 0, long = 0] = took;
  return {
    id: "P-11",
    what: `an incident with ${sizes[1]} comments (with ${sizes[0]})`,
    ours: shownTime(long),
    anchor: shownTime(short),
    ratio: times(long / short),
    goal: "linear: ≤ 5 ×",
    met: long / short <= 5,
  };
}

/** The rows of P-11. */
export async function measure(): Promise<readonly Row[]> {
  const managed = await manage({ count: page, urgent: page, comments: 8, apart: 7 * SECOND });
  const all = await readAll(managed, page);
  const text = await pageText(managed);
  const some = 5;
  const sides = {
    engine: repeat(some, () => all.forEach(plan)),
    parse: repeat(some, () => JSON.parse(text)),
  };
  await inTurn(5, sides);
  const took = await inTurn(31, sides);
  const ratio = took.engine / took.parse;
  return [
    {
      id: "P-11",
      what: `fold, assess, decide for ${page} incidents (JSON.parse of the page, ${Math.round(text.length / 1024)} KiB)`,
      ours: shownTime(took.engine / some),
      anchor: shownTime(took.parse / some),
      ratio: times(ratio),
      goal: "≤ 0.5 ×",
      met: ratio <= 0.5,
    },
    await lengths(),
  ];
}
