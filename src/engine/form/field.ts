// One entry of a form's body: which keys it may have, and what it becomes.

import type { MapNode, Node } from "../yaml/tree.ts";
import { type Attributes, isKind, KINDS, type Kind, readAttributes } from "./attributes.ts";
import type { Element } from "./element.ts";
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
  under,
} from "./problem.ts";

/** Reads one entry of `body`. Without a value it could not be told what it is or what it is called. */
export function readElement(node: Node, path: string): Checked<Element> {
  if (node.kind !== "map") {
    const message = `every entry of \`body\` is a map with a \`type\`, but this one is ${nameOf(node)}`;
    return { problems: [refusal(path, node.at, message)] };
  }
  const keys = checkKeys(node, ["type", "id", "attributes", "validations"], { path, noun: "key" });
  const kind = readKind(node, path);
  const id = readId(node, path, kind.value);
  const problems = [...keys, ...kind.problems, ...id.problems];
  if (kind.value === undefined) return { problems };
  const attributes = readAttributes(node, path, kind.value);
  const required = readRequired(node, path, kind.value);
  const element =
    attributes.value &&
    build(kind.value, { ...attributes.value, id: id.value, required: required.value ?? false });
  return { value: element, problems: [...problems, ...attributes.problems, ...required.problems] };
}

function readKind(node: MapNode, path: string): Checked<Kind> {
  const type = child(node, "type");
  const known = KINDS.join(", ");
  if (!type) {
    return {
      problems: [refusal(path, node.at, `the required key \`type\` is missing: add one of ${known}`)],
    };
  }
  if (type.kind === "text" && isKind(type.text)) return { value: type.text, problems: [] };
  const message = `${nameOf(type)} is not a valid input type: expected one of ${known}`;
  return { problems: [refusal(under(path, "type"), type.at, message)] };
}

function readId(node: MapNode, path: string, kind: Kind | undefined): Checked<string> {
  const id = child(node, "id");
  if (!id) return { problems: [] };
  const where = under(path, "id");
  const text = readText(id, where);
  if (text.value === undefined) return text;
  if (!/^[A-Za-z0-9_-]+$/u.test(text.value)) {
    const message = `\`id\` can only contain numbers, letters, - and _, but it is "${text.value}": rename it`;
    return { value: text.value, problems: [refusal(where, id.at, message)] };
  }
  if (kind !== "markdown") return text;
  return {
    problems: [caution(where, id.at, "`id` means nothing on markdown, which is not submitted: remove it")],
  };
}

function readRequired(node: MapNode, path: string, kind: Kind): Checked<boolean> {
  const validations = child(node, "validations");
  const where = under(path, "validations");
  if (!validations) return { problems: [] };
  if (validations.kind !== "map") {
    const message = `\`validations\` must be a map with \`required\`, but it is ${nameOf(validations)}`;
    return { problems: [refusal(where, validations.at, message)] };
  }
  const known = kind === "upload" ? ["required", "accept"] : ["required"];
  // The documentation lists refusals for keys and attributes, not for validations: a stray one is only pointed out.
  const strays = checkKeys(validations, known, { path: where, noun: "validation" }).map(
    (problem): FormProblem => ({ ...problem, severity: "warning" }),
  );
  const flag = child(validations, "required");
  const required = flag ? readFlag(flag, under(where, "required")) : { problems: [] };
  const idle = kind === "markdown" || kind === "checkboxes";
  const cure = kind === "markdown" ? "remove it" : "put `required` on each option instead";
  const useless =
    idle && flag ? [caution(where, flag.at, `\`required\` has no sure effect on ${kind}: ${cure}`)] : [];
  return { value: required.value, problems: [...strays, ...required.problems, ...useless] };
}

function build(
  kind: Kind,
  read: Attributes & { id: string | undefined; required: boolean },
): Element | undefined {
  const { label, description, placeholder, value, render } = read.texts;
  if (kind === "markdown") return { kind, value: value ?? "" };
  if (label === undefined) return undefined;
  const named = { id: read.id, label, description, required: read.required };
  switch (kind) {
    case "input":
      return { kind, ...named, placeholder, value };
    case "textarea":
      return { kind, ...named, placeholder, value, render };
    case "dropdown":
      return { kind, ...named, options: read.options ?? [], multiple: read.multiple, default: read.default };
    case "checkboxes": {
      const boxes = read.boxes ?? [];
      return { kind, ...named, required: read.required || boxes.some((box) => box.required), options: boxes };
    }
    case "upload":
      return { kind, ...named };
  }
}
