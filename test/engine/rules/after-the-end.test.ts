// What is due after the end: a report, an action that is to be verified. It keeps a closed incident in sight (H-30, S-9).
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { type History, incident } from "../build.ts";
import { card, labels, lookedAt, says, value, wakes } from "../outcome.ts";

const text = `
extends: sre
retro: { severities: [] }
calendars: { office: { zone: Europe/London, hours: { mon-fri: "09:00-17:00" } } }
clocks:
  report: { title: Incident report, starts: resolved, stops: done.report, within: 10 working days, remind: lead, hours: working }
`;

const over = () =>
  incident({ policy: text })
    .opened("09:00", "alice", at.sev3)
    .looked("09:00")
    .comment("09:30", "ana", "/resolve");

test("a report that is due after the end keeps the closed incident in sight until it is done", () => {
  const history = lookedAt(over().closed("10:00", "ana"), "10:00", "10:00");
  expect(labels(history)).toContain("incident: follow-up");
  expect(value(card(history, "10:01"), "next")).toMatchObject({ kind: "clock", noun: "incident report" });
  history.comment("11:00", "ana", "/done report").looked("11:00");
  expect(labels(history)).not.toContain("incident: follow-up");
  expect(value(card(history, "11:01"), "next")).toMatchObject({ kind: "nothing" });
});

/** Closed as not planned, with or without the words that it was a false alarm. */
const dropped = (history: History, when: string, words = "False alarm: a test page") =>
  lookedAt(history.comment(when, "ana", words).closed(when, "ana", "not_planned"), when, when);

test("of a false alarm no report keeps anything in sight; not planned alone says nothing of what is to be told", () => {
  expect(labels(dropped(over(), "10:00"))).not.toContain("incident: follow-up");
  expect(labels(dropped(over(), "10:00", "Nobody has time for it"))).toContain("incident: follow-up");
});

test("of a false alarm no clock speaks that only its own answer stops; of what is only not planned it does", () => {
  const policy = `
extends: sre
clocks: { bridge: { title: Report, starts: declared, stops: told.manager, within: 30m, remind: lead } }
`;
  const begun = () => incident({ policy }).opened("09:00", "alice", at.sev3).looked("09:00");
  const history = begun();
  expect(history.situation("09:20").standing.limits.map(({ clock }) => clock.name)).toEqual(["bridge"]);
  const closed = dropped(history, "09:20");
  expect(closed.situation("09:40").standing.prompts).toEqual([]);
  expect(closed.plan("09:40").effects).toEqual([]);
  const owing = dropped(begun(), "09:20", "Nobody has time for it");
  expect(labels(owing)).toContain("incident: follow-up");
  expect(owing.situation("09:40").standing.limits.map(({ clock }) => clock.name)).toEqual(["bridge"]);
  lookedAt(owing.comment("09:40", "ana", "/told manager by phone"), "09:40", "09:40");
  expect(labels(owing)).not.toContain("incident: follow-up");
});

test("a question about the end that finds no room keeps the closed incident in sight until it was asked", () => {
  const policy = "{ extends: sre, attention: { per-hour: 2 }, retro: { severities: [] } }";
  const history = incident({ policy }).opened("09:00", "alice", at.sev3).looked("09:00");
  const closed = lookedAt(
    history.comment("09:10", "ana", "/resolve").closed("09:11", "ana"),
    "09:11",
    "09:11",
  );
  expect(labels(closed)).toContain("incident: follow-up");
  expect(wakes(closed.plan("09:11"))).toBe("10:00");
  lookedAt(closed, "10:00", "10:00");
  expect(says(closed.plan("10:00"))).toEqual([]);
  expect(labels(closed)).not.toContain("incident: follow-up");
});
