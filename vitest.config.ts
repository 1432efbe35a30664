import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/temporary.ts"],
    setupFiles: ["test/seed.ts"],
    testTimeout: 120_000,
    // All cores: the laws take most of the time, and the default leaves one core idle.
    maxWorkers: "100%",
    reporters: ["default"],
  },
});
