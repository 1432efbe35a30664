// `tocsin demo`: starts the demo and keeps it running until it is stopped from the keyboard.
import type { Arguments, ExitCode, Terminal } from "./terminal.ts";
import { WrongUse } from "./terminal.ts";

/** Starts the demo on a free port, or on `--port`, and says where it is. */
export async function demo({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length > 0) throw new WrongUse("demo takes no file; usage: tocsin demo [--port PORT]");
  const port = typeof options.port === "string" ? Number(options.port) : 0;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new WrongUse(`--port is "${options.port}"; expected a whole number from 0 to 65535`);
  }
  const { demo: start } = await import("../demo.ts");
  const { url, close } = await start({ port });
  if (options.json === true) terminal.out(`${JSON.stringify({ url })}\n`);
  else {
    terminal.out(`The demo runs at ${url}\n\n`);
    terminal.out("Open an incident there with the form, and watch its card and labels appear.\n");
    terminal.out("Answer it with a comment such as /set users 200 or /severity sev1.\n");
    terminal.out(
      "Move the clock forward with the buttons at the top, and see what becomes due. Ctrl-C ends it.\n",
    );
  }
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  await close();
  return 0;
}
