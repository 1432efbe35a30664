// `/problem`: ties, opens or denies, answers the field that asks for a reference, and takes back what it said.
import { describe, expect, test } from "vitest";
import { parseCommand } from "../../../src/engine/commands/parse.ts";
import type { AddressedIssue } from "../../../src/engine/snapshot.ts";
import { type History, incident } from "../build.ts";
import { foundIssue, problemIssue } from "../problems/cases.ts";
import { time } from "../setting.ts";

const policy = "extends: sre\nproblems: { field: cause, record: workaround }\n";

/** With what GitHub shows of issues that are named, and of the problems that there are. */
const known = (text = policy): History =>
  incident({ policy: text }).changed((snapshot) => ({
    ...snapshot,
    named: new Map<string, AddressedIssue>([
      ...[
        foundIssue(12),
        foundIssue(13),
        foundIssue(8, { labels: ["bug"] }),
        foundIssue(9, { trusted: false }),
      ],
      ["acme/incidents#99", { kind: "missing" }],
      ["acme/vault#5", { kind: "hidden" }],
      ["acme/old#7", { kind: "found", ref: "acme/incidents#7", labels: ["problem"], trusted: true }],
    ]),
    problems: [
      problemIssue(21, "A slow disk"),
      problemIssue(20, "A Slow  disk", { createdAt: time("07:00") }),
      problemIssue(22, "A fixed thing", { state: "closed" }),
      problemIssue(23, "A rumour", { trusted: false }),
    ],
  }));

function told(...words: readonly string[]): History {
  return words.reduce(
    (history, text, index) => history.comment(`09:${10 + index}`, "ana", text),
    known().opened("09:00", "ana", { service: "payments" }),
  );
}

const facts = (history: History) => {
  const { facts: known } = history.situation("10:00").incident;
  return { cause: known.get("cause")?.text, workaround: known.get("workaround")?.text };
};

describe("what stands behind it", () => {
  test.each([
    ["/problem #12", "#12"],
    ["/problem #12: Letters duplicated", "#12"],
    ["/problem none because it is new", "none"],
    ["/problem No", "none"],
    ["/problem Letters duplicated after a restart", "Letters duplicated after a restart"],
    ["/problem acme/problems#3 because of the queue", "acme/problems#3"],
  ])("of `%s` is %s", (line, given) => {
    expect(parseCommand(line)).toMatchObject({ kind: "problem", given });
  });

  test("of nothing, or of a courtesy, is asked for", () => {
    for (const line of ["/problem", "/problem please", "/problem …"])
      expect(parseCommand(line), line).toMatchObject({ kind: "refusal" });
  });
});

describe("the field that asks for a reference", () => {
  test("is answered by it, and one for records elsewhere only by such", () => {
    expect(facts(told("/problem #12"))).toEqual({ cause: "#12", workaround: undefined });
    expect(facts(told("/problem PRB0042"))).toEqual({ cause: "PRB0042", workaround: "PRB0042" });
    expect(facts(told("/problem Race in the queue"))).toEqual({
      cause: "Race in the queue",
      workaround: undefined,
    });
  });

  test("keeps what a person said there", () => {
    expect(facts(told("/set cause a full disk", "/problem #12"))).toMatchObject({ cause: "a full disk" });
  });

  test("loses it again with /problem none, or takes the next", () => {
    expect(facts(told("/problem PRB0042", "/problem none"))).toEqual({
      cause: undefined,
      workaround: undefined,
    });
    expect(facts(told("/problem #12", "/problem #13"))).toMatchObject({ cause: "#13" });
    expect(facts(told("/problem #12", "/set cause a full disk", "/problem none"))).toMatchObject({
      cause: "a full disk",
    });
  });
});

describe("a new problem", () => {
  test("is opened once, as a problem of the repository and no task of the incident", () => {
    const plan = told("/problem Race in the queue").plan("10:00");
    const made = plan.effects.filter(({ kind }) => kind === "create-issue");
    expect(made).toMatchObject([
      { repository: "acme/incidents", title: "Race in the queue", labels: ["problem"], template: "problem" },
    ]);
    expect(made[0]).not.toHaveProperty("parentId");
    const again = told("/problem Race in the queue").looked("10:00");
    expect(again.plan("10:01").effects.filter(({ kind }) => kind === "create-issue")).toEqual([]);
  });
});

describe("what is named", () => {
  const tie = (line: string) => told(line).situation("10:00").incident.problem;

  test("is looked up before anything hangs on it", () => {
    const opened = incident({ policy }).opened("09:00", "ana", { service: "payments" });
    const situate = (line: string) => () => opened.comment("09:10", "ana", line).situation("10:00");
    expect(situate("/problem #12")).toThrow("acme/incidents#12");
  });

  test("by a title that an open problem has already is that one, the oldest of several", () => {
    expect(tie("/problem a slow disk")).toMatchObject({ ref: "acme/incidents#20" });
    expect(tie("/problem A fixed thing")).toMatchObject({ opens: "A fixed thing" });
    expect(tie("/problem A rumour")).toMatchObject({ opens: "A rumour" });
  });

  test.each(["None of the disks come up", "No disks", "Known thing 2 is back"])(
    "“%s” is a title",
    (title) => {
      expect(tie(`/problem ${title}`)).toMatchObject({ opens: title });
    },
  );

  test.each([
    ["/problem none", undefined],
    ["/problem None.", undefined],
    ["/problem no, it was a cable", "it was a cable"],
    ["/problem none because it was a cable", "it was a cable"],
  ])("%s is that there is none", (line, because) => {
    expect(tie(line)).toMatchObject({ because });
    expect(tie(line)).not.toHaveProperty("opens", expect.anything());
  });

  test("is the problem that is there whatever the spaces in it and the sign at its end", () => {
    expect(tie("/problem A  SLOW disk.")).toMatchObject({ ref: "acme/incidents#20" });
  });

  test("and begins like an issue is a title all the same", () => {
    expect(tie("/problem C#12 does not compile")).toMatchObject({ opens: "C#12 does not compile" });
  });

  test("where not everybody may look is taken as it is given", () => {
    expect(tie("/problem acme/vault#5")).toMatchObject({ ref: "acme/vault#5" });
  });
});

test.each([
  ["/problem #7", policy, "own-problem"],
  ["/problem acme/old#7", policy, "own-problem"],
  ["/problem #99", policy, "problem-missing"],
  ["/problem https://github.com/acme/incidents/issues/99", policy, "problem-missing"],
  ["/problem #8", policy, "problem-other"],
  ["/problem #9", policy, "problem-outside"],
  ["/problem [the race](https://github.com/acme/incidents/issues/99)", policy, "problem-missing"],
  ["/problem GH-99 the race", policy, "problem-missing"],
  ["/problem https://example.org/12", policy, "problem-address"],
  ["/problem https://example.org/acme/incidents/issues/12", policy, "problem-address"],
  ["/problem 2", policy, "problem-address"],
  ["/problem see #2", policy, "problem-address"],
  ["/problem No. 2", policy, "problem-address"],
  ["/problem #12 and #13", policy, "problem-address"],
  ["/problem Letters of 943 476 5919 wait", policy, "problem-number"],
  ["/problem #12", "extends: sre", "no-problems"],
])("`%s` is refused, and why is said", (line, text, kind) => {
  const history = known(text).opened("09:00", "ana", {}).comment("09:10", "ana", line);
  expect(history.situation("10:00").incident.answers).toMatchObject([
    { verdict: "refused", refusal: { kind } },
  ]);
});
