import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAccepted, parseBody, parseForm, renderBody } from "../../../src/engine/form.ts";
import { decidableAnswers, normalised } from "./answers.ts";

// Forms of public repositories, kept beside the checkout: they are other people's and no part of the project.
const FOLDER = new URL("../../../../shared/forms/", import.meta.url);

/** Why GitHub refuses those that it refuses, each looked at by hand; every other form is accepted. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  "010": /not valid YAML: Nested mappings/,
  "028": /`about` is not a permitted key/,
  "046": /`owners` is not a permitted attribute/,
  "084": /unique ids, but `timeline`/,
};

const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith(".yml")) : [];
const forms = names.map((name) => ({ name, parsed: parseForm(readFileSync(new URL(name, FOLDER), "utf8")) }));
const refused = forms.filter(({ parsed }) => !isAccepted(parsed));

describe.skipIf(names.length === 0)("public issue forms (skipped where ../shared/forms is not there)", () => {
  it("are refused for the reasons that GitHub documents, and for no other", () => {
    expect(refused.map(({ name }) => name.slice(0, 3))).toEqual(Object.keys(REFUSED).toSorted());
    expect(forms.length - refused.length).toBe(names.length - Object.keys(REFUSED).length);
  });

  it.each(refused)("$name is refused with its reason", ({ name, parsed }) => {
    const errors = parsed.problems.filter((problem) => problem.severity === "error");
    const reason = REFUSED[name.slice(0, 3)] ?? /there is none/;
    expect(errors.some((error) => reason.test(error.message))).toBe(true);
  });

  it.each(forms.filter(({ parsed }) => isAccepted(parsed)))("$name gives answers back", ({ parsed }) => {
    const { form } = parsed;
    if (!form) throw new Error("an accepted form was not read");
    fc.assert(
      fc.property(decidableAnswers(form), (answers) => {
        const { fields, problems } = parseBody(form, renderBody(form, answers));
        expect(fields).toEqual(normalised(form, answers));
        expect(problems).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
