// The short names that people write for a time zone, and what each means; where a time is found and where it is read both go by it.
import { capturingNothing, month, partOfDay } from "./time-words.ts";

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
  uk: "Europe/London",
  zulu: 0,
  eat: 180,
  wat: 60,
  cat: 120,
  mez: 60,
  mesz: 120,
  idt: 180,
  wib: 420,
  pht: 480,
  acst: 570,
  acdt: 630,
  akst: -540,
  akdt: -480,
  hst: -600,
};

/** Short names with several meanings (India, Ireland and Israel; Central time and China): they are zones, and are asked about. */
export const unclearZones: readonly string[] = ["ist", "cst", "ast", "gst", "sst", "pkt", "brt", "art"];

const known = [...Object.keys(shortZones), ...unclearZones].toSorted((a, b) => b.length - a.length);
// In small letters some are a word of a sentence: "16:00 et 17:00", "16:00 eat".
const names = known
  .map((name) => (/^(?:..|[cew]at)$/.test(name) ? `(?-i:${name.toUpperCase()})` : name))
  .join("|");
const american = String.raw`(?:eastern|central|mountain|pacific)(?:\s(?:standard|daylight|summer))?`;
const offset = String.raw`[-+\u2010-\u2014\u2212]\d{1,2}(?::?[0-5]\d)?(?![\d:]|\.\d)`;
const region = "(?:africa|america|antarctica|asia|atlantic|australia|etc|europe|indian|pacific)";

/** Cities whose name is a word of its own, or that of a place without people: a zone only with "time" behind them. */
const otherwise = new Set(
  "beulah canary center chagos chatham christmas easter midway norfolk oral reunion resolute stanley wake".split(
    " ",
  ),
);

/** IANA's cities by their name in lower case; of some the runtime lists an old name only. */
export const cityZones: ReadonlyMap<string, string> = new Map(
  [
    ...Intl.supportedValuesOf("timeZone").filter((zone) => !zone.startsWith("Antarctica/")),
    ...["Asia/Kolkata", "Asia/Kathmandu", "Asia/Yangon", "Asia/Ho_Chi_Minh", "Europe/Kyiv"],
  ]
    .map((zone) => [zone, zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ")] as const)
    // Large ones that IANA does not name.
    .concat(["Mumbai", "Delhi", "Bangalore", "Bengaluru"].map((city) => ["Asia/Kolkata", city] as const))
    .map(([zone, city]) => [city.toLowerCase(), zone]),
);
const longestFirst = [...cityZones.keys()].toSorted((a, b) => b.length - a.length);
const cities = longestFirst.join("|");
const plainCities = longestFirst.filter((city) => !otherwise.has(city)).join("|");

/** A zone by its place, which may be a name in a sentence as well: `Paris`, `in New York`, `Eastern`. */
export const placePattern = String.raw`(?:(?:in\s)?(?:${plainCities})|${american})(?![\w/])`;
/** Such a name, whatever follows; what is written out is one with a capital letter only ("central desk"). */
export const doubtfulPattern = String.raw`(?:(?:in\s)?(?:${plainCities})|(?=(?-i:[A-Z]))${american})(?![\w/])`;
/** Behind it nothing follows that it could belong to. */
export const alone = String.raw`(?=\s?(?:$|[.,;:)!–—-])|\s(?:by|via|because|today|tonight|tomorrow|yesterday|${partOfDay}|on\s\d+(?:[/.-]\d+|\s${capturingNothing(month)})|no|not|answered|busy|(?:on\s)?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)(?!\w))`;
const named = String.raw`(?:${american}|${cities}|${names}|UK|US|EU)\stime(?!\w)`;
/**
 * A zone as it stands behind a time in a sentence, as the source of a case-insensitive pattern: an offset behind UTC or GMT is
 * part of it, and so is a second name (`GMT/BST`). A place is one where nothing follows that it could belong to. A word that is
 * none that we know is no zone there.
 */
export const zonePattern = String.raw`(?:(?:utc|gmt)\s?${offset}|[+-]\d{2}:?[0-5]\d|\+\d:[0-5]\d|${region}(?:/[a-z_]{2,30}){1,2}|(?:us|canada)/${american}|${named}|(?:${names})(?:/(?:${names}))?(?!\w|/(?!\d)|[+-]\d)|${placePattern}${alone})`;

/** Behind a time, "Munich time", "server time", "AMST": of which zone that is has to be asked. */
export const strangePattern = String.raw`(?:(?:(?-i:[A-Z][a-z]{1,13})(?:\s(?-i:[A-Z][a-z]{1,13})){0,3}|server|system|local|site|my|our|your|their)\stime|(?-i:[A-Z]{2,4}T))${alone}`;

const writtenOut = new RegExp(`^${american}$`);

/** A name in lower case, without what stands round it; what is written out in its short form: `Eastern time` is `et`. */
export function shortened(word: string): string {
  const plain = word.toLowerCase().replace(/^in | time$/g, "");
  return writtenOut.test(plain) ? `${plain.charAt(0)}t` : plain;
}
