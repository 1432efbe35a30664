import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Demo, demo } from "../../src/demo/demo.ts";
import { DAY, HOUR, MINUTE } from "../../src/engine/instant.ts";
import { playsMany } from "../laws/seeds.ts";
import { accessibilityFaults, looksAt } from "./accessibility.ts";
import { browserPath, launchBrowser } from "./browser.ts";

const title =
  browserPath === undefined
    ? "the demo in a browser (skipped: there is no Chromium; install it, or set CHROMIUM to its path)"
    : "the demo in a browser";

// A reporter counts what is skipped without naming it.
if (browserPath === undefined) process.stderr.write(`${title}\n`);

const incident = "/acme/incidents/issues/1";
/** A document that was opened just now is looked for a quarter of a minute later: what shows then takes longer than that. */
const soon = 45_000;

describe.runIf(playsMany && browserPath !== undefined)(title, { timeout: 60_000 }, () => {
  let running: Demo;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const asked = new Set<string>();

  beforeAll(async () => {
    running = await demo();
    // At midnight a card names its day anew, which is due as well: the story begins after one that it would reach.
    const untilMidnight = DAY - (Date.now() % DAY);
    if (untilMidnight < 6 * HOUR) await running.move(untilMidnight + MINUTE);
    browser = await launchBrowser();
    // The story is walked without scripts: everything must work by plain forms.
    context = await browser.newContext({ javaScriptEnabled: false, baseURL: running.url });
    page = await context.newPage();
    page.on("request", (request) => asked.add(new URL(request.url()).origin));
  }, 30_000);

  afterAll(async () => {
    await browser?.close();
    await running?.close();
  });

  /** Looks again until something is there, as a person without scripts would. */
  const eventually = async (wanted: () => Locator): Promise<Locator> => {
    for (const end = Date.now() + soon; Date.now() < end; ) {
      if ((await wanted().count()) > 0) return wanted();
      await new Promise((resolve) => setTimeout(resolve, 250));
      await page.reload();
    }
    throw new Error(
      `not there after ${soon} ms at ${page.url()}: ${wanted()}\n${await page.innerText("main")}`,
    );
  };
  const card = (): Locator => page.locator(".comment", { hasText: "State at" });
  const live = (words: string): Locator => page.locator(".comment:not(.minimized)", { hasText: words });
  const reminders = (): Locator => page.locator(".comment.minimized", { hasText: /Update (?:over)?due/ });
  const comment = async (words: string): Promise<void> => {
    await page.getByLabel("Comment as").fill(words);
    await page.getByRole("button", { name: "Comment", exact: true }).click();
  };
  const be = async (login: string): Promise<void> => {
    await page.getByLabel("You are", { exact: true }).selectOption(login);
    await page.getByRole("button", { name: "Switch" }).click();
  };
  const toNextDue = (): Promise<void> => page.getByRole("button", { name: "Next due" }).click();

  it("opens an incident by its form, and card and labels appear", async () => {
    await page.goto("/");
    await page.getByRole("link", { name: "Open an incident" }).click();
    await page.getByLabel("Title").fill("Card payments fail at the till");
    await page.getByLabel("What is happening?").fill("Checkout answers 502 since the last deploy");
    await page
      .getByLabel("Severity")
      .selectOption({ label: "SEV2 — a main function is lost for many users" });
    await page.getByLabel("Impact").fill("Nobody can pay by card");
    await page.getByRole("button", { name: "Open issue" }).click();
    await eventually(() => card().getByText("Next: update by"));
    expect(new URL(page.url()).pathname).toBe(incident);
    expect(running.github.issue("acme/incidents#1").labels.toSorted()).toEqual([
      "incident",
      "severity: 2",
      "status: open",
    ]);
    expect(await page.locator(".side .label").allInnerTexts()).toContain("severity: 2");
  });

  it("takes a missing fact by /set", async () => {
    expect(await card().innerText()).toMatch(/Not known yet.*users affected/i);
    await comment("/set users 200");
    await eventually(() => page.locator(".comment", { hasText: "State at", hasNotText: "Not known yet" }));
    await card().locator("summary").click();
    expect(await card().innerText()).toMatch(/Users affected: 200/i);
  });

  it("takes the severity from a label", async () => {
    await page.getByText("Change labels").click();
    await page.getByLabel("severity: 2").uncheck();
    await page.getByLabel("severity: 1").check();
    await page.getByRole("button", { name: "Save labels" }).click();
    await eventually(() => card().getByText("SEV1 · Open"));
  });

  it("lets a notice go, which is mailed and stands on the status page", async () => {
    await comment("/role lead me");
    await eventually(() => page.getByRole("checkbox", { name: /Send notice \d as it stands/ }));
    await page
      .getByRole("checkbox", { name: /Send notice \d as it stands/ })
      .last()
      .click();
    await eventually(() => live("was sent"));
    await page.goto("/");
    await page.getByRole("link", { name: "See who was told" }).click();
    const letters = (await page.locator(".letter").allInnerTexts()).join("\n");
    for (const words of ["by slack · to public", "by email · to customers", "Nobody can pay by card"])
      expect(letters).toContain(words);
    await page.goto("/");
    await page.getByRole("link", { name: "Look at the status page" }).click();
    await page.getByText("Nobody can pay by card").first().waitFor();
    expect(await page.innerText("body")).not.toContain("Checkout answers 502");
    await page.goto(incident);
  });

  it("takes a plain comment as an update, so that the next one is due later", async () => {
    await running.move(20 * 60_000);
    await page.reload();
    const before = await card().getByText("Next: update by").innerText();
    await comment("We are rolling the deploy back.");
    await eventually(() => page.locator(".comment", { hasText: "State at", hasNotText: before }));
    expect(await card().getByText("Next: update by").innerText()).not.toBe(before);
  });

  it("reminds once when nobody speaks, and replaces the reminder by the next", async () => {
    await toNextDue();
    await eventually(() => live("Update due by"));
    expect(await reminders().count()).toBe(0);
    await toNextDue();
    await eventually(() => card().getByText("Update overdue since"));
    await toNextDue();
    await eventually(() => live("This replaces the reminder of"));
    expect(await live("Update due by").count()).toBe(0);
    expect(await reminders().count()).toBe(1);
    expect(await reminders().innerText()).toContain("hidden as outdated");
  });

  it("takes a tick on the card as an update, and the box comes back empty", async () => {
    const box = (): Locator => page.getByRole("checkbox", { name: "Nothing new" });
    await box().click();
    await eventually(() => reminders().nth(1));
    await eventually(() => page.getByRole("checkbox", { name: "Nothing new", checked: false }));
    await eventually(() => card().getByText("Next: update by"));
    expect(await live("Update overdue since").count()).toBe(0);
  });

  it("resolves by a command", async () => {
    await comment("/resolve Rolled back, payments work again\ncause: a missing column\nfix: rolled back");
    await eventually(() => page.locator(".side .label", { hasText: "status: resolved" }));
  });

  it("drafts the report as a pull request, in which what is known stands", async () => {
    await page.goto("/acme/incidents/pulls");
    const report = await eventually(() => page.getByRole("link", { name: /^Incident report/ }));
    await report.click();
    await page.locator(".state", { hasText: "Draft" }).waitFor();
    expect(await page.locator("#files").innerText()).toContain("a missing column");
    await page.goto(incident);
    await eventually(() => card().getByText(/Incident report.*a draft/));
  });

  it("opens the review when the incident is closed", async () => {
    await page.getByRole("button", { name: "Close issue" }).click();
    await eventually(() => page.locator(".state.done"));
    const review = await eventually(() =>
      page.locator(".side").getByRole("link", { name: /^Review: Card payments/ }),
    );
    await eventually(() => card().getByText("Next: the review in"));
    await review.click();
    await page.getByRole("heading", { level: 1, name: /^Review:/ }).waitFor();
  });

  it("files two actions of the review with their teams", async () => {
    await page.getByRole("link", { name: "Edit what tocsin[bot] wrote" }).first().click();
    const text = page.getByLabel("Text");
    const actions =
      "- [ ] Check columns before a deploy @ben team:payments due:30d\n- [ ] Tell people at the till team:web";
    await text.fill(`${await text.inputValue()}\n${actions}\n`);
    await page.getByRole("button", { name: "Save" }).click();
    await eventually(() => page.getByRole("link", { name: "acme/web#1" }));
    await page.goto("/acme/web/issues");
    await page.getByRole("link", { name: "Tell people at the till" }).waitFor();
    await page.goto("/acme/payments/issues");
    await page.getByRole("link", { name: "Check columns before a deploy" }).click();
    expect(await page.locator(".side").innerText()).toContain("ben");
  });

  it("shows an action as done on the card when its issue is closed", async () => {
    await page.getByRole("button", { name: "Close issue" }).click();
    await page.goto(incident);
    await eventually(() => card().getByText("1 of 2 done"));
    expect(await page.locator(".side").innerText()).toContain("1 of 3 closed");
  });

  it("takes an action as verified from somebody else than who did it", async () => {
    await eventually(() => card().getByText("Next: the review in"));
    await page.goto("/acme/payments/issues?state=closed");
    await page.getByRole("link", { name: "Check columns before a deploy" }).click();
    await be("chi");
    await comment("/verified tried on staging");
    await page.goto("/acme/incidents/issues/3");
    await eventually(() => live("Actions of this review").getByText(/verified.*Check columns.*by chi/));
  });

  it("takes the report as submitted, sent back, and accepted by its merge", async () => {
    const answer = async (words: string, button: string): Promise<void> => {
      await page.goto("/acme/incidents/pulls");
      await page.getByRole("link", { name: /^Incident report/ }).click();
      await page.getByLabel("Write as").fill(words);
      await page.getByRole("button", { name: button }).click();
    };
    const isSaid = async (words: RegExp): Promise<void> => {
      await page.goto(incident);
      await eventually(() => card().getByText(words));
    };
    await be("ana");
    await answer("", "Ready for review");
    await isSaid(/Incident report.*submitted/);
    await be("ben");
    await answer("Please say why nobody saw it.", "Request changes");
    await isSaid(/Incident report.*changes/);
    await answer("", "Approve");
    await answer("", "Merge");
    await isSaid(/Incident report.*accepted/);
  });

  it("shows the figures of the month with what is still to be done", async () => {
    await page.goto("/");
    await page.getByRole("link", { name: "Read the figures of this month" }).click();
    await page.getByRole("heading", { name: /^Figures of \w+ \d{4}$/ }).waitFor();
    expect(await page.innerText("main")).toMatch(/Tell people at the till/);
    await page.goto(incident);
  });

  it("follows what happens by itself where the browser runs scripts", async () => {
    const other = await browser.newPage();
    await other.goto(`${running.url}${incident}`);
    running.github.comment({ by: "chi", issue: "acme/incidents#1", body: "Thanks, all." });
    await other.getByText("Thanks, all.").waitFor({ timeout: soon });
    await other.close();
  });

  it("asks nothing of any other site", () => {
    expect([...asked]).toEqual([running.url]);
  });

  const pages = [
    ["the start page", "/"],
    ["a list of issues", "/acme/incidents/issues"],
    ["an empty list", "/acme/payments/issues?state=open"],
    ["the choice of forms", "/acme/incidents/issues/new/choose"],
    ["a form", "/acme/incidents/issues/new?template=incident.yml"],
    ["an incident", incident],
    ["a review", "/acme/incidents/issues/3"],
    ["a page for edits", `${incident}/edit`],
    ["the list of pull requests", "/acme/incidents/pulls?state=closed"],
    ["a pull request", "/acme/incidents/pull/2"],
    ["the figures of the month", "/-/figures"],
    ["what left", "/-/mailbox"],
    ["the status page", "/-/status/acme/incidents/"],
    ["a page that is not there", "/acme/incidents/issues/99"],
  ] as const;

  const looks = pages.map(([name, path], index) => [name, path, looksAt(index, [360, 1280])] as const);

  it.each(looks)(
    "%s has no fault by WCAG A and AA, wide and narrow, light and dark",
    async (_, path, all) => {
      const found: string[] = [];
      const one = await browser.newPage();
      await one.goto(`${running.url}${path}`);
      await one.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      for (const { colorScheme, width } of all) {
        await one.emulateMedia({ colorScheme });
        await one.setViewportSize({ width, height: 800 });
        const faults = await accessibilityFaults(one);
        found.push(...faults.map((fault) => `${colorScheme} ${width}: ${fault}`));
      }
      await one.close();
      expect(found).toEqual([]);
    },
  );
});
