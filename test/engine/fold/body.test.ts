// The report's body as people leave it behind: what lost its heading stands, what was emptied is taken back, and the card says which.
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { card, value } from "../outcome.ts";

const started = () => incident().opened("09:00", "alice", at.sev1).looked("09:00");
const whole = started().snapshot().issue.body;
const known = (history: History, when: string, field: string) =>
  history.situation(when).incident.facts.get(field)?.text;
const severity = (history: History, when: string) => history.situation(when).incident.severity;
const headless = (history: History, when: string) => card(history, when).headless;

/** The body with one heading called otherwise, or gone. */
function without(heading: string, instead = ""): { readonly body: string } {
  const body = whole.replace(`### ${heading}`, instead);
  if (body === whole) throw new Error(`The body has no heading "${heading}".`);
  return { body };
}

for (const [how, body] of [
  ["wiped", ""],
  ["replaced by words", "Sorry, I pasted over it. It is down."],
  ["stripped of its headings", whole.replaceAll(/^### .*$/gm, "")],
] as const) {
  test(`a body that was ${how} takes nothing away, and the card says since when and by whom`, () => {
    const history = started().rewrote("09:10", "ana", { body });
    const { facts } = history.situation("09:10").incident;
    expect([...facts.keys()].toSorted()).toEqual(["description", "impact", "service", "severity"]);
    expect(severity(history, "09:10")).toMatchObject({ key: "sev1", how: "form", since: time("09:00") });
    expect(headless(history, "09:10")).toMatchObject({ by: "ana", fields: [] });
    expect(value(card(history, "09:10"), "headless.at")).toContain("09:10");
  });
}

for (const [how, instead] of [
  ["renamed", "### How awful"],
  ["removed", ""],
] as const) {
  test(`a heading that was ${how} leaves what it said, and the card names it alone`, () => {
    const history = started().rewrote("09:10", "ana", without("Severity", instead));
    expect(severity(history, "09:10")?.key).toBe("sev1");
    expect(headless(history, "09:10")).toMatchObject({ fields: ["severity"] });
    expect(known(history, "09:10", "service")).toBe("payments");
  });
}

test("an answer that was emptied under its heading is taken back, and nothing is said to be lost", () => {
  for (const empty of ["_No response_", ""]) {
    const history = started().rewrote("09:10", "alice", { body: whole.replace("payments", empty) });
    expect(known(history, "09:10", "service")).toBeUndefined();
    expect(known(history, "09:10", "impact")).toBe("Nobody can pay by card");
    expect(headless(history, "09:10")).toBeUndefined();
  }
});

test("a body that is good again counts in full, and the line goes", () => {
  const history = started().rewrote("09:10", "ana", { body: "" }).looked("09:10");
  history.rewrote("09:20", "ana", { ...at.sev1, impact: "Half of the cards fail", service: "" });
  expect(headless(history, "09:20")).toBeUndefined();
  expect(known(history, "09:20", "impact")).toBe("Half of the cards fail");
  expect(known(history, "09:20", "service")).toBeUndefined();
});

test("since when is the first version without, until more is lost", () => {
  const history = started().rewrote("09:10", "ana", without("Severity"));
  history.rewrote("09:20", "ben", { body: without("Severity").body.replace("by card", "at all") });
  expect(headless(history, "09:20")).toMatchObject({ by: "ana", fields: ["severity"] });
  expect(known(history, "09:20", "impact")).toBe("Nobody can pay at all");
  history.rewrote("09:30", "ben", { body: "gone" });
  expect(headless(history, "09:30")).toMatchObject({ by: "ben", fields: [] });
});

test("what people said since stands beside what the body had said", () => {
  const history = started()
    .comment("09:05", "ana", "/set service ledger")
    .rewrote("09:10", "ana", { body: "" });
  expect(known(history, "09:10", "service")).toBe("ledger");
  history.comment("09:15", "ana", "/unset service");
  expect(known(history, "09:15", "service")).toBe("payments");
});

test("an outsider who wipes the report that was taken on takes nothing away", () => {
  const history = incident({ public: true, roles: { mallory: "none", ana: "write" } })
    .opened("09:00", "mallory", at.sev1)
    .comment("09:01", "ana", "/accept")
    .looked("09:01")
    .rewrote("09:10", "mallory", { body: "never mind" });
  expect(severity(history, "09:10")?.key).toBe("sev1");
  expect(headless(history, "09:10")).toMatchObject({ by: "mallory", fields: [] });
  history.looked("09:10").rewrote("09:20", "mallory", at.sev1);
  expect(headless(history, "09:20")).toBeUndefined();
});

test("an outsider who wipes the report before it was taken on takes nothing away either", () => {
  const history = incident({ public: true, roles: { mallory: "none", ana: "write" } })
    .opened("09:00", "mallory", at.sev1)
    .looked("09:00")
    .rewrote("09:10", "mallory", { body: "never mind" })
    .comment("09:20", "ana", "/accept");
  expect(severity(history, "09:20")?.key).toBe("sev1");
});
