// Who may give a command, where the policy gives a role of the process by duty (H-5).
import { expect, test } from "vitest";
import { hssi } from "../answers.ts";
import { incident } from "../build.ts";

const outage = () =>
  incident({
    preset: "hssi",
    policy: "extends: hssi\nroles: { bridge: { duty: [carol] } }\n",
    roles: { alice: "write", carol: "write", bob: "triage" },
  })
    .opened("09:00", "alice", hssi)
    .looked("09:00");

const severity = (history: ReturnType<typeof outage>) => history.situation("09:05").incident.severity?.key;

test("who has the bridge by duty settles the severity, and nobody else does", () => {
  expect(severity(outage().comment("09:05", "alice", "/severity sev2 because one site only"))).toBe("sev1");
  expect(severity(outage().comment("09:05", "carol", "/severity sev2 because one site only"))).toBe("sev2");
});

test("who takes the role has its rights in place of those who have it by duty", () => {
  const history = outage().comment("09:02", "bob", "/role bridge me").looked("09:02");
  expect(severity(history.comment("09:05", "bob", "/severity sev2 because one site only"))).toBe("sev2");
});
