// The section `problems`: its standard words, its limits by severity, and what can't be meant.
import { describe, expect, test } from "vitest";
import { loadPolicy } from "../../../../src/engine/policy.ts";
import { presets } from "../../../../src/shipped/presets.ts";

const load = (text: string) =>
  loadPolicy({ file: "tocsin.yml", text: `extends: sre\n${text}`, presets: presets() });
const problems = (text: string) => load(text).problems.map(({ path, message }) => `${path}: ${message}`);

describe("the section problems", () => {
  test("is there only where a policy has it, and then has what is usual", () => {
    expect(load("").policy?.problems).toBeUndefined();
    expect(load("problems: {}").policy?.problems).toMatchObject({
      label: { name: "problem" },
      list: { label: { name: "known problems" }, title: "Known problems" },
      fix: {},
      suggest: { words: 2, likeness: 50 },
      public: undefined,
    });
  });

  test("writes out a limit for every severity that has none of its own", () => {
    expect(load("problems: { fix: { sev1: 3d, any: 30d } }").policy?.problems?.fix).toMatchObject({
      any: { kind: "elapsed", ms: 30 * 86_400_000 },
      sev1: { kind: "elapsed", ms: 3 * 86_400_000 },
      sev4: { kind: "elapsed", ms: 30 * 86_400_000 },
    });
  });

  test.each([
    ["problems: { field: nothing }", /^problems\.field: /],
    ["problems: { record: nothing }", /^problems\.record: /],
    ["problems: { remind: nobody }", /^problems\.remind: /],
    ["problems: { calendar: moon }", /^problems\.calendar: /],
    ["problems: { fix: { sev9: 3d } }", /^problems\.fix\.sev9: /],
    ["problems: { fix: 0m }", /^problems\.fix: A limit of nothing is always past/],
    ["problems: { fix: 3 working days }", /^problems\.fix: .* is business time, and there is no calendar/],
    [
      "problems: { public: true }",
      /^problems\.public: Known problems are shown on the status page, and there is none/,
    ],
    ["problems: { label: incident }", /incident/],
    ["services: { a: { problems: 'http://a.example/x' } }", /^services\.a\.problems: .*no address of a page/],
  ])("refuses %s", (text, expected) => {
    expect(problems(text)).toEqual([expect.stringMatching(expected)]);
  });

  test("takes a label, a repository or an address as the place where a service's problems are", () => {
    const { policy } = load(
      "services: { a: { problems: acme/a, changes: 'https://a.example/changes?q=x' }, b: { changes: 'change: live' } }",
    );
    expect(policy?.services).toMatchObject({
      a: { problems: { kind: "repository", repository: "acme/a" }, changes: { kind: "address" } },
      b: { changes: { kind: "label", label: "change: live" } },
    });
  });
});
