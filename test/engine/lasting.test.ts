// What stays so when an incident is opened again: a report that was accepted is not due a second time, and nobody is asked to take a review that somebody has.
import { expect, test } from "vitest";
import { at } from "./answers.ts";
import { incident, time } from "./build.ts";
import { lookedAt } from "./outcome.ts";

const policy = `extends: sre
documents: { report: { path: "incidents/{slug}.md" } }
clocks:
  report: { title: Report, starts: resolved, stops: [accepted.report, reopened], within: 10d }
  taking: { title: Taking of the review, starts: resolved, stops: [owned.review, reopened], within: 4h }
`;

const over = () =>
  incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00").comment("10:00", "ana", "/resolve");

const runs = (history: ReturnType<typeof over>, name: string, when: string) =>
  history.situation(when).incident.clocks.get(name)?.running === true;

test("a report that was accepted before is not due again", () => {
  expect(runs(over(), "report", "10:01")).toBe(true);
  const again = (history: ReturnType<typeof over>) =>
    history.comment("11:00", "ana", "/status open because it came back").comment("12:00", "ana", "/resolve");
  expect(runs(again(over()), "report", "12:01")).toBe(true);
  expect(runs(again(over().comment("10:30", "ana", "/report accepted")), "report", "12:01")).toBe(false);
});

test("a review that somebody has is not to be taken again", () => {
  const history = over().closed("10:30", "ana");
  lookedAt(history, "10:30", "10:31");
  const review = history.snapshot().children[0];
  const again = () => history.reopened("11:00", "ana").comment("12:00", "ana", "/resolve");
  history.child(review?.title ?? "", { assignees: ["ana"], assignedAt: time("10:40") });
  expect(runs(again(), "taking", "12:01")).toBe(false);
});
