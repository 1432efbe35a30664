import { describe, expect, test } from "vitest";
import { run } from "./terminal.ts";

describe("explain and sweep need credentials", () => {
  test.each([[["explain", "acme/incidents#7"]], [["sweep", "acme/incidents"]]])(
    "%j says which to set",
    async (args) => {
      const { code, err } = await run(args);
      expect(code).toBe(2);
      expect(err).toContain("there are no credentials: set GITHUB_TOKEN");
    },
  );

  test("an app without its key is told what to set", async () => {
    const { code, err } = await run(["explain", "acme/incidents#7"], { env: { APP_ID: "12" } });
    expect(code).toBe(2);
    expect(err).toContain("PRIVATE_KEY is not set");
  });
});

describe("explain and sweep know wrong use", () => {
  test.each([
    [["explain", "acme/incidents"], "usage: tocsin explain owner/repo#7"],
    [["sweep", "acme"], '"acme" is no repository'],
    [
      ["sweep", "acme/incidents", "--grace", "soon"],
      '--grace is "soon"; expected a length of time such as 10m',
    ],
  ])("%j", async (args, expected) => {
    const { code, err } = await run(args, { env: { GITHUB_TOKEN: "none" } });
    expect(code).toBe(2);
    expect(err).toContain(expected);
  });
});
