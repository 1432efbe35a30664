// The short names that people write for a time zone, and what each means; where a time is found and where it is read both go by it.

/**
 * Short names that have one meaning, in lower case: minutes ahead of UTC, or the IANA zone where the name is that of winter and
 * summer alike.
 */
export const shortZones: Readonly<Record<string, number | string>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  bst: 60,
  wet: 0,
  west: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  sast: 120,
  et: "America/New_York",
  est: -300,
  edt: -240,
  ct: "America/Chicago",
  cdt: -300,
  mt: "America/Denver",
  mst: -420,
  mdt: -360,
  pt: "America/Los_Angeles",
  pst: -480,
  pdt: -420,
  sgt: 480,
  hkt: 480,
  jst: 540,
  kst: 540,
  awst: 480,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
};

/** Short names with several meanings (India, Ireland and Israel; Central time and China): they are zones, and are asked about. */
export const unclearZones: readonly string[] = ["ist", "cst", "ast", "gst", "sst", "pkt", "brt", "art"];

const known = [...Object.keys(shortZones), ...unclearZones].toSorted((a, b) => b.length - a.length);
// In small letters two of them are a word of a sentence: "16:00 et 17:00".
const names = known.map((name) => (name.length === 2 ? `(?-i:${name.toUpperCase()})` : name)).join("|");
const american = String.raw`(?:eastern|central|mountain|pacific)(?:\s(?:standard|daylight|summer))?\stime`;
const offset = String.raw`[+-]\d{1,2}(?::?[0-5]\d)?(?![\d:]|\.\d)`;
const region = "(?:africa|america|antarctica|asia|atlantic|australia|etc|europe|indian|pacific)";

/**
 * A zone as it stands behind a time in a sentence, as the source of a case-insensitive pattern: an offset behind UTC or GMT is
 * part of it, and so is a second name (`GMT/BST`). A word that is none that we know is no zone there.
 */
export const zonePattern = String.raw`(?:(?:utc|gmt)\s?${offset}|[+-]\d{2}:?[0-5]\d|${region}(?:/[a-z_]{2,30}){1,2}|${american}|(?:${names})(?:/(?:${names}))?(?![\w/]|[+-]\d))`;

const writtenOut = new RegExp(`^${american}$`);

/** A name in lower case; what is written out in its short form: `Eastern time` is `et`. */
export function shortened(word: string): string {
  const plain = word.toLowerCase();
  return writtenOut.test(plain) ? `${plain.charAt(0)}t` : plain;
}
