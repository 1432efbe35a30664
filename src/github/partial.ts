// GraphQL answers come with data and errors side by side; they are read with care, so that a partial one is never taken whole.
import type { GraphqlResponseError } from "@octokit/graphql";

/** One error of a GraphQL answer; `type` is GitHub's (`NOT_FOUND`, `FORBIDDEN`, …). */
export interface GraphqlError {
  readonly type?: string | undefined;
  readonly path?: readonly (string | number)[] | undefined;
  /** The lines of the document that it is about, from 1, where the server names any. */
  readonly lines?: readonly number[];
  readonly message: string;
}

/** A GraphQL answer as it came. */
export interface GraphqlAnswer<T> {
  readonly data?: T | null;
  readonly errors: readonly GraphqlError[];
}

/** An answer that is not whole: names the query and, for each error, its path, type and message. */
export class PartialAnswer extends Error {
  readonly query: string;
  readonly errors: readonly GraphqlError[];

  constructor(query: string, errors: readonly GraphqlError[]) {
    const told = errors.map(describe).join("; ");
    super(
      `GitHub answered ${query} only in part: ${told || "no data"}; expected the whole answer, so nothing was concluded from it`,
    );
    this.name = "PartialAnswer";
    this.query = query;
    this.errors = errors;
  }
}

/** One error in words: where, what type, and GitHub's own message. */
export function describe({ path, type, message }: GraphqlError): string {
  return `${path === undefined ? "the document" : path.join(".")}: ${type ?? "error"}: ${message}`;
}

/** Why GitHub refused a write, in its own words: for people, who know nothing of our document. */
export function saidIn(error: GraphqlError): string {
  return error.type === undefined ? describe(error) : error.message.replace(/[.\s]+$/, "");
}

/** What GitHub says where an app is not installed, or lacks the right that a write takes. */
export const barred = "Resource not accessible by integration";

/** The path of an error as one word: `repository.i0`; list positions become `*`. */
function placeOf({ path }: GraphqlError): string {
  return (path ?? []).map((step) => (typeof step === "number" ? "*" : step)).join(".");
}

/**
 * The data of an answer that must be whole. `mayLack` names the places (`ownerPolicy`, `nodes.*`) where NOT_FOUND is
 * expected and means that there is nothing, `mayHide` what else may be kept from us; anything else throws `PartialAnswer`.
 */
export function completeData<T>(
  query: string,
  answer: GraphqlAnswer<T>,
  mayLack: readonly string[] = [],
  mayHide: (error: GraphqlError) => boolean = () => false,
): T {
  const unexpected = answer.errors.filter(
    (error) => !(mayHide(error) || (error.type === "NOT_FOUND" && mayLack.includes(placeOf(error)))),
  );
  if (unexpected.length > 0 || answer.data === null || answer.data === undefined)
    throw new PartialAnswer(query, unexpected);
  return answer.data;
}

/** The body of a GraphQL response before anything is concluded from it. */
interface Body {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | null;
}

/** Sees that a body is one of GraphQL at all. Throws where it is not (a proxy's page, say). */
export function expectAnswer(query: string, body: unknown): Body {
  if (isBody(body)) return body;
  const came = typeof body === "string" ? body.slice(0, 120) : typeof body;
  throw new Error(
    `the server answered ${query} with ${JSON.stringify(came)}; expected JSON with "data" or "errors": is this address a GraphQL endpoint?`,
  );
}

function isBody(body: unknown): body is Body {
  if (typeof body !== "object" || body === null || !("data" in body || "errors" in body)) return false;
  const errors = "errors" in body ? body.errors : undefined;
  return (errors ?? null) === null || (Array.isArray(errors) && errors.every((error) => error !== null));
}

/** Whether an answer brought nothing but, perhaps, reasons. */
export function isEmpty({ data }: { readonly data?: unknown }): boolean {
  return data === null || data === undefined;
}

/** The answer that @octokit/graphql throws: it does so whenever there are errors, whatever data came beside them. */
export function answerOf<T>({ data, errors }: GraphqlResponseError<T>): GraphqlAnswer<T> {
  return { data, errors: (errors ?? []).map(readError) };
}

function readError(error: unknown): GraphqlError {
  if (typeof error !== "object" || error === null) return { message: String(error) };
  const { type, path, message, locations } = error as Readonly<Record<string, unknown>>;
  const lines = linesOf(locations);
  return {
    type: typeof type === "string" ? type : undefined,
    path: Array.isArray(path)
      ? path.filter((step) => typeof step === "string" || typeof step === "number")
      : undefined,
    ...(lines.length > 0 && { lines }),
    message: typeof message === "string" ? message : "no message",
  };
}

function linesOf(locations: unknown): readonly number[] {
  if (!Array.isArray(locations)) return [];
  return locations.flatMap((place: unknown) => {
    const line: unknown = place instanceof Object ? Reflect.get(place, "line") : undefined;
    return typeof line === "number" ? [line] : [];
  });
}
