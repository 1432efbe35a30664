// `/problem`: ties, opens or denies, answers the field that asks for a reference, and takes back what it said.
import { describe, expect, test } from "vitest";
import { parseCommand } from "../../../src/engine/commands/parse.ts";
import { type History, incident } from "../build.ts";

const policy = "extends: sre\nproblems: { field: cause, record: workaround }\n";

function told(...words: readonly string[]): History {
  return words.reduce(
    (history, text, index) => history.comment(`09:${10 + index}`, "ana", text),
    incident({ policy }).opened("09:00", "ana", { service: "payments" }),
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

test.each([
  ["/problem #7", policy, "own-problem"],
  ["/problem https://example.org/12", policy, "problem-address"],
  ["/problem #12", "extends: sre", "no-problems"],
])("`%s` is refused, and why is said", (line, text, kind) => {
  const history = incident({ policy: text }).opened("09:00", "ana", {}).comment("09:10", "ana", line);
  expect(history.situation("10:00").incident.answers).toMatchObject([
    { verdict: "refused", refusal: { kind } },
  ]);
});
