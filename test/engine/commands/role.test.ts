// Whom `/role` gives a role to: by every name that a role has, and no word of the line becomes somebody.
import { expect, test } from "vitest";
import { partyText } from "../../../src/engine/party.ts";
import { at } from "../answers.ts";
import { incident } from "../build.ts";
import { comment } from "../outcome.ts";

const policy =
  '{ extends: sre, roles: { tech: { title: Tech lead }, comms: { aliases: [communications lead] } }, contacts: { nights: "Marks and Spencer" } }';
const said = (line: string) =>
  incident({ policy, roles: { alice: "write", ana: "write", ben: "write" } })
    .opened("09:00", "alice", at.sev3)
    .looked("09:00")
    .comment("09:20", "ana", line);
const held = (line: string) =>
  Object.fromEntries(
    [...said(line).situation("09:20").incident.roles]
      .filter(([, { holders }]) => holders.length > 0)
      .map(([key, { holders }]) => [key, holders.map(partyText)]),
  );
const refused = (line: string) => comment(said(line).plan("09:20"), "refused").values;

test.each([
  ["/role tech lead ben", { tech: ["@ben"] }],
  ["/role tech lead @ben", { tech: ["@ben"] }],
  ["/role Tech Lead: @ben", { tech: ["@ben"] }],
  ["/role tech lead is now ben", { tech: ["@ben"] }],
  ["/tech lead ben", { tech: ["@ben"] }],
  ["/communications lead: @ana", { comms: ["@ana"] }],
  ["/role communications lead ana", { comms: ["@ana"] }],
  ["/role lead ben", { lead: ["@ben"] }],
  ["/role lead ben and ana", { lead: ["@ben", "@ana"] }],
  ["/role lead @ben & ana", { lead: ["@ben", "@ana"] }],
  ["/role lead @ben ana", { lead: ["@ben", "@ana"] }],
  ["/role lead ben please", { lead: ["@ben"] }],
  ["/role lead ben for now", { lead: ["@ben"] }],
  ["/role lead @ben, he knows the database", { lead: ["@ben"] }],
  ["/role lead @ben (knows the database)", { lead: ["@ben"] }],
  ["/role lead ben - knows the database", { lead: ["@ben"] }],
  ["/role lead duty officer and ana", { lead: ["duty officer", "@ana"] }],
  ["/role lead “Marks and Spencer”", { lead: ["Marks and Spencer"] }],
  ["/role lead officer in charge of nights and days", { lead: ["officer in charge of nights and days"] }],
])("%s", (line, roles) => {
  expect(held(line)).toEqual(roles);
});

test.each([
  "/role lead ben until 06:00",
  "/role lead @Ben (until 06:00)",
  "/role lead ben from 06:00",
  "/role lead ben tomorrow",
  "/role lead me till ana is back",
  "/role lead ben for the night",
  "/role lead ben at 14:30",
])("%s gives a time, which a role does not have", (line) => {
  expect(held(line)).toEqual({});
  expect(refused(line)).toMatchObject({
    refusal: "unreadable",
    problem: expect.stringContaining("until or from when"),
  });
});

test.each([
  ["/role lead ben and comms ana", "/role comms ana"],
  ["/role lead ben, tech ana", "/role tech ana"],
  ["/role tech lead", "It does not say who is to hold the role tech lead."],
])("%s is answered by what is wrong", (line, problem) => {
  expect(held(line)).toEqual({});
  expect(refused(line)).toMatchObject({ refusal: "unreadable", problem: expect.stringContaining(problem) });
});

test("what is said beside it is kept", () => {
  const { history } = said("/role lead @ben, he knows the database").situation("09:20").incident;
  expect(history.find(({ what }) => what === "role")?.values).toMatchObject({
    words: "he knows the database",
  });
});
