// A terminal for tests: what a command says is kept, and its directory is a temporary one.
import { main } from "../../src/cli/main.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { wallClock } from "../../src/run/wall-clock.ts";
import type { Clock } from "../../src/world.ts";
import { emptyFolder } from "../folder.ts";

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Given {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Epoch milliseconds. */
  readonly now?: number;
  readonly clock?: Clock;
}

/** Time that goes by twenty times as fast from now on: writes keep their pace by it, and a test waits a second for twenty of them. */
export function fastClock(): Clock {
  const times = 20;
  const real = wallClock();
  const start = real.now();
  return {
    ...real,
    now: () => start + (real.now() - start) * times,
    after: (wait, work) => real.after(wait / times, work),
    sleep: (wait) => real.sleep(wait / times),
  };
}

/** Runs one command line in this process. */
export async function run(args: readonly string[], given: Given = {}): Promise<Said> {
  let out = "";
  let err = "";
  const terminal: Terminal = {
    cwd: given.cwd ?? emptyFolder(),
    env: given.env ?? {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => given.stdin ?? "",
    now: () => given.now ?? Date.parse("2025-04-01T12:00:00Z"),
    clock: given.clock ?? wallClock(),
  };
  const code = await main(args, terminal);
  return { code, out, err };
}
