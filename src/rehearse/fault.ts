// Turns what zod found wrong with a file into problems that a person can act on, each at its place.
import type { z } from "zod";
import type { Problem } from "../engine/policy/model.ts";
import { hint as meant } from "../engine/policy/nearest.ts";
import { whyNotYet } from "./not-yet.ts";
import type { Path, PlacedFile } from "./place.ts";

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/** Every issue as a problem with line and column; unknown keys are offered the nearest known one. */
export function problemsOf(issues: readonly Issue[], placed: PlacedFile, schema: Schema): readonly Problem[] {
  return issues.flatMap((issue) => problemsOfIssue(issue, [], { placed, schema }));
}

interface Within {
  readonly placed: PlacedFile;
  readonly schema: Schema;
}

function problemsOfIssue(issue: Issue, base: Path, within: Within): readonly Problem[] {
  const path = [...base, ...issue.path.map((part) => (typeof part === "number" ? part : String(part)))];
  const { placed } = within;
  const value = valueAt(placed.value, path);
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = keysAt(within.schema, path);
      return issue.keys.map((key) =>
        placed.problem([...path, key], whyNotYet(path, key) ?? `"${key}" is no key here${meant(key, known)}`),
      );
    }
    case "invalid_union": {
      // Of the shapes that something may have, the one that it looks like: its faults say more than "none of them".
      const near = issue.errors.find(
        (errors) =>
          errors.length > 0 &&
          errors.every((error) => error.path.length > 0 || error.code === "unrecognized_keys"),
      );
      if (near !== undefined) return near.flatMap((inner) => problemsOfIssue(inner, path, within));
      const single = issue.errors.find((errors) =>
        errors.some((error) => error.code === "invalid_format" || error.code === "invalid_value"),
      );
      const shown =
        single?.[0]?.code === "invalid_format" && typeof value === "string"
          ? single[0].message
          : issue.message;
      return [placed.problem(path, said(shown, value))];
    }
    case "invalid_type":
      if (value === undefined)
        return [placed.problem(path, `"${path.at(-1)}" is missing; expected ${issue.expected}`)];
      return [placed.problem(path, said(`expected ${issue.expected}`, value))];
    case "invalid_value":
      return [
        placed.problem(path, said(`is none of ${issue.values.join(", ")}`, value, issue.values.map(String))),
      ];
    case "invalid_key":
      return [placed.problem(path, said("is no name that may stand here", path.at(-1)))];
    default:
      return [placed.problem(path, said(issue.message, value))];
  }
}

function said(message: string, value: unknown, known: readonly string[] = []): string {
  const shown = JSON.stringify(value) ?? "nothing";
  const short = shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
  const hint = typeof value === "string" && known.length > 0 ? meant(value, known) : "";
  const isOffer = hint.startsWith("; did you mean");
  return /^is /.test(message) ? `${short} ${message}${isOffer ? hint : ""}` : `${message}; found ${short}`;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (node, part) =>
      typeof node === "object" && node !== null ? (node as Record<string, unknown>)[part] : undefined,
    value,
  );
}

/** The keys that a map at a path may have, by the schema. */
function keysAt(schema: Schema, path: Path): readonly string[] {
  return keysOf(
    path.reduce<readonly Schema[]>((at, part) => at.flatMap((each) => inside(each, part)), [schema]),
  );
}

const keysOf = (schemas: readonly Schema[]): readonly string[] => [
  ...new Set(schemas.flatMap(bare).flatMap((schema) => Object.keys(shapeOf(schema) ?? {}))),
];

function inside(schema: Schema, part: string | number): readonly Schema[] {
  return bare(schema).flatMap((each) => {
    const shape = shapeOf(each);
    const found = shape?.[String(part)];
    if (found !== undefined) return [found];
    const { def } = each._zod;
    if (def.type === "array") return [(def as z.core.$ZodArrayDef).element];
    if (def.type === "record") return [(def as z.core.$ZodRecordDef).valueType];
    return [];
  });
}

function shapeOf(schema: Schema): Readonly<Record<string, Schema>> | undefined {
  const { def } = schema._zod;
  return def.type === "object" ? (def as z.core.$ZodObjectDef).shape : undefined;
}

/** A schema without what is wrapped round it; of a union each of its shapes. */
function bare(schema: Schema): readonly Schema[] {
  const { def } = schema._zod;
  if (def.type === "optional" || def.type === "nullable")
    return bare((def as z.core.$ZodOptionalDef).innerType);
  if (def.type === "union") return (def as z.core.$ZodUnionDef).options.flatMap(bare);
  return [schema];
}
