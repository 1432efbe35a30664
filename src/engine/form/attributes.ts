// The attributes of one element of a form: which its type has, and what they may hold.

import type { MapNode, Node } from "../yaml/tree.ts";
import { readBoxes, readChoices, readDefault } from "./options.ts";
import {
  type Checked,
  checkKeys,
  child,
  type FormProblem,
  nameOf,
  readFlag,
  readText,
  refusal,
  under,
} from "./problem.ts";

/** The attributes of each type, the required ones first. */
const ATTRIBUTES = {
  markdown: { needs: ["value"], may: [] },
  input: { needs: ["label"], may: ["description", "placeholder", "value"] },
  textarea: { needs: ["label"], may: ["description", "placeholder", "value", "render"] },
  dropdown: { needs: ["label", "options"], may: ["description", "multiple", "default"] },
  checkboxes: { needs: ["label", "options"], may: ["description"] },
  upload: { needs: ["label"], may: ["description", "accept"] },
} as const;

/** The type of an element. */
export type Kind = keyof typeof ATTRIBUTES;

/** All types, in the order in which they are named to people. */
export const KINDS: readonly string[] = Object.keys(ATTRIBUTES);

/** Whether a word is a type of GitHub's. */
export function isKind(text: string): text is Kind {
  return Object.hasOwn(ATTRIBUTES, text);
}

const TEXTS = ["label", "description", "placeholder", "value", "render", "accept"] as const;

/** The attributes of an element, whichever its type has; the rest is absent. */
export interface Attributes {
  readonly texts: Readonly<Partial<Record<(typeof TEXTS)[number], string>>>;
  readonly options: ReturnType<typeof readChoices>["value"];
  readonly boxes: ReturnType<typeof readBoxes>["value"];
  readonly multiple: boolean;
  readonly default: number | undefined;
}

/** Reads the `attributes` of an element: what its type needs and may have, and nothing else. */
export function readAttributes(node: MapNode, path: string, kind: Kind): Checked<Attributes> {
  const { needs, may } = ATTRIBUTES[kind];
  const attributes = child(node, "attributes");
  const where = under(path, "attributes");
  if (attributes?.kind !== "map") {
    const came = attributes ? `is ${nameOf(attributes)}` : "is missing";
    const message = `\`attributes\` ${came}: a ${kind} needs a map with ${needs.join(" and ")}`;
    return { problems: [refusal(where, attributes?.at ?? node.at, message)] };
  }
  const missing = needs
    .filter((key) => child(attributes, key) === undefined)
    .map((key) =>
      refusal(
        where,
        attributes.at,
        `the required attribute key \`${key}\` of this ${kind} is missing: add it`,
      ),
    );
  const texts = readTexts(attributes, where, [...needs, ...may]);
  const choices = readOptions(attributes, where, kind);
  return {
    value: { ...choices.value, texts: texts.value ?? {} },
    problems: [
      ...checkKeys(attributes, [...needs, ...may], { path: where, noun: "attribute" }),
      ...missing,
      ...texts.problems,
      ...choices.problems,
      ...checkWords(attributes, where, kind),
    ],
  };
}

function readTexts(
  attributes: MapNode,
  path: string,
  permitted: readonly string[],
): Checked<Attributes["texts"]> {
  const read = TEXTS.filter((key) => permitted.includes(key)).flatMap((key) => {
    const node = child(attributes, key);
    return node ? [{ key, ...readText(node, under(path, key)) }] : [];
  });
  const found = read.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value] as const]));
  return { value: Object.fromEntries(found), problems: read.flatMap((text) => text.problems) };
}

function readOptions(
  attributes: MapNode,
  path: string,
  kind: Kind,
): { value: Omit<Attributes, "texts">; problems: FormProblem[] } {
  const nothing = { value: undefined, problems: [] };
  const at = (key: string): Node | undefined => (kind === "dropdown" ? child(attributes, key) : undefined);
  const node = child(attributes, "options");
  const where = under(path, "options");
  const options = node && kind === "dropdown" ? readChoices(node, where) : nothing;
  const boxes = node && kind === "checkboxes" ? readBoxes(node, where) : nothing;
  const several = at("multiple");
  const multiple = several ? readFlag(several, under(path, "multiple")) : nothing;
  const chosen = at("default");
  const first = chosen ? readDefault(chosen, under(path, "default"), options.value ?? []) : nothing;
  return {
    value: {
      options: options.value,
      boxes: boxes.value,
      multiple: multiple.value ?? false,
      default: first.value,
    },
    problems: [...options.problems, ...boxes.problems, ...multiple.problems, ...first.problems],
  };
}

/** GitHub refuses labels that ask for secrets; of its list only this word is documented. */
function checkWords(attributes: MapNode, path: string, kind: Kind): FormProblem[] {
  const label = child(attributes, "label");
  if ((kind !== "input" && kind !== "textarea") || label?.kind !== "text") return [];
  if (!/password/iu.test(label.text)) return [];
  const message =
    "`label` contains the forbidden word password: people must not post secrets; ask for something else";
  return [refusal(under(path, "label"), label.at, message)];
}
