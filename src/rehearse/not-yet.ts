// Words that scenarios are going to have and that ask about what is not there yet: refused where they stand, since they could never hold.

/** Why a word is refused, by the list that it stands in. A word leaves here when the schema takes it. */
const notYet: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  expect: new Map([
    ["report", "incidents have no reports yet, so that this can never hold; take it out until they have"],
  ]),
};

/** Why a key of a step or an expectation can't be used yet; `path` leads to what has the key. `undefined` for every other key. */
export function whyNotYet(path: readonly (string | number)[], key: string): string | undefined {
  const [list] = path;
  return typeof list === "string" && path.length === 2 ? notYet[list]?.get(key) : undefined;
}
