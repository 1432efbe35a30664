#!/usr/bin/env node
// Entry: the command line. Everything that it says and does is in `cli/`.
import { inspect } from "node:util";
import { main } from "./cli/main.ts";
import { neutral, processTerminal } from "./cli/terminal.ts";

const terminal = processTerminal();
try {
  process.exitCode = await main(process.argv.slice(2), terminal);
} catch (error) {
  // Node would print it as it is, and words of people may stand in it.
  neutral(terminal).err(`${inspect(error)}\n`);
  process.exitCode = 1;
}
