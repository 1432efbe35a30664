// What became of each mutation of a document: GitHub runs them all, whichever of them fails.
import type { IssueRef } from "../engine/snapshot.ts";
import { aliasOf, type Prepared } from "./mutation.ts";
import { barred, type GraphqlAnswer, type GraphqlError, PartialAnswer, saidIn } from "./partial.ts";
import type { Write } from "./write.ts";

/** What became of one write of a document. */
export type WriteOutcome =
  /** `node`: id of what was made, or of what was changed; `ref`: where an issue that was made stands. */
  | { readonly kind: "written"; readonly write: Write; readonly node: string; readonly ref?: IssueRef }
  | { readonly kind: "failed"; readonly write: Write; readonly message: string }
  /** Refused, or not known to be done; it only shows what stands elsewhere, so that nothing waits for it. */
  | { readonly kind: "left"; readonly write: Write; readonly message: string }
  /** GitHub broke off: it may or may not have been done. */
  | { readonly kind: "unclear"; readonly write: Write };

/** Reads every alias of an answer. Throws where the document as a whole was refused (the server lacks something). */
export function outcomesOf(
  prepared: readonly Prepared[],
  answer: GraphqlAnswer<Record<string, unknown>>,
): readonly WriteOutcome[] {
  const { data, errors } = answer;
  if (data === null || data === undefined) {
    // A time-out inside GitHub comes as a bare message; a refused document names a place in it.
    const broken =
      errors.length > 0 && errors.every(({ path, type }) => path === undefined && type === undefined);
    if (!broken) throw new PartialAnswer("ApplyPlan", errors);
    return prepared.map(({ write }) => ({ kind: "unclear", write }));
  }
  return prepared.map((one, index) => outcomeOf(one, data[aliasOf(index)], errorAt(errors, aliasOf(index))));
}

/** Does it only show what stands elsewhere? */
function isMirror({ kind }: Write): boolean {
  return kind === "block" || kind === "unblock" || kind === "set-field";
}

function errorAt(errors: readonly GraphqlError[], alias: string): GraphqlError | undefined {
  return errors.find(({ path }) => path?.[0] === alias);
}

function outcomeOf(
  { write, body }: Prepared,
  result: unknown,
  error: GraphqlError | undefined,
): WriteOutcome {
  if (result === null || result === undefined) {
    if (isMirror(write))
      return { kind: "left", write, message: error === undefined ? "no answer" : refused(error) };
    if (error?.type === undefined) return { kind: "unclear", write };
    return { kind: "failed", write, message: refused(error) };
  }
  const kept = textIn(result, "issue", "body");
  if ((write.kind === "edit-lines" || write.kind === "edit-body") && kept !== undefined && kept !== body) {
    const message = `GitHub took the new text of ${body?.length ?? 0} characters without a word and kept the old one: it is too long`;
    return { kind: "failed", write, message };
  }
  const number = write.kind === "create-issue" ? valueIn(result, "issue", "number") : undefined;
  const node = nodeOf(write, result);
  return write.kind === "create-issue" && typeof number === "number"
    ? { kind: "written", write, node, ref: `${write.repository}#${number}` }
    : { kind: "written", write, node };
}

function refused(error: GraphqlError): string {
  const said = saidIn(error);
  return said === barred
    ? `GitHub refused it: ${said}. Check that the app is installed there and may write issues`
    : `GitHub refused it: ${said}`;
}

const places: readonly (readonly string[])[] = [
  ["commentEdge", "node", "id"],
  ["issueComment", "id"],
  ["issue", "id"],
  ["label", "id"],
];

function nodeOf(write: Write, result: unknown): string {
  for (const place of places) {
    const id = textIn(result, ...place);
    if (id !== undefined) return id;
  }
  if ("commentId" in write && write.commentId !== undefined) return write.commentId;
  return "issueId" in write ? write.issueId : "";
}

function textIn(of: unknown, ...path: readonly string[]): string | undefined {
  const value = valueIn(of, ...path);
  return typeof value === "string" ? value : undefined;
}

function valueIn(of: unknown, ...path: readonly string[]): unknown {
  let value = of;
  for (const step of path)
    value =
      typeof value === "object" && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  return value;
}
