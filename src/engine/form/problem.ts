// What is wrong with a form, and the small checks that every part of it shares.
import type { TextPosition } from "../yaml/document.ts";
import type { MapNode, Node } from "../yaml/tree.ts";

/**
 * One thing wrong with a form: an `error` is what GitHub's documentation says it refuses, a `warning` is what it accepts
 * though it will surprise somebody. `path` is written `body[0].attributes.label`; line and column count from 1.
 */
export interface FormProblem extends TextPosition {
  readonly severity: "error" | "warning";
  readonly path: string;
  readonly message: string;
}

/** What was read, as far as it could be, and what was wrong with it. */
export interface Checked<T> {
  readonly value?: T | undefined;
  readonly problems: readonly FormProblem[];
}

/** Words that YAML 1.1 takes for booleans: GitHub forbids them as keys. */
const BOOLEAN_WORDS =
  /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/u;

/** A problem for which GitHub refuses the form. */
export function refusal(path: string, at: TextPosition, message: string): FormProblem {
  return { severity: "error", path, line: at.line, column: at.column, message };
}

/** A problem with which GitHub accepts the form. */
export function caution(path: string, at: TextPosition, message: string): FormProblem {
  return { severity: "warning", path, line: at.line, column: at.column, message };
}

/** The first so many of a list; where it has more, a warning at the first that is left out says so. `noun`: "elements". */
export function withinBudget(
  items: readonly Node[],
  most: number,
  where: { path: string; noun: string },
): Checked<readonly Node[]> & { readonly value: readonly Node[] } {
  const extra = items[most];
  if (extra === undefined) return { value: items, problems: [] };
  const message = `only the first ${most} ${where.noun} are read, and here is one more: make it shorter`;
  return { value: items.slice(0, most), problems: [caution(`${where.path}[${most}]`, extra.at, message)] };
}

/** The path of a key under another path; the top has none. */
export function under(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** The value of a key; of a key that stands twice the last, as YAML parsers do. An empty value counts as absent. */
export function child(map: MapNode, key: string): Node | undefined {
  const value = map.entries.findLast((entry) => entry.key === key)?.value;
  return value?.kind === "nothing" ? undefined : value;
}

/** The keys of a mapping that may not be there, that stand twice, or that have no value. `noun`: "key" or "attribute". */
export function checkKeys(
  map: MapNode,
  permitted: readonly string[],
  where: { path: string; noun: string },
): FormProblem[] {
  const before = new Set<string>();
  return map.entries.flatMap((entry) => {
    const path = under(where.path, entry.key);
    if (BOOLEAN_WORDS.test(entry.key)) {
      return [
        refusal(
          path,
          entry.at,
          `the key \`${entry.key}\` is forbidden, since YAML reads it as a boolean: remove it`,
        ),
      ];
    }
    if (!permitted.includes(entry.key))
      return [refusal(path, entry.at, stray(entry.key, where.noun, permitted))];
    if (before.has(entry.key)) {
      return [
        caution(path, entry.at, `\`${entry.key}\` stands here twice and the last one counts: keep one`),
      ];
    }
    before.add(entry.key);
    if (entry.value.kind === "nothing") {
      return [caution(path, entry.at, `\`${entry.key}\` has no value: give it one or remove the line`)];
    }
    return [];
  });
}

function stray(key: string, noun: string, permitted: readonly string[]): string {
  const hint = key === "about" ? " (`about` belongs to Markdown templates; a form has `description`)" : "";
  return `\`${key}\` is not a permitted ${noun}${hint}: expected ${permitted.join(", ")}; rename or remove it`;
}

/** A text that is not blank. Anything else that YAML makes of it (boolean, number, date) has to be quoted. */
export function readText(node: Node, path: string): Checked<string> {
  const key = path.slice(path.lastIndexOf(".") + 1);
  if (node.kind !== "text") {
    const quotable = node.kind === "flag" || node.kind === "number" || node.kind === "other";
    const cure = quotable ? `put it in quotes: "${node.source}"` : "write one text";
    return {
      problems: [refusal(path, node.at, `\`${key}\` must be a string, but it is ${nameOf(node)}: ${cure}`)],
    };
  }
  if (node.text.trim() === "") {
    const message = `\`${key}\` must not be empty: write something, or remove the key if it isn't needed`;
    return { problems: [refusal(path, node.at, message)] };
  }
  return { value: node.text, problems: [] };
}

/** `true` or `false`. */
export function readFlag(node: Node, path: string): Checked<boolean> {
  if (node.kind === "flag") return { value: node.value, problems: [] };
  const key = path.slice(path.lastIndexOf(".") + 1);
  const message = `\`${key}\` must be true or false without quotes, but it is ${nameOf(node)}`;
  return { problems: [refusal(path, node.at, message)] };
}

/** Names as a list, or as one text with commas between them. */
export function readNames(node: Node, path: string): Checked<readonly string[]> {
  if (node.kind !== "list") {
    const text = readText(node, path);
    const names = text.value?.split(",").map((name) => name.trim());
    return { value: names?.filter((name) => name !== ""), problems: text.problems };
  }
  const each = node.items.map((item, index) => readText(item, `${path}[${index}]`));
  const value = each.flatMap((item) => (item.value === undefined ? [] : [item.value]));
  return { value, problems: each.flatMap((item) => item.problems) };
}

/** What a piece of YAML is, in words for a message. */
export function nameOf(node: Node): string {
  switch (node.kind) {
    case "map":
      return "a map of keys and values";
    case "list":
      return "a list";
    case "text":
      return `the text "${node.text.length > 40 ? `${node.text.slice(0, 40)}…` : node.text}"`;
    case "flag":
      return `the boolean ${node.source}`;
    case "number":
      return `the number ${node.source}`;
    case "other":
      return `read by YAML as a date or another type (${node.source})`;
    case "nothing":
      return "empty";
  }
}
