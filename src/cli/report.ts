// `tocsin report`: the figures of a month, a quarter or a year, on the terminal or as files; `--verify` stands in a file of its own.
import { resolve } from "node:path";
import type { Instant } from "../engine/instant.ts";
import { repositoryName } from "../engine/issue-ref.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import { local, zoneName } from "../engine/time.ts";
import { tablesOf } from "../figures/csv.ts";
import type { Figures } from "../figures/data.ts";
import { figuresOf } from "../figures/figures.ts";
import { documentOf } from "../figures/json.ts";
import { type Period, type PeriodKind, periodKinds, readPeriod, spanOf } from "../figures/period.ts";
import { drawingsOf, markdownOf, type Report } from "../figures/report.ts";
import type { Listing } from "../github/listed.ts";
import { createRenderer } from "../render/render.ts";
import { figureTemplates } from "../shipped/figures.ts";
import { writeFolder } from "../site/write.ts";
import { type Connected, connect, reaching } from "./connect.ts";
import { verifyReport } from "./report-verify.ts";
import { type Arguments, type ExitCode, Failed, printJson, type Terminal, WrongUse } from "./terminal.ts";

const USAGE = "usage: tocsin report --month 2026-10 [owner/repo …] [--out DIR]";

/** Runs the mode that is asked for: the figures of a period, or which facts of a committed report no longer hold. */
export async function report(given: Arguments, terminal: Terminal): Promise<ExitCode> {
  return given.options.verify === undefined ? figures(given, terminal) : verifyReport(given, terminal);
}

/** Prints or writes the figures of a period; exit 1 where no policy rules a repository, or something could not be read. */
async function figures({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const period = periodIn(options);
  const repositories = repositoriesIn(words, terminal);
  const [home = ""] = repositories;
  const out = outIn(options.out);
  // Everywhere on earth it has not begun.
  refuseFuture(period, spanOf(period.months, "Pacific/Kiritimati").from, terminal.now(), "UTC");
  const connected = await reaching(home, () => connect(terminal, { repositories }));
  const asked: Asked = { period, home, connected, now: terminal.now() };
  const all: Figures[] = [];
  try {
    // One after the other: each may be long, and GitHub counts what is asked at once.
    for (const repository of repositories)
      all.push(await reaching(repository, () => figuresIn(repository, asked)));
  } finally {
    await connected.service.stop();
  }
  const made: Report = { period, home, all };
  if (out !== undefined) return write(made, resolve(terminal.cwd, out), options.json === true, terminal);
  if (options.json === true) printJson(terminal, documentOf(period, home, all));
  else terminal.out(markdownOf(made, createRenderer(figureTemplates()), new Map()));
  return 0;
}

function periodIn(options: Arguments["options"]): Period {
  const given = periodKinds.filter((kind) => options[kind] !== undefined);
  const [kind, another] = given;
  if (kind === undefined)
    throw new WrongUse(`report needs a period: --month 2026-10, --quarter 2026-Q4 or --year 2026; ${USAGE}`);
  if (another !== undefined)
    throw new WrongUse(`report takes one period, and there is --${kind} and --${another}; leave one out`);
  const read = readPeriod(kind satisfies PeriodKind, String(options[kind]));
  if ("problem" in read) throw new WrongUse(`--${kind} ${read.problem}`);
  return read;
}

function repositoriesIn(words: readonly string[], { env }: Terminal): readonly string[] {
  const named = words.length > 0 ? words : [env.GITHUB_REPOSITORY ?? ""];
  const [odd] = named.filter((word) => !repositoryName.test(word));
  if (odd === "") throw new WrongUse(`report needs a repository, by name or as GITHUB_REPOSITORY; ${USAGE}`);
  if (odd !== undefined) throw new WrongUse(`"${odd}" is no repository; ${USAGE}`);
  const found = new Map(named.map((name) => [name.toLowerCase(), name]));
  return [...found.values()];
}

function outIn(out: Arguments["options"][string]): string | undefined {
  if (out === undefined) return undefined;
  if (String(out).trim() === "") throw new WrongUse(`--out needs a folder; ${USAGE}`);
  return String(out);
}

function refuseFuture({ kind, key, name }: Period, from: Instant, now: Instant, zone: string): void {
  if (from <= now) return;
  const begins = `${local(from, zone, "d MMM yyyy HH:mm")} ${zoneName(from, zone)}`;
  throw new WrongUse(
    `--${kind} is ${key}, and ${name} begins on ${begins}: there is nothing to count yet; give a period that has begun`,
  );
}

interface Asked {
  readonly period: Period;
  readonly home: string;
  readonly connected: Connected;
  readonly now: Instant;
}

async function figuresIn(repository: string, { period, home, connected, now }: Asked): Promise<Figures> {
  const survey = await connected.live.survey(repository, (ruling) => {
    const { zone } = ruling.policy.incidents;
    refuseFuture(period, spanOf(period.months, zone).from, now, zone);
    return listingOf(ruling, period);
  });
  if (survey === undefined)
    throw new Failed(
      `no policy rules ${repository}: without a good .github/tocsin.yml on its default branch there are no figures`,
      repository,
    );
  return figuresOf({
    ...{ repository: survey.repository, policy: survey.ruling.policy, period },
    incidents: survey.incidents,
    isPublic: survey.isPublic,
    readers: { home },
    now,
  });
}

/**
 * What may have been declared in the period, or reach into it: it was opened before its end, and it is open or changed since its
 * beginning. Whoever lost the label of an incident has one of a status still.
 */
function listingOf({ policy }: Ruling, period: Period): Listing {
  const { from, to } = spanOf(period.months, policy.incidents.zone);
  const labels = [policy.labels.incident, ...policy.statuses.map(({ label }) => label)];
  return {
    labels: [...new Set(labels.flatMap(({ name, aliases }) => [name, ...aliases]))],
    changedSince: from,
    createdBefore: to,
  };
}

async function write(made: Report, folder: string, asJson: boolean, terminal: Terminal): Promise<ExitCode> {
  const { period, home, all } = made;
  const drawings = drawingsOf(made);
  const files = new Map([
    ["report.md", markdownOf(made, createRenderer(figureTemplates()), drawings)],
    ...tablesOf(all),
    ["figures.json", `${JSON.stringify(documentOf(period, home, all), null, 2)}\n`],
    ...drawings,
  ]);
  const done = await reaching(folder, () => writeFolder(files, folder, "report"));
  if (asJson) printJson(terminal, { ok: true, ...done });
  else
    terminal.out(
      `${done.written.length} files written, ${done.kept} were right, ${done.removed.length} removed\n`,
    );
  return 0;
}
