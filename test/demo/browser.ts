// The browser of the demo's test and pictures: Debian's Chromium, or the one that $CHROMIUM names.
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const path = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Where the browser is; `undefined` on a machine that has none. */
export const browserPath: string | undefined = existsSync(path) ? path : undefined;

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser. Throws where there is none. */
export function launchBrowser(): Promise<Browser> {
  if (browserPath === undefined)
    throw new Error(`there is no browser at ${path}: install Debian's chromium, or set CHROMIUM to its path`);
  return chromium.launch({ executablePath: browserPath, args: flags });
}
