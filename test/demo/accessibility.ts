// What a machine can tell of a page's accessibility: axe's rules for WCAG 2.2 A and AA, and that nothing hangs over the edge.
import axe from "axe-core";
import type { Page } from "playwright-core";
import { playsAll } from "../laws/seeds.ts";

/** How a page is looked at. */
export interface Look {
  readonly colorScheme: "light" | "dark";
  readonly width: number;
}

/**
 * The looks at the page with this number: every width, light and dark. Where a sample is played one: narrow in the light and wide in
 * the dark, page by page in turn.
 */
export function looksAt(page: number, widths: readonly number[]): readonly Look[] {
  const schemes = ["light", "dark"] as const;
  if (playsAll) return schemes.flatMap((colorScheme) => widths.map((width) => ({ colorScheme, width })));
  const [narrow, wide] = [Math.min(...widths), Math.max(...widths)];
  return [page % 2 === 0 ? { colorScheme: "light", width: narrow } : { colorScheme: "dark", width: wide }];
}

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** What is no fault is only counted. */
const how = { runOnly: rules, resultTypes: ["violations"] };

/** The faults of a page as it stands: rule, what it asks, and the element. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  const found = await page.evaluate<Found>(`axe.run(document, ${JSON.stringify(how)})`);
  const faults = found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
  const over = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  return over > 0 ? [...faults, `the page is ${over} pixels wider than the window`] : faults;
}
