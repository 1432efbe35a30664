// The pages in a browser and before a validator: no fault by WCAG 2.2 A and AA, nothing over the edge, no script needed, all of it HTML.
import { HtmlValidate } from "html-validate";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerSite } from "../../src/site/serve.ts";
import { siteOf } from "../../src/site/site.ts";
import { accessibilityFaults, looksAt } from "../demo/accessibility.ts";
import { browserPath, launchBrowser } from "../demo/browser.ts";
import { playsMany } from "../laws/seeds.ts";
import { page as pageData, work } from "./build.ts";
import { yearOf } from "./year.ts";

const title =
  browserPath === undefined
    ? "the status page in a browser (skipped: there is no Chromium; install it, or set CHROMIUM to its path)"
    : "the status page in a browser";

// A reporter counts what is skipped without naming it.
if (browserPath === undefined) process.stderr.write(`${title}\n`);

const year = siteOf(yearOf({ seed: 1, incidents: 500, open: 2 }));
const calm = siteOf(pageData());
const planned = siteOf(pageData({ maintenance: [work()] }));

const shown = [
  ["the first page of a bad night", year, ""],
  ["the first page of a calm day", calm, ""],
  ["an open incident", year, "incidents/inc-500/"],
  ["an incident that is over", year, "incidents/inc-1/"],
  ["maintenance", planned, "maintenance/w1/"],
  ["the history", year, "history/"],
  ["a month of it", year, "history/2025-05/"],
  ["an empty history", calm, "history/"],
  ["an address where nothing is", year, "incidents/gone/"],
] as const;

describe("every kind of page is valid HTML", () => {
  const validator = new HtmlValidate({ extends: ["html-validate:recommended"] });
  it.each(shown)("%s", async (_name, files, path) => {
    const { results } = await validator.validateString(
      answerSite(files, { path: `/${path}`, top: "status", ifNoneMatch: undefined }).body,
    );
    expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  });

  it("and what is none would be found", async () => {
    const { results } = await validator.validateString(
      "<!DOCTYPE html><html><body><p><div></p></body></html>",
    );
    expect(results.flatMap(({ messages }) => messages).length).toBeGreaterThan(2);
  });
});

describe.runIf(playsMany && browserPath !== undefined)(title, { timeout: 60_000 }, () => {
  let browser: Browser;
  let context: BrowserContext;
  const asked = new Set<string>();

  beforeAll(async () => {
    browser = await launchBrowser();
    context = await browser.newContext({ baseURL: "https://status.example.org" });
    // Every request is answered here as the server would; what leads elsewhere is noted and refused.
    await context.route("**/*", async (route) => {
      const url = new URL(route.request().url());
      const [, which = "", path = ""] = /^\/(\d+)\/status(.*)$/.exec(url.pathname) ?? [];
      const files = shown[Number(which)]?.[1];
      asked.add(url.origin);
      if (url.origin !== "https://status.example.org" || files === undefined) return route.abort();
      const { status, headers, body } = answerSite(files, { path, top: "status", ifNoneMatch: undefined });
      return route.fulfill({ status, headers, body });
    });
  }, 30_000);

  afterAll(async () => {
    await browser?.close();
  });

  const widths = [360, 768, 1280];

  it.each(shown.map(([name, , path], index) => [name, index, path] as const))(
    "%s has no fault, at three widths, light and dark",
    async (_name, index, path) => {
      const found: string[] = [];
      const one = await context.newPage();
      one.on("console", (message) => found.push(message.text()));
      one.on("pageerror", (error) => found.push(error.message));
      await one.goto(`/${index}/status/${path}`);
      await one.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      // A page that is not there is answered as such, and the browser says so.
      const said = found.splice(0).filter((text) => !text.includes("404"));
      for (const { colorScheme, width } of looksAt(index, widths)) {
        await one.emulateMedia({ colorScheme });
        await one.setViewportSize({ width, height: 800 });
        const faults = await accessibilityFaults(one);
        found.push(...faults.map((fault) => `${colorScheme} ${width}: ${fault}`));
      }
      await one.close();
      expect([...said, ...found]).toEqual([]);
    },
  );

  it("says at the top of a phone's window whether it works, before anything is scrolled", async () => {
    const one = await context.newPage();
    await one.setViewportSize({ width: 360, height: 640 });
    await one.goto("/0/status/");
    const heading = await one.getByRole("heading", { level: 1 }).boundingBox();
    expect(heading?.y).toBeLessThan(120);
    expect((heading?.y ?? 0) + (heading?.height ?? 0)).toBeLessThan(320);
    await one.close();
  });

  it("is styled under its own policy, and follows its links from the first page to an incident and back", async () => {
    const one = await context.newPage();
    await one.goto("/0/status/");
    expect(await one.evaluate("getComputedStyle(document.querySelector('.now')).display")).toBe("flex");
    await one.locator(".card h3 a").first().click();
    await one.getByRole("heading", { level: 2, name: "What we said" }).waitFor();
    await one.getByRole("link", { name: "Acme status" }).click();
    await one.getByRole("link", { name: "All of the history" }).click();
    await one.getByRole("link", { name: "May 2025" }).click();
    await one.getByRole("heading", { level: 1, name: "May 2025" }).waitFor();
    await one.close();
  });

  it("is dark ink on white paper, also where the screen is dark", async () => {
    const one = await context.newPage();
    await one.emulateMedia({ media: "print", colorScheme: "dark" });
    await one.goto("/0/status/");
    const body = "((style) => [style.color, style.backgroundColor])(getComputedStyle(document.body))";
    expect(await one.evaluate(body)).toEqual(["rgb(27, 29, 33)", "rgb(255, 255, 255)"]);
    await one.close();
  });

  it("has feeds that a browser reads as XML", async () => {
    const one = await context.newPage();
    await one.goto("/0/status/");
    const faults = `new DOMParser().parseFromString(${JSON.stringify(year.get("atom.xml"))}, "application/xml").querySelectorAll("parsererror").length`;
    expect(await one.evaluate(faults)).toBe(0);
    await one.close();
  });

  it("asks nothing of any other site", () => {
    expect([...asked]).toEqual(["https://status.example.org"]);
  });
});
