// The site in a folder: what changed is written, what is gone is removed, and nothing of anybody else's is touched.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { manifestOf, stampOf } from "../../src/site/manifest.ts";
import { writeFolder, writeSite } from "../../src/site/write.ts";
import { emptyFolder } from "../folder.ts";

const manifestFile = manifestOf("site");
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
    expect(statSync(join(folder, manifestFile)).ino).toBe(list);
    expect(await writeSite(site({ ...first, ".nojekyll": "x" }), folder)).toMatchObject({
      written: [".nojekyll"],
      kept: 3,
    });
    expect(statSync(join(folder, "index.html")).ino).toBe(before);
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
    await writeSite(site({ ...first, "incidents/gone/index.html": "x" }), folder);
    await writeSite(site({ ...first }), folder);
    mkdirSync(join(folder, "incidents/gone/index.html"), { recursive: true });
    expect(await writeSite(site(first), folder)).toMatchObject({ removed: [], kept: 4 });
    expect(existsSync(join(folder, "incidents/gone/index.html"))).toBe(true);
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
    ["no list", '{"files":"index.html"}'],
    ["a list without what was written", '{"files":["index.html"]}'],
    ["a null", "null"],
    ["a path out of the folder", '{"files":{"../outside.txt":[]}}'],
    ["a path out of it further on", '{"files":{"incidents/../../outside.txt":[]}}'],
    ["a file that no status page has", '{"files":{"notes.txt":[]}}'],
    ["a whole path", '{"files":{"/etc/hosts":[]}}'],
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

  test.each([
    ["is written anew", { ...first, "index.html": "two" }],
    ["is to go", { ".nojekyll": "" }],
  ])("where a file of it that somebody wrote in %s", async (_what, next) => {
    const folder = emptyFolder();
    await writeSite(site(first), folder);
    writeFileSync(join(folder, "index.html"), "one, and mine");
    await expect(writeSite(site(next), folder)).rejects.toThrow(
      /index\.html was changed since tocsin site wrote it.*file of another name, remove index\.html/,
    );
    expect(readFileSync(join(folder, "index.html"), "utf8")).toBe("one, and mine");
    expect(filesIn(folder)).toEqual(Object.keys(first).toSorted());
  });

  test("where a file stands in place of a folder", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "incidents"), "mine");
    await expect(writeSite(site(first), folder)).rejects.toThrow(/can't be read, so the status page was not/);
    expect(filesIn(folder)).toEqual(["incidents"]);
  });

  test("where a link leads out of the folder, though the list names a file behind it", async () => {
    const above = emptyFolder();
    const folder = join(above, "site");
    mkdirSync(folder);
    mkdirSync(join(above, "elsewhere/a"), { recursive: true });
    writeFileSync(join(above, "elsewhere/a/index.html"), "mine");
    symlinkSync(join(above, "elsewhere"), join(folder, "incidents"));
    const files = { "incidents/a/index.html": [stampOf("mine")] };
    writeFileSync(join(folder, manifestFile), JSON.stringify({ files }));
    await expect(writeSite(site({ "index.html": "one" }), folder)).rejects.toThrow(
      /incidents is a link to somewhere else/,
    );
    expect(readFileSync(join(above, "elsewhere/a/index.html"), "utf8")).toBe("mine");
  });
});

describe("what a command wrote is known as its own", () => {
  test("though git gave its lines other ends", async () => {
    const folder = emptyFolder();
    await writeSite(site({ "index.html": "one\ntwo\n" }), folder);
    writeFileSync(join(folder, "index.html"), "one\r\ntwo\r\n");
    expect(await writeSite(site({ "index.html": "three\n" }), folder)).toMatchObject({
      written: ["index.html"],
    });
  });

  test("after a run that was cut off between two files", async () => {
    const folder = emptyFolder();
    await writeSite(site(first), folder);
    const list = readFileSync(join(folder, manifestFile), "utf8");
    await writeSite(site({ ...first, "index.html": "two" }), folder);
    // As it is while files are being written: either text may be there.
    const files = JSON.parse(list).files as Record<string, string[]>;
    files["index.html"]?.push(stampOf("two"));
    writeFileSync(join(folder, manifestFile), JSON.stringify({ files }));
    expect(await writeSite(site({ ...first, "index.html": "three" }), folder)).toMatchObject({
      written: ["index.html"],
    });
  });

  test("and a name that none of its files has is a fault of the program", async () => {
    await expect(writeFolder(site({ "notes.txt": "x" }), emptyFolder(), "report")).rejects.toThrow(
      RangeError,
    );
  });
});
