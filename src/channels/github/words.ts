// A letter as GitHub shows it elsewhere: its words mention nobody and link nowhere but as written, and a mark that no reader sees finds it again.

import { marker, readMarkers } from "../../engine/text/marker.ts";
import { inline, link, title } from "../../engine/text/safe.ts";
import type { Letter } from "../channel.ts";
import { keyOf, withAddress } from "../wording.ts";

/** As long as GitHub takes, with room for the mark. */
export const longestBody = 65_000;

const kind = "announced";

/** What a letter's mark says: the letter, and the incident, to whose thread a test does not belong. */
function marksOf({ id, about, purpose }: Letter): readonly [string, string] {
  return [keyOf("letter", id), purpose === "test" ? "none" : keyOf("incident", about.incident)];
}

/** A text on GitHub, and whether whoever has the token wrote it. */
export interface Remark {
  readonly id: string;
  readonly body: string;
  readonly viewerDidAuthor: boolean;
}

/** Is it this letter, said before? What somebody else wrote is not, whatever mark they copied. */
export function isOurs(letter: Letter): (one: Remark | null) => boolean {
  const [mine] = marksOf(letter);
  return (one) => one?.viewerDidAuthor === true && markIn(one)?.[0] === mine;
}

/** Is it of this letter's incident, and ours? */
export function isOfIncident(letter: Letter): (one: Remark | null) => boolean {
  const [, mine] = marksOf(letter);
  return (one) => mine !== "none" && one?.viewerDidAuthor === true && markIn(one)?.[1] === mine;
}

/** Our own mark stands last. */
function markIn({ body }: Remark): readonly string[] | undefined {
  return readMarkers(body).findLast((one) => one.kind === kind)?.words;
}

/** The title of a Discussion that a letter begins. */
export function titleOf({ subject }: Pick<Letter, "subject">): string {
  return title(subject);
}

/** The whole text: below an issue or another notice it begins with its subject, since titles stay those of before. */
export function bodyOf(letter: Letter, { hasTitle }: { readonly hasTitle: boolean }): string {
  const text = withAddress(letter).split(/\r?\n/).map(shownLine).join("\n").trim();
  const words = hasTitle ? text : `**${inline(letter.subject, 250)}**\n\n${text}`;
  return `${words}\n\n${marker(kind, ...marksOf(letter))}`;
}

/** A line of plain Markdown: a list stays one, plain addresses stay links, and all else reads as it was written. */
function shownLine(line: string): string {
  const [, indent = "", rest = ""] = /^(\s{0,3}[-*] )?(.*)$/s.exec(line) ?? [];
  const parts = rest
    .split(/(?<=^|\s)(https:\/\/\S+)/)
    .map((part, place) => (place % 2 === 1 ? link(part) : inline(part)));
  return `${indent}${parts.filter((part) => part !== "").join(" ")}`;
}
