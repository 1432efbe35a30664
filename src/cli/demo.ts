// `tocsin demo`: hands over to the demo, which runs until it is stopped.
import type { Arguments, ExitCode, Terminal } from "./terminal.ts";
import { WrongUse } from "./terminal.ts";

/** Starts the demo on a free port, or on `--port`. */
export async function demo({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length > 0) throw new WrongUse("demo takes no file; usage: tocsin demo [--port PORT]");
  const port = typeof options.port === "string" ? Number(options.port) : 0;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new WrongUse(`--port is "${options.port}"; expected a whole number from 0 to 65535`);
  }
  const { runDemo } = await import("../demo.ts");
  return runDemo({ port, out: terminal.out });
}
