// What is known: the form's answers, and what people said after it, which wins until it is cleared (HB-1 to HB-3).
import { expect, test } from "vitest";
import { at, hssi, unsettled } from "./answers.ts";
import { type History, incident } from "./build.ts";
import { card, comment, value } from "./outcome.ts";

const outage = () => incident().opened("09:00", "alice", at.sev2).looked("09:00");

function known(history: History, at: string): Record<string, string> {
  const { facts } = history.situation(at).incident;
  return Object.fromEntries(Array.from(facts.values(), (fact) => [fact.field, fact.text]));
}

test("the answers of the form are facts, an unanswered field is none", () => {
  expect(known(outage(), "09:00")).toEqual(at.sev2);
});

test("/set corrects a fact, and /unset gives the form's answer back", () => {
  const history = outage().comment("09:05", "ana", "/set impact Nobody can pay at all");
  expect(known(history, "09:05").impact).toBe("Nobody can pay at all");
  history.comment("09:10", "ana", "/unset impact");
  expect(known(history, "09:10").impact).toBe("Nobody can pay by card");
});

test("/set of a choice or a time may have its reason, which the timeline keeps", () => {
  const text = "extends: sre\nfields: { effect: { type: choice, options: [outage, slow] } }\n";
  const history = incident({ policy: text }).opened("09:00", "alice", at.sev1).looked("09:00");
  history.comment("09:05", "ana", "/set effect slow because half of it is back");
  const { incident: found } = history.situation("09:05");
  expect(found.facts.get("effect")).toMatchObject({ text: "slow", problem: undefined });
  expect(found.history.at(-1)?.values).toEqual({
    field: "effect",
    value: "slow",
    because: "half of it is back",
  });
  history.comment("09:06", "ana", "/set impact Nobody can pay because the gateway is full");
  expect(history.situation("09:06").incident.facts.get("impact")?.text).toContain("because the gateway");
});

test("/set wins over the form when the form is edited after it", () => {
  const history = outage()
    .comment("09:05", "ana", "/set impact Nobody can pay at all")
    .rewrote("09:10", "alice", { ...at.sev2, impact: "A few can't pay", users: "20" });
  expect(known(history, "09:10")).toMatchObject({ impact: "Nobody can pay at all", users: "20" });
});

test("/set takes a field by its title, its alias or its id, whatever the case", () => {
  for (const name of ["users", "Users affected", "number of users"]) {
    const history = outage().comment("09:05", "ana", `/set "${name}" 5000`);
    expect(known(history, "09:05").users).toBe("5000");
  }
});

test("/set of a field that the policy does not know is refused with the names that it knows", () => {
  const history = outage().comment("09:05", "ana", "/set colour red");
  const { values } = comment(history.plan("09:05"), "refused");
  expect(values).toMatchObject({ refusal: "field", text: "colour" });
  expect(String(values.names)).toContain("impact");
});

for (const [where, body] of [
  ["/update", "/update Restore is running\nusers: 5000\nworkaround: use PayPal"],
  ["/resolve", "/resolve Back\nusers: 5000\nworkaround: use PayPal"],
  ["an update in plain words", "Restore is running.\n\nUsers: 5000\nworkaround: use PayPal"],
] as const) {
  test(`lines "field: value" under ${where} give facts`, () => {
    expect(known(outage().comment("09:05", "ana", body), "09:05")).toMatchObject({
      users: "5000",
      workaround: "use PayPal",
    });
  });
}

test("whoever opened an incident may set its facts, without any role on the repository", () => {
  const history = incident({ roles: { ana: "write", dan: "none" } })
    .opened("09:00", "dan", at.sev2)
    .looked("09:00")
    .comment("09:05", "dan", "/set users 20");
  expect(known(history, "09:05").users).toBe("20");
});

test("somebody without the right can't set a fact", () => {
  const history = incident({ roles: { alice: "write", dan: "read" } })
    .opened("09:00", "alice", at.sev2)
    .comment("09:05", "dan", "/set users 20");
  expect(known(history, "09:05").users).toBeUndefined();
});

test("an edit of the body changes what is known, a deleted answer is not known any more", () => {
  const history = outage().rewrote("09:10", "alice", {
    ...unsettled,
    severity: at.sev2.severity,
    impact: "",
  });
  expect(known(history, "09:10").impact).toBeUndefined();
  expect(value(card(history, "09:10"), "missing")).toMatchObject([{ title: "impact" }]);
});

test("a heading that was renamed in the form is still read by the policy's alias for it", () => {
  const policy = "extends: sre\nfields: { impact: { aliases: [Blast radius] } }";
  const body = [
    "### What is happening?\n\nCheckout answers 502",
    "### Severity\n\nSEV2 — a main function is lost for many users",
    "### Blast radius\n\nNobody can pay by card",
    "### Service\n\npayments",
    "### Users affected\n\n_No response_",
    "### When did it start?\n\n_No response_",
  ].join("\n\n");
  const history = incident({ policy }).opened("09:00", "alice", { body });
  expect(known(history, "09:00")).toMatchObject({ impact: "Nobody can pay by card", service: "payments" });
});

test("a severity with two readings is asked about, and the card says which they are", () => {
  const history = incident().opened("09:00", "alice", { ...at.sev2, severity: "3 - Critical" });
  expect(history.situation("09:00").incident.severity).toBeUndefined();
  expect(value(card(history, "09:00"), "unclear")).toMatchObject([
    { id: "severity", text: "3 - Critical", problem: expect.stringContaining("SEV3") },
  ]);
});

test("what is missing stands on the card and is not asked by a comment", () => {
  const history = incident().opened("09:00", "alice", { ...at.sev2, impact: "" });
  expect(value(card(history, "09:00"), "missing")).toMatchObject([{ title: "impact" }]);
  expect(history.plan("09:00").effects.filter((effect) => effect.kind === "comment")).toEqual([]);
});

for (const [field, text] of [
  ["started", "sometime this morning"],
  ["started", "09:00-10:00"],
  ["started", "03/04/2026 10:00"],
] as const) {
  test(`a ${field} of "${text}" is shown as unclear, with why, and nothing is guessed`, () => {
    const history = outage().comment("09:05", "ana", `/set ${field} ${text}`);
    expect(value(card(history, "09:05"), "unclear")).toMatchObject([{ id: field, text }]);
    expect(known(history, "09:05")[field]).toBe(text);
  });
}

test("a time that is plain is not unclear", () => {
  const history = outage().comment("09:05", "ana", "/set started 2026-05-01 07:50 UTC");
  expect(value(card(history, "09:05"), "unclear")).toEqual([]);
});

test("the minimum data set of the end is due once the incident is over, not before (HB-3)", () => {
  const history = incident({ policy: "extends: hssi", preset: "hssi" }).opened("09:00", "alice", hssi);
  expect(history.situation("09:00").standing.missingAtEnd).toEqual([]);
  history.comment("09:30", "ana", "/resolve Certificate renewed\nroot cause: an expired certificate");
  const missing = history.situation("09:30").standing.missingAtEnd.map((field) => field.id);
  expect(missing).toContain("stable");
  expect(missing).not.toContain("cause");
});

test.each([
  "/set concerns press enquiry, no notable progress",
  "/set concerns\n- press enquiry\n- no notable progress",
  "/update Still down\nreasons to escalate: press enquiry and no notable progress",
])("several choices by comment count, each: %j", (line) => {
  const history = incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", hssi)
    .comment("09:05", "ana", line);
  const given = history.situation("09:05").incident.facts.get("concerns");
  expect(given?.words).toEqual(["press enquiry", "no notable progress"]);
  expect(given?.problem).toBeUndefined();
});

test("of several choices one that there is not is told, and the form asks for all that there are", () => {
  const history = incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, concerns: ["press enquiry", "security"] })
    .comment("09:05", "ana", "/set concerns press enquiry, boredom");
  const { facts, acts } = history.situation("09:05").incident;
  expect(facts.get("concerns")?.words).toEqual(["press enquiry", "security"]);
  expect(acts.at(-1)?.refusal?.kind).toBe("value");
});
