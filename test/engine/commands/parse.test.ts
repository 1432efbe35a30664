import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandHelp } from "../../../src/engine/commands/index.ts";
import { parseCommand } from "../../../src/engine/commands/parse.ts";
import type { Command } from "../../../src/engine/text/command.ts";
import { anyText } from "../../any-text.ts";

const known = ["cause", "workaround", "Number of users affected", "impact"];

function read(line: string): unknown {
  return parseCommand(line, known);
}

type Row = readonly [line: string, said: Partial<Command> & { readonly [key: string]: unknown }];

const rest = "";

const table: readonly Row[] = [
  ["/update", { kind: "update", text: "", nothingNew: false, fields: {} }],
  ["/update Restore runs", { kind: "update", text: "Restore runs", nothingNew: false, fields: {} }],
  [
    "/update nothing new, next 04:20",
    { kind: "update", text: "nothing new, next 04:20", next: "04:20", nothingNew: true, fields: {} },
  ],
  [
    "/update Letters are off because of a fault",
    {
      kind: "update",
      text: "Letters are off because of a fault",
      nothingNew: false,
      fields: {},
      because: "a fault",
    },
  ],
  ["/resolve", { kind: "resolve", text: "", fields: {} }],
  [
    "/resolve cause: expired certificate",
    { kind: "resolve", text: "cause: expired certificate", fields: { cause: "expired certificate" } },
  ],
  ["/severity sev2", { kind: "severity", severity: "sev2" }],
  ["/severity 2", { kind: "severity", severity: "2" }],
  ["/severity SEV 2", { kind: "severity", severity: "SEV 2" }],
  ["/severity: P1", { kind: "severity", severity: "P1" }],
  ["/severity sev3 because one site only", { kind: "severity", severity: "sev3", because: "one site only" }],
  // It is put into sentences that have a full stop of their own.
  [
    "/severity sev3 because it is one site.",
    { kind: "severity", severity: "sev3", because: "it is one site" },
  ],
  ["/severity sev3 One site. No care.", { kind: "severity", severity: "sev3", because: "One site. No care" }],
  ["/severity sev3 because we wait...", { kind: "severity", severity: "sev3", because: "we wait..." }],
  ["/severity sev3, because: one site", { kind: "severity", severity: "sev3", because: "one site" }],
  ["/severity sev3 one site only", { kind: "severity", severity: "sev3", because: "one site only" }],
  ["/status on hold", { kind: "status", status: "on hold", whole: "on hold" }],
  [
    "/status mitigated because rolled back",
    {
      kind: "status",
      status: "mitigated",
      whole: "mitigated because rolled back",
      because: "rolled back",
    },
  ],
  ["/note disk full", { kind: "note", text: "disk full" }],
  ["/note alert 08:50 disk full", { kind: "note", type: "alert", when: "08:50", text: "disk full" }],
  ["/note Decision: fail over", { kind: "note", type: "decision", text: "fail over" }],
  ["/confirm", { kind: "confirm" }],
  ["/CONFIRM because the desk saw it", { kind: "confirm", because: "the desk saw it" }],
  ["/next-update 04:30", { kind: "next-update", when: "04:30" }],
  [
    "/next-update 04:30 waiting for the restore",
    { kind: "next-update", when: "04:30", because: "waiting for the restore" },
  ],
  ["/next-update in 30m", { kind: "next-update", when: "in 30m" }],
  ["/next-update +30m because of a call", { kind: "next-update", when: "+30m", because: "a call" }],
  ["/next-update 2h", { kind: "next-update", when: "in 2h" }],
  ["/next-update 1 hour and 30 minutes", { kind: "next-update", when: "in 1 hour and 30 minutes" }],
  ["/next-update at 4:20 p.m. restore", { kind: "next-update", when: "4:20 p.m.", because: "restore" }],
  ["/next-update 4.30", { kind: "next-update", when: "4.30" }],
  ["/next-update May 3, 09:00 UTC", { kind: "next-update", when: "May 3, 09:00 UTC" }],
  ["/next_update tomorrow 09:00 UTC", { kind: "next-update", when: "tomorrow 09:00 UTC" }],
  ["/next-update update 04:30", { kind: "next-update", clock: "update", when: "04:30" }],
  ["/role lead @ana", { kind: "role", role: "lead", holders: [{ kind: "account", login: "ana" }] }],
  ["/role lead me", { kind: "role", role: "lead", holders: [{ kind: "me" }] }],
  ["/role lead nobody", { kind: "role", role: "lead", holders: [] }],
  [
    "/role tech lead @ana, @ben and @cy_acme",
    {
      kind: "role",
      role: "tech lead",
      holders: [
        { kind: "account", login: "ana" },
        { kind: "account", login: "ben" },
        { kind: "account", login: "cy_acme" },
      ],
    },
  ],
  [
    "/role clinical “on-call safety officer”",
    {
      kind: "role",
      role: "clinical",
      holders: [{ kind: "name", name: "on-call safety officer", quoted: true }],
    },
  ],
  [
    "/role clinical duty officer, ana",
    {
      kind: "role",
      role: "clinical",
      holders: [
        { kind: "name", name: "duty officer", quoted: false },
        { kind: "name", name: "ana", quoted: false },
      ],
    },
  ],
  [
    "/role ana to ana",
    { kind: "role", role: "ana", holders: [{ kind: "name", name: "ana", quoted: false }] },
  ],
  ["/set users 5000+", { kind: "set", field: "users", value: "5000+" }],
  ["/set users: 5000+", { kind: "set", field: "users", value: "5000+" }],
  ["/set number of users affected 5000+", { kind: "set", field: "Number of users affected", value: "5000+" }],
  [
    "/set impact none because it is a test",
    { kind: "set", field: "impact", value: "none because it is a test", because: "it is a test" },
  ],
  [
    '/set "first cause" "expired certificate"',
    { kind: "set", field: "first cause", value: "expired certificate" },
  ],
  ["/unset users", { kind: "unset", field: "users" }],
  ["/told siro", { kind: "told", who: "siro" }],
  ["/told siro 16:05 by phone", { kind: "told", who: "siro", when: "16:05", how: "phone" }],
  ["/told @ben, 16:05, by mail", { kind: "told", who: "@ben", when: "16:05", how: "mail" }],
  ["/told bridge 17:12 INC123", { kind: "told", who: "bridge", when: "17:12", reference: "INC123" }],
  ["/told service bridge 20m ago", { kind: "told", who: "service bridge", when: "20m ago" }],
  ["/told the shops by status page", { kind: "told", who: "the shops", how: "status page" }],
  ["/told the shops", { kind: "told", who: "the shops" }],
  [
    "/told our Users at 14:05 by Status Page INC9",
    { kind: "told", who: "our Users", when: "14:05", how: "Status Page", reference: "INC9" },
  ],
  [
    "/told the shops on the high street by e-mail",
    { kind: "told", who: "the shops", how: "e-mail", reference: "on the high street" },
  ],
  ["/told users by text message", { kind: "told", who: "users", how: "text message" }],
  [
    "/told siro by phone, he will look",
    {
      kind: "told",
      who: "siro",
      how: "phone",
      reference: "he will look",
    },
  ],
  ["/told siro yesterday 10:05", { kind: "told", who: "siro", when: "yesterday 10:05" }],
  ["/told siro now by phone", { kind: "told", who: "siro", when: "now", how: "phone" }],
  ["/told service bridge at 17:12", { kind: "told", who: "service bridge", when: "17:12" }],
  ['/told "duty officer" 20m ago', { kind: "told", who: "duty officer", when: "20m ago" }],
  ["/called edm no answer", { kind: "called", who: "edm", answer: false }],
  ["/called edm 10:05, answered", { kind: "called", who: "edm", when: "10:05", answer: true }],
  [
    "/called edm 10:05 no answer, left a message",
    {
      kind: "called",
      who: "edm",
      when: "10:05",
      answer: false,
      text: "left a message",
    },
  ],
  ["/called edm busy", { kind: "called", who: "edm", answer: false, busy: true }],
  [
    "/called edm 10:05 tied up in other calls, will ring back",
    {
      kind: "called",
      who: "edm",
      when: "10:05",
      answer: false,
      busy: true,
      text: "will ring back",
    },
  ],
  ["/called edm the line is busy", { kind: "called", who: "edm", answer: false, busy: true }],
  ["/called edm in another call", { kind: "called", who: "edm", answer: false, busy: true }],
  ["/called edm will look, is busy", { kind: "called", who: "edm", text: "will look, is busy" }],
  ["/called edm 10:05 will look", { kind: "called", who: "edm", when: "10:05", text: "will look" }],
  ["/review", { kind: "review", wanted: true }],
  ["/review no because false alarm", { kind: "review", wanted: false, because: "false alarm" }],
  [
    "/quiet 60m because all are on the call",
    { kind: "quiet", for: "60m", off: false, because: "all are on the call" },
  ],
  ["/quiet for 2 hours", { kind: "quiet", for: "2 hours", off: false }],
  ["/quiet off", { kind: "quiet", off: true }],
  ["/adopt", { kind: "adopt" }],
  ["/accept", { kind: "accept" }],
  ["/not-an-incident because it is a test page", { kind: "not-an-incident", because: "it is a test page" }],
  ["/drill", { kind: "drill", real: false }],
  ["/drill real", { kind: "drill", real: true }],
  ["/help", { kind: "help" }],
];

describe("a command", () => {
  test.each(table)("says what it says: %s", (line, said) => {
    // What is read again by the policy is the line itself.
    const { line: _, ...first } = Object(read(line));
    expect(first).toEqual({ rest, ...said });
  });

  test.each(commandHelp)("has an example that is right: $example", ({ name, example }) => {
    expect(read(example)).toMatchObject({ kind: name });
  });

  test("gives facts and the next update in its text", () => {
    const said = read(
      "/update Restore runs\n\nNext update at 04:20.\n- **Cause**: expired certificate\nNote: none",
    );
    expect(said).toMatchObject({
      next: "04:20",
      fields: { cause: "expired certificate" },
      text: "Restore runs\nNext update at 04:20.\n- **Cause**: expired certificate\nNote: none",
    });
  });

  test("takes its reason from the next line, too", () => {
    expect(read("/severity sev3\nbecause one site\nonly\n\nMore words")).toMatchObject({
      because: "one site only",
      rest: "because one site\nonly\n\nMore words",
    });
  });

  test("takes a long value from the lines below", () => {
    expect(read("/set impact\n\nLetters are off.\nCalls are up.")).toMatchObject({
      field: "impact",
      value: "Letters are off.\nCalls are up.",
    });
  });
});

describe("the place of a command", () => {
  test.each([
    ["after blank lines", "\n  \n/confirm"],
    ["after a quote", "> earlier words\n\n/confirm"],
    ["after a hidden comment", "<!-- note -->\n/confirm"],
    ["with Windows line ends", "/confirm\r\n"],
    ["over a mail footer", "/confirm\n\nOn Tue, 1 Apr 2025 at 09:00, Tocsin <n@github.com> wrote:\n> old"],
    ["below a sentence", "Please\n/confirm"],
    ["in a list", "- /confirm"],
    ["in a list of a list", "1. First\n   - then\n      - /confirm"],
    ["in bold", "**/confirm**"],
    ["with its name in bold", "**/confirm** "],
    ["in italics in a list", "* _/confirm_"],
    ["as a heading", "### /confirm"],
    ["after what was shown", "<pre>\n/resolve\n</pre>\n/confirm"],
  ])("stands in a line of words: %s", (_name, body) => {
    expect(read(body)).toMatchObject({ kind: "confirm", rest: "" });
  });

  test.each([
    ["in a quote", "> /confirm"],
    ["in a fence", "```\n/confirm\n```"],
    ["in a hidden comment", "<!-- /confirm -->"],
    ["in code", "`/confirm`"],
    ["set in as code", "    /confirm"],
    ["set in as code below a sentence", "So:\n\n    /confirm"],
    ["set in HTML as code", "<pre>\n/confirm\n</pre>"],
    ["struck", "~~/confirm~~"],
    ["in the middle of a line", "please /confirm"],
    ["as a path below a sentence", "These fail:\n/api/v1 is down\n/etc/hosts\n- /var/log"],
    ["as somebody else's", "Fine.\n/lgtm\n/hold"],
    ["in quoted mail", "On Tue, 1 Apr 2025 at 09:00, Tocsin <n@github.com> wrote:\n\n/confirm"],
    ["as a path", "/set/users is broken"],
    ["as the end of a path", "see /confirm"],
    ["nowhere", ""],
  ])("is nowhere else: %s", (_name, body) => {
    expect(read(body)).toBeUndefined();
  });

  test.each([
    "/etc/hosts is broken",
    "/usr",
    "/lgtm",
    "/deploy prod",
    "/hold",
    "/test all",
    "/cc @ana",
    "/",
    "//",
  ])("belongs to others: %s", (body) => {
    expect(read(body)).toBeUndefined();
  });
});

describe("a refusal", () => {
  test.each([
    ["/severty 2", "There is no command /severty: did you mean /severity?"],
    ["/resolved", "There is no command /resolved: did you mean /resolve?"],
    [
      "/resolve?",
      "With a question mark a command is not carried out. If it is meant, write it on a line of its own.",
    ],
    [
      "- [ ] /told bridge 16:05",
      "Behind a box to tick a command is not carried out. If it is meant, write it on a line of its own.",
    ],
    ["/tset users 5", "There is no command /tset: did you mean /set?"],
    ["/severity", "It does not say which severity."],
    ["/severity because worse", "It does not say which severity."],
    ["/status", "It does not say which status."],
    ["/next-update", "It does not say when: a time such as 04:30, or a duration such as in 30m."],
    ["/next-update soon", "It does not say when: a time such as 04:30, or a duration such as in 30m."],
    ["/next-update 25:61", "It does not say when: a time such as 04:30, or a duration such as in 30m."],
    ["/role", "It does not say which role."],
    ["/role @ana", "It does not say which role."],
    ["/role lead", "It does not say who is to hold the role lead."],
    ["/role lead @acme/payments", "@acme/payments is not one person, and a role is held by people."],
    ["/role lead nobody @ana", "It names nobody and somebody at once."],
    ["/set", "It names no field."],
    ["/set users", "It gives no value for users."],
    ["/unset", "It names no field."],
    ["/told", "It does not say who was told."],
    ["/called", "It does not say who was called."],
    ["/review no", "It does not say why there is to be no review."],
    ["/quiet", "It does not say for how long, such as 60m."],
    ["/quiet please", "It does not say for how long, such as 60m."],
    ["/drill now", "After /drill only the word “real” may stand."],
  ])("says what is wrong: %s", (line, problem) => {
    expect(read(line)).toMatchObject({ kind: "refusal", problem });
  });

  test("gives the word, the right form and an example", () => {
    expect(read("/Severty 2")).toEqual({
      kind: "refusal",
      command: "Severty",
      problem: "There is no command /Severty: did you mean /severity?",
      expected: "/severity <severity> [because …]",
      example: "/severity sev2 because one site only",
    });
  });
});

test("whatever people write, reading a command never fails", () => {
  const piece = fc.oneof(
    fc.constantFrom(...commandHelp.map(({ example }) => example)),
    fc.constantFrom(
      "@ana",
      '"',
      "“x”",
      "04:20",
      "because",
      "by",
      "no answer",
      "in 30m",
      ",",
      ":",
      "\n",
      "next",
      "(",
      "\\",
    ),
    anyText(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...commandHelp), fc.array(piece, { maxLength: 8 }), ({ name }, pieces) => {
      const said = read(`/${name} ${pieces.join(" ")}`);
      expect([name, "refusal"]).toContain((said as Command).kind);
    }),
    { numRuns: 1000 },
  );
});
