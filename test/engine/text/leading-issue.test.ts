import { describe, expect, test } from "vitest";
import { issueAt, leadingIssue } from "../../../src/engine/text/leading-issue.ts";

const page = "https://github.com/acme/payments/issues/2";

describe("words that begin with an issue", () => {
  test.each([
    ["#2 because of rain", "#2"],
    ["GH-2 because of rain", "#2"],
    ["payments#2 because of rain", "payments#2"],
    ["acme/payments#2, because of rain", "acme/payments#2"],
    ["`acme/payments#2` because of rain", "acme/payments#2"],
    ["(acme/payments#2) because of rain", "acme/payments#2"],
    ["**acme/payments#2** because of rain", "acme/payments#2"],
    ["acme/payments/issues/2 because of rain", "acme/payments#2"],
    ["github.com/acme/payments/issues/2 because of rain", "acme/payments#2"],
    [`${page} because of rain`, page],
    [`${page}/ because of rain`, page],
    [`<${page}> because of rain`, page],
    [`${page}?notification_referrer_id=x because of rain`, page],
    [`${page}#issuecomment-5 because of rain`, page],
    [`[Act B](${page}) because of rain`, page],
  ])("%s", (words, issue) => {
    expect(leadingIssue(words)).toEqual({ issue, others: "because of rain" });
  });

  test("keep what is meant as one and can't be read, so that no other is taken for it", () => {
    expect(leadingIssue("acme\\payments#2 tried it")).toEqual({
      issue: "acme\\payments#2",
      others: "tried it",
    });
    expect(leadingIssue("x/y/z/issues/2 tried it")).toEqual({ issue: "x/y/z/issues/2", others: "tried it" });
  });
});

describe("words that begin with none", () => {
  test.each([
    "because #2 is gone",
    "12 May because the supplier delivers",
    "https://ci.example/runs/5 is green",
    "https://github.com/acme/payments/pull/9 is merged",
    "[the run](https://ci.example/runs/5) is green",
    "tried on staging",
    "",
  ])("%s", (words) => {
    expect(leadingIssue(words)).toEqual({ others: words });
  });
});

test("the page of an issue is one of this server's alone", () => {
  expect(issueAt(page, "https://github.com")).toBe("acme/payments#2");
  expect(issueAt("https://evil.example/acme/payments/issues/2", "https://github.com")).toBe(
    "https://evil.example/acme/payments/issues/2",
  );
  expect(issueAt("payments#2", "https://github.com")).toBe("payments#2");
});
