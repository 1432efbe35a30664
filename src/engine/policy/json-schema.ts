// The published face of the schema: JSON Schema for editors, and the keys that a place in a policy may have.
import { z } from "zod";
import { policyFile } from "./file.ts";
import type { Path } from "./source.ts";

/** The part of JSON Schema that ours uses. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

let made: JsonSchema | undefined;

/** It takes a while to make, and most who load a policy never ask for it. */
function plain(): JsonSchema {
  made ??= z.toJSONSchema(policyFile, { io: "input", target: "draft-07" }) as JsonSchema;
  return made;
}

/**
 * The JSON Schema (draft 7) of a policy file. Every key but the top may be null, which removes what a preset says. `commands` are
 * the names that it may give rights for.
 */
export function policyJsonSchema(commands: readonly string[]): JsonSchema {
  const { properties = {} } = plain();
  const known = { ...properties.commands, propertyNames: { enum: commands } };
  return {
    ...orNull({ ...plain(), properties: { ...properties, commands: known } }),
    title: "Tocsin policy",
  };
}

/** The same without the nulls: what keys mean, for the reference and for messages. */
export function plainJsonSchema(): JsonSchema {
  return plain();
}

/** The keys that a map at this path may have; empty where any name will do. */
export function keysAt(path: Path): readonly string[] {
  let here: readonly JsonSchema[] = branches(plain());
  for (const step of path) here = here.flatMap((schema) => below(schema, step)).flatMap(branches);
  return [...new Set(here.flatMap((schema) => Object.keys(schema.properties ?? {})))];
}

function branches(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf ? schema.anyOf.flatMap(branches) : [schema];
}

function below(schema: JsonSchema, step: string | number): readonly JsonSchema[] {
  if (typeof step === "number") return schema.items ? [schema.items] : [];
  const named =
    schema.properties && Object.hasOwn(schema.properties, step) ? schema.properties[step] : undefined;
  if (named) return [named];
  return typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : [];
}

function orNull(schema: JsonSchema): JsonSchema {
  const nullable = (inner: JsonSchema): JsonSchema => {
    const { description, ...rest } = orNull(inner);
    const anyOf = rest.anyOf && Object.keys(rest).length === 1 ? rest.anyOf : [rest];
    return { ...(description === undefined ? {} : { description }), anyOf: [...anyOf, { type: "null" }] };
  };
  return {
    ...schema,
    ...(schema.properties ? { properties: mapValues(schema.properties, nullable) } : {}),
    ...(typeof schema.additionalProperties === "object"
      ? { additionalProperties: nullable(schema.additionalProperties) }
      : {}),
    ...(schema.items ? { items: orNull(schema.items) } : {}),
    ...(schema.anyOf ? { anyOf: schema.anyOf.map(orNull) } : {}),
  };
}

function mapValues(map: Readonly<Record<string, JsonSchema>>, change: (schema: JsonSchema) => JsonSchema) {
  return Object.fromEntries(Object.entries(map).map(([key, schema]) => [key, change(schema)]));
}
