#!/usr/bin/env node
// Entry: the command line. Everything that it says and does is in `cli/`.
import { main } from "./cli/main.ts";
import { processTerminal } from "./cli/terminal.ts";

process.exitCode = await main(process.argv.slice(2), processTerminal());
