// Imports go one way, and the engine is pure: what the design says of the tree, held by reading every source file.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const src = fileURLToPath(new URL("../src/", import.meta.url));

/** Each part of the tree and the parts that it may import, itself apart: entries, then the loop, the border, the engine. */
const may: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  // What everybody is handed: the shape of a world, and what ships with Tocsin.
  world: ["engine"],
  shipped: [],
  github: ["engine", "world"],
  channels: ["engine", "world"],
  render: ["engine"],
  // It stands in for GitHub and knows nothing of Tocsin but how forms are read.
  "local-github": ["engine"],
  reconcile: ["engine", "world"],
  rulings: ["engine", "world"],
  run: ["channels", "engine", "github", "reconcile", "render", "rulings", "shipped", "world"],
};

/** Those that start everything; they may import all of the above, and of each other what stands here. */
const entries: Readonly<Record<string, readonly string[]>> = {
  server: [],
  action: [],
  rehearse: ["action/run.ts"],
  demo: ["rehearse", "server"],
  diff: ["rehearse"],
  cli: ["rehearse", "demo", "diff", "server/config.ts"],
};

/** The packages of the engine, each with its one place. */
const packages: Readonly<Record<string, RegExp>> = {
  zod: /^engine\/policy\/(?:[\w-]+\/)?(?:section|words|days|complete|file|model|shape|json-schema)\.ts$/,
  yaml: /^engine\/yaml\/[\w-]+\.ts$/,
  "date-fns": /^engine\/time\.ts$/,
  "@date-fns/tz": /^engine\/(offset|time)\.ts$/,
};

interface File {
  readonly path: string;
  /** Without comments. */
  readonly code: string;
  readonly imports: readonly string[];
}

const files: readonly File[] = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => path.replaceAll("\\", "/"))
  .map((path) => {
    const text = readFileSync(join(src, path), "utf8");
    const found = text.matchAll(
      /^(?:import|export)\b[^;"]*?\bfrom "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm,
    );
    return {
      path,
      code: codeOf(text),
      imports: Array.from(found, (match) => match[1] ?? match[2] ?? match[3] ?? ""),
    };
  });

const engine = files.filter(({ path }) => path.startsWith("engine/"));

/** Line comments begin a line or follow a space, so that an address in a text is none. */
function codeOf(text: string): string {
  return text.replace(/^\s*\/?\*.*$/gm, "").replace(/(?:^|\s)\/\/.*$/gm, "");
}

const partOf = (path: string): string => (path.split("/")[0] ?? "").replace(/\.ts$/, "");

/** What a file imports of ours, as paths under `src`. */
function inner({ path, imports }: File): readonly string[] {
  return imports
    .filter((name) => name.startsWith("."))
    .map((name) => posix.normalize(posix.join(dirname(path), name)))
    .filter((target) => !target.startsWith(".."));
}

function isAllowed(from: string, target: string): boolean {
  const to = partOf(target);
  if (from === to || from in may) return from === to || (may[from] ?? []).includes(to);
  return to in may || (entries[from] ?? []).some((name) => name === to || name === target);
}

describe("the layers", () => {
  test("every part of the tree has its place", () => {
    const unknown = files
      .map(({ path }) => partOf(path))
      .filter((part) => !(part in may) && !(part in entries));
    expect([...new Set(unknown)]).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  });

  test("imports go one way: entries, the loop, the border, the engine", () => {
    const wrong = files.flatMap((file) =>
      inner(file)
        .filter((target) => !isAllowed(partOf(file.path), target))
        .map((target) => `${file.path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("the border's parts do not know each other", () => {
    const border = ["github", "channels", "render"];
    for (const part of border)
      for (const other of border) if (part !== other) expect(may[part]).not.toContain(other);
  });

  test("GitHub is asked by its own packages, and by the border alone", () => {
    const importers = (name: string) =>
      files.filter(({ imports }) => imports.includes(name)).map(({ path }) => path);
    for (const name of ["@octokit/rest", "@octokit/graphql"]) {
      expect(importers(name), name).not.toEqual([]);
      expect(importers(name).filter((path) => !path.startsWith("github/"))).toEqual([]);
    }
  });

  test("a route of REST is named where it is asked, since the Action's bundle keeps those alone", () => {
    const border = files.filter(({ path }) => path.startsWith("github/") && path !== "github/transport.ts");
    const hidden = border.filter(({ code }) => /(?<!\.)\.rest\b(?!\.\w+\.\w+\()/.test(code));
    expect(hidden.map(({ path }) => path)).toEqual([]);
  });

  test("only the command line writes to the console", () => {
    const loud = files.filter(({ path, code }) => !/^cli(\/|\.ts)/.test(path) && /\bconsole\./.test(code));
    expect(loud.map(({ path }) => path)).toEqual([]);
  });
});

describe("the engine", () => {
  test("imports only itself and, each in its place, its packages", () => {
    const wrong = engine.flatMap(({ path, imports }) =>
      imports
        .filter((name) => !name.startsWith("."))
        .filter(
          (name) =>
            !packages[
              name
                .split("/")
                .slice(0, name.startsWith("@") ? 2 : 1)
                .join("/")
            ]?.test(path),
        )
        .map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test("commands know what they are made of, and are known only where history becomes acts and words", () => {
    const wrong = engine.flatMap((file) =>
      inner(file)
        .filter((target) => /^engine\/(?:commands|apply-act|judge\.ts)/.test(target))
        .filter(() => /^engine\/(?:policy|text|events|fold|judge)\//.test(file.path))
        .map((target) => `${file.path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test.each([
    ["reads no clock", /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.|\bTemporal\.Now\b/],
    [
      "is nothing asynchronous",
      /\basync\b|\bawait\b|\bPromise\b|\.then\(|\bset(?:Timeout|Interval|Immediate)\b/,
    ],
    ["draws no lots", /\bMath\.random\b|\bcrypto\.|\brandomUUID\b/],
    [
      "reads no environment and reaches nothing outside",
      /\bprocess\.|\bfetch\(|\brequire\(|\bimport\.meta\b|\bglobalThis\b/,
    ],
  ])("%s", (_name, forbidden) => {
    const found = engine.filter(({ code }) => forbidden.test(code)).map(({ path }) => path);
    expect(found).toEqual([]);
  });
});

test("no file is named for what is left over", () => {
  const vague = /(?:^|\/)(?:utils?|types?|helpers?|constants?|common|shared|misc|interfaces?)(?:\.ts|\/)/;
  expect(files.map(({ path }) => relative(src, join(src, path))).filter((path) => vague.test(path))).toEqual(
    [],
  );
});
