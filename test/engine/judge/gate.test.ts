// Every act passes one gate: bodies, closing, reopening, edits, duplicates and roles go by the rights that somebody has now.
import { describe, expect, test } from "vitest";
import type { CommentItem, Item } from "../../../src/engine/snapshot/timeline.ts";
import { at } from "../answers.ts";
import { applied } from "../applied.ts";
import { type History, incident, time } from "../build.ts";
import { all, card, labels, says, value } from "../outcome.ts";
import { person } from "../setting.ts";

const publicly = { public: true, roles: { mallory: "none", ana: "triage", ben: "write" } } as const;

/** A report of mallory's that ana took on. */
const accepted = (): History =>
  incident(publicly)
    .opened("09:00", "mallory", at.sev3)
    .looked("09:00")
    .comment("09:10", "ana", "/accept")
    .looked("09:10");

/** Changes the comment that has these words. */
function changed(history: History, words: string, change: Partial<CommentItem>): History {
  return history.changed((snapshot) => ({
    ...snapshot,
    issue: {
      ...snapshot.issue,
      timeline: snapshot.issue.timeline.map(
        (item): Item =>
          item.kind === "comment" && item.body.includes(words) ? { ...item, ...change } : item,
      ),
    },
  }));
}

describe("the title of an outsider's report", () => {
  test("is as it was taken on, whatever its reporter makes of it later; the timeline says that", () => {
    const history = accepted().renamed("09:20", "mallory", "RESOLVED, ignore all mails");
    const { incident } = history.situation("09:20");
    expect(incident.title).not.toContain("RESOLVED");
    expect(incident.history).toContainEqual(
      expect.objectContaining({ what: "title-proposed", by: "mallory" }),
    );
    history.renamed("09:25", "ben", "Letters are late");
    expect(history.situation("09:25").incident.title).toBe("Letters are late");
  });

  test("may change until then", () => {
    const history = incident(publicly)
      .opened("09:00", "mallory", at.sev3)
      .renamed("09:05", "mallory", "Letters are lost")
      .comment("09:10", "ana", "/accept");
    expect(history.situation("09:10").incident.title).toBe("Letters are lost");
  });
});

describe("the body of an outsider's report", () => {
  test("counts as it stands when somebody takes it on", () => {
    const history = incident(publicly)
      .opened("09:00", "mallory", at.sev3)
      .looked("09:00")
      .rewrote("09:05", "mallory", at.sev2)
      .comment("09:10", "ana", "/accept");
    expect(history.situation("09:10").incident.severity?.key).toBe("sev2");
  });

  test("is frozen from then on: what he writes into it is shown as proposed, once and for all", () => {
    const history = accepted().rewrote("09:20", "mallory", at.sev1);
    const { severity, facts, proposal } = history.situation("09:20").incident;
    expect(severity?.key).toBe("sev3");
    expect(facts.get("severity")?.text).toMatch(/^SEV3/);
    expect(proposal).toMatchObject({ by: "mallory", at: time("09:20") });
    expect(value(card(history, "09:20"), "proposal.by")).toBe("mallory");
    history.looked("09:20").rights({ mallory: "admin", ana: "triage", ben: "write" });
    expect(history.situation("09:30").incident.severity?.key).toBe("sev3");
  });

  test("is taken as it then stands where somebody of the repository edits it", () => {
    const history = accepted()
      .rewrote("09:20", "mallory", at.sev1)
      .looked("09:20")
      .rewrote("09:30", "ben", at.sev1);
    const { severity, proposal } = history.situation("09:30").incident;
    expect(severity?.key).toBe("sev1");
    expect(proposal).toBeUndefined();
  });

  test("of somebody of the repository goes on to count", () => {
    const history = incident(publicly)
      .opened("09:00", "ben", at.sev3)
      .looked("09:00")
      .rewrote("09:20", "ben", at.sev1);
    expect(history.situation("09:20").incident.severity?.key).toBe("sev1");
    const among = incident({ roles: { alice: "read" } })
      .opened("09:00", "alice", at.sev3)
      .rewrote("09:20", "alice", at.sev1);
    expect(among.situation("09:20").incident.severity?.key).toBe("sev1");
  });
});

describe("opening again", () => {
  const resolved = (): History =>
    accepted()
      .comment("09:30", "ben", "/resolve Back")
      .closed("09:31", "ben")
      .looked("09:31")
      .looked("09:31");

  test("by an outsider starts nothing that somebody ended, and asks those who may", () => {
    const history = resolved().reopened("10:00", "mallory");
    const { status, clocks, questions } = history.situation("10:00").incident;
    expect(status.key).toBe("closed");
    expect(Object.values(clocks).filter(({ running }) => running)).toEqual([]);
    expect(questions.map(({ topic }) => topic)).toEqual(["outsider-reopen"]);
    expect(says(history.plan("10:00"))).toEqual(["questions"]);
    history.looked("10:00");
    expect(labels(history)).not.toContain("status: investigating");
    const again = history.comment("10:05", "ana", "/status investigating");
    expect(again.situation("10:05").incident).toMatchObject({ status: { key: "investigating" } });
  });

  test("by somebody of the repository goes on", () => {
    const { status, questions } = resolved().reopened("10:00", "ana").situation("10:00").incident;
    expect(status.key).not.toBe("closed");
    expect(questions).toEqual([]);
  });
});

describe("a comment in which somebody else wrote", () => {
  const by = (login: string) => ({ editedAt: time("09:13"), editor: person(login) });

  test("before it was read gives no command, and that is noted", () => {
    const history = accepted().comment("09:12", "ben", "Looking.\n");
    changed(history, "Looking", { body: "/severity sev1", ...by("carl") });
    const { severity, acts, history: lines } = history.situation("09:12").incident;
    expect(severity?.key).toBe("sev3");
    expect(acts.at(-1)?.acts).toEqual([{ kind: "overwritten", editor: "carl" }]);
    expect(lines.at(-1)).toMatchObject({ what: "overwritten", by: "ben", values: { editor: "carl" } });
  });

  test("is no update either", () => {
    const history = accepted().comment("09:12", "ben", "Looking into it.");
    changed(history, "Looking", by("carl"));
    expect(history.situation("09:12").incident.lastUpdate).toBeUndefined();
  });

  test("counts where its author edited it last", () => {
    const history = accepted().comment("09:12", "ben", "/severity sev1");
    changed(history, "/severity", by("ben"));
    expect(history.situation("09:12").incident.severity?.key).toBe("sev1");
  });

  test("after it was read stays what it was", () => {
    const history = accepted().comment("09:12", "ben", "/severity sev2").looked("09:12");
    changed(history, "/severity", { body: "/severity sev1", ...by("carl") });
    expect(history.situation("09:13").incident.severity?.key).toBe("sev2");
  });
});

describe("what was seen", () => {
  const quiet = { policy: "extends: sre\nincidents: { plain-updates: false }" };
  const begun = (): History => incident(quiet).opened("09:00", "alice", at.sev2).looked("09:00");

  test("is on record at once, so that what is written into it later is an act of then", () => {
    const history = begun().comment("09:05", "alice", "A note.");
    expect(history.plan("09:05").effects.map(({ kind }) => kind)).toEqual(["card"]);
    history.looked("09:05");
    expect(history.plan("09:05").effects).toEqual([]);
    changed(history, "A note", { body: "/resolve", editedAt: time("09:20"), editor: person("alice") });
    expect(history.situation("09:20").incident.status).toMatchObject({
      key: "resolved",
      since: time("09:20"),
    });
    history.looked("09:20");
    expect(history.plan("09:21").effects).toEqual([]);
  });

  test("stays so below the watermark, however much was said since, and whatever became of the entry that it names", () => {
    const history = begun().comment("09:05", "alice", "A note.").looked("09:05");
    for (let count = 0; count < 250; count += 1) history.comment("09:06", "alice", `Also ${count}.`);
    history.looked("09:06").comment("09:30", "alice", "/severity sev1").looked("09:30");
    const { ledger } = history.snapshot();
    expect(ledger?.acts.filter(({ verdict }) => verdict === "seen")).toEqual([]);
    changed(history, "A note", { body: "/resolve", editedAt: time("09:20"), editor: person("alice") });
    expect(history.situation("09:40").incident.status.key).toBe("open");
    history.deleted("Also 249.");
    expect(history.situation("09:40").incident.status.key).toBe("open");
    changed(history, "/resolve", { editedAt: time("09:40") });
    expect(history.situation("09:40").incident.status.key).toBe("resolved");
  });

  test("above it is what was written since, in the same second, too", () => {
    const history = begun().comment("09:05", "alice", "A note.").looked("09:30");
    expect(history.snapshot().ledger?.seenUntil?.at).toBe(time("09:05"));
    history.comment("09:05", "alice", "/resolve");
    expect(history.situation("09:30").incident.status.key).toBe("resolved");
  });

  test("of outsiders in public costs no write", () => {
    const history = accepted().comment("09:20", "mallory", "Me too.");
    expect(history.plan("09:20").effects).toEqual([]);
  });
});

describe("a role of the process", () => {
  const led = (
    roles: Readonly<Record<string, "none" | "read" | "triage" | "write">>,
    open = false,
  ): History =>
    incident({ public: open, roles: { alice: "write", ...roles } })
      .opened("09:00", "alice", at.sev1)
      .comment("09:01", "alice", "/role lead @dan");

  test.each([
    ["in private with no access", "none", false, false],
    ["in private with any", "read", false, true],
    ["in public, where everybody reads", "read", true, false],
    ["in public with triage", "triage", true, true],
  ] as const)("%s: its holder's words and rights are as his access is now", (_, role, open, counts) => {
    const update = led({ dan: role }, open).comment("09:10", "dan", "Rolling back.");
    expect(update.situation("09:10").incident.lastUpdate !== undefined).toBe(counts);
    const assigned = incident({ public: open, roles: { alice: "write", dan: role } })
      .opened("09:00", "alice", at.sev1)
      .assigned("09:01", "dan")
      .comment("09:10", "dan", "Rolling back.");
    expect(assigned.situation("09:10").incident.lastUpdate !== undefined).toBe(counts);
    const policy = "extends: sre\ncommands: { quiet: { holders: [lead], role: admin } }";
    const silenced = incident({ policy, public: open, roles: { alice: "write", dan: role } })
      .opened("09:00", "alice", at.sev1)
      .comment("09:01", "alice", "/role lead @dan")
      .comment("09:10", "dan", "/quiet 30m because we know");
    expect(silenced.situation("09:10").incident.quietUntil !== undefined).toBe(counts);
  });
});

describe("a label", () => {
  test("takes a report on, or says that it is none, only by who may do so in words", () => {
    const policy = "extends: sre\ncommands: { accept: admin, not-an-incident: admin }";
    const history = incident({ ...publicly, policy })
      .opened("09:00", "mallory", at.sev1)
      .looked("09:00")
      .labeled("09:10", "ana", "incident");
    expect(history.situation("09:10").incident.management).toBe("waiting");
    const running = incident({ policy, roles: { alice: "write" } })
      .opened("09:00", "alice", at.sev1)
      .looked("09:00");
    running.unlabeled("09:10", "alice", "incident");
    expect(running.situation("09:10").incident.management).toBe("managed");
  });
});

describe("a duplicate", () => {
  const closing = (
    setting: { readonly public: boolean },
    of: string,
    isPrivate: boolean,
    there?: "read" | "write",
  ) => {
    const history = incident({
      ...setting,
      roles: { alice: "write", ...(there && { [`alice@${of.split("#")[0]}`]: there }) },
    })
      .opened("09:00", "alice", at.sev1)
      .looked("09:00")
      .duplicateOf("09:30", "alice", of);
    return history.changed((snapshot) => ({
      ...snapshot,
      issue: {
        ...snapshot.issue,
        timeline: snapshot.issue.timeline.map(
          (item): Item => (item.kind === "marked-duplicate" ? { ...item, isPrivate } : item),
        ),
      },
    }));
  };
  const carried = (history: History): boolean =>
    history.plan("09:30").effects.some((effect) => "template" in effect && effect.template === "duplicate");

  test("in its own repository carries over what is known", () => {
    expect(carried(closing({ public: false }, "acme/incidents#3", true))).toBe(true);
  });

  test("carries nothing out of a private repository into a public one, whoever closes it, and says so", () => {
    const history = closing({ public: false }, "acme/public#3", false, "write");
    expect(carried(history)).toBe(false);
    expect(value(card(history, "09:30"), "closed.apart")).toBe("public");
  });

  test("carries nothing where whoever closes it may not write, and asks what he may there first", () => {
    expect(() => closing({ public: true }, "acme/other#3", false).plan("09:30")).toThrow("alice@acme/other");
    const history = closing({ public: true }, "acme/other#3", false, "read");
    expect(carried(history)).toBe(false);
    expect(value(card(history, "09:30"), "closed.apart")).toBe("right");
    const abroad = closing({ public: true }, "globex/other#3", false, "read");
    expect(carried(abroad)).toBe(false);
    expect(value(card(abroad, "09:30"), "closed.apart")).toBe("account");
    expect(carried(closing({ public: true }, "acme/other#3", false, "write"))).toBe(true);
    expect(carried(closing({ public: false }, "acme/other#3", true, "write"))).toBe(true);
  });
});

describe("what was refused", () => {
  test("leaves no trace that grows, whoever's it is, and the words of the first stay said", () => {
    const history = incident({ roles: { alice: "write", dan: "read" } })
      .opened("09:00", "alice", at.sev2)
      .looked("09:00");
    for (let count = 0; count < 40; count += 1)
      history
        .comment("09:05", "dan", `/resolve ${count}`)
        .comment("09:05", "alice", `/severity none-${count}`);
    history.looked("09:05").looked("09:06").comment("09:10", "alice", "/severity sev1").looked("09:10");
    const refused = history.snapshot().ledger?.acts.filter(({ verdict }) => verdict === "refused") ?? [];
    expect(refused.map(({ by }) => by)).toEqual(["dan", "alice"]);
    expect(says(history.comment("09:12", "dan", "/resolve").plan("09:12"))).toEqual([]);
  });

  test("leaves a record that a card can hold, though thousands came before the first look and its card was too long", () => {
    const history = incident({ roles: { alice: "write", dan: "read" } })
      .opened("09:00", "alice", at.sev2)
      .looked("09:00");
    for (let count = 0; count < 3_800; count += 1) history.comment("09:05", "dan", `/resolve ${count}`);
    const plan = history.plan("09:05");
    // One document is written, and GitHub takes it: nobody is answered thousands of times.
    expect(all(plan, "react")).toHaveLength(21);
    const cardless = { ...plan, effects: plan.effects.filter(({ kind }) => kind !== "card") };
    const writing = { at: time("09:05"), id: (kind: string) => `${kind}_answer` };
    history.changed((snapshot) => applied(snapshot, cardless, writing));
    const [written] = all(history.plan("09:07"), "card");
    expect(written?.ledger.acts.filter(({ verdict }) => verdict === "refused")).toHaveLength(1);
  });
});
