// Last step before a text leaves: a template and its values become Markdown. All words that Tocsin says are in templates.
import { Liquid, type Template } from "liquidjs";
import { code, diagram, html, inline, link, seen } from "../engine/text/safe.ts";
import type { Values } from "../engine/wanted.ts";

/** Where words are read: on GitHub, whose Markdown people's words must not reach, or as they stand, in a mail or a message. */
export type Medium = "github" | "plain";

/** Renders a template by its name: `render("reminder", values)`; for GitHub unless told otherwise. */
export type Renderer = (template: string, values: Values, medium?: Medium) => string;

/**
 * A renderer over templates by their names without an ending; partials come from the same map. Each is parsed once, when it is
 * first used. What a template prints is made harmless here (`inline`), whether or not whoever made the values did so before;
 * `| code` prints between backticks, `| html` inside a tag, `| diagram` in an entry of a Mermaid diagram, `| link` an address of ours, `| quote` what a template has captured as a
 * quote, `| raw` what the engine made as Markdown. The text has no spaces at the
 * ends of lines, at most one blank line in a row and none at its ends. Throws on an unknown template, a syntax error or an
 * unknown filter, naming the template.
 */
export function createRenderer(templates: Readonly<Record<string, string>>): Renderer {
  const engines = { github: createEngine(templates), plain: createEngine(templates, seen) };
  const parsed = new Map<string, Template[]>();
  const parse = (name: string, medium: Medium): Template[] => {
    const key = `${medium} ${name}`;
    const known = parsed.get(key);
    if (known) return known;
    const text = Object.hasOwn(templates, name) ? templates[name] : undefined;
    if (text === undefined) {
      const names = Object.keys(templates).sort().join(", ");
      throw new RangeError(`There is no template "${name}"; expected one of ${names}.`);
    }
    const made = engines[medium].parse(withoutTagLines(text), name);
    parsed.set(key, made);
    return made;
  };
  return (name, values, medium = "github") => {
    try {
      return tidy(String(engines[medium].renderSync(parse(name, medium), values)));
    } catch (error) {
      if (error instanceof RangeError) throw error;
      throw new Error(`The template "${name}" could not be rendered; check its tags and filters.`, {
        cause: error,
      });
    }
  };
}

/** The Liquid that templates are read by: partials from the map, and filters of our own; `neutral` is what all that is printed goes through. */
export function createEngine(
  templates: Readonly<Record<string, string>>,
  neutral: (text: string) => string = inline,
): Liquid {
  const partials = Object.entries(templates).map(([name, text]) => [name, withoutTagLines(text)]);
  const engine = new Liquid({
    ...{ templates: Object.fromEntries(partials), strictFilters: true, cache: true },
    outputEscape: (value: unknown) => neutral(asText(value)),
  });
  // Liquid's own `capitalize` makes the rest of the words small: "HSSI manager" would be "Hssi manager".
  engine.registerFilter("upfirst", upfirst);
  engine.registerFilter("code", { raw: true, handler: (value: unknown) => code(asText(value)) });
  engine.registerFilter("html", { raw: true, handler: (value: unknown) => html(asText(value)) });
  engine.registerFilter("quote", { raw: true, handler: (value: unknown) => quoted(asText(value)) });
  engine.registerFilter("diagram", { raw: true, handler: (value: unknown) => diagram(asText(value)) });
  engine.registerFilter("link", { raw: true, handler: (value: unknown) => link(asText(value)) });
  return engine;
}

/** The filter of that name. */
export function upfirst(text: unknown): string {
  const words = typeof text === "string" ? text : "";
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** Words that were rendered already, as a quote: each line of them. */
function quoted(text: string): string {
  return tidy(text)
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join("") : String(value ?? "");
}

/** A line that holds nothing but tags leaves no line behind; one that puts a partial in does. */
export function withoutTagLines(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(/^[ \t]*((?:\{%-?(?!-?\s*render\b)(?:(?!%\}).)*%\}[ \t]*)+)\n/gm, (_line, tags: string) =>
      tags.trim(),
    )
    .trimEnd();
}

/** No spaces at the ends of lines, at most one blank line in a row, and none at the ends. */
export function tidy(text: string): string {
  return text
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
