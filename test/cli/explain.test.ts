import { describe, expect, test } from "vitest";
import { inWords } from "../../src/cli/explain.ts";
import { at } from "../engine/answers.ts";
import { type History, incident } from "../engine/build.ts";
import { run } from "./terminal.ts";

/** What is explained of a history, as people read it. */
function explained(history: History, when: string): string {
  return inWords({ ...history.situation(when), plan: history.plan(when) });
}

describe("an incident is explained", () => {
  const policy =
    "extends: sre\nflags: { clinical: {} }\nservices: { letters: { title: Letters, tier: gold } }\n";
  const outage = () => incident({ policy }).opened("09:00", "alice", { ...at.sev2, service: "letters" });

  test("with the facts that follow from its service marked as that", () => {
    const text = explained(outage(), "09:00");
    expect(text).toContain("  service: Letters\n");
    expect(text).toContain("  tier: gold (follows from the service)\n");
  });

  test("with its flags, and what made one safe", () => {
    const history = outage().comment("09:05", "ana", "/flag clinical");
    expect(explained(history, "09:05")).toContain("\nFlags\n  clinical since 2026-05-01T08:05:00Z, ana\n");
    history.comment("09:10", "ben", "/made-safe clinical Letters are off.");
    expect(explained(history, "09:10")).toContain("ana; made safe 2026-05-01T08:10:00Z: Letters are off.\n");
    expect(explained(outage(), "09:00")).not.toContain("Flags");
  });
});

describe("what is held back is explained with its reason", () => {
  test("by a quiet hour", () => {
    const history = incident().opened("09:00", "alice", at.sev1).looked("09:00");
    history.comment("09:10", "ana", "/quiet 2h because all are on the call").looked("09:10").looked("09:50");
    const text = explained(history, "10:05");
    expect(text).toContain("\nHeld back\n  quiet  ");
    expect(text).toContain("Repeats are silenced until Fri 1 May 11:10 BST");
  });
});

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
