// From the text of an issue form's file to the form, with everything that GitHub would refuse.

import type { TextPosition } from "../yaml/document.ts";
import { type MapNode, type Node, readTree } from "../yaml/tree.ts";
import type { Element, Form } from "./element.ts";
import { readElement } from "./field.ts";
import {
  type Checked,
  caution,
  checkKeys,
  child,
  type FormProblem,
  nameOf,
  readNames,
  readText,
  refusal,
  withinBudget,
} from "./problem.ts";
import { checkUnique, type PlacedField } from "./unique.ts";

/** How many elements of a form are read. */
const mostElements = 200;

const KEYS = ["name", "description", "body", "title", "labels", "assignees", "projects", "type"];

/** A form as far as it could be read, and everything that is wrong with it, in the file's order. */
export interface ParsedForm {
  readonly form?: Form;
  readonly problems: readonly FormProblem[];
}

/**
 * Reads an issue form. The problems are those of GitHub's documentation ("Common validation errors when creating issue
 * forms" and "Syntax for GitHub's form schema"). `form` is there whenever a field could be made out, so that the bodies of
 * old issues can be read with a form that GitHub refuses by now; `isAccepted` tells whether GitHub takes the form.
 */
export function parseForm(text: string): ParsedForm {
  const { root, more, faults } = readTree(text);
  if (!root) return { problems: faults.map((fault) => refusal("", fault, fault.message)) };
  if (root.kind !== "map") {
    return {
      problems: [
        refusal("", root.at, `a form is a map with name, description and body, but this is ${nameOf(root)}`),
      ],
    };
  }
  const parts = readParts(root);
  const body = readBody(root, more);
  const problems = [
    ...checkKeys(root, KEYS, { path: "", noun: "key" }),
    ...Object.values(parts).flatMap((part) => part.problems),
    ...body.problems,
  ].sort((a, b) => a.line - b.line || a.column - b.column);
  if (!body.value?.some((element) => element.kind !== "markdown")) return { problems };
  const form: Form = {
    name: parts.name.value ?? "",
    description: parts.description.value,
    title: parts.title.value,
    type: parts.type.value,
    labels: parts.labels.value ?? [],
    assignees: parts.assignees.value ?? [],
    elements: body.value,
  };
  return { form, problems };
}

/** Whether GitHub shows this form to people: it has fields and no error, warnings aside. */
export function isAccepted(parsed: ParsedForm): boolean {
  return parsed.form !== undefined && parsed.problems.every((problem) => problem.severity !== "error");
}

function readParts(root: MapNode) {
  const optional = <T>(key: string, read: (node: Node, path: string) => Checked<T>): Checked<T> => {
    const node = child(root, key);
    return node ? read(node, key) : { problems: [] };
  };
  const required = (key: string): Checked<string> => {
    if (child(root, key)) return optional(key, readText);
    return { problems: [refusal("", root.at, `the required top level key \`${key}\` is missing: add it`)] };
  };
  return {
    name: required("name"),
    description: required("description"),
    title: optional("title", readText),
    type: optional("type", readText),
    labels: optional("labels", readNames),
    assignees: optional("assignees", readNames),
    projects: optional("projects", readProjects),
  };
}

function readProjects(node: Node, path: string): Checked<readonly string[]> {
  const names = readNames(node, path);
  const strange = names.value?.find((name) => !/^[\w.-]+\/\d+$/u.test(name));
  if (strange === undefined) return names;
  const message = `a project is written OWNER/NUMBER, but this is "${strange}"`;
  return { value: names.value, problems: [...names.problems, caution(path, node.at, message)] };
}

function readBody(root: MapNode, more: TextPosition | undefined): Checked<readonly Element[]> {
  const body = child(root, "body");
  const separator = more && "there is a second document (---) here, and GitHub reads the first one only";
  if (body?.kind !== "list" || body.items.length === 0) {
    if (more)
      return { problems: [refusal("body", more, `body cannot be empty: ${separator}; remove the line ---`)] };
    const came = body && body.kind !== "list" ? ` but it is ${nameOf(body)}` : "";
    const message = `body cannot be empty: expected a list of elements${came}; add \`body\` with at least one field`;
    return { problems: [refusal("body", body?.at ?? root.at, message)] };
  }
  const items = withinBudget(body.items, mostElements, { path: "body", noun: "elements" });
  const read = items.value.map((item, index) => ({
    ...readElement(item, `body[${index}]`),
    at: item.at,
    index,
  }));
  const placed = read.flatMap(({ value, at, index }): PlacedField[] =>
    value === undefined || value.kind === "markdown" ? [] : [{ field: value, path: `body[${index}]`, at }],
  );
  const prose = read.every(({ value }) => value?.kind === "markdown")
    ? [
        refusal(
          "body",
          body.at,
          "body must contain at least one non-markdown field: add one that people can answer",
        ),
      ]
    : [];
  return {
    value: read.flatMap(({ value }) => (value === undefined ? [] : [value])),
    problems: [
      ...read.flatMap((one) => one.problems),
      ...prose,
      ...checkUnique(placed),
      ...items.problems,
      ...(more && separator ? [caution("", more, `${separator}: remove the line ---`)] : []),
    ],
  };
}
