import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { playsMany } from "./test/laws/seeds.ts";

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
    name: "tests",
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/temporary.ts", "test/left-out.ts"],
    setupFiles: ["test/seed.ts", "test/tidy.ts"],
    testTimeout: 120_000,
    // More than there are cores where tests wait for a browser or for processes of their own: meanwhile others go on.
    maxWorkers: Math.ceil(availableParallelism() * (playsMany ? 1.5 : 1)),
    // Reading and compiling the same files again for each file of tests took a third of the time. Tests leave nothing behind in
    // what they import: memos alone outlive a file, and they change no answer. All are one project for the same reason: a worker
    // goes with its project.
    isolate: false,
    ...runByNode,
    sequence: { sequencer: LongestFirst },
    reporters: ["default"],
  },
});
