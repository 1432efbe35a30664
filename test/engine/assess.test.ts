// What is missing at an instant: a fact that was settled in another way than by its field is not asked for.
import { expect, test } from "vitest";
import { incident } from "./build.ts";

const unsettled = () =>
  incident().opened("09:00", "alice", { description: "Nobody can pay" }).looked("09:00");

const missing = (history: ReturnType<typeof unsettled>, at: string): readonly string[] =>
  history.situation(at).standing.missing.map((field) => field.id);

test("a severity that nobody gave is missing", () => {
  expect(missing(unsettled(), "09:01")).toEqual(["severity", "impact"]);
});

test("a severity set by a label or a command is known, though the form's field is empty", () => {
  expect(missing(unsettled().labeled("09:01", "ana", "severity: 1"), "09:01")).toEqual(["impact"]);
  expect(missing(unsettled().comment("09:01", "ana", "/severity sev2"), "09:01")).toEqual(["impact"]);
});
