// The attention budget: of what repeats six comments in any hour, twenty in any day, and one line that says so; asks go out.
import { expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../src/engine/instant.ts";
import { playsMany } from "../laws/seeds.ts";
import { at } from "./answers.ts";
import { type History, incident, time } from "./build.ts";
import { mapOf } from "./map-of.ts";
import { card, comment, does, said, says, wakes, watched } from "./outcome.ts";

/** A clock that repeats itself much once it is overdue. */
const busy = `extends: sre
clocks: { update: { within: { sev1: 10m }, warn: [2m], overdue: { after: [${steps(20, 3).join(", ")}] } } }
attention: { mention-every: 1m, per-hour: 6, per-day: 20 }
`;

/** So many times a step of so many minutes. */
function steps(count: number, minutes: number): readonly string[] {
  return Array.from({ length: count }, (_none, index) => `${(index + 1) * minutes}m`);
}

const outage = () => incident({ policy: busy }).opened("09:00", "alice", at.sev1).looked("09:00");

/** Comments of ours that count: all but answers to commands. With the card. */
function counted(history: History): readonly number[] {
  return history.snapshot().issue.timeline.flatMap((item) => {
    if (item.kind !== "comment" || item.by?.login !== "tocsin") return [];
    return item.body.includes("tocsin:answer") ? [] : [item.at];
  });
}

/** The most that was written within any span of time. */
function most(history: History, span: number): number {
  const written = counted(history);
  return Math.max(...written.map((from) => written.filter((one) => one >= from && one < from + span).length));
}

/** Somebody who says something twice an hour, and nothing in between, for hours. */
function chatty(until: string): History {
  const history = outage();
  for (let now = time("09:00"); now <= time(until); now += MINUTE) {
    const when = new Date(now + HOUR).toISOString().slice(8, 16).replace("T", " ");
    if ((now / MINUTE) % 30 === 0) history.comment(when, "ana", "Still on it, nothing to see yet.");
    history.looked(when);
  }
  return history;
}

test.runIf(playsMany)(
  "what repeats is said six times in any hour and twenty times in any day, the card and the line included",
  () => {
    const history = chatty("2 10:00");
    const lines = said(history);
    expect(lines.filter((line) => line.includes("ceiling")).length).toBeGreaterThan(1);
    // Beyond it goes only what asks somebody for the first time since he last said something.
    const firsts = history
      .snapshot()
      .issue.timeline.filter((item) => item.kind === "comment" && /update\/\S+\/warn\/1/.test(item.body));
    expect(firsts.length).toBe(50);
    expect(most(history, HOUR)).toBeLessThanOrEqual(6 + 2);
    expect(most(history, DAY)).toBeLessThanOrEqual(20 + 48);
  },
);

test("the sixth in an hour is the line that says so, once", () => {
  const history = outage();
  for (let minute = 0; minute < 60; minute += 1) history.looked(`09:${String(minute).padStart(2, "0")}`);
  const lines = said(history).filter((line) => line.includes("ceiling"));
  expect(counted(history)).toHaveLength(6);
  expect(lines).toHaveLength(1);
});

/** Five comments of the first hour, the card included: the next one is the line. */
const five = ["09:08", "09:13", "09:16", "09:19"];

test("the line mentions nobody and says when words come again", () => {
  const history = outage();
  for (const when of five) history.looked(when);
  const line = comment(history.plan("09:22"), "ceiling");
  expect(line).toMatchObject({ mentions: [], values: { until: "10:00 BST (09:00 UTC)" } });
  history.looked("09:22");
  expect(says(history.plan("09:59"))).toEqual([]);
  expect(says(history.plan("10:00"))).toEqual(["reminder"]);
});

test("answers to commands do not count", () => {
  const history = outage();
  for (let minute = 1; minute < 8; minute += 1) {
    history.comment(`09:0${minute}`, "ana", "/help").looked(`09:0${minute}`);
  }
  expect(said(history).filter((line) => line.includes("help"))).toHaveLength(7);
  expect(says(history.plan("09:08"))).toEqual(["reminder"]);
});

test("a comment that somebody deleted counts all the same", () => {
  const history = outage();
  for (const when of five)
    history.looked(when).comment(when, "ana", "/impact Nobody can pay").looked(when).deleted("reminder");
  expect(says(history.plan("09:22"))).toEqual(["ceiling"]);
});

test("the card goes on being kept while the ceiling is reached", () => {
  const history = chatty("09:50").comment("09:55", "ana", "/severity sev2 because one site only");
  expect(history.plan("09:55").effects.map((effect) => effect.kind)).toContain("card");
});

test("nobody is mentioned twice within fifteen minutes, by this incident or another: an ask waits its turn", () => {
  const setting = { policy: "extends: sre\nroles: { lead: { duty: [ben] } }" };
  const history = watched(
    incident(setting)
      .opened("09:00", "alice", at.sev1)
      .changed((snapshot) => ({ ...snapshot, mentioned: mapOf({ ben: time("09:40") }) })),
    "09:50",
  );
  expect(said(history)).toEqual([]);
  expect(wakes(history.plan("09:50"))).toBe("09:55");
  expect(comment(history.plan("09:55"), "reminder")).toMatchObject({
    mentions: ["ben"],
    id: expect.stringMatching(/warn\/1$/),
  });
});

test("whoever was mentioned on this incident a moment ago is named without an @", () => {
  const policy =
    "extends: sre\nclocks: { update: { overdue: { after: [2m, 20m] } } }\nroles: { lead: { duty: [ben] } }";
  const history = incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00").looked("09:50");
  const plan = history.plan("10:02");
  expect(comment(plan, "reminder")).toMatchObject({ mentions: [], values: { called: "ben" } });
});

test("/quiet silences what repeats, and after it one says what was missed", () => {
  const history = outage().comment("09:05", "ana", "/quiet 60m because all are on the call").looked("09:05");
  watched(history, "10:04");
  expect(said(history)).toEqual(["09:08 reminder"]);
  expect(wakes(history.plan("10:04"))).toBe("10:05");
  const plan = history.plan("10:05");
  expect(says(plan)).toEqual(["reminder"]);
  expect(comment(plan, "reminder").due).toBe(time("10:05"));
});

test("why it is quiet stands on the card and in the timeline, with by whom", () => {
  const history = outage().comment("09:05", "ana", "/quiet 60m because all are on the call").looked("09:05");
  const because = "all are on the call";
  expect(card(history, "09:10").quieted).toEqual({ by: "ana", because });
  history.comment("09:20", "ben", "/quiet off");
  expect(history.situation("09:20").incident.history.slice(-2)).toMatchObject([
    { what: "quiet", by: "ana", values: { because } },
    { what: "quiet-off", by: "ben" },
  ]);
});

test("/quiet off lets reminders speak again", () => {
  const history = outage()
    .comment("09:05", "ana", "/quiet 60m because all are on the call")
    .comment("09:20", "ana", "/quiet off");
  expect(says(history.plan("09:20"))).toEqual(["reminder"]);
});

test("/quiet for more than a day, or for no length, is refused", () => {
  for (const words of ["/quiet 3d", "/quiet 0m"]) {
    const history = outage().comment("09:05", "ana", words);
    expect(comment(history.plan("09:05"), "refused").values.refusal).toBe("quiet");
  }
});

test("/quiet does not silence a regulatory clock", () => {
  const policy = "extends: sre\nclocks: { update: { regulatory: true } }";
  const history = incident({ policy })
    .opened("09:00", "alice", at.sev1)
    .comment("09:05", "ana", "/quiet 2h because all are on the call")
    .looked("09:05");
  expect(says(history.plan("09:50"))).toEqual(["reminder"]);
  expect(comment(history.plan("09:50"), "reminder").due).toBe(time("09:50"));
});

test("the ceiling holds for questions, too: they wait until there is room", () => {
  const history = chatty("09:50").comment("09:52", "ana", "/resolve");
  expect(does(history.plan("09:52"))).not.toContain("comment questions");
  expect(wakes(history.looked("09:52").plan("09:52"))).toBe("10:08");
  expect(says(history.plan("10:08"))).toEqual(["questions"]);
});

test("markers of the ceiling hold when the ledger is lost", () => {
  const history = chatty("09:50").changed(({ ledger: _, ...rest }) => ({ ...rest, trust: "lost" }));
  expect(says(history.plan("09:51"))).toEqual([]);
});

test("what was written a moment ago counts before it can be read", () => {
  const history = outage();
  for (const when of five) history.looked(when);
  const line = comment(history.plan("09:22"), "ceiling");
  history.changed((snapshot) => ({
    ...snapshot,
    recent: new Map([...snapshot.recent, [line?.id ?? "", "IC_new"]]),
    said: [line?.id ?? ""],
  }));
  expect(says(history.plan("09:22"))).toEqual([]);
});
