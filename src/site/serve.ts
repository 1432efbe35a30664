// Answers for what is asked below the top of a site: a file, unchanged since, moved by a slash, or nothing there.
import { createHash } from "node:crypto";

/** What a server sends back. */
export interface SiteAnswer {
  readonly status: 200 | 304 | 308 | 404 | 503;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How long whoever asked may show it again without asking: news are seen within seconds, and a crowd asks the server rarely. */
const seconds = 15;

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  json: "application/json; charset=utf-8",
  xml: "application/atom+xml; charset=utf-8",
};

/** What is asked below the top of a site. */
export interface SiteQuestion {
  /** Without its query: `""` for the top without a slash, `"/"`, `"/incidents/ID/"`. */
  readonly path: string;
  /** The last part of the top's own address: `status` where that is `/status`. */
  readonly top: string;
  /** That header. */
  readonly ifNoneMatch: string | undefined;
}

/**
 * The answer to a GET or HEAD. A folder without its slash is moved to the address with one, since links are relative; what is
 * not there is answered by the page that says so.
 */
export function answerSite(
  files: ReadonlyMap<string, string>,
  { path, top, ifNoneMatch }: SiteQuestion,
): SiteAnswer {
  if (path === "") return moved(`${top}/`);
  const asked = path.replace(/^\//, "");
  const name = asked === "" || asked.endsWith("/") ? `${asked}index.html` : asked;
  const text = isShown(name) ? files.get(name) : undefined;
  if (text === undefined) {
    const last = asked.split("/").at(-1) ?? "";
    if (files.has(`${asked}/index.html`)) return moved(`./${last}/`);
    return { status: 404, headers: headersOf("html"), body: files.get("404.html") ?? "" };
  }
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
  const headers = { ...headersOf(name === "feed.json" ? "feed" : (name.split(".").at(-1) ?? "")), etag };
  return isKnown(ifNoneMatch, etag)
    ? { status: 304, headers, body: "" }
    : { status: 200, headers, body: text };
}

/** Files for other servers are no pages of this one. */
function isShown(name: string): boolean {
  return /\.(?:html|json|xml)$/.test(name) && name !== "404.html";
}

function moved(location: string): SiteAnswer {
  return { status: 308, headers: { location, "cache-control": `max-age=${seconds}` }, body: "" };
}

function headersOf(ending: string): Readonly<Record<string, string>> {
  const isPage = ending === "html";
  return {
    "content-type":
      ending === "feed" ? "application/feed+json; charset=utf-8" : (types[ending] ?? "text/plain"),
    "cache-control": `max-age=${seconds}`,
    "x-content-type-options": "nosniff",
    // Feeds and answers may be read from any page, as they may on GitHub Pages.
    ...(isPage ? {} : { "access-control-allow-origin": "*" }),
  };
}

/** Does the header name this version? What a proxy made weaker counts, since nothing is asked in parts. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch
    .split(",")
    .map((one) => one.trim().replace(/^W\//, ""))
    .some((one) => one === etag || one === "*");
}
