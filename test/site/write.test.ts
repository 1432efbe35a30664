// The site in a folder: what changed is written, what is gone is removed, and nothing of anybody else's is touched.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { manifestFile, writeSite } from "../../src/site/write.ts";
import { emptyFolder } from "../folder.ts";

const site = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files));
const first = {
  "index.html": "one",
  "incidents/a/index.html": "a",
  "incidents/b/index.html": "b",
  ".nojekyll": "",
};

/** All files of a folder but the list of ours. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile() && path !== manifestFile)
    .toSorted();

describe("a site is written", () => {
  test("into a folder that is not there yet", async () => {
    const folder = join(emptyFolder(), "public/site");
    expect(await writeSite(site(first), folder)).toEqual({
      written: Object.keys(first),
      removed: [],
      kept: 0,
    });
    expect(filesIn(folder)).toEqual([
      ".nojekyll",
      "incidents/a/index.html",
      "incidents/b/index.html",
      "index.html",
    ]);
    expect(readFileSync(join(folder, "incidents/a/index.html"), "utf8")).toBe("a");
  });

  test("once more without touching what is the same", async () => {
    const folder = emptyFolder();
    await writeSite(site(first), folder);
    const before = statSync(join(folder, "index.html")).ino;
    const list = statSync(join(folder, manifestFile)).ino;
    expect(await writeSite(site(first), folder)).toEqual({ written: [], removed: [], kept: 4 });
    expect(await writeSite(site({ ...first, ".nojekyll": "x" }), folder)).toMatchObject({
      written: [".nojekyll"],
      kept: 3,
    });
    expect(statSync(join(folder, "index.html")).ino).toBe(before);
    expect(statSync(join(folder, manifestFile)).ino).toBe(list);
  });

  test("and what is gone of it is removed with its empty folders, and nothing else", async () => {
    const folder = emptyFolder();
    await writeSite(site(first), folder);
    writeFileSync(join(folder, "CNAME"), "status.example.org");
    writeFileSync(join(folder, "incidents/a/photo.png"), "mine");
    const { "index.html": index } = first;
    expect(await writeSite(site({ "index.html": index }), folder)).toMatchObject({
      written: [],
      removed: [".nojekyll", "incidents/a/index.html", "incidents/b/index.html"],
      kept: 1,
    });
    expect(filesIn(folder)).toEqual(["CNAME", "incidents/a/photo.png", "index.html"]);
    expect(existsSync(join(folder, "incidents/b"))).toBe(false);
  });

  test("also after somebody removed a page by hand", async () => {
    const folder = emptyFolder();
    await writeSite(site({ ...first, "gone/index.html": "x" }), folder);
    await writeSite(site({ ...first }), folder);
    mkdirSync(join(folder, "gone/index.html"), { recursive: true });
    expect(await writeSite(site(first), folder)).toMatchObject({ removed: [], kept: 4 });
    expect(existsSync(join(folder, "gone/index.html"))).toBe(true);
  });
});

describe("a site is not written, and nothing changes,", () => {
  test("over a file that it did not write", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "index.html"), "mine");
    await expect(writeSite(site(first), folder)).rejects.toThrow(
      /index\.html was not written by tocsin site/,
    );
    expect(filesIn(folder)).toEqual(["index.html"]);
    expect(readFileSync(join(folder, "index.html"), "utf8")).toBe("mine");
  });

  test.each([
    ["no JSON", "{"],
    ["no list", '{"files":{}}'],
    ["a null", "null"],
    ["a path out of the folder", '{"files":["../outside.txt"]}'],
    ["a path out of it further on", '{"files":["incidents/../../outside.txt"]}'],
    ["a whole path", '{"files":["/etc/hosts"]}'],
  ])("by a list of its files that holds %s", async (_name, text) => {
    const above = emptyFolder();
    const folder = join(above, "site");
    mkdirSync(folder);
    writeFileSync(join(above, "outside.txt"), "mine");
    writeFileSync(join(folder, manifestFile), text);
    await expect(writeSite(site(first), folder)).rejects.toThrow(/no list of the status page's files/);
    expect(readFileSync(join(above, "outside.txt"), "utf8")).toBe("mine");
    expect(filesIn(folder)).toEqual([]);
  });
});
