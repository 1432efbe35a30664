import { expect, test } from "vitest";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";

function problemsOf(text: string) {
  const { policy, problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  expect(policy === undefined).toBe(problems.length > 0);
  return problems;
}

function places(text: string): readonly string[] {
  return problemsOf(text).map(({ path, line, column }) => `${line}:${column} ${path}`);
}

const TEN_MISTAKES = `extends: sre
incidents:
  mdoe: watch
  zone: Europe/Londn
  since: 2025-02-30
teams:
  payments: { repo: payments }
clocks:
  update:
    within:
      sev1: an hour
      sev9: 60m
    remind: [leed]
    stops: [resolvd]
fields:
  kind:
    type: choice
severities:
  sev2:
    label: "severity: 1"
`;

test("a policy with ten mistakes names all ten at their places", () => {
  expect(places(TEN_MISTAKES)).toEqual([
    "3:3 incidents.mdoe",
    "4:9 incidents.zone",
    "5:10 incidents.since",
    "7:21 teams.payments.repo",
    "11:13 clocks.update.within.sev1",
    "12:7 clocks.update.within.sev9",
    "13:14 clocks.update.remind.0",
    "14:13 clocks.update.stops.0",
    "16:3 fields.kind.options",
    "20:12 severities.sev2.label",
  ]);
});

const kinds: readonly { wrong: string; text: string; at: string; says: string }[] = [
  { wrong: "an unknown section", text: "clock: {}", at: "1:1 clock", says: "did you mean clocks?" },
  {
    wrong: "an unknown key in a list's map",
    text: "escalation: [{ rol: lead }]",
    at: "1:16 escalation.0.rol",
    says: "did you mean role?",
  },
  {
    wrong: "an address where a channel belongs",
    text: "escalation: [{ role: lead, page: https://pager.example.org }]",
    at: "1:34 escalation.0.page",
    says: "is no name of a channel",
  },
  {
    wrong: "a channel in capitals",
    text: "escalation: { levels: [{ role: lead, page: TOCSIN_CHANNEL_PAGER }] }",
    at: "1:44 escalation.levels.0.page",
    says: "write what the operator calls it, in small letters",
  },
  {
    wrong: "a page to the status page",
    text: "escalation: [{ role: lead, page: status }]",
    at: "1:34 escalation.0.page",
    says: "A status page rings nobody",
  },
  {
    wrong: "an unknown key far from any",
    text: "retro: { xyzzyx: 1 }",
    at: "1:10 retro.xyzzyx",
    says: "known are severities, how",
  },
  {
    wrong: "a list where a map belongs",
    text: "clocks: [update]",
    at: "1:1 clocks",
    says: "Expected a map, found a list",
  },
  {
    wrong: "a word that is not offered",
    text: "incidents: { mode: wach }",
    at: "1:20 incidents.mode",
    says: "did you mean watch?",
  },
  {
    wrong: "a number for a duration",
    text: "attention: { join: 5 }",
    at: "1:20 attention.join",
    says: "is no duration",
  },
  {
    wrong: "business time",
    text: "clocks: { update: { warn: 4 business hours } }",
    at: "1:27 clocks.update.warn",
    says: "is no duration",
  },
  {
    wrong: "a colour that YAML reads as a number",
    text: "retro: { label: { name: retro, color: 5319e7 } }",
    at: "1:39 retro.label.color",
    says: "in quotes",
  },
  { wrong: "a name with a space", text: "roles: { 'a b': {} }", at: "1:10 roles.a b", says: "is no name" },
  {
    wrong: "a default severity that is not there",
    text: "severity: { default: sev7 }",
    at: "1:22 severity.default",
    says: "did you mean sev1?",
  },
  {
    wrong: "a severity rule's target",
    text: "severity: { raise: { lost: { when: { impact: lost }, to: p1 } } }",
    at: "1:58 severity.raise.lost.to",
    says: "There is no severity p1",
  },
  {
    wrong: "a severity rule's field",
    text: "severity: { raise: { lost: { when: { impct: lost }, to: sev1 } } }",
    at: "1:38 severity.raise.lost.when.impct",
    says: "did you mean impact?",
  },
  {
    wrong: "a rule that says no target",
    text: "severity: { raise: { lost: { when: { impact: lost } } } }",
    at: "1:22 severity.raise.lost.to",
    says: "which severity",
  },
  {
    wrong: "a review of an unknown severity",
    text: "retro: { severities: [sev1, sev5] }",
    at: "1:29 retro.severities.1",
    says: "There is no severity sev5",
  },
  {
    wrong: "an unknown role in escalation",
    text: "escalation: [boss]",
    at: "1:14 escalation.0",
    says: "There is no role boss",
  },
  {
    wrong: "an unknown holder of a command",
    text: "commands: { resolve: { holders: [boss] } }",
    at: "1:34 commands.resolve.holders.0",
    says: "There is no role boss",
  },
  {
    wrong: "an unknown command",
    text: "commands: { resolv: triage }",
    at: "1:13 commands.resolv",
    says: "did you mean resolve?",
  },
  {
    wrong: "an unknown role of GitHub",
    text: "commands: { resolve: wirte }",
    at: "1:22 commands.resolve",
    says: "did you mean write?",
  },
  {
    wrong: "an event of an unknown role",
    text: "clocks: { update: { stops: role.boss } }",
    at: "1:28 clocks.update.stops",
    says: "There is no role boss",
  },
  {
    wrong: "an event of an unknown contact",
    text: "clocks: { update: { stops: told.siro } }",
    at: "1:28 clocks.update.stops",
    says: "There is no role or contact siro",
  },
  {
    wrong: "a clock without a start",
    text: "clocks: { call: { within: 5m } }",
    at: "1:11 clocks.call.starts",
    says: "never starts",
  },
  {
    wrong: "a clock without a limit",
    text: "clocks: { call: { starts: declared } }",
    at: "1:11 clocks.call.within",
    says: "has no limit",
  },
  {
    wrong: "a limit of nothing",
    text: "clocks: { update: { within: { sev1: 0m } } }",
    at: "1:37 clocks.update.within.sev1",
    says: "A limit of nothing",
  },
  {
    wrong: "steps that don't grow",
    text: "clocks: { update: { overdue: [20m, 5m] } }",
    at: "1:21 clocks.update.overdue",
    says: "must grow",
  },
  {
    wrong: "an escalation to nobody",
    text: "escalation: []",
    at: "1:1 clocks.update.overdue.then",
    says: "escalation: names nobody",
  },
  {
    wrong: "a clock that reminds nobody",
    text: "clocks: { update: { remind: { only: [lead, comms] } } }",
    at: "1:31 clocks.update.remind.only",
    says: "reminds nobody",
  },
  {
    wrong: "two statuses with one alias",
    text: "statuses: { open: { aliases: [fixed] } }",
    at: "1:31 statuses.resolved.aliases.0",
    says: "already names the status open",
  },
  {
    wrong: "two labels with one name",
    text: "incidents: { label: RETRO }",
    at: "1:21 retro.label.name",
    says: "already names the incident label",
  },
  {
    wrong: "a status without a meaning",
    text: "statuses: { triage: {} }",
    at: "1:13 statuses.triage.phase",
    says: "needs a phase",
  },
  {
    wrong: "no severity at all",
    text: "extends: []\nstatuses: { open: {}, resolved: {}, closed: {} }",
    at: "1:1 severities",
    says: "There is no severity",
  },
  {
    wrong: "two impacts",
    text: "fields: { users: { impact: true } }",
    at: "1:28 fields.users.impact",
    says: "both marked as the impact",
  },
  {
    wrong: "a login with a space",
    text: "roles: { lead: { duty: octo cat } }",
    at: "1:24 roles.lead.duty",
    says: "is no GitHub login, owner/team or key of a contact",
  },
  {
    wrong: "a section without a value",
    text: "extends: sre\nclocks:\n",
    at: "2:1 clocks",
    says: "clocks has no value",
  },
  {
    wrong: "an empty name of a label",
    text: "incidents: { label: '' }",
    at: "1:21 incidents.label",
    says: "Expected some text",
  },
];

test.each(kinds)("$wrong is named where it stands", ({ text, at, says }) => {
  const problems = problemsOf(text);
  expect(problems.map(({ path, line, column }) => `${line}:${column} ${path}`)).toContain(at);
  expect(problems.find(({ path }) => at.endsWith(` ${path}`))?.message).toContain(says);
  expect(problems.length).toBe(1);
});

test("a name that the file removed is told at the line that removed it, with the place in the preset", () => {
  const [problem, ...others] = problemsOf("extends: sre\nseverities:\n  sev4: null\n");
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    file: "tocsin.yml",
    line: 3,
    column: 3,
    path: "clocks.update.within.sev4",
  });
  expect(problem?.message).toMatch(/There is no severity sev4.*templates\/policies\/sre\.yml:\d+ says so/);
});

test("a wrong shape does not hide what else is wrong, and is told once", () => {
  expect(places("clocks:\n  call:\n    starts: 5\n    within: { sev1: x }\n    remind: nobody\n")).toEqual([
    "3:13 clocks.call.starts",
    "4:21 clocks.call.within.sev1",
    "5:13 clocks.call.remind",
  ]);
});

test("a clock may remind only its roles where one of them has a duty holder", () => {
  const text = "clocks: { update: { remind: { only: [lead] } } }\nroles: { lead: { duty: octocat } }";
  expect(problemsOf(text)).toEqual([]);
});

test("the labels of the handover and of kinds of tasks may be no other labels too", () => {
  const text =
    "extends: sre\nhandover: { label: Retro }\nretro: { label: retro }\ntasks: { rca: { opens: resolved, label: drill } }\nincidents: { drill-label: Drill }\n";
  const found = problemsOf(text).map(
    ({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`,
  );
  expect(found).toEqual([
    '3:17 retro.label: "retro" of the review label already names the handover label; use another word for one of them.',
    '4:41 tasks.rca.label: "drill" of the kind of task rca already names the drill label; use another word for one of them.',
  ]);
});
