// Which variables a template of a repository names that it is not told, and what was probably meant.
import type { Variable as Named, Template } from "liquidjs";
import { type Holds, ITEM } from "../../engine/own-messages/table.ts";
import { hint } from "../../engine/policy/nearest.ts";
import type { Hardened } from "./hardened.ts";
import type { Flaw } from "./inspect.ts";

/** What a template is told. */
export interface Tellable {
  readonly variables: Readonly<Record<string, Holds>>;
  /** Ids of the fields that its message shows. */
  readonly shown: readonly string[];
  /** Ids of all fields of the policy. */
  readonly fields: readonly string[];
}

const ofLoop = ["index", "index0", "rindex", "rindex0", "first", "last", "length"];

/** Every place at which it names what it is not told. */
export function unknownVariables(
  templates: readonly Template[],
  known: Tellable,
  { reader }: Hardened,
): readonly Flaw[] {
  const { variables, globals } = reader.analyzeSync([...templates], { partials: false });
  const outer = new Set(Object.values(globals).flat().map(placeOf));
  return Object.values(variables)
    .flat()
    .flatMap((one): readonly Flaw[] => {
      const message = outer.has(placeOf(one)) ? ofTellable(one, known) : ofItems(one);
      return message === undefined ? [] : [{ line: one.location.row, column: one.location.col, message }];
    });
}

function placeOf({ segments: [root], location: { row, col } }: Named): string {
  return `${String(root)} ${row} ${col}`;
}

function ofTellable({ segments: [root, ...parts] }: Named, known: Tellable): string | undefined {
  const name = String(root);
  const holds = Object.hasOwn(known.variables, name) ? known.variables[name] : undefined;
  if (holds === undefined) {
    const names = Object.keys(known.variables);
    return names.length === 0
      ? `There is no ${name}: these words are the same every time, and are told nothing.`
      : `There is no ${name} here${hint(name, names)}`;
  }
  if (parts.some((one) => typeof one === "object"))
    return `What stands in the brackets of ${name} has to be written out: as ${name}.id.`;
  const [first, ...more] = parts.map(String);
  if (holds === "fields") return ofFields(name, first, more, known);
  if (first === undefined || (first === "size" && more.length === 0)) return undefined;
  if (holds === "text") return `${name} is a text, and has no ${first}.`;
  const isItem = /^(?:first|last|\d+)$/.test(first);
  return isItem
    ? ofItem(`${name}.${first}`, more)
    : `${name} is a list, and has no ${first}: go through it by for.`;
}

function ofFields(
  name: string,
  id: string | undefined,
  more: readonly string[],
  { shown, fields }: Tellable,
): string | undefined {
  if (id === undefined)
    return `${name} is a map: write the id of a field behind it, as ${name}.${shown[0] ?? "impact"}.`;
  if (!shown.includes(id))
    return fields.includes(id)
      ? `No notice with these words shows the field ${id}: name it under contains or shows of the notice.`
      : `There is no field ${id}${hint(id, shown)}`;
  return more.length === 0 || more.join() === "size"
    ? undefined
    : `${name}.${id} is a text, and has no ${more[0]}.`;
}

/** What goes through a list by turns: a field, or the loop itself. */
function ofItems({ segments: [root, ...parts] }: Named): string | undefined {
  const name = String(root);
  if (name !== "forloop") return ofItem(name, parts.map(String));
  const [first = ""] = parts.map(String);
  return ofLoop.includes(first) ? undefined : `forloop has no ${first}${hint(first, ofLoop)}`;
}

function ofItem(name: string, [part, ...more]: readonly string[]): string | undefined {
  if (part === undefined)
    return `${name} is a field: write ${ITEM.map((one) => `${name}.${one}`).join(", ")}.`;
  if (!(ITEM as readonly string[]).includes(part)) return `A field has no ${part}${hint(part, ITEM)}`;
  return more.length === 0 || more.join() === "size"
    ? undefined
    : `${name}.${part} is a text, and has no ${more[0]}.`;
}
