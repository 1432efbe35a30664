// GraphQL on the local GitHub: documents checked against GitHub's own schema, then answered from the records.
import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  parse,
  validate,
} from "graphql";
import { accountFields } from "./graphql/accounts.ts";
import { FieldArguments } from "./graphql/arguments.ts";
import {
  notImplemented,
  type ResolverContext,
  ResolverProblem,
  sees,
  type TypeFields,
} from "./graphql/context.ts";
import { fileFields } from "./graphql/files.ts";
import { issueFields } from "./graphql/issues.ts";
import { lookupFields } from "./graphql/lookups.ts";
import { mutations } from "./graphql/mutations.ts";
import { newerSchema } from "./graphql/newer-sdl.ts";
import { pullFields } from "./graphql/pulls.ts";
import { repositoryFields } from "./graphql/repositories.ts";
import { schemaText } from "./graphql/sdl.ts";
import { timelineFields } from "./graphql/timeline.ts";
import type { Acting } from "./platform.ts";
import { type Repository, shownLogin } from "./records.ts";

/** An error of the answer as GitHub writes it. */
export interface ShownError {
  readonly type?: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The body of an answer. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly ShownError[];
}

/** A request: the document, its variables, and which of its operations to run. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
}

/** A document that has passed GitHub's schema, or why it has not. */
export interface CheckedDocument {
  readonly document: DocumentNode | undefined;
  readonly errors: readonly GraphQLError[];
  readonly write: boolean;
  readonly name: string;
  /** By whose schema. */
  readonly age: Age;
}

/** Of which time a server is: github.com as it is, or one that is behind it, as a GitHub Enterprise Server may be. */
export type Age = "new" | "older";

const schemas = new Map<Age, GraphQLSchema>();

function schemaOf(age: Age): GraphQLSchema {
  const known = schemas.get(age);
  if (known !== undefined) return known;
  const text = age === "older" ? schemaText() : newerSchema(schemaText());
  // The package's file repeats a few fields, which a strict build would refuse.
  const built = buildASTSchema(parse(text, { noLocation: true }), {
    assumeValid: true,
    assumeValidSDL: true,
  });
  schemas.set(age, built);
  return built;
}

const checked = new Map<string, CheckedDocument>();

/** Parses and validates a document, once for each text. */
export function checkDocument(query: string, age: Age = "new"): CheckedDocument {
  const key = `${age} ${query}`;
  const known = checked.get(key);
  if (known !== undefined) return known;
  const result = freshlyChecked(query, age);
  if (checked.size >= 500) checked.clear();
  checked.set(key, result);
  return result;
}

function freshlyChecked(query: string, age: Age): CheckedDocument {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (error instanceof GraphQLError)
      return { document: undefined, errors: [error], write: false, name: "", age };
    throw error;
  }
  const errors = validate(schemaOf(age), document);
  const operations = document.definitions.filter((definition) => definition.kind === "OperationDefinition");
  const write = operations.some((operation) => operation.operation === "mutation");
  const name = operations[0]?.name?.value ?? "";
  return { document: errors.length === 0 ? document : undefined, errors, write, name, age };
}

const fields: Readonly<Record<string, TypeFields>> = {
  ...lookupFields,
  ...accountFields,
  ...repositoryFields,
  ...fileFields,
  ...issueFields,
  ...pullFields,
  ...timelineFields,
};

const none = new FieldArguments({});

function given(info: GraphQLResolveInfo): readonly string[] {
  return (info.fieldNodes[0]?.arguments ?? []).map((argument) => argument.name.value);
}

const resolveField: GraphQLFieldResolver<unknown, ResolverContext> = (source, raw, context, info) => {
  const type = info.parentType.name;
  if (type === "Mutation") return mutate(raw, context, info);
  const resolver = fields[type]?.[info.fieldName];
  if (resolver === undefined) {
    const value: unknown = source instanceof Object ? Reflect.get(source, info.fieldName) : undefined;
    if (value === undefined) throw notImplemented(`${type}.${info.fieldName}`);
    return value;
  }
  const names = given(info);
  if (names.length === 0 && Object.keys(raw).length === 0) return resolver(source as never, none, context);
  const args = new FieldArguments(raw);
  const value = resolver(source as never, args, context);
  const unread = args.unread(names);
  if (unread.length > 0)
    throw notImplemented(`the argument ${unread.join(", ")} of ${type}.${info.fieldName}`);
  return value;
};

/** Runs one alias. After a crash of the caller in mid-document the aliases that follow are not run. */
function mutate(
  raw: Readonly<Record<string, unknown>>,
  context: ResolverContext,
  info: GraphQLResolveInfo,
): unknown {
  if (context.crash !== undefined) throw new ResolverProblem("UNPROCESSABLE", "the request was broken off");
  const field = info.fieldName;
  const mutation = mutations[field];
  if (mutation === undefined) throw notImplemented(`Mutation.${field}`);
  const input = new FieldArguments(raw).theObject("input");
  const mutationId = input.text("clientMutationId");
  const actor = context.viewer.bot;
  const seeing = (repository: Repository): boolean => sees(context, repository);
  const act: Acting = { platform: context.platform, actor, mutationId, sees: seeing };
  const value = mutation(input, act, context);
  const unread = input.unread();
  if (unread.length > 0) throw notImplemented(`the input ${unread.join(", ")} of Mutation.${field}`);
  const at = context.platform.clock.now();
  try {
    context.applied({ alias: String(info.path.key), field, mutationId, at, by: shownLogin(actor) });
  } catch (error) {
    context.crash = { error };
  }
  return { clientMutationId: mutationId ?? null, ...value };
}

function shown(error: GraphQLError): ShownError {
  const { originalError } = error;
  if (originalError !== undefined && !(originalError instanceof ResolverProblem)) {
    if (!(originalError instanceof GraphQLError)) throw originalError;
  }
  return {
    ...(originalError instanceof ResolverProblem ? { type: originalError.type } : {}),
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    message: error.message,
  };
}

const kindOf = (value: unknown): string => {
  const kind: unknown = value instanceof Object ? Reflect.get(value, "kind") : undefined;
  if (typeof kind !== "string") throw new Error("the local GitHub answered with something that has no kind");
  return kind;
};

/**
 * Runs a checked document; every resolver is synchronous, so nothing else happens in between. A fault of the local GitHub
 * itself, and what `applied` threw, are thrown.
 */
export function answer(check: CheckedDocument, asked: GraphqlRequest, context: ResolverContext): Answer {
  if (check.document === undefined) {
    return { errors: check.errors.map(shown) };
  }
  const result = execute({
    schema: schemaOf(check.age),
    document: check.document,
    variableValues: asked.variables,
    contextValue: context,
    operationName: asked.operationName ?? null,
    fieldResolver: resolveField,
    typeResolver: kindOf,
  }) as ExecutionResult;
  if (result instanceof Promise)
    throw new Error("a resolver of the local GitHub is asynchronous; none may be");
  if (context.crash !== undefined) throw context.crash.error;
  const { errors } = result;
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(errors === undefined ? {} : { errors: errors.map(shown) }),
  };
}
