// The status: by command, label and tick; its label; and what it means to clocks.
import { describe, expect, test } from "vitest";
import { at, hssi } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { all, card, comment, does, labels, lookedAt, says, value } from "../outcome.ts";

const outage = () => incident().opened("09:00", "alice", at.sev1).looked("09:00");
const status = (history: History, when: string) => history.situation(when).incident.status;
const update = (history: History, when: string) => history.situation(when).incident.clocks.get("update");

for (const [command, key] of [
  ["/confirm", "confirmed"],
  ["/status investigating", "investigating"],
  ["/status monitoring", "mitigated"],
  ["/status Fixed", "resolved"],
  ["/resolve Certificate renewed", "resolved"],
] as const) {
  test(`${command} sets the status to ${key}, and its label`, () => {
    const history = outage().comment("09:05", "ana", command).looked("09:05");
    expect(status(history, "09:05")).toMatchObject({ key, by: "ana", since: time("09:05") });
    expect(labels(history)).toEqual(["incident", "severity: 1", `status: ${key}`]);
  });
}

test("a status that the policy does not know is refused with the names", () => {
  const history = outage().comment("09:05", "ana", "/status asleep");
  expect(comment(history.plan("09:05"), "refused").values).toMatchObject({
    refusal: "status",
    text: "asleep",
  });
});

test("a status label sets the status, and the earlier label goes", () => {
  const history = outage().labeled("09:05", "ana", "status: mitigated").looked("09:05");
  expect(status(history, "09:05")).toMatchObject({ key: "mitigated", by: "ana" });
  expect(labels(history)).toEqual(["incident", "severity: 1", "status: mitigated"]);
});

test("the label of the status that is in force is put back twice, then asked about", () => {
  const history = outage();
  for (const when of ["09:05", "09:10"]) lookedAt(history.unlabeled(when, "ana", "status: open"), when);
  expect(labels(history)).toContain("status: open");
  history.unlabeled("09:15", "ana", "status: open").looked("09:15");
  expect(labels(history)).not.toContain("status: open");
  expect(value(card(history, "09:15"), "removed")).toEqual(["status: open"]);
});

test("a label that gives way to another is not counted as taken off, in whichever order GitHub tells it", () => {
  const history = outage();
  const swaps = ["investigating", "mitigated", "investigating", "mitigated", "investigating", "mitigated"];
  let before = "open";
  for (const [index, next] of swaps.entries()) {
    const when = `09:1${index}`;
    history.unlabeled(when, "ana", `status: ${before}`).labeled(when, "ana", `status: ${next}`);
    expect(says(history.plan(when))).toEqual([]);
    history.looked(when);
    before = next;
  }
  history.unlabeled("09:20", "ana", "status: mitigated");
  expect(does(history.plan("09:20"))).toContain("add-label status: mitigated");
});

test("a tick of “Service is back” by somebody with the right resolves", () => {
  const history = outage().ticked("09:30", "ana", "back");
  expect(status(history, "09:30")).toMatchObject({ key: "resolved", by: "ana" });
  expect(update(history, "09:30")?.running).toBe(false);
});

test("a tick by somebody without the right is refused", () => {
  const history = incident({ roles: { alice: "write", dan: "read" } })
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .ticked("09:30", "dan", "back");
  expect(status(history, "09:30").key).toBe("open");
  expect(says(history.plan("09:30"))).toEqual(["refused"]);
});

test("the boxes come back empty after a tick", () => {
  const history = outage().ticked("09:30", "ana", "nothing-new");
  history.changed((snapshot) => ({
    ...snapshot,
    issue: {
      ...snapshot.issue,
      timeline: snapshot.issue.timeline.map((item) =>
        item.kind === "comment" && item.body.includes("tocsin:card")
          ? { ...item, editor: { login: "ana", kind: "user" } as const }
          : item,
      ),
    },
  }));
  expect(all(history.plan("09:30"), "card")).toHaveLength(1);
});

test("resolving stops the cadence", () => {
  const history = outage().comment("09:30", "ana", "/resolve").looked("09:30");
  expect(update(history, "09:30")).toMatchObject({ running: false, stoppedAt: time("09:30") });
  expect(history.plan("09:30").wakeAt).toBeUndefined();
});

test("/resolve with a time resolves at that time, and answers the one time that is asked for at the end", () => {
  const policy = "extends: sre\nfields: { back-at: { type: time, required: [resolve] } }\n";
  const history = incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00");
  history.comment("09:30", "ana", "/resolve 09:20 rolled back");
  const { incident: found } = history.situation("09:30");
  expect(found.status).toMatchObject({ key: "resolved", since: time("09:20") });
  expect(found.facts.get("back-at")?.at).toBe(time("09:20"));
});

test.each([
  ["/resolve 11:30", "11:30", "that time is still to come"],
  ["/resolve at 11:30, rolled back", "11:30", "that time is still to come"],
  ["/resolve in 20m", "in 20m", "it is still to come"],
  ["/resolve tomorrow 09:00", "tomorrow 09:00", "it is still to come"],
  ["/resolve 08:25 rolled back", "08:25", "it lies before its beginning at 09:00"],
  ["/resolve 3:30", "3:30", "it lies before its beginning"],
  ["/resolve about 09:20 rolled back", "about 09:20", "it is not exact"],
  ["/resolve 0920", "0920", "it can be a number: write 09:20 if it is the time"],
  ["/resolve this morning\nRolled back", "this morning", "no time of day stands in it"],
  ["/resolve 30m", "in 30m", "it is still to come"],
  ["/status resolved 11:30", "11:30", "that time is still to come"],
  ["/status resolved in 20m", "in 20m", "it is still to come"],
  ["/confirm in 20m", "in 20m", "it is still to come"],
  ["/confirm 0920", "0920", "it can be a number"],
])("%s is asked about before anything hangs on it", (said, text, why) => {
  const history = outage().comment("09:30", "ana", said);
  expect(status(history, "09:30").key).toBe("open");
  expect(comment(history.plan("09:30"), "refused").values).toMatchObject({
    refusal: "time",
    text,
    why: expect.stringContaining(why),
  });
});

test.each(["/confirm 09:10", "/resolve 09:25"])(
  "%s, said of a time before it was opened again, is asked about",
  (line) => {
    const history = outage().comment("09:20", "ana", "/resolve").closed("09:30", "ana").looked("09:30");
    history.reopened("10:00", "ana").looked("10:00").comment("10:05", "ana", line);
    expect(comment(history.plan("10:05"), "refused").values).toMatchObject({
      refusal: "time",
      why: expect.stringContaining("it lies before its beginning at 10:00"),
    });
  },
);

test.each([
  ["/resolve 2.10 was rolled back", "09:30"],
  ["/resolve 1405 requests had failed", "09:30"],
  ["/resolve in 20m we had rolled it back", "09:30"],
  ["/resolve just now", "09:30"],
  ["/resolve now", "09:30"],
  ["/resolve 10m ago", "09:20"],
  ["/status resolved 09:20 rolled back", "09:20"],
  ["/status resolved 2.10 was rolled back", "09:30"],
  ["/status resolved", "09:30"],
])("%s resolves at %s", (said, since) => {
  const history = outage().comment("09:30", "ana", said);
  expect(status(history, "09:30")).toMatchObject({ key: "resolved", since: time(since) });
});

test("an incident that is worked on again after it was resolved has its cadence back", () => {
  const history = outage().comment("09:30", "ana", "/resolve").looked("09:30");
  history.comment("10:00", "ana", "/status investigating because it is down again").looked("10:00");
  expect(update(history, "10:00")).toMatchObject({ running: true, dueAt: time("11:00") });
});

test("a status that had been confirmed need not be confirmed again when the work begins again (H-3)", () => {
  const history = incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", hssi)
    .comment("09:10", "ana", "/confirm")
    .comment("09:15", "ana", "/status investigating");
  const clocks = (when: string) => Object.fromEntries(history.situation(when).incident.clocks);
  history.comment("09:30", "ana", "/resolve").comment("09:40", "ana", "/status investigating");
  expect(clocks("09:40")).toMatchObject({
    confirm: { running: false },
    update: { running: true, dueAt: time("10:40") },
  });
  history.closed("10:00", "ana").reopened("10:10", "ana");
  expect(clocks("10:10")).toMatchObject({
    confirm: { running: false },
    update: { running: true, dueAt: time("11:10") },
  });
});

describe("what comes before the status that is in force, told late with its time,", () => {
  const late = (said: string) =>
    incident({ policy: "extends: hssi", preset: "hssi" })
      .opened("09:00", "alice", hssi)
      .comment("10:00", "ana", "/resolve 09:40 the queue is empty")
      .looked("10:00")
      .comment("10:10", "ana", said);
  const clocks = (history: History) => Object.fromEntries(history.situation("10:10").incident.clocks);

  test("is in the record, and nothing goes back for it: no clock starts, nothing was opened again", () => {
    const history = late("/confirm 09:10");
    const { incident: found } = history.situation("10:10");
    expect(found.status).toMatchObject({ key: "resolved", since: time("09:40") });
    expect(found.events.map(({ name }) => name)).not.toContain("reopened");
    expect(found.events.find(({ name }) => name === "confirmed")?.at).toBe(time("09:10"));
    const running = Object.entries(clocks(history)).flatMap(([name, clock]) => (clock.running ? [name] : []));
    expect(running).not.toContain("confirm");
    expect(running).not.toContain("update");
  });

  test("goes back where no time says that it was before", () => {
    expect(status(late("/confirm"), "10:10")).toMatchObject({ key: "confirmed", since: time("10:10") });
    expect(status(late("/confirm 09:50"), "10:10")).toMatchObject({ key: "confirmed", since: time("09:50") });
  });
});

test("words under a status command are an update, a bare command is none", () => {
  const history = outage().comment("09:10", "ana", "/confirm");
  expect(history.situation("09:10").incident.lastUpdate).toBeUndefined();
  history.comment("09:20", "ana", "/status investigating\n\nThe deploy is being rolled back.");
  expect(history.situation("09:20").incident.lastUpdate).toMatchObject({ at: time("09:20") });
});

test("several commands of one person each count, in their order", () => {
  const history = outage()
    .comment("09:05", "ana", "/confirm")
    .comment("09:05", "ana", "/status mitigated")
    .comment("09:05", "ana", "/status investigating");
  expect(status(history, "09:05").key).toBe("investigating");
});
