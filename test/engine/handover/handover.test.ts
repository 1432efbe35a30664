import { describe, expect, test } from "vitest";
import { lastOf, nextOf } from "../../../src/engine/handover/change.ts";
import { mapOf } from "../map-of.ts";
import { going, rulingOf, Telling, time } from "./telling.ts";

const dan = "`/called desk 17:31 all is clear`";

function friday(): Telling {
  return new Telling().open(going("4 17:00"));
}

/** The rolling issue is there, and Friday's handover was said. */
function said(): Telling {
  return friday().looked("4 17:30").looked("4 17:30");
}

describe("a change of duty", () => {
  const { changes } = rulingOf().policy.handover ?? { changes: [] };
  const change = (id: string) => {
    const found = changes.find((one) => one.id === id);
    if (found === undefined) throw new Error(`hssi hands nothing over by ${id}.`);
    return found;
  };

  test.each([
    ["bridge-desk", "4 17:29", "3 17:30"],
    ["bridge-desk", "4 17:30", "4 17:30"],
    ["bridge-desk", "6 12:00", "4 17:30"],
    ["desk-bridge", "6 12:00", "4 08:00"],
    ["desk-bridge", "7 08:00", "7 08:00"],
    ["edm-bridge", "7 07:29", "4 08:00"],
    ["edm-bridge", "7 07:30", "7 08:00"],
    ["edm-edm", "5 18:59", undefined],
    ["edm-edm", "5 19:00", "5 19:00"],
    ["edm-edm", "6 12:00", "6 07:00"],
  ])("%s, looked at on %s, was last on %s", (id, at, last) => {
    expect(lastOf(change(id), rulingOf(), time(at))).toBe(last && time(last));
  });

  test.each([
    ["bridge-desk", "4 17:30", "7 17:30"],
    ["desk-bridge", "4 17:30", "7 08:00"],
    ["edm-edm", "4 17:30", "5 19:00"],
    ["edm-bridge", "7 07:00", "7 08:00"],
    ["edm-bridge", "7 07:30", "8 08:00"],
  ])("%s comes after %s on %s", (id, at, next) => {
    expect(nextOf(change(id), rulingOf(), time(at))).toBe(time(next));
  });

  test("falls on no bank holiday", () => {
    expect(nextOf(change("desk-bridge"), rulingOf(), time("17 17:30"))).toBe(time("22 08:00"));
  });
});

describe("the rolling issue", () => {
  test("is opened at a change, where something goes on", () => {
    expect(friday().plan("4 17:29").effects).toEqual([]);
    expect(friday().plan("4 17:30").effects).toMatchObject([
      { kind: "create-issue", title: "Handover", labels: ["handover"], repository: "acme/incidents" },
    ]);
  });

  test("is opened where nothing goes on for a call that is asked for in any case, within half an hour of it (H-33)", () => {
    const idle = new Telling();
    expect(idle.plan("4 17:29").effects).toEqual([]);
    expect(idle.plan("4 17:30").effects).toMatchObject([{ kind: "create-issue", title: "Handover" }]);
    expect(idle.plan("4 18:00").effects).toMatchObject([{ kind: "create-issue" }]);
    expect(idle.plan("4 18:01").effects).toEqual([]);
    expect(idle.looked("4 17:30").says("4 17:30")).toEqual([
      "**Handover, Bridge to Desk, Fri 4 Apr 17:30 BST**: nothing to hand over",
    ]);
  });

  test("is not opened for an idle escalation manager, nor where nobody is named to call or to be called", () => {
    expect(new Telling().plan("4 19:00").effects).toEqual([]);
    const named = (roles: string) =>
      new Telling(`extends: hssi\nroles: { ${roles} }\n`).plan("4 17:30").effects;
    expect(named("bridge: { duty: [bea] }, desk: { duty: [dan] }")).toHaveLength(1);
    expect(named("bridge: { duty: [bea] }")).toEqual([]);
    expect(named("desk: { duty: [dan] }")).toEqual([]);
  });

  test("is not opened a second time while the first is out of sight", () => {
    const [effect] = friday().plan("4 17:30").effects;
    const plan = friday()
      .changed({ recent: mapOf({ [effect?.id ?? ""]: "I_9" }) })
      .plan("4 17:30");
    expect(plan.effects.map(({ kind }) => kind)).toEqual(["comment"]);
  });

  test("that somebody closed is followed by a new one at the next change, which says where it is", () => {
    const closed = friday().changed({ former: { ref: "acme/incidents#8", closedAt: time("4 18:00") } });
    expect(closed.plan("4 18:05").effects).toEqual([]);
    expect(closed.plan("7 08:00").effects).toMatchObject([
      { kind: "create-issue", values: { former: "acme/incidents#8" } },
    ]);
  });

  test("that was opened twice loses the younger one", () => {
    const twice = said();
    const [first] = twice.seen.rolling;
    if (first === undefined) throw new Error("There is no rolling issue.");
    twice.changed({ rolling: [first, { ...first, id: "I_10", comments: [] }] });
    expect(twice.plan("4 17:31").effects).toMatchObject([
      { kind: "close", issueId: "I_10", reason: "DUPLICATE" },
    ]);
  });

  test("that was opened twice loses it once, though a replica shows it as open for a while", () => {
    const twice = said();
    const [first] = twice.seen.rolling;
    if (first === undefined) throw new Error("There is no rolling issue.");
    twice.changed({ rolling: [first, { ...first, id: "I_10", comments: [] }] });
    twice.changed({ recent: mapOf({ "heal/I_10": "I_10" }) });
    expect(twice.plan("4 17:31").effects).toEqual([]);
  });

  test("is looked at again when the next change is put in writing", () => {
    expect(friday().plan("4 17:00").wakeAt).toBe(time("4 17:30"));
    expect(said().comment("4 17:34", "dan", "/ack").looked("4 17:34").plan("6 20:00").wakeAt).toBe(
      time("7 07:30"),
    );
  });
});

describe("what is said", () => {
  test("is who hands what to whom, what is due next, and whose it is", () => {
    expect(said().text("Handover")).toContain(
      "acme/incidents#1 Referrals can't be sent · **Severity 1** · Confirmed · since Fri 4 Apr 17:00 BST · next: update by 18:30 BST (17:30 UTC), ana",
    );
    expect(said().says("4 17:30")).toEqual([]);
  });

  test("mentions those who take over, and nobody else", () => {
    const effect = friday().looked("4 17:30").plan("4 17:30").effects[0];
    expect(effect).toMatchObject({ kind: "comment", mentions: ["dan"], due: time("4 17:30") });
  });

  test("names without a mention whoever was just mentioned elsewhere", () => {
    const told = friday()
      .looked("4 17:30")
      .changed({ mentioned: mapOf({ Dan: time("4 17:20") }) });
    expect(told.plan("4 17:30").effects[0]).toMatchObject({ mentions: [] });
  });

  test("is nothing for an idle manager on call, and one line for a call that is asked for in any case", () => {
    const idle = new Telling().rolls("1 09:00");
    expect(idle.says("5 19:00")).toEqual([
      "**Handover, Bridge to Desk, Fri 4 Apr 17:30 BST**: nothing to hand over",
    ]);
    idle.looked("4 17:30");
    expect(idle.text("nothing to hand over")).toContain(
      "calls the Desk (dan) all the same: `/called desk 17:30`",
    );
    expect(idle.text("nothing to hand over")).not.toContain("@");
    expect(idle.says("5 19:00")).toEqual([]);
  });

  test("names what is closed and still owes something, and asks nobody for it", () => {
    const idle = new Telling().rolls("1 09:00").owing(going("4 09:00"));
    expect(idle.says("4 17:30")).toEqual([
      "**Handover, Bridge to Desk, Fri 4 Apr 17:30 BST**: no incident goes on",
    ]);
    idle.looked("4 17:30");
    expect(idle.text("no incident goes on")).toContain(
      "Closed, and something is still owed:\n\n- acme/incidents#1 Referrals can't be sent · **Severity 1** · next: ",
    );
    expect(idle.text("no incident goes on")).not.toContain("@");
    expect(idle.says("4 20:00")).toEqual([]);
    const both = new Telling().open(going("4 17:00", { id: "I_2", ref: "acme/incidents#2" }));
    both
      .owing(going("4 09:00", { ledger: undefined }))
      .looked("4 17:30")
      .looked("4 17:30");
    expect(both.text("1 incident goes on")).toContain("· its card says what");
  });

  test("leaves out drills and what is not under management", () => {
    const drill = going("4 17:00", { labels: ["incident", "drill"] });
    const strange = going("4 17:00", { labels: ["incident"], card: false, ledger: undefined });
    expect(new Telling().open(drill, strange).looked("4 17:30").says("4 17:30")).toEqual([
      "**Handover, Bridge to Desk, Fri 4 Apr 17:30 BST**: nothing to hand over",
    ]);
  });

  test("lists an incident whose ledger can't be read, without a time", () => {
    const lost = going("4 17:00", { ledger: undefined });
    const told = new Telling().open(lost).looked("4 17:30").looked("4 17:30");
    expect(told.text("Handover")).toMatch(/Referrals .* since Fri 4 Apr 17:00 BST$/m);
  });

  test("is only what goes on at the change", () => {
    expect(new Telling().open(going("4 17:40")).looked("4 17:45").says("4 17:45")).toEqual([
      "**Handover, Bridge to Desk, Fri 4 Apr 17:30 BST**: nothing to hand over",
    ]);
  });

  test("after downtime is the newest change alone, with when it was due", () => {
    const away = said();
    expect(away.says("7 08:20")).toEqual([
      "**Handover, Desk to Bridge, Mon 7 Apr 08:00 BST**: 1 incident goes on",
      "**Handover, on-call escalation manager to Bridge, Mon 7 Apr 08:00 BST**: 1 incident goes on",
    ]);
    expect(away.looked("7 08:20").text("Desk to Bridge")).toContain("Due 08:00 BST, sent 08:20 BST.");
  });

  test("is not said again where somebody took it away", () => {
    const told = said();
    const [issue] = told.seen.rolling;
    if (issue === undefined) throw new Error("There is no rolling issue.");
    const gone = {
      at: time("4 17:40"),
      by: { login: "ana", kind: "user" },
      of: { login: "tocsin", kind: "bot" },
    } as const;
    told.changed({ rolling: [{ ...issue, comments: [], deleted: [gone] }] });
    expect(told.says("4 17:41")).toEqual([]);
  });

  test("stops at the ceiling of comments and goes on when there is room", () => {
    const told = new Telling(`extends: hssi
attention: { per-hour: 1 }
rota: { edm: { people: [eve, fred], from: 2025-03-31 } }
roles: { desk: { duty: [dan] }, bridge: { duty: [bea] } }
`).open(going("4 17:00", { ledger: undefined }));
    told.rolls("4 17:10").looked("7 07:30");
    expect(told.says("7 08:00")).toEqual([]);
    expect(told.plan("7 08:00").wakeAt).toBe(time("7 08:30"));
    expect(told.says("7 08:30")).toEqual([
      "**Handover, Desk to Bridge, Mon 7 Apr 08:00 BST**: 1 incident goes on",
    ]);
  });

  test("replaces the older one between the same two", () => {
    const told = said().looked("7 08:00");
    const minimized = told.seen.rolling[0]?.comments.map((item) => item.minimized);
    expect(minimized).toEqual([true, false, false]);
  });
});

describe("whoever takes over", () => {
  test("says so, which the handover then shows", () => {
    const told = said().comment("4 17:34", "dan", "/ack").looked("4 17:34");
    expect(told.text("Handover")).toContain("**Acknowledged** by dan 17:34 BST");
    expect(told.text("Handover")).toContain("Referrals can't be sent");
    expect(told.text("Handover")).not.toContain("you take over");
    expect(told.plan("4 17:34").effects).toEqual([]);
  });

  test("has it shown also where somebody took another comment away at that very instant", () => {
    const told = said().comment("4 17:34", "dan", "/ack");
    const [issue] = told.seen.rolling;
    if (issue === undefined) throw new Error("There is no rolling issue.");
    const gone = {
      at: time("4 17:34"),
      by: { login: "ana", kind: "user" },
      of: { login: "tocsin", kind: "bot" },
    } as const;
    told.changed({ rolling: [{ ...issue, deleted: [gone] }] }).looked("4 17:34");
    expect(told.text("Handover")).toContain("**Acknowledged** by dan 17:34 BST");
  });

  test("is asked once more after 15 minutes, and never again", () => {
    const told = said();
    expect(told.plan("4 17:31").wakeAt).toBe(time("4 17:45"));
    expect(told.says("4 17:44")).toEqual([]);
    expect(told.plan("4 17:45").effects).toMatchObject([
      { kind: "comment", template: "handover-reminder", mentions: ["dan"], due: time("4 17:45") },
    ]);
    told.looked("4 17:45");
    expect(told.text("still to be acknowledged")).toContain("The Bridge was bea.");
    expect(told.says("4 20:00")).toEqual([]);
  });

  test("is not asked where nothing goes on any more", () => {
    expect(said().open().says("4 17:45")).toEqual([]);
  });

  test("answers for themselves: nobody else does, whatever their rights", () => {
    for (const by of ["mallory", "ana"]) {
      const told = said().comment("4 17:33", by, "/ack").looked("4 17:33");
      expect(told.text("Handover")).not.toContain("Acknowledged");
      expect(told.seen.rolling[0]?.comments.at(-1)?.reacted).toEqual(["confused"]);
      told.comment("4 17:35", "dan", "/ack").looked("4 17:35");
      expect(told.text("Bridge to Desk")).toContain("**Acknowledged** by dan 17:35 BST");
    }
  });

  test("needs no look-up of rights where the duty says who it is", () => {
    const told = said().changed({ roles: new Map() }).comment("4 17:34", "Dan", "/ack");
    expect(told.looked("4 17:34").text("Handover")).toContain("**Acknowledged** by Dan");
    told.comment("4 17:35", "zoe", "/called desk");
    expect(() => told.plan("4 17:35")).toThrow("Give roles to zoe.");
  });

  test("acknowledges all that is handed to them with one word", () => {
    const told = said()
      .looked("7 07:30")
      .looked("7 08:00")
      .comment("7 08:05", "bea", "/ack")
      .looked("7 08:05");
    expect(told.text("manager to Bridge")).toContain("**Acknowledged** by bea 08:05 BST");
    expect(told.text("Desk to Bridge")).toContain("**Acknowledged** by bea 08:05 BST");
  });

  test("folds the reminder away", () => {
    const told = said()
      .looked("4 17:45")
      .comment("4 17:50", "dan", "/ack")
      .looked("4 17:50")
      .looked("4 17:50");
    expect(told.seen.rolling[0]?.comments.map(({ minimized }) => minimized)).toEqual([false, true, false]);
  });
});

describe("a call", () => {
  test("is recorded at the time that is given", () => {
    const told = said().comment("4 17:36", "dan", dan.replaceAll("`", "")).looked("4 17:36");
    expect(told.text("Handover")).toContain("**Call** to Desk 17:31 BST, recorded by dan");
    expect(told.text("Handover")).not.toContain("`/called desk");
    expect(told.text("Handover")).toContain("`/ack` here says so");
  });

  test("without an answer is recorded and still asked for", () => {
    const told = said().comment("4 17:36", "bea", "/called desk no answer").looked("4 17:36");
    expect(told.text("Handover")).toContain("**Call** to Desk 17:36 BST, no answer, recorded by bea");
    expect(told.text("Handover")).toContain("`/called desk 17:30` here records it");
  });

  test("to somebody else, or at a time still to come, is not recorded", () => {
    for (const words of ["/called provider 17:31", "/called desk 18:31"]) {
      const told = said().comment("4 17:36", "dan", words).looked("4 17:36");
      expect(told.seen.rolling[0]?.comments.at(-1)?.reacted).toEqual(["confused"]);
    }
  });

  test("and an acknowledgement are recorded on what was written then, whatever became of the incident", () => {
    const told = said().open().comment("4 17:40", "dan", "/ack").looked("4 17:40");
    told.comment("4 17:41", "bea", "/called desk 17:39").looked("4 17:41");
    expect(told.text("Handover")).toContain("1 incident goes on");
    expect(told.text("Handover")).toContain(
      "**Acknowledged** by dan 17:40 BST · **Call** to Desk 17:39 BST, recorded by bea",
    );
  });
});
