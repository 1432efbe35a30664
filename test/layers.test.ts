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
  // The status page is made of its data alone, so that nothing internal can reach it.
  site: ["engine", "shipped"],
  // Figures are made of incidents where they stand, and know nothing of where those came from.
  figures: ["engine", "render"],
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
  rehearse: ["action/run.ts", "server/site.ts"],
  demo: ["rehearse", "server"],
  diff: ["rehearse"],
  cli: ["rehearse", "demo", "diff", "server/config.ts", "server/site.ts"],
};

/** The packages of the engine, each with its one place. */
const packages: Readonly<Record<string, RegExp>> = {
  zod: /^engine\/policy\/(?:[\w-]+\/)?(?:section|words|channel|right|days|complete|file|model|shape|json-schema)\.ts$/,
  yaml: /^engine\/yaml\/[\w-]+\.ts$/,
  "@date-fns/tz": /^engine\/offset\.ts$/,
};

interface File {
  readonly path: string;
  /** Without comments. */
  readonly code: string;
  readonly imports: readonly string[];
  /** Those of which it imports more than types. */
  readonly values: readonly string[];
}

const files: readonly File[] = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => path.replaceAll("\\", "/"))
  .map((path) => {
    const text = readFileSync(join(src, path), "utf8");
    const found = text.matchAll(
      /^(?:import|export)\b[^;"]*?\bfrom "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm,
    );
    const all = Array.from(found, ([words, ...names]) => ({
      name: names.find((one) => one !== undefined) ?? "",
      isType: isTypeOnly(words),
    }));
    return {
      path,
      code: codeOf(text),
      imports: all.map(({ name }) => name),
      values: all.flatMap(({ name, isType }) => (isType ? [] : [name])),
    };
  });

const engine = files.filter(({ path }) => path.startsWith("engine/"));

/** Does an import or export name nothing but types? */
function isTypeOnly(words: string): boolean {
  if (/^(?:import|export) type\b/.test(words)) return true;
  const [, names] = /^(?:import|export) \{([^}]*)\}/.exec(words) ?? [];
  return names?.split(",").every((name) => /^\s*(?:type\s|$)/.test(name)) ?? false;
}

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

  test("nothing leads from the Action to the status page, which would make its bundle larger", () => {
    const graph = graphOf(files, "all");
    const reached = new Set(["action.ts"]);
    for (const path of reached) for (const to of graph.get(path) ?? []) reached.add(to);
    expect(reached.size).toBeGreaterThan(100);
    expect([...reached].filter((path) => /^site\/|^shipped\/site/.test(path))).toEqual([]);
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

  test("a time on the card goes through the one place that knows until when it is so", () => {
    const lines =
      /^engine\/rules\/(?:card(?!-times)[\w-]*|(?:flag|leaving|missing|service|task)-values)\.ts$/;
    const cards = engine.filter(({ path }) => lines.test(path));
    expect(cards.length).toBeGreaterThan(8);
    // With its day in any case a time that was is so for good.
    const wrong = cards.filter(({ code }) => /\b(?:clockTime|shortTime|local)\b/.test(code));
    expect(wrong.map(({ path }) => path)).toEqual([]);
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

/**
 * The order inside the engine: each part may import parts of its own step and of those above it in this list. A file or folder
 * is named by where its path begins; the longest name counts.
 */
const steps: readonly (readonly [step: string, parts: readonly string[]])[] = [
  [
    "ground",
    "kept instant duration time zone offset span time-parts time-of-day summer-time days-meant moment said-moment holidays holiday-rows holiday-held identity text/ files/ form form/ yaml/ ical/ issue-ref act fact ledger ledger-json part-id wanted leaving effect plan named party snapshot snapshot/ more-open document document-known document-course document-pull rolling delivery react events/",
  ],
  ["policy", "policy/"],
  [
    "what a policy means",
    "condition catalogue filling facts limit hours-table business duty duty/ clock-state reply incident task action-due action-day action-blocks action-dates action-record action-ties follow-up guarded own quoted heal rights document-chain settled earlier-end severity/ review review-body own-messages/ notices/ clock clock-due clock-change clock-late clock-meanwhile clock-corrected cadence card-boxes subject",
  ],
  ["the record of the voice", "voice/record"],
  ["escalation", "escalation/"],
  [
    "fold",
    "fold fold/ judge judge/ commands/ apply-act handover/fold handover/judge handover/said handover/snapshot handover/change maintenance/ruling policy.",
  ],
  ["voice", "voice/"],
  [
    "assess",
    "assess notice-standing owed uncounted prompt forecast situation rule decide who handover/going-on handover/parties paging maintenance/work log/",
  ],
  ["rules", "rules/ handover/ actions-list/ problems/"],
  ["subjects", "subjects subjects/"],
].map(([step = "", parts = ""]) => [step, parts.split(" ")]);

/** The step of a file of the engine by its path under `engine/`. */
function stepOf(path: string): number {
  const fits = (part: string): boolean =>
    part.endsWith("/") || part.endsWith(".") ? path.startsWith(part) : path === `${part}.ts`;
  const found = steps.flatMap(([, parts], step) =>
    parts
      .filter((part) => fits(part) || (part.includes("/") && path === `${part}.ts`))
      .map((part) => ({ part, step })),
  );
  return found.toSorted((one, other) => other.part.length - one.part.length)[0]?.step ?? -1;
}

/** What files import: of values, or of anything. */
function graphOf(all: readonly File[], only: "values" | "all"): ReadonlyMap<string, readonly string[]> {
  return new Map(
    all.map((file) => [file.path, inner(only === "all" ? file : { ...file, imports: file.values })]),
  );
}

/** The first circle of a graph, if it has one. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const walk = (at: string, way: readonly string[]): readonly string[] => {
    if (way.includes(at)) return [...way.slice(way.indexOf(at)), at];
    if (done.has(at)) return [];
    for (const to of graph.get(at) ?? []) {
      const found = walk(to, [...way, at]);
      if (found.length > 0) return found;
    }
    done.add(at);
    return [];
  };
  for (const at of graph.keys()) {
    const found = walk(at, []);
    if (found.length > 0) return found;
  }
  return [];
}

/** A folder of the engine, or a file that stands in none. */
const unitOf = (path: string): string => path.replace(/^engine\//, "").replace(/\/.*$/, "/");

/** The graph of folders, each with the files of the first import that leads from one to the other. */
function unitsOf(graph: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const units = new Map<string, Set<string>>();
  for (const [from, targets] of graph)
    for (const to of targets) {
      const [one, other] = [unitOf(from), unitOf(to)];
      if (one !== other) units.set(one, (units.get(one) ?? new Set()).add(other));
    }
  return new Map(Array.from(units, ([unit, others]) => [unit, [...others]]));
}

const isRule = (path: string): boolean => path.startsWith("engine/rules/");

/** How commands are named and used, which is said in answers; all else of the step folds and judges. */
const words = ["engine/commands/index.ts", "engine/commands/name.ts"];

/** A rule may import nothing of the step that folds and judges but words of it, and only subjects import rules. */
function isOffLimits(path: string, target: string): boolean {
  const step = steps[stepOf(target.replace(/^engine\//, ""))]?.[0];
  return isRule(path)
    ? step === "fold" && !words.includes(target)
    : isRule(target) && !path.startsWith("engine/subjects/");
}

describe("inside the engine", () => {
  const inEngine = (path: string): string => path.replace(/^engine\//, "");

  test("every file has its step", () => {
    expect(engine.map(({ path }) => inEngine(path)).filter((path) => stepOf(path) < 0)).toEqual([]);
  });

  test("imports go one way: policy, fold, voice's record, assess, rules, each only what comes before it", () => {
    const wrong = engine.flatMap((file) => {
      const from = stepOf(inEngine(file.path));
      return inner(file)
        .filter((target) => stepOf(inEngine(target)) > from)
        .map((target) => `${file.path} (${steps[from]?.[0]}) imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test("no rule imports how a history is folded or an act judged, and nothing but subjects imports a rule", () => {
    const wrong = engine.flatMap((file) =>
      inner(file)
        .filter((target) => isOffLimits(file.path, target))
        .map((target) => `${file.path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test.each([
    "apply-act.ts",
    "commands/judge.ts",
    "commands/resolve.ts",
    "handover/fold.ts",
    "judge.ts",
    "fold/settle.ts",
  ])("a rule that imports %s is found", (target) => {
    expect(engine.map(({ path }) => path)).toContain(`engine/${target}`);
    expect(isOffLimits("engine/rules/tasks.ts", `engine/${target}`)).toBe(true);
  });

  test("no folder imports another in a circle, not even types", () => {
    expect(circleIn(unitsOf(graphOf(engine, "all")))).toEqual([]);
  });

  test("nobody's list is pushed into by the clocks: they answer with clocks and limits that ended", () => {
    const clocks = engine.filter(({ path }) => /^engine\/clock[\w-]*\.ts$/.test(path));
    expect(clocks.length).toBeGreaterThan(1);
    const pushing = clocks.filter(({ code }) => /\bdraft\b|: Ended\[\];/.test(code));
    expect(pushing.map(({ path }) => path)).toEqual([]);
  });
});

test("nothing in the tree imports values in a circle", () => {
  expect(circleIn(graphOf(files, "values"))).toEqual([]);
});

describe("a circle", () => {
  test.each([
    [{ a: ["b"], b: ["c"], c: ["a"] }, ["a", "b", "c", "a"]],
    [{ a: ["b", "c"], b: ["c"], c: [] }, []],
    [{ x: ["a"], a: ["b"], b: ["a"] }, ["a", "b", "a"]],
  ])("of %j is %j", (graph, circle) => {
    expect(circleIn(new Map(Object.entries(graph)))).toEqual(circle);
  });
});
