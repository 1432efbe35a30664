import { expect, test } from "vitest";
import { wordsOf } from "./policies.ts";

const policy = (more: string): string => `extends: sre
audiences:
  public: { channels: [status] }
  board: { title: the board, when: { severity: sev1 }, channels: [email] }
notices: { public-update: { audiences: [public, board] } }
${more}`;
const add = (text: string): readonly string[] => wordsOf(policy(""), policy(text));

test.each([
  [
    "audiences: { board: null }\nnotices: { public-update: { audiences: [public] } }",
    "The audience “the board” is told by no notice any more.",
  ],
])("whom an edit drops is said", (text, words) => {
  const base = policy("");
  const edited = `extends: sre\naudiences: { public: { channels: [status] } }\nnotices: { public-update: { audiences: [public] } }\n`;
  expect(text).not.toBe("");
  expect(wordsOf(base, edited)).toEqual(
    expect.arrayContaining([
      words,
      "The notice “Public update” goes to the public instead of the public and the board.",
    ]),
  );
});

test("a status page that is new is said", () => {
  expect(add("site: { title: Status }")).toEqual(["There is a status page now."]);
});

test("what an audience is told by, and when, is said", () => {
  const before = policy("");
  const after = before.replace(
    "when: { severity: sev1 }, channels: [email]",
    "hours: out, channels: [email, sms]",
  );
  expect(wordsOf(before, after)).toEqual([
    "The audience “the board” is told of every incident instead of severity is “sev1”.",
    "The audience “the board” is told out of hours instead of at any time.",
    "The audience “the board” is told by “email” and “sms” instead of “email”.",
  ]);
});

test("what a notice waits for, and who lets it go, is said", () => {
  const after = policy("").replace(
    "audiences: [public, board] }",
    "audiences: [public, board], approve: none, contains: [impact, service], block: [{ when: { workaround: none }, because: it was decided }] }",
  );
  expect(wordsOf(policy(""), after)).toEqual([
    "The notice “Public update” is not sent without impact and service instead of impact.",
    "The notice “Public update” is let go by nobody, since it goes by itself instead of whoever holds the comms or the lead (while nobody does: everybody with the GitHub role write or more).",
    "The notice “Public update” may not be sent because of “it was decided” instead of nothing.",
  ]);
});
