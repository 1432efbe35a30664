// The severity of an incident by the tables of its process, under what people settle and rules raise (HG, H-5, HA-3).
import { expect, test } from "vitest";
import { hssi } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { card, comment, labels, says, value } from "../outcome.ts";

const urgency =
  "3: moderate adverse impact on service or care for a small or moderate number; minor adverse impact on service or care for a large number";
const known = { ...hssi, severity: "Severity 3", criticality: "high", users: "750", urgency };
const byMatrix =
  "impact 2 (criticality high and users 750, HG-2) and urgency 3 give Severity 2 by the matrix (HG-1)";

const reported = (answers: Readonly<Record<string, string>> = known) =>
  incident({ policy: "extends: hssi", preset: "hssi" }).opened("09:00", "alice", answers).looked("09:00");

function severity(history: History, when: string) {
  return history.situation(when).incident.severity;
}

const rest = `/set score-suppliers high
/set score-site 2
/set score-criticality platinum
/set score-scope trust
/set score-priority low
/set score-linked 3`;

/** The reporter gave no urgency; then all that the score asks for but the flags was said. */
function scored(): History {
  const { urgency: _, ...others } = known;
  const history = reported(others);
  for (const [index, line] of rest.split("\n").entries()) history.comment(`09:0${index + 1}`, "ana", line);
  return history;
}

test("the matrix decides where the form gives all that it asks, and the card says where the form differs", () => {
  const history = reported();
  expect(severity(history, "09:00")).toMatchObject({
    key: "sev2",
    how: "matrix",
    because: byMatrix,
    others: ["the form says Severity 3"],
  });
  expect(labels(history)).toContain("severity: 2");
  expect(value(card(history.comment("09:01", "ana", "/set workaround none"), "09:01"), "why")).toMatchObject({
    how: "matrix",
    because: byMatrix,
    others: ["the form says Severity 3"],
  });
});

test("the form decides where the urgency is not given, however many users are affected", () => {
  const { urgency: _, ...others } = known;
  expect(severity(reported(others), "09:00")).toMatchObject({ key: "sev3", how: "form", others: [] });
});

test("a number that nobody can read settles nothing, and the form stands", () => {
  const history = reported({ ...known, users: "most of the north" });
  expect(severity(history, "09:00")).toMatchObject({ key: "sev3", how: "form" });
});

test("no table lowers what the form says: it stands, and the card says where the matrix differs (H-5)", () => {
  const history = reported({ ...known, severity: "Severity 1" });
  expect(severity(history, "09:00")).toMatchObject({ key: "sev1", how: "form", others: [byMatrix] });
  expect(value(card(history.comment("09:01", "ana", "/set workaround none"), "09:01"), "why")).toMatchObject({
    how: "form",
    others: [byMatrix],
  });
});

const mild = { ...known, severity: "Severity 5" };
const lesser =
  "impact 4 (criticality minor and users 750, HG-2) and urgency 3 give Severity 4 by the matrix (HG-1)";

test("an edit of the issue moves what the matrix says, down too while that is no major one", () => {
  const history = reported({ ...mild, criticality: "medium" });
  expect(severity(history, "09:00")).toMatchObject({ key: "sev3", how: "matrix" });
  history.rewrote("09:10", "alice", { ...mild, criticality: "minor" });
  expect(severity(history, "09:10")).toMatchObject({ key: "sev4", how: "matrix", since: time("09:10") });
});

test("no table leads out of the major ones: it stays, and the card says what the matrix says now and how to lower it (H-5)", () => {
  const history = reported(mild).rewrote("09:10", "alice", { ...mild, criticality: "minor" });
  expect(severity(history, "09:10")).toMatchObject({
    ...{ key: "sev2", how: "matrix", since: time("09:00") },
    held: { to: "sev4", because: lesser, said: false },
  });
  expect(card(history, "09:10").held).toEqual({ to: "Severity 4", key: "sev4", because: lesser });
  expect(says(history.plan("09:10"))).toEqual([]);
  history.looked("09:10").comment("09:15", "ana", "/severity sev4 because a pilot with ten users");
  expect(severity(history, "09:15")).toMatchObject({ key: "sev4", how: "act" });
  expect(card(history, "09:15").held).toBeUndefined();
});

test("what was held moves with the facts again where they say what is in force, or another major one", () => {
  const held = () => reported(mild).rewrote("09:10", "alice", { ...mild, criticality: "minor" });
  const again = held().rewrote("09:20", "alice", mild);
  expect(severity(again, "09:20")).toMatchObject({ key: "sev2", because: byMatrix, since: time("09:00") });
  expect(severity(again, "09:20")?.held).toBeUndefined();
  const worse = held().rewrote("09:20", "alice", { ...mild, criticality: "critical", urgency: "1" });
  expect(severity(worse, "09:20")?.key).toBe("sev1");
  expect(severity(worse.rewrote("09:30", "alice", mild), "09:30")).toMatchObject({
    key: "sev2",
    how: "matrix",
  });
});

test("answers that a table needs taken back leave a major severity where it is, and a lesser one to the form", () => {
  const { urgency: _, ...rest } = mild;
  expect(severity(reported(mild).rewrote("09:10", "alice", rest), "09:10")).toMatchObject({
    key: "sev2",
    held: { to: "sev5", because: "the form says Severity 5", said: false },
  });
  const lesser = reported({ ...mild, criticality: "medium" });
  expect(severity(lesser.rewrote("09:10", "alice", rest), "09:10")).toMatchObject({
    key: "sev5",
    how: "form",
  });
});

test("an edit of the issue moves only what is worked out: what a person settled stands, and the card says what the matrix says", () => {
  const history = reported().comment("09:05", "ana", "/severity sev1 because it spreads");
  history.rewrote("09:10", "alice", { ...known, criticality: "minor" }).looked("09:10");
  const settled = {
    how: "act",
    others: [
      "impact 4 (criticality minor and users 750, HG-2) and urgency 3 give Severity 4 by the matrix (HG-1)",
    ],
  };
  expect(severity(history, "09:10")).toMatchObject({ key: "sev1", by: "ana", ...settled });
  const later = history.comment("09:11", "ana", "/set workaround none");
  expect(value(card(later, "09:11"), "why")).toMatchObject(settled);
  expect(labels(history)).toContain("severity: 1");
});

test("a lowering with a reason stands against the matrix (HG-8)", () => {
  const history = reported().comment("09:05", "ana", "/severity sev3 because a pilot with ten users");
  expect(severity(history, "09:05")).toMatchObject({
    key: "sev3",
    because: "a pilot with ten users",
    disagree: [],
    others: [byMatrix],
  });
});

test.each(["/severity sev1", "/severity sev3"])(
  "%s against the matrix takes a reason, up as well as down, and the old one stands until it is given (HG-8)",
  (words) => {
    const history = reported().comment("09:05", "ana", words);
    expect(severity(history, "09:05")).toMatchObject({ key: "sev2", how: "matrix" });
    expect(comment(history.plan("09:05"), "refused").values).toMatchObject({
      refusal: "because",
      form: words,
    });
  },
);

test("a label against the matrix is asked for its reason, and what the matrix says needs none (HG-8)", () => {
  const labeled = reported().labeled("09:05", "ana", "severity: 1");
  expect(severity(labeled, "09:05")).toMatchObject({ key: "sev2", how: "matrix" });
  expect(comment(labeled.plan("09:05"), "refused").values).toMatchObject({ form: "/severity sev1" });
  const raised = reported().comment("09:05", "ana", "/severity sev1 because the region is next");
  expect(severity(raised, "09:05")).toMatchObject({ key: "sev1", how: "act" });
  expect(severity(raised.comment("09:06", "ana", "/severity sev2 because it is not"), "09:06")?.key).toBe(
    "sev2",
  );
});

test("without a table a higher severity needs no reason, nor by a policy that does not ask for it", () => {
  const { urgency: _, ...others } = known;
  const form = reported({ ...others, severity: "Severity 3" }).comment("09:05", "ana", "/severity sev1");
  expect(severity(form, "09:05")).toMatchObject({ key: "sev1", how: "act" });
  const free = incident({ policy: "extends: hssi\nseverity: { justify: false }\n", preset: "hssi" })
    .opened("09:00", "alice", known)
    .comment("09:05", "ana", "/severity sev1");
  expect(severity(free, "09:05")).toMatchObject({ key: "sev1", how: "act" });
});

test("a label taken off withdraws what was settled, where the matrix says no less", () => {
  const history = reported().comment("09:05", "ana", "/severity sev3 because a pilot").looked("09:05");
  history.unlabeled("09:10", "ana", "severity: 3");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev2", how: "matrix" });
});

test("the score decides where the matrix has no urgency; a flag adds its points, and made safe takes them off again (HG-5)", () => {
  const history = scored();
  expect(severity(history, "09:06")).toMatchObject({
    key: "sev2",
    how: "score",
    others: ["the form says Severity 3"],
  });
  expect(severity(history, "09:06")?.because).toMatch(
    /^170 points give Severity 2 by score B \(HG-5, HG-6\): /,
  );
  history.comment("09:10", "ana", "/flag clinical");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev1", how: "score", since: time("09:10") });
  expect(severity(history, "09:10")?.because).toContain(
    "clinical and security one flag = 35 (flagged clinical)",
  );
  history.comment("09:15", "ana", "/flag security");
  expect(severity(history, "09:15")?.because).toContain("both flags = 50");
  history.comment("09:20", "ana", "/made-safe security the account is closed");
  expect(severity(history, "09:20")?.because).toContain("one flag = 35 (flagged clinical)");
  history.comment("09:25", "ana", "/made-safe clinical the letters were called back");
  expect(severity(history, "09:25")).toMatchObject({ key: "sev2", since: time("09:25") });
});

test("points are an answer to a field of words, and a word that counts for nothing is unclear", () => {
  const history = scored().comment("09:10", "ana", "/set score-scope 30");
  expect(history.situation("09:10").standing.unclear).toEqual([]);
  expect(severity(history, "09:10")?.because).toContain("scope nation = 30");
  history.comment("09:11", "ana", "/update\nscore-scope: galaxy");
  expect(history.situation("09:11").standing.unclear.map(({ field }) => field.id)).toEqual(["score-scope"]);
  expect(severity(history, "09:11")).toMatchObject({ key: "sev1", held: { to: "sev3", said: false } });
});

test("a rule that becomes true after a person settled raises above the matrix and the person, and says why", () => {
  const policy = `extends: hssi
severity:
  raise:
    nowhere: { when: [{ workaround: [none] }, { users: [all] }], to: sev1, because: There is no other way }
`;
  const history = incident({ policy, preset: "hssi" }).opened("09:00", "alice", known).looked("09:00");
  history.comment("09:05", "ana", "/severity sev4 because a pilot").comment("09:10", "ana", "/set users all");
  expect(severity(history, "09:10")).toMatchObject({
    key: "sev1",
    how: "rule",
    because: "There is no other way",
  });
  history.comment("09:15", "ana", "/severity sev4 because the pilot has an own line");
  expect(severity(history, "09:15")).toMatchObject({
    key: "sev4",
    how: "act",
    disagree: ["There is no other way"],
  });
});

test("a severity that a table gave is known, though the form left it open", () => {
  const { severity: _, ...others } = known;
  const history = reported(others);
  expect(severity(history, "09:00")).toMatchObject({ key: "sev2", how: "matrix", others: [] });
  expect(history.situation("09:00").standing.missing.map(({ id }) => id)).not.toContain("severity");
});
