// What is around every page: head, style sheet, the way back and the footer. Pages hand it their own part.
import { createHash } from "node:crypto";
import { topFrom, topOf } from "./addresses.ts";
import type { SiteData } from "./data.ts";
import { oneLine } from "./escape.ts";
import { htmlOf } from "./markdown.ts";
import type { ServiceState } from "./state.ts";
import { siteWords } from "./words.ts";

/** The most bytes that a page may have: what a slow phone takes in a second or two. */
export const mostBytes = 60_000;

/** What is left of it for what a page lists, when style sheet and frame are counted. */
export const roomForItems = 40_000;

/** The longest title of an incident or notice that a page shows, in characters. */
export const longestTitle = 120;

/** A page without its frame. */
export interface SitePage {
  /** Where it stands, below the top, with a slash at its end; "" is the top. */
  readonly path: string;
  /** Its own part, as HTML. Its heading of the first rank is the page's title too, and holds nothing but text. */
  readonly body: string;
  /** For the picture in the browser's tab. */
  readonly state?: ServiceState;
  /** It is shown at any address, so that relative links lead nowhere. */
  readonly isAnywhere?: boolean;
}

/** The whole page as HTML. */
export function framed(data: SiteData, page: SitePage): string {
  const css = siteWords()("style.css", {}).trim();
  const top = topOf(data);
  return siteWords()("frame", {
    title: /<h1[^>]*>([^<]*)<\/h1>/.exec(page.body)?.[1]?.trim() ?? "",
    site: oneLine(data.title, longestTitle),
    zone: data.zone,
    about: htmlOf(data.about),
    css,
    cssHash: createHash("sha256").update(css).digest("base64"),
    address: page.isAnywhere || top === "" ? "" : `${top}${page.path}`,
    top: page.isAnywhere ? top : topFrom(page.path),
    hasTop: !page.isAnywhere || top !== "",
    state: page.state ?? "",
    body: page.body,
  });
}

/** Things listed on as many pages as they need, each page within `room` bytes; one that is larger alone has a page of its own. */
export function dealt(items: readonly string[], room: number): readonly (readonly string[])[] {
  const pages: string[][] = [[]];
  let left = room;
  for (const item of items) {
    const size = Buffer.byteLength(item);
    if (size > left && (pages.at(-1)?.length ?? 0) > 0) {
      pages.push([]);
      left = room;
    }
    pages.at(-1)?.push(item);
    left -= size;
  }
  return pages;
}
