// The text of a service review where it is longer than an issue may be.
import { expect, test } from "vitest";
import { type Period, readPeriod } from "../../src/figures/period.ts";
import { type StillToDo, serviceReviewOf } from "../../src/figures/service-review.ts";
import type { Renderer } from "../../src/render/render.ts";
import { createRenderer } from "../../src/render/render.ts";
import { figureTemplates } from "../../src/shipped/figures.ts";

const render = createRenderer(figureTemplates());
function named(number: number) {
  return { ref: `acme/incidents#${number}`, url: `https://github.com/acme/incidents/issues/${number}` };
}

const report = { period: readPeriod("month", "2026-10") as Period, home: "acme/incidents", all: [] };
const asOf = "Sun 1 Nov 2026 12:23 GMT";

/** A list of so many actions, each in so many characters. */
const listOf = (count: number, words: string): Required<StillToDo>["actions"] => ({
  count,
  listed: (most) => ({
    text: `### Open\n\n${`- ${words}\n`.repeat(Math.min(most, count))}`,
    left: Math.max(0, count - most),
    search: "https://github.com/issues?q=is%3Aopen",
  }),
});

const todo: readonly StillToDo[] = [
  {
    ...{ repository: "acme/incidents", kind: "listed", asOf, actions: listOf(1, "Page on a full disk") },
    unfiled: [{ review: named(2), incident: named(1), count: 3, titles: ["Clean the disk", "Tell @ana"] }],
  },
  { repository: "acme/vault", kind: "private", asOf },
];

/** The figures are this text; all else is as it ships. */
const withFigures =
  (figures: string): Renderer =>
  (name, values, medium) =>
    name === "report" ? figures : render(name, values, medium);

test("what fits stands whole, each repository by itself", () => {
  const text = serviceReviewOf(report, todo, render);
  expect(text).toMatch(/^# Figures of October 2026\n/);
  expect(text).toContain(
    "### acme/incidents\n\nAs of Sun 1 Nov 2026 12:23 GMT.\n\n### Open\n\n- Page on a full disk",
  );
  expect(text).toContain("`tocsin actions acme/vault` lists its actions");
  expect(text).not.toContain("longer than an issue may be");
});

test("lines of reviews that nothing follows are named among what is still to be done", () => {
  const [, after = ""] = serviceReviewOf(report, todo, render).split("- Page on a full disk");
  expect(after).toContain("Lines of reviews without an issue: 3, in the incidents of October 2026.");
  expect(after).toMatch(
    /\[#2\]\(https:\/\/github\.com\/acme\/incidents\/issues\/2\) \(Clean the disk; Tell .*ana; 1 more\)/,
  );
  expect(after).not.toContain("@ana");
});

test.each([
  ["in one repository", [270]],
  ["in two", [150, 600]],
])(
  "of more actions than an issue has room for those that fit are listed, %s, and where the others are",
  (_what, counts) => {
    const words = "words of an action ".repeat(15);
    const many = counts.map(
      (count, index): StillToDo => ({
        ...{ repository: `acme/r${index}`, kind: "listed", asOf, actions: listOf(count, words) },
      }),
    );
    const text = serviceReviewOf(report, many, withFigures("- a line\n".repeat(9_000)));
    expect(text.length).toBeLessThanOrEqual(50_000);
    expect(text.length).toBeGreaterThan(48_000);
    const listed = text.split(`- ${words.trimEnd()}`).length - 1;
    const left = Array.from(text.matchAll(/^(\d+) more have no room here/gm), ([, count]) => Number(count));
    expect(listed).toBeGreaterThan(100);
    expect(listed + left.reduce((sum, one) => sum + one, 0)).toBe(counts.reduce((sum, one) => sum + one, 0));
    expect(text).toContain(
      "All that are open: [search](https://github.com/issues?q=is%3Aopen). All of them: `tocsin actions acme/r",
    );
    expect(text).toContain("The figures are longer");
    expect(text.match(/^- a line$/gm)?.length).toBeGreaterThan(1_000);
  },
);

test.each([
  ["lines", "- a line\n".repeat(9_000), /- a line\n\nThe figures are longer/],
  [
    "a drawing",
    `# Figures\n\n\`\`\`mermaid\n${"bar [1]\n".repeat(9_000)}\`\`\`\n`,
    /# Figures\n\nThe figures are longer/,
  ],
  [
    "a part that folds",
    `# Figures\n\n<details>\n${"- a line\n".repeat(9_000)}</details>\n`,
    /# Figures\n\nThe figures are longer/,
  ],
])("of what is too long the figures are cut, %s whole, and the actions stay", (_what, figures, end) => {
  const text = serviceReviewOf(report, todo, withFigures(figures));
  expect(text.length).toBeLessThan(51_000);
  expect(text).toMatch(end);
  expect(text).toContain("`tocsin report --month 2026-10 acme/incidents`");
  expect(text).toContain("- Page on a full disk");
});
