// When a document is accepted: merged, with its chain complete and nobody's request for changes open, whichever of these comes last.
import { describe, expect, test } from "vitest";
import { documentId } from "../../../src/engine/document.ts";
import type { Pull, PullItem } from "../../../src/engine/snapshot/pull.ts";
import { type History, incident, person, time } from "../build.ts";

const base = `extends: sre
roles: { cto: { duty: [cora] }, head: { duty: [hana] }, stand-in: { duty: [dee] } }
documents:
  report: { reviewers: [cto] }
  summary: { approve: [cto, { by: head, deputies: stand-in }] }
`;

const rights = {
  alice: "write",
  ana: "write",
  ben: "write",
  cora: "write",
  dee: "write",
  hana: "write",
} as const;

/** An incident whose documents were asked for, with a pull request of one of them. */
function withPull(key: "report" | "summary", items: readonly PullItem[]): History {
  const history = incident({ policy: base, roles: rights })
    .opened("09:00", "alice", { severity: "SEV1 — down" })
    .comment("09:01", "ana", `/${key}`)
    .looked("09:01");
  const merged = items.some(({ kind }) => kind === "merged");
  const pull: Pull = {
    ...{ id: "PR_1", ref: "acme/incidents#30", url: "https://github.com/acme/incidents/pull/30" },
    ...{
      state: merged ? "merged" : "open",
      draft: false,
      wasDraft: true,
      author: person("tocsin"),
      private: true,
    },
    ...{ createdAt: time("09:02"), updatedAt: time("09:02"), branch: "incident/x", head: "0", items },
  };
  return history.changed((seen) => {
    const { ledger } = seen;
    const made = { id: pull.id, ref: pull.ref };
    const created = new Map([...(ledger?.created ?? []), [documentId(key, ledger?.id ?? ""), made] as const]);
    return { ...seen, pulls: [pull], ledger: ledger && { ...ledger, created } };
  });
}

const item = (kind: PullItem["kind"], when: string, by: string, more: Partial<PullItem> = {}): PullItem => ({
  ...{ id: `E_${kind}_${when}`, at: time(when), by: person(by), kind },
  ...more,
});

function standing(history: History, key: "report" | "summary", when = "11:00") {
  const { incident: known } = history.situation(when);
  const its = known.documents.find(({ kind }) => kind === key);
  return {
    state: its?.state,
    requests: its?.requests.map(({ by }) => by),
    approvals: its?.approvals.map(({ by, role }) => `${by} ${role}`),
    events: known.events.flatMap(({ name }) => (/^(accepted|approved)\./.test(name) ? [name] : [])),
  };
}

const ready = item("ready", "09:10", "ben");

describe("without a chain", () => {
  test("a merge by whoever may accepts", () => {
    const history = withPull("report", [ready, item("merged", "09:30", "ben")]);
    expect(standing(history, "report")).toMatchObject({ state: "accepted", events: ["accepted.report"] });
  });

  const early = [ready, item("changes", "09:20", "cora"), item("merged", "09:30", "ben")];

  test("a merge over a request for changes does not", () => {
    expect(standing(withPull("report", early), "report")).toEqual({
      ...{ state: "merged", requests: ["cora"], approvals: [], events: [] },
    });
  });

  test.each([
    ["an approving review of whoever asked", [item("approved", "10:00", "cora")], "accepted"],
    ["that of somebody else", [item("approved", "10:00", "ana")], "merged"],
    ["taking that review back", [item("dismissed", "10:00", "ana", { of: "E_changes_09:20" })], "accepted"],
    ["taking another back", [item("dismissed", "10:00", "ana", { of: "E_changes_09:00" })], "merged"],
    [
      "a new request after the merge",
      [item("approved", "10:00", "cora"), item("changes", "09:40", "ana")],
      "merged",
    ],
  ] as const)("after it %s", (_, more, state) => {
    const items = [...early, ...more].toSorted((one, other) => one.at - other.at);
    expect(standing(withPull("report", items), "report").state).toBe(state);
  });

  test.each([
    ["whoever asked says that the changes are made", "cora", "/report approved", "accepted"],
    ["whoever asked accepts it", "cora", "/report accepted", "accepted"],
    ["somebody without a say in it accepts it", "ana", "/report accepted", "merged"],
    ["somebody who asked for nothing approves", "ana", "/report approved", "merged"],
  ])("after it %s", (_, by, said, state) => {
    const history = withPull("report", early).comment("10:00", by, said);
    expect(standing(history, "report").state).toBe(state);
  });

  test("whoever asked for changes and merges has what they asked for", () => {
    const items = [ready, item("changes", "09:20", "cora"), item("merged", "09:30", "cora")];
    expect(standing(withPull("report", items), "report")).toMatchObject({ state: "accepted", requests: [] });
  });

  test("a review by somebody from outside who has no role in it asks for nothing; with one it does", () => {
    const asked = (by: string) => [
      ready,
      item("changes", "09:20", by, { outside: true }),
      item("merged", "09:30", "ben"),
    ];
    expect(standing(withPull("report", asked("mallory")), "report").state).toBe("accepted");
    expect(standing(withPull("report", asked("cora")), "report").state).toBe("merged");
  });

  test("what another bot asks for is nobody's, and nothing is handed in again for it", () => {
    const bot = { login: "linter", kind: "bot" } as const;
    const items = [ready, { ...item("changes", "09:20", "linter"), by: bot }, item("commit", "09:25", "ben")];
    const history = withPull("report", items);
    expect(standing(history, "report")).toMatchObject({ state: "submitted", requests: [] });
    const names = history.situation("10:00").incident.events.map(({ name }) => name);
    expect(names.filter((name) => name.endsWith(".report"))).toEqual(["opened.report", "submitted.report"]);
  });

  test("what was accepted is as it is, whatever is asked for there afterwards", () => {
    const items = [ready, item("merged", "09:30", "ben"), item("changes", "09:40", "cora")];
    const history = withPull("report", [
      ...items,
      item("changes", "09:45", "ben"),
      item("commit", "09:50", "ana"),
    ]);
    expect(standing(history, "report")).toMatchObject({ state: "accepted", requests: [] });
    const { incident: known } = history.situation("10:00");
    expect(known.documents.find(({ kind }) => kind === "report")?.late).toMatchObject({
      ...{ first: { by: "cora" }, requests: [{ by: "cora" }, { by: "ben" }] },
    });
    expect(known.history.flatMap(({ what, by }) => (what === "document-late" ? [by] : []))).toEqual([
      "cora",
      "ben",
    ]);
  });

  test.each([
    ["approves by a review", [item("approved", "09:50", "cora")], ""],
    ["approves by a comment", [], "/report approved"],
    ["has it taken back", [item("dismissed", "09:50", "ben", { of: "E_changes_09:40" })], ""],
  ])("what was asked for too late is answered where whoever asked %s", (_, answer, said) => {
    const late = [item("changes", "09:40", "cora"), item("changes", "09:45", "ben")];
    const history = withPull("report", [ready, item("merged", "09:30", "ben"), ...late, ...answer]);
    if (said !== "") history.comment("09:50", "cora", said);
    const { incident } = history.situation("10:00");
    const known = incident.documents.find(({ kind }) => kind === "report");
    expect(known).toMatchObject({
      state: "accepted",
      since: time("09:30"),
      late: { requests: [{ by: "ben" }] },
    });
    expect(known?.late?.requests).toHaveLength(1);
    expect(incident.events.filter(({ name }) => /^(?:approved|resubmitted)\.report/.test(name))).toEqual([]);
  });

  test("by /report changes its review is open again, and what was asked for too late is not said of it any more", () => {
    const items = [ready, item("merged", "09:30", "ben"), item("changes", "09:40", "cora")];
    const history = withPull("report", items).comment("09:50", "ben", "/report changes");
    expect(standing(history, "report")).toMatchObject({ state: "changes", requests: ["ben"] });
    history.comment("10:00", "ben", "/report submitted").comment("10:05", "ben", "/report accepted");
    const { documents } = history.situation("11:00").incident;
    expect(documents.find(({ kind }) => kind === "report")).toMatchObject({
      state: "accepted",
      late: undefined,
    });
  });

  test("an approval of whoever asked for changes leaves it where it stood before", () => {
    const items = [ready, item("changes", "09:20", "cora"), item("approved", "09:25", "cora")];
    const history = withPull("report", items);
    expect(history.situation("10:00").incident.documents.find(({ kind }) => kind === "report")).toMatchObject(
      {
        ...{ state: "submitted", by: "ben", since: time("09:10") },
      },
    );
  });
});

describe("with a chain of two", () => {
  test.each([
    ["nobody approved", [], "merged", []],
    [
      "whoever merges takes the step that is theirs",
      [item("merged", "09:30", "cora")],
      "merged",
      ["cora cto"],
    ],
    ["a review out of turn is given early", [item("approved", "09:20", "hana")], "merged", ["hana head"]],
    [
      "what was given early counts when the one before is there",
      [item("approved", "09:20", "hana"), item("approved", "09:25", "cora")],
      "accepted",
      ["hana head", "cora cto"],
    ],
    [
      "a merge out of turn is given early, too",
      [item("merged", "09:20", "hana"), item("approved", "09:25", "cora")],
      "accepted",
      ["hana head", "cora cto"],
    ],
    [
      "what was given early was for the text of then",
      [item("approved", "09:20", "hana"), item("commit", "09:22", "ben"), item("approved", "09:25", "cora")],
      "merged",
      ["cora cto"],
    ],
    [
      "what was given in turn stands beside a commit",
      [item("approved", "09:20", "cora"), item("commit", "09:22", "ben"), item("approved", "09:25", "hana")],
      "accepted",
      ["cora cto", "hana head"],
    ],
    [
      "our own commit changes nothing of what was approved",
      [
        item("approved", "09:20", "hana"),
        { ...item("commit", "09:22", "tocsin"), by: { login: "tocsin", kind: "bot" } as const },
        item("approved", "09:25", "cora"),
      ],
      "accepted",
      ["hana head", "cora cto"],
    ],
    [
      "what was given early is taken back",
      [
        item("approved", "09:20", "hana"),
        item("dismissed", "09:22", "ana", { of: "E_approved_09:20" }),
        item("approved", "09:25", "cora"),
      ],
      "merged",
      ["cora cto"],
    ],
    [
      "both approve by reviews",
      [item("approved", "09:20", "cora"), item("approved", "09:25", "hana")],
      "accepted",
      ["cora cto", "hana head"],
    ],
    [
      "the second approves after the merge",
      [item("approved", "09:20", "cora"), item("approved", "10:00", "hana")],
      "accepted",
      ["cora cto", "hana head"],
    ],
    [
      "an approval is taken back",
      [
        item("approved", "09:20", "cora"),
        item("approved", "09:25", "hana"),
        item("dismissed", "09:26", "ana", { of: "E_approved_09:25" }),
      ],
      "merged",
      ["cora cto"],
    ],
    [
      "changes are asked for after an approval, which is for another text then",
      [
        item("approved", "09:20", "cora"),
        item("changes", "09:25", "hana"),
        item("approved", "09:28", "hana"),
      ],
      "merged",
      ["hana head"],
    ],
  ] as const)("%s", (_, given, state, approvals) => {
    const merge = given.some(({ kind }) => String(kind) === "merged") ? [] : [item("merged", "09:30", "ben")];
    const items = [ready, ...given, ...merge].toSorted((one, other) => one.at - other.at);
    const found = standing(withPull("summary", items), "summary");
    expect([found.state, found.approvals]).toEqual([state, approvals]);
    expect(found.events.includes("accepted.summary")).toBe(state === "accepted");
  });

  test("a deputy takes a step while its holder is away, and the command as the review", () => {
    const history = withPull("summary", [ready, item("merged", "09:30", "ben")])
      .comment("09:40", "cora", "/summary approved")
      .comment("09:45", "ana", "/summary away head")
      .comment("09:50", "dee", "/summary approved");
    expect(standing(history, "summary")).toEqual({
      ...{ state: "accepted", requests: [], approvals: ["cora cto", "dee stand-in"] },
      events: ["accepted.summary", "approved.summary"],
    });
  });

  test("a word out of turn is given early, says so in the history, and is whole with the one before", () => {
    const history = withPull("summary", [ready])
      .comment("09:40", "hana", "/summary approved")
      .comment("09:45", "hana", "/summary approved")
      .comment("09:50", "cora", "/summary approved");
    const { incident: known } = history.situation("11:00");
    expect(standing(history, "summary")).toEqual({
      ...{ state: "submitted", requests: [], approvals: ["hana head", "cora cto"] },
      events: ["approved.summary"],
    });
    expect(
      known.history.flatMap(({ what, values }) => (what === "document-approved" ? [values.early] : [])),
    ).toEqual(["yes", ""]);
    expect(known.answers.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal]))).toMatchObject([
      { kind: "approval", values: { given: "yes", early: "yes", holders: "cto" } },
    ]);
  });

  test("a commit after it says in the history whose approval was for another text", () => {
    const items = [ready, item("approved", "09:20", "hana"), item("commit", "09:22", "ben")];
    const { history } = withPull("summary", items).situation("11:00").incident;
    expect(history.filter(({ what }) => what === "document-rewritten")).toMatchObject([
      { by: "ben", values: { lost: "hana" } },
    ]);
  });

  test.each([
    ["by a word", (history: History) => history.comment("09:45", "hana", "/summary approved"), []],
    ["by a review", (history: History) => history, [item("approved", "09:45", "hana")]],
  ] as const)("whoever was said to be away and approves %s is there", (_, said, items) => {
    const given = [ready, item("approved", "09:20", "cora"), ...items];
    const history = said(withPull("summary", given).comment("09:40", "ana", "/summary away head"));
    expect(standing(history, "summary").approvals).toEqual(["cora cto", "hana head"]);
    const { documents } = history.situation("11:00").incident;
    expect(documents.find(({ kind }) => kind === "summary")?.away).toEqual([]);
  });

  test("that it is accepted elsewhere takes the step of whoever says so, and waits for the next", () => {
    const history = incident({ policy: base, roles: rights })
      .opened("09:00", "alice", { severity: "SEV1 — down" })
      .comment("09:10", "cora", "/summary accepted");
    expect(standing(history, "summary")).toMatchObject({ state: "merged", approvals: ["cora cto"] });
    history.comment("09:20", "hana", "/summary accepted");
    expect(standing(history, "summary")).toMatchObject({ state: "accepted" });
  });
});

describe("a request for changes", () => {
  const asked = [ready, item("changes", "09:20", "ben"), item("approved", "09:25", "cora")];
  const whole = [...asked, item("approved", "09:30", "hana")];
  const happened = (items: readonly PullItem[], ...comments: readonly [string, string, string][]) => {
    const history = withPull("summary", items);
    for (const [when, by, line] of comments) history.comment(when, by, line);
    return history
      .situation("11:00")
      .incident.events.flatMap(({ name }) => (/^(resubmitted|approved|accepted)\./.test(name) ? [name] : []));
  };

  test("keeps a whole chain from being an approval, and the answer to it is owed until whoever asked has it", () => {
    expect(happened(whole)).toEqual([]);
    expect(happened([...whole, item("approved", "09:40", "ben")])).toEqual([
      "resubmitted.summary",
      "approved.summary",
    ]);
  });

  test("that is taken back on GitHub is owed no answer any more", () => {
    const dismissed = item("dismissed", "09:40", "ben", { of: "E_changes_09:20" });
    expect(happened([...asked, dismissed])).toEqual(["resubmitted.summary"]);
    expect(happened([...whole, dismissed])).toEqual(["resubmitted.summary", "approved.summary"]);
  });

  test("is answered by the word of whoever made it, too", () => {
    expect(happened(asked, ["09:40", "ben", "/summary approved"])).toEqual(["resubmitted.summary"]);
    expect(happened(whole, ["09:40", "ben", "/summary approved"])).toEqual([
      "resubmitted.summary",
      "approved.summary",
    ]);
  });
});
