// Stories that end with the card.
import type { Delivery } from "../../src/engine/delivery.ts";
import { hssi } from "../engine/answers.ts";
import { type History, incident, time } from "../engine/build.ts";
import { mapOf } from "../engine/map-of.ts";
import { at, led, outage, type Stories, troubled } from "./stories.ts";

const teams = "extends: sre\nteams: { payments: { repo: acme/payments }, web: { repo: acme/web } }\n";

/** An outage of a service that the catalogue has. */
function catalogued(): History {
  const service =
    "{ title: Card payments, tier: gold, facts: { provider: gpit }, teams: payments, repo: acme/payments, contacts: desk, status: cards, people: { tech: [ana, dan], comms: cleo } }";
  const policy = `${teams}fields: { provider: {} }
roles: { tech: { offered: true }, comms: { offered: true } }
contacts: { desk: all service desks }
services: { payments: ${service}, search: {} }
`;
  return led({ policy });
}

const milder = { ...outage, severity: "SEV3 — some users are affected or there is a way round" };

/** A problem record that whoever happened by closed, and another that is done. */
function withTasks(): History {
  const tasks = `roles: { manager: { title: problem manager } }
tasks:
  problem: { noun: problem record, opens: confirmed, owner: lead, close: { by: manager } }
  change: { opens: declared }
`;
  const closed = { state: "closed", reason: "completed", closedAt: time("16:20") } as const;
  return led({ policy: `extends: sre\n${tasks}` })
    .comment("15:50", "ana", "/confirm")
    .looked("15:50")
    .looked("15:51")
    .child("problem record: Payments down", { ...closed, closedBy: { login: "zoe", kind: "user" } })
    .child("change: Payments down", closed);
}

/** Every variant of the card. */
export const cardStories: Stories = {
  "card-new": () => at(incident().opened("15:40", "alice", outage), "15:40", "card"),
  "card-running": () => {
    const history = led()
      .comment("15:50", "ben", "The last deploy is being rolled back.")
      .comment("15:55", "ana", "/told bridge 15:52 by phone INC123")
      .comment("15:56", "ana", "/called manager 15:54 no answer")
      .comment("15:57", "ana", "/set users about 5000")
      .comment("15:58", "ben", "/next-update 17:30 waiting for the restore");
    return at(history, "15:58", "card");
  },
  "card-noted": () => {
    const history = led()
      .comment("15:50", "ben", "/note alert 15:20 disk full on db1")
      .comment("15:55", "ana", "- Action 15:48 restarted db1\n- **Comms**: told the shops")
      .comment("15:58", "ben", "/status mitigated db2 serves all reads");
    return at(history, "15:58", "card");
  },
  "card-proposed": () => {
    const history = incident({ public: true, roles: { ana: "triage", mallory: "none" } })
      .opened("15:40", "mallory", outage)
      .looked("15:40")
      .comment("15:45", "ana", "/accept")
      .looked("15:45")
      .rewrote("15:50", "mallory", {
        ...outage,
        impact: "Nobody in [the north](https://example.org) can pay",
      });
    return at(history, "15:51", "card");
  },
  "card-flags": () => {
    const policy = "extends: sre\nflags: { clinical: { title: clinical safety }, security: {} }\n";
    const history = led({ policy })
      .comment("15:50", "ana", "/flag clinical because letters went to others")
      .comment("15:51", "ana", "/flag security")
      .comment("15:55", "ben", "/made-safe clinical The letters are switched off.");
    return at(history, "15:56", "card");
  },
  "card-risk-open": () => {
    const policy =
      "extends: sre\nflags: { clinical: { title: clinical safety, until-safe: true }, security: { until-safe: true } }\n";
    const history = led({ policy })
      .comment("15:50", "ana", "/flag clinical because letters went to others")
      .comment("15:51", "ana", "/flag security")
      .closed("16:40", "ben");
    return at(history, "16:40", "card");
  },
  "card-rests-after-the-end": () => {
    const policy = `
extends: sre
contacts: { supplier: the supplier }
clocks: { supplier: { title: Report to the supplier, starts: declared, stops: told.supplier, within: 24h } }
retro: { severities: [] }
`;
    const history = led({ policy })
      .comment("15:50", "ana", "/pause supplier because their desk opens on Monday")
      .closed("16:40", "ben");
    return at(history, "16:40", "card");
  },
  "card-not-sent": () => {
    const delivery = { carrier: "channel:email", at: Date.parse("2026-05-01T14:50:00Z") };
    const deliveries = mapOf<Delivery>({
      "notice/1": { ...delivery, state: "failed", attempts: 2, because: "the server refused the address" },
      "notice/2": {
        ...delivery,
        state: "unclear",
        attempts: 1,
        because: "nothing was heard of it after it left",
      },
      "notice/3": { ...delivery, state: "sent", attempts: 1 },
    });
    const history = led().changed((snapshot) => ({
      ...snapshot,
      ledger: snapshot.ledger && { ...snapshot.ledger, deliveries },
    }));
    return at(history.comment("15:56", "ana", "/set users 5000"), "15:56", "card");
  },
  "card-tasks": () => at(withTasks(), "16:30", "card"),
  "card-service": () => at(catalogued().comment("15:46", "ben", "/set users about 5000"), "15:46", "card"),
  "card-service-unknown": () =>
    at(catalogued().comment("15:46", "ben", "/set service the old portal"), "15:46", "card"),
  "card-no-severity": () => {
    const history = incident()
      .opened("15:40", "alice", { body: "It is all very slow." })
      .labeled("15:41", "alice", "incident");
    return at(history, "15:41", "card");
  },
  "card-low-severity": () => {
    const mild = {
      ...outage,
      severity: "SEV3 — some users are affected or there is a way round",
      started: "this morning",
    };
    return at(incident().opened("15:40", "alice", mild), "15:40", "card");
  },
  "card-by-matrix": () => {
    const urgency =
      "3: moderate adverse impact on service or care for a small or moderate number; minor adverse impact on service or care for a large number";
    const reported = { ...hssi, severity: "Severity 3", criticality: "high", users: "1000", urgency };
    const history = incident({ policy: "extends: hssi", preset: "hssi" }).opened("15:40", "alice", reported);
    return at(history, "15:40", "card");
  },
  "card-against-matrix": () => {
    const reported = { ...hssi, severity: "Severity 3", users: "40" };
    const history = incident({ policy: "extends: hssi", preset: "hssi" })
      .opened("15:40", "alice", reported)
      .looked("15:40")
      .comment("15:45", "ana", "/set criticality critical")
      .comment("15:46", "ana", "/set urgency 4: minor adverse impact on service or care")
      .comment("15:50", "ben", "/severity sev1 because the clinics start at seven");
    return at(history, "15:50", "card");
  },
  "card-held-by-form": () => at(led().rewrote("15:50", "ana", milder), "15:50", "card"),
  "card-held-by-rule": () => {
    const policy =
      "extends: sre\nseverity: { raise: { lost: { when: { workaround: [none] }, to: sev1, because: There is no other way } } }\n";
    const history = incident({ policy }).opened("15:40", "alice", milder).looked("15:40");
    history.comment("15:45", "ana", "/set workaround none").looked("15:45");
    return at(history.comment("15:50", "ana", "/set workaround by phone"), "15:50", "card");
  },
  "card-headless": () => at(led().rewrote("15:50", "ana", { body: "Down." }), "15:50", "card"),
  "card-headless-in-part": () => {
    const history = led();
    const body = history.snapshot().issue.body.replace("### Impact", "").replace("### Service", "### Where");
    return at(history.rewrote("15:50", "ana", { body }), "15:50", "card");
  },
  "card-lowered": () => {
    const policy =
      "extends: sre\nseverity: { raise: { cards: { when: { service: [payments] }, to: sev1, because: Payments are affected } } }\n";
    const history = led({ policy }).comment(
      "15:50",
      "ben",
      "/severity sev2 because only one card scheme is affected",
    );
    return at(history, "15:50", "card");
  },
  "card-drill": () =>
    at(
      incident().opened("15:40", "ana", { body: "An exercise" }).comment("15:41", "ana", "/drill"),
      "15:41",
      "card",
    ),
  "card-troubled": () => at(troubled(), "15:56", "card"),
  "card-withdrawn": () =>
    at(led().comment("15:50", "ben", "/not-an-incident because it was the test page"), "15:50", "card"),
  "card-resolved": () =>
    at(led().comment("16:30", "ben", "/resolve\ncause: a full disk on the card gateway"), "16:30", "card"),
  "card-closing": () => at(led().closed("16:40", "ben"), "16:40", "card"),
  "card-reviewed": () => {
    const history = led({ policy: teams }).closed("16:40", "ben").looked("16:40");
    const lines =
      "## Actions\n- [ ] Add a circuit breaker @ana team:payments due:30d\n- [ ] Page on a full disk team:web";
    const body = history.snapshot().children[0]?.body ?? "";
    history.child("Review: Payments down", { body: `${lines}\n${body}` }).looked("16:50");
    history.child("Page on a full disk", { state: "closed", closedAt: 0, reason: "completed" });
    return at(history, "17:00", "card");
  },
  "card-review-lost": () => {
    const history = led().closed("16:40", "ben").looked("16:40").looked("16:41");
    const lost = history.snapshot().children.map((child) => child.id);
    return at(
      history.changed((snapshot) => ({ ...snapshot, children: [], unseen: lost })),
      "17:00",
      "card",
    );
  },
  "card-task-lost": () => {
    const history = withTasks();
    const lost = [...(history.snapshot().ledger?.created.values() ?? [])].map(({ id }) => id);
    return at(
      history.changed((snapshot) => ({ ...snapshot, children: [], unseen: lost, recent: new Map() })),
      "16:30",
      "card",
    );
  },
  "card-told-by-others": () => {
    const history = led({ policy: "extends: sre\ncontacts: { siro: the SIRO }\n" })
      .comment("15:50", "ana", "/told siro 15:48 by phone")
      .comment("15:52", "ana", '/role comms "press office"')
      .comment("15:53", "ben", "/role lead nobody")
      .comment("15:54", "ben", "/severity sev2 because cards of one scheme work")
      .comment("15:55", "ben", "/unset service")
      .comment("15:56", "ben", "/review because it was close");
    return at(history, "15:56", "card");
  },
  "card-reopened": () =>
    at(led().closed("16:40", "ben").looked("16:40").reopened("16:50", "ana"), "16:50", "card"),
  "card-false-alarm": () => {
    const history = led().comment("15:59", "ben", "False alarm, the probe itself was down.");
    return at(history.closed("16:00", "ben", "not_planned"), "16:00", "card");
  },
  "card-not-planned": () => {
    const history = led().comment("15:59", "ben", "The card scheme runs it, and they know.");
    return at(history.closed("16:00", "ben", "not_planned"), "16:00", "card");
  },
  "card-not-planned-without-reason": () => at(led().closed("16:00", "ben", "not_planned"), "16:00", "card"),
  "card-duplicate": () => at(led().duplicateOf("16:00", "ben", "acme/incidents#3"), "16:00", "card"),
  "card-closed-by-another": () =>
    at(
      led({ roles: { ben: "write", carl: "read" } })
        .closed("16:00", "carl")
        .looked("16:00")
        .comment("16:40", "ben", "/resolve rolled back"),
      "16:40",
      "card",
    ),
  "card-closed-by-fix": () =>
    at(led().closed("16:00", "ana", "completed", "acme/payments#12"), "16:00", "card"),
  "card-hssi": () => {
    const history = incident({
      policy: "extends: hssi\nroles: { edm: { duty: [erin] }, bridge: { duty: [bridget] } }",
      preset: "hssi",
    }).opened("15:40", "alice", {
      "supplier-reference": "SUP-44",
      severity: "Severity 1",
      service: "booking",
      description: "Bookings can't be opened",
      impact: "No clinic can see its list",
    });
    return at(history, "15:40", "card");
  },
  "card-review-asked": () => {
    const history = incident({ policy: "extends: hssi", preset: "hssi" })
      .opened("15:40", "alice", {
        severity: "Severity 1",
        service: "booking",
        impact: "No clinic can see its list",
        description: "Bookings can't be opened",
      })
      .comment("15:45", "ben", "/confirm")
      .comment("16:30", "ben", "/resolve");
    return at(history, "16:30", "card");
  },
};
