// The ids of what is judged of one comment: the first part has the comment's own, each further one its number besides.

/** The id under which a part is judged; `number` counts from 1 through all that was ever judged of the comment. */
export function partId(comment: string, number: number): string {
  return number === 1 ? comment : `${comment}.${number}`;
}

/** The comment that something judged is of; of all else its own id. No node id has a dot. */
export function judgedIn(item: string): string {
  return item.replace(/\.\d+$/, "");
}

/** The number of a part. */
export function partNumber(item: string): number {
  return Number(/\.(\d+)$/.exec(item)?.[1] ?? 1);
}
