// The whole site as files: what `tocsin site` writes and the server answers with, from what was said in public and nothing else.
import { expectIds, topOf } from "./addresses.ts";
import type { SiteData } from "./data.ts";
import { atomFeed, jsonFeed } from "./feeds.ts";
import { framed } from "./frame.ts";
import { historyPages } from "./history-pages.ts";
import { incidentPages, maintenancePage } from "./incident-pages.ts";
import { indexPage } from "./index-page.ts";
import { statuspageFiles } from "./statuspage.ts";
import { siteWords } from "./words.ts";

/**
 * All files of the status page by their paths (`index.html`, `incidents/ID/index.html`, `api/v2/summary.json`), each as text. The
 * same data gives the same bytes. Links are relative, so that the site may stand anywhere. Throws a RangeError where an id
 * can't be part of an address, or is there twice.
 */
export function siteOf(data: SiteData): ReadonlyMap<string, string> {
  expectIds(data);
  return new Map([
    ["index.html", indexPage(data)],
    ...historyPages(data),
    ...data.incidents.flatMap((one) => incidentPages(data, one)),
    ...data.maintenance.map((one) => maintenancePage(data, one)),
    ["atom.xml", atomFeed(data)],
    ["feed.json", jsonFeed(data)],
    ...statuspageFiles(data),
    ["404.html", notFoundPage(data)],
    // Without it GitHub Pages would leave out what its generator takes for its own.
    [".nojekyll", ""],
  ]);
}

function notFoundPage(data: SiteData): string {
  const body = siteWords()("not-found", { top: topOf(data) });
  return framed(data, {
    path: "404.html",
    body,
    isAnywhere: true,
  });
}
