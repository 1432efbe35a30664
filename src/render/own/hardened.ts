// Liquid for templates that a repository brings along: a few tags and filters, its values and nothing else, and an end to everything.
import { Liquid, type LiquidOptions, type Template } from "liquidjs";
import { seen } from "../../engine/text/safe.ts";
import type { Values } from "../../engine/wanted.ts";
import { tidy, upfirst, withoutTagLines } from "../render.ts";

/** The tags that there are. None of them reads a file, and none keeps a value, so that no text can be made to grow. */
export const ownTags = ["if", "unless", "case", "for", "break", "continue", "comment", "#"] as const;

/** The filters that there are. None makes more of a text than its own argument adds. */
export const ownFilters = [
  ...["default", "downcase", "first", "join", "last", "map", "size"],
  ...["strip", "truncate", "upcase", "upfirst"],
] as const;

/** A file has at most so many signs. */
export const longestFile = 8192;

/** What one rendering may print, in signs; how many pieces of the template it may go through; and what it may allot. */
const limits = { printed: 20_000, pieces: 20_000, memory: 200_000 };

/** Parses and renders templates of a repository. */
export interface Hardened {
  /** Reads a template to look at it, filters that are not there among it. It renders nothing. */
  readonly reader: Liquid;
  /** The template, to be rendered. Throws where it can't be parsed. */
  parse(text: string): readonly Template[];
  /**
   * Its words as lines, tidied; what it prints is on one line each, without what is not seen. Throws where it asks for what is not
   * there, prints what is no text, or goes on for too long.
   */
  lines(template: readonly Template[], values: Values): readonly string[];
}

/** One engine serves any number of templates, one rendering after the other. */
export function createHardened(): Hardened {
  let left = 0;
  const print = (value: unknown): string => {
    if (typeof value === "object" && value !== null)
      throw new TypeError("it prints a list or a map: name one of its parts");
    const text = seen(String(value ?? ""));
    left -= text.length;
    if (left < 0) throw new RangeError("it prints too much");
    return text;
  };
  const liquid = bareLiquid({
    ...{ strictFilters: true, strictVariables: true, ownPropertyOnly: true },
    ...{ memoryLimit: limits.memory, outputEscape: print },
  });
  return {
    reader: bareLiquid({}),
    parse: (text) => liquid.parse(withoutTagLines(text)),
    lines(template, values) {
      left = limits.printed;
      const made = String(liquid.renderSync([...template], values, { templateLimit: limits.pieces }));
      if (made.length > limits.printed * 2) throw new RangeError("it prints too much");
      return tidy(made)
        .split("\n")
        .map((line) => seen(line));
    },
  };
}

function bareLiquid(options: LiquidOptions): Liquid {
  // Templates come from nowhere but this map, and there is none in it.
  const liquid = new Liquid({ ...options, templates: {}, parseLimit: longestFile });
  keepOnly(liquid.tags, ownTags);
  keepOnly(liquid.filters, ownFilters);
  liquid.registerFilter("upfirst", upfirst);
  return liquid;
}

function keepOnly(table: Record<string, unknown>, names: readonly string[]): void {
  for (const name of Object.keys(table)) if (!names.includes(name)) delete table[name];
}
