// Stories that end with a reminder, or with what stands in for one.
import type { IncidentSnapshot } from "../../src/engine/snapshot.ts";
import { type History, incident, time } from "../engine/build.ts";
import { mapOf } from "../engine/map-of.ts";
import { comment } from "../engine/outcome.ts";
import { at, led, outage, type Said, type Stories } from "./stories.ts";

const manager = "extends: sre\nroles: { manager: { duty: [erin] } }\n";
const fallback = "extends: sre\nattention: { fallback: [acme/on-call] }\n";
const twoClocks = `extends: sre
contacts: { board: the board }
clocks:
  heads-up:
    title: Word to the board
    starts: [declared]
    stops: [told.board]
    within: { any: 62m }
    warn: [10m]
    remind: [lead]
    overdue: { after: [5m], then: escalate }
`;
const hssi = "extends: hssi\nroles: { bridge: { duty: [bridget] }, edm: { duty: [erin] } }\n";
const booking = {
  severity: "Severity 1",
  service: "booking",
  impact: "No clinic can see its list",
  description: "Bookings can't be opened",
};

/** Looks at each of these times, and says what is said at the last. */
function lookedAt(history: History, times: readonly string[], template = "reminder"): Said {
  for (const when of times.slice(0, -1)) history.looked(when);
  return at(history, times.at(-1) ?? "", template);
}

/** An incident that nobody leads. */
function vacant(setting: Parameters<typeof incident>[0] = {}): History {
  return incident(setting).opened("15:40", "alice", outage).looked("15:40");
}

/** Its first ask waited for somebody's turn, and those of other incidents of the repository wait still. */
function waitingFor(who: string, ...others: readonly number[]) {
  const turn = { who, rank: 0, thread: "update", until: time("16:45") };
  return (snapshot: IncidentSnapshot): IncidentSnapshot => ({
    ...snapshot,
    mentioned: mapOf({ [who]: time("16:29") }),
    turns: [
      { ...turn, key: snapshot.key, since: time("16:30") },
      ...others.map((number) => ({ ...turn, key: `acme/incidents#${number}`, since: time("16:40") })),
    ],
  });
}

/** Every variant of the reminder. */
export const reminderStories: Stories = {
  "reminder-before": () => lookedAt(led({ policy: manager }), ["16:30"]),
  "reminder-overdue": () => {
    const history = led({ policy: manager }).comment("15:50", "ben", "The last deploy is being rolled back.");
    return lookedAt(history, ["15:50", "16:40", "16:55"]);
  },
  "reminder-escalates": () => lookedAt(led({ policy: manager }), ["16:30", "16:45", "17:00", "17:40"]),
  "reminder-escalates-to-nobody": () => lookedAt(led(), ["16:30", "16:45", "17:00", "17:40"]),
  "reminder-escalates-to-fallback": () =>
    lookedAt(led({ policy: fallback }), ["16:30", "16:45", "17:00", "17:40"]),
  "reminder-late": () => lookedAt(led(), ["16:58"]),
  "reminder-accepted-late": () => {
    const setting = { public: true, roles: { mallory: "none", ana: "triage" } } as const;
    const report = incident(setting).opened("15:40", "mallory", outage).looked("15:40");
    return lookedAt(report.comment("17:50", "ana", "/accept"), ["17:50", "18:05"]);
  },
  "reminder-past-when-told": () => {
    const history = led({ policy: twoClocks.replace("[declared]", "[told.comms]").replace("62m", "10m") });
    return lookedAt(history.comment("16:20", "ana", "/told comms 16:00 by phone"), ["16:20"]);
  },
  "reminder-next-day": () =>
    lookedAt(led().comment("22:45", "ben", "Half of it is back."), ["22:45", "23:50"]),
  "reminder-moved": () => {
    const history = led({ policy: manager }).comment(
      "15:58",
      "ben",
      "/next-update 17:30 waiting for the restore",
    );
    return lookedAt(history, ["15:58", "17:20"]);
  },
  "reminder-several": () => lookedAt(led({ policy: twoClocks }), ["16:30"]),
  "reminder-duty": () =>
    lookedAt(vacant({ policy: "extends: sre\nroles: { lead: { duty: [dora] } }\n" }), ["16:45"]),
  "reminder-assignee": () => lookedAt(vacant().assigned("15:50", "ana"), ["16:45"]),
  "reminder-opener": () => lookedAt(vacant(), ["16:45"]),
  "reminder-waited-its-turn": () => lookedAt(vacant().changed(waitingFor("alice")), ["16:45"]),
  "reminder-others-wait": () => {
    const { waiting } = comment(
      vacant()
        .changed(waitingFor("alice", 8, 11))
        .plan("16:45"),
      "reminder",
    );
    if (waiting === undefined) throw new Error("The reminder tells of no other incident.");
    return { template: "waiting", values: waiting };
  },
  "reminder-fallback": () => lookedAt(vacant({ policy: fallback, public: true }), ["16:45"]),
  "reminder-nobody": () => lookedAt(vacant({ public: true }), ["16:45"]),
  "reminder-missing": () => {
    const history = incident().opened("15:40", "alice", {
      description: "All is slow",
      severity: outage.severity,
    });
    return lookedAt(history, ["15:40", "16:45"]);
  },
  "reminder-confirmation": () =>
    lookedAt(incident({ policy: hssi, preset: "hssi" }).opened("15:40", "alice", booking), [
      "15:40",
      "16:05",
    ]),
  "reminder-update-command": () => {
    const history = incident({ policy: hssi, preset: "hssi", roles: { ana: "read", bridget: "write" } })
      .opened("15:40", "alice", booking)
      .comment("15:45", "bridget", "/confirm");
    return lookedAt(history.comment("15:46", "bridget", "/role manager @ana"), ["15:46", "16:50"]);
  },
  "drill-reminder": () => {
    const history = incident().opened("15:40", "ana", outage).comment("15:41", "ana", "/drill");
    return lookedAt(history, ["15:41", "15:42"], "drill-reminder");
  },
  ceiling: () => {
    const policy = "extends: sre\nattention: { per-hour: 3 }\n";
    return lookedAt(led({ policy }), ["16:30", "16:45", "17:00"], "ceiling");
  },
};
