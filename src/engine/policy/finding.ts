// What a check of a policy found, by path; the loader turns it into a problem with line and column.
import type { Path, Tree } from "./source.ts";

/** A key or a value of a policy. */
export interface Spot {
  readonly path: Path;
  readonly part: "key" | "value";
}

/** Something wrong at a path of the merged policy. */
export interface Finding extends Spot {
  /** One or two sentences: what was wrong, what was expected. */
  readonly message: string;
  /** Where somebody may have caused it, if the path itself comes from a preset: what they removed or wrote. */
  readonly cause?: Spot | undefined;
}

/** A finding about a value. */
export function wrong(path: Path, message: string, cause?: Spot): Finding {
  return { path, part: "value", message, cause };
}

/** A finding about a key. */
export function wrongKey(path: Path, message: string, cause?: Spot): Finding {
  return { path, part: "key", message, cause };
}

/** A key as the cause of a finding. */
export function keyAt(...path: Path): Spot {
  return { path, part: "key" };
}

/** A value as a message shows it: short, in quotes where it is text. */
export function shown(value: Tree | undefined): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "a map";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
