// A comparison in words: for a terminal, and as the Markdown of a pull request's comment.
import { html, inline } from "../engine/text/safe.ts";
import type { Change } from "./change.ts";
import { listed } from "./phrases.ts";
import type { Story } from "./stories.ts";

/** What was compared, and what was found. */
export interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly Change[];
  readonly stories: readonly Story[];
}

/** Does nothing behave differently, by the policies and by the scenarios? */
export function isSame({ changes, stories }: Comparison): boolean {
  return changes.length === 0 && stories.every(({ same }) => same);
}

const mostDifferences = 8;

/** The comparison for people at a terminal. */
export function comparisonText(comparison: Comparison): string {
  const { before, after, changes, stories } = comparison;
  const different = stories.filter(({ same }) => !same);
  const lines = [
    `${before} → ${after}: ${sum(comparison)}`,
    "",
    ...changes.flatMap(({ words, where }) => [`- ${words}`, ...where.map((one) => `    ${one}`)]),
    ...(changes.length > 0 ? [""] : []),
    ...(stories.length > 0 ? [storiesSum(comparison), ""] : []),
    ...different.flatMap((story) => [...storyLines(story), ""]),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function storyLines({ file, title, differences, broken, mended }: Story): readonly string[] {
  const more = differences.length - mostDifferences;
  return [
    `${title} (${file})`,
    ...differences.slice(0, mostDifferences).map(({ words }) => `  - ${words}`),
    ...(more > 0 ? [`  - and ${more} more`] : []),
    ...broken.map(({ line, why }) => `  ✗ ${file}:${line} holds no longer: ${cut(why)}`),
    ...mended.map(({ line, why }) => `  ok ${file}:${line} holds now: ${cut(why)}`),
  ];
}

const longestWhy = 160;

const cut = (why: string): string => (why.length > longestWhy ? `${why.slice(0, longestWhy - 1)}…` : why);

function sum(comparison: Comparison): string {
  const { changes } = comparison;
  if (isSame(comparison)) return "Nothing behaves differently.";
  if (changes.length === 0) return "the policies say the same; the scenarios differ.";
  return changes.length === 1
    ? "1 thing behaves differently."
    : `${changes.length} things behave differently.`;
}

function storiesSum({ stories }: Comparison): string {
  const different = stories.filter(({ same }) => !same).length;
  const scenarios = stories.length === 1 ? "the scenario" : `the ${stories.length} scenarios`;
  if (different === 0) return `Run under both, ${scenarios} went alike.`;
  const which = stories.length === 1 ? scenarios : `${different} of ${scenarios}`;
  return `Run under both, ${which} went differently; times count from the start${stories.length === 1 ? "" : " of each"}.`;
}

/** The first line of the comment on a pull request, by which it is found again. */
export const MARKER = "<!-- tocsin:diff -->";

const mostStories = 12;
/** GitHub takes comments of 65,536 characters; the end is cut, not refused. */
const longest = 60_000;

/** The comparison as the comment that stands on a pull request: a policy's words come from whoever asks for that. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { changes, stories } = comparison;
  const different = stories.filter(({ same }) => !same);
  const hidden = different.length - mostStories;
  const lines = [
    MARKER,
    `### What this policy would do differently`,
    "",
    ...(isSame(comparison) ? ["Nothing behaves differently."] : []),
    ...(changes.length === 0 && different.length > 0
      ? ["The policies say the same; the scenarios differ."]
      : []),
    ...changes.flatMap(({ words, where }) => [
      `- ${inline(words)}`,
      ...where.map((one) => `  - ${inline(one)}`),
    ]),
    "",
    ...(stories.length > 0 ? [storiesSum(comparison), ""] : []),
    ...different.slice(0, mostStories).flatMap(storyMarkdown),
    ...(hidden > 0 ? [`And ${hidden} more scenarios.`, ""] : []),
    `<sub>${inline(`${comparison.before} → ${comparison.after}`)}. Scenarios ran on a local GitHub in virtual time.</sub>`,
  ];
  const text = lines.join("\n");
  return text.length > longest
    ? `${text.slice(0, longest)}\n\n…and more: run \`tocsin diff\`.\n`
    : `${text}\n`;
}

function storyMarkdown(story: Story): readonly string[] {
  const { title, differences, broken, mended } = story;
  const notes = listed([
    ...(differences.length > 0 ? [counted(differences.length, "difference")] : []),
    ...(broken.length > 0 ? [`${counted(broken.length, "expectation")} no longer met`] : []),
    ...(mended.length > 0 ? [`${counted(mended.length, "expectation")} met now`] : []),
  ]);
  return [
    `<details><summary>${html(title)}: ${notes}</summary>`,
    "",
    ...storyLines(story)
      .slice(1)
      .map((line) => `- ${inline(line.trim().replace(/^- /u, ""))}`),
    "",
    "</details>",
    "",
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
