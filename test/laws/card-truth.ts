// The law of the card: at every instant it is true as it stands; no time on it is past that is shown as to come, nor the other way round.
import { DAY, HOUR, type Instant, isoSeconds, MINUTE, SECOND } from "../../src/engine/instant.ts";
import { dayOf } from "../../src/engine/policy/rota/shifts.ts";
import { stripMarkers } from "../../src/engine/text/marker.ts";

/** The entries of a log that card texts are found in: of the local GitHub, or of a transcript. */
export interface Written {
  readonly at: Instant;
  readonly on: string;
  readonly id: string | undefined;
  readonly text: string;
}

/** A pass takes so long from the instant at which the card stops being true until it is edited. */
const grace = 5 * SECOND;

/** What is not true on a card while it stands, over all that was written until an end. */
export function untrueCards(written: readonly Written[], end: Instant): readonly string[] {
  const cards = Map.groupBy(
    written.filter(({ id }) => id?.startsWith("card/")),
    ({ on, id = "" }) => `${on} ${id.split("/")[1]}`,
  );
  return [...cards.values()].flatMap((texts) =>
    texts.flatMap(({ at, on, text }, index) => {
      const until = (texts[index + 1]?.at ?? end) - grace;
      const instants = [at, ...(until > at ? [until] : [])];
      return instants.flatMap((now) =>
        untrueAt(text, now).map(
          (words) => `${on} at ${isoSeconds(now)}, written ${isoSeconds(at)}: ${words}`,
        ),
      );
    }),
  );
}

/** What of a card is not true at an instant. */
export function untrueAt(card: string, now: Instant): readonly string[] {
  return linesOf(card).flatMap((line) =>
    Array.from(line.matchAll(times), (found) => {
      const before = line.slice(0, found.index);
      const at = instantOf(found, now);
      const after = line.slice(found.index + found[0].length);
      const isPast = wasWords.test(before) || wasLines.test(line) || wasBefore.test(after);
      // Its seconds are not shown.
      return (isPast ? at <= now : at + MINUTE > now) ? [] : [line];
    }).flat(),
  );
}

/** The lines that our times stand in: without the timeline and what is small, which name the day of all, and the words of people. */
function linesOf(card: string): readonly string[] {
  return stripMarkers(card)
    .replace(/^\*\*Timeline\*\*\n[\s\S]*?\n\n/m, "")
    .replace(/^(?:\*\*Known\*\*|\*\*Why [^\n]*)\n[\s\S]*?\n\n/gm, "")
    .replace(/^<sub>.*$/m, "")
    .replace(/^(\*\*Latest\*\* [^:]*:\d\d [A-Z]{3} [^:]*).*$/m, "$1")
    .replace(/^\*\*Impact\*\* .*$/m, "")
    .replace(/ \(\d\d:\d\d UTC\)/g, "")
    .split("\n");
}

const times = /(?:\w{3} (\d{1,2}) (\w{3}) (?:(\d{4}) )?)?(\d\d):(\d\d) (BST|GMT|UTC)/g;
/** What of a line stands before a time that was. Any other time is one to come: a new line has to say what it is. */
const wasWords =
  /(?:\bsince|\bwas|declared|Resolved\*\*|Closed\*\*|made safe|answered(?: by \S+)?|seen by \S+|mentioned (?:on another incident )?at|told|sent|sent at|last at|accepted|paged through \S+|changed the report|lost (?:its )?headings|\*\*Latest\*\*|which was|this was recorded,) $/i;
const wasLines = /^\*\*(?:Told|Called|Closed)\*\*|^Set aside/;
const wasBefore = /^, before this was recorded/;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A time without its day is one of today; with it, of this year where it names none. */
function instantOf([, day, month, year, hour, minute, zone]: RegExpMatchArray, now: Instant): Instant {
  const ahead = zone === "BST" ? HOUR : 0;
  const today = dayOf(now, zone === "UTC" ? "UTC" : "Europe/London") * DAY;
  const date =
    day === undefined
      ? today
      : Date.UTC(Number(year ?? new Date(today).getUTCFullYear()), months.indexOf(month ?? ""), Number(day));
  return date + Number(hour) * HOUR + Number(minute) * MINUTE - ahead;
}
