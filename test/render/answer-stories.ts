// Stories that end with an answer, a question, a document or a list.

import type { AddressedIssue } from "../../src/engine/snapshot.ts";
import { type History, incident, person, time } from "../engine/build.ts";
import { announced, thoughtOf, work } from "../engine/maintenance/telling.ts";
import { foundIssue } from "../engine/problems/cases.ts";
import { drafted as draftedReport } from "./document-stories.ts";
import { drafted, sent, unwritten } from "./notice-stories.ts";
import { broken } from "./own-stories.ts";
import { at, led, outage, type Said, type Stories, said } from "./stories.ts";

const hssi = "extends: hssi\n";
const booking = {
  severity: "Severity 1",
  service: "booking",
  impact: "No clinic can see its list",
  description: "Bookings can't be opened",
};
const teams =
  "extends: sre\nteams: { payments: { repo: acme/payments }, web: { repo: acme/web }, desk: {} }\n";

/** What is answered to somebody's comment. */
function answered(body: string, by = "ana", history: History = led()): Said {
  return at(history.comment("15:50", by, body), "15:50", "refused");
}

function bookings(): History {
  return incident({ policy: hssi, preset: "hssi" }).opened("15:40", "alice", booking);
}

const flags = "extends: sre\nflags: { clinical: { title: clinical safety }, security: {} }\n";

function flagged(): History {
  return led({ policy: flags }).comment("15:46", "ben", "/flag clinical").looked("15:46");
}

/** Under a policy that names who ends one of its clocks, and asks for a review in any case. */
function ruled(): History {
  return led({
    policy: `extends: sre
roles: { siro: { title: SIRO, duty: [sam] } }
clocks: { report: { title: Report to the regulator, starts: declared, stops: done.report, within: 72h, by: siro } }
retro: { mandatory: { services: { when: { service: "*" } } } }
`,
  });
}

/** Under a policy whose summary two people approve, one after the other. */
const summed = `extends: sre
roles: { cto: { title: CTO, duty: [cora] }, head: { title: head of services, duty: [hana] } }
documents: { summary: { title: Management summary, approve: [{ by: cto }, { by: head }] } }
`;

/** A summary whose second step a deputy may take in the head's place. */
const chained = (): History =>
  led({
    policy: `extends: sre
roles: { cto: { title: CTO, duty: [cora] }, head: { title: head of services, duty: [hana] }, deputy: { duty: [dee] } }
documents: { summary: { title: Management summary, approve: [cto, { by: head, deputies: deputy }] } }
`,
    roles: { ben: "write", ana: "write", cora: "write", hana: "write" },
  }).comment("15:44", "ben", "/summary");

/** Under a policy that keeps problems, with issues of which none is one. */
function unproblematic(): History {
  return led({ policy: "extends: sre\nproblems: {}" }).changed((seen) => ({
    ...seen,
    named: new Map<string, AddressedIssue>([
      ["acme/incidents#99", { kind: "missing" }],
      foundIssue(8, { labels: ["bug"] }),
      foundIssue(9, { trusted: false }),
    ]),
  }));
}

/** What is answered to a comment about the actions of a review. */
function followedUp(body: string, by = "ben"): Said {
  return at(followed().comment("17:15", by, body), "17:15", "refused");
}

/** A refusal of every kind, by the kind's name. */
export const refusals: Stories = {
  already: () => answered("/adopt"),
  unquoted: () => {
    const accepted = announced(work, { by: "eve", public: true }).comment("15:50", "ana", "/accept");
    return said(thoughtOf(accepted).plan.effects, "refused");
  },
  "not-accepted": () => {
    const report = incident({ public: true, roles: { mallory: "none", ana: "triage" } }).opened(
      "15:40",
      "mallory",
      outage,
    );
    return answered("/confirm", "ana", report);
  },
  unreadable: () => answered("/role lead"),
  edited: () => {
    const history = led().comment("15:45", "ana", "/told manager 15:42 by phone\n/ack").looked("15:45");
    const now = "/told manager 15:44 by phone\n/ack\n/told comms 15:45";
    return at(history.reworded("/told manager", now, "15:50"), "15:50", "refused");
  },
  "no-update": () => answered("/update"),
  time: () => answered("/next-update yesterday 10:00"),
  severity: () => answered("/severity sev9"),
  because: () => answered("/severity sev3"),
  status: () => answered("/status gone"),
  clock: () => answered("/next-update payroll 17:30 waiting for the restore"),
  "fixed-clock": () => answered("/next-update confirm 17:30 waiting for the provider", "ben", bookings()),
  role: () => answered("/role pilot @ana"),
  holder: () =>
    answered(
      "/role lead @nobodyhere",
      "ana",
      led({ roles: { ben: "write", ana: "write", nobodyhere: "none" } }),
    ),
  field: () => answered("/set colour red"),
  quiet: () => answered("/quiet 3d"),
  flag: () => answered("/flag fire", "ana", led({ policy: flags })),
  "not-over": () => answered("/reopen", "ana", led()),
  "not-flagged": () => answered("/made-safe clinical the letters are off", "ana", led({ policy: flags })),
  "kept-flag": () => at(flagged().unlabeled("15:50", "ana", "flag: clinical"), "15:50", "refused"),
  value: () =>
    answered(
      "/set closing-reason bored",
      "ana",
      led().comment("15:45", "ana", "/set closing-reason trivial"),
    ),
  level: () => answered("/escalate minister because it drags on"),
  "no-levels": () =>
    answered(
      "/escalate because it drags on",
      "ana",
      led({ policy: "extends: sre\nescalation: []\nclocks: { update: { overdue: { then: stay } } }" }),
    ),
  pause: () => answered("/pause payroll because all are on the call"),
  resume: () => answered("/resume"),
  done: () => answered("/done update 15:45"),
  by: () => answered("/done report no such risk is likely", "ben", ruled()),
  "call-result": () => answered("/called manager 15:40"),
  "not-so": () => answered("/told cto not yet, their line is busy"),
  names: () => answered("/told manager and legal 15:42"),
  "review-date": () => answered("/review on 1 April"),
  "review-undated": () =>
    answered("/review on 12 May", "ana", led({ policy: "extends: sre\nretro: { date: null }\n" })),
  reviewer: () =>
    answered(
      "/review @nobodyhere",
      "ana",
      led({ roles: { ben: "write", ana: "write", nobodyhere: "none" } }),
    ),
  "no-problems": () => answered("/problem #12"),
  "own-problem": () => answered("/problem #7", "ben", led({ policy: "extends: sre\nproblems: {}" })),
  "problem-missing": () => answered("/problem #99", "ben", unproblematic()),
  "problem-other": () => answered("/problem #8", "ben", unproblematic()),
  "problem-outside": () => answered("/problem #9", "ben", unproblematic()),
  "problem-address": () =>
    answered("/problem https://example.org/12", "ben", led({ policy: "extends: sre\nproblems: {}" })),
  "problem-number": () =>
    answered("/problem Letters of 943 476 5919", "ben", led({ policy: "extends: sre\nproblems: {}" })),
  "mandatory-review": () => answered("/review no because it is small", "ben", ruled()),
  "open-tasks": () => {
    const filed = reviewed(`extends: sre
teams: { payments: { repo: acme/payments } }
clocks: { proof: { title: Proof, starts: closed, stops: done.proof, within: 30d, after-tasks: review } }
`);
    return at(filed.looked("16:40").comment("16:50", "ana", "/done proof"), "16:50", "refused");
  },
  "which-action": () => followedUp("/due 25 May because parts are late"),
  "no-action": () => followedUp("/due acme/web#99 25 May because parts are late"),
  "lost-action": () => {
    const gone = followed();
    const { children } = gone.snapshot();
    const lost = children.filter(({ title }) => title === "Add a breaker");
    gone.changed((seen) => ({
      ...seen,
      children: children.filter((child) => !lost.includes(child)),
      unseen: lost.map(({ id }) => id),
      recent: new Map(),
    }));
    return at(gone.comment("17:15", "ben", "/verified acme/payments#21"), "17:15", "refused");
  },
  "drop-done": () => followedUp("/wont-do acme/web#23 because it is retired"),
  "due-over": () => followedUp("/due acme/web#23 25 May because parts are late"),
  "action-day": () => followedUp("/due acme/payments#21 31 June because parts are late"),
  "past-day": () => followedUp("/due acme/payments#21 2026-04-01 because parts are late"),
  "verify-open": () => followedUp("/verified acme/payments#21"),
  "verify-dropped": () => followedUp("/verified acme/web#22"),
  "verify-own": () => followedUp("/verified acme/web#23", "ana"),
  "verify-again": () => {
    const history = followed()
      .comment("17:10", "ben", "/verified acme/web#23 a test page came")
      .looked("17:10");
    return at(history.comment("17:15", "ben", "/verified acme/web#23"), "17:15", "refused");
  },
  "review-there": () => {
    const filed = reviewed("extends: sre\nteams: { payments: { repo: acme/payments } }\n");
    return at(
      filed.looked("16:40").comment("16:50", "ana", "/review no because it was small"),
      "16:50",
      "refused",
    );
  },
  "document-merged": () =>
    answered(
      "/summary accepted",
      "ana",
      led({ policy: summed, roles: { ben: "write", ana: "write", cora: "write" } })
        .comment("15:46", "ben", "/summary accepted")
        .comment("15:47", "cora", "/summary changes"),
    ),
  "document-readable": () =>
    at(draftedReport().comment("16:40", "ben", "/report accepted"), "16:41", "refused"),
  "no-document": () => answered("/summary"),
  "document-over": () => answered("/report", "ana", led().comment("15:46", "ben", "/report accepted")),
  "no-text": () => answered("/report approved"),
  "no-approval": () => answered("/report approved", "ana", led().comment("15:46", "ben", "/report")),
  approval: () =>
    answered("/summary approved", "ana", led({ policy: summed }).comment("15:46", "ben", "/summary")),
  "no-approver": () => answered("/summary away captain", "ana", led({ policy: summed })),
  notice: () => answered("/send 9 abcd", "ben", drafted()),
  "notice-name": () => answered("/notice lullaby", "ben", drafted()),
  "notice-gone": () => answered("/notice 1 Other words. Next update by 17:00.", "ben", sent()),
  "notice-code": () => answered("/send 1 0000", "ben", drafted()),
  "notice-blocked": () =>
    answered("/send 1 0000", "ben", drafted().comment("15:44", "ben", "/set users many")),
  "notice-held": () =>
    answered(
      "/send 1 0000",
      "ben",
      drafted().comment("15:44", "ben", "/notice 1 hold because legal is asked"),
    ),
  "notice-broken": () => answered("/send 1 0000", "ben", drafted().messages(broken)),
  "notice-suspect": () =>
    answered(
      "/send 1 0000",
      "ben",
      drafted().comment("15:44", "ben", "/set impact 943 476 5919 sees others"),
    ),
  "notice-incomplete": () => answered("/send 1 0000", "ben", unwritten().looked("15:40")),
  "notice-nobody": () =>
    answered("/send 1 0000", "ben", drafted().comment("15:44", "ben", "/set workaround none")),
  "notice-timeless": () => answered("/notice 1 Nobody can pay by card.", "ben", drafted()),
  "notice-long": () =>
    answered(`/notice 1 ${"Nobody can pay. ".repeat(140)} Next update by 17:00.`, "ben", drafted()),
  "notice-free": () => answered("/notice 1 release because nothing holds it", "ben", drafted()),
  "not-sent": () => answered("/send 1 again", "ben", drafted()),
  right: () => answered("/severity sev2", "carl", led({ roles: { ben: "write", carl: "read" } })),
};

/** Everything else that is said. */
export const answerStories: Stories = {
  ...Object.fromEntries(Object.entries(refusals).map(([kind, story]) => [`refused-${kind}`, story])),
  "refused-call-other": () => answered("/called manager 15:40 answered by his wife, he is asleep"),
  "refused-right-of-a-role": () => {
    const history = bookings().comment("15:42", "ben", "/role bridge @ben");
    return answered("/severity 2 because one site only", "ana", history);
  },
  "refused-right-in-words": () => {
    const history = incident({
      policy: "extends: sre\nroles: { lead: { duty: [ben] } }",
      roles: { alice: "read" },
    });
    history.opened("15:40", "alice", outage).looked("15:40");
    return answered("We restart the payment pods", "alice", history);
  },
  "refused-because-by-label": () => at(led().labeled("15:50", "ana", "severity: 3"), "15:50", "refused"),
  "refused-which-action-of-none": () => answered("/due 25 May because parts are late"),
  "refused-document-closed": () => {
    const history = led().comment("15:46", "ben", "/report").looked("15:46");
    return answered("/report", "ana", closedDraft(history));
  },
  "refused-approved-already": () => {
    const history = led({
      policy: summed,
      roles: { ben: "write", ana: "write", cora: "write", hana: "write" },
    });
    history.comment("15:45", "ben", "/summary");
    history.comment("15:46", "cora", "/summary approved").comment("15:47", "hana", "/summary approved");
    return answered("/summary approved", "ana", history);
  },
  "refused-approval-given": () =>
    answered("/summary approved", "hana", chained().comment("15:46", "hana", "/summary approved")),
  "refused-approval-away": () => {
    const history = chained().comment("15:46", "cora", "/summary approved");
    return answered("/summary approved", "ana", history);
  },
  "refused-approval-deputy": () => {
    const history = chained().comment("15:45", "ben", "/summary away head");
    return answered("/summary approved", "ana", history.comment("15:46", "cora", "/summary approved"));
  },
  "refused-approval-vacant": () =>
    answered(
      "/summary approved",
      "ana",
      led({ policy: summed.replace("[cora]", "[]") }).comment("15:45", "ben", "/summary"),
    ),
  "refused-no-update-in-words": () => answered("ok, thanks @ben"),
  "refused-in-description": () => {
    const history = led();
    const body = `${history.snapshot().issue.body}\nEDIT 15:49: found the cause, a patch goes in`;
    return at(history.rewrote("15:50", "ana", { body }), "15:50", "refused");
  },
  "refused-time-before-beginning": () => answered("/told manager 15:20 by phone"),
  "refused-note-long-before": () => answered("/note alert 08:50 errors"),
  "refused-one-line-of-several": () =>
    answered("Nobody can log in.\n\n- /severity huge\n- /role lead me\n- /statsu gone"),
  "refused-word-of-the-policy": () => answered("/mitgated"),
  help: () => at(led().comment("15:50", "ana", "/help"), "15:50", "help"),
  stranger: () => {
    const report = incident({ public: true, roles: { mallory: "none" } }).opened("15:40", "mallory", outage);
    return at(report, "15:40", "stranger");
  },
  "questions-closed-by-fix": () =>
    at(led().closed("16:00", "ana", "completed", "acme/payments#12"), "16:00", "questions"),
  "questions-time": () =>
    at(led().comment("15:50", "ana", "Restore runs. Next update at 4:30 IST"), "15:50", "questions"),
  "questions-time-of-two": () =>
    at(led().comment("15:50", "ana", "Restore runs. Next update at 3:55"), "15:50", "questions"),
  "questions-time-far": () =>
    at(led().comment("15:50", "ana", "Restore runs. Next update at Sat 17:00"), "15:50", "questions"),
  "questions-since": () => {
    const policy = `extends: sre
fields: { discovered: { type: time, title: time of discovery } }
clocks: { regulator: { title: Report to the regulator, starts: field.discovered, stops: done.regulator, within: 72h } }
`;
    return at(led({ policy }).comment("15:50", "ben", "/set discovered this morning"), "15:50", "questions");
  },
  "questions-fact-time": () => at(led().comment("15:50", "ana", "/set started 16:10"), "15:50", "questions"),
  "questions-fact-time-stands": () => {
    const history = led().comment("15:45", "ana", "/set started 15:30").looked("15:45");
    return at(history.comment("15:50", "ana", "/update Slow\nstarted: 16:10"), "15:50", "questions");
  },
  "questions-entry-time": () =>
    at(led().comment("15:50", "ana", "Alert 15:20-15:30 errors\nDecision: fail over"), "15:50", "questions"),
  "questions-lower": () => at(led().comment("15:50", "ana", "/set severity sev3"), "15:50", "questions"),
  "questions-lower-to-none": () => {
    const { severity: _, ...others } = outage;
    return at(led().rewrote("15:50", "ana", others), "15:50", "questions");
  },
  "questions-lower-by-label": () => {
    const history = led().comment("15:50", "ana", "/severity sev2 because one region").looked("15:50");
    history.comment("15:51", "ana", "/set severity sev3").comment("15:52", "ana", "/severity sev1");
    return at(history.looked("15:52").unlabeled("15:55", "ana", "severity: 1"), "15:55", "questions");
  },
  "questions-not-planned": () => at(led().closed("16:00", "ben", "not_planned"), "16:00", "questions"),
  "questions-outsider-close": () =>
    at(led({ roles: { ben: "write", carl: "read" } }).closed("16:00", "carl"), "16:00", "questions"),
  "questions-outsider-reopen": () => {
    const history = led({ roles: { ben: "write", carl: "read" } })
      .comment("16:00", "ben", "/resolve Back")
      .closed("16:01", "ben");
    return at(history.looked("16:01").looked("16:01").reopened("16:30", "carl"), "16:30", "questions");
  },
  "questions-label-removed": () => {
    const history = led();
    for (const minute of ["15:51", "15:53"]) history.unlabeled(minute, "ana", "severity: 1").looked(minute);
    return at(history.unlabeled("15:55", "ana", "severity: 1"), "15:55", "questions");
  },
  "questions-flag-label-removed": () => {
    const history = flagged();
    for (const minute of ["15:51", "15:53"])
      history.unlabeled(minute, "ana", "flag: clinical").looked(minute);
    return at(history.unlabeled("15:55", "ana", "flag: clinical"), "15:55", "questions");
  },
  "questions-made-safe-by-right": () => {
    const policy =
      "extends: sre\nretro: { severities: [] }\nflags: { clinical: { title: clinical safety, until-safe: true } }\n";
    const history = led({ policy }).comment("15:50", "ana", "/flag clinical").looked("15:50");
    history.comment("16:00", "ben", "/resolve\ncause: a wrong list").looked("16:00").closed("16:40", "ben");
    return at(history, "16:40", "questions");
  },
  "questions-made-safe-vacant": () => {
    const policy = `
extends: sre
retro: { severities: [] }
roles: { clinical: { title: clinical lead } }
flags: { clinical: { title: clinical safety, until-safe: true, dismiss: clinical } }
`;
    const history = led({ policy }).comment("15:50", "ana", "/flag clinical").looked("15:50");
    history.comment("16:00", "ben", "/resolve\ncause: a wrong list").looked("16:00").closed("16:40", "ben");
    return at(history, "16:40", "questions");
  },
  "questions-made-safe": () => {
    const policy = `
extends: sre
roles: { clinical: { title: clinical lead, duty: [carl] } }
flags: { clinical: { title: clinical safety, until-safe: true, dismiss: clinical } }
`;
    const history = led({ policy, roles: { ana: "write", ben: "write", carl: "write" } })
      .comment("15:50", "ana", "/flag clinical")
      .closed("16:40", "ben");
    return at(history, "16:40", "questions");
  },
  "questions-closure-data": () => at(led().comment("16:30", "ben", "/resolve"), "16:30", "questions"),
  "questions-update-data": () => {
    const history = bookings().comment("15:45", "ben", "/confirm").looked("15:45");
    return at(
      history.comment("16:30", "ben", "/update Lists are restored\ncomponent: database"),
      "16:30",
      "questions",
    );
  },
  "refused-by-a-fact": () => {
    const history = led({
      policy: `extends: sre
roles: { cto: { title: CTO, duty: [cora] } }
fields: { triage: { by: cto } }
`,
    });
    return answered("/update All letters are stopped\ntriage: near miss", "ben", history);
  },
  "questions-closure-and-review": () => {
    const history = bookings()
      .comment("15:45", "ben", "/confirm")
      .comment("16:30", "ben", "/resolve\nfix: workaround\nstable: yes");
    return at(history, "16:30", "questions");
  },
  duplicate: () => at(led().duplicateOf("16:00", "ben", "acme/incidents#3"), "16:00", "duplicate"),
  task: () => {
    const policy =
      "extends: sre\ntasks: { problem: { noun: problem record, opens: confirmed, owner: lead, close: { by: lead } } }\n";
    return at(led({ policy }).comment("15:50", "ana", "/confirm"), "15:50", "task");
  },
  retro: () => at(reviewed(), "16:40", "retro"),
  "retro-asking": () => at(reviewed(asking), "16:40", "retro"),
  "reminder-of-a-review": () => {
    const history = incident({ policy: "extends: dpsp\n", preset: "dpsp" })
      .opened("09:00", "alice", {
        description: "Letters are late",
        severity: "P2",
        impact: "Some wait a day",
      })
      .looked("09:00")
      .comment("09:10", "ben", "/told bridge 09:09 by phone")
      .comment("09:30", "ben", "/role tech me")
      .comment("09:40", "ben", "/resolve\ncause: a full queue")
      .comment("09:41", "ben", "/told stakeholders by mail")
      .looked("09:41");
    return at(history, "11:40", "reminder");
  },
  "retro-gaps": () => {
    const history = reviewed(asking).looked("16:40");
    const [review] = history.snapshot().children;
    const body = `${review?.body}\n### What got in the way?\n\n### Class of the cause\n- [ ] technical`;
    history.child(review?.title ?? "", {
      body,
      state: "closed",
      reason: "completed",
      closedAt: time("17:00"),
    });
    return at(history, "17:00", "retro-gaps");
  },
  action: () =>
    at(
      withLines("- [ ] Add a circuit breaker @ana team:payments due:30d type:technology"),
      "16:50",
      "action",
    ),
  "retro-actions-new": () =>
    at(
      withLines(
        [
          "- [ ] Add a circuit breaker team:payments\n- [ ] Page on a full disk\n- [ ] Page on a full disk",
          "- [ ] Test it due 1/5 team:payments\n- [ ] Test it again by 31 June team:web",
          "- Ben writes the runbook by Friday\n- It took a while",
        ].join("\n"),
      ),
      "16:50",
      "retro-actions",
    ),
  "retro-actions-many": () =>
    at(
      withLines(Array.from({ length: 103 }, (_, step) => `- [ ] Step ${step + 1}`).join("\n")),
      "16:50",
      "retro-actions",
    ),
  "retro-actions-troubled": () => {
    const titles = ["Rotate the keys", "Page on a full disk", "Write a guide"];
    const history = withLines(
      [...titles.map((title) => `- [ ] ${title} team:web`), "- [ ] Ask for a quota team:payments"].join("\n"),
    );
    const blocked = history
      .plan("16:50")
      .effects.find((effect) => effect.kind === "create-issue" && effect.title === "Ask for a quota");
    const message =
      "GitHub refused it: Resource not accessible by integration. Check that the app is installed there and may write issues";
    history.changed((snapshot) => ({
      ...snapshot,
      faults: [{ effect: blocked?.id ?? "", message, until: time("18:00") }],
    }));
    history.looked("16:50").looked("16:51");
    history.child("Rotate the keys", { private: true });
    history.child("Write a guide", { state: "closed", closedAt: time("17:00"), reason: "not_planned" });
    history.changed((snapshot) => {
      const gone = snapshot.children.filter((child) => child.title === "Page on a full disk");
      const repository = { ...snapshot.repository, public: true };
      return {
        ...snapshot,
        repository,
        children: snapshot.children.filter((child) => !gone.includes(child)),
        unseen: gone.map((child) => child.id),
      };
    });
    return at(history.changed(withoutList), "17:10", "retro-actions");
  },
  "retro-actions-changed": () => {
    const written = [
      "- [ ] Add a circuit breaker @ben team:payments due:2026-06-01",
      "- [ ] Page on a full disk team:web",
      "- [ ] Train the desk @nobody team:web",
      "- [ ] Rotate the logs team:web",
    ];
    const history = withLines(written.join("\n")).looked("16:50").looked("16:51");
    const edited = [
      "- [x] Add two circuit breakers @ana team:payments due:2026-07-01",
      "- [ ] Page on a full disk team:payments",
      "- [ ] Train the desk @nobody team:web",
      "  - [ ] Book a room",
      "- [ ] ~~Rotate the logs~~ team:web",
      "- [x] Roll the deploy back",
      "- [ ] Write a guide team:web due:2025-05-01 type:paper",
      "- Ask the provider for their report",
    ];
    history.child("Train the desk", { assignees: [] });
    history.child("Review: Payments down", {
      body: `${historyMarks(history)}\n## Actions\n${edited.join("\n")}`,
      editedAt: time("16:55"),
    });
    return at(history.changed(withoutList), "17:10", "retro-actions");
  },
  "retro-actions-verified": () => {
    const lines = [
      "- [ ] Add a circuit breaker @ana team:payments",
      "- [ ] Page on a full disk team:web",
      "- [ ] Write a guide team:web",
    ];
    const history = withLines(lines.join("\n"), `${teams}actions: { verify: true }\n`).looked("16:50");
    const closing = { state: "closed", closedAt: time("17:00"), reason: "completed" } as const;
    history.child("Page on a full disk", closing).child("Write a guide", closing);
    const ref = history.snapshot().children.find(({ title }) => title === "Write a guide")?.ref;
    history.comment("17:05", "ben", `/verified ${ref} followed it`);
    return at(history.changed(withoutList), "17:10", "retro-actions");
  },
  "retro-actions": () => {
    const lines = [
      "- [ ] Add a circuit breaker team:payments",
      "- [ ] Page on a full disk team:web",
      "- [ ] Say in the docs who to call",
      "- [ ] Rotate the keys team:security",
      "- [ ] Train the desk team:desk due:soon",
      "- [ ] Move the archive repo:acme/archive",
      "- [ ] Page on a full disk team:web",
      "- [ ] Ask the provider team:web → acme/other#9",
      "- [ ] team:web",
    ];
    const history = withLines(lines.join("\n")).looked("16:50");
    history.child("Page on a full disk", { state: "closed", closedAt: time("17:00"), reason: "completed" });
    return at(history.changed(withoutList), "17:10", "retro-actions");
  },
};

/** Closed, and about to get its review. */
function reviewed(policy = teams): History {
  const history = led({ policy })
    .comment("15:50", "ben", "The last deploy is being rolled back.")
    .comment("16:30", "ben", "/resolve\ncause: a full disk on the card gateway\nCards work again.");
  return history.looked("16:30").closed("16:40", "ben");
}

/** Under a policy that asks in its review what others do not. */
const asking = `extends: sre
teams: { payments: acme/payments }
fields: { cause-class: { title: class of the cause, type: choices, options: [technical, procedural, human] } }
contacts: { siro: senior information risk owner }
retro:
  whys: 3
  class: cause-class
  unowned: nobody
  questions:
    way: { ask: "What got in the way?", required: true }
    lessons: What was learned?
`;

/** Its review, with action lines in it. */
function withLines(lines: string, policy = teams): History {
  const history = reviewed(policy).looked("16:40");
  const body = history.snapshot().children[0]?.body ?? "";
  return history.child("Review: Payments down", {
    body: `## Actions\n${lines}\n${body}`,
    editedAt: time("16:45"),
  });
}

/** Its actions filed: one is open, one was dropped, and one is done, which ana had. */
function followed(): History {
  const history = withLines(
    [
      "- [ ] Add a circuit breaker @ana team:payments due:2026-05-20",
      "- [ ] Write a guide team:web",
      "- [ ] Page on a full disk @ana team:web",
    ].join("\n"),
  );
  history.looked("16:50").looked("16:51");
  const closing = { state: "closed", closedAt: time("17:00"), lastClosedAt: time("17:00") } as const;
  history.child("Write a guide", { ...closing, reason: "not_planned" });
  history.child("Page on a full disk", { ...closing, reason: "completed", closedBy: person("ana") });
  return history.looked("17:01");
}

/** With the pull request of its report closed, by whoever could open it. */
function closedDraft(history: History): History {
  const opening = history.plan("15:47").waiting.find(({ kind }) => kind === "document");
  const pull = { id: "PR_1", ref: "acme/incidents#30" };
  const closing = { id: "E_1", at: time("15:48"), by: person("ben"), kind: "closed" } as const;
  return history.changed((seen) => ({
    ...seen,
    pulls: [
      {
        ...{ ...pull, url: "https://github.com/acme/incidents/pull/30", state: "closed", draft: true },
        ...{ wasDraft: true, createdAt: time("15:47"), updatedAt: time("15:48"), author: person("tocsin") },
        ...{ private: true, branch: "incident/x", head: "0", items: [closing] },
      },
    ],
    ledger: seen.ledger && {
      ...seen.ledger,
      created: new Map([...seen.ledger.created, [opening?.id ?? "", pull]]),
    },
  }));
}

/** The hidden lines of the review. */
function historyMarks(history: History): string {
  return (history.snapshot().children[0]?.body ?? "").match(/<!-- tocsin:.*? -->/g)?.join("\n") ?? "";
}

/** Without our list, so that it is written anew. */
function withoutList(snapshot: ReturnType<History["snapshot"]>) {
  return {
    ...snapshot,
    recent: new Map(),
    children: snapshot.children.map((child) => ({ ...child, comments: [] })),
  };
}
