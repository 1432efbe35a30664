// What people wrote into a review: of which class the cause is, and what of all that it asked has no answer (H-28, S-8).
import { plain } from "./policy/condition.ts";
import type { Policy } from "./policy/model.ts";
import type { Child } from "./snapshot/child.ts";
import { readItem } from "./text/action-line.ts";
import type { Line } from "./text/lines.ts";
import { type Passage, sectionsOf, sectionUnder } from "./text/sections.ts";

/** The headings of what is read back, as the review's text has them. */
export const headings = { whys: "Why, and why was that", class: "Class of the cause" } as const;

/** The hidden mark of a review that says what it asked when it was opened: nothing else is missed at its end. */
export const askedMark = "asks";

/** What a policy asks in its review, by the words of the mark. */
export function asksOf({ retro }: Policy): readonly string[] {
  return [
    ...(retro.class === undefined ? [] : ["class"]),
    ...(retro.whys === 0 ? [] : ["whys"]),
    ...retro.questions.filter(({ required }) => required).map(({ key }) => `question/${key}`),
  ];
}

/** The classes of the cause that somebody ticked, or wrote in place of the boxes, in the words of the policy. */
export function classesIn(body: string, policy: Policy): readonly string[] {
  const options = policy.fields[policy.retro.class ?? ""]?.options ?? [];
  if (options.length === 0) return [];
  return classesUnder(sectionsOf(body), options);
}

function classesUnder(sections: readonly Passage[], options: readonly string[]): readonly string[] {
  const chosen = new Set(
    (sectionUnder(sections, headings.class) ?? []).flatMap((line) => {
      if (line.hidden) return [];
      const { box, words } = readItem(line.text);
      return box === undefined || /x/i.test(box) ? [plain(words)] : [];
    }),
  );
  return options.filter((option) => chosen.has(plain(option)));
}

/** What of that which a review asked has no answer yet. */
export interface Gaps {
  readonly class: boolean;
  readonly whys: boolean;
  /** In the words of the policy. */
  readonly questions: readonly string[];
}

/** What is missing in a review; undefined where nothing is. What it did not ask when it was opened is not missed. */
export function gapsIn(
  { body, marks = [] }: Pick<Child, "body" | "marks">,
  policy: Policy,
): Gaps | undefined {
  const asked = new Set(marks.flatMap(({ kind, words }) => (kind === askedMark ? words : [])));
  const asks = asksOf(policy).filter((one) => asked.has(one));
  if (asks.length === 0) return undefined;
  const sections = sectionsOf(body);
  const options = policy.fields[policy.retro.class ?? ""]?.options ?? [];
  const gaps: Gaps = {
    class: asks.includes("class") && classesUnder(sections, options).length === 0,
    whys: asks.includes("whys") && !areWhysFilled(sectionUnder(sections, headings.whys) ?? []),
    questions: policy.retro.questions
      .filter(({ key, ask }) => asks.includes(`question/${key}`) && !isAnswered(sections, ask))
      .map(({ ask }) => ask),
  };
  return gaps.class || gaps.whys || gaps.questions.length > 0 ? gaps : undefined;
}

/** Is every number filled that still stands there? Fewer are enough where the lines left over were taken out. */
function areWhysFilled(lines: readonly Line[]): boolean {
  const numbered = lines.flatMap((line) => {
    const [, words] = line.hidden ? [] : (/^\s*\d{1,2}[.)](?:\s+(.*))?$/.exec(line.text.trimEnd()) ?? []);
    return line.hidden || !/^\s*\d{1,2}[.)]/.test(line.text) ? [] : [words ?? ""];
  });
  return numbered.length > 0 && numbered.every((words) => words.trim() !== "");
}

function isAnswered(sections: readonly Passage[], ask: string): boolean {
  const lines = sectionUnder(sections, ask) ?? [];
  return lines.some(({ hidden, text }) => hidden !== "comment" && /[\p{L}\p{N}]/u.test(text));
}
