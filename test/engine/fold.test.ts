// What a person did becomes an act once: with the text and the rights found when it was first seen.
import { expect, test } from "vitest";
import { fold } from "../../src/engine/fold.ts";
import { at } from "./answers.ts";
import { incident, time } from "./build.ts";
import { all, does, lookedAt, says } from "./outcome.ts";

const outage = () => incident().opened("09:00", "alice", at.sev2).looked("09:00");

test("a command keeps its meaning when its text is edited later", () => {
  const history = outage().comment("09:05", "ana", "/severity sev1").looked("09:05");
  history.reworded("/severity sev1", "/severity sev3 because I was wrong");
  expect(history.situation("09:30").incident.severity).toMatchObject({ key: "sev1", by: "ana" });
  expect(does(history.plan("09:30"))).toEqual([]);
});

test("a command that is edited before the first look is judged as it then reads", () => {
  const history = outage().comment("09:05", "ana", "/severity sev9");
  history.reworded("/severity sev9", "/severity sev1");
  expect(history.situation("09:06").incident.severity?.key).toBe("sev1");
});

test("a deleted command stays in force, and the history says that it is gone", () => {
  const history = outage()
    .comment("09:05", "ana", "/severity sev1 because it spreads")
    .looked("09:05")
    .comment("09:10", "ben", "The database is back.")
    .looked("09:10");
  history.deleted("/severity sev1").deleted("The database");
  expect(history.situation("09:30").incident).toMatchObject({
    severity: { key: "sev1" },
    lastUpdate: { by: "ben", at: time("09:10") },
  });
});

test("an edit of a comment that was judged to be nothing makes no act of it", () => {
  const history = incident({ roles: { alice: "write", dan: "read" } })
    .opened("09:00", "alice", at.sev2)
    .comment("09:05", "dan", "I see it, too")
    .looked("09:05")
    .reworded("I see it", "/severity sev1");
  expect(history.situation("09:10").incident.severity?.key).toBe("sev2");
});

test("rights that are lost later take nothing back", () => {
  const history = outage().comment("09:05", "ana", "/severity sev1").looked("09:05");
  history.rights({ alice: "write", ana: "none" });
  expect(history.situation("09:30").incident.severity).toMatchObject({ key: "sev1", by: "ana" });
});

test("rights that are won later do not make a refused command good", () => {
  const history = incident({ roles: { alice: "write", dan: "read" } })
    .opened("09:00", "alice", at.sev2)
    .comment("09:05", "dan", "/severity sev1")
    .looked("09:05")
    .rights({ alice: "write", dan: "admin" });
  expect(history.situation("09:30").incident.severity?.key).toBe("sev2");
});

test("rights that a judgement needs are asked for, and not those of people who only talk on other issues", () => {
  const history = incident({ roles: { alice: "write" } })
    .opened("09:00", "alice", { body: "Something else." })
    .comment("09:05", "erin", "I have it, too");
  expect(history.situation("09:05").incident.needsRoles).toEqual([]);
  history.labeled("09:06", "alice", "incident").comment("09:07", "erin", "Still there");
  expect(() => history.situation("09:07")).toThrow("Give roles to erin.");
});

test("what a bot writes is no update and no command", () => {
  const history = outage();
  history.changed((snapshot) => ({
    ...snapshot,
    issue: {
      ...snapshot.issue,
      timeline: [
        ...snapshot.issue.timeline,
        {
          kind: "comment",
          id: "IC_bot",
          at: time("09:10"),
          by: { login: "deployer", kind: "bot" },
          body: "/resolve",
          minimized: false,
          reacted: [],
          edits: [],
        },
      ],
    },
  }));
  expect(history.situation("09:10").incident).toMatchObject({ status: { key: "open" } });
  expect(history.situation("09:10").incident.lastUpdate).toBeUndefined();
});

test("a marker of ours in somebody else's text means nothing", () => {
  const history = outage().comment(
    "09:10",
    "mallory",
    "Hi <!-- tocsin:card 2026-05-01-other-abc --> <!-- tocsin:reminder update/I_1/warn/1 -->",
  );
  history.rights({ alice: "write", mallory: "none" });
  expect(history.situation("09:50").standing.sent).not.toContain("update/I_1/warn/1");
  expect(history.situation("09:50").incident.twins.comments).toEqual([]);
});

test("a ledger that was lost is rebuilt from the history, and the card goes on to say so", () => {
  const history = lookedAt(outage().comment("09:05", "ana", "/severity sev1"), "09:05", "09:55");
  const { ledger } = history.snapshot();
  history.changed(({ ledger: _, ...rest }) => ({ ...rest, trust: "lost" }));
  const [written] = all(history.plan("09:58"), "card");
  expect(written?.values.lost).toBe(true);
  expect(written?.ledger.acts).toEqual(ledger?.acts);
  expect(does(history.plan("09:58"))).toEqual([]);
  history.looked("09:58");
  expect(history.plan("09:58").effects).toEqual([]);
  history.comment("09:59", "ben", "Half of it is back");
  expect(all(history.plan("09:59"), "card")[0]?.values.lost).toBe(true);
});

test("what was sent is still known when the ledger was lost", () => {
  const history = lookedAt(outage(), "10:20").changed(({ ledger: _, ...rest }) => ({
    ...rest,
    trust: "lost",
  }));
  expect(says(history.plan("10:25"))).toEqual([]);
});

test("acts are kept for ever, comments that came to nothing until all before them is known to be seen", () => {
  const history = incident({ roles: { alice: "write", dan: "read" } }).opened("09:00", "alice", at.sev2);
  history.comment("09:01", "alice", "/severity sev1");
  for (let count = 0; count < 250; count += 1) history.comment("09:02", "dan", `Me too ${count}`);
  history.looked("09:02");
  const acts = history.snapshot().ledger?.acts ?? [];
  expect(acts.filter((act) => act.verdict === "seen")).toHaveLength(250);
  history.comment("09:04", "alice", "/severity sev2").looked("09:04");
  const later = history.snapshot().ledger;
  expect(later?.acts.filter((act) => act.verdict === "seen")).toEqual([]);
  expect(later?.seenUntil?.at).toBe(time("09:02"));
  expect(acts.filter((act) => act.verdict === "done")).toHaveLength(2);
});

test("whether a refusal is told in words hangs on rights that are looked up, not on what else is known by chance", () => {
  const history = incident({ public: true, roles: { alice: "write" } })
    .opened("09:00", "alice", at.sev2)
    .comment("09:05", "mallory", "/adopt");
  const outcome = () => {
    const { snapshot, ruling } = history.situation("09:05");
    return fold(snapshot, ruling);
  };
  expect(() => outcome()).toThrow("Give roles to mallory.");
  history.rights({ alice: "write", mallory: "read" });
  expect(outcome().acts.at(-1)).toMatchObject({ verdict: "refused", refusal: undefined });
});

test("labels from before an incident was set aside do not count when it is taken up again, looked at meanwhile or not", () => {
  const adopted = (isLookedAt: boolean) => {
    const history = incident()
      .opened("09:00", "alice", at.sev1)
      .comment("09:05", "ana", "/severity 3 because one shop")
      .labeled("09:10", "ana", "severity: 2")
      .looked("09:11")
      .comment("09:15", "ana", "/not-an-incident");
    if (isLookedAt) history.looked("09:16");
    return history.comment("09:20", "ana", "/adopt").situation("09:21").incident.severity;
  };
  expect(adopted(true)).toMatchObject({ key: "sev2", how: "act", since: time("09:20") });
  expect(adopted(false)).toMatchObject({ key: "sev2", how: "act", since: time("09:20") });
});
