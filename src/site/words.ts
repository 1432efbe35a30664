// Pages and feeds get their words here: a template of `templates/site/` and its values become text, what is printed escaped.
import { Liquid, type Template } from "liquidjs";
import { siteTemplates } from "../shipped/site.ts";
import { escaped } from "./escape.ts";

/** Makes the text of a template by its name: `words("index", values)`. */
export type SiteWords = (template: string, values: Readonly<Record<string, unknown>>) => string;

let made: SiteWords | undefined;

/** The words of the status page as they ship. */
export function siteWords(): SiteWords {
  made ??= createSiteWords(siteTemplates());
  return made;
}

/**
 * The words of other templates, by their names. What a template prints is escaped (`escaped`) but for `| raw`, which is for HTML
 * that was made here. Each is parsed once. Throws on a template, variable or filter that is not there, naming the template.
 */
export function createSiteWords(templates: Readonly<Record<string, string>>): SiteWords {
  const lean = Object.fromEntries(
    Object.entries(templates).map(([name, text]) => [
      name,
      name.endsWith(".css") ? leanCss(text) : leanText(text),
    ]),
  );
  const engine = new Liquid({
    ...{ templates: lean, cache: true, strictFilters: true, strictVariables: true, lenientIf: true },
    ownPropertyOnly: true,
    outputEscape: (value: unknown) => escaped(String(value ?? "")),
  });
  const parsed = new Map<string, Template[]>();
  return (name, values) => {
    const text = Object.hasOwn(lean, name) ? lean[name] : undefined;
    if (text === undefined) throw new RangeError(`There is no template "${name}" in templates/site.`);
    const template = parsed.get(name) ?? engine.parse(text, name);
    parsed.set(name, template);
    try {
      return `${String(engine.renderSync(template, values))
        .replace(/\n{2,}/g, "\n")
        .trim()}\n`;
    } catch (error) {
      throw new Error(`templates/site/${name}.liquid could not be rendered; check its tags and variables.`, {
        cause: error,
      });
    }
  };
}

/** Indents are for those who read the template, and so are its comments. */
function leanText(text: string): string {
  return text
    .replace(/\{% #[^\n]*%\}\n/g, "")
    .replace(/^[ \t]+/gm, "")
    .trim();
}

/** Our own style sheet without what only its readers need. It has no strings with white space in it. */
function leanCss(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{}:;,>]) ?/g, "$1")
    .replaceAll(";}", "}")
    .trim();
}
