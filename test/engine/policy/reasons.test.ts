// The reasons that a policy gives for its rules, which are put into sentences of ours.
import { expect, test } from "vitest";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";

test("a reason that a policy ends with a full stop does not end in two", () => {
  const text = `extends: sre
severity: { raise: { pay: { when: { service: pay }, to: sev1, because: Payments are down. } } }
escalation: { levels: [manager], triggers: { ask: { when: { service: pay }, to: manager, because: Money is lost. } } }
notices: { public-update: { hold: [{ when: { service: pay }, release: manager, because: The bank decides. }] } }
`;
  const { policy, problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  expect(problems).toEqual([]);
  expect(policy?.severity.raise.map(({ because }) => because)).toEqual(["Payments are down"]);
  expect(policy?.escalation.triggers.map(({ because }) => because)).toEqual(["Money is lost"]);
  expect(policy?.notices["public-update"]?.hold.map(({ because }) => because)).toEqual(["The bank decides"]);
});

test("rules that hold a notice back for other roles have a reason each, since a release is remembered by it", () => {
  const holding = (second: string) => `extends: sre
notices:
  public-update:
    hold:
      - { when: { service: pay }, release: manager, because: The bank decides. }
      - ${second}
`;
  const problemsOf = (second: string) =>
    loadPolicy({ file: "tocsin.yml", text: holding(second), presets: presets() }).problems;
  expect(problemsOf("{ when: { service: card }, release: manager, because: The bank decides. }")).toEqual([]);
  expect(problemsOf("{ when: { service: card }, release: lead, because: So does the scheme. }")).toEqual([]);
  expect(
    problemsOf("{ when: { service: card }, release: [lead, manager], because: The bank decides }"),
  ).toEqual([
    expect.objectContaining({
      path: "notices.public-update.hold.1.because",
      line: 6,
      message: expect.stringContaining("(manager; lead, manager) have this reason; give each its own"),
    }),
  ]);
});
