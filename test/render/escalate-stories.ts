// Stories that end with a level of escalation being asked, or with the question whether one is wanted.
import { type History, incident, time } from "../engine/build.ts";
import { at, led, outage, type Stories } from "./stories.ts";

const policy = `extends: sre
contacts: { night: the night desk }
roles:
  edm: { title: on-call escalation manager, duty: [erin], offered: false }
  level-3: { title: level 3 manager, duty: [night], offered: false }
  level-4: { title: level 4 manager, duty: [], offered: false }
fields:
  extent: { title: what is affected, type: choice, options: [one site, several sites] }
escalation:
  levels:
    - { key: "2", role: edm, attempts: 2, within: 20m, source: H-22 }
    - { key: "3", role: level-3, within: 30m }
    - { key: "4", role: level-4 }
  triggers:
    wide: { when: { extent: several sites }, because: several sites are affected, source: H-25 }
    stuck: { when: { major: yes }, stalled: { after: 1h }, because: nothing has moved for an hour, source: H-23 }
    outage: { when: { extent: several sites, severity: sev1 }, because: it is an outage, source: H-25 }
`;
const rules = policy.replaceAll(", because:", ", how: escalate, because:");

const asked = (): History =>
  led({ policy })
    .comment("15:50", "ana", "/escalate edm because nobody here knows the failover")
    .looked("15:50");

const unrung = (): History =>
  led({
    policy: `${policy.replace("within: 20m, source", "within: 20m, ring: desk, source").replace("roles:", "roles:\n  desk: { title: Desk, duty: [dee], offered: false }")}clocks: { update: { within: 60m, warn: [], overdue: { after: [10m], then: escalate } } }\n`,
  })
    .comment("15:50", "ana", "/escalate edm because nobody here knows the failover")
    .looked("15:50")
    .looked("16:10")
    .looked("16:40");

/** Every variant of being asked, and the card beside it. */
export const escalateStories: Stories = {
  "escalate-person": () =>
    at(
      led({ policy }).comment("15:50", "ana", "/escalate edm because nobody here knows the failover"),
      "15:50",
      "escalate",
    ),
  "escalate-rules": () =>
    at(led({ policy: rules }).comment("15:50", "ana", "/set extent several sites"), "15:50", "escalate"),
  "escalate-no-answer": () =>
    at(
      asked()
        .comment("15:56", "ana", "/called edm 15:55 no answer")
        .looked("15:56")
        .comment("16:02", "ana", "/called edm no answer"),
      "16:02",
      "escalate",
    ),
  "escalate-silence-joined": () =>
    at(asked().comment("16:04", "ben", "/next-update 16:15 slow").looked("16:05"), "16:10", "escalate"),
  "escalate-busy": () =>
    at(asked().comment("15:56", "ana", "/called edm tied up in other calls"), "15:56", "escalate"),
  "escalate-nobody-late": () => at(asked().looked("16:10"), "16:45", "escalate"),
  ring: () =>
    at(
      led({
        policy: policy.replace("within: 20m, source", "within: 20m, ring: lead, source"),
      })
        .comment("15:50", "ana", "/escalate edm because nobody here knows the failover")
        .looked("15:50"),
      "16:10",
      "ring",
    ),
  // A clock goes up to the level that was asked and that nobody rang, and so does the word after hours of silence.
  "reminder-ring-again": () => at(unrung(), "17:00", "reminder"),
  "silence-ring-again": () => at(unrung().looked("17:00"), "21:00", "silence"),
  silence: () =>
    at(
      led({ policy: "extends: sre\nroles: { manager: { duty: [erin] } }" })
        .looked("16:30")
        .looked("16:50")
        .looked("17:45"),
      "21:50",
      "silence",
    ),
  "reminder-while-asked": () => at(asked().looked("16:10"), "16:30", "reminder"),
  "question-escalation": () =>
    at(led({ policy }).comment("15:50", "ana", "/set extent several sites"), "15:50", "questions"),
  "question-escalation-kept": () =>
    at(
      led({
        policy: policy.replaceAll(
          "{ extent: several sites }, because",
          "{ extent: several sites }, kept: [edm, level-3], because",
        ),
      }).comment("15:50", "ana", "/set extent several sites"),
      "15:50",
      "questions",
    ),
  "question-stalled": () => at(asked().looked("16:45"), "17:00", "questions"),
  "card-asked": () => at(asked().comment("15:56", "ana", "/called edm 15:55 no answer"), "15:56", "card"),
  "card-waits": () => {
    const history = led({ policy }).comment(
      "15:50",
      "ana",
      "/escalate edm because the failover does not work",
    );
    const mentioned = new Map([["erin", time("15:46")]]);
    return at(
      history.changed((snapshot) => ({ ...snapshot, mentioned })),
      "15:50",
      "card",
    );
  },
  "card-answered": () => at(asked().comment("15:56", "ana", "/called edm 15:55 answered"), "15:56", "card"),
  page: () =>
    at(
      led(paging).comment("15:50", "ana", "/escalate edm because nobody here knows the failover"),
      "15:50",
      "page",
    ),
  "page-over": () =>
    at(
      called().carried("15:51", { state: "sent" }).comment("16:20", "ben", "/resolve the failover is done"),
      "16:20",
      "page",
    ),
  "card-paged": () => at(called().carried("15:51", { state: "sent" }), "15:52", "card"),
  "card-paged-answered": () =>
    at(called().carried("15:51", { state: "sent" }).comment("15:53", "erin", "/ack"), "15:53", "card"),
  "card-not-paged": () =>
    at(
      called().carried("15:51", { state: "failed", because: "the pager answered 404: check url" }),
      "15:51",
      "card",
    ),
  "card-page-unclear": () =>
    at(
      called().carried("15:51", {
        state: "unclear",
        because: "the pager answered 500: it may have taken it",
      }),
      "15:51",
      "card",
    ),
  "card-page-waits": () =>
    at(
      led({ ...paging, channels: [] })
        .comment("15:50", "ana", "/escalate edm now")
        .looked("15:50"),
      "15:51",
      "card",
    ),
  "card-paged-waits": () =>
    at(
      led(paging)
        .changed((snapshot) => ({ ...snapshot, mentioned: new Map([["erin", time("15:45")]]) }))
        .comment("15:50", "ana", "/escalate edm now")
        .looked("15:50")
        .carried("15:51", { state: "sent" }),
      "15:51",
      "card",
    ),
  "escalate-paged-next": () =>
    at(led(paging).comment("15:50", "ana", "/escalate edm now"), "15:50", "escalate"),
  "reminder-paged-next": () => at(led(paging).looked("16:30"), "16:50", "reminder"),
  "card-reach-paged": () => at(incident(paging).opened("15:40", "alice", outage), "15:40", "card"),
};

/** A process that pages. */
export const paging = {
  policy: policy
    .replace("source: H-22 }", "source: H-22, page: pager }")
    .replace("within: 30m }", "within: 30m, page: pager }"),
  channels: ["pager"],
  roles: { ana: "write", ben: "write", erin: "write" },
} as const;

/** The EDM was asked, and is being paged. */
const called = (): History =>
  led(paging).comment("15:50", "ana", "/escalate edm because nobody here knows the failover").looked("15:50");
