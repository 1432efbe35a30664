// Where things stand in a scenario file: turns a path into the line and column that a person looks for.
import type { Problem } from "../engine/policy/model.ts";
import { excessWords } from "../engine/yaml/bounds.ts";
import { readYaml, startOf, type YamlText } from "../engine/yaml/document.ts";
import { find, type Path } from "../engine/yaml/find.ts";
import { doubledKeys, unkeptKeys } from "../engine/yaml/keys.ts";
import { unfold } from "../engine/yaml/value.ts";

export type { Path } from "../engine/yaml/find.ts";

/** A file as a tree with places. `problems` are faults of the YAML itself; with any of them `value` is undefined. */
export interface PlacedFile {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** A problem at a path: at its key, for an item at its value; at the nearest that exists above it. */
  problem(path: Path, message: string): Problem;
  /** Line, from 1, of what stands at a path. */
  lineOf(path: Path): number;
}

const longest = 1024 * 1024;

/** Reads YAML with its places, within bounds, so that a small file cannot unfold into a huge one. */
export function readPlaced(file: string, text: string): PlacedFile {
  const yaml = readYaml(text.slice(0, longest), {});
  const { document, at } = yaml;
  const placeOf = (path: Path) => at(find(document, path, "key").offset ?? startOf(document.contents));
  const problem = (path: Path, message: string): Problem => ({
    file,
    path: dotted(path),
    ...placeOf(path),
    message,
  });
  const problems = faultsIn(yaml).map(
    ({ offset, message }): Problem => ({
      file,
      path: "",
      ...at(offset),
      message,
    }),
  );
  if (text.length > longest) {
    const message = `has ${text.length} characters; at most ${longest} are read`;
    problems.push({ file, path: "", line: 1, column: 1, message });
  }
  const value = problems.length > 0 ? undefined : unfold(document);
  return { value, problems, problem, lineOf: (path) => placeOf(path).line };
}

function faultsIn({ document, errors, excess }: YamlText): readonly { offset: number; message: string }[] {
  const invalid = (message: string): string => `not valid YAML: ${message}`;
  if (errors.length > 0) return errors.map(({ offset, message }) => ({ offset, message: invalid(message) }));
  if (excess.length > 0) return excess.map((one) => ({ offset: one.offset, message: excessWords(one) }));
  const doubled = doubledKeys(document).map(({ key, offset }) => ({
    offset,
    message: invalid(`the key ${key} stands twice in the same map`),
  }));
  const unkept = unkeptKeys(document).map(({ key, offset }) => ({
    offset,
    message: invalid(`nothing can be called ${key}`),
  }));
  return [...doubled, ...unkept];
}

/** A path as problems name it, `steps[3].open.title`. */
export function dotted(path: Path): string {
  return path.reduce<string>(
    (done, part) => (typeof part === "number" ? `${done}[${part}]` : done === "" ? part : `${done}.${part}`),
    "",
  );
}
