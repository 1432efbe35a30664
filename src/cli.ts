#!/usr/bin/env node
// Entry: the command line. Everything that it says and does is in `cli/`.
import { inspect } from "node:util";
import { main } from "./cli/main.ts";
import { neutral, processTerminal } from "./cli/terminal.ts";

// Whoever reads the output may have seen enough (`| head`): that is no fault to show.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

const terminal = processTerminal();
try {
  process.exitCode = await main(process.argv.slice(2), terminal);
} catch (error) {
  // Node would print it as it is, and words of people may stand in it.
  neutral(terminal).err(`${inspect(error)}\n`);
  process.exitCode = 1;
}
