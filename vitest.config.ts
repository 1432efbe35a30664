import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const laws = "test/laws/**/*.test.ts";

// Tests run what users run: Node takes the types off by itself. What a bundler makes of the same files takes a quarter longer.
const runByNode = { experimental: { viteModuleRunner: false } };

export default defineConfig({
  test: {
    globalSetup: ["test/temporary.ts"],
    // More than there are cores: some tests wait for a browser or for processes of their own, and meanwhile others go on.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Reading and compiling the same files again for each file of tests took a third of the time. Tests leave nothing behind in
    // what they import: memos alone outlive a file, and they change no answer.
    isolate: false,
    ...runByNode,
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
