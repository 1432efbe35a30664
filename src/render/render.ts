// Last step before a text leaves: a template and its values become Markdown. All words that Tocsin says are in templates.
import { Liquid, type Template } from "liquidjs";
import type { Values } from "../engine/effect.ts";
import { code, html, inline, link } from "../engine/text/safe.ts";

/** Renders a template by its name: `render("reminder", values)`. */
export type Renderer = (template: string, values: Values) => string;

/**
 * A renderer over templates by their names without an ending; partials come from the same map. Each is parsed once, when it is
 * first used. What a template prints is made harmless here (`inline`), whether or not whoever made the values did so before;
 * `| code` prints between backticks, `| html` inside a tag, `| link` an address of ours, `| raw` what the engine made as
 * Markdown. The text has no spaces at the
 * ends of lines, at most one blank line in a row and none at its ends. Throws on an unknown template, a syntax error or an
 * unknown filter, naming the template.
 */
export function createRenderer(templates: Readonly<Record<string, string>>): Renderer {
  const engine = createEngine(templates);
  const parsed = new Map<string, Template[]>();
  const parse = (name: string): Template[] => {
    const known = parsed.get(name);
    if (known) return known;
    const text = Object.hasOwn(templates, name) ? templates[name] : undefined;
    if (text === undefined) {
      const names = Object.keys(templates).sort().join(", ");
      throw new RangeError(`There is no template "${name}"; expected one of ${names}.`);
    }
    const made = engine.parse(withoutTagLines(text), name);
    parsed.set(name, made);
    return made;
  };
  return (name, values) => {
    try {
      return tidy(String(engine.renderSync(parse(name), values)));
    } catch (error) {
      if (error instanceof RangeError) throw error;
      throw new Error(`The template "${name}" could not be rendered; check its tags and filters.`, {
        cause: error,
      });
    }
  };
}

/** The Liquid that templates are read by: partials from the map, and one filter of our own, `upfirst`. */
export function createEngine(templates: Readonly<Record<string, string>>): Liquid {
  const partials = Object.entries(templates).map(([name, text]) => [name, withoutTagLines(text)]);
  const engine = new Liquid({
    ...{ templates: Object.fromEntries(partials), strictFilters: true, cache: true },
    outputEscape: harmless,
  });
  // Liquid's own `capitalize` makes the rest of the words small: "HSSI manager" would be "Hssi manager".
  engine.registerFilter("upfirst", (text: unknown) => {
    const words = typeof text === "string" ? text : "";
    return words.slice(0, 1).toUpperCase() + words.slice(1);
  });
  engine.registerFilter("code", { raw: true, handler: (value: unknown) => code(asText(value)) });
  engine.registerFilter("html", { raw: true, handler: (value: unknown) => html(asText(value)) });
  engine.registerFilter("link", { raw: true, handler: (value: unknown) => link(asText(value)) });
  return engine;
}

/** What a template prints is neutral, whoever forgot to make it so: `raw` alone lets Markdown through, for what the engine made of it. */
function harmless(value: unknown): string {
  return inline(asText(value));
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join("") : String(value ?? "");
}

/** A line that holds nothing but tags leaves no line behind; one that puts a partial in does. */
function withoutTagLines(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(/^[ \t]*((?:\{%-?(?!-?\s*render\b)(?:(?!%\}).)*%\}[ \t]*)+)\n/gm, (_line, tags: string) =>
      tags.trim(),
    )
    .trimEnd();
}

function tidy(text: string): string {
  return text
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
