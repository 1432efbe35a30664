// Checks what a review asks: that its fields can hold the answers, and that no two questions stand under one heading.
import { plain } from "../condition.ts";
import { type Finding, keyAt, shown, wrong } from "../finding.ts";
import type { Checking } from "../section.ts";

/** What is wrong with the fields and the questions of `retro`. */
export function checkAnswers(here: Checking): readonly Finding[] {
  const { date, class: classes, questions } = here.file.retro ?? {};
  return [
    ...checkField(here, {
      name: date,
      key: "date",
      fits: ({ type }) => type === "time",
      needs: "type: time",
    }),
    ...checkField(here, {
      name: classes,
      key: "class",
      fits: ({ type, options }) => (type === "choice" || type === "choices") && (options ?? []).length > 0,
      needs: "type: choices with its options",
    }),
    ...checkQuestions(questions ?? {}),
  ];
}

type GivenField = NonNullable<Checking["file"]["fields"]>[string];

interface FieldNeeded {
  readonly name: string | undefined;
  readonly key: string;
  readonly fits: (field: GivenField) => boolean;
  readonly needs: string;
}

function checkField(here: Checking, { name, key, fits, needs }: FieldNeeded): readonly Finding[] {
  if (name === undefined) return [];
  const path = ["retro", key];
  const unknown = here.known("fields", name, path);
  const field = here.file.fields?.[name];
  if (unknown.length > 0 || field === undefined || fits(field)) return unknown;
  return [wrong(path, `The field ${name} can't hold it; give it ${needs}.`, keyAt("fields", name))];
}

type GivenQuestions = NonNullable<NonNullable<Checking["file"]["retro"]>["questions"]>;

/** An answer is known by the heading that it stands under. */
function checkQuestions(questions: GivenQuestions): readonly Finding[] {
  const seen = new Map<string, string>();
  return Object.entries(questions).flatMap(([key, question]): readonly Finding[] => {
    const asked = typeof question === "string" ? question : question.ask;
    const words = plain(asked);
    const first = seen.get(words);
    if (first === undefined) {
      seen.set(words, key);
      return [];
    }
    return [
      wrong(["retro", "questions", key], `${shown(asked)} is asked by ${first} already; leave one out.`),
    ];
  });
}
