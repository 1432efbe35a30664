// Roles: offered on the card, taken by people, passed on; several holders, and contacts without an account (D-3).
import { expect, test } from "vitest";
import type { Ledger } from "../../../src/engine/ledger.ts";
import { ledgerJson, readLedger } from "../../../src/engine/ledger-json.ts";
import { account, contact, partyText } from "../../../src/engine/party.ts";
import { at } from "../answers.ts";
import { type History, incident } from "../build.ts";
import { card, comment, does, says, value } from "../outcome.ts";

const outage = () => incident().opened("09:00", "alice", at.sev1).looked("09:00");
const holders = (history: History, when: string, role = "lead") =>
  history.situation(when).incident.roles.get(role)?.holders.map(partyText);

test("roles that are offered stand vacant on the card, and nobody is assigned", () => {
  expect(value(card(outage(), "09:00"), "roles")).toMatchObject([
    { key: "lead", holders: "", duty: "" },
    { key: "comms", holders: "" },
  ]);
});

for (const [words, expected] of [
  ["/role lead me", ["@ana"]],
  ["/role commander me", ["@ana"]],
  ["/role lead @ben", ["@ben"]],
  ["/role lead @ben @alice", ["@ben", "@alice"]],
  ['/role lead "Dr Who, on call"', ["Dr Who, on call"]],
  ["/role lead nobody", []],
] as const) {
  test(`${words} leaves the lead with ${expected.join(" and ") || "nobody"}`, () => {
    expect(holders(outage().comment("09:05", "ana", words), "09:05")).toEqual(expected);
  });
}

test("a holder is an account or a name, never a text that looks like a mention", () => {
  const history = outage().comment("09:05", "ana", '/role lead "@ben", "on call", me');
  expect(history.situation("09:05").incident.roles.get("lead")?.holders).toEqual([
    account("ben"),
    contact("on call"),
    account("ana"),
  ]);
});

for (const words of ['"@acme/everybody"', "@acme/everybody", "“@acme/everybody”", '"@ana-and @ben"', '"@"']) {
  test(`/role lead ${words} is refused: that is not one person`, () => {
    const history = outage().comment("09:05", "ana", `/role lead ${words}`);
    expect(holders(history, "09:05")).toBeUndefined();
    const { values } = comment(history.plan("09:05"), "refused");
    expect(values).toMatchObject({ refusal: "unreadable" });
    expect(String(values.problem)).not.toMatch(/@\w/);
  });
}

test("what an older version wrote down as a holder mentions nobody but people", () => {
  const history = outage().comment("09:05", "ana", '/role lead "x", @ben').looked("09:05");
  const written = JSON.stringify(ledgerJson(history.snapshot().ledger as Ledger));
  expect(written).toContain('"holders":["x","@ben"]');
  const older: unknown = JSON.parse(written.replace('["x",', '["@acme/everybody",'));
  history.changed((snapshot) => ({ ...snapshot, ledger: readLedger(older) }));
  expect(history.situation("09:06").incident.roles.get("lead")?.holders).toEqual([
    contact("acme/everybody"),
    account("ben"),
  ]);
  const reminder = comment(history.plan("09:55"), "reminder");
  expect(reminder.mentions).toEqual(["ben"]);
  expect(JSON.stringify(reminder.values)).not.toContain("@acme");
  expect(JSON.stringify(card(history, "09:55"))).not.toContain("@acme");
});

test("a tick takes the lead, and another passes it on", () => {
  const history = outage().ticked("09:05", "ana", "take-lead").looked("09:05");
  expect(holders(history, "09:05")).toEqual(["@ana"]);
  expect(value(card(history, "09:05"), "boxes")).toMatchObject({ takeLead: false, passLead: true });
  history.ticked("09:10", "ana", "pass-lead");
  expect(holders(history, "09:10")).toEqual([]);
});

test("a role that the policy does not know is refused with the names", () => {
  const history = outage().comment("09:05", "ana", "/role boss me");
  expect(comment(history.plan("09:05"), "refused").values).toMatchObject({ refusal: "role", text: "boss" });
});

const people = { alice: "write", ana: "write", dan: "read", nobodyhere: "none" } as const;

function given(line: string, open = false): string | readonly (string | undefined)[] | undefined {
  const history = incident({ roles: people, public: open })
    .opened("09:00", "alice", at.sev1)
    .comment("09:05", "ana", line);
  const { acts } = history.situation("09:05").incident;
  return acts.at(-1)?.refusal?.kind ?? holders(history, "09:05");
}

test.each([
  ["a login that may read the repository", "/role lead @dan", ["@dan"]],
  ["one without its @", "/role lead dan", ["@dan"]],
  ["several, with and without", "/role lead @ana, dan", ["@ana", "@dan"]],
  ["one that nobody here has", "/role lead @nobodyhere", "holder"],
  ["one of several that nobody here has", "/role lead @ana @nobodyhere", "holder"],
  ["a name that no login here is", "/role lead nobodyhere", ["nobodyhere"]],
  ["a login in quotes", '/role lead "dan"', ["dan"]],
  [
    "more people than hold a role",
    `/role lead ${Array.from({ length: 11 }, (_, at) => `@a${at}`)}`,
    "unreadable",
  ],
] as const)("a role is given to %s", (_, line, expected) => {
  expect(given(line)).toEqual(expected);
});

test("in public a name without an @ is a login of those who work here, since everybody reads there", () => {
  expect(given("/role lead dan", true)).toEqual(["dan"]);
  expect(given("/role lead @dan", true)).toEqual(["@dan"]);
  expect(given("/role lead ana", true)).toEqual(["@ana"]);
});

test("who may read is looked up before a role is given", () => {
  const history = incident().opened("09:00", "alice", at.sev1).comment("09:05", "ana", "/role lead @zoe");
  expect(() => history.situation("09:05")).toThrow("Give roles to zoe.");
});

test("a contact of the policy is named by its title", () => {
  const policy = "extends: sre\ncontacts: { oncall: on-call safety officer }";
  const history = incident({ policy })
    .opened("09:00", "alice", at.sev1)
    .comment("09:05", "ana", "/role tech oncall");
  expect(holders(history, "09:05", "tech")).toEqual(["on-call safety officer"]);
});

test("a role holder's words are an update with any access, as their login is spelled on GitHub or not", () => {
  for (const spelled of ["@dan", "@Dan"]) {
    const history = incident({ roles: { alice: "write", dan: "read", Dan: "read" } })
      .opened("09:00", "alice", at.sev1)
      .comment("09:05", "alice", `/role lead ${spelled}`)
      .comment("09:10", "dan", "Rolling back.");
    expect(history.situation("09:10").incident.lastUpdate).toMatchObject({ by: "dan" });
  }
});

test("an assignee's words are an update, a bystander's are not", () => {
  const history = incident({ roles: { alice: "write", dan: "read", erin: "read" } })
    .opened("09:00", "alice", at.sev1)
    .assigned("09:01", "dan")
    .comment("09:05", "erin", "Same here.");
  expect(history.situation("09:05").incident.lastUpdate).toBeUndefined();
  history.comment("09:06", "dan", "On it.");
  expect(history.situation("09:06").incident.lastUpdate).toMatchObject({ by: "dan" });
});

test("a role holder has the right that the policy gives to the role, however it is spelled", () => {
  const policy = "extends: sre\ncommands: { quiet: { holders: [lead], role: admin } }";
  const history = incident({ policy, roles: { alice: "write", ana: "write", Ana: "write", ben: "write" } })
    .opened("09:00", "alice", at.sev1)
    .comment("09:05", "alice", "/role lead @Ana")
    .comment("09:06", "ana", "/quiet 30m because all are on the call")
    .comment("09:07", "ben", "/quiet off");
  expect(does(history.looked("09:05").plan("09:07"))).toEqual([]);
  expect(history.situation("09:07").incident.answers.map((answer) => answer.verdict)).toEqual([
    "done",
    "done",
    "refused",
  ]);
});

test("nobody but a writer, an assignee or a role holder gives updates, and nobody is told off for talking", () => {
  const history = incident({ roles: { alice: "write", tom: "triage" } })
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .comment("09:05", "tom", "Any news?");
  expect(says(history.plan("09:05"))).toEqual([]);
  expect(history.situation("09:05").incident.lastUpdate).toBeUndefined();
});
