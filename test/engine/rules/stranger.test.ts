// A report from outside is given to somebody inside, once, without a mention and without using up anybody's turn.
import { describe, expect, test } from "vitest";
import { at } from "../answers.ts";
import { applied } from "../applied.ts";
import { type History, incident, time } from "../build.ts";
import { all, says } from "../outcome.ts";

const duty = (who: string, more = "") =>
  `extends: sre\ncontacts: { switchboard: The switchboard }\nroles: { manager: { duty: [${who}] } }\n${more}`;

const reported = (policy: string, by = "mallory"): History =>
  incident({ policy, public: true, roles: { mallory: "none", ana: "triage", ben: "write" } }).opened(
    "09:00",
    by,
    at.sev1,
  );

const given = (history: History, when = "09:01") =>
  all(history.plan(when), "assign").map(({ assignees }) => assignees);

/** As the snapshot stands after everything that was wanted at an instant. */
function lookedAt(history: History, when: string): History {
  const writing = { at: time(when), id: (kind: string) => `${kind}_${when}` };
  const plan = history.plan(when);
  return history.changed((snapshot) => applied(snapshot, plan, writing));
}

describe("a report from outside", () => {
  test("is given to whom the policy names, and mentions nobody", () => {
    const plan = reported(duty("ben")).plan("09:01");
    expect(all(plan, "assign")).toMatchObject([{ assignees: ["ben"], rule: "declare.outsiders" }]);
    expect(all(plan, "comment")).toMatchObject([{ template: "stranger", mentions: [] }]);
    expect(plan.unsaid).toEqual([]);
  });

  test.each([
    ["a contact has the duty", duty("switchboard", "attention: { fallback: [cat] }"), [["cat"]]],
    ["a team has it", duty("acme/ops"), []],
    ["nobody has it, and nobody is the fallback", "extends: sre", []],
    ["the policy names no role", duty("ben", "declare: { outsiders: null }"), []],
  ])("where %s", (_, policy, expected) => {
    expect(given(reported(policy))).toEqual(expected);
  });

  test("is given once: not again when it was given back, nor to a second one whose turn comes", () => {
    const once = lookedAt(reported(duty("ben")), "09:01");
    expect(given(once, "09:02")).toEqual([]);
    const back = once.changed((snapshot) => ({ ...snapshot, issue: { ...snapshot.issue, assignees: [] } }));
    expect(given(back, "09:30")).toEqual([]);
  });

  test("that somebody has already is left with them", () => {
    expect(given(reported(duty("ben")).assigned("09:00", "ana"))).toEqual([]);
  });

  test("is no more given once it was accepted, and one of a member never is", () => {
    const accepted = reported(duty("ben")).comment("09:00", "ana", "/accept");
    expect(given(accepted)).toEqual([]);
    expect(given(reported(duty("ben"), "ben"))).toEqual([]);
  });

  test("uses up nobody's turn: a major incident right after it mentions the same person", () => {
    const quiet = lookedAt(reported(duty("ben")), "09:01").comment("09:02", "ana", "/accept");
    expect(says(quiet.plan("09:02"))).toContain("declare");
    expect(all(quiet.plan("09:02"), "comment").flatMap(({ mentions }) => mentions)).toContain("ben");
  });
});
