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

test("maintenance that is announced, and what of it is asked and shown, is said", () => {
  const site = "site: {}\n";
  const announced = (fields: string) => policy(`${site}maintenance: { ${fields} }`);
  expect(wordsOf(policy(site), announced(""))).toEqual(["Maintenance is announced on the status page now."]);
  expect(wordsOf(announced(""), policy(site))).toEqual(["Maintenance is no longer announced."]);
  expect(
    wordsOf(
      announced("fields: { change: {}, risk: {} }"),
      announced(
        "forms: [work], label: works, fields: { change: { public: true }, plan: {}, text: { public: false } }",
      ),
    ),
  ).toEqual([
    "Maintenance is opened by “work” instead of “maintenance”.",
    "“text” of a maintenance is not shown in public any more.",
    "“change” of a maintenance is shown in public now.",
    "“risk” is no fact of a maintenance any more.",
    "Of a maintenance “plan” is taken now.",
    "A maintenance has the label “works” instead of “maintenance”.",
  ]);
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
