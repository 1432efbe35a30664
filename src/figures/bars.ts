// Bars of counts as GitHub draws them in Markdown: mermaid's xychart, at most twelve, with words for those who can't see them.
import type { Share } from "./data.ts";

/** More bars than this can't be told apart; what is beyond them is one bar. */
const most = 12;

/** The text of a chart; "" where there are not two bars to compare. */
export function barsOf(title: string, shares: readonly Share[]): string {
  const bars = fitted(shares);
  if (bars.length < 2 || bars.every(({ count }) => count === 0)) return "";
  const highest = Math.max(...bars.map(({ count }) => count));
  const told = bars.map(({ name, count }) => `${name} ${count}`).join(", ");
  return [
    "xychart-beta",
    `  accTitle: ${harmless(title)}`,
    `  accDescr: ${told}`,
    `  title "${harmless(title)}"`,
    `  x-axis [${bars.map(({ name }) => `"${name}"`).join(", ")}]`,
    `  y-axis "incidents" 0 --> ${highest}`,
    `  bar [${bars.map(({ count }) => count).join(", ")}]`,
  ].join("\n");
}

function fitted(shares: readonly Share[]): readonly { readonly name: string; readonly count: number }[] {
  const bars = shares.map(({ title, incidents }) => ({ name: plain(title), count: incidents.length }));
  if (bars.length <= most) return bars;
  const others = bars.slice(most - 1).reduce((sum, { count }) => sum + count, 0);
  return [...bars.slice(0, most - 1), { name: "others", count: others }];
}

/** Words short enough for an axis. */
function plain(text: string): string {
  const words = harmless(text);
  return words.length > 24 ? `${words.slice(0, 23).trimEnd()}…` : words || "unnamed";
}

/** Words that mean nothing to mermaid, on one line. */
function harmless(text: string): string {
  return text
    .replace(/[^\p{L}\p{N} .,()/-]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
