// Where everything of the site stands: paths below its top, and the address of each as far as the top's is known.
import type { SiteData } from "./data.ts";

/** The last part of an address that is shown to the public and becomes a folder. */
const plainId = /^[A-Za-z0-9][\w-]{0,99}$/;

/** `incidents/ID/`, relative to the top. Pages in folders have addresses without an ending. */
export function incidentPath(id: string): string {
  return `incidents/${id}/`;
}

/** `maintenance/ID/`, relative to the top. */
export function maintenancePath(id: string): string {
  return `maintenance/${id}/`;
}

/** `history/2025-05/`, relative to the top. */
export function monthPath(month: string): string {
  return `history/${month}/`;
}

/** The path of the n-th page, from 1, of something that takes several. */
export function nthPath(path: string, n: number): string {
  return n === 1 ? path : `${path}${n}/`;
}

/** From a page in a folder back to the top: `../../` from `incidents/ID/`, `./` from the top. */
export function topFrom(path: string): string {
  return "../".repeat(path.split("/").length - 1) || "./";
}

/** The address of the top with a slash at its end; "" where none is known or it is no address of the web. */
export function topOf({ url }: SiteData): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return "";
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/*$/, "/")}`;
}

/** Throws a RangeError where two things would have one address, or an id is no plain last part of one. */
export function expectIds({ incidents, maintenance }: SiteData): void {
  for (const [what, all] of [
    ["incident", incidents],
    ["maintenance", maintenance],
  ] as const) {
    const seen = new Set<string>();
    for (const { id } of all) {
      // A file system may take two ids for one that differ in case alone.
      const key = id.toLowerCase();
      if (!plainId.test(id) || seen.has(key))
        throw new RangeError(
          `The status page can't show ${what} ${JSON.stringify(id)}; expected a plain id of its own: letters, digits, - and _.`,
        );
      seen.add(key);
    }
  }
}
