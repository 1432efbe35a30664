import { expect, test } from "vitest";
import { readPlan } from "../../../src/engine/text/plan.ts";

test.each([
  ["@ana", { who: ["ana"], others: "" }],
  ["@ana 12 May 14:00", { who: ["ana"], when: "12 May 14:00", others: "" }],
  ["@ana on 12 May", { who: ["ana"], when: "12 May", isDay: true, others: "" }],
  ["on 12 May at 14:00 with @ana and @ben.", { who: ["ana", "ben"], when: "12 May at 14:00", others: "" }],
  ["me tomorrow 9am", { who: ["me"], when: "tomorrow 9am", others: "" }],
  ["on Friday, people are away", { who: [], when: "Friday", isDay: true, others: "people are away" }],
  ["2026-05-12", { who: [], when: "2026-05-12", isDay: true, others: "" }],
  ["May 12th, 2026", { who: [], when: "May 12th, 2026", isDay: true, others: "" }],
  ["on 12/5 14:00", { who: [], when: "12/5 14:00", others: "" }],
  ["by next Friday", { who: [], when: "next Friday", isDay: true, others: "" }],
  ["in 3 days", { who: [], when: "in 3 days", others: "" }],
  ["", { who: [], others: "" }],
  ["it was hard to see", { who: [], others: "it was hard to see" }],
  ["mean time to repair was long", { who: [], others: "mean time to repair was long" }],
])("%s is read as who and when", (text, read) => {
  expect(readPlan(text)).toEqual(read);
});

test.each(["on the twelfth or so", "12/5", "@ana 31"])(
  "%s says no time that can be read, which is said",
  (text) => {
    expect(readPlan(text)).toMatch(/^It does not say when so that it can be read: a day such as 12 May/);
  },
);

test("a team is no one person", () => {
  expect(readPlan("@acme/payments on Friday")).toBe("@acme/payments is not one person.");
});
