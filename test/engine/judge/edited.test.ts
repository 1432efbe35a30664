// A comment that its author edits after it was carried out: what it says besides counts, what was carried out stands, and nothing is dropped.
import { describe, expect, test } from "vitest";
import { saysTheSame } from "../../../src/engine/judge/added.ts";
import { wordsIn } from "../../../src/engine/rules/history-words.ts";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { clock, comment, does, said } from "../outcome.ts";

const outage = () => incident().opened("09:00", "ana", at.sev1).looked("09:00");

/** What somebody wrote at 09:05 and made something else of at 09:10; both were looked at. */
function edited(first: string, second: string, when = "09:10"): History {
  return outage().comment("09:05", "ana", first).looked("09:05").reworded(first, second, when);
}

/** The acts that the edit brought, and the problem of a line that was not carried out, which is said once. */
function brought(history: History, when = "09:10") {
  const acts = history.situation(when).incident.acts.filter((one) => one.at === time(when));
  const plan = history.plan(when);
  const words = does(plan).includes("comment refused") ? comment(plan, "refused").values : undefined;
  expect(does(history.looked(when).plan(when)).filter((one) => one.startsWith("comment"))).toEqual([]);
  const again = history.situation(when).incident.acts.filter((one) => one.at === time(when));
  expect(again).toEqual(acts);
  return { acts: acts.flatMap((one) => one.acts), words };
}

/** The entries of the timeline as they are shown: when, of what kind, which words. */
function linesOf(history: History) {
  const here = history.situation("09:10");
  const entries = here.incident.history.filter(({ what }) => what === "note");
  return entries.map((entry) => [clock(entry.at), entry.values.type, wordsIn(entry, here).text]);
}

describe("a command of a comment that was edited", () => {
  test.each([
    [
      "takes the place of another",
      "/role lead ben\n/told manager 09:01",
      "/told manager 09:01\n/told comms 09:02",
      [{ kind: "told", who: "comms", when: time("09:02") }],
    ],
    [
      "takes the place of one without values",
      "/ack\n/told manager 09:01",
      "/told manager 09:01\n/role lead ben",
      [{ kind: "role", role: "lead" }],
    ],
    ["stands where another stood", "/status mitigated", "/resolve", [{ kind: "status", to: "resolved" }]],
    [
      "was added above",
      "/told manager 09:01",
      "/status mitigated\n/told manager 09:01",
      [{ kind: "status", to: "mitigated" }],
    ],
    [
      "was added in the same words",
      "/called manager 09:01 no answer",
      "/called manager 09:01 no answer\n/called manager 09:01 no answer",
      [{ kind: "called" }],
    ],
    ["was put below words", "Rolled back.", "Rolled back.\n/resolve", [{ kind: "status", to: "resolved" }]],
  ])("is carried out where it %s", (_, first, second, acts) => {
    const found = brought(edited(first, second));
    expect(found.words).toBeUndefined();
    expect(found.acts).toMatchObject(acts);
  });

  test.each([
    ["another time", "/told manager 09:01", "/told manager 09:04", "told"],
    ["another party", "/told manager 09:01\n/ack", "/told comms 09:01\n/ack", "told"],
    ["another holder", "/role lead ben", "/role lead ana", "role"],
    ["another way", "/told manager 09:01", "/told manager 09:01 by phone", "told"],
    ["a reason that it did not have", "/severity sev1", "/severity sev1 because it spreads", "severity"],
    ["another value, one of two", "/told manager 09:01", "/told comms 09:02\n/told desk 09:03", "told"],
  ])(
    "that was carried out and says %s by now is not carried out again, and that is said",
    (_, first, second, command) => {
      const found = brought(edited(first, second));
      expect(found.acts).toEqual([]);
      expect(found.words).toMatchObject({ refusal: "edited", command });
    },
  );

  test.each([
    ["Certifcate renewed", "Certificate renewed"],
    ["", "Certificate renewed"],
  ])("is silent where only its words changed, from “%s”", (first, second) => {
    expect(brought(edited(`/resolve ${first}`, `/resolve ${second}`))).toEqual({
      acts: [],
      words: undefined,
    });
  });

  test("is silent where its reason is spelled in another way", () => {
    const history = edited("/severity sev2 because it wroks again", "/severity sev2 because it works again");
    expect(brought(history)).toEqual({ acts: [], words: undefined });
  });

  test("is carried out once it stands in a comment of its own, and the edited one is answered no more", () => {
    const history = edited("/told manager 09:01", "/told manager 09:04").looked("09:10");
    history.comment("09:12", "ana", "/told manager 09:04").looked("09:12");
    expect(said(history).filter((one) => one.includes("refused"))).toEqual(["09:10 refused"]);
    expect(history.situation("09:12").incident.told.at(-1)).toMatchObject({ at: time("09:04") });
  });
});

describe("words of a comment that was edited", () => {
  test.each([
    ["plain words", "Rolled back.", "Rolled back.\nimpact: all shops"],
    ["a command's", "/update Rolled back.", "/update Rolled back.\nimpact: all shops"],
    ["those below an end", "/resolve", "/resolve\nimpact: all shops"],
    ["another value", "Rolled back.\nimpact: one shop", "Rolled back.\nimpact: all shops"],
    ["a line of facts", "/set impact one shop", "/set impact all shops"],
  ])("give a fact: %s", (_, first, second) => {
    const history = edited(first, second);
    expect(history.situation("09:10").incident.facts.get("impact")?.text).toBe("all shops");
    expect(brought(history).words).toBeUndefined();
    expect(history.situation("09:10").incident.lastUpdate?.at).not.toBe(time("09:10"));
  });

  test.each([
    ["plain words", "Rolled back.", "Rolled back.\naction 09:04: restarted db1"],
    ["one entry", "alert 09:01: disk full", "alert 09:01: disk full\naction 09:04: restarted db1"],
    ["an entry, before it", "alert 09:01: disk full", "action 09:04: restarted db1\nalert 09:01: disk full"],
    ["a command", "/status mitigated", "/status mitigated\naction 09:04: restarted db1"],
    ["an entry of the same kind at another time", "action 09:01: stopped it", "action 09:04: restarted db1"],
  ])("give an entry of the timeline: beside %s", (_, first, second) => {
    const history = edited(first, second);
    const { acts } = brought(history);
    expect(acts.filter(({ kind }) => kind === "note")).toMatchObject([
      { type: "action", when: time("09:04") },
    ]);
    expect(linesOf(history)).toEqual(expect.arrayContaining([["09:04", "action", "restarted db1"]]));
  });

  test("are no other entry where only its words changed", () => {
    const history = edited("alert 09:01: disc full", "alert 09:01: disk full");
    expect(brought(history).acts).toEqual([]);
    expect(linesOf(history)).toEqual([["09:01", "alert", "disk full"]]);
  });

  test("lend theirs to no entry that stood there before", () => {
    const history = edited("action 09:01: stopped it", "action 09:04: restarted db1");
    expect(linesOf(history)).toEqual([
      ["09:01", "action", ""],
      ["09:04", "action", "restarted db1"],
    ]);
  });

  test.each([
    ["a time that could not be read", "Rolled back; next update 31:40", "Rolled back; next update 09:40"],
    ["none", "Rolled back", "Rolled back; next update 09:40"],
    ["another", "Rolled back; next update 09:30", "Rolled back; next update 09:40"],
    ["none, by the command", "/update Rolled back", "/update Rolled back; next update 09:40"],
    [
      "none, below a command",
      "/status mitigated\nRolled back",
      "/status mitigated\nRolled back; next update 09:40",
    ],
  ])("promise the next update, where they promised %s", (_, first, second) => {
    const history = edited(first, second);
    const { clocks, questions, lastUpdate } = history.situation("09:10").incident;
    expect(clocks.get("update")?.dueAt).toBe(time("09:40"));
    expect(questions.filter(({ topic }) => topic === "time")).toEqual([]);
    expect(lastUpdate?.at).toBe(time("09:05"));
    expect(brought(history).words).toBeUndefined();
  });

  test("promise a time that is asked about where it can't be read", () => {
    const { incident: found } = edited("Rolled back", "Rolled back; next update 31:40").situation("09:10");
    expect(found.questions).toMatchObject([{ topic: "time", values: { text: "31:40" } }]);
    expect(found.clocks.get("update")?.dueAt).toBe(time("10:05"));
  });

  test.each([
    [
      "which counts from when it was said",
      "Next update in 20 minutes",
      "Rolled back. Next update in 20 minutes",
      "09:25",
    ],
    ["which is taken back", "Rolled back; next update 09:30", "Rolled back", "09:30"],
  ])("promise nothing else where they keep a time, %s", (_, first, second, due) => {
    const history = edited(first, second, "09:15");
    expect(brought(history, "09:15").acts).toEqual([]);
    expect(history.situation("09:15").incident.clocks.get("update")?.dueAt).toBe(time(due));
  });

  test("promise nothing any more once another update was given", () => {
    const history = edited("Rolled back", "Rolled back; next update 09:40", "09:20");
    history.comment("09:15", "ana", "It holds.").looked("09:15");
    expect(brought(history, "09:20").acts).toEqual([]);
    expect(history.situation("09:20").incident.clocks.get("update")?.dueAt).toBe(time("10:15"));
  });

  test("are an update where there were none, beside a command", () => {
    const history = edited("/ack", "Rolled back, it holds.\n/ack");
    expect(history.situation("09:10").incident.lastUpdate?.at).toBe(time("09:10"));
  });
});

test("the reason of a release may be spelled otherwise, whatever it let go meanwhile", () => {
  const release = (because: string, lifts: readonly string[]) => [
    { kind: "notice-step", notice: "notice/first/IC_1", n: 1, step: "release", because, lifts } as const,
  ];
  expect(saysTheSame(release("leeds saw it", ["it is not confirmed"]), release("Leeds saw it", []))).toBe(
    true,
  );
});
