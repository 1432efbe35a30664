// Records by names that a policy, a scenario or a form gives: none has a prototype, so that a name finds what was put there and nothing else.
//
// What people and GitHub name while an incident is read (logins, labels, effects, facts) is the key of a map instead. A record
// is for what a file spells as a map, where `policy.roles.lead` reads best, and where JSON is made of it.

/** A record of these entries. `constructor`, `toString` and `__proto__` are names like any other in it. */
export function named<T>(entries: Iterable<readonly [name: string, value: T]>): Record<string, T> {
  const found: Record<string, T> = Object.create(null);
  for (const [name, value] of entries) found[name] = value;
  return found;
}

/** The same data in lists and records without prototypes, however deep; what is neither stays the same object. */
export function bare<T>(data: T): T;
export function bare(data: unknown): unknown {
  if (Array.isArray(data)) return data.map((item) => bare(item));
  if (!isRecord(data)) return data;
  return named(Object.entries(data).map(([name, value]) => [name, bare(value)] as const));
}

function isRecord(data: unknown): data is object {
  if (typeof data !== "object" || data === null) return false;
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === Object.prototype || prototype === null;
}
