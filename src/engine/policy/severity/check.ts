// Checks how a policy finds the severity: its choice, its order of methods, its matrices and scores, and what raises it.

import { checkCondition, EARLY } from "../check-condition.ts";
import { list } from "../complete.ts";
import { type Finding, shown, wrong, wrongKey } from "../finding.ts";
import { hint } from "../nearest.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";
import { checkMatrix, circles } from "./check-matrix.ts";
import { checkBands } from "./check-score.ts";
import { compared, isRanged } from "./input.ts";
import { FORM, givesSeverity, optionsOf, orderOf } from "./tables.ts";
import type { InputFile, MethodFile } from "./words.ts";

/** What the section `severity` says that can't be meant. */
export function check(here: Checking): readonly Finding[] {
  const { field, default: standard, methods = {} } = here.file.severity ?? {};
  return [
    ...(field === undefined ? [] : here.known("fields", field, ["severity", "field"])),
    ...here.knownAll("severities", { names: standard, path: ["severity", "default"] }),
    ...checkOrder(here),
    ...Object.entries(methods).flatMap(([key, method]) => checkMethod(here, key, method)),
    ...checkRaise(here),
  ];
}

function checkOrder(here: Checking): readonly Finding[] {
  const { by, methods = {} } = here.file.severity ?? {};
  if (by === undefined) return [];
  const names = orderOf(here.file.severity ?? {});
  return names.flatMap((name, index): readonly Finding[] => {
    const path = typeof by === "string" ? ["severity", "by"] : ["severity", "by", index];
    if (names.indexOf(name) < index)
      return [wrong(path, `${name} stands twice in the order; keep one of them.`)];
    if (name === FORM) return [];
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (method === undefined) {
      return [wrong(path, `There is no method ${name}${hint(name, [...Object.keys(methods), FORM])}`)];
    }
    if (givesSeverity(method)) return [];
    return [
      wrong(
        path,
        `${name} is a score without bands: it gives no severity. Write its bands, or take it out here.`,
      ),
    ];
  });
}

function checkMethod(here: Checking, key: string, method: MethodFile): readonly Finding[] {
  const path = ["severity", "methods", key];
  const found: Finding[] = [];
  if (key === FORM) {
    found.push(wrongKey(path, "form is the reporter's choice; give this method another name."));
  }
  if (method.matrix !== undefined && method.bands !== undefined) {
    const message = `${key} has a matrix and bands; a matrix gives the severity itself, a score by its bands. Keep one of them.`;
    found.push(wrongKey([...path, "bands"], message));
  }
  const inputs = Object.entries(method.inputs ?? {});
  if (inputs.length === 0) {
    found.push(wrongKey([...path, "inputs"], `${key} asks for nothing; name its inputs with their options.`));
    return found;
  }
  for (const [name, input] of inputs) {
    const at = [...path, "inputs", name];
    found.push(...checkInput(here, { name, input }, at));
    if (input.matrix !== undefined) {
      const target = { what: `option of ${name}`, names: optionsOf(input).map(({ word }) => word) };
      found.push(...checkMatrix(input.matrix, { method, target, path: [...at, "matrix"] }));
    }
  }
  found.push(...circles(method, path));
  if (method.matrix === undefined) return [...found, ...checkBands(here, { key, method, path })];
  const target = { what: "severity", names: Object.keys(here.file.severities ?? {}) };
  return [...found, ...checkMatrix(method.matrix, { method, target, path: [...path, "matrix"] })];
}

type Named = { readonly name: string; readonly input: InputFile };

function checkInput(here: Checking, { name, input }: Named, path: Path): readonly Finding[] {
  const field = input.field ?? name;
  const place = input.field === undefined ? path : [...path, "field"];
  const unknown = here
    .known("fields", field, place)
    .map((finding): Finding => (input.field === undefined ? { ...finding, part: "key" } : finding));
  const flags = (input.flags ?? []).flatMap((flag, index): readonly Finding[] => {
    const names = Object.keys(here.file.flags ?? {});
    if (names.includes(flag)) return [];
    return [wrong([...path, "flags", index], `There is no flag ${flag}${hint(flag, names)}`)];
  });
  if ((input.options ?? []).length === 0) {
    const message = `${name} has no options; list what it may be, in order.`;
    return [...unknown, ...flags, wrongKey([...path, "options"], message)];
  }
  return [...unknown, ...flags, ...checkOptions(input, [...path, "options"])];
}

function checkOptions(input: InputFile, path: Path): readonly Finding[] {
  const options = optionsOf(input);
  const found: Finding[] = [];
  const first = new Map<string, number>();
  for (const [index, { word, aliases }] of options.entries()) {
    for (const name of [word, ...aliases]) {
      const before = first.get(compared(name));
      if (before !== undefined && before !== index) {
        const message = `${shown(name)} already names the option ${shown(options[before]?.word)}; use another word for one of them.`;
        found.push(wrong([...path, index], message));
      }
      first.set(compared(name), before ?? index);
    }
  }
  return [...found, ...checkPoints(options, path), ...checkRanges(options, path)];
}

type Options = ReturnType<typeof optionsOf>;

/** Points are given for every option or for none, and no option is called by the points of another. */
function checkPoints(options: Options, path: Path): readonly Finding[] {
  if (options.every(({ points }) => points === undefined)) return [];
  return options.flatMap(({ word, points }, index): readonly Finding[] => {
    const at = [...path, index];
    if (points === undefined) {
      return [
        wrong(at, `${shown(word)} has no points, but other options have; write { is: ${word}, points: 0 }.`),
      ];
    }
    const other = options.find(({ points: theirs }) => theirs !== points && String(theirs) === word);
    if (other === undefined) return [];
    const message = `${shown(word)} is also the points of ${shown(other.word)}, so that a number has two readings; use another word.`;
    return [wrong(at, message)];
  });
}

/** Ranges are given for every option or for none, each begins elsewhere, and nothing lies below the lowest. */
function checkRanges(options: Options, path: Path): readonly Finding[] {
  const starts = options.map(({ from }) => from);
  if (starts.every((from) => from === undefined)) return [];
  const found: Finding[] = [];
  for (const [index, from] of starts.entries()) {
    const at = [...path, index];
    if (from === undefined) {
      found.push(
        wrong(at, "This option has no from, but others have; write the least number that falls under it."),
      );
    } else if (starts.indexOf(from) < index) {
      found.push(wrong(at, `Another option also begins at ${from}; a number would fall under both.`));
    }
  }
  const lowest = Math.min(...starts.flatMap((from) => from ?? []));
  if (isRanged(options) && lowest > 0) {
    const message = `No option takes in numbers below ${lowest}; let one begin at 0.`;
    found.push(wrong([...path, starts.indexOf(lowest)], message));
  }
  return found;
}

function checkRaise(here: Checking): readonly Finding[] {
  return Object.entries(here.file.severity?.raise ?? {}).flatMap(([id, rule]): readonly Finding[] => {
    const path = ["severity", "raise", id];
    const whens = list(rule.when);
    const found = [
      ...here.knownAll("severities", { names: rule.to, path: [...path, "to"] }),
      ...whens.flatMap((when, index) => {
        const at = [...path, "when", ...(Array.isArray(rule.when) ? [index] : [])];
        return checkCondition(here, { when, path: at, settled: EARLY });
      }),
    ];
    if (rule.to === undefined)
      found.push(wrongKey([...path, "to"], `${id} does not say which severity it raises to.`));
    if (whens.length === 0 || whens.some((when) => Object.keys(when).length === 0)) {
      found.push(
        wrongKey([...path, "when"], `${id} does not say when; name a field and the words that count.`),
      );
    }
    return found;
  });
}
