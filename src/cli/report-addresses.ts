// Addresses in a committed document that were right when it was written: GitHub leads on from them to where the issue is now.

/** Addresses that issues had before (`owner/repo#7`, in small letters), and the one that each has now. */
export type AddressesNow = ReadonlyMap<string, string>;

const address = /(?<![\w./-])[\w-]+\/[\w.-]+#\d+\b|(?<=:\/\/[\w.:-]+\/)[\w-]+\/[\w.-]+\/issues\/\d+\b/g;

/** A text with the present address wherever it names an issue by one that it had before, as people read it and in links. */
export function withAddressesNow(text: string, now: AddressesNow): string {
  if (now.size === 0) return text;
  return text.replace(address, (named) => {
    const there = now.get(named.replace("/issues/", "#").toLowerCase());
    if (there === undefined) return named;
    return named.includes("#") ? there : there.replace("#", "/issues/");
  });
}

/** The first address of an issue in a text: our documents name their incident before all else. */
export function firstAddress(text: string): string | undefined {
  return Array.from(text.matchAll(address), ([named]) => named.replace("/issues/", "#"))[0];
}
