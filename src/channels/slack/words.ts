// A letter in Slack's own shapes: what previews and screen readers take first, then blocks, in which nothing of it can mention anybody.
import type { KnownBlock } from "@slack/web-api";
import { cut } from "../../engine/text/safe.ts";
import type { Letter } from "../channel.ts";
import { firstSentence } from "../wording.ts";

const longestSection = 3_000;
const longestHeader = 150;
/** A sign becomes five at most: a line of so many fits whatever it holds. */
const longestLine = longestSection / 5;

/** Slack reads these three signs as its own, mentions among them. */
function escaped(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A line of Markdown as Slack writes it; most lines have nothing of the kind. */
function slackLine(line: string): string {
  let shown = escaped(line);
  if (shown.includes("](")) shown = shown.replaceAll(/\[([^[\]|\n]*)\]\((https:\/\/[^()\s|]*)\)/g, "<$2|$1>");
  if (shown.includes("**")) shown = shown.replaceAll(/\*\*([^*\n]+)\*\*/g, "*$1*");
  if (shown.startsWith("#")) return shown.replace(/^#{1,6} +(?=\S)(.+)$/, "*$1*");
  return /^\s{0,8}[-*] /.test(shown) ? shown.replace(/[-*]/, "•") : shown;
}

function linesOf(line: string): readonly string[] {
  const whole = slackLine(line);
  if (whole.length <= longestSection) return [whole];
  const pieces = Math.ceil(line.length / longestLine);
  return Array.from({ length: pieces }, (_, place) =>
    escaped(line.slice(place * longestLine, (place + 1) * longestLine)),
  );
}

/** A text in sections of a size that Slack takes. */
function sectionsOf(text: string): readonly string[] {
  const sections: string[] = [];
  let open = "";
  // More than one blank line in a row says no more than one.
  for (const line of text
    .replaceAll(/\n{3,}/g, "\n\n")
    .split("\n")
    .flatMap(linesOf)) {
    if (open.length + 1 + line.length <= longestSection) open = open === "" ? line : `${open}\n${line}`;
    else {
      sections.push(open);
      open = line;
    }
  }
  return [...sections, open].filter((one) => one.trim() !== "");
}

/** The whole first sentence; Slack takes a text as its own markup too. */
export function textOf({ text, subject }: Pick<Letter, "text" | "subject">): string {
  return escaped(firstSentence(text) || subject);
}

/** Subject, text, and where it is dealt with: the issue, and the incident's own channel where it is told of. */
export function blocksOf(
  { subject, text, about }: Pick<Letter, "subject" | "text" | "about">,
  room?: string,
): KnownBlock[] {
  const issue = about.url === "" ? [] : [`<${about.url}|${escaped(about.ref)}>`];
  const where = [...issue, ...(room === undefined ? [] : [`<#${room}>`])].join(" · ");
  return [
    { type: "header", text: { type: "plain_text", text: cut(subject, longestHeader), emoji: false } },
    ...sectionsOf(text).map(
      (words): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text: words, verbatim: true } }),
    ),
    ...(where === "" ? [] : [contextOf(where)]),
  ];
}

function contextOf(text: string): KnownBlock {
  return { type: "context", elements: [{ type: "mrkdwn", text, verbatim: true }] };
}
