// The severity guidelines of hssi by the command line, every cell as the process has it (HG-1 to HG-7).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { factsFrom } from "../../src/cli/severity-facts.ts";
import { loadPolicy } from "../../src/engine/policy.ts";
import { inquire } from "../../src/engine/severity/inquiry.ts";
import { presets } from "../../src/shipped/presets.ts";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

interface Answer {
  readonly severity: string | null;
  readonly score: number | null;
  readonly because: readonly string[];
  readonly missing: readonly string[];
}

type Settings = Readonly<Record<string, string>>;

const { policy } = loadPolicy({ file: "tocsin.yml", text: "extends: hssi", presets: presets() });

/** The same without the command line, for the many words. */
function counted(settings: Settings, name: "score-a" | "score-b"): number | undefined {
  const only = policy?.severity.methods[name];
  if (policy === undefined || only === undefined) throw new Error("hssi has no such score.");
  const set = Object.entries(settings).map(([field, value]) => `${field}=${value}`);
  return inquire(policy, factsFrom(set, { policy, only, at: 0 }), only).score;
}

async function ask(settings: Settings, more: readonly string[] = []) {
  const set = Object.entries(settings).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
  const said = await run(["severity", "--policy", "hssi", ...more, ...set, "--json"]);
  return { ...said, answer: JSON.parse(said.out) as Answer };
}

describe("the matrix of impact and urgency", () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["1", ["sev1", "sev1", "sev2", "sev2", "sev3"]],
    ["3", ["sev2", "sev3", "sev3", "sev4", "sev4"]],
    ["4", ["sev3", "sev3", "sev4", "sev4", "sev5"]],
    ["5", ["sev4", "sev5", "sev5", "sev5", "sev5"]],
  ];
  test.each(rows)("gives for impact %s by urgency 1 to 5 what HG-1 says", async (impact, row) => {
    for (const [index, severity] of row.entries()) {
      const { code, answer } = await ask({ impact, urgency: String(index + 1) });
      expect({ code, ...answer }).toMatchObject({ code: 0, severity, score: null, missing: [] });
      expect(answer.because[0]).toMatch(/impact \d and urgency \d give Severity \d by the matrix \(HG-1\)$/);
    }
  });
});

describe("the matrix of criticality and users", () => {
  const columns = ["5000+", "1000-5000", "100-1000", "10-100", "<10"];
  const rows: readonly (readonly [string, readonly number[]])[] = [
    ["critical", [1, 1, 1, 1, 1]],
    ["high", [1, 1, 2, 2, 2]],
    ["medium", [2, 2, 3, 3, 3]],
    ["minor", [3, 3, 4, 4, 4]],
    ["cosmetic", [5, 5, 5, 5, 5]],
  ];
  const atUrgency3 = ["", "sev2", "sev2", "sev3", "sev4", "sev5"];
  test.each(rows)("gives for %s functions the impact that HG-2 says", async (criticality, row) => {
    for (const [index, impact] of row.entries()) {
      const users = columns[index] ?? "";
      const { answer } = await ask({ criticality, users, urgency: "3" });
      expect(answer.severity).toBe(atUrgency3[impact]);
      expect(answer.because[0]).toContain(
        `impact ${impact} (criticality ${criticality} and users ${users}, HG-2)`,
      );
    }
  });

  test.each([
    ["60000", 1],
    ["5000", 1],
    ["4999", 1],
    ["1000", 1],
    ["999", 2],
    ["750", 2],
    ["100", 2],
    ["99", 2],
    ["0", 2],
    ["about 1,200 users", 1],
    ["100 to 1,000", 2],
  ])("takes %s users for a high criticality as impact %i", async (users, impact) => {
    const { answer } = await ask({ criticality: "high", users, urgency: "3" });
    expect(answer.because[0]).toContain(`impact ${impact} (`);
  });

  test("says that a number on the edge of two columns is read as the larger by us", async () => {
    const { answer } = await ask({ criticality: "medium", users: "1000", urgency: "2" });
    expect(answer).toMatchObject({ severity: "sev2" });
    expect(answer.because).toContain("users 1000 stands in two columns of the source; ours is the larger");
    const inside = await ask({ criticality: "medium", users: "1001", urgency: "2" });
    expect(inside.answer.because).toHaveLength(1);
  });

  test("an impact given by hand wins, and it is said", async () => {
    const { answer } = await ask({ criticality: "critical", users: "<10", impact: "3", urgency: "2" });
    expect(answer.severity).toBe("sev3");
    expect(answer.because[1]).toBe(
      "impact is taken as it was given (3), not as worked out (1: criticality critical and users <10, HG-2)",
    );
    const same = await ask({ criticality: "critical", users: "<10", impact: "1", urgency: "2" });
    expect(same.answer.because[1]).toBe(
      "impact is taken as it was given (1), which is also what follows from criticality critical and users <10, HG-2",
    );
  });
});

const nothing: Settings = {
  "score-urgency": "none",
  "score-suppliers": "none",
  "score-site": "5",
  "score-criticality": "bronze",
  "score-safety": "unchecked",
  "score-scope": "user",
  "score-priority": "none",
};

describe("score B", () => {
  const urgent = { "score-urgency": "critical" };
  const outage = { ...urgent, "score-suppliers": "service outage" };
  const worst = { ...outage, "score-site": "1" };
  const edges: readonly (readonly [number, string, Settings])[] = [
    [0, "sev5", {}],
    [70, "sev5", { ...urgent, "score-suppliers": "moderate" }],
    [75, "sev4", { ...urgent, "score-scope": "region" }],
    [110, "sev4", { ...outage, "score-priority": "low" }],
    [115, "sev3", { ...outage, "score-criticality": "silver" }],
    [140, "sev3", { ...outage, "score-site": "3", "score-scope": "trust" }],
    [145, "sev2", { ...outage, "score-site": "2", "score-scope": "department" }],
    [180, "sev2", { ...worst, "score-criticality": "gold" }],
    [185, "sev1", { ...worst, "score-safety": "one flag" }],
    [
      310,
      "sev1",
      {
        ...worst,
        "score-criticality": "platinum",
        "score-safety": "both flags",
        "score-scope": "nation",
        "score-priority": "critical",
      },
    ],
  ];
  test.each(edges)("of %i points is %s (HG-6)", async (score, severity, settings) => {
    const { code, answer } = await ask({ ...nothing, ...settings });
    expect({ code, ...answer }).toMatchObject({ code: 0, severity, score, missing: [] });
  });

  const words: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
    ["score-urgency", { none: 0, minimal: 10, medium: 20, significant: 35, critical: 50 }],
    ["score-suppliers", { none: 0, low: 10, moderate: 20, high: 35, "service outage": 50 }],
    ["score-site", { "no impact": 0, "4": 10, "3": 20, "2": 35, "1": 50, unmanageable: 50 }],
    ["score-criticality", { bronze: 0, silver: 15, gold: 30, platinum: 50 }],
    ["score-safety", { unchecked: 0, "made-safe": 0, "one flag": 35, "both flags": 50 }],
    ["score-scope", { user: 0, department: 10, dept: 10, trust: 20, regional: 25, national: 30 }],
    ["score-priority", { none: 0, low: 10, medium: 20, high: 25, critical: 30 }],
  ];
  test.each(words)("counts each word for %s as HG-5 says, and the points alike", (name, points) => {
    for (const [word, score] of Object.entries(points)) {
      expect([word, counted({ ...nothing, [name]: word }, "score-b")]).toEqual([word, score]);
      expect(counted({ ...nothing, [name]: String(score) }, "score-b")).toBe(score);
    }
  });

  test("of a risk that was made safe is lower by what the flags counted", async () => {
    const flagged = { ...nothing, ...worst, "score-safety": "both flags" };
    expect((await ask(flagged)).answer).toMatchObject({ score: 200, severity: "sev1" });
    const one = { ...flagged, "score-safety": "one made safe of two" };
    expect((await ask(one)).answer).toMatchObject({ score: 185, severity: "sev1" });
    const safe = { ...flagged, "score-safety": "made-safe" };
    expect((await ask(safe)).answer).toMatchObject({ score: 150, severity: "sev2" });
  });

  test("counts flags where nobody gave their points", () => {
    const { "score-safety": _, ...unflagged } = nothing;
    expect(counted({ ...unflagged, flag: "security" }, "score-b")).toBe(35);
    expect(counted({ ...unflagged, flag: "clinical, security" }, "score-b")).toBe(50);
    expect(counted({ ...nothing, flag: "clinical, security" }, "score-b")).toBe(0);
    expect(counted(unflagged, "score-b")).toBeUndefined();
  });

  test("lacks what nobody gave, and says which", async () => {
    const { "score-site": _, ...others } = nothing;
    const { code, answer } = await ask(others, ["--method", "score-b"]);
    expect({ code, answer }).toEqual({
      code: 1,
      answer: { severity: null, score: null, because: [], missing: ["score-site"] },
    });
  });
});

describe("linked incidents and their scope", () => {
  const scopes = ["user", "department", "trust", "region", "nation"];
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["0", ["none", "minimal", "minimal", "medium", "significant"]],
    ["1", ["none", "minimal", "minimal", "medium", "significant"]],
    ["5", ["minimal", "minimal", "medium", "medium", "significant"]],
    ["6", ["minimal", "medium", "medium", "medium", "significant"]],
    ["20", ["medium", "medium", "medium", "significant", "critical"]],
    ["21", ["significant", "significant", "significant", "critical", "critical"]],
  ];
  const { "score-urgency": _, ...others } = nothing;
  test.each(rows)("%s of them give the urgency that HG-7 says", async (linked, row) => {
    for (const [index, urgency] of row.entries()) {
      const scope = scopes[index] ?? "";
      const { answer } = await ask({ ...others, "score-linked": linked, "score-scope": scope });
      expect(answer.because[0]).toContain(`: urgency ${urgency} = `);
      expect(answer.because[0]).toContain(`(linked incidents ${linked} and scope ${scope}, HG-7)`);
    }
  });

  test("belong to the row whose range they begin or end", () => {
    const urgency = (linked: string, scope: string) =>
      counted({ ...others, "score-linked": linked, "score-scope": scope }, "score-b");
    expect(["1", "2"].map((linked) => urgency(linked, "user"))).toEqual([0, 10]);
    expect(["5", "6"].map((linked) => urgency(linked, "department"))).toEqual([20, 30]);
    expect(["10", "11", "20", "21", "400"].map((linked) => urgency(linked, "user"))).toEqual([
      10, 20, 20, 35, 35,
    ]);
  });

  test("none is not in the source, and it is said that the row is ours", async () => {
    const { answer } = await ask({ ...others, "score-linked": "0", "score-scope": "trust" });
    expect(answer).toMatchObject({ score: 30, severity: "sev5" });
    expect(answer.because).toContain("linked incidents 0 is not in the source; ours is the row of 1");
  });

  test("an urgency given by hand wins over them, and it is said", async () => {
    const given = { ...nothing, "score-urgency": "critical", "score-linked": "3", "score-scope": "trust" };
    const { answer } = await ask(given);
    expect(answer.score).toBe(70);
    expect(answer.because).toContain(
      "urgency is taken as it was given (critical), not as worked out (medium: linked incidents 3 and scope trust, HG-7)",
    );
  });

  test("a count without a scope lacks the scope, a scope alone lacks the urgency", async () => {
    const { "score-scope": scope, ...rest } = others;
    const linked = await ask({ ...rest, "score-linked": "3" }, ["--method", "score-b"]);
    expect(linked.answer.missing).toEqual(["score-scope"]);
    const alone = await ask({ ...rest, "score-scope": scope ?? "" }, ["--method", "score-b"]);
    expect(alone.answer.missing).toEqual(["score-urgency"]);
  });
});

describe("score A", () => {
  const least: Settings = {
    "score-urgency": "no impact",
    "score-suppliers": "no impact",
    "score-site": "no impact",
    "score-criticality": "cosmetic",
    "score-safety": "none",
    "score-scope": "less than one site",
    "score-priority": "bau",
  };
  const words: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
    [
      "score-urgency",
      {
        minimal: 20,
        medium: 30,
        "significant, small number": 40,
        "significant, large number of end users": 50,
      },
    ],
    ["score-suppliers", { minimal: 15, medium: 30, high: 50 }],
    ["score-site", { minimal: 20, medium: 30, high: 50 }],
    ["score-criticality", { training: 0, minor: 20, medium: 30, high: 40, critical: 50 }],
    ["score-safety", { "very low": 5, low: 15, medium: 35, high: 50 }],
    ["score-scope", { "single site": 10, "multiple sites": 20, "all nationally": 30 }],
    ["score-priority", { low: 10, medium: 20, high: 30 }],
  ];
  test.each(words)("counts each word for %s as HG-4 says, and the points alike", (name, points) => {
    for (const [word, score] of Object.entries(points)) {
      expect([word, counted({ ...least, [name]: word }, "score-a")]).toEqual([word, score]);
      expect(counted({ ...least, [name]: String(score) }, "score-a")).toBe(score);
    }
  });

  test("is a number beside which no other method is asked", async () => {
    const site = { ...least, "score-site": "medium", "score-safety": "very low" };
    const { code, answer } = await ask({ ...site, impact: "1", urgency: "1" }, ["--method", "score-a"]);
    expect({ code, ...answer }).toMatchObject({ code: 0, severity: null, score: 35, missing: [] });
    expect(answer.because[0]).toContain("by score A (HG-4), a number for which no severity is published");
  });
});

describe("severity in the order of the policy", () => {
  test("goes by the matrix before the form, and says where others disagree", async () => {
    const { answer } = await ask({ ...nothing, impact: "2", urgency: "3", severity: "Severity 3" });
    expect(answer).toMatchObject({ severity: "sev2", score: null });
    expect(answer.because[0]).toBe("impact 2 and urgency 3 give Severity 2 by the matrix (HG-1)");
    expect(answer.because[1]).toMatch(/^not all agree: 0 points give Severity 5 by score B/);
    expect(answer.because[2]).toBe("not all agree: the form says Severity 3");
  });

  test("lets no table lower what the form says (H-5)", async () => {
    const { answer } = await ask({ impact: "2", urgency: "3", severity: "Severity 1" });
    expect(answer).toMatchObject({
      severity: "sev1",
      because: [
        "the form says Severity 1",
        "not all agree: impact 2 and urgency 3 give Severity 2 by the matrix (HG-1)",
      ],
    });
    const asked = await ask({ impact: "2", urgency: "3", severity: "Severity 1" }, ["--method", "matrix"]);
    expect(asked.answer.severity).toBe("sev2");
  });

  test("goes by the form where no table has all its facts", async () => {
    const { answer } = await ask({ users: "750", urgency: "3", severity: "Severity 2" });
    expect(answer).toMatchObject({ severity: "sev2", because: ["the form says Severity 2"], missing: [] });
  });

  test("names what is missing of the table that is nearest to its facts", async () => {
    expect(await ask({ criticality: "high", urgency: "2" })).toMatchObject({
      code: 1,
      answer: { severity: null, missing: ["users"] },
    });
    expect((await ask({ urgency: "2" })).answer.missing).toEqual(["impact-level"]);
    expect((await ask({})).answer.missing).toEqual(["impact-level", "urgency"]);
    // The field "impact" holds the current impact in words.
    expect((await run(["severity", "--policy", "hssi"])).err).toContain(
      "missing:\n  impact-level: 1, 2, 3, 4, 5; it follows from criticality and users\n  urgency: 1, 2, 3, 4, 5\n",
    );
    expect((await ask({ "impact-level": "1", urgency: "2" })).answer.severity).toBe("sev1");
  });

  test("reads the urgency from the definition that was chosen", async () => {
    const urgency = "4: minor adverse impact on service or care for a small or moderate number";
    expect((await ask({ impact: "1", urgency })).answer.severity).toBe("sev2");
  });
});

describe("severity under another policy", () => {
  const cwd = emptyFolder();
  writeFileSync(
    join(cwd, "tocsin.yml"),
    `severity:
  raise:
    data:
      when: [{ workaround: [none] }, { impact: ["*"], users: [all] }]
      to: sev1
      because: There is no other way
`,
  );

  test("is raised by a rule where any of its conditions holds, and never lowered", async () => {
    const by = (...set: readonly string[]) =>
      run(["severity", "--policy", "tocsin.yml", ...set.flatMap((one) => ["--set", one])], { cwd });
    const raised = JSON.parse((await by("severity=SEV3", "users=all", "impact=Slow")).out) as Answer;
    expect(raised.severity).toBe("sev1");
    expect(raised.because).toEqual(["the form says SEV3", "There is no other way: raised to SEV1"]);
    expect(JSON.parse((await by("severity=SEV3", "users=all")).out)).toMatchObject({ severity: "sev3" });
    expect(JSON.parse((await by("severity=SEV3", "workaround=None")).out)).toMatchObject({
      severity: "sev1",
    });
  });

  test("lacks the reporter's choice where there is no table", async () => {
    const { code, out } = await run(["severity", "--policy", "sre"]);
    expect({ code, missing: (JSON.parse(out) as Answer).missing }).toEqual({
      code: 1,
      missing: ["severity"],
    });
  });
});

describe("severity used wrongly", () => {
  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    ["a field that there is not", ["--set", "urgncy=2"], 'no field "urgncy"; did you mean urgency?'],
    [
      "a word that is no option",
      ["--set", "criticality=huge"],
      "one of critical, high, medium, minor, cosmetic",
    ],
    ["a number out of range", ["--set", "impact=6"], "one of 1, 2, 3, 4, 5"],
    ["points that no option has", ["--set", "score-scope=15"], "user (0), department (10), trust (20)"],
    ["a setting without a value", ["--set", "impact"], "--set takes field=value"],
    ["a field twice", ["--set", "impact=1", "--set", "impact=2"], "given twice"],
    ["a severity that there is not", ["--set", "severity=9"], 'no severity "9"'],
    ["a method that there is not", ["--method", "score-c"], 'no method "score-c"; did you mean score-'],
    ["a word too many", ["sev1"], 'takes no "sev1"'],
  ];
  test.each(wrong)("with %s is exit 2 with what was expected", async (_, more, says) => {
    const said = await run(["severity", "--policy", "hssi", ...more]);
    expect(said).toMatchObject({ code: 2, out: "" });
    expect(said.err).toContain(says);
  });

  test("without a policy, or with one that there is not, is exit 2", async () => {
    expect(await run(["severity", "--set", "impact=1"])).toMatchObject({ code: 2 });
    expect((await run(["severity", "--policy", "hsi"])).err).toContain("did you mean hssi?");
  });

  test("with a policy that has problems is exit 1 and names them", async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "bad.yml"), "severity: { default: sev9 }\n");
    const { code, out } = await run(["severity", "--policy", "bad.yml", "--json"], { cwd });
    expect({ code, document: JSON.parse(out) as unknown }).toMatchObject({
      code: 1,
      document: { ok: false, problems: [{ file: "bad.yml", path: "severity.default", line: 1, column: 22 }] },
    });
  });
});
