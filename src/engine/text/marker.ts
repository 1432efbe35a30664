// Hidden marks in what Tocsin writes: an HTML comment on one line, by which its own comments and issues are known again.

/** A marker as it was read: its kind, and its words decoded. */
export type Marker = { readonly kind: string; readonly words: readonly string[] };

// Words hold neither white space nor angle brackets (they are encoded), so this reads in one pass over any text.
const pattern = /<!-- tocsin:([a-z][a-z-]*)((?: [^\s<>]+)*) -->/g;

/**
 * The marker `<!-- tocsin:kind word word -->`, always one line. Words may be any text: spaces, line ends, angle
 * brackets, quotes, `--` and everything outside ASCII are percent-encoded. Throws a RangeError on a kind that is not
 * lower-case letters and single dashes.
 */
export function marker(kind: string, ...words: readonly string[]): string {
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(kind)) {
    throw new RangeError(
      `A marker's kind must be lower-case letters and single dashes, such as "of", but is ${JSON.stringify(kind)}.`,
    );
  }
  return `<!-- ${[`tocsin:${kind}`, ...words.map(encodeWord)].join(" ")} -->`;
}

/** All markers of a text, in order. They mean something only in a text that is ours: whoever calls must know that. */
export function readMarkers(body: string): readonly Marker[] {
  return Array.from(body.matchAll(pattern), ([, kind = "", words = ""]) => ({
    kind,
    words: words === "" ? [] : words.slice(1).split(" ").map(decodeWord),
  }));
}

/** The text without our markers, without the lines that held nothing else, and without blank lines left at its end. */
export function stripMarkers(body: string): string {
  if (body.search(pattern) < 0) return body;
  const lines: string[] = [];
  for (const line of body.split("\n")) {
    const left = line.replace(pattern, "");
    const heldMarkers = left !== line;
    if (heldMarkers && left.trim() === "") continue;
    lines.push(heldMarkers ? left.trimEnd() : line);
  }
  return lines.join("\n").trimEnd();
}

function encodeWord(word: string): string {
  if (word === "") return '""';
  const encoded = word
    .toWellFormed()
    .replace(/[^!-~]|[%<>"]/gu, (character) => encodeURIComponent(character));
  return encoded.includes("--") ? encoded.replaceAll("-", "%2D") : encoded;
}

function decodeWord(word: string): string {
  if (word === '""') return "";
  // A hand may have changed a marker; a broken code then stays as it stands.
  return word.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes);
    } catch (error) {
      if (error instanceof URIError) return codes;
      throw error;
    }
  });
}
