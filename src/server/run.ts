// A server's life: environment, start, signals, drain.
import { readFileSync } from "node:fs";
import { type Duration, SECOND } from "../engine/instant.ts";
import { terminal } from "../engine/text/stream.ts";
import { createLog, type Log, reasonOf } from "../run/log.ts";
import type { TocsinService } from "../run/service.ts";
import { readServerConfig, type ServerConfig } from "./config.ts";
import { type Listening, listen } from "./listen.ts";
import type { StatusPages } from "./status.ts";

/** What a server answers for. */
export interface Composed {
  readonly service: TocsinService;
  /** Undefined: it has no status pages. */
  readonly pages: StatusPages | undefined;
}

/** Builds what a server answers for. Throws one error where GitHub can't be reached, refuses us or lacks something. */
export type Compose = (config: ServerConfig, log: Log) => Promise<Composed>;

/** Supervisors kill after ten seconds: by then we have left by ourselves. */
const leaveWithin: Duration = 9 * SECOND;

/**
 * Runs the server until SIGTERM or SIGINT; then it accepts nothing new, finishes what runs and leaves with 0 within ten
 * seconds (`drainWithin` where less is asked for). A wrong environment, an API that lacks something or a port that is taken: says so on stderr and leaves with 1.
 */
export async function runServer(compose: Compose, drainWithin: Duration = leaveWithin): Promise<void> {
  const result = readServerConfig(process.env, (path) => readFileSync(path, "utf8"));
  if ("problems" in result) {
    const lines = result.problems.map(({ variable, message }) => `  ${variable} ${message}\n`);
    process.stderr.write(terminal(`The server cannot start. In its environment:\n${lines.join("")}`));
    process.exitCode = 1;
    return;
  }
  const { config } = result;
  const log = createLog({
    level: config.logLevel,
    now: Date.now,
    write: (line) => process.stdout.write(line),
  });
  try {
    const { service, pages } = await compose(config, log);
    const listening = await listen({ ...config, service, pages, log });
    onSignals({ service, listening, log, drainWithin });
    service.start();
    log.info({ step: "server", url: listening.url, api: config.apiUrl }, "listening");
  } catch (error) {
    process.stderr.write(terminal(`The server cannot start: ${reasonOf(error)}\n`));
    process.exitCode = 1;
  }
}

interface Running {
  readonly service: TocsinService;
  readonly listening: Listening;
  readonly log: Log;
  readonly drainWithin: Duration;
}

function onSignals(running: Running): void {
  let drains = false;
  const leave = (signal: string): void => {
    // One Ctrl-C comes twice through npm, from the terminal and from npm: the second one cuts nothing short.
    if (drains) return;
    drains = true;
    void drain(signal, running);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, leave);
}

async function drain(signal: string, { service, listening, log, drainWithin }: Running): Promise<never> {
  log.info({ step: "server", signal, queue: service.health().queue }, "draining");
  const late = setTimeout(() => {
    // Nothing is lost: the sweep of the next start reads what is so and goes on from there.
    log.warn({ step: "server", queue: service.health().queue }, "left before everything was over");
    process.exit(0);
  }, drainWithin);
  try {
    await Promise.all([listening.close(drainWithin / 2), service.stop()]);
    log.info({ step: "server" }, "left");
  } catch (error) {
    log.error({ step: "server", reason: reasonOf(error) }, "the drain went wrong");
  }
  clearTimeout(late);
  process.exit(0);
}
