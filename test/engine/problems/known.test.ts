// What the card says of what is known already: at most one line, with its reason, and rather nothing than something silly.
import { describe, expect, test } from "vitest";
import type { CaseAbout } from "../../../src/engine/ledger.ts";
import { knownOf } from "../../../src/engine/problems/known.ts";
import { GONE, stoodNow } from "../../../src/engine/problems/stood.ts";
import { problemOf } from "../../../src/engine/problems/tie.ts";
import type { AddressedIssue, Cases, ProblemIssue } from "../../../src/engine/snapshot.ts";
import { rolesNeeded } from "../../../src/engine/subjects.ts";
import { type History, incident } from "../build.ts";
import { earlier, foundIssue, problemIssue } from "./cases.ts";

const policy = "extends: sre\nservices: { appointments: {}, rota: {} }\nproblems: { field: cause }\n";

function opened(title: string, answers: Readonly<Record<string, string>> = {}): History {
  return incident({ policy, title }).opened("09:00", "ana", { service: "appointments", ...answers });
}

function known(history: History, cases: Partial<Cases>) {
  const compared = history.changed((seen) => ({
    ...seen,
    named: new Map([foundIssue(12), foundIssue(13)]),
    cases: { problems: [], incidents: [], ...cases },
  }));
  const { incident: folded, snapshot, ruling, standing } = compared.situation("12:00");
  return knownOf({
    incident: folded,
    snapshot,
    policy: ruling.policy,
    isClosed: standing.phase === "closed",
  });
}

const letters = problemIssue(12, "Letters duplicated");

describe("how a problem stands", () => {
  const rule = opened("Letters").situation("12:00").ruling.policy;
  const repository = "acme/incidents";
  const tied = earlier(3, "Letters duplicated twice", { problem: "acme/Incidents#12" }).about;
  const stood = (
    problems: readonly ProblemIssue[] | undefined,
    before: Partial<CaseAbout> = {},
    hasMore = false,
  ) =>
    stoodNow("acme/incidents#12", {
      ...{ policy: rule, repository, before: { ...tied, ...before } },
      cases: problems && { problems, incidents: [], hasMore },
    });
  const shown = stood([letters]);

  test("changes with what the card shows of it, and with nothing else", () => {
    const changed = (more: Partial<ProblemIssue>) => stood([{ ...letters, ...more }]);
    expect(changed({ labels: ["problem", "severity: 1"], updatedAt: 7, body: `${letters.body}\nmore` })).toBe(
      shown,
    );
    for (const more of [
      { title: "Other" },
      { state: "closed" },
      { body: "Workaround: print twice" },
    ] as const)
      expect(changed(more)).not.toBe(shown);
  });

  test("is gone where it was seen once and is not there any more", () => {
    expect(stood([], { stood: shown })).toBe(GONE);
    expect(stood([], { stood: GONE })).toBe(GONE);
    expect(stood([{ ...letters, trusted: false }], { stood: shown })).toBe(GONE);
    expect(stood([letters], { stood: GONE })).toBe(shown);
  });

  test("is not known where it was never seen, is elsewhere, or was not read", () => {
    expect(stood([])).toBeUndefined();
    expect(stood([], { stood: shown, problem: "acme/incidents#13" })).toBeUndefined();
    expect(stood(undefined, { stood: shown })).toBe(shown);
    expect(stood([], { stood: shown }, true)).toBe(shown);
    for (const ref of ["acme/web#12", "PRB0042"])
      expect(
        stoodNow(ref, { policy: rule, repository, cases: { problems: [letters], incidents: [] } }),
      ).toBeUndefined();
  });
});

describe("a known problem", () => {
  test("is suggested for the same service with the words in common", () => {
    expect(known(opened("Duplicate letters again"), { problems: [letters] })).toMatchObject({
      kind: "problem",
      problem: { issue: { ref: "acme/incidents#12" } },
      like: { services: ["appointments"], words: ["duplicate", "letters"] },
    });
  });

  test.each([
    ["of another service", "Duplicate letters", { body: "### Service\n\nrota\n" }],
    ["of no service", "Duplicate letters", { body: "" }],
    ["with one word in common", "Letters arrive late", {}],
    [
      "with words that every report has",
      "Appointments are down for users",
      { title: "Appointments are down for users" },
    ],
    ["that is closed", "Duplicate letters", { state: "closed" as const }],
    ["that somebody from outside opened in public", "Duplicate letters", { trusted: false }],
  ])("%s is not suggested", (_, title, more) => {
    expect(known(opened(title), { problems: [{ ...letters, ...more }] })).toBeUndefined();
  });

  test("is not suggested where the incident's own service is not known, nor once it is closed", () => {
    const nameless = incident({ policy, title: "Duplicate letters" }).opened("09:00", "ana", {});
    expect(known(nameless, { problems: [letters] })).toBeUndefined();
    const over = opened("Duplicate letters").comment("10:00", "ana", "/status closed");
    expect(known(over, { problems: [letters] })).toBeUndefined();
  });

  test("gives way to the nearer of two, and to /problem none", () => {
    const nearer = problemIssue(13, "Letters duplicated at night by the printer");
    const two = { problems: [letters, nearer] };
    const history = opened("Printer duplicates letters at night");
    expect(known(history, two)).toMatchObject({ problem: { issue: { ref: "acme/incidents#13" } } });
    expect(known(history.comment("09:10", "ana", "/problem none"), two)).toBeUndefined();
  });
});

describe("an earlier incident", () => {
  const before = earlier(3, "Letters duplicated", { actions: { done: 2, open: 1 } });

  test("that is over is suggested with how its actions stand", () => {
    expect(known(opened("Duplicate letters again"), { incidents: [before] })).toMatchObject({
      kind: "earlier",
      of: { ref: "acme/incidents#3", about: { actions: { done: 2, open: 1 } } },
    });
  });

  test("is not suggested while it goes on, after the time that the policy compares, or where it is this one", () => {
    const history = opened("Duplicate letters again");
    const old = earlier(3, "Letters duplicated", { declaredAt: 0 });
    for (const one of [
      earlier(3, "Letters duplicated", {}, "open"),
      old,
      { ...before, ref: "acme/incidents#7" },
    ])
      expect(known(history, { incidents: [one] })).toBeUndefined();
  });

  test("gives way to the problem that it is tied to", () => {
    const tied = earlier(3, "Letters duplicated twice", { problem: "acme/incidents#12" });
    const both = { incidents: [tied], problems: [problemIssue(12, "Race in the print queue")] };
    expect(known(opened("Duplicate letters again"), both)).toMatchObject({ kind: "problem" });
  });
});

describe("a repeat", () => {
  const before = earlier(3, "Bookings hang", { cause: "The connection pool of the ledger was exhausted" });
  const caused = (cause: string) => opened("Refunds hang").comment("10:00", "ana", `/set cause ${cause}`);

  test("is the newest earlier incident of the same service and cause, and outranks what may be known", () => {
    const newer = earlier(4, "Letters hang", { ...before.about, title: "Letters hang" });
    const all = {
      incidents: [before, { ...newer, about: { ...newer.about, declaredAt: before.about.declaredAt + 1 } }],
      problems: [problemIssue(12, "Refunds hang")],
    };
    expect(known(caused("Exhausted connection pool of the ledger"), all)).toMatchObject({
      kind: "repeat",
      of: { ref: "acme/incidents#4" },
    });
  });

  test.each(["Not known yet", "The disk was full", "The pool"])("is none by the cause “%s”", (cause) => {
    expect(known(caused(cause), { incidents: [before] })).toBeUndefined();
  });

  test("of another service is none", () => {
    const other = { ...before, about: { ...before.about, services: ["rota"] } };
    expect(known(caused("Exhausted connection pool of the ledger"), { incidents: [other] })).toBeUndefined();
  });
});

describe("a tie", () => {
  test("by command names the problem, and what it repeats goes along", () => {
    const before = earlier(3, "Bookings hang", { cause: "The pool of connections was exhausted" });
    const history = opened("Refunds hang")
      .comment("09:30", "ana", "/set cause Exhausted pool of connections")
      .comment("10:00", "ana", "/problem #12");
    expect(known(history, { problems: [letters], incidents: [before] })).toMatchObject({
      kind: "tied",
      ref: "acme/incidents#12",
      problem: { issue: { title: "Letters duplicated" } },
      repeats: { ref: "acme/incidents#3" },
    });
  });

  test("by a reference in the field that asks for one holds until somebody says otherwise", () => {
    const history = opened("Refunds hang").comment("10:00", "ana", "/set cause #12");
    expect(known(history, {})).toMatchObject({ kind: "tied", ref: "acme/incidents#12" });
    expect(known(history.comment("10:05", "ana", "/problem #13"), {})).toMatchObject({
      ref: "acme/incidents#13",
    });
    expect(known(history.comment("10:05", "ana", "/problem none"), {})).toBeUndefined();
  });

  test("by a number in that field counts once it was looked up, and where it is a problem", () => {
    const named = (found: AddressedIssue) => {
      const history = opened("Refunds hang").comment("10:00", "ana", "/set cause #14");
      return history.changed((seen) => ({ ...seen, named: new Map([["acme/incidents#14", found]]) }));
    };
    const plain = { kind: "found", ref: "acme/incidents#14", labels: ["bug"], trusted: true } as const;
    const unread = opened("Refunds hang").comment("10:00", "ana", "/set cause #14");
    const { ruling } = unread.situation("10:00");
    expect(rolesNeeded(unread.snapshot(), ruling)).toEqual(["acme/incidents#14"]);
    for (const found of [
      plain,
      { kind: "missing" },
      { ...plain, labels: ["problem"], trusted: false },
    ] as const) {
      const history = named(found).situation("10:05");
      expect(rolesNeeded(history.snapshot, ruling)).toEqual([]);
      expect(problemOf(history.incident, ruling.policy, history.snapshot)).toEqual({ kind: "unsaid" });
    }
    const problem = named({ ...plain, labels: ["problem"] }).situation("10:05");
    expect(problemOf(problem.incident, ruling.policy, problem.snapshot)).toMatchObject({
      kind: "tied",
      ref: "acme/incidents#14",
    });
  });
});
