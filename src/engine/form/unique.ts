// No two fields of a form may be taken for one another: GitHub refuses them by id, by label and by similar labels.

import type { TextPosition } from "../yaml/document.ts";
import { type FormField, oneLine } from "./element.ts";
import { type FormProblem, refusal } from "./problem.ts";

/** A field with its place in the file. */
export interface PlacedField {
  readonly field: FormField;
  readonly path: string;
  readonly at: TextPosition;
}

/** Says of each field that can't be told from an earlier one why, and of each box that has the name of a field. */
export function checkUnique(fields: readonly PlacedField[]): FormProblem[] {
  const known = new Map<string, PlacedField>();
  const clashes = fields.flatMap((later) => {
    const reference = referenceOf(later.field);
    const earlier = known.get(reference);
    if (earlier === undefined) known.set(reference, later);
    return earlier ? [clash(earlier, later)] : [];
  });
  const slugs = Map.groupBy(
    fields.filter(({ field }) => field.id === undefined),
    ({ field }) => slugOf(field.label),
  );
  return [...clashes, ...fields.flatMap((placed) => checkBoxes(placed, slugs))];
}

/**
 * The name by which GitHub tells fields apart: the id, else the label made into a slug as Rails' `parameterize` does it. A
 * label without a single Latin letter or digit leaves no slug and stands for itself.
 */
function referenceOf(field: FormField): string {
  return field.id ?? slugOf(field.label);
}

function slugOf(label: string): string {
  const plain = label.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9_-]+/gu, "-")
    .replace(/-{2,}/gu, "-")
    .replace(/^-|-$/gu, "");
  return slug === "" ? oneLine(label) : slug;
}

function clash(earlier: PlacedField, later: PlacedField): FormProblem {
  const { field, path, at } = later;
  if (field.id !== undefined && field.id === earlier.field.id) {
    return refusal(
      `${path}.id`,
      at,
      `body must have unique ids, but \`${field.id}\` stands at ${earlier.path} too: rename one`,
    );
  }
  const same = oneLine(field.label) === oneLine(earlier.field.label);
  const fault = same ? "body must have unique labels, but" : "labels are too similar:";
  const message = `${fault} "${field.label}" and "${earlier.field.label}" (${earlier.path}) lead to one name: change one, or give one an \`id\``;
  return refusal(`${path}.attributes.label`, at, message);
}

function checkBoxes(placed: PlacedField, slugs: ReadonlyMap<string, readonly PlacedField[]>): FormProblem[] {
  const { field, path, at } = placed;
  if (field.kind !== "checkboxes") return [];
  return field.options.flatMap((box, index) => {
    const other = slugs.get(slugOf(box.label))?.find((one) => one !== placed);
    if (!other) return [];
    const message = `checkboxes must have unique labels, but "${box.label}" is the label of ${other.path} too: change one, or give that field an \`id\``;
    return [refusal(`${path}.attributes.options[${index}].label`, at, message)];
  });
}
