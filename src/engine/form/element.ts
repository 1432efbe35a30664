// What an issue form is made of, once its YAML has been read.

/** Static text of a form: shown to the person who fills it in, never part of the issue. */
export interface Prose {
  readonly kind: "markdown";
  readonly value: string;
}

/** What every field has: `id` is the steady name, `label` the heading that GitHub writes into the body. */
interface Labelled {
  readonly id?: string | undefined;
  readonly label: string;
  readonly description?: string | undefined;
  /** Asked for by the browser only: any field may be missing from a body all the same. */
  readonly required: boolean;
}

/** A field of one line. */
export interface TextInput extends Labelled {
  readonly kind: "input";
  readonly placeholder?: string | undefined;
  readonly value?: string | undefined;
}

/** A field of many lines; with `render` GitHub puts the answer into a code fence of that language. */
export interface TextArea extends Labelled {
  readonly kind: "textarea";
  readonly placeholder?: string | undefined;
  readonly value?: string | undefined;
  readonly render?: string | undefined;
}

/** A choice of one option, or of several with `multiple`; `default` is the place (from 0) of the option chosen beforehand. */
export interface Dropdown extends Labelled {
  readonly kind: "dropdown";
  readonly options: readonly string[];
  readonly multiple: boolean;
  readonly default?: number | undefined;
}

/** One box of a group. */
export interface Checkbox {
  readonly label: string;
  readonly required: boolean;
}

/** A group of boxes to tick; `required` when one of its boxes is. */
export interface Checkboxes extends Labelled {
  readonly kind: "checkboxes";
  readonly options: readonly Checkbox[];
}

/** Files to attach: the body holds links to them. */
export interface Upload extends Labelled {
  readonly kind: "upload";
}

/** An element that a person answers. */
export type FormField = TextInput | TextArea | Dropdown | Checkboxes | Upload;

/** One entry of a form's `body`. */
export type Element = Prose | FormField;

/** An issue form as its file describes it. */
export interface Form {
  readonly name: string;
  readonly description?: string | undefined;
  readonly title?: string | undefined;
  readonly type?: string | undefined;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly elements: readonly Element[];
}

/** The elements of a form that a person answers, in the form's order. */
export function fieldsOf(form: Form): readonly FormField[] {
  return form.elements.filter((element) => element.kind !== "markdown");
}

/** The name under which a field's answer is found: its `id`, its label where it has none. */
export function keyOf(field: FormField): string {
  return field.id ?? field.label.trim();
}

/** A label as it stands in one line of a body: composed Unicode, single spaces, none at the ends. */
export function oneLine(label: string): string {
  return label.normalize("NFC").replace(/\s+/gu, " ").trim();
}
