// The limits of clocks: from a policy's words to lengths of time, by severity.
import { named } from "../../named.ts";
import { parseSpan, type Span } from "../../span.ts";

export type { Span } from "../../span.ts";

/** A limit that the schema has already found to be one; `none` is no limit. */
export function limitIn(text: string): Span | undefined {
  return text === "none" ? undefined : parseSpan(text);
}

/** A clock's limits with `any` written out for every severity, and those left out that have none. */
export function withinOf(
  given: string | Readonly<Record<string, string>> | undefined,
  severities: readonly string[],
): Readonly<Record<string, Span>> {
  const said: Readonly<Record<string, string>> = typeof given === "string" ? { any: given } : (given ?? {});
  const limits = ["any", ...severities].map((key): [string, string] => {
    const own = Object.hasOwn(said, key) ? said[key] : undefined;
    return [key, own ?? said.any ?? "none"];
  });
  return named(
    limits.flatMap(([key, limit]) => {
      const span = limitIn(limit);
      return span === undefined ? [] : [[key, span] as const];
    }),
  );
}
