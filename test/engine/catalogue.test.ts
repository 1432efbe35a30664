// The service catalogue: what a service is called, what follows from it, and how limits go by its tier (D-6).
import { expect, test } from "vitest";
import { at } from "./answers.ts";
import { type History, incident, time } from "./build.ts";
import { card, says, value } from "./outcome.ts";

const policy = `extends: sre
fields:
  tier: { type: choice, options: [gold, silver] }
  provider: {}
teams: { booking: acme/booking }
contacts: { trusts: All trusts }
roles: { tech: { title: tech lead, offered: true }, comms: { offered: true, duty: cleo } }
services:
  letters:
    { title: Appointment letters, aliases: [post], tier: gold, facts: { provider: gpit }, teams: booking, repo: acme/letters,
      contacts: trusts, status: letters-api, people: { tech: [ana, ben], comms: ana } }
  search: { title: Search, tier: silver, people: { tech: ben } }
clocks:
  fix:
    { starts: declared, stops: resolved, within: 8h,
      cases: [{ when: { tier: gold }, within: 2h }, { when: { tier: silver }, within: 4h }] }
  support: { starts: declared, within: 10h, when: { service: letters } }
  desk: { starts: declared, within: 11h, when: { service: Appointment letters } }
`;

const about = (service: string, more = ""): History =>
  incident({ policy: policy + more }).opened("09:00", "alice", { ...at.sev2, service });
const found = (history: History, when: string) => history.situation(when).incident;

for (const [given, text, tier] of [
  ["letters", "Appointment letters", "gold"],
  ["Post", "Appointment letters", "gold"],
  ["search", "Search", "silver"],
  ["post and search", "Appointment letters, Search", "gold"],
  ["Search, the old portal", "Search, the old portal", "silver"],
  ["the old portal, and more", "the old portal, and more", undefined],
] as const) {
  test(`the service “${given}” is ${text}, tier ${tier ?? "unknown"}`, () => {
    const { facts } = found(about(given), "09:00");
    expect(facts.get("service")).toMatchObject({ text });
    expect(facts.get("tier")?.text).toBe(tier);
  });
}

test("what follows from a service is known to follow from it, and a person's word goes before it", () => {
  const history = about("letters");
  expect(Object.fromEntries(found(history, "09:00").facts)).toMatchObject({
    tier: { text: "gold", follows: "service" },
    provider: { text: "gpit", follows: "service" },
  });
  history.comment("09:05", "ana", "/set tier silver");
  const { facts } = found(history, "09:05");
  expect(facts.get("tier")).toMatchObject({ text: "silver" });
  expect(facts.get("tier")?.follows).toBeUndefined();
});

for (const [service, due] of [
  ["letters", "11:00"],
  ["search", "13:00"],
  ["the old portal", "17:00"],
] as const) {
  test(`the limit goes by the tier: ${service} until ${due}`, () => {
    expect(found(about(service), "09:00").clocks.get("fix")).toMatchObject({ dueAt: time(due) });
  });
}

test("a service that becomes known later moves the due time, counted from the same start", () => {
  const history = about("the old portal").comment("09:30", "ana", "/set service post");
  expect(found(history, "09:30").clocks.get("fix")).toMatchObject({
    startsAt: time("09:00"),
    dueAt: time("11:00"),
  });
});

test("a service whose limit had passed when it became known is due the policy's grace after that", () => {
  const history = about("the old portal").comment("12:00", "ana", "/set service letters").looked("12:00");
  expect(found(history, "12:00").clocks.get("fix")).toMatchObject({
    startsAt: time("09:00"),
    dueAt: time("12:10"),
  });
  expect(says(history.plan("12:01"))).not.toContain("reminder");
});

test("the service taken back gives the limit of none again", () => {
  const history = about("letters").comment("09:30", "ana", "/set service the old portal");
  expect(found(history, "09:30").facts.get("tier")).toBeUndefined();
  expect(found(history, "09:30").clocks.get("fix")).toMatchObject({ dueAt: time("17:00") });
});

test("a condition by the service's key or title holds whatever people call it", () => {
  expect(found(about("Post"), "09:00").clocks.get("support")).toMatchObject({ dueAt: time("19:00") });
  expect(found(about("Post"), "09:00").clocks.get("desk")).toMatchObject({ dueAt: time("20:00") });
  expect(found(about("search"), "09:00").clocks.get("support")?.dueAt).toBeUndefined();
});

test("the card shows tier, teams and repository, and in the fold contacts and the status component", () => {
  expect(value(card(about("post"), "09:00"), "services")).toEqual({
    known: [
      {
        title: "Appointment letters",
        tier: "gold",
        teams: "booking",
        repository: "acme/letters",
        url: "https://github.com/acme/letters",
        contacts: "All trusts",
        status: "letters-api",
        problems: "",
        changes: "",
      },
    ],
    unknown: "",
    catalogue: "Appointment letters, Search",
  });
});

test("a tier that a person gave is the one that the card shows", () => {
  const history = about("post").comment("09:05", "ana", "/set tier silver");
  expect(value(card(history, "09:05"), "services.known")).toMatchObject([{ tier: "silver" }]);
});

test("a service that is not in the catalogue is said to be none of it, and nobody is asked about it", () => {
  const history = about("the old portal");
  expect(value(card(history, "09:00"), "services")).toMatchObject({ known: [], unknown: "the old portal" });
  expect(history.situation("09:00").standing.unclear).toEqual([]);
});

test("a policy without a catalogue says nothing of one", () => {
  const history = incident().opened("09:00", "alice", at.sev2);
  expect(value(card(history, "09:00"), "services")).toBeUndefined();
});

const role = (history: History, when: string, key: string): unknown => {
  const roles = value(card(history, when), "roles");
  return Array.isArray(roles) ? roles.find((one) => value(one, "key") === key) : undefined;
};

test("a vacant role is offered to the people of the catalogue, without a mention in the first card", () => {
  expect(role(about("letters"), "09:00", "tech")).toMatchObject({
    holders: "",
    offered: { names: "ana or ben", several: true },
  });
  const edited = about("letters").looked("09:00");
  expect(role(edited, "09:05", "tech")).toMatchObject({ offered: { names: "@ana or @ben" } });
});

test("an offer is no assignment: the role stays vacant, and a reminder does not ask whom it is offered to", () => {
  const history = about(
    "letters",
    "  told: { starts: declared, within: 10m, overdue: [5m], remind: tech }\n",
  );
  expect(found(history.looked("09:00"), "09:15").roles.get("tech")).toBeUndefined();
  const [reminder] = history.plan("09:15").effects.filter((one) => one.kind === "comment");
  expect(reminder?.mentions).toEqual(["alice"]);
});

test("a role that somebody took, or has by duty, is offered to nobody", () => {
  const history = about("letters").looked("09:00").comment("09:05", "dan", "/role tech me");
  history.rights({ dan: "write", ana: "write" });
  expect(role(history, "09:05", "tech")).toMatchObject({ holders: "@dan", offered: undefined });
  expect(role(history, "09:05", "comms")).toMatchObject({ duty: "cleo", offered: undefined });
});

test("when the service is back roles are offered no more", () => {
  const history = about("letters").looked("09:00").comment("10:00", "ana", "/resolve");
  expect(role(history, "10:00", "tech")).toMatchObject({ offered: undefined });
});
