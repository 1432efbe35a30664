// Reads webhook payloads, whose every field may be missing: what is not of the expected shape is simply not there.

/** A JSON object of a payload. */
export type Part = Readonly<Record<string, unknown>>;

/** An object below another, or `undefined`. */
export function part(of: unknown, name: string): Part | undefined {
  const value = field(of, name);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Part) : undefined;
}

/** A text below an object, or `undefined`. */
export function text(of: unknown, name: string): string | undefined {
  const value = field(of, name);
  return typeof value === "string" ? value : undefined;
}

/** A list below an object; `undefined` where there is none. */
export function list(of: unknown, name: string): readonly unknown[] | undefined {
  const value = field(of, name);
  return Array.isArray(value) ? value : undefined;
}

/** A whole number below an object, or `undefined`. */
export function integer(of: unknown, name: string): number | undefined {
  const value = field(of, name);
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}

/** Whatever stands below an object under a name. */
export function field(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null && Object.hasOwn(of, name) ? (of as Part)[name] : undefined;
}

/** The address of an issue, `owner/repo#7`, as REST has it; `repository`: what stands beside it, where its own words do not say. */
export function addressOf(issue: Part | undefined, repository?: Part): string | undefined {
  const number = integer(issue, "number");
  const name = /\/repos\/([^/]+\/[^/]+)$/.exec(text(issue, "repository_url") ?? "")?.[1];
  const full = text(repository, "full_name") ?? name;
  return number === undefined || full === undefined ? undefined : `${full}#${number}`;
}
