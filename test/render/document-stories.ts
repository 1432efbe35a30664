// Documents of an incident told for the goldens of our words: the draft, its redacted copy, its pull request, the copy where nobody can open one, and the card.
import { documentIn } from "../../src/engine/document.ts";
import type { Templated, WriteDocument } from "../../src/engine/leaving.ts";
import type { Pull, PullItem } from "../../src/engine/snapshot/pull.ts";
import { type History, incident, person, time } from "../engine/build.ts";
import { at, led, type Said, type Stories } from "./stories.ts";

const roles = `roles:
  bridge: { duty: [bridget] }
  service-manager: { duty: [sam] }
  head: { duty: [hana] }
  head-deputy: { duty: [dee] }
`;
const booking = {
  severity: "Severity 1",
  service: "booking",
  impact: "No clinic can see its list",
  description: "Bookings can't be opened since the last @deploy",
};

/** An HSSI that is over: confirmed, told, flagged, and with the service back. */
function over(policy = `extends: hssi\n${roles}`): History {
  return incident({ policy, preset: "hssi", title: "Bookings *down*" })
    .opened("15:40", "alice", booking)
    .looked("15:40")
    .comment("15:46", "ben", "/role provider me")
    .comment("15:50", "ben", "/told bridge 15:48 by phone")
    .comment("15:52", "ben", "The last deploy is being rolled back.")
    .looked("15:52")
    .comment("16:05", "ben", "/confirm")
    .looked("16:05")
    .comment(
      "16:20",
      "ben",
      "/update Half of the clinics are back\nsymptoms: timeouts of the *database* | @patients",
    )
    .looked("16:20")
    .comment("16:30", "ben", "/resolve\nfix: workaround\nstable: yes\nactions: the deploy was rolled back")
    .looked("16:30");
}

const work = `extends: sre
teams: { payments: { repo: acme/payments }, web: { repo: acme/web } }
flags: { clinical: { title: clinical safety } }
tasks: { problem: { noun: problem record, opens: confirmed, owner: lead } }
documents: { action-plan: { title: Action plan }, summary: { title: Management summary } }
`;

/** An incident with a flag, a task, and a review whose actions were filed. */
function worked(): History {
  const history = led({ policy: work })
    .comment("15:50", "ben", "/flag clinical because *letters* may be lost")
    .comment("15:52", "ben", "/confirm")
    .looked("15:52")
    .comment("16:30", "ben", "/resolve\ncause: a full disk on the card gateway\nCards work again.")
    .looked("16:30")
    .closed("16:40", "ben")
    .looked("16:40");
  const review = history.snapshot().children.find(({ title }) => title.startsWith("Review"));
  const lines = "- [ ] Add | a breaker @ana team:payments due:2026-06-01\n- [ ] Page on a full disk team:web";
  history.child(review?.title ?? "", {
    body: `## Actions\n${lines}\n${review?.body}`,
    editedAt: time("16:45"),
  });
  history.looked("16:50").looked("16:51");
  history.comment("16:52", "ben", "/due acme/payments#22 25 May").comment("16:55", "ben", "/report");
  return history.comment("16:56", "ben", "/summary").comment("16:57", "ben", "/action-plan");
}

/** What nobody here can open, by the document's key. */
function wanted(history: History, when: string, { key = "report", redacted = false } = {}): WriteDocument {
  const { waiting } = history.plan(when);
  const found = waiting.find((effect): effect is WriteDocument => {
    if (effect.kind !== "document") return false;
    const opens = documentIn(effect.id);
    return opens?.key === key && opens.redacted === redacted;
  });
  if (found === undefined) throw new Error(`The story wants the document "${key}" and no plan opens it.`);
  return found;
}

function only({ template, values }: Templated): Said {
  return { template, values };
}

const bot = person("tocsin");

/** The same with its pull request opened by somebody who may, and what became of it. */
function opened(history: History, when: string, more: Partial<Pull> = {}, key = "report"): History {
  const { id } = wanted(history, when, { key });
  const pull: Pull = {
    ...{ id: "PR_1", ref: "acme/incidents#30", url: "https://github.com/acme/incidents/pull/30" },
    ...{ state: "open", draft: true, wasDraft: true, author: bot, private: true, items: [] },
    ...{ createdAt: time(when), updatedAt: time(when), branch: "incident/x", head: "0", text: "" },
    ...more,
  };
  const made = { id: pull.id, ref: pull.ref };
  return history.changed((seen) => ({
    ...seen,
    pulls: [pull],
    ledger: seen.ledger && { ...seen.ledger, created: new Map([...seen.ledger.created, [id, made]]) },
  }));
}

function item(kind: PullItem["kind"], when: string, by = "ben"): PullItem {
  return { id: `E_${kind}_${when}`, at: time(when), by: person(by), kind };
}

const torn = [
  ...["<!-- tocsin:region overview -->", "- one", ""],
  ...["<!-- tocsin:region told -->", "- two", "<!-- tocsin:end told -->"],
  ...["<!-- tocsin:region told -->", "- two", "<!-- tocsin:end told -->"],
  ...["<!-- tocsin:end cause -->", "<!-- tocsin:region impact -->", "<!-- tocsin:end limits -->"],
].join("\n");

const summed = (): History => over().comment("16:31", "ben", "/summary");
const planned = (): History => over().comment("16:31", "ben", "/action-plan");
const copied = (): History => over().comment("16:31", "ben", "/report redacted");

/** A report that was merged over a request for changes, before anybody approved it. */
const mergedEarly = (): History =>
  opened(over(), "16:31", {
    ...{ state: "merged", draft: false },
    items: [
      item("ready", "16:40"),
      item("changes", "16:45", "bridget"),
      item("changes", "16:46", "ana"),
      item("merged", "16:50", "ben"),
    ],
  });

/** A report in a draft, under limits for handing it in and for its acceptance. */
const reported = (pull: Partial<Pull>): History =>
  opened(
    led({ policy: limited })
      .comment("16:30", "ben", "/resolve")
      .looked("16:30")
      .comment("16:31", "ben", "/report"),
    "16:31",
    pull,
  );

const limited = `extends: sre
clocks:
  report: { title: Report, starts: [resolved], stops: [submitted.report, done.report], within: { any: 60m }, remind: [lead], overdue: { after: [5m] } }
  answer: { title: Answer to the comments, starts: [changes.report], stops: [resubmitted.report, approved.report, accepted.report], within: { any: 60m }, remind: [lead], overdue: { after: [5m] } }
`;

/** A report that was accepted, of which somebody asks for changes after that. */
const late = (by: string): History =>
  opened(over(), "16:31", {
    ...{ state: "merged", draft: false },
    items: [item("ready", "16:40"), item("merged", "16:50", "bridget"), item("changes", "16:55", by)],
  });

/** A summary that was merged over a request for changes, with none of its two approvals; `cto`: who has that role by duty. */
const summedEarly = (cto: string): History =>
  opened(
    led({
      policy: `extends: sre
roles: { cto: { title: CTO, duty: ${cto} }, head: { title: head of services } }
documents: { summary: { title: Management summary, approve: [{ by: cto }, { by: head }] } }
`,
    }).comment("15:46", "ben", "/summary"),
    "15:46",
    {
      ...{ state: "merged", draft: false },
      items: [
        item("ready", "15:48"),
        { ...item("changes", "15:50", "hana"), url: "https://github.com/acme/incidents/pull/30#r1" },
        item("merged", "15:55", "ana"),
      ],
    },
    "summary",
  );

/** An HSSI whose report is a draft that can be read. */
export const drafted = (): History => opened(over(), "16:31");

/** One story for each way in which a document is told. */
export const documentStories: Stories = {
  "incident-report": () => only(wanted(over(), "16:31")),
  "incident-report-redacted": () => only(wanted(copied(), "16:31", { redacted: true })),
  "incident-report-of-little": () => {
    const { severity, service } = booking;
    const history = incident({ policy: "extends: hssi\n", preset: "hssi" });
    history.opened("15:40", "alice", { severity, service, impact: "", description: "" });
    return only(wanted(history.looked("15:40").comment("15:41", "ben", "/report"), "15:41"));
  },
  "incident-report-of-work": () => only(wanted(worked(), "16:58")),
  "summary-of-work": () => only(wanted(worked(), "16:58", { key: "summary" })),
  "action-plan-of-work": () => only(wanted(worked(), "16:58", { key: "action-plan" })),
  summary: () => only(wanted(summed(), "16:31", { key: "summary" })),
  "action-plan": () => only(wanted(planned(), "16:31", { key: "action-plan" })),
  "document-pull": () => only(wanted(over(), "16:31").words),
  "document-pull-to-approve": () => only(wanted(summed(), "16:31", { key: "summary" }).words),
  "document-pull-redacted": () => only(wanted(copied(), "16:31", { redacted: true }).words),
  "document-commit": () => only(wanted(over(), "16:31").message),
  "document-commit-of-facts": () => only(wanted(opened(over(), "16:31"), "17:00").message),
  "document-commit-redacted": () => only(wanted(copied(), "16:31", { redacted: true }).message),
  "document-copy": () => at(over(), "16:46", "document-copy"),
  "document-copy-opened": () => at(opened(over().looked("16:46"), "16:50"), "16:51", "document-copy"),
  "document-torn": () => at(opened(over(), "16:31", { text: torn }), "16:32", "document-torn"),
  "card-document-draft": () => at(opened(over(), "16:31"), "16:32", "card"),
  "card-document-torn": () => at(opened(over(), "16:31", { text: torn }), "16:32", "card"),
  "card-document-changes": () =>
    at(
      opened(over(), "16:31", {
        draft: false,
        items: [item("ready", "16:40"), item("changes", "16:50", "ana")],
      }),
      "16:51",
      "card",
    ),
  "card-document-accepted": () =>
    at(
      opened(over(), "16:31", {
        ...{ state: "merged", draft: false },
        items: [item("ready", "16:40"), item("merged", "16:50", "bridget")],
      }),
      "16:51",
      "card",
    ),
  "card-document-merged": () => at(mergedEarly(), "16:56", "card"),
  "question-accept": () => at(summedEarly("[cora]"), "15:56", "questions"),
  "question-accept-of-nobody": () => at(summedEarly("[]"), "15:56", "questions"),
  "card-document-approved": () =>
    at(
      opened(
        summed()
          .rights({ ana: "write", ben: "write", sam: "write" })
          .comment("16:40", "sam", "/summary approved"),
        "16:31",
        {
          items: [item("commit", "16:45", "ana")],
          text: "<!-- tocsin:document summary acme/incidents#1 another -->\n",
        },
        "summary",
      ),
      "16:50",
      "card",
    ),
  "card-document-foreign": () =>
    at(
      incident({
        policy: "extends: sre\ndocuments: { report: { opens: [resolved], repo: globex/reports } }\n",
      })
        .opened("15:40", "alice", { severity: "SEV1 — down", impact: "Nobody can pay" })
        .looked("15:40")
        .comment("16:30", "ben", "/resolve"),
      "16:31",
      "card",
    ),
  "card-document-opening": () =>
    at(
      opened(over(), "16:31").changed((seen) => ({ ...seen, pulls: [], hiddenPulls: [] })),
      "16:32",
      "card",
    ),
  "card-document-hidden": () =>
    at(
      opened(over(), "16:31").changed((seen) => ({ ...seen, pulls: [], hiddenPulls: ["PR_1"] })),
      "16:32",
      "card",
    ),
  "card-document-said": () => at(over().comment("16:40", "ben", "/report submitted"), "16:41", "card"),
  "card-document-to-approve": () => {
    const history = opened(summed(), "16:31", {}, "summary").rights({
      ...{ alice: "write", ana: "write", ben: "write", sam: "write" },
    });
    history.comment("16:40", "sam", "/summary approved").comment("16:41", "sam", "/summary away head");
    return at(history, "16:42", "card");
  },
  "card-document-early": () => {
    const history = opened(summed(), "16:31", {}, "summary").rights({ hana: "write", ben: "write" });
    return at(history.comment("16:40", "hana", "/summary approved"), "16:42", "card");
  },
  "reminder-document-ready": () => at(reported({ draft: true, items: [] }), "17:40", "reminder"),
  "reminder-document-again": () =>
    at(
      reported({ draft: false, items: [item("ready", "16:40"), item("changes", "16:45", "ana")] }),
      "17:55",
      "reminder",
    ),
  "document-late": () => at(late("ana"), "16:58", "document-late"),
  "card-document-late": () => at(late("ana"), "16:58", "card"),
  "card-document-corrected": () => {
    const items = [item("ready", "16:40"), item("merged", "16:50", "bridget")];
    const history = opened(over(), "16:31", { state: "merged", draft: false, items });
    return at(history.comment("16:55", "ben", "/set impact Half of the clinics"), "16:58", "card");
  },
};
