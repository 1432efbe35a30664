// `tocsin report`: the figures of a month, a quarter or a year, on the terminal or as files; `--verify` stands in a file of its own.
import { resolve } from "node:path";
import type { Instant } from "../engine/instant.ts";
import { repositoryName } from "../engine/issue-ref.ts";
import { local, zoneName } from "../engine/time.ts";
import { tablesOf } from "../figures/csv.ts";
import type { Figures } from "../figures/data.ts";
import { type FiguresAsked, type FiguresSource, gatherActions, gatherFigures } from "../figures/gather.ts";
import { documentOf } from "../figures/json.ts";
import { type Period, type PeriodKind, periodKinds, readPeriod, spanOf } from "../figures/period.ts";
import { drawingsOf, markdownOf, type Report } from "../figures/report.ts";
import { type StillToDo, serviceReviewOf } from "../figures/service-review.ts";
import { createRenderer } from "../render/render.ts";
import { figureTemplates } from "../shipped/figures.ts";
import { templates } from "../shipped/templates.ts";
import { writeFolder } from "../site/write.ts";
import { connect, reaching } from "./connect.ts";
import { verifyReport } from "./report-verify.ts";
import { type Arguments, type ExitCode, Failed, printJson, type Terminal, WrongUse } from "./terminal.ts";

const USAGE = "usage: tocsin report --month 2026-10 [owner/repo …] [--out DIR] [--review]";

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
  if (options.review === true && (out !== undefined || options.json === true))
    throw new WrongUse(
      `--review is a text of its own; leave ${out === undefined ? "--json" : "--out"} out; ${USAGE}`,
    );
  // Everywhere on earth it has not begun.
  refuseFuture(period, spanOf(period.months, "Pacific/Kiritimati").from, terminal.now(), "UTC");
  const connected = await reaching(home, () => connect(terminal, { repositories }));
  const now = terminal.now();
  const asked: FiguresAsked = {
    ...{ period, home, now },
    begun: ({ from }, zone) => refuseFuture(period, from, now, zone),
  };
  const { live, service } = connected;
  const all: Figures[] = [];
  const todo: StillToDo[] = [];
  const render = createRenderer({ ...templates(), ...figureTemplates() });
  try {
    // One after the other: each may be long, and GitHub counts what is asked at once.
    for (const repository of repositories)
      await reaching(repository, async () => {
        const { figures: its, ruling } = await figuresIn(live, repository, asked);
        all.push(its);
        if (options.review === true) todo.push(await gatherActions(live, its, { ruling, now, render }));
      });
  } finally {
    await service.stop();
  }
  const made: Report = { period, home, all };
  if (options.review === true) {
    terminal.out(`${serviceReviewOf(made, todo, render)}\n`);
    return 0;
  }
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

/** The figures of one repository, with the ruling that they follow. */
async function figuresIn(source: FiguresSource, repository: string, asked: FiguresAsked) {
  const found = await gatherFigures(source, repository, asked);
  if (found !== undefined) return found;
  throw new Failed(
    `no policy rules ${repository}: without a good .github/tocsin.yml on its default branch there are no figures`,
    repository,
  );
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
