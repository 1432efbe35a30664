// The one table of characters that a reader does not see, or that turn round what stands beside them: for all that leaves Tocsin.
//
// Source: the Unicode Character Database, by its properties, of the version that Node has: General_Category Cc, Cf, Zl and Zp
// (UnicodeData.txt), Default_Ignorable_Code_Point (DerivedCoreProperties.txt) and Bidi_Control (PropList.txt). These hold C0,
// DEL and C1; LRM, RLM and ALM; LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI and PDI; zero-width space, joiners and no-break space;
// soft hyphen, grapheme joiner, invisible operators; Hangul fillers; variation selectors; tags; interlinear annotations.

/** Signs of numbers and verses that Unicode counts among the formats and readers see (Prepended_Concatenation_Mark). */
const seenFormats = String.raw`\u0600-\u0605\u06DD\u0890\u0891\u08E2\u{110BD}\u{110CD}`;

/** A braille pattern without a dot: no format by its properties, and as empty as a space that no reader expects. */
const empty = String.raw`\u2800`;

const unseenSet = String.raw`[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}${empty}]--[${seenFormats}]]`;

/** Scripts in which the joiners change how letters look: there they are spelling (UAX #31, joiners in identifiers). */
const joining = [
  ...["Arabic", "Syriac", "Mandaic", "Nko", "Mongolian", "Devanagari", "Bengali", "Gurmukhi", "Gujarati"],
  ...["Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar", "Tibetan"],
]
  .map((script) => String.raw`\p{Script=${script}}`)
  .join("");

/** What of it stays, since it is seen: one of them, directly after what it belongs to. */
const kept = [
  // The look of an emoji, and emoji that are made of several.
  String.raw`(?<=\p{Emoji})[\uFE0E\uFE0F]`,
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})`,
  // The flags of England, Scotland and Wales: no other sequence of tags is in use.
  String.raw`(?<=\u{1F3F4})\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}`,
  String.raw`(?<=[${joining}])[\u200C\u200D](?=[${joining}])`,
  // Ways to write a Chinese or Mongolian letter.
  String.raw`(?<=\p{Script=Han})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]`,
  String.raw`(?<=\p{Script=Mongolian})[\u180B-\u180D\u180F]`,
].join("|");

const unseen = new RegExp(`(${kept})|${unseenSet}`, "gv");

/**
 * The text with each unseen character replaced by what `shown` makes of it; line ends and tabs are among them. `before` is the
 * UTF-16 unit in front of it, empty at the beginning.
 */
export function replaceUnseen(text: string, shown: (character: string, before: string) => string): string {
  return text.replace(
    unseen,
    (found: string, seen: string | undefined, at: number) => seen ?? shown(found, text.charAt(at - 1)),
  );
}
