// Makes the pictures of the README: `node docs/screenshots.ts` plays an incident in the demo and photographs its pages.
import { mkdirSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { type Demo, demo } from "../src/demo/demo.ts";
import { parseForm, renderBody } from "../src/engine/form.ts";
import { presetForms } from "../src/shipped/presets.ts";
import { launchBrowser } from "../test/demo/browser.ts";

const folder = new URL("images/", import.meta.url).pathname;
const start = Date.parse("2025-04-01T14:05:00Z");
const minute = 60_000;
const repo = "acme/incidents";
const issue = `${repo}#1`;

const sizes = [
  { width: 360, height: 780, scale: 2 },
  { width: 1280, height: 860, scale: 1 },
] as const;

interface Studio {
  readonly running: Demo;
  readonly pages: readonly Page[];
}

interface Shot {
  readonly path: string;
  /** What stands at the top of the narrow and of the wide picture; the top of the page when absent. */
  readonly narrow?: string;
  readonly wide?: string;
  /** The height of the wide picture; the whole page when absent. */
  readonly height?: number;
}

/** Photographs a page at each width. */
async function take({ running, pages }: Studio, name: string, shot: Shot): Promise<void> {
  for (const [index, page] of pages.entries()) {
    const { width, height } = sizes[index] ?? sizes[0];
    const isWide = width > 600;
    await page.setViewportSize({ width, height: isWide ? (shot.height ?? height) : height });
    await page.goto(`${running.url}${shot.path}`);
    const at = isWide ? shot.wide : shot.narrow;
    if (isWide && shot.height === undefined) {
      const whole = await page.locator("body").boundingBox();
      await page.setViewportSize({ width, height: Math.ceil(whole?.height ?? height) });
    } else if (at !== undefined) {
      const top = await page.locator(at).first().boundingBox();
      await page.mouse.wheel(0, Math.max(0, (top?.y ?? 0) - 12));
      await wait(400);
    }
    await page.screenshot({ path: `${folder}${name}-${width}.png` });
  }
}

/** Waits until something is so; says what was waited for when it is not. */
async function until(what: string, isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 15_000; !isSo(); await wait(100)) {
    if (Date.now() > end) throw new Error(`waited 15 s for ${what}, in vain`);
  }
  await wait(700);
}

const says = ({ running }: Studio, ref: string, words: string): boolean =>
  running.github.comments(ref).some(({ body, isMinimized }) => !isMinimized && body.includes(words));

function report({ github }: Demo): void {
  const form = presetForms("sre").flatMap(({ text }) => parseForm(text).form ?? [])[0];
  if (form === undefined) throw new Error("the preset sre has no form");
  const body = renderBody(form, {
    description: "Checkout answers 502 since the deploy of 14:02. About one payment in three fails.",
    severity: "SEV1 — down for most users or data is lost or wrong",
    impact: "Nobody can pay by card",
    service: "payments",
    users: "about 3000",
  });
  github.openIssue({ by: "ana", repo, title: "Card payments fail", body, formLabels: form.labels });
}

const card = ".comment:has(.task)";

async function begin(studio: Studio): Promise<void> {
  const { running } = studio;
  await take(studio, "form", { path: `/${repo}/issues/new?template=incident.yml` });
  report(running);
  await until("the card", () => says(studio, issue, "Send notice 1 as it stands"));
  await take(studio, "card", { path: `/${repo}/issues/1`, narrow: card });
}

const draft = ".comment:has-text('Draft of notice')";

/** Ticks the card's box, as the lead. */
function letGo({ github }: Demo, notice: number): void {
  const box = `- [ ] Send notice ${notice} as it stands`;
  const found = github.comments(issue).find(({ body }) => body.includes(box));
  const body = found?.body.replace(box, box.replace("[ ]", "[x]")) ?? "";
  github.editComment({ by: "ana", comment: found?.id ?? "", body });
}

async function goOn(studio: Studio): Promise<void> {
  const { running } = studio;
  const { github } = running;
  await running.move(4 * minute);
  github.comment({ by: "ana", issue, body: "/role lead me" });
  await running.move(minute);
  await take(studio, "notice", { path: `/${repo}/issues/1`, narrow: draft, wide: draft, height: 640 });
  letGo(running, 1);
  await until("the notice", () => says(studio, issue, "Notice 1 was sent"));
  await running.move(2 * minute);
  await take(studio, "status", { path: "/-/status/acme/incidents/", height: 860 });
  await take(studio, "mailbox", { path: "/-/mailbox", height: 640 });
  await running.move(6 * minute);
  const words = "A column is missing on the second database. Rolling the deploy back.";
  github.comment({ by: "ana", issue, body: words });
  await running.move(67 * minute);
  await until("the reminder", () => says(studio, issue, "This replaces the reminder"));
  const overdue = ".comment:not(.minimized):has-text('This replaces the reminder')";
  await take(studio, "reminder", { path: `/${repo}/issues/1`, narrow: overdue, wide: card, height: 1010 });
}

async function end(studio: Studio): Promise<void> {
  const { running } = studio;
  const { github } = running;
  const body =
    "/resolve Rolled back at 15:20, payments work again\ncause: a missing column\nfix: rolled back";
  github.comment({ by: "ana", issue, body });
  await running.move(minute);
  letGo(running, 2);
  await until("the last notice", () => says(studio, issue, "Notice 2 was sent"));
  await running.move(2 * minute);
  github.close({ by: "ana", issue, reason: "completed" });
  await until("the review", () => github.issues(repo).length === 2);
  await running.move(30 * minute);
  const review = github.issues(repo)[1];
  const lines =
    "- [ ] Check columns before a deploy @ben team:payments due:30d\n- [ ] Tell shops at once team:web due:30d\n";
  github.editIssue({ by: "ana", issue: review?.ref ?? "", body: `${review?.body}\n${lines}` });
  await until("both actions", () => github.issues().length === 4);
  await running.move(60 * minute);
  github.close({ by: "ben", issue: "acme/payments#1", reason: "completed" });
  await until("the action on the card", () => says(studio, issue, "1 of 2 done"));
  await running.move(15 * minute);
  await take(studio, "closed", {
    path: `/${repo}/issues/1`,
    narrow: ".comment:has-text('State at')",
    height: 1010,
  });
  const actions = ".md h4:last-of-type";
  const number = review?.ref.split("#")[1];
  await take(studio, "review", {
    path: `/${repo}/issues/${number}`,
    narrow: actions,
    wide: actions,
    height: 820,
  });
}

mkdirSync(folder, { recursive: true });
const running = await demo({ start });
const browser = await launchBrowser();
try {
  const pages = await Promise.all(
    sizes.map(({ width, height, scale }) =>
      browser.newPage({
        viewport: { width, height },
        deviceScaleFactor: scale,
        javaScriptEnabled: false,
        colorScheme: "light",
      }),
    ),
  );
  const studio = { running, pages };
  await begin(studio);
  await goOn(studio);
  await end(studio);
} finally {
  await browser.close();
  await running.close();
}
