// Any text at all, for laws that hold whatever people write.
import fc from "fast-check";

/**
 * Every code point but halves of pairs, those of the first plane as often as all others. fast-check's own `binary` draws evenly from
 * a list of the million that there are, which stays in memory.
 */
const character = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));

/** Text of any characters; `maxLength` counts these. */
export function anyText(size: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ unit: character, ...size });
}
