// The review: opened at close, once for an incident's life, unless what was recorded exempts it (D-11, H-28).
import { describe, expect, test } from "vitest";
import { createRenderer } from "../../../src/render/render.ts";
import { templates } from "../../../src/shipped/templates.ts";
import { at, hssi } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { all, card, does, labels, lookedAt, value } from "../outcome.ts";

const outage = () => incident().opened("09:00", "alice", at.sev1).looked("09:00");
const title = "Review: Payments down (incident-2026-05-01-payments-down)";

/** Titles of the issues that a plan opens. */
const opens = (history: History, when: string) =>
  all(history.plan(when), "create-issue").map((issue) => issue.title);

test("a severe incident that is closed gets its review, once", () => {
  const history = outage().closed("10:00", "ana");
  const [review] = all(history.plan("10:00"), "create-issue");
  expect(review).toMatchObject({
    repository: "acme/incidents",
    title,
    template: "retro",
    labels: ["retro"],
    parentId: "I_1",
  });
  history.looked("10:00");
  expect(opens(history, "10:01")).toEqual([]);
  expect(value(card(history, "10:01"), "retro")).toMatchObject({ state: "open" });
});

test("an incident that was closed and opened again while nobody looked has had its close: the review is opened", () => {
  const history = outage().closed("10:00", "ana").reopened("10:20", "ana");
  expect(opens(history, "10:30")).toEqual([title]);
  expect(opens(history.looked("10:30"), "10:31")).toEqual([]);
});

test("a review that was due is not opened once a person has said that there is none", () => {
  const history = outage().closed("10:00", "ana").comment("10:05", "ana", "/review no because it was a test");
  expect(opens(history, "10:30")).toEqual([]);
});

test("a review that is open keeps the incident in sight, and a closed one lets it go", () => {
  const history = lookedAt(outage().closed("10:00", "ana"), "10:00", "10:00");
  expect(labels(history)).toContain("incident: follow-up");
  history.child(title, { state: "closed", closedAt: time("11:00") }).looked("11:00");
  expect(labels(history)).not.toContain("incident: follow-up");
  expect(history.plan("11:00").effects).toEqual([]);
});

for (const [why, form, words] of [
  ["a mild severity", at.sev3, "The cache is warm again."],
  ["a false alarm by its recorded reason", at.sev1, "/set closing-reason false alarm"],
  ["a trivial one by its recorded reason", at.sev1, "/set closing-reason Trivial"],
  ["a recorded decision", at.sev1, "/review no because it was a test of the pager"],
] as const) {
  test(`no review for ${why}`, () => {
    const history = incident().opened("09:00", "alice", form).comment("09:30", "ana", words);
    expect(opens(history.closed("10:00", "ana"), "10:00")).toEqual([]);
  });
}

test("/review opens one where the policy wants none, when the incident is over", () => {
  const history = incident().opened("09:00", "alice", at.sev3).comment("09:30", "ana", "/review");
  expect(opens(history, "09:30")).toEqual([]);
  expect(opens(history.comment("10:00", "ana", "/resolve"), "10:00")).toEqual([title]);
});

test("/review no is taken back by /review", () => {
  const history = outage()
    .comment("09:30", "ana", "/review no because it was nothing")
    .closed("10:00", "ana")
    .comment("10:10", "ana", "/review");
  expect(opens(history, "10:10")).toEqual([title]);
});

test("where the policy leaves it to people, only /review opens one (H-28)", () => {
  const history = incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", hssi)
    .comment("09:30", "ana", "/resolve")
    .looked("09:30");
  expect(opens(history.closed("10:00", "ana"), "10:00")).toEqual([]);
  expect(opens(history.comment("10:10", "ana", "/review"), "10:10")).toEqual([title]);
});

test("a review that was asked for at the resolution and is done is not touched by the close", () => {
  const history = outage()
    .comment("09:30", "ana", "/review")
    .comment("09:40", "ana", "/resolve")
    .looked("09:40");
  history
    .child(title, { state: "closed", closedAt: time("09:50") })
    .looked("09:50")
    .closed("10:00", "ana");
  expect(does(history.plan("10:00"))).not.toContain("create-issue retro");
  expect(lookedAt(history, "10:00").snapshot().children).toMatchObject([{ state: "closed" }]);
});

test("closed again, an incident uses the one review that it has", () => {
  const history = lookedAt(outage().closed("10:00", "ana"), "10:00").reopened("10:30", "ana").looked("10:30");
  expect(opens(history.closed("11:00", "ana"), "11:00")).toEqual([]);
  history.child(title, { state: "closed", closedAt: time("11:10") }).reopened("11:20", "ana");
  expect(opens(history.closed("11:30", "ana"), "11:30")).toEqual([]);
});

test("a review that can't be found is reported on the card and never made again", () => {
  const history = lookedAt(outage().closed("10:00", "ana"), "10:00", "10:01");
  history.changed((snapshot) => ({
    ...snapshot,
    children: [],
    unseen: snapshot.children.map((child) => child.id),
  }));
  expect(opens(history, "10:05")).toEqual([]);
  const [written] = all(history.plan("10:05"), "card");
  expect(value(written?.values ?? {}, "retro")).toMatchObject({ state: "lost" });
});

test("a drill gets no review", () => {
  const history = outage().comment("09:05", "ana", "/drill because we train").closed("10:00", "ana");
  expect(opens(history, "10:00")).toEqual([]);
});

for (const [who, given, assignees] of [
  ["whoever has the lead", "/role lead @ben", ["ben"]],
  ["whoever closed the incident, where nobody has the lead", "The deploy is rolled back.", ["ana"]],
] as const) {
  test(`the review is given to ${who}, with a day by which it is due (D-10)`, () => {
    const history = outage().comment("09:05", "ana", given).closed("10:00", "ana");
    const [review] = all(history.plan("10:00"), "create-issue");
    expect(review).toMatchObject({
      assignees,
      values: { people: assignees.join(", "), due: "Fri 15 May 2026" },
    });
  });
}

test("a policy may give the review to another role, by another day, and name no field for the cause", () => {
  const policy =
    "extends: sre\nroles: { sage: { title: sage, duty: [carl] } }\nretro: { within: 3d, cause: null }\ntasks: { review: { owner: sage } }\n";
  const history = incident({ policy })
    .opened("09:00", "alice", at.sev1)
    .comment("09:30", "ana", "/resolve\ncause: a full disk")
    .closed("10:00", "ana");
  const { assignees, values } = all(history.plan("10:00"), "create-issue")[0] ?? {};
  expect(assignees).toEqual(["carl"]);
  expect(values).toMatchObject({ due: "Mon 4 May 2026", cause: "" });
  expect(values?.facts).toContainEqual({ title: "cause", text: "a full disk", before: false });
});

test.each([
  ["sre", "/review on 12 May 14:00", "10:00", "Tue 12 May 2026"],
  ["sre", "/review", "09:35", "Fri 15 May 2026"],
  // Its clock begins when the incident is closed: until then nobody can say by when.
  ["dpsp", "/review", "09:35", ""],
  ["dpsp", "/review on 12 May 14:00", "09:35", "Tue 12 May 2026"],
] as const)(
  "a review under %s that is asked for by %s is due by its own day, or by none yet",
  (preset, asked, then, due) => {
    const history = incident({ policy: `extends: ${preset}\n` })
      .opened("09:00", "alice", at.sev1)
      .comment("09:30", "ana", "/resolve\ncause: a full disk")
      .comment("09:31", "ana", asked);
    const end = then === "10:00" ? history.closed("10:00", "ana") : history;
    const [review] = all(end.plan(then), "create-issue");
    expect(review?.values).toMatchObject({ due });
  },
);

test("the cause that is known stands where the review asks for it, and not among the other facts", () => {
  const history = outage().comment("09:30", "ana", "/resolve\ncause: a full disk").closed("10:00", "ana");
  const { values } = all(history.plan("10:00"), "create-issue")[0] ?? {};
  expect(values?.cause).toBe("a full disk");
  expect(JSON.stringify(values?.facts)).not.toContain("a full disk");
});

test("who declared it is whom its timeline says, whoever opened the issue", () => {
  const history = incident()
    .opened("08:00", "alice", { body: "The payments are down, all of them." })
    .labeled("09:00", "ana", "incident")
    .labeled("09:00", "ana", "severity: 1")
    .closed("10:00", "ana");
  const { values = {} } = all(history.plan("10:00"), "create-issue")[0] ?? {};
  expect(values.declarer).toBe("ana");
  expect(values.timeline).toEqual(
    expect.arrayContaining([expect.objectContaining({ what: "declared", by: "ana" })]),
  );
});

test("the review holds the record: facts, roles, and the timeline with who and when (D-9)", () => {
  const history = outage()
    .comment("09:05", "ana", "/role lead me")
    .comment("09:20", "ana", "The deploy is rolled back.")
    .closed("10:00", "ana");
  const { values = {} } = all(history.plan("10:00"), "create-issue")[0] ?? {};
  expect(values).toMatchObject({
    severity: "SEV1",
    declarer: "alice",
    heading: "Actions",
    roles: [{ title: "lead", holders: "ana" }],
  });
  expect(values.timeline).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: "update", by: "ana", text: "The deploy is rolled back." }),
    ]),
  );
});

describe("what stands in a review when it is opened", () => {
  const valuesOf = (history: History, when = "10:00") =>
    all(history.plan(when), "create-issue")[0]?.values ?? {};

  test("says which limits were kept and which were missed, by how much, and what still runs", () => {
    const policy =
      "extends: sre\nclocks: { proof: { title: Proof, starts: closed, stops: done.proof, within: 2h, source: X-1 }, plan: { title: Plan, starts: declared, stops: done.plan, within: 30m } }\n";
    const history = incident({ policy })
      .opened("09:00", "alice", at.sev1)
      .comment("09:50", "ana", "/done plan")
      .comment("09:55", "ana", "/resolve")
      .closed("10:00", "ana");
    const clocks = valuesOf(history).clocks as readonly Record<string, unknown>[];
    const named = (title: string) => clocks.find((one) => one.title === title);
    expect(named("Plan")).toMatchObject({
      kept: 0,
      missed: [{ due: "Fri 1 May 09:30 BST", at: "09:50 BST", late: 20 }],
    });
    expect(named("Update")).toMatchObject({ kept: 1, missed: [] });
    expect(named("Proof")).toMatchObject({
      kept: 0,
      own: false,
      runs: { due: "Fri 1 May 12:00 BST", late: false },
    });
  });

  test("says who was told, when, how and by whom, and of a call without an answer nothing", () => {
    const policy = "extends: sre\ncontacts: { board: the board }\n";
    const history = incident({ policy })
      .opened("09:00", "alice", at.sev1)
      .comment("09:30", "ana", "/called board 09:20 no answer")
      .comment("09:40", "ana", "/told board 09:35 by phone")
      .closed("10:00", "ana");
    expect(valuesOf(history).told).toEqual([
      {
        at: "Fri 1 May 09:35 BST",
        who: "the board",
        how: "phone",
        url: expect.stringContaining("/acme/incidents/issues/7"),
        called: false,
        by: "ana",
      },
    ]);
  });

  test("draws at most forty entries, the most telling ones, in their order", () => {
    const history = outage();
    for (let minute = 1; minute < 55; minute += 1)
      history.comment(`09:${String(minute).padStart(2, "0")}`, "ana", `/set users ${minute}`);
    history.comment("09:56", "ana", "/status mitigated").closed("10:00", "ana");
    const days = valuesOf(history).days as readonly { entries: readonly Record<string, string>[] }[];
    const entries = days.flatMap((day) => day.entries);
    expect(entries).toHaveLength(40);
    expect(entries.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["declared", "severity-set", "status"]),
    );
    const hours = entries.map(({ hour = "" }) => hour);
    expect(hours).toEqual(hours.toSorted());
    expect(hours[0]).toBe("09.00");
  });

  test("stays well under what GitHub takes, however much was said, and says what was left out", () => {
    const history = outage();
    const long = "`*_[<&$|".repeat(60);
    for (let step = 0; step < 250; step += 1) history.comment("09:30", "ana", `${step} ${long}. ${long}`);
    for (const field of ["description", "impact", "users", "workaround", "cause", "fix"])
      history.comment("09:40", "ana", `/set ${field} ${long}`);
    const values = valuesOf(history.closed("10:00", "ana"));
    const body = createRenderer(templates())("retro", values);
    expect(body.length).toBeLessThan(55_000);
    expect(body).toMatch(
      /The first \d+ lines are left out here for their length: acme\/incidents#7 has all comments\./,
    );
  });
});

describe("who runs a review, and when", () => {
  const nobody = "extends: sre\nretro: { unowned: nobody }\n";
  const review = (history: History) => history.snapshot().children[0];

  test("whom /review names gets it when it is opened, whoever closes the incident", () => {
    const history = outage().comment("09:05", "ana", "/review @ben").closed("10:00", "ana");
    expect(all(history.plan("10:00"), "create-issue")[0]).toMatchObject({ assignees: ["ben"] });
  });

  test("whom it names afterwards is given it once, and stays off it when taken off", () => {
    const history = lookedAt(outage().closed("10:00", "ana"), "10:00").comment(
      "10:10",
      "ana",
      "/review @ben",
    );
    lookedAt(history, "10:10", "10:11");
    expect(review(history)?.assignees).toEqual(["ana", "ben"]);
    history.child(title, { assignees: ["ana"] });
    expect(does(history.plan("10:30")).filter((what) => what.startsWith("assign"))).toEqual([]);
  });

  test("nobody gets it by closing where the policy says so, and whoever takes the role of its owner does", () => {
    const history = incident({ policy: nobody }).opened("09:00", "alice", at.sev1).closed("10:00", "ana");
    lookedAt(history, "10:00", "10:01");
    expect(review(history)?.assignees).toEqual([]);
    lookedAt(history.comment("10:20", "ben", "/role lead me"), "10:20", "10:21");
    expect(review(history)?.assignees).toEqual(["ben"]);
  });

  test("a command on the review counts there, is answered there, and no other does", () => {
    const history = lookedAt(outage().closed("10:00", "ana"), "10:00");
    const said = (id: string, when: string, body: string) => ({
      ...({ kind: "comment", id, at: time(when), by: { login: "ana", kind: "user" }, body } as const),
      ...{ minimized: false, reacted: [], edits: [] },
    });
    history.child(title, {
      comments: [
        said("IC_r1", "10:10", "/severity sev3 because it was small"),
        said("IC_r2", "10:11", "/review @ben on 12 May 14:00"),
        said("IC_r3", "10:12", "/review on 12/5"),
      ],
    });
    const { incident: found } = history.situation("10:20");
    expect(found.severity?.key).toBe("sev1");
    expect(found.review).toMatchObject({ owners: ["ben"], by: "ana" });
    expect(found.facts.get("review-date")).toMatchObject({
      text: "Tue 12 May 2026 14:00 BST",
      at: time("14:00") + 11 * 24 * 3_600_000,
    });
    const id = review(history)?.id;
    const said1 = all(history.plan("10:20"), "comment");
    expect(said1.map(({ issueId, template }) => [issueId, template])).toEqual([[id, "refused"]]);
    // Once: its record is here, whatever becomes of the words there.
    lookedAt(history, "10:20", "10:21", "10:40");
    expect(all(history.plan("11:00"), "comment")).toEqual([]);
  });

  test("a day without a time is the end of its working hours", () => {
    const policy = `extends: sre
calendars: { core: { zone: Europe/London, hours: { mon-fri: "09:00-17:00" } } }
`;
    const heldOn = (words: string) =>
      incident({ policy })
        .opened("09:00", "alice", at.sev1)
        .comment("09:05", "ana", `/review on ${words}`)
        .situation("09:06")
        .incident.facts.get("review-date")?.text;
    expect(heldOn("12 May")).toBe("Tue 12 May 2026 17:00 BST");
    expect(heldOn("Saturday 9 May")).toBe("Sat 9 May 2026 23:59 BST");
    expect(heldOn("1 April")).toBeUndefined();
    expect(heldOn("1 April 2027")).toBe("Thu 1 Apr 2027 17:00 BST");
  });

  test("its date is what a clock is due by, however late, and one that moves moves it (D-10)", () => {
    const clock = (agreed: string) =>
      `extends: sre\nclocks: { report: { title: Report, starts: closed, stops: done.report, within: 2d, agreed: ${agreed} } }\n`;
    const dueOf = (agreed: string) => {
      const history = incident({ policy: clock(agreed) })
        .opened("09:00", "alice", at.sev1)
        .comment("09:05", "ana", "/review on 12 May 14:00")
        .closed("10:00", "ana");
      const first = history.situation("10:01").incident.clocks.get("report")?.dueAt;
      history.comment("10:30", "ana", "/review on 4 May 12:00");
      return [first, history.situation("10:31").incident.clocks.get("report")?.dueAt];
    };
    const day = 24 * 3_600_000;
    const [twelfth, fourth] = [time("14:00") + 11 * day, time("12:00") + 3 * day];
    expect(dueOf("{ field: review-date, however-late: true }")).toEqual([twelfth, fourth]);
    expect(dueOf("review-date")).toEqual([time("10:00") + 2 * day, fourth]);
  });
});

describe("a review that was closed while the policy still asks something", () => {
  const policy = `extends: sre
fields: { cause-class: { type: choices, options: [technical, human] } }
retro: { class: cause-class }
`;
  const closedWith = (body: string, reason: "completed" | "not_planned" = "completed") => {
    const history = lookedAt(
      incident({ policy }).opened("09:00", "alice", at.sev1).closed("10:00", "ana"),
      "10:00",
    );
    const own = history.snapshot().children[0]?.body ?? "";
    history.child(title, {
      body: `${own}\n${body}`,
      editedAt: time("10:30"),
      state: "closed",
      reason,
      closedAt: time("11:00"),
    });
    return history;
  };
  const ticked = "### Class of the cause\n\n- [x] human";

  test("says once what is missing, and the incident stays in sight until it is there", () => {
    const history = closedWith("");
    expect(all(history.plan("11:00"), "comment")).toMatchObject([
      {
        template: "retro-gaps",
        issueId: history.snapshot().children[0]?.id,
        values: { class: { options: ["technical", "human"] } },
      },
    ]);
    lookedAt(history, "11:00", "11:01");
    expect(all(history.plan("12:00"), "comment")).toEqual([]);
    expect(labels(history)).toContain("incident: follow-up");
    expect(value(card(history, "11:02"), "next")).toMatchObject({ kind: "gaps" });
    const body = `${history.snapshot().children[0]?.body}\n${ticked}`;
    lookedAt(history.child(title, { body, editedAt: time("12:00") }), "12:00", "12:01");
    expect(labels(history)).not.toContain("incident: follow-up");
  });

  test("tells the class to the incident as a fact, and a fact that was set by command stays", () => {
    expect(closedWith(ticked).situation("11:01").incident.facts.get("cause-class")?.words).toEqual(["human"]);
    const history = closedWith(ticked).comment("11:10", "ana", "/set cause-class technical");
    expect(history.situation("11:11").incident.facts.get("cause-class")?.words).toEqual(["technical"]);
  });

  test("owes nothing when it is complete, or was closed as not planned", () => {
    for (const history of [closedWith(ticked), closedWith("", "not_planned")]) {
      lookedAt(history, "11:00", "11:01");
      expect(all(history.plan("11:02"), "comment")).toEqual([]);
      expect(labels(history)).not.toContain("incident: follow-up");
    }
  });
});
