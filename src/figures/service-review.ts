// The issue of a service review (H-29): the figures of a period, all actions that are still to be done, and room for what is decided.
import type { Value } from "../engine/effect.ts";
import type { Renderer } from "../render/render.ts";
import { markdownOf, type Report } from "./report.ts";

/**
 * What is still to be done in one repository. `listed`: in Markdown · `private`: whoever reads the text may not read that repository ·
 * `none`: its policy follows no actions.
 */
export interface StillToDo {
  readonly repository: string;
  readonly kind: "listed" | "private" | "none";
  /** When that was so, for people. */
  readonly asOf: string;
  /** Only of what is listed. */
  readonly actions?: string;
}

/** GitHub takes 65,536 characters; what people add to the text needs some of them. */
const mostText = 50_000;

/** The text of the issue. Where it would be too long the figures are cut, at the end of a line, and say so: the actions never are. */
export function serviceReviewOf(report: Report, todo: readonly StillToDo[], render: Renderer): string {
  const { home, period } = report;
  const figures = markdownOf(report, render, new Map()).trimEnd();
  const repositories = todo.map(
    ({ repository, kind, asOf, actions = "" }): Value => ({ repository, kind, asOf, actions }),
  );
  const values = { home, kind: period.kind, key: period.key, repositories, several: todo.length > 1 };
  const whole = render("service-review", { ...values, figures, cut: false });
  if (whole.length <= mostText) return whole;
  const room = Math.max(0, figures.length - (whole.length - mostText));
  return render("service-review", { ...values, figures: linesWithin(figures, room), cut: true });
}

/** As many whole lines as fit; a part that folds or a drawing that was begun is left out whole. */
function linesWithin(text: string, room: number): string {
  const lines = text.slice(0, text.lastIndexOf("\n", room)).split("\n");
  for (const [opens, closes] of [
    [/^```\w/, /^```\s*$/],
    [/^<details/, /^<\/details>/],
  ] as const) {
    const begun = lines.findLastIndex((line) => opens.test(line));
    if (begun >= 0 && lines.findLastIndex((line) => closes.test(line)) < begun) lines.length = begun;
  }
  return lines.join("\n").trimEnd();
}
