// The options of a choice: what a dropdown or a group of boxes may offer.

import type { TextPosition } from "../yaml/document.ts";
import type { Node } from "../yaml/tree.ts";
import type { Checkbox } from "./element.ts";
import {
  type Checked,
  caution,
  checkKeys,
  child,
  type FormProblem,
  nameOf,
  readFlag,
  readText,
  refusal,
  withinBudget,
} from "./problem.ts";

/** A list of options as it stands in the file, told apart by place for the check of doubles. */
interface Found<T> {
  readonly value: T;
  readonly label: string;
  readonly path: string;
  readonly at: TextPosition;
}

/** The options of a dropdown: distinct texts, at least one, none of them `None`. */
export function readChoices(node: Node, path: string): Checked<readonly string[]> {
  return readList(node, path, readChoice);
}

/** The boxes of a group: each a map with a `label` and perhaps `required`. */
export function readBoxes(node: Node, path: string): Checked<readonly Checkbox[]> {
  return readList(node, path, readBox);
}

/**
 * The option that a dropdown chooses beforehand. GitHub allows no `None` and no `n/a` beside it, and it has to lie inside
 * the list.
 */
export function readDefault(node: Node, path: string, options: readonly string[]): Checked<number> {
  if (node.kind !== "number" || !Number.isInteger(node.value)) {
    const message = `\`default\` must be the place of an option, a whole number from 0, but it is ${nameOf(node)}`;
    return { problems: [refusal(path, node.at, message)] };
  }
  if (node.value < 0 || node.value >= options.length) {
    const range = options.length === 0 ? "there are no options" : `expected 0 to ${options.length - 1}`;
    return {
      problems: [refusal(path, node.at, `\`default\` is ${node.value}, outside the options: ${range}`)],
    };
  }
  const empty = options.find((option) => option.trim().toLowerCase() === "n/a");
  if (empty === undefined) return { value: node.value, problems: [] };
  const message = `with a \`default\` there may be no option "${empty}": remove one of the two`;
  return { value: node.value, problems: [refusal(path, node.at, message)] };
}

/** How many options of one choice are read: far more than anybody can choose from. */
const mostOptions = 500;

type ReadOne<T> = (node: Node, path: string) => Checked<Found<T>>;

function readList<T>(node: Node, path: string, readOne: ReadOne<T>): Checked<readonly T[]> {
  if (node.kind !== "list" || node.items.length === 0) {
    const came = node.kind === "list" ? "it has none" : `it is ${nameOf(node)}`;
    return {
      problems: [refusal(path, node.at, `\`options\` must be a list of at least one option, but ${came}`)],
    };
  }
  const items = withinBudget(node.items, mostOptions, { path, noun: "options" });
  const each = items.value.map((item, index) => readOne(item, `${path}[${index}]`));
  const found = each.flatMap((item) => (item.value === undefined ? [] : [item.value]));
  return {
    value: found.map((option) => option.value),
    problems: [...each.flatMap((item) => item.problems), ...doubles(found), ...items.problems],
  };
}

function doubles<T>(found: readonly Found<T>[]): FormProblem[] {
  const labels = new Set<string>();
  return found.flatMap((option) => {
    const label = option.label.trim();
    if (!labels.has(label)) {
      labels.add(label);
      return [];
    }
    const message = `\`options\` must be unique, but "${option.label}" stands here twice: remove or rename one`;
    return [refusal(option.path, option.at, message)];
  });
}

function readChoice(node: Node, path: string): Checked<Found<string>> {
  if (node.kind === "flag") {
    const message = `\`options\` must not include booleans: put ${node.source} in quotes: "${node.source}"`;
    return { problems: [refusal(path, node.at, message)] };
  }
  // GitHub's documentation asks for text here and names only booleans as refused; numbers are seen to work, changed.
  if (node.kind === "number") {
    const label = String(node.value);
    const message = `this option is a number and may be shown changed (as ${label}): put it in quotes: "${node.source}"`;
    return { value: { value: label, label, path, at: node.at }, problems: [caution(path, node.at, message)] };
  }
  const text = node.kind === "text" ? readText(node, path) : undefined;
  if (text?.value === undefined) {
    const message = `every option must be a text that is not empty, but this one is ${nameOf(node)}`;
    return { problems: [refusal(path, node.at, message)] };
  }
  const found = { value: text.value, label: text.value, path, at: node.at };
  if (text.value.trim().toLowerCase() !== "none") return { value: found, problems: [] };
  const message =
    "`options` must not include the reserved word None, which GitHub adds itself where an answer isn't required: remove it";
  return { value: found, problems: [refusal(path, node.at, message)] };
}

function readBox(node: Node, path: string): Checked<Found<Checkbox>> {
  if (node.kind !== "map") {
    const message = `each option of checkboxes is a map with a \`label\`, but this one is ${nameOf(node)}: write "- label: …"`;
    return { problems: [refusal(path, node.at, message)] };
  }
  const keys = checkKeys(node, ["label", "required"], { path, noun: "attribute" });
  const labelled = child(node, "label");
  if (!labelled)
    return { problems: [...keys, refusal(path, node.at, "this option has no `label`: add one")] };
  const label = readText(labelled, `${path}.label`);
  const flag = child(node, "required");
  const required = flag ? readFlag(flag, `${path}.required`) : { value: false, problems: [] };
  const problems = [...keys, ...label.problems, ...required.problems];
  if (label.value === undefined) return { problems };
  const box = { label: label.value, required: required.value ?? false };
  return { value: { value: box, label: box.label, path, at: labelled.at }, problems };
}
