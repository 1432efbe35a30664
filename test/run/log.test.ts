import { describe, expect, test } from "vitest";
import { createLog, reasonOf } from "../../src/run/log.ts";

function lines(level: "info" | "warn" | "silent"): string[] {
  const kept: string[] = [];
  const log = createLog({
    level,
    now: () => Date.parse("2025-04-01T09:00:00Z"),
    write: (line) => void kept.push(line),
  });
  log.info({ key: "acme/incidents#7" }, "looked");
  log.warn({}, "slow");
  log.error({}, "failed");
  return kept;
}

describe("the log", () => {
  test("is one JSON document a line, with time, level and sentence", () => {
    expect(lines("info")[0]).toBe(
      '{"time":"2025-04-01T09:00:00.000Z","level":"info","msg":"looked","key":"acme/incidents#7"}\n',
    );
  });

  test("leaves out what is below its level", () => {
    expect([lines("info").length, lines("warn").length, lines("silent").length]).toEqual([3, 2, 0]);
  });
});

describe("the reason of an error", () => {
  test("has the reasons behind it in one line, and no stack", () => {
    const cause = new AggregateError(
      [new Error("no route"), new Error("timed out")],
      "both addresses failed",
    );
    const error = new Error("acme/incidents#7 could not be read", { cause });
    expect(reasonOf(error)).toBe(
      "acme/incidents#7 could not be read; because: both addresses failed: no route; timed out",
    );
  });

  test("is the value itself where something else was thrown", () => {
    expect(reasonOf("plain")).toBe("plain");
  });
});
