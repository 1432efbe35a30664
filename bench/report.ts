// P-16: the figures of a generated year, 1,000 incidents with 5,000 actions, read from answers that were recorded before, beside the parsing of these answers.
import { tablesOf } from "../src/figures/csv.ts";
import { figuresOf } from "../src/figures/figures.ts";
import { documentOf } from "../src/figures/json.ts";
import { type Period, readPeriod, spanOf } from "../src/figures/period.ts";
import { drawingsOf, markdownOf } from "../src/figures/report.ts";
import { createClient } from "../src/github/client.ts";
import { createProof } from "../src/github/proof.ts";
import { createRenderer } from "../src/render/render.ts";
import { createTocsin, shippedRulings } from "../src/run/tocsin.ts";
import { wallClock } from "../src/run/wall-clock.ts";
import { figureTemplates } from "../src/shipped/figures.ts";
import { templates } from "../src/shipped/templates.ts";
import { asOf, plantYear, repository } from "../test/figures/year.ts";
import { busyFor, median, type Row, shownTime, times } from "./measure.ts";

const rounds = 3;
const period = readPeriod("year", "2024") as Period;

/** All that `tocsin report --year 2024 --out` does between its questions and its files. */
async function report(fetch: typeof globalThis.fetch): Promise<number> {
  const clock = wallClock();
  const auth = { kind: "token", token: "x", login: "github-actions" } as const;
  const client = createClient({ apiUrl: "http://github.local", auth, fetch, clock });
  const { live, service } = createTocsin({
    ...{ client, clock, me: "github-actions" },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    render: createRenderer(templates()),
    proof: createProof({ secret: undefined, clock }),
    rulings: shippedRulings(undefined),
    feeds: undefined,
    carriers: [],
    repositories: [repository],
    broken: undefined,
    meter: undefined,
    hears: { planned: undefined, watched: undefined, passed: undefined },
    ended: undefined,
  });
  const survey = await live.survey(repository, ({ policy }) => {
    const { from, to } = spanOf(period.months, policy.incidents.zone);
    return { labels: ["incident"], changedSince: from, createdBefore: to };
  });
  await service.stop();
  if (survey === undefined) throw new Error(`${repository} could not be read`);
  const figures = figuresOf({
    ...survey,
    policy: survey.ruling.policy,
    period,
    readers: { home: repository },
    now: asOf,
  });
  const made = { period, home: repository, all: [figures] };
  const drawings = drawingsOf(made);
  markdownOf(made, createRenderer(figureTemplates()), drawings);
  tablesOf(made.all);
  JSON.stringify(documentOf(period, repository, made.all), null, 2);
  return figures.incidents.length + figures.apart.length;
}

interface Recorded {
  readonly fetch: typeof globalThis.fetch;
  readonly texts: ReadonlyMap<string, string>;
}

/** What a GitHub answers, kept by the question: the second time nothing of it works. */
async function recorded(): Promise<Recorded> {
  const { github } = plantYear(1000);
  const token = github.actionsToken(repository);
  const texts = new Map<string, string>();
  const keyOf = (input: unknown, init: RequestInit | undefined): string => `${input} ${init?.body ?? ""}`;
  await report(async (input, init) => {
    const headers = { ...(init?.headers as Record<string, string>), authorization: `token ${token}` };
    const answer = await github.fetch(String(input), { ...init, headers });
    const text = await answer.text();
    texts.set(keyOf(input, init), text);
    return new Response(text, { status: answer.status, headers: { "content-type": "application/json" } });
  });
  return {
    texts,
    fetch: async (input, init) =>
      new Response(texts.get(keyOf(input, init)), { headers: { "content-type": "application/json" } }),
  };
}

/** The rows of P-16. */
export async function measure(): Promise<readonly Row[]> {
  const { fetch, texts } = await recorded();
  const spent = { ours: [] as number[], parse: [] as number[] };
  let incidents = 0;
  for (let round = 0; round < rounds; round++) {
    spent.ours.push(
      await busyFor(async () => {
        incidents = await report(fetch);
      }),
    );
    spent.parse.push(await busyFor(() => [...texts.values()].map((text) => JSON.parse(text) as unknown)));
  }
  const [ours, anchor] = [median(spent.ours), median(spent.parse)];
  return [
    {
      id: "P-16",
      what: `figures of a year, ${incidents.toLocaleString("en")} incidents with five actions each, time of the processor (JSON.parse of all answers)`,
      ours: shownTime(ours),
      ...{ anchor: shownTime(anchor), ratio: times(ours / anchor), goal: "≤ 3 s", met: ours <= 3000 },
    },
    {
      id: "P-16",
      what: "requests of the same",
      ours: `${texts.size}`,
      ...{ anchor: "–", ratio: "–", goal: "≤ 60", met: texts.size <= 60 },
    },
  ];
}
