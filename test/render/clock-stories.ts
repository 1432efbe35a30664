// Stories of clocks: named times, last working moments, decisions, rests, calls, and contacts who have to be reached.
import { type History, incident } from "../engine/build.ts";
import { at, led, outage, type Stories } from "./stories.ts";

// Friday 1 May 2026; Monday the 4th is a bank holiday.
const policy = `extends: sre
calendars: { core: { title: core hours, hours: { mon-fri: "08:00-17:30" }, holidays: { add: [2026-05-04] } } }
contacts: { officer: Data officer, regulator: the regulator, users: { title: our users, audience: true } }
roles: { siro: { title: SIRO, duty: [officer] }, cto: { title: CTO, duty: [carl] }, head: { title: head of service, duty: [officer] } }
fields: { discovered: { title: time it was discovered, type: time, required: identify } }
clocks:
  update: { pauses: call.started, restarts: [update, call.ended] }
  internal: { title: Call to CTO and SIRO, starts: field.discovered, stops: told.cto+told.siro, within: 1h, warn: [15m], remind: [siro], overdue: [5m, 30m], regulatory: true, source: S-1 }
  report:
    title: Report to the regulator
    starts: field.discovered
    stops: [told.regulator, done.report]
    within: 72h
    warn: [4h]
    remind: [cto]
    regulatory: true
    last-working: true
    decide: { question: Is a risk to people likely?, role: siro }
    source: S-4
    ours: start
  alert: { title: Customer alert, starts: field.discovered, stops: told.users, within: 24h, warn: [1h], last-working: true, regulatory: true, source: S-3 }
`;
const quiet = policy.replace(/ {2}update: .*\n/, "  update: null\n");
const upwards = policy.replace("clocks:\n", "escalation: [head]\nclocks:\n");
const notices = `extends: sre
contacts: { users: { title: our users, audience: true } }
clocks: { update: null, news: { title: Next notice, starts: declared, stops: resolved, restarts: notice, within: 60m, warn: [10m] } }
`;

const found = (text = policy): History =>
  incident({ policy: text })
    .opened("14:00", "alice", outage)
    .looked("14:00")
    .comment("14:10", "alice", "/set discovered 14:00 BST")
    .looked("14:10");

/** Looked at in between, as a server would. */
function after(history: History, ...times: readonly string[]): History {
  for (const when of times) history.looked(when);
  return history;
}

/** Every variant of what is said of clocks, apart from the plain reminder. */
export const clockStories: Stories = {
  "card-clocks": () => at(found().comment("14:12", "alice", "/told cto 14:11 by phone"), "14:12", "card"),
  "card-not-counted": () => at(incident({ policy }).opened("14:00", "alice", outage), "14:00", "card"),
  "card-resting": () =>
    at(led().comment("15:50", "ben", "/pause update because all are on the call"), "15:50", "card"),
  "card-due-anew": () => {
    const limits =
      "extends: sre\nclocks: { update: null, fix: { starts: declared, stops: resolved, within: { sev1: 30m, any: 4h } } }\n";
    const history = incident({ policy: limits })
      .opened("14:00", "alice", {
        ...outage,
        severity: "SEV3 — some users are affected, or there is a way round",
      })
      .looked("14:00");
    return at(history.comment("15:00", "ana", "/severity sev1"), "15:00", "card");
  },
  "reminder-to-reach-a-contact": () => at(found(), "14:45", "reminder"),
  "reminder-still-overdue": () =>
    at(after(found(), "14:45", "15:05", "15:30").comment("15:31", "alice", "On it."), "16:21", "reminder"),
  "reminder-last-working-moment": () => {
    const told = found()
      .comment("14:11", "alice", "/told cto")
      .comment("14:12", "alice", "/told siro by phone")
      .comment("14:13", "alice", "Restoring.");
    return at(told.comment("15:30", "alice", "Still restoring, next 17:30"), "16:30", "reminder");
  },
  "reminder-to-decide": () => {
    const told = found(quiet)
      .comment("14:11", "alice", "/told cto")
      .comment("14:12", "alice", "/told siro by phone")
      .comment("14:13", "alice", "/told users");
    return at(after(told, "14:15"), "4 10:00", "reminder");
  },
  "reminder-rings-the-next": () => {
    const history = incident({ policy: upwards }).opened("14:00", "alice", outage).looked("14:00");
    return at(after(history, "14:50", "15:05", "15:20"), "16:00", "reminder");
  },
  "reminder-during-a-call": () => {
    const history = led({ policy: notices }).comment("16:00", "ben", "/call started");
    return at(after(history, "16:00"), "16:30", "reminder");
  },
};
