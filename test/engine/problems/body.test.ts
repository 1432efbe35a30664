// What is read of a problem's text: answers under headings and on lines of their own, and the day of an agreed release.
import { describe, expect, test } from "vitest";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { readProblem, releaseDay } from "../../../src/engine/problems/body.ts";
import { presets } from "../../../src/shipped/presets.ts";

const { policy } = loadPolicy({
  file: "tocsin.yml",
  text: "extends: sre\nproblems: {}\n",
  presets: presets(),
});
const headings = policy?.problems?.headings;
const read = (body: string) => (headings === undefined ? undefined : { ...readProblem(body, headings) });

describe("the text of a problem", () => {
  test("answers under its headings, the first paragraph of each", () => {
    const body =
      "Opened by hand.\n\n### Service\n\nappointments\n\n### Workaround\n\nSwitch the printer off\nand on\n\nThis is prose.\n";
    expect(read(body)).toEqual({ service: "appointments", workaround: "Switch the printer off and on" });
  });

  test("answers on a line that begins so", () => {
    expect(read("- **Agreed release:** 5.2 on 1 June 2025\nService: rota\nNote: Service: other")).toEqual({
      release: "5.2 on 1 June 2025",
      service: "rota",
    });
  });

  test("says nothing where nobody answered, in a quote, or in code", () => {
    expect(
      read("### Service\n\n_No response_\n\n> Workaround: none of ours\n\n```\nService: code\n```\n"),
    ).toEqual({});
  });
});

describe("an agreed release", () => {
  const day = (words: string) =>
    releaseDay(words, { writtenAt: Date.UTC(2025, 3, 1), zone: "Europe/London" });

  test.each([
    ["2025-06-01", "2025-06-01"],
    ["release 5.2, 1 June 2025", "2025-06-01"],
    ["with the release of 3rd Sept", "2025-09-03"],
  ])("is a day in “%s”", (words, expected) => {
    expect(day(words)).toBe(expected);
  });

  test.each(["release 5.2", "June 2025", "2025-02-31", "", "01/02/2025"])(
    "is no day for sure in “%s”",
    (words) => {
      expect(day(words)).toBeUndefined();
    },
  );
});
