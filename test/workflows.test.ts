// What workflows may do and run: ours, those that people copy, and what README and guides show of them.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const root = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const { version }: { version: string } = JSON.parse(read("package.json"));

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly needs?: string;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflowsIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, root))
    .filter((file) => file.endsWith(".yml"))
    .map((file) => `${folder}${file}`);

const files = [...workflowsIn(".github/workflows/"), ...workflowsIn("templates/workflows/")];

/** Pages on which somebody could find an action to copy. */
const pages = [
  ...readdirSync(root).filter((file) => file.endsWith(".md")),
  ...readdirSync(new URL("docs/", root), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
];

/** All that a job of each workflow may do: its own permissions, or those of the workflow where it has none. */
const allowed: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  ".github/workflows/ci.yml": { check: { contents: "read" } },
  ".github/workflows/release.yml": { build: { contents: "read" }, publish: { contents: "write" } },
  ".github/workflows/tocsin.yml": { tocsin: { contents: "read", issues: "write" } },
  "templates/workflows/tocsin.yml": { tocsin: { contents: "read", issues: "write" } },
  "templates/workflows/tocsin-schedule.yml": { tocsin: { contents: "read", issues: "write" } },
  "templates/workflows/status-page.yml": {
    publish: { contents: "read", issues: "read", pages: "write", "id-token": "write" },
  },
  "templates/workflows/tocsin-report.yml": { review: { contents: "read", issues: "write" } },
  "templates/workflows/tocsin-diff.yml": { diff: { contents: "read", "pull-requests": "write" } },
};

/** What is wrong with the places of a text that use an action. */
function faultsOfUses(text: string): readonly string[] {
  return Array.from(text.matchAll(/^[ \t-]*uses:[ \t]*(.*)$/gm), ([, used = ""]) => used).filter(
    (used) =>
      !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used) &&
      // Whose Tocsin it is and which commit its release has is put in by whoever copies it.
      used !== `OWNER/tocsin/.github/actions/tocsin@COMMIT # v${version}`,
  );
}

const jobsOf = (file: string): readonly (readonly [name: string, job: Job])[] => {
  const workflow: Workflow = parse(read(file));
  return Object.entries(workflow.jobs).map(([name, job]) => [
    name,
    {
      ...job,
      permissions: job.permissions ?? workflow.permissions ?? { everything: "as the repository says" },
    },
  ]);
};

const installs = /\b(?:npm|npx|pnpm|yarn|pip|apt(?:-get)?|curl|wget|node)\b/;

describe("a workflow", () => {
  test.each(files)("%s may do what it needs and no more", (file) => {
    const may = Object.fromEntries(jobsOf(file).map(([name, { permissions }]) => [name, permissions]));
    expect(may).toEqual(allowed[file]);
  });

  test.each([...files, ...pages])("%s names actions by commit, with the version beside it", (file) => {
    expect(faultsOfUses(read(file))).toEqual([]);
  });

  test("what pins no commit would be found", () => {
    const sha = "0123456789abcdef0123456789abcdef01234567";
    const good = `      - uses: actions/checkout@${sha} # v5.1.0\n`;
    const bad = ["actions/checkout@v5", `actions/checkout@${sha}`, "OWNER/tocsin/.github/actions/tocsin@v0"];
    const text = `${good}${bad.map((used) => `      - uses: ${used}\n`).join("")}`;
    expect(faultsOfUses(text)).toEqual(bad);
  });

  test("one action has one commit everywhere", () => {
    const used = files.flatMap((file) =>
      Array.from(read(file).matchAll(/uses:[ \t]*([\w.-]+\/[\w./-]+)@(\S+)/g), ([, name = "", at = ""]) => ({
        name,
        at,
      })),
    );
    const commits = Map.groupBy(used, ({ name }) => name);
    const several = Array.from(commits, ([name, all]) => [name, new Set(all.map(({ at }) => at)).size]);
    expect(several.filter(([, count]) => count !== 1)).toEqual([]);
    expect(several.length).toBeGreaterThan(3);
  });

  test.each(files)("%s leaves a token in no checkout, but where that is pushed from", (file) => {
    for (const [, { permissions, steps }] of jobsOf(file)) {
      const pushes = permissions?.contents === "write";
      const kept = steps.filter(
        ({ uses, with: given }) =>
          uses?.startsWith("actions/checkout@") && given?.["persist-credentials"] !== false,
      );
      expect(kept.length > 0).toBe(pushes);
    }
  });

  test.each(files)("%s puts nothing of an event into a script", (file) => {
    for (const [, { steps }] of jobsOf(file))
      for (const { run } of steps) expect(run ?? "").not.toContain("${{");
  });
});

describe("a release", () => {
  const jobs = new Map(jobsOf(".github/workflows/release.yml"));
  const [build, publish] = [jobs.get("build"), jobs.get("publish")];
  const scripts = (job: Job | undefined) => (job?.steps ?? []).flatMap(({ run }) => run ?? []).join("\n");
  const actions = (job: Job | undefined) =>
    (job?.steps ?? []).flatMap(({ uses }) => uses?.replace(/@.*$/, "") ?? []);

  test("is built where nothing may be written, and published where nothing is installed or run", () => {
    expect(scripts(build)).toMatch(installs);
    expect(publish?.needs).toBe("build");
    expect(scripts(publish)).not.toMatch(installs);
    expect(actions(publish)).toEqual(["actions/checkout", "actions/download-artifact"]);
  });

  test("publishes what was built, by its digest, and nothing but the bundle", () => {
    expect(scripts(build)).toContain('echo "digest=$(sha256sum dist.tar');
    expect(scripts(publish)).toMatch(/sha256sum --check[\s\S]*tar --extract[^\n]* dist\n/);
    expect(scripts(publish).match(/git add .*/g)).toEqual(["git add --force dist"]);
  });
});
