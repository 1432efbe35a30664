import { describe, expect, test } from "vitest";
import { castScenario } from "../../src/rehearse/casting.ts";

const cast = (policy: string, given?: { file: string; text: string }) =>
  castScenario("story.yml", `title: A story\n${policy}\nsteps: []\n`, { directory: "/nowhere", given });

describe("what a scenario is set up with", () => {
  test("a preset's name stands for a policy that extends it, with its form and labels", () => {
    const casting = cast("policy: sre");
    expect(casting).toMatchObject({ kind: "cast", cast: { policyText: "extends: sre\n" } });
    if (casting.kind === "faulty") return;
    expect(casting.cast.forms.map((form) => form.path)).toEqual([".github/ISSUE_TEMPLATE/incident.yml"]);
    expect(casting.cast.labels.map((label) => label.name)).toContain("severity: 1");
  });

  test("null stands for nothing at all", () => {
    expect(cast("policy: null")).toMatchObject({ kind: "cast", cast: { forms: [], labels: [] } });
  });

  test("a policy that is given replaces the scenario's, whatever that is", () => {
    const casting = cast("policy: null", {
      file: "mine.yml",
      text: "extends: sre\nincidents: { slug: outage }\n",
    });
    expect(casting).toMatchObject({
      kind: "cast",
      cast: { policyText: "extends: sre\nincidents: { slug: outage }\n" },
    });
  });
});

describe("what is wrong with a scenario's policy is named", () => {
  test("at its place in the scenario where it stands there in words", () => {
    const casting = cast("policy:\n  extends: sre\n  clocks: { update: { within: { sev9: 1h } } }");
    expect(casting).toMatchObject({ kind: "faulty", title: "A story" });
    if (casting.kind === "cast") return;
    expect(casting.problems).toMatchObject([
      { file: "story.yml", line: 4, path: "policy.clocks.update.within.sev9" },
    ]);
  });

  test("in its own file where it was given", () => {
    const casting = cast("policy: sre", { file: "mine.yml", text: "extends: sre\nclock: {}\n" });
    expect(casting).toMatchObject({ kind: "faulty", problems: [{ file: "mine.yml", line: 2 }] });
  });

  test("where no preset has its name, and where its file can't be opened", () => {
    expect(cast("policy: sra")).toMatchObject({ problems: [{ line: 2, column: 1, path: "policy" }] });
    expect(cast("policy: ./none.yml")).toMatchObject({ problems: [{ line: 2, path: "policy" }] });
  });
});
