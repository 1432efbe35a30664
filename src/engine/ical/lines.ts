// The first step from an iCalendar text to a rota: folded lines become properties, each with its place in the text (RFC 5545).
import { named } from "../named.ts";

/** Something that is not read, and is said instead of being passed over. `line` counts from 1. */
export interface IcalRefusal {
  readonly kind: "refusal";
  readonly line: number;
  /** What was wrong, what was expected, what to do. */
  readonly message: string;
  /** Of a line that is no property: the name that it begins with, in capitals, if any. */
  readonly property?: string | undefined;
}

/** `DTSTART;TZID=Europe/London:20250404T173000`, taken apart; names in capitals. */
export interface Property {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  readonly value: string;
  /** Where it begins in the text, from 1. */
  readonly line: number;
}

/** A refusal of the line. */
export function refuse(line: number, message: string): IcalRefusal {
  return { kind: "refusal", line, message };
}

/** Was it refused? */
export function isRefusal(read: unknown): read is IcalRefusal {
  return typeof read === "object" && read !== null && "kind" in read && read.kind === "refusal";
}

const PROPERTY =
  /^(?<name>[A-Za-z0-9-]+)(?<params>(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(?<value>.*)$/su;

/** The properties of a text in order; a line that begins with a space or a tab goes on where the line before it ended. */
export function propertiesOf(text: string): readonly (Property | IcalRefusal)[] {
  const unfolded: { text: string; line: number }[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/u, "")
    .split(/\r\n|\n|\r/u)
    .entries()) {
    const before = unfolded.at(-1);
    if (/^[ \t]/u.test(line) && before !== undefined) before.text += line.slice(1);
    else if (line !== "") unfolded.push({ text: line, line: index + 1 });
  }
  return unfolded.map(({ text: whole, line }) => propertyOf(whole, line));
}

function propertyOf(text: string, line: number): Property | IcalRefusal {
  // Exchange writes an address as the name of a zone, without the quotes that its colon needs.
  const quoted = text.replace(/^([^:]*;TZID=)(tzone:[^:;"]*)/iu, '$1"$2"');
  const found = PROPERTY.exec(quoted)?.groups ?? addressIn(text);
  if (found === undefined) {
    const property = /^[A-Za-z0-9-]+(?=[;:])/u.exec(text)?.[0].toUpperCase();
    return { ...refuse(line, "This is no iCalendar property; expected NAME:value."), property };
  }
  const { name = "", params = "", value = "" } = found;
  const pairs = Array.from(params.matchAll(/;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";])*)/gu), (match) => {
    return [(match[1] ?? "").toUpperCase(), (match[2] ?? "").replaceAll('"', "")] as const;
  });
  return { name: name.toUpperCase(), params: named(pairs), value, line };
}

/** Somebody's name with quotes of its own (`CN="Ana "Bo" Lopez"`) breaks the rules of a line: it is read up to the address. */
function addressIn(text: string): Readonly<Record<string, string>> | undefined {
  const name = /^(?:ATTENDEE|ORGANIZER)(?=;)/iu.exec(text)?.[0];
  const at = text.toLowerCase().lastIndexOf(":mailto:");
  if (name === undefined || at < 0) return undefined;
  const said = /;CN=(.*?)(?:;[A-Z-]+=|$)/iu.exec(text.slice(0, at))?.[1]?.replaceAll('"', "");
  return { name, params: said === undefined ? "" : `;CN="${said}"`, value: text.slice(at + 1) };
}

/** A text value as it was meant: `\,` is a comma, `\n` a new line. */
export function textOf(value: string): string {
  return value
    .replace(/\\([\\;,nN])/gu, (_, mark: string) => (mark.toLowerCase() === "n" ? "\n" : mark))
    .trim();
}
