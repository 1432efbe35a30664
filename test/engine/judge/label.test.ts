// Which issues become incidents, by form, by hand, by label; and how a person says that one is none.
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { card, comment, does, labels, lookedAt, said, says, value } from "../outcome.ts";

const words = { body: "The payments are down, all of them." };
const publicly = { public: true, roles: { mallory: "none", ana: "triage", ben: "write" } } as const;

test("a body with the headings of a form declares an incident, label or not", () => {
  const { incident: found } = incident().opened("09:00", "alice", at.sev1).situation("09:00");
  expect(found).toMatchObject({ management: "managed", declaredAt: time("09:00"), reporter: "alice" });
});

test("a body that only mentions one heading of the form is no incident", () => {
  const body = "### Impact\n\nNone, this is about the docs.";
  const history = incident().opened("09:00", "alice", { body });
  expect(history.situation("09:01").incident.management).toBe("none");
  expect(history.plan("09:01").effects).toEqual([]);
});

test("an issue without form and label is left as it is, whatever is said on it", () => {
  const history = incident().opened("09:00", "alice", words).comment("09:01", "ana", "/severity sev1");
  expect(history.plan("09:01")).toMatchObject({ effects: [] });
  expect(history.plan("09:01").wakeAt).toBeUndefined();
});

test("the incident label that a person puts on declares an incident at that moment", () => {
  const history = incident().opened("09:00", "alice", words).labeled("10:00", "ana", "incident");
  expect(history.situation("10:00").incident).toMatchObject({
    management: "managed",
    declaredAt: time("10:00"),
    reporter: "alice",
  });
});

test("the incident label in any case, or by an alias of the policy, declares an incident", () => {
  const policy = "extends: sre\nincidents: { label: { name: incident, aliases: [outage] } }";
  const history = incident({ policy }).opened("09:00", "alice", words).labeled("09:10", "ana", "Outage");
  expect(history.situation("09:10").incident.management).toBe("managed");
  expect(does(history.plan("09:10"))).not.toContain("add-label incident");
});

for (const order of [
  ["severity: 2", "incident"],
  ["incident", "severity: 2"],
] as const) {
  test(`a severity label counts, with the labels in the order ${order.join(", ")}`, () => {
    const history = incident().opened("09:00", "alice", words);
    for (const label of order) history.labeled("09:01", "ana", label);
    expect(history.situation("09:01").incident.severity).toMatchObject({
      key: "sev2",
      how: "act",
      by: "ana",
    });
  });
}

test("an incident that was opened by hand is asked for its severity on the card, not by a comment", () => {
  const history = incident().opened("09:00", "alice", words).labeled("09:00", "alice", "incident");
  expect(says(history.plan("09:00"))).toEqual([]);
  expect(value(card(history, "09:00"), "next.kind")).toBe("severity");
});

/** A label that a bot put on, ours or another. */
function labeledByBot(history: History, at: string, login: string, label: string): History {
  const by = { login, kind: "bot" } as const;
  return history.changed((snapshot) => {
    const { timeline, labels: present } = snapshot.issue;
    const item = { kind: "labeled", id: `LE_${login}_${label}`, at: time(at), by, label } as const;
    return {
      ...snapshot,
      issue: { ...snapshot.issue, labels: [...present, label], timeline: [...timeline, item] },
    };
  });
}

test("a bot's incident label declares nothing", () => {
  const history = labeledByBot(incident().opened("09:00", "alice", words), "09:01", "sorter", "incident");
  expect(history.situation("09:02").incident.management).toBe("none");
});

test("a bot's severity label from before the declaration is no act", () => {
  const history = labeledByBot(incident().opened("09:00", "alice", words), "09:01", "sorter", "severity: 1");
  expect(history.labeled("09:02", "ana", "incident").situation("09:02").incident.severity).toBeUndefined();
});

test("the labels of a bot that the policy lists are acts", () => {
  const policy = "extends: sre\nincidents: { bots: [sorter] }";
  const opened = incident({ policy, roles: { sorter: "triage" } }).opened("09:00", "alice", words);
  const history = labeledByBot(opened, "09:01", "sorter", "incident");
  expect(history.situation("09:02").incident.management).toBe("managed");
});

test("an issue that is older than the policy's since is left alone, form and label notwithstanding", () => {
  const policy = "extends: sre\nincidents: { since: 2026-05-02 }";
  const history = incident({ policy }).opened("09:00", "alice", at.sev1).labeled("09:01", "ana", "incident");
  expect(history.situation("3 09:00").incident.management).toBe("left-alone");
  expect(history.plan("3 09:00").effects).toEqual([]);
});

test("/adopt takes on an issue that is older than since, from that moment", () => {
  const policy = "extends: sre\nincidents: { since: 2026-05-02 }";
  const history = incident({ policy }).opened("09:00", "alice", at.sev1).comment("3 09:00", "ana", "/adopt");
  expect(history.situation("3 09:00").incident).toMatchObject({
    management: "managed",
    declaredAt: time("3 09:00"),
  });
  expect(history.situation("3 09:00").incident.clocks.get("update")).toMatchObject({
    startsAt: time("3 09:00"),
    dueAt: time("3 10:00"),
  });
});

test("/adopt by somebody without the right is refused", () => {
  const policy = "extends: sre\nincidents: { since: 2026-05-02 }";
  const history = incident({ policy, roles: { ana: "read" } })
    .opened("09:00", "alice", at.sev1)
    .comment("3 09:00", "ana", "/adopt");
  expect(history.situation("3 09:00").incident.management).toBe("left-alone");
  expect(does(history.plan("3 09:00"))).toEqual(["react CONFUSED", "comment refused"]);
});

test("an outsider's report in public gets one neutral answer and nothing else", () => {
  const history = incident(publicly).opened("09:00", "mallory", at.sev1);
  expect(does(history.plan("09:00"))).toEqual(["comment stranger"]);
  expect(history.plan("09:00").effects).toHaveLength(1);
  history.looked("09:00").comment("09:05", "mallory", "Hello? Anybody?");
  expect(history.plan("12:00")).toMatchObject({ effects: [] });
});

test("the answer to outsiders is the same whatever they report", () => {
  const one = incident(publicly).opened("09:00", "mallory", at.sev1).plan("09:00");
  const other = incident({ ...publicly, title: "Leak of passwords" })
    .opened("09:00", "mallory", { ...at.sev3, description: "I found passwords" })
    .plan("09:00");
  expect(comment(one, "stranger").values).toEqual(comment(other, "stranger").values);
  expect(comment(one, "stranger").mentions).toEqual([]);
});

test("the answer to an outsider is not written again when somebody deleted it", () => {
  const history = incident(publicly).opened("09:00", "mallory", at.sev1).looked("09:00").deleted("stranger");
  history.changed((snapshot) => ({
    ...snapshot,
    issue: {
      ...snapshot.issue,
      timeline: [
        { kind: "comment-deleted", id: "CDE_1", at: time("09:10"), by: { login: "ana", kind: "user" } },
      ],
    },
  }));
  expect(history.plan("09:11").effects).toEqual([]);
});

test("a member's report in a public repository is an incident at once", () => {
  const history = incident({ public: true, roles: {} }).opened("09:00", "ana", at.sev1);
  history.changed((snapshot) => ({ ...snapshot, issue: { ...snapshot.issue, authorIsMember: true } }));
  expect(history.situation("09:00").incident.management).toBe("managed");
});

test("/accept by somebody with triage rights takes an outsider's report on, clocks from the report", () => {
  const history = incident(publicly)
    .opened("09:00", "mallory", at.sev1)
    .looked("09:00")
    .comment("09:20", "ana", "/accept");
  const { incident: found } = history.situation("09:20");
  expect(found).toMatchObject({
    management: "managed",
    declaredAt: time("09:00"),
    reporter: "mallory",
    severity: { key: "sev1" },
  });
  expect(found.clocks.get("update")).toMatchObject({ dueAt: time("10:00") });
  expect(does(history.plan("09:20"))).toContain("react THUMBS_UP");
});

test("what would have been due before anybody took a report on is due the policy's grace after that", () => {
  const history = incident(publicly)
    .opened("09:00", "mallory", at.sev1)
    .looked("09:00")
    .comment("12:00", "ana", "/accept")
    .looked("12:00");
  expect(history.situation("12:00").incident.clocks.get("update")).toMatchObject({ dueAt: time("12:10") });
  expect(said(history)).not.toContain("12:00 reminder");
});

test("an outsider cannot accept his own report, and hears nothing in words", () => {
  const history = incident(publicly)
    .opened("09:00", "mallory", at.sev1)
    .looked("09:00")
    .comment("09:05", "mallory", "/accept");
  expect(history.situation("09:05").incident.management).toBe("waiting");
  expect(does(history.plan("09:05"))).toEqual(["react CONFUSED"]);
});

test("the incident label by a triager takes an outsider's report on", () => {
  const history = incident(publicly)
    .opened("09:00", "mallory", at.sev1)
    .looked("09:00")
    .labeled("09:10", "ana", "incident");
  expect(history.situation("09:10").incident).toMatchObject({
    management: "managed",
    declaredAt: time("09:00"),
  });
});

test("an outsider's own severity label is no act when the report is accepted", () => {
  const history = incident(publicly)
    .opened("09:00", "mallory", at.sev3)
    .labeled("09:00", "mallory", "severity: 1")
    .looked("09:00")
    .comment("09:10", "ana", "/accept");
  expect(history.situation("09:10").incident.severity).toMatchObject({ key: "sev3", how: "form" });
});

test("a command on a report that nobody accepted is refused to those who could accept it", () => {
  const history = incident(publicly)
    .opened("09:00", "mallory", at.sev1)
    .looked("09:00")
    .comment("09:05", "ben", "/severity sev3");
  expect(comment(history.plan("09:05"), "refused").values.refusal).toBe("not-accepted");
});

test("/not-an-incident on an outsider's report ends the wait", () => {
  const history = incident(publicly)
    .opened("09:00", "mallory", at.sev1)
    .looked("09:00")
    .comment("09:05", "ana", "/not-an-incident");
  expect(history.situation("09:05").incident.management).toBe("withdrawn");
  expect(does(history.plan("09:05"))).toEqual(["react THUMBS_UP"]);
});

for (const [how, stop] of [
  ["taking the label off", "label"],
  ["/not-an-incident", "command"],
] as const) {
  test(`${how} stops everything at once: labels go, reminders fold away, nothing is due`, () => {
    const history = lookedAt(incident().opened("09:00", "alice", at.sev1), "09:00", "09:50");
    if (stop === "label") history.unlabeled("09:55", "ana", "incident");
    else history.comment("09:55", "ana", "/not-an-incident because it is a test page");
    history.looked("09:55");
    expect(labels(history)).toEqual([]);
    expect(said(history)).toEqual(["09:50 reminder (minimized)"]);
    expect(value(card(history, "09:55"), "kind")).toBe("withdrawn");
    expect(history.plan("12:00")).toMatchObject({ effects: [] });
    expect(history.plan("12:00").wakeAt).toBeUndefined();
  });

  test(`after ${how} the incident is taken up again by its label, with the same id`, () => {
    const history = incident().opened("09:00", "alice", at.sev1).looked("09:00");
    const { id } = history.situation("09:00").incident;
    if (stop === "label") history.unlabeled("09:10", "ana", "incident");
    else history.comment("09:10", "ana", "/not-an-incident");
    lookedAt(history, "09:10").labeled("10:00", "ana", "incident");
    expect(history.situation("10:00").incident).toMatchObject({
      id,
      management: "managed",
      severity: { key: "sev1", how: "form" },
    });
    expect(history.situation("10:00").incident.clocks.get("update")).toMatchObject({
      running: true,
      dueAt: time("11:00"),
    });
    lookedAt(history, "10:00");
    expect(labels(history)).toEqual(["incident", "severity: 1", "status: open"]);
  });
}

test("a label that was ours is no act when the incident is taken up before it was gone", () => {
  const history = incident()
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .unlabeled("09:10", "ana", "incident")
    .labeled("09:10", "ana", "incident");
  expect(history.situation("09:11").incident.severity).toMatchObject({ key: "sev1", how: "form" });
});

test("/adopt takes up what had been withdrawn", () => {
  const history = incident()
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .comment("09:10", "ana", "/not-an-incident")
    .looked("09:10")
    .comment("09:30", "ana", "/adopt");
  expect(history.situation("09:30").incident).toMatchObject({
    management: "managed",
    declaredAt: time("09:30"),
  });
});

test("/drill marks any issue as an exercise of whoever asked", () => {
  const history = incident()
    .opened("09:00", "alice", words)
    .comment("09:05", "ana", "/drill because we train")
    .looked("09:05");
  expect(history.situation("09:05").incident).toMatchObject({ management: "managed", drill: { by: "ana" } });
  expect(labels(history)).toEqual(["drill", "incident", "status: open"]);
});

test("the drill label marks an incident as an exercise, and taking it off makes it real", () => {
  const history = incident().opened("09:00", "ana", at.sev1).labeled("09:01", "ana", "drill");
  expect(history.situation("09:01").incident.drill?.by).toBe("ana");
  history.unlabeled("09:20", "ana", "drill");
  expect(history.situation("09:20").incident.drill).toBeUndefined();
});

test("/drill real makes an exercise an incident, and its label goes", () => {
  const history = incident()
    .opened("09:00", "alice", words)
    .comment("09:05", "ana", "/drill because we train")
    .looked("09:05")
    .comment("09:30", "ana", "/drill real")
    .looked("09:30");
  expect(labels(history)).toEqual(["incident", "status: open"]);
});

test("what fell due in an exercise is due the policy's grace after it became real", () => {
  const history = incident()
    .opened("09:00", "alice", at.sev1)
    .comment("09:05", "ana", "/drill because we train")
    .looked("09:05");
  history.looked("09:06").comment("13:00", "ana", "/drill real").looked("13:00");
  expect(said(history)).toEqual(["09:06 drill-reminder (minimized)"]);
  expect(history.situation("13:00").incident.clocks.get("update")).toMatchObject({ dueAt: time("13:10") });
  expect(says(history.plan("13:15"))).toEqual(["reminder"]);
});

test("a triager's severity label from before the acceptance counts", () => {
  const history = incident(publicly)
    .opened("09:00", "mallory", at.sev3)
    .looked("09:00")
    .labeled("09:05", "ana", "severity: 1")
    .comment("09:06", "ana", "/accept");
  expect(history.situation("09:06").incident.severity).toMatchObject({ key: "sev1", how: "act", by: "ana" });
});

test("/drill on an incident that runs changes nothing else of it", () => {
  const history = incident()
    .opened("09:00", "alice", at.sev1)
    .comment("09:05", "ana", "/status mitigated")
    .comment("09:10", "ana", "/drill because we train");
  expect(history.situation("09:10").incident).toMatchObject({
    declaredAt: time("09:00"),
    status: { key: "mitigated" },
    drill: { by: "ana" },
  });
});
