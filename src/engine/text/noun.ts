// A title as a noun in a sentence: `Update` is `update`, and what is written in capitals stays so.

/** `Call to CTO and SIRO` in mid-sentence: `call to CTO and SIRO`. */
export function nounOf(title: string): string {
  return title.replace(/\p{Lu}\p{Ll}*(?![\p{Lu}\p{N}])/gu, (word, at: number) => {
    const before = title[at - 1] ?? " ";
    return /[\p{L}\p{N}]/u.test(before) || (word.length === 1 && /\p{L}/u.test(title[at + 1] ?? ""))
      ? word
      : word.toLowerCase();
  });
}
