// The code at the start of an option ("SEV-1 — full outage"), by which a severity is told whatever its words say.

/** Nouns after which a number belongs to the code though a space stands between them and words follow: `Sev 2 minor`. */
const NOUNS = "sev|severity|prio|priority|p|s|level|lvl|tier|class|category|cat";
const CODE = new RegExp(
  `^(?:(${NOUNS})[\\s._-]*(\\d+)|(\\p{L}+)[._-]?(\\d+)|(\\p{L}+) (\\d+)(?=\\s*(?:$|[^\\s\\p{L}\\p{N}])))(?![\\p{L}\\p{N}])`,
  "u",
);
/** Where the explanation begins: a dash with spaces around it, or punctuation that no code has inside. */
const SEPARATOR = /\s[-~=>]+\s|\s*[–—―:;,([{|/=<>]|\s->|\.(?:\s|$)/u;

/**
 * What stands first in an option, made comparable: lower case, no separator between letters and digits. `SEV-1 — full
 * outage` gives `sev1`, `P0 (critical)` `p0`, `Sev 2: minor` `sev2`, `critical - everything down` `critical`; an option
 * without code or separator stands as a whole. Compare it with the policy's own words after the same treatment.
 */
export function leadingToken(option: string): string {
  const plain = option
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .replace(/[*_`]+/gu, "");
  const code = CODE.exec(plain);
  if (code) {
    const [, noun, number, letters, digits, word, count] = code;
    return `${noun ?? letters ?? word}${number ?? digits ?? count}`;
  }
  const words = plain.replace(/\s+/gu, " ");
  const end = SEPARATOR.exec(words)?.index ?? words.length;
  return words.slice(0, end).trim();
}
