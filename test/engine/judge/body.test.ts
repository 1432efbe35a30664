// New versions of the report: facts as far as they go, and no update, which is said where one is wanted.
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { comment, does } from "../outcome.ts";

const begun = (form: (typeof at)[keyof typeof at] = at.sev1, setting = {}) =>
  incident(setting).opened("09:00", "alice", form).looked("09:00");

function added(history: History, when: string, text: string, by = "ana"): History {
  return history.rewrote(when, by, { body: `${history.snapshot().issue.body}\n${text}` });
}

const due = (history: History, when: string) => history.situation(when).incident.clocks.get("update")?.dueAt;

test.each([
  "EDIT 09:40: found the cause, a patch goes in. Next update at 11:30",
  "**Update (09:40):** rolled back",
  "- UPD - vendor is on it",
  "09:40 rolled back, errors are falling",
  "Rolled back. Next update at 11:30",
])("%s in the description is no update, which is said once", (text) => {
  const history = added(begun(), "09:40", text);
  expect(due(history, "09:40")).toBe(time("10:00"));
  expect(history.situation("09:40").incident.lastUpdate).toBeUndefined();
  expect(comment(history.plan("09:40"), "refused").values).toMatchObject({
    refusal: "in-description",
    who: "ana",
  });
  history.looked("09:40");
  expect(does(history.plan("09:41"))).not.toContain("comment refused");
  const again = added(history, "09:45", "EDIT 09:45: the patch is in");
  expect(does(again.plan("09:45"))).not.toContain("comment refused");
});

test.each([
  ["a fact that is corrected", "Everybody is affected, in all regions."],
  ["a log", "```\n09:40 error\n```"],
  ["a heading with nothing under it", "### Update"],
  ["a word that begins like one", "Updates of the app are affected, too."],
])("%s is none, and nothing is said", (_, text) => {
  expect(does(added(begun(), "09:40", text).plan("09:40"))).not.toContain("comment refused");
});

test("what stood in the description before is not looked at again", () => {
  const history = added(begun(), "09:40", "EDIT 09:40: found the cause").looked("09:40");
  const { body } = history.snapshot().issue;
  const next = history.rewrote("09:50", "ben", { body: body.replace("EDIT", "A note. EDIT") });
  expect(does(next.plan("09:50"))).not.toContain("comment refused");
});

test.each([
  ["where no update is wanted", begun(at.sev3)],
  ["once it is resolved", begun().comment("09:30", "ana", "/resolve").looked("09:30")],
])("nothing is said %s", (_, history) => {
  expect(does(added(history, "09:40", "EDIT 09:40: found the cause").plan("09:40"))).not.toContain(
    "comment refused",
  );
});

test("whoever is from outside proposes, and hears nothing", () => {
  const history = begun(at.sev1, { public: true, roles: { ana: "write", eve: "read", alice: "write" } });
  const plan = added(history, "09:40", "EDIT 09:40: me too", "eve").plan("09:40");
  expect(does(plan)).not.toContain("comment refused");
});
