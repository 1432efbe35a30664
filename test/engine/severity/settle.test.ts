// The severity in its layers: the form < a rule that raises < a person's act; and its label (D-4, D-5, H-5).
import { expect, test } from "vitest";
import { at, unsettled } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { all, card, comment, does, labels, lookedAt, says, value } from "../outcome.ts";

const policy = `extends: sre
severity:
  raise:
    lost-data: { when: { workaround: [none] }, to: sev1, because: There is no other way }
    crowd: { when: { users: [all] }, to: sev2, because: Everybody is hit }
`;
const none = "/set workaround none";

function severity(history: History, when: string) {
  return history.situation(when).incident.severity;
}

const mild = () => incident({ policy }).opened("09:00", "alice", at.sev3).looked("09:00");

test("the form's answer settles the severity by its leading word", () => {
  expect(severity(mild(), "09:00")).toMatchObject({ key: "sev3", how: "form", disagree: [] });
});

test("an edit of the form moves the severity where nobody set one", () => {
  const history = mild().rewrote("09:10", "alice", at.sev1).looked("09:10");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev1", how: "form", since: time("09:10") });
  expect(labels(history)).toEqual(["incident", "severity: 1", "status: open"]);
});

test("an edit of the form does not move what a person set", () => {
  const history = mild().comment("09:05", "ana", "/severity sev2").rewrote("09:10", "alice", at.sev1);
  expect(severity(history, "09:10")).toMatchObject({ key: "sev2", how: "act" });
});

test("a rule raises the severity and says why; another that would lower it does nothing", () => {
  const history = mild().comment("09:05", "ana", none).comment("09:06", "ana", "/set users all");
  expect(severity(history, "09:06")).toMatchObject({
    key: "sev1",
    how: "rule",
    because: "There is no other way",
  });
});

test("a rule that holds no more leads nobody out of the major ones: it stays until a person lowers it (H-5)", () => {
  const history = mild().comment("09:05", "ana", none).comment("09:10", "ana", "/set workaround use PayPal");
  expect(severity(history, "09:10")).toMatchObject({
    ...{ key: "sev1", how: "rule", since: time("09:05") },
    held: { to: "sev3", because: "the form says SEV3", said: false },
  });
  expect(says(history.plan("09:10"))).toEqual([]);
  history.comment("09:15", "ana", "/severity sev3 because PayPal works");
  expect(severity(history, "09:15")).toMatchObject({ key: "sev3", how: "act" });
});

test("a rule that holds no more lets a severity that is no major one go back to the form's", () => {
  const slow = policy.replace("to: sev2", "to: sev3");
  const history = incident({ policy: slow }).opened("09:00", "alice", at.sev4);
  history.comment("09:05", "ana", "/set users all");
  expect(severity(history, "09:05")).toMatchObject({ key: "sev3", how: "rule" });
  history.comment("09:10", "ana", "/set users one");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev4", how: "form" });
});

test("a rule that raised above a person's act and holds no more leaves the major severity, too", () => {
  const history = mild().comment("09:05", "ana", "/severity sev4 because it is small");
  history.comment("09:20", "ana", none).comment("09:25", "ana", "/set workaround by phone");
  expect(severity(history, "09:25")).toMatchObject({ key: "sev1", how: "rule", held: { to: "sev4" } });
});

test("a person raises without a reason", () => {
  expect(severity(mild().comment("09:05", "ana", "/severity sev1"), "09:05")).toMatchObject({
    key: "sev1",
    how: "act",
    by: "ana",
  });
});

test("lowering by command needs a reason", () => {
  const history = mild().comment("09:05", "ana", "/severity sev4");
  expect(severity(history, "09:05")?.key).toBe("sev3");
  expect(comment(history.plan("09:05"), "refused").values).toMatchObject({ refusal: "because" });
  history.looked("09:05").comment("09:06", "ana", "/severity sev4 because only one site");
  expect(severity(history, "09:06")).toMatchObject({ key: "sev4", because: "only one site" });
});

test("a lowering with a reason stands against a rule that held before, and the card says that they disagree", () => {
  const history = mild().comment("09:05", "ana", none).looked("09:05");
  history.comment("09:10", "ana", "/severity sev3 because there is a way by phone").looked("09:10");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev3", disagree: ["There is no other way"] });
  expect(value(card(history, "09:10"), "why.disagree")).toEqual(["There is no other way"]);
  expect(labels(history)).toContain("severity: 3");
});

test("a label gives no reason, so a rule that holds keeps the severity where it is", () => {
  const history = mild().comment("09:05", "ana", none).looked("09:05");
  history.labeled("09:10", "ana", "severity: 3").looked("09:10");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev1", how: "rule" });
  expect(labels(history)).toEqual(["incident", "severity: 1", "status: open"]);
});

test("a rule that becomes true after a person's act raises again, and the card says why", () => {
  const history = mild().comment("09:05", "ana", "/severity sev4 because it is small").looked("09:05");
  history.comment("09:20", "ana", none).looked("09:20");
  expect(severity(history, "09:20")).toMatchObject({ key: "sev1", how: "rule", since: time("09:20") });
  expect(value(card(history, "09:20"), "why")).toMatchObject({
    how: "rule",
    because: "There is no other way",
  });
  expect(labels(history)).toContain("severity: 1");
});

test("a rule that stood back, ceased and becomes true again raises again", () => {
  const history = mild()
    .comment("09:05", "ana", none)
    .comment("09:10", "ana", "/severity sev3 because there is a way by phone")
    .comment("09:15", "ana", "/set workaround by phone");
  expect(severity(history, "09:15")).toMatchObject({ key: "sev3", disagree: [] });
  history.comment("09:20", "ana", none);
  expect(severity(history, "09:20")).toMatchObject({ key: "sev1", how: "rule" });
});

test("after a rule raised above a person's act, the person's next act with a reason stands", () => {
  const history = mild()
    .comment("09:05", "ana", "/severity sev4 because it is small")
    .comment("09:20", "ana", none)
    .comment("09:25", "ana", "/severity sev4 because it is still small");
  expect(severity(history, "09:25")).toMatchObject({ key: "sev4", disagree: ["There is no other way"] });
});

test("the latest act counts, label or command", () => {
  const history = mild().comment("09:05", "ana", "/severity sev2").labeled("09:10", "ben", "severity: 1");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev1", by: "ben" });
});

test("a severity label by somebody without the right is put right and refused", () => {
  const history = incident({ policy, roles: { alice: "write", dan: "read" } })
    .opened("09:00", "alice", at.sev3)
    .looked("09:00")
    .labeled("09:05", "dan", "severity: 1");
  expect(severity(history, "09:05")?.key).toBe("sev3");
  expect(does(history.plan("09:05"))).toContain("remove-label severity: 1");
});

test("taking off the label of a severity that a person set withdraws the act, where it lowers nothing", () => {
  const history = mild().comment("09:05", "ana", "/severity sev4 because one shop").looked("09:05");
  history.unlabeled("09:10", "ana", "severity: 4").looked("09:10");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev3", how: "form" });
  expect(labels(history)).toEqual(["incident", "severity: 3", "status: open"]);
});

test("where nothing else says a severity, a withdrawn act leaves none, and the clock runs as while none is settled", () => {
  const history = incident().opened("09:00", "alice", unsettled).looked("09:00");
  lookedAt(history.labeled("09:05", "ana", "severity: 3"), "09:05");
  history.unlabeled("09:10", "ana", "severity: 3").looked("09:10");
  expect(severity(history, "09:10")).toBeUndefined();
  expect(history.situation("09:10").incident.clocks.get("update")).toMatchObject({ dueAt: time("10:30") });
});

test("a label that was worked out is put back twice, and the third time it is asked about", () => {
  const history = mild();
  for (const when of ["09:05", "09:10"]) {
    history.unlabeled(when, "ana", "severity: 3");
    expect(does(history.plan(when))).toEqual(["add-label severity: 3"]);
    history.looked(when);
  }
  history.unlabeled("09:15", "ana", "severity: 3");
  expect(does(history.plan("09:15"))).toEqual(["comment questions"]);
  expect(comment(history.plan("09:15"), "questions").values.questions).toMatchObject([
    { topic: "label-removed", label: "severity: 3" },
  ]);
  history.looked("09:15");
  expect(says(history.plan("09:16"))).toEqual([]);
  expect(labels(history)).toEqual(["incident", "status: open"]);
});

test("exactly one severity label stands, whatever people add", () => {
  const history = mild().labeled("09:05", "ana", "severity: 2").labeled("09:06", "ana", "severity: 1");
  history.looked("09:06");
  expect(labels(history)).toEqual(["incident", "severity: 1", "status: open"]);
});

test("the default of the policy holds where the form says none", () => {
  const history = incident({ policy: "extends: sre\nseverity: { default: sev3 }" }).opened(
    "09:00",
    "alice",
    unsettled,
  );
  expect(severity(history, "09:00")).toMatchObject({ key: "sev3", how: "default" });
});

test("a severity that is no name of the policy is refused with the names", () => {
  const history = mild().comment("09:05", "ana", "/severity 9");
  expect(comment(history.plan("09:05"), "refused").values).toMatchObject({ refusal: "severity", text: "9" });
});

test("while somebody holds the role that settles severity nobody else may, however strong on GitHub (H-5)", () => {
  const history = incident({
    policy: "extends: hssi",
    preset: "hssi",
    roles: { alice: "write", ana: "admin", bridget: "read" },
  })
    .opened("09:00", "alice", {
      severity: "Severity 2",
      service: "booking",
      impact: "Slow",
      description: "Slow",
    })
    .comment("09:01", "ana", "/severity sev1");
  expect(severity(history, "09:01")?.key).toBe("sev1");
  history
    .comment("09:05", "ana", "/role bridge @bridget")
    .comment("09:06", "ana", "/severity sev2 because it is none");
  expect(severity(history, "09:06")?.key).toBe("sev1");
  history.comment("09:07", "bridget", "/severity sev2 because one site only");
  expect(severity(history, "09:07")).toMatchObject({ key: "sev2", by: "bridget" });
});

test("a label is made where the repository lacks it, an alias that it has is used instead", () => {
  const aliased =
    "extends: sre\nseverities: { sev3: { label: { name: 'severity: 3', aliases: [sev-small] } } }";
  const history = incident({ policy: aliased }).opened("09:00", "alice", at.sev3);
  expect(all(history.plan("09:00"), "create-label").map((label) => label.name)).toContain("severity: 3");
  history.changed((snapshot) => ({
    ...snapshot,
    repository: { ...snapshot.repository, labels: [{ id: "LA_minor", name: "Sev-Small" }] },
  }));
  expect(does(history.plan("09:00"))).toContain("add-label Sev-Small");
  expect(does(history.plan("09:00"))).not.toContain("add-label severity: 3");
});

test("a line about a severity in plain words, or in what was pasted, settles none", () => {
  const history = incident().opened("09:00", "alice", at.sev1).looked("09:00");
  history.comment("09:10", "ana", "The supplier writes:\n\nSeverity: low\nWorkaround: restart it");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev1", how: "form" });
  expect(history.situation("09:10").incident.facts.get("workaround")?.text).toBe("restart it");
});

test("each time that a label is put back is an effect of its own", () => {
  const history = mild();
  const ids = ["09:05", "09:10"].map((when) => {
    history.unlabeled(when, "ana", "severity: 3");
    const [put] = all(history.plan(when), "add-label");
    history.looked(when);
    return put?.id;
  });
  expect(ids[0]).toMatch(/^label\/severity: 3\/on\/I_1\/UE_/);
  expect(ids[1]).not.toBe(ids[0]);
});
