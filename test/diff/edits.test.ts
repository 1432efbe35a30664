// What six edits of a policy do differently, one by one and all together: each change once, and nothing else.
import { describe, expect, test } from "vitest";
import { BASE, changesOf, edited, wordsOf } from "./policies.ts";

interface Edit {
  readonly name: string;
  readonly edit: readonly [string, string];
  readonly kind: string;
  readonly words: readonly string[];
}

const EDITS: readonly Edit[] = [
  {
    name: "a rule that raises to another severity",
    edit: ["to: sev1, because", "to: sev2, because"],
    kind: "severity",
    words: ["Where impact is “data loss” the severity is raised to SEV2 instead of SEV1."],
  },
  {
    name: "a cadence",
    edit: ["clocks:\n", "clocks:\n  update: { within: { sev2: 130m } }\n"],
    kind: "clock",
    words: [
      "At SEV2 the update is due after 2 hours 10 minutes instead of 1 hour 30 minutes, and its first reminder comes 40 minutes later.",
    ],
  },
  {
    name: "the hours of a calendar",
    edit: ["08:00-17:30", "08:00-18:00"],
    kind: "calendar",
    words: [
      "Core hours are 08:00–18:00 instead of 08:00–17:30 Monday to Friday.",
      "  the fix (SEV1) is due up to 30 minutes earlier: begun Mon 2 Jun 15:00 BST, due Tue 3 Jun 09:00 BST instead of Tue 3 Jun 09:30 BST",
      "  the report (SEV1 and SEV2) is due up to 30 minutes later: begun Mon 2 Jun 00:00 BST, due Mon 16 Jun 18:00 BST instead of Mon 16 Jun 17:30 BST",
      "  the report (service “gpit”) is due up to 30 minutes later: begun Mon 2 Jun 00:00 BST, due Mon 9 Jun 18:00 BST instead of Mon 9 Jun 17:30 BST",
      "  @ana instead of @cara or @ben is on duty as manager Monday to Friday from 17:30 to 18:00",
      "  the handover “evening” follows these hours",
      "  the escalation rule “press” follows these hours",
    ],
  },
  {
    name: "a holiday",
    edit: ["holidays: GB-ENG", "holidays: { region: GB-ENG, add: [2025-06-20] }"],
    kind: "holiday",
    words: [
      "In core hours Fri 20 June 2025 is a holiday instead of a working day.",
      "  the fix (SEV1) is due up to 3 days later: begun Thu 19 Jun 15:00 BST, due Mon 23 Jun 09:30 BST instead of Fri 20 Jun 09:30 BST",
      "  the report (SEV1 and SEV2) is due up to 3 days later: begun Fri 6 Jun 00:00 BST, due Mon 23 Jun 17:30 BST instead of Fri 20 Jun 17:30 BST",
      "  the report (service “gpit”) is due up to 3 days later: begun Fri 13 Jun 00:00 BST, due Mon 23 Jun 17:30 BST instead of Fri 20 Jun 17:30 BST",
      "  @cara instead of @ana is on duty as manager on Fri 20 June 2025 from 08:00 to 17:30",
      "  the handover “evening” follows these hours",
      "  the escalation rule “press” follows these hours",
    ],
  },
  {
    name: "who has a role by duty",
    edit: ["core: ana", "core: dan"],
    kind: "duty",
    words: ["@dan instead of @ana is on duty as manager in core hours."],
  },
  {
    name: "a label",
    edit: ["extends: sre\n", "extends: sre\nseverities: { sev1: { label: P1 } }\n"],
    kind: "label",
    words: ["SEV1 has the label “P1” instead of “severity: 1”."],
  },
];

describe("six edits of a policy", () => {
  test.each(EDITS)("$name is named, and nothing else", ({ edit, kind, words }) => {
    expect(wordsOf(BASE, edited(edit))).toEqual(words);
    expect(changesOf(BASE, edited(edit)).map((change) => change.kind)).toEqual([kind]);
  });

  test.each(EDITS)("$name is named the other way round when it is taken back", ({ edit, kind }) => {
    const back = changesOf(edited(edit), BASE);
    const there = changesOf(BASE, edited(edit));
    expect(back.map((change) => change.kind)).toEqual([kind]);
    expect(back.map(({ before, after }) => [after, before])).toEqual(
      there.map(({ before, after }) => [before, after]),
    );
  });

  test("all together are six changes, in one order, each with what follows from it alone", () => {
    const all = changesOf(BASE, edited(...EDITS.map(({ edit }) => edit)));
    expect(all.map(({ kind }) => kind)).toEqual(EDITS.map(({ kind }) => kind));
    expect(all.map(({ words }) => words)).toEqual(EDITS.map(({ words }) => words[0]));
    // The holiday is told with the hours and the people as they are after: until 18:00, and @dan.
    expect(all.find(({ kind }) => kind === "holiday")?.where).toContain(
      "@cara instead of @dan is on duty as manager on Fri 20 June 2025 from 08:00 to 18:00",
    );
  });

  test("a cadence says which severity it is about, and the limits", () => {
    const [change] = changesOf(
      BASE,
      edited(["clocks:\n", "clocks:\n  update: { within: { sev2: 130m } }\n"]),
    );
    expect(change).toMatchObject({
      kind: "clock",
      subject: "update",
      severities: ["sev2"],
      before: "1 hour 30 minutes",
      after: "2 hours 10 minutes",
    });
  });
});
