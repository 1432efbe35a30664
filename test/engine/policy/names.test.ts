import { describe, expect, test } from "vitest";
import type { Policy } from "../../../src/engine/policy/model.ts";
import {
  fieldOf,
  labelKind,
  labelsOf,
  roleOf,
  severitiesOf,
  severityOf,
  statusOf,
  teamOf,
} from "../../../src/engine/policy/names.ts";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";

function policyOf(text: string) {
  const { policy, problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  if (policy === undefined) throw new Error(JSON.stringify(problems));
  return policy;
}

const sre = policyOf("extends: sre\nteams: { payments: { repo: acme/pay, aliases: [pay team] } }");
const hssi = policyOf("extends: hssi");
const fromZero = policyOf(`extends: sre
severities:
  sev1: { title: P0, aliases: [outage] }
  sev2: { title: P1, aliases: [] , label: { name: P1, aliases: ["prio: one"] } }
  sev3: { title: P2, aliases: [p2] }
  sev4: { title: P3, aliases: [p3] }
`);

describe("severity", () => {
  const options: readonly [typeof sre, string, string | undefined][] = [
    [sre, "SEV-1 — full outage", "sev1"],
    [sre, "SEV1 - critical: data lost", "sev1"],
    [sre, "sev 2 (partial outage)", "sev2"],
    [sre, "Sev2: 1 in 10 requests fails", "sev2"],
    [sre, "P1 (critical)", "sev1"],
    [sre, "P-3 | minor", "sev3"],
    [sre, "🔥 SEV1 everything burns", "sev1"],
    [sre, ":fire: SEV1 everything burns", "sev1"],
    [sre, "**S2** degraded", "sev2"],
    [sre, "[P4] cosmetic", "sev4"],
    [sre, "severity: 1", "sev1"],
    [sre, "Severity 3 - some users", "sev3"],
    [sre, "Severity: 2 — many users", "sev2"],
    [sre, "Priority 1 / Critical", "sev1"],
    [sre, "1", "sev1"],
    [sre, "2 - High", "sev2"],
    [sre, "Critical", "sev1"],
    [sre, "Critical – no way round", "sev1"],
    [sre, "ＳＥＶ１", "sev1"],
    [sre, "SEV1/P1", "sev1"],
    [sre, "SEV10", undefined],
    [sre, "SEV5", undefined],
    [sre, "1.5", undefined],
    [sre, "P0 (critical)", undefined],
    [sre, "Not critical", undefined],
    [sre, "we lost SEV1 hours", undefined],
    [sre, "None", undefined],
    [sre, "", undefined],
    [fromZero, "P0 (critical)", "sev1"],
    [fromZero, "P1 (high)", "sev2"],
    [fromZero, "Prio One", "sev2"],
    [fromZero, "P3 - cosmetic", "sev4"],
    [hssi, "Severity 5", "sev5"],
    [hssi, "sev 2", "sev2"],
  ];

  const rows = options.map(([policy, words, key]) => ({ policy, words, key: key ?? "none" }));

  test.each(rows)("$words is $key, by the leading token", ({ policy, words, key }) => {
    expect(severityOf(policy, words)?.key ?? "none").toBe(key);
  });

  test("is never found by its place in a list: the worst may stand last", () => {
    const listed = ["SEV4 low", "SEV3 medium", "SEV2 high", "SEV1 critical"];
    expect(listed.map((words) => severityOf(sre, words)?.key)).toEqual(["sev4", "sev3", "sev2", "sev1"]);
  });
});

describe("a severity in the words of a dropdown", () => {
  test.each([
    ["severity:S1", "sev1"],
    ["priority/P2", "sev2"],
    ["Severity level: SEV-2 (major)", "sev2"],
    ["Severity: critical", "sev1"],
    ["severity", "none"],
    // A scale of three steps has its words a step away from the code.
    ["SEV1 - High", "sev1"],
    ["SEV3 — Minor", "sev3"],
    ["1 - High", "sev1"],
    // A word that only describes is none that names.
    ["SEV1 — low on disk everywhere", "sev1"],
  ])("%s is %s", (words, key) => {
    expect(severityOf(sre, words)?.key ?? "none").toBe(key);
  });

  test.each([
    "3 - Critical",
    "3 (critical): all down",
    "4 critical",
    "3 – High",
    "SEV4: critical",
    "1 - Low",
    "SEV1/SEV3",
  ])("%s has two readings, and is neither", (words) => {
    expect(severitiesOf(sre, words)).toHaveLength(2);
    expect(severityOf(sre, words)).toBeUndefined();
  });

  test("a name that the policy gives to the whole settles it", () => {
    const policy = policyOf('extends: sre\nseverities: { sev3: { aliases: ["3 - Critical"] } }\n');
    expect(severityOf(policy, "3 - critical")?.key).toBe("sev3");
  });
});

describe("other words", () => {
  test("find a status by key, title, label or alias", () => {
    expect(statusOf(sre, "status: mitigated")?.key).toBe("mitigated");
    expect(statusOf(sre, "Monitoring")?.key).toBe("mitigated");
    expect(statusOf(sre, "in-progress")?.key).toBe("investigating");
    expect(statusOf(sre, "unheard of")).toBeUndefined();
  });

  test("find a role by title or alias with any separator", () => {
    expect(roleOf(sre, "Incident_Commander")?.key).toBe("lead");
    expect(roleOf(hssi, "HSSI-manager")?.key).toBe("manager");
    expect(roleOf(sre, "boss")).toBeUndefined();
  });

  test("find a field by id, title or heading", () => {
    expect(fieldOf(sre, "closing_reason")?.id).toBe("closing-reason");
    expect(fieldOf(sre, "Users affected")?.id).toBe("users");
    expect(fieldOf(sre, "When did it start?")?.id).toBe("started");
    expect(fieldOf(sre, "constructor")).toBeUndefined();
    expect(fieldOf(sre, "?")).toBeUndefined();
  });

  test("find a team with its key", () => {
    expect(teamOf(sre, "Pay-Team")).toMatchObject({ key: "payments", repository: "acme/pay" });
    expect(teamOf(sre, "toString")).toBeUndefined();
  });
});

describe("labels", () => {
  test("mean what the policy says, in any case and under their aliases", () => {
    expect(labelKind(sre, "Severity: 2")).toEqual({ kind: "severity", key: "sev2" });
    expect(labelKind(fromZero, "PRIO: ONE")).toEqual({ kind: "severity", key: "sev2" });
    expect(labelKind(sre, "status: closed")).toEqual({ kind: "status", key: "closed" });
    expect(labelKind(sre, "INCIDENT")).toEqual({ kind: "incident" });
    expect(labelKind(sre, "incident: follow-up")).toEqual({ kind: "follow-up" });
    expect(["retro", "action", "drill"].map((name) => labelKind(sre, name))).toEqual([
      { kind: "task", key: "review" },
      { kind: "task", key: "action" },
      { kind: "drill" },
    ]);
    expect(labelKind(sre, "bug")).toBeUndefined();
    expect(labelKind(sre, "sev1")).toBeUndefined();
  });

  test("of flags are those of the policy too, and are created with the others", () => {
    const policy = policyOf(
      "extends: sre\nflags: { clinical: {}, security: { label: { name: sec, aliases: [Infosec] } } }",
    );
    expect(labelKind(policy, "Flag: clinical")).toEqual({ kind: "flag", key: "clinical" });
    expect(labelKind(policy, "infosec")).toEqual({ kind: "flag", key: "security" });
    expect(labelsOf(policy).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["flag: clinical", "sec", "severity: 1"]),
    );
  });

  test("are listed each once, all that the policy names and no other", () => {
    expect(labelsOf(sre).map(({ name }) => name)).toEqual([
      "incident",
      "incident: follow-up",
      "drill",
      "overdue",
      ...["1", "2", "3", "4"].map((rank) => `severity: ${rank}`),
      ...["open", "confirmed", "investigating", "mitigated", "resolved", "closed"].map(
        (key) => `status: ${key}`,
      ),
      "actions of incidents",
      "retro",
      "action",
    ]);
  });

  test("has the label of the handover, and tells what it means, where there is one", () => {
    const hssi = policyOf("extends: hssi\n");
    expect(labelsOf(hssi).map(({ name }) => name)).toContain("handover");
    expect(labelKind(hssi, "Handover")).toEqual({ kind: "handover" });
    expect(labelKind(sre, "handover")).toBeUndefined();
  });
});

describe("aliases of a policy", () => {
  const sections = [
    [
      "severity",
      "severities: { sev1: { aliases: ALL } }",
      (policy: Policy, word: string) => severityOf(policy, word)?.key,
      "p1",
    ],
    [
      "status",
      "statuses: { mitigated: { aliases: ALL } }",
      (policy: Policy, word: string) => statusOf(policy, word)?.key,
      "monitoring",
    ],
    [
      "field",
      "fields: { impact: { aliases: ALL } }",
      (policy: Policy, word: string) => fieldOf(policy, word)?.id,
      "user impact",
    ],
    [
      "role",
      "roles: { comms: { aliases: ALL } }",
      (policy: Policy, word: string) => roleOf(policy, word)?.key,
      "communications",
    ],
  ] as const;

  test.each(sections)(
    "of a %s add to the preset's; null clears these, alone or beside new ones",
    (_, text, of, preset) => {
      const under = (aliases: string) => policyOf(`extends: sre\n${text.replace("ALL", aliases)}\n`);
      const found = of(sre, preset);
      expect(found).toBeDefined();
      expect(of(under("[ours]"), "ours")).toBe(found);
      expect(of(under("[ours]"), preset)).toBe(found);
      expect(of(under("null"), preset)).toBeUndefined();
      expect(of(under("[null, ours]"), "ours")).toBe(found);
      expect(of(under("[null, ours]"), preset)).toBeUndefined();
    },
  );

  test("take over a word that the preset has for another, where that one's are named anew; else it is told", () => {
    const taken = "extends: sre\nseverities:\n  sev2:\n    aliases: [blocker, critical]\n";
    const { problems } = loadPolicy({ file: "tocsin.yml", text: taken, presets: presets() });
    expect(problems).toMatchObject([{ line: 4, message: expect.stringContaining("already names") }]);
    const policy = policyOf(`${taken}  sev1: { aliases: [meltdown] }\n`);
    expect(severityOf(policy, "critical")?.key).toBe("sev2");
    expect(severityOf(policy, "p1")?.key).toBe("sev1");
    expect(severityOf(policy, "meltdown")?.key).toBe("sev1");
  });

  test("of labels are cleared by null too", () => {
    const policy = policyOf("extends: sre\nincidents: { label: { aliases: [null, outage] } }\n");
    expect(labelsOf(policy)[0]?.aliases).toEqual(["outage"]);
  });
});
