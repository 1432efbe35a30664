// The list of what a command wrote into a folder, kept beside it: which files are its own, and how it left each.
import { createHash } from "node:crypto";

/** Which command writes, as `tocsin site`: what its files are called, and which names they may have. */
const makers = {
  site: {
    title: "the status page",
    names:
      /^(?:(?:(?:incidents|maintenance|history)\/(?:[\w-]+\/)*)?index\.html|404\.html|atom\.xml|feed\.json|\.nojekyll|api\/v2\/[a-z/-]+\.json)$/,
  },
  report: {
    title: "a report",
    names:
      /^(?:report\.md|figures\.json|(?:incidents|clocks|actions|availability)\.csv|intervals-[\w.-]+-(?:light|dark)\.svg)$/,
  },
} as const;

/** A command that writes files. */
export type Maker = keyof typeof makers;

/** By path what stood in each file as it was left: two while it is being written, since either may be there. */
export type Manifest = ReadonlyMap<string, ReadonlySet<string>>;

/** The list's own name: by it alone files are known as that command's. */
export const manifestOf = (maker: Maker): string => `.tocsin-${maker}.json`;

/** What is written, in words. */
export const titleOf = (maker: Maker): string => makers[maker].title;

/** May a file that this command writes be called so? Whatever a list says, no other file is ever changed or removed. */
export function isNameOf(maker: Maker, path: string): boolean {
  return makers[maker].names.test(path);
}

/** What is remembered of a text. Git may change line ends on the way. */
export function stampOf(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}

/** A list as text. */
export function manifestText(manifest: Manifest): string {
  const files = [...manifest].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify({ files: Object.fromEntries(files.map(([path, stamps]) => [path, [...stamps]])) }, undefined, 1)}\n`;
}

/** The list that a text holds; `undefined`: it is none, or names what this command never writes. */
export function parseManifest(text: string, maker: Maker): Manifest | undefined {
  const files = filesIn(text);
  if (typeof files !== "object" || files === null || Array.isArray(files)) return undefined;
  const all = Object.entries(files as Record<string, unknown>);
  const isList = all.every(([path, stamps]) => isNameOf(maker, path) && areStamps(stamps));
  return isList ? new Map(all.map(([path, stamps]) => [path, new Set(stamps as string[])])) : undefined;
}

const areStamps = (stamps: unknown): boolean =>
  Array.isArray(stamps) && stamps.every((one) => typeof one === "string");

function filesIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly files?: unknown } | null)?.files;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
