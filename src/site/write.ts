// Writes files into a folder: what changed, and no more; what was written before and is gone is removed, and nothing else.
import { lstat, mkdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  isNameOf,
  type Maker,
  type Manifest,
  manifestOf,
  manifestText,
  parseManifest,
  stampOf,
  titleOf,
} from "./manifest.ts";

/** What became of the folder, as paths below it. */
export interface FolderWritten {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** How many were right as they stood. */
  readonly kept: number;
}

interface Folder {
  readonly folder: string;
  readonly maker: Maker;
  /** What earlier calls wrote. */
  readonly ours: Manifest;
}

/**
 * Brings a folder to what `files` say; it is made where it is missing. Throws an Error, before anything is written, where a file
 * stands in the way that no earlier call wrote or that somebody changed since, where a folder leads elsewhere, and where the list
 * of what was written can't be read.
 */
export async function writeFolder(
  files: ReadonlyMap<string, string>,
  folder: string,
  maker: Maker,
): Promise<FolderWritten> {
  const odd = [...files.keys()].find((path) => !isNameOf(maker, path));
  if (odd !== undefined) throw new RangeError(`${odd} is no name of a file of ${titleOf(maker)}.`);
  const here: Folder = { folder, maker, ours: await readManifest(folder, maker) };
  const changed: string[] = [];
  for (const [path, text] of files) if (await isToChange(path, text, here)) changed.push(path);
  const gone: string[] = [];
  for (const path of [...here.ours.keys()].sort())
    if (!files.has(path) && (await isToChange(path, undefined, here))) gone.push(path);
  const after: Manifest = new Map([...files].map(([path, text]) => [path, new Set([stampOf(text)])]));
  // First the list of both: what a crash leaves is known as ours.
  await mkdir(folder, { recursive: true });
  if (changed.length > 0 || gone.length > 0) await writeManifest(here, both(here.ours, after));
  for (const path of changed) await put(join(folder, path), files.get(path) ?? "");
  for (const path of gone) await remove(folder, path);
  await writeManifest(here, after);
  return { written: changed, removed: gone, kept: files.size - changed.length };
}

/** Brings a folder to the pages of a status page. */
export function writeSite(files: ReadonlyMap<string, string>, folder: string): Promise<FolderWritten> {
  return writeFolder(files, folder, "site");
}

function both(before: Manifest, after: Manifest): Manifest {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return new Map(
    [...paths].map((path) => [path, new Set([...(before.get(path) ?? []), ...(after.get(path) ?? [])])]),
  );
}

/** Does a file say something else than it is to (`undefined`: it is to go), and may it? What somebody else wrote there is never lost. */
async function isToChange(path: string, text: string | undefined, here: Folder): Promise<boolean> {
  const { folder, maker, ours } = here;
  const file = join(folder, path);
  await refuseDetour(path, here);
  // A folder of that name is somebody else's.
  if (text === undefined && !(await isThere(file))) return false;
  const there = await textAt(file, maker);
  if (there === undefined) return text !== undefined;
  if (there === text) return false;
  const known = ours.get(path);
  if (known === undefined)
    throw new Error(
      `${file} was not written by tocsin ${maker}; expected an empty folder, or one that it made. Nothing was changed.`,
    );
  if (!known.has(stampOf(there)))
    throw new Error(
      `${file} was changed since tocsin ${maker} wrote it, and that would be lost. Keep what is yours in a file of another name, remove ${path}, and run this again. Nothing was changed.`,
    );
  return true;
}

/** Below the folder nothing is reached by a link: it may lead to what is anybody's. */
async function refuseDetour(path: string, { folder, maker }: Folder): Promise<void> {
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    const stat = await statOf(join(folder, parent));
    if (stat?.isSymbolicLink() === true)
      throw new Error(
        `${join(folder, parent)} is a link to somewhere else; expected a folder, so ${titleOf(maker)} was not written. Remove the link. Nothing was changed.`,
      );
  }
}

/** Is there something that is no folder? */
async function isThere(path: string): Promise<boolean> {
  return (await statOf(path))?.isDirectory() === false;
}

async function statOf(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (isFaultOf(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}

const isFaultOf = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && "code" in error && codes.includes(String(error.code));

/** The text of a file; `undefined` where there is none. */
async function textAt(path: string, maker: Maker): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isFaultOf(error, "ENOENT")) return undefined;
    throw new Error(`${path} can't be read, so ${titleOf(maker)} was not written`, { cause: error });
  }
}

async function readManifest(folder: string, maker: Maker): Promise<Manifest> {
  const path = join(folder, manifestOf(maker));
  const text = await textAt(path, maker);
  if (text === undefined) return new Map();
  const manifest = parseManifest(text, maker);
  if (manifest !== undefined) return manifest;
  throw new Error(
    `${path} is no list of ${titleOf(maker)}'s files, so that nobody can tell which are its own. Move what is yours out of the folder, remove the folder, and run this again. Nothing was changed.`,
  );
}

async function writeManifest({ folder, maker }: Folder, manifest: Manifest): Promise<void> {
  const text = manifestText(manifest);
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

/** Removes a file and the folders that are empty then. */
async function remove(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { force: true });
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent))
    if (!(await removeIfEmpty(join(folder, parent)))) break;
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
