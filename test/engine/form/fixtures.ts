// The forms that the tests of this folder read: written for the purpose, with every feature seen in public ones.
import { readFileSync } from "node:fs";
import { type Form, isAccepted, parseForm } from "../../../src/engine/form.ts";

/** The text of a form in test/fixtures/forms. */
export function formText(name: string): string {
  return readFileSync(new URL(`../../fixtures/forms/${name}.yml`, import.meta.url), "utf8");
}

/** A form that must be good, from its text. */
export function formOf(text: string): Form {
  const parsed = parseForm(text);
  if (!parsed.form || !isAccepted(parsed))
    throw new Error(`not a good form: ${JSON.stringify(parsed.problems)}`);
  return parsed.form;
}

/** The smallest good form with this body, each line indented as in a file. */
export function withBody(body: string): string {
  return `name: Test\ndescription: A form for one test\nbody:\n${body}`;
}
