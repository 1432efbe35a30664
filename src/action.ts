// Entry: GitHub Actions. GitHub's runner starts it with Node 24; all that it does is in `action/`.
import { appendFileSync, readFileSync } from "node:fs";
import { inspect } from "node:util";
import { createStep } from "./action/annotate.ts";
import { actionMain, type Runner } from "./action/main.ts";
import { wallClock } from "./run/wall-clock.ts";

const out = (text: string): void => void process.stdout.write(text);

const runner = {
  env: process.env,
  fetch: globalThis.fetch,
  clock: wallClock(),
  readFile: (path: string) => readFileSync(path, "utf8"),
  appendFile: (path: string, text: string) => appendFileSync(path, text),
  out,
} satisfies Runner;

async function start(): Promise<void> {
  try {
    process.exitCode = await actionMain(runner);
  } catch (error) {
    // What Node would print of it may hold words of people, on lines of their own.
    createStep(out).error(inspect(error));
    process.exitCode = 1;
  }
}

// The release packs this file into a function, where nothing is awaited at the top.
void start();
