// Notices from draft to sent: when they are drafted, whose words are in them, what an approval binds, and what clocks make of it.
import { describe, expect, test } from "vitest";
import type { Effect } from "../../../src/engine/effect.ts";
import type { SendMessage } from "../../../src/engine/leaving.ts";
import type { DeliveryState } from "../../../src/engine/ledger.ts";
import { openNotices } from "../../../src/engine/notice-standing.ts";
import { type History, incident, time } from "../build.ts";

const policy = `extends: sre
roles: { comms: { duty: [ben] }, press: { title: press officer, duty: [ana] } }
fields: { users: { title: users affected } }
audiences:
  public: { channels: [email, sms] }
  board: { title: the board, when: { severity: sev1 }, channels: [email] }
  night: { title: night desk, hours: out, channels: [email] }
  past: { title: a list that is over, until: 2026-04-30, channels: [email] }
calendars: { core: { zone: Europe/London, hours: { mon-fri: "08:00-18:00" } } }
clocks:
  first: { title: First notice, starts: confirmed, stops: [notice, resolved], within: 20m, warn: [5m], remind: [comms] }
  next: { title: Next notice, starts: notice, restarts: notice, stops: resolved, within: { sev1: 60m, any: 90m }, warn: [10m], remind: [comms] }
notices:
  public-update: null
  first:
    title: First notice
    clock: first
    next: next
    audiences: [public, board, night, past]
    contains: [impact]
    shows: [service, users]
    approve: comms
    subject:
      - { of: service, more-than: 3, words: "Several services: {notice}" }
      - { when: { users: all }, words: "All users of {service}: {notice}, {severity}" }
    hold: [{ when: { cause: "*" }, release: press, because: a cause is named }]
    block: [{ when: { workaround: none }, because: it was decided so }]
  update: { title: Update, clock: next, next: next, audiences: [public], contains: [impact], approve: comms }
  over: { title: It is over, starts: resolved, stops: reopened, audiences: [public], contains: [impact], approve: none }
`;

const form = {
  description: "db1 is on fire",
  severity: "SEV1 — down for most users or data is lost or wrong",
  impact: "Nobody can pay by card",
  service: "payments",
};

/** Confirmed at 09:00: the first notice is due at 09:20, and drafted at 09:15. */
const confirmed = (channels: readonly string[] = ["email", "sms"], text = policy): History =>
  incident({ policy: text, channels })
    .opened("09:00", "alice", form)
    .comment("09:00", "ben", "/confirm")
    .looked("09:00");

const drafted = (): History => confirmed().looked("09:15");

const draftsIn = (effects: readonly Effect[]) =>
  effects.flatMap((one) => ("template" in one && one.template === "notice-draft" ? [one] : []));
const sendsIn = (effects: readonly Effect[]): readonly SendMessage[] =>
  effects.flatMap((one) => (one.kind === "send" ? [one] : []));
const refusalIn = (history: History, when: string): unknown =>
  history.situation(when).incident.acts.at(-1)?.refusal?.kind;

/** The code by which the draft of a notice is sent. */
function codeOf(history: History, n: number, when: string): string {
  const found = draftsIn(history.plan(when).effects).find(({ values }) => values.n === n);
  if (found !== undefined) return String(found.values.code);
  const card = history.plan(when).effects.find(({ kind }) => kind === "card");
  throw new Error(`Notice ${n} is not written at ${when}: ${JSON.stringify(card)}`);
}

const code = codeOf(confirmed(), 1, "09:15");
const sent = (): History =>
  drafted().comment("09:18", "ben", `/send 1 ${code}`).looked("09:18").looked("09:18");

/** What became of everything that left, as the ledger has it. */
function told(history: History, state: DeliveryState, at = "09:19"): History {
  return history.changed((snapshot) => {
    const { ledger } = snapshot;
    if (ledger === undefined) throw new Error("There is no ledger.");
    const deliveries = new Map(
      Array.from(ledger.deliveries ?? [], ([id, one]) => [id, { ...one, state, at: time(at) }]),
    );
    return { ...snapshot, ledger: { ...ledger, deliveries } };
  });
}

describe("a draft", () => {
  test("is written when its clock warns, and once", () => {
    expect(draftsIn(confirmed().plan("09:14").effects)).toEqual([]);
    expect(confirmed().plan("09:14").wakeAt).toBeLessThanOrEqual(time("09:15"));
    const [draft] = draftsIn(confirmed().plan("09:15").effects);
    expect(draft).toMatchObject({ kind: "comment", due: time("09:15"), mentions: [] });
    expect(draftsIn(drafted().plan("09:16").effects)).toEqual([]);
  });

  test("is looked for each second while it does not show yet, unless somebody deletes comments", () => {
    const history = confirmed();
    const [draft] = draftsIn(history.plan("09:15").effects);
    const recent = new Map([[draft?.id ?? "", "IC_new"]]);
    history.changed((snapshot) => ({ ...snapshot, recent }));
    expect(draftsIn(history.plan("09:15").effects)).toEqual([]);
    expect(history.plan("09:15").wakeAt).toBe(time("09:15") + 1000);
    const gone = { kind: "comment-deleted", id: "CD_1", at: time("09:15"), by: undefined } as const;
    history.changed((snapshot) => ({
      ...snapshot,
      issue: { ...snapshot.issue, timeline: [...snapshot.issue.timeline, gone] },
    }));
    expect(history.plan("09:15").wakeAt).toBeGreaterThan(time("09:15") + 1000);
  });

  describe("of a kind of which another waits", () => {
    const shown = "extends: sre\nsite: { title: Acme status }\n";
    const major = (): History =>
      incident({ policy: shown }).opened("09:00", "alice", form).looked("09:00").looked("09:01");
    const resolved = (history: History): History =>
      history.comment("09:30", "ana", "/resolve").looked("09:30").looked("09:31");
    const open = (history: History): readonly number[] =>
      openNotices(history.situation("09:40").incident).map(({ n }) => n);

    test("takes its place, so that the same words wait once, and says so where they stood", () => {
      const history = resolved(major());
      expect(open(history)).toEqual([2]);
      const [first] = draftsIn(resolvedAt(major()).effects).filter(({ values }) => values.n === 1);
      expect(first).toMatchObject({ values: { state: "moot", replaced: 2 } });
      history.comment("09:50", "ana", "/send 1 9vx2");
      expect(refusalIn(history, "09:50")).toBe("notice-gone");
    });

    test.each(["/notice 1 We know of it and work on it.", "/notice 1 hold because the press office asks"])(
      "leaves that alone where people had a hand in it: %s",
      (words) => {
        expect(open(resolved(major().comment("09:10", "ana", words).looked("09:10")))).toEqual([1, 2]);
      },
    );

    test("leaves alone what was sent", () => {
      const history = major();
      const sendable = codeOf(incident({ policy: shown }).opened("09:00", "alice", form), 1, "09:00");
      history.comment("09:05", "ana", "/role comms me").comment("09:06", "ana", `/send 1 ${sendable}`);
      const all = resolved(history.looked("09:06")).situation("09:40").incident.notices;
      expect(all.map(({ n, sentAt, moot }) => [n, sentAt !== undefined, moot])).toEqual([
        [1, true, undefined],
        [2, false, undefined],
      ]);
    });

    /** The plan in which the second draft shows. */
    const resolvedAt = (history: History) =>
      history.comment("09:30", "ana", "/resolve").looked("09:30").plan("09:31");
  });

  test("is not written where no channel of its audiences is set up", () => {
    expect(draftsIn(confirmed([]).plan("09:16").effects)).toEqual([]);
    expect(draftsIn(confirmed(["slack"]).plan("09:16").effects)).toEqual([]);
  });

  test("goes to each audience whose rule holds, in words of its own", () => {
    const { notices } = sent().situation("09:18").incident;
    const parts = notices[0]?.approved?.content?.parts ?? [];
    expect(parts.map((part) => [part.public, part.channels.map(({ name, to }) => [name, ...to])])).toEqual([
      [
        true,
        [
          ["email", "public"],
          ["sms", "public"],
        ],
      ],
      [false, [["email", "board"]]],
    ]);
  });

  test("shows the public nothing but public fields", () => {
    const history = confirmed().comment("09:05", "ben", "/set users 40 of the clinic").looked("09:05");
    const [draft] = draftsIn(history.plan("09:15").effects);
    const texts = draft?.values.texts as readonly { readonly values: { readonly public: boolean } }[];
    const [open, inside] = [true, false].map((one) => texts.find(({ values }) => values.public === one));
    expect(JSON.stringify(open)).toContain("Nobody can pay by card");
    expect(JSON.stringify(open)).not.toMatch(/clinic|db1 is on fire|Payments down/);
    expect(JSON.stringify(inside)).toContain("40 of the clinic");
  });

  test("promises the next one limit after it is due, and no stale time", () => {
    const next = (when: string) => draftsIn(confirmed().plan(when).effects)[0]?.values.texts;
    expect(JSON.stringify(next("09:15"))).toContain("10:20 BST");
    expect(JSON.stringify(next("09:19"))).toContain("10:20 BST");
    const late = confirmed().looked("09:15").plan("10:06");
    expect(JSON.stringify(draftsIn(late.effects)[0]?.values.texts)).toContain("11:05 BST");
  });

  test.each([
    ["payments, checkout, search and login", "Several services: First notice"],
    ["payments, checkout", "payments, checkout · First notice · SEV1"],
  ])("is headed by the first subject that fits (%s)", (service, subject) => {
    const history = incident({ policy, channels: ["email"] })
      .opened("09:00", "alice", { ...form, service })
      .comment("09:00", "ben", "/confirm")
      .looked("09:00");
    expect(JSON.stringify(draftsIn(history.plan("09:15").effects)[0]?.values.texts)).toContain(
      `"subject":"${subject}"`,
    );
  });

  test("is dropped when its clock was met otherwise", () => {
    const history = drafted().comment("09:16", "ben", "/resolve");
    expect(history.situation("09:16").incident.notices[0]?.moot).toBeDefined();
    expect(history.comment("09:17", "ben", `/send 1 ${code}`).plan("09:17").effects.some(isLeaving)).toBe(
      false,
    );
  });
});

const isLeaving = ({ kind }: Effect): boolean => kind === "send";

describe("an approval", () => {
  test("lets exactly what its code names leave, once for each channel and sort of words", () => {
    const history = drafted().comment("09:18", "ben", `/send 1 ${code}`);
    const sends = sendsIn(history.plan("09:18").effects);
    expect(sends.map(({ channel, to, except, inPublic }) => [channel, to, except, inPublic])).toEqual([
      ["email", ["public"], ["board"], true],
      ["sms", ["public"], [], true],
      ["email", ["board"], [], false],
    ]);
    expect(new Set(sends.map(({ id }) => id)).size).toBe(3);
    expect(sendsIn(history.looked("09:18").plan("09:18").effects)).toEqual([]);
  });

  test("takes the code, the right, and something that may go", () => {
    const refused = (...said: readonly (readonly [by: string, body: string])[]) => {
      const history = said.reduce((all, [by, body]) => all.comment("09:17", by, body), drafted());
      expect(sendsIn(history.plan("09:17").effects)).toEqual([]);
      return refusalIn(history, "09:17");
    };
    expect(refused(["ben", "/send 1"])).toBe("notice-code");
    expect(refused(["ben", "/send 1 zzzz"])).toBe("notice-code");
    expect(refused(["alice", `/send 1 ${code}`])).toBe("by");
    expect(refused(["ben", "/send 2 abcd"])).toBe("notice");
    expect(refused(["ben", "/set workaround none"], ["ben", `/send 1 ${code}`])).toBe("notice-blocked");
    expect(refused(["ben", "/notice 1 hold because legal reads it"], ["ben", `/send 1 ${code}`])).toBe(
      "notice-held",
    );
    expect(refused(["ben", "/set cause a bad deploy"], ["ben", `/send 1 ${code}`])).toBe("by");
    expect(refused(["ben", "/set impact 943 476 5919"], ["ben", `/send 1 ${code}`])).toBe("notice-suspect");
  });

  test("is let go where somebody says that its number is none of the NHS", () => {
    const suspect = drafted().comment("09:16", "ben", "/set impact 943 476 5919");
    const released = suspect.comment("09:17", "ben", "/notice 1 release because it is a ticket of ours");
    const sent = released.comment("09:18", "ben", `/send 1 ${codeOf(suspect, 1, "09:16")}`);
    expect(sendsIn(sent.plan("09:18").effects)).toHaveLength(3);
  });

  test("is void once a fact changes the words, and asks again", () => {
    const history = drafted().comment("09:16", "alice", "/set impact Nobody can pay at all");
    const stale = history.comment("09:17", "ben", `/send 1 ${code}`);
    expect(refusalIn(stale, "09:17")).toBe("notice-code");
    const fresh = codeOf(history, 1, "09:16");
    expect(fresh).not.toBe(code);
    expect(sendsIn(stale.comment("09:18", "ben", `/send 1 ${fresh}`).plan("09:18").effects)).toHaveLength(3);
  });

  test("stands whatever becomes known afterwards", () => {
    const history = drafted()
      .comment("09:18", "ben", `/send 1 ${code}`)
      .comment("09:19", "alice", "/set impact All is lost");
    for (const { values } of sendsIn(history.plan("09:19").effects))
      expect(JSON.stringify(values)).toContain("Nobody can pay by card");
  });

  test("by a box of the card is the same", () => {
    const history = drafted().looked("09:16").ticked("09:17", "ben", `send 1 ${code}`);
    expect(sendsIn(history.plan("09:17").effects)).toHaveLength(3);
  });

  test("counts once, whoever gives it how often", () => {
    const twice = drafted()
      .comment("09:18", "ben", `/send 1 ${code}`)
      .comment("09:18", "ben", `/send 1 ${code}`);
    expect(sendsIn(twice.plan("09:18").effects)).toHaveLength(3);
    expect(refusalIn(twice, "09:18")).toBe("notice-gone");
  });
});

describe("what was sent", () => {
  test("stops its clock when the first channel took it, and the next is due when the words say", () => {
    expect(
      sent()
        .situation("09:18")
        .standing.limits.map(({ clock }) => clock.name),
    ).toContain("first");
    const { incident: found, standing } = told(sent(), "sent").situation("09:20");
    expect(found.events.filter(({ name }) => name.startsWith("notice"))).toMatchObject([
      { name: "notice.first", at: time("09:19") },
      { name: "notice", at: time("09:19") },
    ]);
    const limits = new Map(standing.limits.map(({ clock, dueAt }) => [clock.name, dueAt]));
    expect(limits.has("first")).toBe(false);
    expect(limits.get("next")).toBe(time("10:20"));
  });

  test("that is not known to have arrived is asked about, and goes once more only on request", () => {
    const unclear = told(sent(), "unclear");
    expect(sendsIn(unclear.plan("09:30").effects)).toEqual([]);
    const again = unclear.comment("09:31", "ben", "/send 1 again");
    expect(sendsIn(again.plan("09:31").effects).map(({ id }) => id)).toEqual([
      expect.stringMatching(/\/email\/public\/again\/1$/),
      expect.stringMatching(/\/sms\/public\/again\/1$/),
      expect.stringMatching(/\/email\/internal\/again\/1$/),
    ]);
    const arrived = unclear.comment("09:31", "ben", "/send 1 arrived").looked("09:31");
    expect(sendsIn(arrived.plan("09:40").effects)).toEqual([]);
  });

  test("goes by itself where nobody need let it go", () => {
    const history = confirmed().comment("09:05", "ben", "/resolve").looked("09:05");
    expect(sendsIn(history.plan("09:05").effects).map(({ channel }) => channel)).toEqual(["email", "sms"]);
  });
});

describe("a draft that is left out", () => {
  test("meets its clock, and says why", () => {
    const history = drafted().comment("09:16", "ben", "/notice 1 skip because the desk rings everybody");
    const { incident: found, standing } = history.situation("09:16");
    expect(found.notices[0]?.skipped).toMatchObject({ by: "ben", because: "the desk rings everybody" });
    expect(standing.limits.map(({ clock }) => clock.name)).not.toContain("first");
    expect(found.events.map(({ name }) => name)).not.toContain("notice");
  });

  test("takes a reason, and the right to send it", () => {
    expect(refusalIn(drafted().comment("09:16", "ben", "/notice 1 skip"), "09:16")).toBe("because");
    expect(refusalIn(drafted().comment("09:16", "alice", "/notice 1 skip because no"), "09:16")).toBe("by");
  });
});

describe("words of a person", () => {
  test("take the place of the draft's, and say when the next comes", () => {
    const words = "/notice 1 Cards are refused.\nPay by transfer.\n\nNext update by 10:30 BST.";
    const history = drafted().comment("09:16", "alice", words);
    const fresh = codeOf(history, 1, "09:16");
    const later = history.comment("09:17", "ben", `/send 1 ${fresh}`);
    const [send] = sendsIn(later.plan("09:17").effects);
    expect(send?.values.lines).toEqual([
      "Cards are refused.",
      "Pay by transfer.",
      "",
      "Next update by 10:30 BST.",
    ]);
    const standing = told(later.looked("09:17").looked("09:17"), "sent").situation("09:20").standing;
    expect(standing.limits.find(({ clock }) => clock.name === "next")?.dueAt).toBe(time("10:30"));
  });

  test("without that time are not taken", () => {
    expect(refusalIn(drafted().comment("09:16", "ben", "/notice 1 Cards are refused."), "09:16")).toBe(
      "notice-timeless",
    );
  });
});

describe("what a rule holds", () => {
  const held = () => drafted().comment("09:16", "ben", "/set cause a bad deploy").looked("09:16");

  test("is let go by the roles that release it, who are asked", () => {
    const ask = drafted().comment("09:16", "ben", "/set cause a bad deploy").plan("09:16").effects;
    expect(ask.find((one) => "template" in one && one.template === "notice-ask")).toMatchObject({
      mentions: ["ana"],
    });
    expect(sendsIn(held().comment("09:17", "ana", `/send 1 ${code}`).plan("09:17").effects)).toHaveLength(3);
  });

  test("is sent by whoever may, once it was released", () => {
    const history = held().comment("09:17", "ana", "/notice 1 release because it is known already");
    expect(sendsIn(history.comment("09:18", "ben", `/send 1 ${code}`).plan("09:18").effects)).toHaveLength(3);
  });

  test("is not released by others, and never sent by itself", () => {
    expect(refusalIn(held().comment("09:17", "ben", "/notice 1 release because I like it"), "09:17")).toBe(
      "by",
    );
    expect(sendsIn(held().plan("12:00").effects)).toEqual([]);
  });
});
