// An edit of what reports measure is told in words.
import { expect, test } from "vitest";
import { wordsOf } from "./policies.ts";

const before = `extends: sre
calendars: { support: { title: support hours, hours: { mon-fri: "08:00-18:00" } } }
figures:
  availability: { shop: { title: the shop, target: 99.5, downtime: 58m } }
`;

test("what is measured now, no longer or otherwise", () => {
  const after = before
    .replace("target: 99.5, downtime: 58m", "target: 99.9")
    .replace(
      "figures:\n",
      "figures:\n  intervals: { detect: null, resolve: { to: closed }, win: { from: declared, to: first.acked } }\n",
    );
  expect(wordsOf(before, after)).toEqual([
    "A report no longer measures “Time to notice”.",
    "“Time to resolve” is measured from declaration to closing.",
    "A report measures “Win” now, from declaration to somebody answering an escalation for the first time.",
    "The availability of “the shop” is to be 99.9 %.",
    "The downtime of “the shop” in a month may be no limit.",
  ]);
});

test("availability that is new is told whole", () => {
  const words = wordsOf(
    "extends: sre\n",
    "extends: sre\nfigures: { availability: { shop: { title: the shop, target: 99 } } }\n",
  );
  expect(words[0]).toBe("A report measures the availability of “the shop” now.");
  expect(words).toContain("The availability of “the shop” is to be 99 %.");
});
