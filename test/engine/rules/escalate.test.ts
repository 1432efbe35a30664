// Escalation: who is asked for help and why, what is enough, what follows when nobody answers, and what people are asked (H-21 to H-25).
import { expect, test } from "vitest";
import type { Values } from "../../../src/engine/wanted.ts";
import { at, hssi } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { card, comment, lookedAt, said, says, value, wakes, watched } from "../outcome.ts";

const policy = `extends: sre
declare: { tell: null }
contacts: { night: the night desk }
roles:
  manager: { duty: [mo] }
  edm: { title: on-call escalation manager, duty: [erin], offered: false }
  level-3: { title: level 3, duty: [night], offered: false }
  level-4: { title: level 4, duty: [dora], offered: false }
fields:
  bau: { title: business as usual, type: yes-no }
  extent: { title: what is affected, type: choice, options: [one site, multi-site] }
escalation:
  levels:
    - { key: "2", role: edm, attempts: 2, within: 20m, source: H-22 }
    - { key: "3", role: level-3, within: 30m }
    - { key: "4", role: level-4 }
`;

const withManager = policy.replace("  levels:\n", '  levels:\n    - { key: "1", role: manager }\n');

const outage = (text = policy): History =>
  incident({ policy: text }).opened("09:00", "alice", at.sev1).looked("09:00");

/** Somebody asks for the EDM, and the EDM is asked. */
const asked = (text = policy): History =>
  outage(text).comment("09:10", "ana", "/escalate edm because nobody knows the failover").looked("09:10");

const levels = (history: History, when: string) => comment(history.plan(when), "escalate").values.levels;

test("a person who asks for a level has it asked once, with the reason, by one comment", () => {
  const history = outage().comment("09:10", "ana", "/escalate edm because nobody knows the failover");
  const said = comment(history.plan("09:10"), "escalate");
  expect(said.mentions).toEqual(["erin"]);
  expect(said.values.levels).toMatchObject([
    {
      title: "on-call escalation manager",
      how: "duty",
      reasons: [{ kind: "person", by: "ana", because: "nobody knows the failover" }],
      follows: { title: "level 3", at: "09:30 BST", calls: 2 },
    },
  ]);
  expect(says(lookedAt(history, "09:10").plan("09:15"))).toEqual([]);
});

test("an EDM who does not answer in 20 minutes is followed by level 3, and that by level 4", () => {
  const history = watched(asked(), "09:49");
  expect(said(history)).toEqual(["09:10 escalate (minimized)", "09:30 escalate"]);
  expect(said(watched(asked(), "10:30"))).toContain("10:00 escalate (minimized)");
});

test("the next level is told why it is asked", () => {
  expect(levels(asked(), "09:30")).toMatchObject([
    {
      title: "level 3",
      contact: true,
      reasons: [{ kind: "passed", why: "time", title: "on-call escalation manager", at: "09:10 BST" }],
    },
  ]);
});

test("a contact outside GitHub is to be called by whoever has the lead", () => {
  const history = asked().comment("09:11", "ben", "/role lead @ben").looked("09:11");
  const said = comment(history.plan("09:30"), "escalate");
  expect(said.values).toMatchObject({ caller: "@ben", levels: [{ called: "the night desk" }] });
  expect(said.mentions).toEqual(["ben"]);
});

test("it wants to look again exactly when the level's time is over", () => {
  expect(wakes(asked().plan("09:10"))).toBe("09:30");
});

test("two calls without an answer ask the next level at once", () => {
  const history = asked()
    .comment("09:13", "ana", "/called edm 09:12 no answer")
    .looked("09:13")
    .comment("09:18", "ana", "/called edm no answer");
  expect(levels(history, "09:18")).toMatchObject([
    { title: "level 3", reasons: [{ kind: "passed", why: "attempts", calls: 2 }] },
  ]);
});

test("what hangs on a call is due when somebody says that it was made", () => {
  const history = asked()
    .comment("09:13", "ana", "/called edm 09:12 no answer")
    .looked("09:13")
    .comment("09:20", "ana", "/called edm 09:16 no answer");
  const said = comment(history.plan("09:20"), "escalate");
  expect(said.due).toBe(time("09:20"));
  expect(said.values.late).toBeUndefined();
});

test("the 20 minutes count from the first attempt", () => {
  const history = asked().comment("09:15", "ana", "/called edm no answer").looked("09:15");
  expect(says(history.plan("09:30"))).toEqual([]);
  expect(says(history.plan("09:35"))).toEqual(["escalate"]);
});

test("an EDM who is tied up in other calls is followed by level 3 at once", () => {
  for (const words of ["busy", "tied up", "in other calls", "tied up in another call"]) {
    const history = asked().comment("09:13", "ana", `/called edm ${words}`);
    expect(levels(history, "09:13")).toMatchObject([{ title: "level 3", reasons: [{ why: "busy" }] }]);
  }
});

test("calls that nobody was asked for count as attempts", () => {
  const history = outage()
    .comment("09:10", "ana", "/called edm no answer")
    .looked("09:10")
    .comment("09:15", "ana", "/called edm no answer");
  expect(levels(history, "09:15")).toMatchObject([{ title: "level 3" }]);
  expect(said(history)).toEqual([]);
});

test("an acknowledgement stops the steps and folds the comment away", () => {
  const history = asked()
    .comment("09:15", "erin", "/ack")
    .rights({ ana: "write", erin: "write" })
    .looked("09:15");
  expect(said(history)).toEqual(["09:10 escalate (minimized)"]);
  expect(says(history.plan("09:49"))).toEqual([]);
  expect(card(history, "09:16").escalation).toMatchObject([{ answeredAt: "09:15 BST", by: "erin" }]);
});

test("a call that was answered stops the steps, by role, level, or the name of who is on duty", () => {
  for (const who of ["edm", "2", "erin", "@erin"]) {
    const history = asked().comment("09:15", "ana", `/called ${who} 09:14 answered`).looked("09:15");
    expect(says(history.plan("09:49")), who).toEqual([]);
  }
});

/** The manager was mentioned at 08:58, on another incident. */
const busy = (history: History): History =>
  history.changed((snapshot) => ({ ...snapshot, mentioned: new Map([["mo", time("08:58")]]) }));

test("a level that waits for a mention is not said to be asked, and then since the mention", () => {
  const history = busy(outage().comment("09:05", "ana", "/escalate manager").policy(withManager));
  history.looked("09:05");
  expect(said(history)).toEqual([]);
  expect(card(history, "09:06").escalation).toEqual([
    { title: "manager", who: "mo", waits: "08:58 BST", elsewhere: true },
  ]);
  history.looked("09:13");
  expect(said(history)).toEqual(["09:13 escalate"]);
  expect(card(history, "09:14").escalation).toMatchObject([{ title: "manager", at: "09:13 BST", waits: "" }]);
});

test("on one issue a person's cry for help goes before its declaration, which waits for its own turn", () => {
  const text = withManager.replace("declare: { tell: null }", "declare: { tell: { sev1: [manager] } }");
  const history = busy(incident({ policy: text }).opened("09:00", "alice", at.sev1)).looked("09:00");
  history.comment("09:05", "ana", "/escalate manager").looked("09:05").looked("09:13");
  expect(said(history)).toEqual(["09:13 escalate"]);
  const waiting = history.comment("09:14", "ana", "/note still down").plan("09:14").unsaid;
  expect(waiting).toMatchObject([{ step: "mention", until: time("09:28"), turn: { who: ["mo"], rank: 1 } }]);
});

test("a person's cry for help is of a higher rank than a level that a rule asks", () => {
  const text = `${withManager}  triggers: { wide: { when: { extent: multi-site }, to: '1', how: escalate, because: many } }\n`;
  const rankAfter = (words: string) =>
    busy(outage(text))
      .comment("09:05", "ana", words)
      .plan("09:05")
      .unsaid.map(({ turn }) => turn?.rank);
  expect(rankAfter("/escalate manager")).toEqual([3]);
  expect(rankAfter("/set extent multi-site")).toEqual([2]);
});

test.each([
  ["a call", "ana", "/called edm answered", ""],
  ["an /ack", "erin", "/ack", "erin"],
])("an EDM who answers by %s after level 3 was asked answers for level 2 alone", (_, who, words, by) => {
  const history = incident({ policy, roles: { alice: "write", ana: "write", erin: "write" } })
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .comment("09:10", "ana", "/escalate edm");
  lookedAt(history, "09:10", "09:30").comment("09:35", who, words).looked("09:35");
  expect(said(history)).toEqual(["09:10 escalate (minimized)", "09:30 escalate"]);
  expect(card(history, "09:36").escalation).toMatchObject([
    { title: "level 3", at: "09:30 BST", answeredAt: undefined },
    { title: "on-call escalation manager", answeredAt: "09:35 BST", by },
  ]);
  expect(levels(history, "10:00")).toMatchObject([{ title: "level 4" }]);
});

test("an answer before the next level was asked keeps it from being asked", () => {
  const history = asked().comment("09:35", "ana", "/called edm answered");
  expect(says(history.plan("09:35"))).toEqual([]);
  expect(says(history.looked("09:35").plan("09:49"))).toEqual([]);
});

test("/ack of somebody who was not asked stands in the timeline as seen", () => {
  const roles = { alice: "write", ana: "write", erin: "write", mal: "write" } as const;
  const history = incident({ policy, roles }).opened("09:00", "alice", at.sev1);
  const whats = (by: string, when: string): readonly unknown[] => {
    const { timeline } = card(history, when);
    return Array.isArray(timeline) ? timeline.filter((line: Values) => line.by === by) : [];
  };
  history.comment("09:01", "mal", "/ack").looked("09:01");
  expect(whats("mal", "09:02")).toMatchObject([{ what: "seen" }]);
  history.comment("09:10", "ana", "/escalate edm").looked("09:10");
  history.comment("09:12", "mal", "/ack").comment("09:13", "erin", "/ack").looked("09:13");
  expect(whats("mal", "09:14")).toMatchObject([{ what: "seen" }, { what: "seen" }]);
  expect(whats("erin", "09:14")).toMatchObject([{ what: "ack" }]);
});

test("an incident that is resolved stops all steps", () => {
  const history = asked().comment("09:20", "ana", "/resolve").looked("09:20");
  expect(says(history.plan("09:30"))).not.toContain("escalate");
  expect(says(history.plan("12:00"))).not.toContain("escalate");
});

test("without a name the next level above the last that was asked is meant, whoever asked it", () => {
  const history = lookedAt(asked(), "09:30").comment("09:40", "ana", "/escalate");
  expect(levels(history, "09:40")).toMatchObject([{ title: "level 4" }]);
});

test("a level's time begins when it was asked, not while nothing could be written", () => {
  const history = outage().comment("09:10", "ana", "/escalate edm");
  expect(levels(history, "09:45")).toMatchObject([
    { title: "on-call escalation manager", follows: { at: "10:05 BST" } },
  ]);
  expect(comment(history.plan("09:45"), "escalate").values.late).toEqual({
    due: "09:10 BST",
    sent: "09:45 BST",
  });
});

test("a quiet hour lets no level wait that is due, whoever asks for it", () => {
  const history = asked().comment("09:12", "ana", "/quiet 60m because we are on the phone").looked("09:12");
  expect(says(history.plan("09:30"))).toEqual(["escalate"]);
  expect(says(history.comment("09:20", "ana", "/escalate level-3").plan("09:20"))).toEqual(["escalate"]);
});

test("what is due with it joins, and it is the one live reminder", () => {
  const history = watched(outage(), "09:50").comment("09:53", "ana", "/escalate edm").looked("09:53");
  expect(said(history)).toEqual(["09:50 reminder (minimized)", "09:53 escalate"]);
  const late = outage().comment("09:48", "ana", "/escalate edm");
  expect(comment(late.plan("09:48"), "escalate").markers[0]).toEqual([
    "reminder",
    expect.stringMatching(/^escalate\/2\/IC_\d+$/),
    "update/I_1/warn/1",
  ]);
});

test("a reminder that replaces it says that the level is still asked", () => {
  const history = lookedAt(asked(), "09:30");
  expect(comment(history.plan("09:50"), "reminder").values.asked).toMatchObject([
    { title: "level 3", at: "09:30 BST" },
  ]);
});

test("the card says who is asked since when, what was tried and what follows", () => {
  const history = asked().comment("09:15", "ana", "/called edm no answer").looked("09:15");
  expect(card(history, "09:16").escalation).toMatchObject([
    {
      title: "on-call escalation manager",
      at: "09:10 BST",
      calls: 1,
      next: { title: "level 3", at: "09:35 BST" },
    },
  ]);
});

test("a clock's last step goes up to the first level, and the level's time runs from then", () => {
  const history = watched(outage(), "11:00");
  expect(
    comment(lookedAt(outage(), "09:50", "10:05", "10:20").plan("11:00"), "reminder").values.stepUp,
  ).toMatchObject({
    who: "@erin",
  });
  expect(levels(history, "11:20")).toMatchObject([
    { title: "level 3", reasons: [{ kind: "passed", why: "time" }] },
  ]);
  expect(wakes(history.plan("11:00:01"))).toBe("11:20");
});

test("two clocks whose last steps are one comment go up one level", () => {
  const check =
    "clocks: { check: { title: Check, starts: declared, stops: resolved, within: { sev1: 58m }, overdue: { after: [60m], then: escalate } } }";
  const history = watched(outage(`${policy}${check}\n`), "11:01");
  expect(history.situation("11:01").standing.escalation.steps.map(({ level }) => level.key)).toEqual(["2"]);
  history.comment("11:05", "ana", "/escalate");
  expect(history.situation("11:05").incident.requests.map(({ level }) => level)).toEqual(["3"]);
});

test("an update ends what only a clock had asked for", () => {
  const history = watched(outage(), "11:00").comment("11:10", "ana", "All on it.").looked("11:10");
  expect(says(history.plan("11:20"))).toEqual([]);
  expect(value(card(history, "11:20"), "escalation")).toEqual([]);
});

test("a drill asks nobody", () => {
  const history = outage()
    .comment("09:05", "ana", "/drill because we train")
    .looked("09:05")
    .comment("09:10", "ana", "/escalate");
  expect(says(history.plan("09:10"))).not.toContain("escalate");
});

const withRules = (rules: string): string => `${policy}  triggers:\n${rules}`;

test("a rule over the facts asks the level at once, once, since what made it hold", () => {
  const text = withRules(
    "    wide: { when: { extent: multi-site }, to: '2', how: escalate, because: several sites are affected, source: H-21 }",
  );
  const history = outage(text).comment("09:10", "ana", "/set extent multi-site");
  expect(levels(history, "09:10")).toMatchObject([
    { reasons: [{ kind: "rule", because: "several sites are affected", source: "H-21" }] },
  ]);
  history.looked("09:10").comment("09:12", "ana", "/set extent multi-site");
  expect(says(history.looked("09:12").plan("09:12"))).toEqual([]);
});

test("what the facts can't decide counts: only a fact that says otherwise stops the rule", () => {
  const text = withRules("    unusual: { when: { major: yes }, unless: { bau: yes }, how: escalate }");
  expect(said(outage(text))).toEqual(["09:00 escalate"]);
  const usual = incident({ policy: text })
    .opened("09:00", "alice", at.sev1)
    .comment("09:00", "ana", "/set bau yes");
  expect(said(usual.looked("09:01"))).toEqual([]);
});

test("a rule of hours out asks from the end of hours on", () => {
  const text = `${withRules("    night: { when: { major: yes }, hours: out, how: escalate }\n")}calendars:
  office: { hours: { mon-fri: "08:00-17:30" }, zone: Europe/London }
`;
  const history = outage(text);
  expect(says(history.plan("17:29"))).not.toContain("escalate");
  expect(says(history.plan("17:30"))).toContain("escalate");
});

test("rules that ask become one question, asked once, which a person answers", () => {
  const text = withRules(
    "    wide: { when: { extent: multi-site }, because: several sites }\n    unusual: { when: { major: yes }, unless: { bau: yes }, because: not usual }",
  );
  const history = incident({ policy: text })
    .opened("09:00", "alice", at.sev1)
    .comment("09:00", "ana", "/set extent multi-site");
  const question = comment(history.plan("09:01"), "questions");
  expect(question.mentions).toEqual(["alice"]);
  expect(question.values.questions).toMatchObject([
    { topic: "escalate", level: "2", rules: [{ because: "several sites" }, { because: "not usual" }] },
  ]);
  expect(says(lookedAt(history, "09:01").plan("09:30"))).toEqual([]);
});

test("of several answers for which a rule asks it names those that were given, and each more is one more question", () => {
  const text = withRules(
    "    serious: { when: { concerns: [press, money, safety] }, because: a reason was given }",
  ).replace("fields:", "fields:\n  concerns: { type: choices, options: [press, money, safety, noise] }");
  const history = outage(text).comment("09:10", "ana", "/set concerns press, noise");
  const rules = (when: string) => comment(history.plan(when), "questions").values.questions;
  expect(rules("09:10")).toMatchObject([{ rules: [{ because: "a reason was given", given: "press" }] }]);
  lookedAt(history, "09:10").comment("09:30", "ana", "/set concerns press, noise, safety");
  expect(rules("09:30")).toMatchObject([{ rules: [{ given: "safety" }] }]);
  // What was asked about is asked about no more, whatever is taken back and given again.
  lookedAt(history, "09:30").comment("09:50", "ana", "/set concerns press");
  lookedAt(history, "09:50").comment("09:51", "ana", "/set concerns press, safety");
  expect(says(history.looked("09:51").plan("10:10"))).not.toContain("questions");
});

test("those who hear of what is kept at its level are named with the question, once each, as still to be told, and are not mentioned (H-25)", () => {
  const text = withRules(
    "    wide: { when: { extent: multi-site }, kept: [edm], because: several sites }\n    unusual: { when: { major: yes }, kept: [edm], because: not usual }",
  );
  const history = incident({ policy: text })
    .opened("09:00", "alice", at.sev1)
    .comment("09:00", "ana", "/set extent multi-site");
  const question = comment(history.plan("09:01"), "questions");
  expect(question.mentions).toEqual(["alice"]);
  expect(question.values.questions).toMatchObject([{ topic: "escalate", kept: [{ key: "edm" }] }]);
});

test("where core hours give that level to another role it is that one who hears of it then (H-22, H-25)", () => {
  const history = incident({ policy: "extends: hssi\nroles: { bridge: { duty: [ben] } }\n" })
    .opened("10:00", "alice", hssi)
    .comment("10:00", "ben", "/flag clinical");
  const question = comment(history.plan("10:01"), "questions");
  expect(question.values.questions).toMatchObject([
    { topic: "escalate", kept: [{ key: "service-manager" }, { key: "level-3" }] },
  ]);
});

test.each([
  ["the level below it", "levels: [{ key: '1', role: manager }, { key: '2', role: edm }]", "mo"],
  ["whoever has the lead, where none is below it", "levels: [{ key: '2', role: edm }]", "lou"],
])("whether a level is wanted is asked of %s", (_, levels, who) => {
  const text = `extends: sre
declare: { tell: null }
roles: { lead: { duty: [lou] }, manager: { duty: [mo] }, edm: { title: night manager on call, duty: [erin], offered: false } }
escalation: { ${levels}, triggers: { wide: { when: { major: yes }, to: "2", because: several sites } } }
`;
  const history = incident({ policy: text }).opened("09:00", "alice", at.sev1);
  const question = comment(history.plan("09:01"), "questions");
  expect(question.mentions).toEqual([who]);
  expect(question.values.questions).toMatchObject([{ topic: "escalate", who: `@${who}` }]);
});

test("a rule asks no more about a level that was asked already", () => {
  const text = withRules("    wide: { when: { extent: multi-site }, because: several sites }");
  const history = asked(text).comment("09:12", "ana", "/set extent multi-site");
  expect(says(history.plan("09:12"))).toEqual([]);
});

test("a stalled incident asks after so long or after so many updates, whichever comes first", () => {
  const text = withRules(
    "    stalled: { when: { major: yes }, stalled: { after: 5h, updates: 3, unless: { bau: yes } } }",
  );
  const updates = (history: History, ...times: readonly string[]): History =>
    times.reduce((told, when) => told.comment(when, "ana", `Still at it at ${when}.`).looked(when), history);
  const early = updates(outage(text), "09:30", "10:00").comment("10:30", "ana", "No way out yet.");
  expect(says(early.plan("10:30"))).toEqual(["questions"]);
  expect(comment(early.plan("10:30"), "questions").values.questions).toMatchObject([{ topic: "stalled" }]);
  const slow = updates(outage(text), "10:00", "11:00");
  expect(says(slow.plan("13:59"))).not.toContain("questions");
  expect(says(slow.plan("14:00"))).toContain("questions");
});

test("that nothing moves is asked though a level was asked before, and not where it was asked since", () => {
  const text = withRules("    stalled: { when: { major: yes }, stalled: { after: 1h } }");
  const reached = (): History =>
    lookedAt(asked(text).comment("09:15", "ana", "/called edm answered"), "09:15", "09:50");
  const question = comment(reached().plan("10:00"), "questions");
  expect(question.values.questions).toMatchObject([{ topic: "stalled", title: "level 3" }]);
  const again = reached().comment("10:00:01", "ana", "/escalate level-3");
  expect(says(again.plan("10:00:01"))).not.toContain("questions");
});

test("who asks anew for a level that was passed has the levels after it asked anew, as the comment says", () => {
  const anew = watched(asked(), "10:05").comment("10:11", "ana", "/escalate edm because it is down again");
  expect(levels(anew, "10:11")).toMatchObject([{ follows: { title: "level 3", at: "10:31 BST" } }]);
  expect(levels(lookedAt(anew, "10:11"), "10:31")).toMatchObject([
    { title: "level 3", reasons: [{ kind: "passed", why: "time" }] },
  ]);
});

test("a clock's last step that joins the comment to a level asks that one, and the next after its time", () => {
  // Nobody looked from 09:10 on: the EDM's time is over, and the update's last step falls due, too.
  expect(levels(asked(), "11:05")).toMatchObject([
    { title: "level 3", follows: { title: "level 4", at: "11:35 BST" } },
  ]);
  expect(levels(lookedAt(asked(), "11:05"), "11:35")).toMatchObject([
    { title: "level 4", reasons: [{ kind: "passed" }] },
  ]);
});

test("where nothing is written it does not wait for its own words, second after second", () => {
  const wanted = (text: string): History => outage(text).comment("09:10", "ana", "/escalate edm");
  expect(wanted(policy).plan("09:10").wakeAt).toBe(time("09:10:01"));
  const watching = wanted(`${policy}incidents: { mode: watch }\n`).plan("09:10");
  expect(comment(watching, "escalate").mentions).toEqual(["erin"]);
  expect(watching.wakeAt).not.toBe(time("09:10:01"));
});

test("words after /escalate that name no level are the reason, and a single one is asked about", () => {
  const history = outage().comment("09:10", "ana", "/escalate need a decision on the rollback");
  expect(history.situation("09:10").incident.requests).toMatchObject([
    { level: "2", because: "need a decision on the rollback" },
  ]);
  const unclear = outage().comment("09:10", "ana", "/escalate minister");
  expect(unclear.situation("09:10").incident.acts.at(-1)).toMatchObject({ verdict: "refused" });
});
