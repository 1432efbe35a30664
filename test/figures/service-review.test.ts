// The text of a service review where it is longer than an issue may be.
import { expect, test } from "vitest";
import { type Period, readPeriod } from "../../src/figures/period.ts";
import { serviceReviewOf } from "../../src/figures/service-review.ts";
import type { Renderer } from "../../src/render/render.ts";
import { createRenderer } from "../../src/render/render.ts";
import { figureTemplates } from "../../src/shipped/figures.ts";

const render = createRenderer(figureTemplates());
const report = { period: readPeriod("month", "2026-10") as Period, home: "acme/incidents", all: [] };
const todo = [
  {
    repository: "acme/incidents",
    kind: "listed",
    asOf: "Sun 1 Nov 2026 06:23 GMT",
    actions: "### Open\n\n- Page on a full disk",
  },
  { repository: "acme/vault", kind: "private", asOf: "Sun 1 Nov 2026 06:23 GMT" },
] as const;

/** The figures are this text; all else is as it ships. */
const withFigures =
  (figures: string): Renderer =>
  (name, values, medium) =>
    name === "report" ? figures : render(name, values, medium);

test("what fits stands whole, each repository by itself", () => {
  const text = serviceReviewOf(report, todo, render);
  expect(text).toMatch(/^# Figures of October 2026\n/);
  expect(text).toContain(
    "### acme/incidents\n\nAs of Sun 1 Nov 2026 06:23 GMT.\n\n### Open\n\n- Page on a full disk",
  );
  expect(text).toContain("`tocsin actions acme/vault` lists its actions");
  expect(text).not.toContain("longer than an issue may be");
});

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
