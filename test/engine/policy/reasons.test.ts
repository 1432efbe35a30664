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
