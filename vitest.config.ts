import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const laws = "test/laws/**/*.test.ts";

// Tests run what users run: Node takes the types off by itself. What a bundler makes of the same files takes a quarter longer.
const runByNode = { experimental: { viteModuleRunner: false } };

/** What takes longest, from the longest on: it begins first, so that no worker is left with it while the others are done. */
const longest = [
  ...[
    "rehearse/templates",
    "action/bundle",
    "demo/browser",
    "rehearse/two-days",
    "laws/whole",
    "site/browser",
  ],
  ...["channels/killed", "diff/workflow", "cli/beside", "render/harmless", "laws/", "server/any-server"],
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((part) => moduleId.includes(`/test/${part}`));
      return at < 0 ? longest.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    globalSetup: ["test/temporary.ts"],
    // More than there are cores: some tests wait for a browser or for processes of their own, and meanwhile others go on.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Reading and compiling the same files again for each file of tests took a third of the time. Tests leave nothing behind in
    // what they import: memos alone outlive a file, and they change no answer.
    isolate: false,
    ...runByNode,
    sequence: { sequencer: LongestFirst },
    reporters: ["default"],
    projects: [
      project("tests", { include: ["test/**/*.test.ts"], exclude: [laws] }),
      project("laws", { include: [laws], globalSetup: ["test/laws/sampled.ts"] }),
    ],
  },
});

/** A project does not take over what stands above, so that the run is set up once. */
function project(name: string, test: { include: string[]; exclude?: string[]; globalSetup?: string[] }) {
  return {
    test: { name, setupFiles: ["test/seed.ts", "test/tidy.ts"], testTimeout: 120_000, ...runByNode, ...test },
  };
}
