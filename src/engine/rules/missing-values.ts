// Facts that are not known, as values for templates: what they are called, what is asked, and the command that gives them.

import type { Field } from "../policy/model.ts";
import type { Values } from "../wanted.ts";

/** Values of facts that are missing (HB-1 to HB-3). The severity has a command of its own. */
export function missingValues(fields: readonly Field[]): readonly Values[] {
  return fields.map((field) => ({
    title: field.title,
    question: field.question,
    command: field.type === "severity" ? "/severity …" : `/set ${field.id} …`,
  }));
}
