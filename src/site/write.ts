// Writes files into a folder: what changed, and no more; what was written before and is gone is removed, and nothing else.
import { lstat, mkdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Which command writes, as `tocsin site`; and what its files are called. */
const makers = { site: "the status page", report: "a report" } as const;

/** A command that writes files. */
export type Maker = keyof typeof makers;

/** The list of what was written, beside it: by it alone files are known as that command's. */
export const manifestOf = (maker: Maker): string => `.tocsin-${maker}.json`;

/** That of the status page. */
export const manifestFile = manifestOf("site");

/** What became of the folder, as paths below it. */
export interface FolderWritten {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** How many were right as they stood. */
  readonly kept: number;
}

/**
 * Brings a folder to what `files` say; it is made where it is missing. Throws an Error, before anything is written, where a file
 * stands in the way that no earlier call wrote, and where the list of those can't be read.
 */
export async function writeFolder(
  files: ReadonlyMap<string, string>,
  folder: string,
  maker: Maker,
): Promise<FolderWritten> {
  const ours = new Set(await readManifest(folder, maker));
  const changed: string[] = [];
  for (const [path, text] of files) {
    const there = await textAt(join(folder, path), maker);
    if (there === text) continue;
    if (there !== undefined && !ours.has(path))
      throw new Error(
        `${join(folder, path)} was not written by tocsin ${maker}; expected an empty folder, or one that it made. Nothing was changed.`,
      );
    changed.push(path);
  }
  const gone = [...ours].filter((path) => !files.has(path)).sort();
  // First the list of both: what a crash leaves is known as ours.
  await mkdir(folder, { recursive: true });
  if (changed.length > 0 || gone.length > 0) await writeManifest(folder, maker, [...ours, ...files.keys()]);
  for (const path of changed) await put(join(folder, path), files.get(path) ?? "");
  const removed: string[] = [];
  for (const path of gone) if (await remove(folder, path)) removed.push(path);
  await writeManifest(folder, maker, [...files.keys()]);
  return { written: changed, removed, kept: files.size - changed.length };
}

/** Brings a folder to the pages of a status page. */
export function writeSite(files: ReadonlyMap<string, string>, folder: string): Promise<FolderWritten> {
  return writeFolder(files, folder, "site");
}

const isFaultOf = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && "code" in error && codes.includes(String(error.code));

/** The text of a file; `undefined` where there is none. */
async function textAt(path: string, maker: Maker): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isFaultOf(error, "ENOENT")) return undefined;
    throw new Error(`${path} can't be read, so ${makers[maker]} was not written`, { cause: error });
  }
}

/** Paths that stay below the folder, whoever edited the list. */
const plainPath = /^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[\w./-]+$/;

async function readManifest(folder: string, maker: Maker): Promise<readonly string[]> {
  const path = join(folder, manifestOf(maker));
  const text = await textAt(path, maker);
  if (text === undefined) return [];
  const paths = pathsIn(text);
  if (paths !== undefined) return paths;
  throw new Error(`${path} is no list of ${makers[maker]}'s files; remove the folder and write it anew.`);
}

function pathsIn(text: string): readonly string[] | undefined {
  try {
    const { files }: { files?: unknown } = JSON.parse(text) ?? {};
    const isList =
      Array.isArray(files) && files.every((one) => typeof one === "string" && plainPath.test(one));
    return isList ? files : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function writeManifest(folder: string, maker: Maker, paths: readonly string[]): Promise<void> {
  const text = `${JSON.stringify({ files: [...new Set(paths)].sort() }, undefined, 1)}\n`;
  const path = join(folder, manifestOf(maker));
  if ((await textAt(path, maker)) !== text) await put(path, text);
}

/** Whole or not at all: a server may be reading the folder. */
async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.tocsin-new`;
  await writeFile(beside, text);
  await rename(beside, path);
}

/** Removes a file and the folders that are empty then; answers whether it was there. */
async function remove(folder: string, path: string): Promise<boolean> {
  const file = join(folder, path);
  try {
    if ((await lstat(file)).isDirectory()) return false;
    await rm(file);
  } catch (error) {
    if (isFaultOf(error, "ENOENT", "ENOTDIR")) return false;
    throw error;
  }
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent))
    if (!(await removeIfEmpty(join(folder, parent)))) break;
  return true;
}

async function removeIfEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (error) {
    if (isFaultOf(error, "ENOTEMPTY", "EEXIST")) return false;
    throw error;
  }
}
