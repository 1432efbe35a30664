// A title as a noun in a sentence: `Update` is `update`; names and what is written in capitals stay as they are.

/** `Report to the Service Bridge` in mid-sentence is `report to the Service Bridge`; `HSSI report` stays. */
export function nounOf(title: string): string {
  return title.replace(/^\p{Lu}\p{Ll}+(?![\p{Lu}\p{N}])|^A(?= )/u, (word) => word.toLowerCase());
}
