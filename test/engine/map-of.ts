// What is kept by names of people, labels and effects is a map everywhere; in tests it reads better as an object.

/** The map with an object's own keys. */
export function mapOf<T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(record));
}
