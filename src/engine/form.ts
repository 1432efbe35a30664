// Issue forms: read and checked as GitHub does it, rendered to a body, and read back from one.

export { type Aliases, bestForm, type FormReading, parseBody } from "./form/body.ts";
export { readSeveral } from "./form/choice.ts";
export {
  type Checkbox,
  type Checkboxes,
  type Dropdown,
  type Element,
  type Form,
  type FormField,
  fieldsOf,
  keyOf,
  oneLine,
  type Prose,
  type TextArea,
  type TextInput,
  type Upload,
} from "./form/element.ts";
export { isAccepted, type ParsedForm, parseForm } from "./form/parse.ts";
export type { FormProblem } from "./form/problem.ts";
export { type Answers, NO_RESPONSE, renderBody } from "./form/render.ts";
export { leadingToken } from "./form/token.ts";
export { zoneAsked } from "./form/zone.ts";
