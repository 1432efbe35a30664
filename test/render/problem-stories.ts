// Problems told for the goldens of our words: the one line of the card in each of its ways, the list, and the limit of a fix.

import type { Cases } from "../../src/engine/snapshot.ts";
import { type History, incident } from "../engine/build.ts";
import { peoples } from "../engine/peoples.ts";
import { earlier, foundIssue, problemIssue } from "../engine/problems/cases.ts";
import { planOf } from "../engine/problems/telling.ts";
import { at, outage, type Said, type Stories, said } from "./stories.ts";

const policy = `extends: sre
services:
  appointments: { title: Appointments @here, problems: acme/appointments, changes: "change: live" }
problems: { field: cause }
`;

const cases: Cases = {
  problems: [
    problemIssue(12, "Letters *duplicated* for @patients", {
      body: "### Service\n\nappointments\n\n### Component\n\nletters\n\n### Workaround\n\nSwitch the second printer off\n",
    }),
  ],
  incidents: [
    earlier(3, "Confirmations lost", {
      cause: "The print queue was written twice",
      actions: { open: 1, verified: 2 },
    }),
  ],
};

function opened(title: string, ...comments: readonly string[]): History {
  const answers = { ...outage, service: "appointments", impact: "Nobody gets a letter" };
  const told = comments.reduce(
    (history, text, minute) => history.comment(`15:5${minute}`, "ben", text),
    incident({ policy, title }).opened("15:40", "alice", answers),
  );
  return told.changed((seen) => ({ ...seen, cases, named: new Map([foundIssue(12)]), problems: [] }));
}

/** The same plan, of problems and incidents in the words of whoever wrote them. */
function plan(when: string, { problems = [], incidents = [], ...given }: Parameters<typeof planOf>[1]) {
  const { words } = peoples;
  const made = planOf(when, {
    ...given,
    problems: problems.map((one) => ({ ...one, title: words(one.title), body: words(one.body) })),
    incidents: incidents.map((one) => ({ ...one, about: { ...one.about, title: words(one.about.title) } })),
  });
  peoples.planned(made);
  return made;
}

const card = (history: History): Said => at(history, "15:59", "card");

const fix = (when: string, more: Parameters<typeof problemIssue>[2] = {}): Said =>
  said(plan(when, { problems: [problemIssue(12, "Letters duplicated", more)] }).effects, "problem-fix");

/** One story for each way in which problems are told. */
export const problemStories: Stories = {
  "card-perhaps-known": () => card(opened("Duplicated letters for patients")),
  "card-perhaps-as-before": () => card(opened("Confirmations lost again")),
  "card-repeat": () => card(opened("Nothing is printed", "/set cause The print queue was written twice")),
  "card-tied": () => card(opened("Nothing is printed", "/problem #12")),
  "card-tied-gone": () =>
    card(
      opened("Nothing is printed", "/problem #12")
        .looked("15:55")
        .changed((seen) => ({ ...seen, cases: { ...cases, problems: [] } })),
    ),
  "card-tied-repeat": () =>
    card(opened("Nothing is printed", "/set cause The print queue was written twice", "/problem #12")),
  "card-problem-opening": () => card(opened("Nothing is printed", "/problem Race in the *queue*")),
  problem: () => at(opened("Nothing is printed", "/problem Race in the *queue*"), "15:59", "problem"),
  "known-problems-issue": () =>
    said(plan("09:00", { lists: [], problems: cases.problems }).effects, "known-problems-issue"),
  "known-problems": () =>
    said(
      plan("20 09:00", {
        isCut: true,
        incidents: [earlier(3, "One", { problem: "acme/incidents#13", severity: "sev1" })],
        problems: [
          ...cases.problems,
          problemIssue(13, "Codes late", { body: "Agreed release: 5.2 on 2026-06-01" }),
          problemIssue(14, "Old", { body: "Agreed release: soon" }),
        ],
      }).effects,
      "known-problems",
    ),
  "known-problems-none": () => said(plan("09:00", {}).effects, "known-problems"),
  "problem-fix": () => fix("8 09:00"),
  "problem-fix-overdue": () => fix("11 09:00", { assignees: ["ana"] }),
  "problem-fix-release": () => fix("12 09:00", { body: "Agreed release: 2026-05-12" }),
};
