// `/due`, `/verified` and `/wont-do`: where they may be written, by whom, and what comes of them.
import { describe, expect, test } from "vitest";
import type { Child } from "../../../src/engine/snapshot/child.ts";
import { type History, time } from "../build.ts";
import { closed, followed, policy, refusals, roles, said, task } from "../followed.ts";
import { all, does } from "../outcome.ts";

describe("the day of an action", () => {
  test("is what its line says, else the policy's for its severity from the closing on", () => {
    const history = followed();
    expect([task(history, "Add a breaker")?.due, task(history, "Watch the disks")?.due]).toEqual([
      "2026-05-20",
      "2026-05-15",
    ]);
  });

  test("is moved in the action's own issue by whoever has it, with a reason, and is on record", () => {
    const history = said(followed(), "Add a breaker", {
      when: "11:00",
      by: "ben",
      body: "/due 25 May because parts are late",
    });
    expect(task(history, "Add a breaker")?.due).toBe("2026-05-25");
    expect(does(history.plan("11:00"))).toContain("react THUMBS_UP");
    history.looked("11:00");
    const [record] = history.snapshot().ledger?.actions ?? [];
    expect(record).toMatchObject({
      title: "Add a breaker",
      due: "2026-05-25",
      state: "open",
      owners: ["ben"],
      team: "payments",
    });
    // It stays moved when the comment is gone.
    history.child("Add a breaker", { comments: [] });
    expect(task(history, "Add a breaker")?.due).toBe("2026-05-25");
  });

  test.each([
    ["/due 25 May", "because"],
    ["/due 31 June because so", "action-day"],
    ["/due 2026-04-01 because so", "past-day"],
    ["/due soon because so", "unreadable"],
  ])("is not moved by %s", (body, kind) => {
    const history = said(followed(), "Add a breaker", { when: "11:00", by: "ben", body });
    expect(refusals(history, "11:00")).toEqual([kind]);
    expect(task(history, "Add a breaker")?.due).toBe("2026-05-20");
    const answer = all(history.plan("11:00"), "comment").find(({ template }) => template === "refused");
    expect(answer?.issueId).toBe(task(history, "Add a breaker")?.child.id);
    // What it takes is shown as it is written.
    if (kind === "because") expect(answer?.values.form).toBe("/due 2026-05-25");
  });

  test.each([
    ["/due 25th of May because of holidays", "2026-05-25"],
    ["/due in 3 weeks because parts are late", "2026-05-22"],
  ])("is moved by %s", (body, day) => {
    const history = said(followed(), "Add a breaker", { when: "11:00", by: "ben", body });
    expect(task(history, "Add a breaker")?.due).toBe(day);
  });

  test("comes earlier without a reason", () => {
    const history = said(followed(), "Add a breaker", { when: "11:00", by: "ben", body: "/due 12 May" });
    expect(task(history, "Add a breaker")?.due).toBe("2026-05-12");
  });

  test("is moved on the incident with the number of the issue, and asked about without one", () => {
    const history = followed().comment("11:00", "ana", "/due acme/payments#21 25 May because parts are late");
    const ref = task(history, "Add a breaker")?.child.ref ?? "";
    history.comment("11:01", "ana", `/due ${ref} 26 May because parts are late`);
    history.comment("11:02", "ana", "/due 27 May because parts are late");
    history.comment("11:03", "ana", "/due acme/other#1 27 May because parts are late");
    expect(refusals(history)).toEqual(expect.arrayContaining(["which-action", "no-action"]));
    expect(task(history, "Add a breaker")?.due).toBe("2026-05-26");
  });

  test.each([
    ["/due payments#21 26 May because parts are late", "the incident"],
    ["/due Payments#21, 26 May because parts are late", "the incident"],
    ["/due cards#21 26 May because parts are late", "the incident"],
    ["/due payments#21 2026-05-26 because parts are late", "its review"],
  ])("is moved by %s on %s: an address without its owner, or with the name of the team", (body, where) => {
    const named = policy.replace("payments: {", "cards: { repo: acme/payments }, payments: {");
    const history = followed({ policy: named });
    if (where === "the incident") history.comment("11:00", "ana", body);
    else said(history, "Review", { when: "11:00", by: "ana", body });
    expect(refusals(history)).toEqual([]);
    expect(task(history, "Add a breaker")?.due).toBe("2026-05-26");
  });

  test("names what there is where a short address fits none", () => {
    const history = followed().comment("11:00", "ana", "/due web#21 26 May because parts are late");
    const answer = all(history.plan("11:00"), "comment").find(({ template }) => template === "refused");
    expect(answer?.values).toMatchObject({ refusal: "no-action", text: "web#21" });
    expect(String(answer?.values.names)).toContain("acme/payments#21");
  });

  test("is nobody's to move who has neither the action nor a right", () => {
    const history = said(followed(), "Watch the disks", {
      when: "11:00",
      by: "ben",
      body: "/due 25 May because so",
    });
    history.rights({ ...roles, "ben@acme/payments": "read" });
    expect(refusals(history, "11:00")).toEqual(["right"]);
  });
});

describe("closed is not verified", () => {
  const done = () => followed().child("Add a breaker", closed("ben"));

  test("until somebody else says so, and until then the incident stays in sight", () => {
    const history = done().child("Watch the disks", closed("ana"));
    expect(history.situation("12:00").standing.owed).toContainEqual({ what: "task", kind: "action" });
    said(history, "Add a breaker", { when: "12:00", by: "cora", body: "/verified tried the failover" });
    said(history, "Watch the disks", { when: "12:01", by: "cora", body: "/verified" });
    expect(history.situation("12:05").standing.owed).not.toContainEqual({ what: "task", kind: "action" });
    expect(history.situation("12:05").incident.events.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["task.verified", "tasks.verified"]),
    );
    expect(history.situation("12:05").standing.actions).toMatchObject([
      { state: "verified" },
      { state: "verified" },
    ]);
  });

  test("needs nobody where the policy asks for nobody", () => {
    const plain = policy.replace("verify: true, ", "");
    const history = followed({ policy: plain })
      .child("Add a breaker", closed("ben"))
      .child("Watch the disks", closed("ana"));
    expect(history.situation("12:00").standing.owed).not.toContainEqual({ what: "task", kind: "action" });
    expect(history.situation("12:00").incident.events.map(({ name }) => name)).toContain("tasks.verified");
  });

  test.each([
    ["ben", "of whoever has it", "verify-own"],
    ["ana", "of whoever closed it", "verify-own"],
  ])("by the word of %s, %s", (by, _who, kind) => {
    const history = followed().child("Add a breaker", closed("ana"));
    history.rights({ ...roles, "ben@acme/payments": "write" });
    said(history, "Add a breaker", { when: "12:00", by, body: "/verified" });
    expect(refusals(history)).toEqual([kind]);
  });

  test("while it is open, or was not done at all", () => {
    expect(
      refusals(said(followed(), "Add a breaker", { when: "12:00", by: "cora", body: "/verified" })),
    ).toEqual(["verify-open"]);
    const dropped = followed().child("Add a breaker", { ...closed("ben"), reason: "not_planned" });
    expect(
      refusals(said(dropped, "Add a breaker", { when: "12:00", by: "cora", body: "/verified" })),
    ).toEqual(["verify-dropped"]);
  });

  test("any more once it was opened and closed again", () => {
    const history = said(done(), "Add a breaker", { when: "12:00", by: "cora", body: "/verified" }).looked(
      "12:00",
    );
    expect(task(history, "Add a breaker")?.followUp?.verified?.by).toBe("cora");
    history.child("Add a breaker", closed("ben", "12:10"));
    expect(task(history, "Add a breaker", "12:20")?.followUp?.verified).toBeUndefined();
  });

  test("by those alone whom the policy names, where it names any", () => {
    const history = followed({ policy: policy.replace("verify: true", "verify: scribe") }).child(
      "Add a breaker",
      closed("ben"),
    );
    history.comment("11:30", "ana", "/role scribe @alice");
    said(history, "Add a breaker", { when: "12:00", by: "cora", body: "/verified" });
    expect(refusals(history)).toEqual(["by"]);
    said(history, "Add a breaker", { when: "12:01", by: "alice", body: "/verified" });
    expect(task(history, "Add a breaker")?.followUp?.verified?.by).toBe("alice");
  });
});

describe("not done after all", () => {
  test("is closed as not planned with its reason, and stays open where somebody opens it again", () => {
    const history = said(followed(), "Add a breaker", {
      ...{ when: "11:00", by: "ben" },
      body: "/wont-do because the service is retired, agreed with @cora",
    });
    expect(task(history, "Add a breaker")?.followUp?.wontDo).toMatchObject({
      because: "the service is retired, agreed with @cora",
      agreed: "@cora",
    });
    expect(all(history.plan("11:00"), "close")).toMatchObject([{ reason: "NOT_PLANNED" }]);
    history.looked("11:00").child("Add a breaker", { state: "open", lastClosedAt: time("11:01") });
    expect(all(history.plan("11:30"), "close")).toEqual([]);
  });

  test("is over by what was said where its repository is archived, so that nobody can close it", () => {
    const open = followed().child("Add a breaker", { archived: true });
    expect(task(open, "Add a breaker")?.state).toBe("open");
    const history = said(open, "Add a breaker", {
      when: "11:00",
      by: "ben",
      body: "/wont-do because it is gone",
    });
    expect(task(history, "Add a breaker")?.state).toBe("dropped");
    expect(all(history.plan("11:00"), "close")).toEqual([]);
    history.looked("11:00").child("Add a breaker", { lastClosedAt: time("11:30") });
    expect(task(history, "Add a breaker")?.state).toBe("open");
  });

  test("whose reason is said in a private repository keeps it there, where anybody reads the incident", () => {
    const words = "/wont-do because CVE-2025-1 is not mended";
    const secret = followed().child("Add a breaker", { private: true });
    const history = said(secret, "Add a breaker", { when: "11:00", by: "ben", body: words });
    const kept = (one: History) =>
      JSON.stringify([
        one.situation("11:00").incident.acts,
        one.plan("11:00").effects.filter(({ kind }) => kind === "card"),
      ]);
    expect(kept(history)).toContain("CVE-2025-1");
    expect(
      kept(history.changed((seen) => ({ ...seen, repository: { ...seen.repository, public: true } }))),
    ).not.toContain("CVE-2025-1");
  });

  test("takes a reason", () => {
    const history = said(followed(), "Add a breaker", { when: "11:00", by: "ben", body: "/wont-do" });
    expect(refusals(history, "11:00")).toEqual(["unreadable"]);
    expect(all(history.plan("11:00"), "close")).toEqual([]);
  });
});

test("other commands mean nothing in the issue of an action", () => {
  const history = said(followed(), "Add a breaker", {
    when: "11:00",
    by: "cora",
    body: "/resolve\n/severity sev3 because so",
  });
  expect(history.situation("11:00").incident.answers).toEqual([]);
  expect(does(history.plan("11:00")).filter((one) => one.startsWith("react"))).toEqual([]);
});

describe("an address in the issue of another action", () => {
  const other = (history: History) => task(history, "Watch the disks")?.child.ref ?? "";

  test.each([
    ["with a slash at its end", (ref: string) => `https://github.com/${ref.replace("#", "/issues/")}/`],
    ["in code", (ref: string) => `\`${ref}\``],
    ["as a link", (ref: string) => `[Disks](https://github.com/${ref.replace("#", "/issues/")})`],
    ["without its server", (ref: string) => ref.replace("#", "/issues/")],
  ])("%s names that action", (_how, written) => {
    const history = followed();
    const body = `/wont-do ${written(other(history))} because the disks are gone`;
    said(history, "Add a breaker", { when: "11:00", by: "cora", body });
    expect(task(history, "Watch the disks")?.followUp?.wontDo).toMatchObject({
      because: "the disks are gone",
    });
    expect(task(history, "Add a breaker")?.followUp?.wontDo).toBeUndefined();
  });

  test.each([
    "https://evil.example/acme/payments/issues/20/",
    "https://github.com/acme/payments/issues/9999/",
    "payments/x/issues/20",
  ])("%s, which names none, ends nothing", (address) => {
    const body = `/wont-do ${address} because the disks are gone`;
    const history = said(followed(), "Add a breaker", { when: "11:00", by: "ben", body });
    expect(refusals(history)).toEqual(["no-action"]);
    expect(task(history, "Add a breaker")?.followUp?.wontDo).toBeUndefined();
  });
});

describe("/verified", () => {
  const looked = (how: string) => {
    const history = followed().child("Add a breaker", closed("ben"));
    return said(history, "Add a breaker", { when: "11:30", by: "cora", body: `/verified ${how}` });
  };

  test.each(["not yet, it still fails", "no, it is as before", "still broken on staging"])(
    "with words that say the contrary verifies nothing: %s",
    (how) => {
      const history = looked(how);
      expect(refusals(history)).toEqual(["unreadable"]);
      expect(task(history, "Add a breaker")?.followUp?.verified).toBeUndefined();
    },
  );

  test.each(["no errors since Tuesday", "not seen again in a week", "can't be made to happen any more"])(
    "takes what somebody found who looked: %s",
    (how) => {
      expect(task(looked(how), "Add a breaker")?.followUp?.verified).toMatchObject({ how });
    },
  );
});

describe("an action out of sight", () => {
  const gone = () => {
    const history = followed();
    const { children } = history.snapshot();
    const [lost] = children.filter(({ title }) => title === "Add a breaker");
    const ref = lost?.ref ?? "";
    const without = { children: children.filter((child) => child !== lost), unseen: [lost?.id ?? ""] };
    history.changed((seen) => ({ ...seen, ...without, recent: new Map() }));
    return { history, ref, lost };
  };

  test("is ended by saying that it won't be done, and by nothing else", () => {
    const { history, ref } = gone();
    expect(history.situation("11:00").standing.actions).toContainEqual(
      expect.objectContaining({ ref, state: "lost" }),
    );
    history.comment("11:00", "ana", `/verified ${ref}`);
    history.comment("11:10", "ana", `/wont-do ${ref} because the service is retired`);
    expect(refusals(history)).toEqual(["lost-action"]);
    expect(history.situation("12:00").standing.actions).toContainEqual(
      expect.objectContaining({ ref, state: "dropped", because: "the service is retired" }),
    );
  });

  test("that turns up in another repository is the same one, with what was said of it", () => {
    const { history, ref, lost } = gone();
    const moved = { ...lost, id: "I_moved", ref: "acme/unlisted#1", assignees: ["ben"] } as Child;
    history.comment("11:00", "ana", `/wont-do ${ref} because the service is retired`).looked("11:00");
    history.changed((seen) => ({ ...seen, children: [...seen.children, moved] }));
    expect(task(history, "Add a breaker")).toMatchObject({
      child: { ref: "acme/unlisted#1" },
      followUp: { wontDo: { because: "the service is retired" } },
    });
    expect(history.situation("12:00").standing.actions.map(({ state }) => state)).not.toContain("lost");
  });
});

test("what is closed as done can't be dropped, what was closed as not planned takes a reason", () => {
  const drop = (reason: "completed" | "not_planned") => {
    const history = followed().child("Add a breaker", { ...closed("ben"), reason });
    return refusals(
      said(history, "Add a breaker", { when: "12:00", by: "ben", body: "/wont-do because it is retired" }),
    );
  };
  expect([drop("completed"), drop("not_planned")]).toEqual([["drop-done"], []]);
});

describe("what was refused in an action's issue", () => {
  const refusedThere = (isPrivate: boolean) => {
    const history = followed().changed((seen) => ({
      ...seen,
      repository: { ...seen.repository, public: true },
    }));
    history.child("Add a breaker", { private: isPrivate });
    const body = "/due 31 June because Zeus is late\n/due 30 February because Zeus is late";
    return said(history, "Add a breaker", { when: "11:00", by: "cora", body });
  };
  const told = (history: History, when: string) =>
    all(history.plan(when), "comment").filter(({ template }) => template === "refused").length;

  test("is said nowhere else once that issue is out of sight", () => {
    const history = refusedThere(false);
    expect(told(history, "11:00")).toBe(1);
    history.looked("11:00");
    const { children } = history.snapshot();
    const [gone] = children.filter(({ title }) => title === "Add a breaker");
    const without = { children: children.filter((child) => child !== gone), unseen: [gone?.id ?? ""] };
    history.changed((seen) => ({ ...seen, ...without, recent: new Map() }));
    expect(all(history.plan("14:00"), "comment").filter(({ template }) => template === "refused")).toEqual(
      [],
    );
  });

  test("leaves none of its words on the record of a public incident, where the issue is private", () => {
    const acts = (isPrivate: boolean) =>
      JSON.stringify(refusedThere(isPrivate).looked("11:00").snapshot().ledger?.acts);
    expect(acts(false)).toContain("Zeus");
    expect(acts(true)).not.toContain("Zeus");
  });
});

test("a day for what is closed is refused, and a reason is asked for with the address that was given", () => {
  const late = { when: "12:00", by: "ben", body: "/due 25 May because parts are late" };
  expect(refusals(said(followed().child("Add a breaker", closed("ben")), "Add a breaker", late))).toEqual([
    "due-over",
  ]);
  const history = followed();
  const ref = task(history, "Add a breaker")?.child.ref ?? "";
  history.comment("11:00", "ana", `/due ${ref} 25 May`);
  const answer = all(history.plan("11:00"), "comment").find(({ template }) => template === "refused");
  expect(answer?.values.form).toBe(`/due ${ref} 2026-05-25`);
});

test.each(["/wontdo because it is retired", "/verifed seen", "/dues 25 May because parts are late"])(
  "“%s” in an action's issue is asked about there",
  (body) => {
    const history = said(followed(), "Add a breaker", { when: "12:00", by: "cora", body });
    expect(refusals(history)).toEqual(["unreadable"]);
    const answer = all(history.plan("12:00"), "comment").find(({ template }) => template === "refused");
    expect(answer?.issueId).toBe(task(history, "Add a breaker")?.child.id);
  },
);

test("another bot's command in an action's issue is nothing to us", () => {
  const history = said(followed(), "Add a breaker", { when: "12:00", by: "cora", body: "/retest please" });
  expect(refusals(history)).toEqual([]);
});
