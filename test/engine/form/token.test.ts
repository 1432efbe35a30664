import { expect, it } from "vitest";
import { leadingToken } from "../../../src/engine/form.ts";

it.each([
  ["SEV-1 — full outage", "sev1"],
  ["P0 (critical)", "p0"],
  ["Sev 2: minor", "sev2"],
  ["Sev 2 minor", "sev2"],
  ["critical - everything down", "critical"],
  ["🔴 SEV_0 whole site", "sev0"],
  ["SEV-3（一部の影響）", "sev3"],
  ["**P1** high", "p1"],
  ["[P2] slow", "p2"],
  ["1 - worst", "1"],
  ["Very high — many people", "very high"],
  ["Major  Outage", "major outage"],
  ["Level 3", "level3"],
  ["Stufe 4: gering", "stufe4"],
  ["non-critical", "non-critical"],
  ["Critical 5 users at least", "critical 5 users at least"],
  ["Unsure — treat as SEV2", "unsure"],
  ["", ""],
])("takes from %j the code %j", (option, token) => {
  expect(leadingToken(option)).toBe(token);
  expect(leadingToken(token)).toBe(token);
});
