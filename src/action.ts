// Entry: GitHub Actions. GitHub's runner starts it with Node 24; all that it does is in `action/`.
import { appendFileSync, readFileSync } from "node:fs";
import { actionMain } from "./action/main.ts";
import { wallClock } from "./run/wall-clock.ts";

process.exitCode = await actionMain({
  env: process.env,
  fetch: globalThis.fetch,
  clock: wallClock(),
  readFile: (path) => readFileSync(path, "utf8"),
  appendFile: (path, text) => appendFileSync(path, text),
  out: (text) => void process.stdout.write(text),
});
