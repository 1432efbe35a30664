import { describe, expect, test } from "vitest";
import type { Facts } from "../../src/engine/facts.ts";
import { limitOf } from "../../src/engine/limit.ts";
import type { ClockRule, Policy, Span } from "../../src/engine/policy/model.ts";
import { loadPolicy } from "../../src/engine/policy.ts";
import { parseSpan } from "../../src/engine/span.ts";
import { presets } from "../../src/shipped/presets.ts";

const policies = new Map<string, Policy>();

function policyOf(text: string): Policy {
  const known = policies.get(text);
  if (known !== undefined) return known;
  const { policy, problems } = loadPolicy({
    file: "tocsin.yml",
    text: `extends: ${text}`,
    presets: presets(),
  });
  expect(problems).toEqual([]);
  if (policy === undefined) throw new Error(`${text} has no policy.`);
  policies.set(text, policy);
  return policy;
}

function clockOf(preset: string, name: string): ClockRule {
  const clock = policyOf(preset).clocks.find((one) => one.name === name);
  if (clock === undefined) throw new Error(`${preset} has no clock ${name}.`);
  return clock;
}

/** Facts as somebody gave them, each one word. */
function factsOf(given: Readonly<Record<string, string>>): Facts {
  return new Map(Object.entries(given).map(([field, text]) => [field, { field, text, words: [text] }]));
}

interface Row {
  readonly preset: string;
  readonly clock: string;
  readonly source: string;
  readonly starts: readonly string[];
  readonly stops: readonly string[];
  /** What the source does not give: it may not be shown as the source's. */
  readonly ours: false | "limit" | "start";
  /** By severity; `any` before one is settled. "none": it does not run. */
  readonly limits: Readonly<Record<string, string>>;
}

// Typed from the rows of the process that are named in `source`.
const rows: readonly Row[] = [
  {
    preset: "hssi",
    clock: "provider-call",
    source: "H-8 HB-4",
    starts: ["field.accepted-at"],
    stops: ["called.bridge", "resolved"],
    ours: false,
    limits: { any: "20m", sev1: "20m", sev2: "20m", sev3: "none" },
  },
  {
    preset: "hssi",
    clock: "confirm",
    source: "H-3",
    starts: ["declared", "reopened"],
    stops: ["confirmed", "resolved"],
    ours: "start",
    limits: { any: "20m", sev1: "20m", sev2: "20m", sev3: "none" },
  },
  {
    preset: "hssi",
    clock: "first-notice",
    source: "H-8",
    starts: ["confirmed"],
    stops: ["notice", "resolved"],
    ours: false,
    limits: { any: "20m", sev1: "20m", sev2: "20m", sev5: "none" },
  },
  {
    preset: "hssi",
    clock: "notice-decision",
    source: "H-12 H-17",
    starts: ["confirmed"],
    stops: ["field.communication", "resolved"],
    ours: "limit",
    limits: { any: "none", sev1: "none" },
  },
  {
    preset: "hssi",
    clock: "update-call",
    source: "H-15",
    starts: ["update"],
    stops: ["called.bridge", "call.started", "resolved"],
    ours: "limit",
    limits: { any: "none", sev1: "none" },
  },
  {
    preset: "hssi",
    clock: "assessment",
    source: "H-46",
    starts: ["first.assigned"],
    stops: ["confirmed", "update", "status.investigating", "resolved"],
    ours: "limit",
    limits: { any: "none", sev1: "none" },
  },
  {
    preset: "hssi",
    clock: "queue-call",
    source: "H-46",
    starts: ["first.assigned"],
    stops: ["called.provider", "resolved"],
    ours: "limit",
    limits: { any: "none", sev1: "none" },
  },
  {
    preset: "hssi",
    clock: "next-notice",
    source: "H-9",
    starts: ["notice"],
    stops: ["resolved"],
    ours: "start",
    limits: { any: "none", sev1: "60m", sev2: "90m", sev3: "none" },
  },
  {
    preset: "hssi",
    clock: "final-notice",
    source: "H-10",
    starts: ["resolved"],
    stops: ["notice", "notice.resolved", "notice.retrospective", "reopened"],
    ours: "limit",
    limits: { any: "none", sev1: "20m", sev2: "20m", sev3: "none" },
  },
  {
    preset: "dpsp",
    clock: "restored",
    source: "D-10",
    starts: ["resolved"],
    stops: ["told.stakeholders", "notice.resolved", "reopened"],
    ours: "limit",
    limits: { any: "none", p1: "30m", p2: "30m", p3: "none" },
  },
  {
    preset: "hssi",
    clock: "update",
    source: "H-9 H-15 HB-4 H-43",
    starts: ["confirmed"],
    stops: ["resolved"],
    ours: "start",
    limits: { any: "none", sev1: "60m", sev2: "90m", sev3: "none" },
  },
  {
    preset: "hssi",
    clock: "report",
    source: "H-30",
    starts: ["resolved"],
    stops: ["submitted.report", "accepted.report", "done.report", "reopened"],
    ours: "start",
    limits: { any: "10 working days", sev1: "10 working days", sev2: "10 working days", sev3: "none" },
  },
  {
    preset: "hssi",
    clock: "report-changes",
    source: "H-30",
    starts: ["changes.report"],
    stops: ["resubmitted.report", "approved.report", "accepted.report", "done.report-changes"],
    ours: false,
    limits: { any: "none", sev1: "none", sev5: "none" },
  },
  {
    preset: "hssi",
    clock: "call",
    source: "H-24",
    starts: ["call.wanted"],
    stops: ["call.started", "resolved"],
    ours: "start",
    limits: { any: "30m", sev1: "30m", sev4: "30m" },
  },
  {
    preset: "nhs-login",
    clock: "resolve",
    source: "L-3 L-4",
    starts: ["declared", "reopened"],
    stops: ["resolved"],
    ours: false,
    limits: {
      any: "none",
      sev1: "4 business hours",
      sev2: "8 business hours",
      sev3: "20 business hours",
      sev4: "80 business hours",
      sev5: "200 business hours",
    },
  },
  {
    preset: "nhs-login",
    clock: "problem-fix",
    source: "L-5",
    starts: ["field.known-problem"],
    stops: ["done.problem-fix"],
    ours: "start",
    limits: {
      sev1: "30 working days",
      sev2: "60 working days",
      sev3: "120 working days",
      sev4: "240 working days",
      sev5: "360 working days",
    },
  },
  {
    preset: "nhs-login",
    clock: "notify",
    source: "L-6",
    starts: ["field.occurred"],
    stops: ["told.nhs-login", "told.bridge", "notice.notification"],
    ours: false,
    limits: { sev1: "30 business minutes", sev2: "30 business minutes", sev3: "none" },
  },
  {
    preset: "nhs-login",
    clock: "join-call",
    source: "L-6",
    starts: ["field.bridge-notified"],
    stops: ["done.join-call"],
    ours: false,
    limits: { any: "30m", sev1: "30m", sev5: "30m" },
  },
  {
    preset: "nhs-login",
    clock: "update",
    source: "L-6 HB-4",
    starts: ["declared", "reopened"],
    stops: ["resolved"],
    ours: "limit",
    limits: { any: "none", sev1: "60m", sev2: "90m", sev3: "none" },
  },
  {
    preset: "dspt",
    clock: "internal",
    source: "S-1",
    starts: ["field.discovered"],
    stops: ["told.cto+told.siro"],
    ours: false,
    limits: { any: "60m", sev4: "60m" },
  },
  {
    preset: "dspt",
    clock: "triage",
    source: "S-2",
    starts: ["told.cto"],
    stops: ["field.triage", "done.triage"],
    ours: "limit",
    limits: { any: "15m" },
  },
  {
    preset: "dspt",
    clock: "customers",
    source: "S-3",
    starts: ["field.discovered"],
    stops: ["told.customers", "done.customers", "notice.customer-alert"],
    ours: "start",
    limits: { any: "24h", sev1: "24h" },
  },
  {
    preset: "dspt",
    clock: "regulator",
    source: "S-4",
    starts: ["field.discovered"],
    stops: ["told.regulator", "done.regulator"],
    ours: "start",
    limits: { any: "72h", sev1: "72h" },
  },
  {
    preset: "dspt",
    clock: "police",
    source: "S-5",
    starts: ["field.kind"],
    stops: ["told.police", "done.police"],
    ours: "limit",
    limits: { any: "none" },
  },
  {
    preset: "dspt",
    clock: "corrective-action",
    source: "S-9",
    starts: ["closed"],
    stops: ["done.corrective-action", "tasks.verified"],
    ours: "start",
    limits: { any: "30d", sev1: "30d" },
  },
  {
    preset: "dpsp",
    clock: "external-report",
    source: "D-7",
    starts: ["major"],
    stops: ["told.bridge", "notice.external-report"],
    ours: "limit",
    limits: { p1: "30m", p2: "30m", p3: "none" },
  },
  {
    preset: "dpsp",
    clock: "roles",
    source: "D-3",
    starts: ["declared"],
    stops: ["roles", "resolved"],
    ours: "limit",
    limits: { any: "15m", p1: "15m", p3: "15m" },
  },
];

function limit(clock: ClockRule, severity: string, facts: Facts = new Map()): Span | undefined {
  return limitOf(clock, severity === "any" ? undefined : severity, facts);
}

function spanOf(text: string): Span | undefined {
  return text === "none" ? undefined : parseSpan(text);
}

describe.each(rows)("$preset $clock ($source)", (row) => {
  const clock = clockOf(row.preset, row.clock);

  test("starts, stops and is limited as the process says", () => {
    expect(clock).toMatchObject({ starts: row.starts, stops: row.stops, source: row.source });
    for (const [severity, text] of Object.entries(row.limits))
      expect({ severity, limit: limit(clock, severity) }).toEqual({ severity, limit: spanOf(text) });
  });

  test("is marked as ours where the process gives no limit or no start, and only there", () => {
    expect(clock.ours).toBe(row.ours);
  });
});

describe("limits by facts", () => {
  test.each([
    ["hssi", "report", { provider: "gpit" }, "sev1", "5 working days"],
    ["hssi", "report", { provider: "GPIT" }, "any", "5 working days"],
    ["hssi", "report", { provider: "external" }, "sev1", "10 working days"],
    ["hssi", "report", { provider: "gpit", severity: "sev3" }, "sev3", "none"],
    ["hssi", "report-changes", { provider: "gpit" }, "sev1", "24h"],
    ["hssi", "report-changes", { provider: "external" }, "sev1", "none"],
    ["hssi", "provider-call", { provider: "internal" }, "sev1", "none"],
    ["hssi", "provider-call", { provider: "external" }, "sev1", "20m"],
    // H-12, H-17: who is told is decided first where security is flagged or nobody feels it, and nobody where a patient was harmed.
    ["hssi", "first-notice", { flag: "clinical" }, "sev1", "20m"],
    ["hssi", "first-notice", { flag: "security" }, "sev1", "none"],
    ["hssi", "notice-decision", { flag: "security" }, "sev1", "20m"],
    ["hssi", "notice-decision", { flag: "security", communication: "nobody" }, "sev1", "none"],
    ["hssi", "notice-decision", { flag: "security", severity: "sev3" }, "sev3", "none"],
    ["hssi", "first-notice", { flag: "security", communication: "users", severity: "sev2" }, "sev2", "20m"],
    ["hssi", "first-notice", { communication: "management only" }, "sev1", "none"],
    ["hssi", "first-notice", { effect: "no effect" }, "sev2", "none"],
    ["hssi", "notice-decision", { effect: "no effect" }, "sev2", "20m"],
    [
      "hssi",
      "first-notice",
      { "patient-harmed": "yes", communication: "users", severity: "sev1" },
      "sev1",
      "none",
    ],
    ["hssi", "notice-decision", { "patient-harmed": "yes", flag: "security" }, "sev1", "none"],
    ["hssi", "final-notice", { "patient-harmed": "yes" }, "sev1", "none"],
    ["hssi", "final-notice", { communication: "nobody" }, "sev1", "none"],
    ["hssi", "final-notice", { flag: "security" }, "sev1", "none"],
    ["hssi", "final-notice", { flag: "security", communication: "users", severity: "sev1" }, "sev1", "20m"],
    ["hssi", "final-notice", { effect: "no effect" }, "sev2", "none"],
    ["hssi", "next-notice", { "patient-harmed": "yes" }, "sev1", "none"],
    ["hssi", "next-notice", { communication: "nobody" }, "sev1", "none"],
    ["hssi", "next-notice", { flag: "security" }, "sev1", "none"],
    ["hssi", "next-notice", { flag: "security", communication: "users", severity: "sev1" }, "sev1", "60m"],
    ["hssi", "next-notice", { flag: "security", communication: "users", severity: "sev2" }, "sev2", "90m"],
    ["hssi", "next-notice", { effect: "no effect" }, "sev2", "none"],
    ["hssi", "update-call", { provider: "internal" }, "sev1", "15m"],
    ["hssi", "update-call", { provider: "external" }, "sev1", "none"],
    ["hssi", "update-call", { provider: "internal" }, "sev3", "none"],
    ["hssi", "assessment", { provider: "internal" }, "sev2", "15m"],
    ["hssi", "queue-call", { provider: "internal" }, "sev1", "15m"],
    ["hssi", "queue-call", { provider: "gpit" }, "sev1", "none"],
    // D-7: major by the definition stays so whatever the severity is by the rule of thumb.
    ["dpsp", "external-report", { "adverse-impact": "significant" }, "p3", "30m"],
    ["dpsp", "external-report", { "adverse-impact": "moderate" }, "p3", "30m"],
    ["dpsp", "external-report", {}, "p3", "none"],
    ["dspt", "police", { kind: "theft" }, "sev2", "15m"],
    ["dspt", "police", { kind: "extortion" }, "any", "15m"],
    ["dspt", "police", { kind: "targeted fraud" }, "any", "15m"],
    ["dspt", "police", { kind: "lost device" }, "any", "none"],
    ["dspt", "customers", { affects: "none of these" }, "any", "none"],
    ["dspt", "customers", { affects: "hosting" }, "any", "24h"],
    ["dspt", "customers", { kind: "none of these", affects: "data" }, "any", "24h"],
    ["dspt", "customers", { kind: "none of these" }, "any", "none"],
    ["dspt", "internal", { kind: "none of these" }, "any", "none"],
    ["dspt", "regulator", { kind: "none of these", risk: "likely" }, "any", "72h"],
    ["dspt", "regulator", { kind: "none of these", risk: "not known yet" }, "any", "none"],
    ["dspt", "regulator", { risk: "unlikely" }, "any", "72h"],
    ["dpsp", "external-report", { "adverse-impact": "minor" }, "p1", "none"],
    ["dpsp", "external-report", { "adverse-impact": "moderate" }, "p2", "30m"],
    ["dpsp", "external-report", { "adverse-impact": "minor", data: "data lost" }, "p1", "30m"],
    ["dpsp", "external-report", { "adverse-impact": "minor", data: "incorrect data provided" }, "p1", "30m"],
  ])("%s %s with %j at %s: %s", (preset, name, facts, severity, text) => {
    expect(limit(clockOf(preset, name), severity, factsOf(facts))).toEqual(spanOf(text));
  });
});

describe("the regulatory clocks of dspt", () => {
  test("count towards the customers where what is affected contradicts itself", () => {
    const words = ["none of these", "data"];
    const facts = new Map([["affects", { field: "affects", text: words.join(", "), words }]]);
    expect(limit(clockOf("dspt", "customers"), "any", facts)).toEqual(spanOf("24h"));
  });

  test.each(["internal", "customers", "regulator", "police"])(
    "%s can't be silenced and has a last working moment",
    (name) => {
      expect(clockOf("dspt", name)).toMatchObject({ regulatory: true, lastWorking: true });
    },
  );

  test("leave the decision on the regulator to the SIRO, who is told the test and not the answer", () => {
    const { decide } = clockOf("dspt", "regulator");
    expect(decide).toEqual({
      question: "Is a risk to the rights and freedoms of individuals likely?",
      role: "siro",
    });
  });

  test("go by core hours over hssi, and by hours of their own where the policy below has none", () => {
    expect(Object.keys(policyOf("[hssi, dspt]").calendars)[0]).toBe("core");
    expect(Object.keys(policyOf("[dpsp, dspt]").calendars)).toEqual(["working"]);
    expect(Object.keys(policyOf("dspt").calendars)).toEqual(["working"]);
  });
});

describe("what lies over each other", () => {
  test.each(["[dpsp, dspt]", "[hssi, dspt]", "[sre, dspt]", "[nhs-login, dspt]", "dspt"])(
    "%s has the clocks of both",
    (text) => {
      const names = policyOf(text).clocks.map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining([
          "update",
          "internal",
          "triage",
          "customers",
          "regulator",
          "police",
          "corrective-action",
          "review",
        ]),
      );
      expect(new Set(names).size).toBe(names.length);
    },
  );

  test("dspt changes no severity, status or right of what it lies over", () => {
    for (const base of ["sre", "dpsp", "hssi"]) {
      const { severities, statuses, commands, escalation, attention } = policyOf(base);
      // The ceilings follow from the clocks, of which it adds some.
      const { perHour: _hour, perDay: _day, ...others } = attention;
      expect(policyOf(`[${base}, dspt]`)).toMatchObject({
        severities,
        statuses,
        commands,
        escalation,
        attention: others,
      });
      // S-8 and S-10 alone: which incidents have a review besides, and what is asked of the cause; all else is what the policy below says.
      const { mandatory: _m, whys: _w, class: _c, ...retro } = policyOf(`[${base}, dspt]`).retro;
      expect(policyOf(base).retro).toMatchObject(retro);
    }
  });
});
