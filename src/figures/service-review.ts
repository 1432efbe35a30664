// The issue of a service review (H-29): the figures of a period, all actions that are still to be done, and room for what is decided.
import type { Value } from "../engine/wanted.ts";
import type { Renderer } from "../render/render.ts";
import type { Figures } from "./data.ts";
import { markdownOf, type Report, unfiledValues } from "./report.ts";

/**
 * What is still to be done in one repository. `listed`: in Markdown · `private`: whoever reads the text may not read that repository ·
 * `none`: its policy follows no actions.
 */
export interface StillToDo {
  readonly repository: string;
  readonly kind: "listed" | "private" | "none";
  /** When that was so, for people. */
  readonly asOf: string;
  /** Only of what is listed: how many there are, and their text with so many of each group. */
  readonly actions?: { readonly count: number; readonly listed: (most: number) => ListedActions };
  /** Lines of the period's reviews that have no issue. */
  readonly unfiled?: Figures["unfiled"];
}

/** A list of actions in Markdown. */
export interface ListedActions {
  readonly text: string;
  /** How many it leaves out. */
  readonly left: number;
  /** Where all that are open are found; "" where nobody knows. */
  readonly search: string;
}

/** GitHub takes 65,536 characters; what people add to the text needs some of them. */
const mostText = 50_000;

/** So much is left to the figures however many actions there are: what was promised, and what became of reviews and actions. */
const leastFigures = 12_000;

/**
 * The text of the issue. Where it would be too long the figures are cut, at the end of a line, and say so. Where the actions alone are
 * too long, as many of each group are listed as fit, and where the others are found is said.
 */
export function serviceReviewOf(report: Report, todo: readonly StillToDo[], render: Renderer): string {
  const { home, period } = report;
  const figures = markdownOf(report, render, new Map()).trimEnd();
  const values = { home, kind: period.kind, key: period.key, period: period.name, several: todo.length > 1 };
  const written = (most: number, kept: string, cut: boolean): string =>
    render("service-review", {
      ...{ ...values, cut, figures: kept },
      repositories: todo.map((one) => todoValues(one, most)),
    });
  const room = mostText - Math.min(figures.length, leastFigures);
  const all = Math.max(0, ...todo.map(({ actions }) => actions?.count ?? 0));
  const most = largest(all, (some) => written(some, "", true).length <= room);
  const whole = written(most, figures, false);
  if (whole.length <= mostText) return whole;
  const left = Math.max(0, figures.length - (written(most, figures, true).length - mostText));
  return written(most, linesWithin(figures, left), true);
}

/** The largest number up to a highest for which something holds that holds of every smaller one, too; 0 where it holds of none. */
function largest(highest: number, holds: (number: number) => boolean): number {
  if (holds(highest)) return highest;
  let [low, high] = [0, highest];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function todoValues({ repository, kind, asOf, actions, unfiled = [] }: StillToDo, most: number): Value {
  const { text = "", left = 0, search = "" } = actions?.listed(most) ?? {};
  return { repository, kind, asOf, actions: text, left, search, unfiled: unfiledValues(unfiled) };
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
