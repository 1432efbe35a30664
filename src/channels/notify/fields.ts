// What a template of Notify may have in double brackets: the words of a letter, each by its name.
import type { Letter } from "../channel.ts";
import { withoutMarks } from "../wording.ts";

/** A letter's words by the names that templates use. Notify knows no bold, and a text message no Markdown at all. */
export function fieldsOf({ subject, text, about }: Pick<Letter, "subject" | "text" | "about">) {
  return {
    ...{ subject, text: withoutMarks(text) },
    ...{ title: about.title, severity: about.severity, incident: about.slug, url: about.url },
  };
}

/** Those names. */
export const fieldNames: readonly (keyof ReturnType<typeof fieldsOf>)[] = [
  "subject",
  "text",
  "title",
  "severity",
  "incident",
  "url",
];

/** The fields of a template that a letter has nothing for, as Notify compares names: capitals, spaces, - and _ make no difference. */
export function unknownFields(template: string): readonly string[] {
  const asked = Array.from(
    template.matchAll(/\(\(([^()?]{1,200})(?:\?\?[^()]{0,1000})?\)\)/g),
    ([, name = ""]) => name.trim(),
  );
  const bare = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, "");
  return [...new Set(asked)].filter((name) => !fieldNames.some((one) => one === bare(name)));
}
