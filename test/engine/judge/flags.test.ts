// Flags by their labels and by command: a flag that is kept never goes silently, one made safe stays (HA-2 to HA-4).
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { all, card, comment, does, labels, lookedAt, says, value } from "../outcome.ts";

const policy = `extends: sre
roles: { safety: { title: clinical safety } }
flags:
  clinical: { title: clinical safety, source: HA-3 }
  security: { label: { name: "flag: security", aliases: [sec] } }
  fyi: { kept: false }
clocks:
  assess: { starts: flag.clinical, stops: safe.clinical, within: 30m }
`;

const outage = (more = "") =>
  incident({ policy: policy + more })
    .opened("09:00", "alice", at.sev2)
    .looked("09:00");
const flags = (history: History, when: string) => history.situation(when).incident.flags;

test("the label of a flag that a person puts on sets the flag, and its clock runs", () => {
  const { incident: found } = outage().labeled("09:05", "ana", "flag: clinical").situation("09:05");
  expect(found.flags.get("clinical")).toMatchObject({ since: time("09:05"), by: "ana" });
  expect(found.clocks.get("assess")).toMatchObject({ running: true, dueAt: time("09:35") });
});

test("an alias of the label that people already have sets the flag and stays as it is", () => {
  const history = outage().labeled("09:05", "ana", "sec");
  expect(flags(history, "09:05").has("security")).toBe(true);
  expect(does(history.plan("09:05"))).not.toContain("add-label flag: security");
});

test("a flag set by command gets its label", () => {
  const history = outage().comment("09:05", "ana", "/flag clinical because letters were mixed up");
  expect(flags(history, "09:05").get("clinical")).toMatchObject({ because: "letters were mixed up" });
  expect(does(history.plan("09:05"))).toContain("add-label flag: clinical");
});

test("a flag label that was on before the declaration counts from the declaration", () => {
  const history = incident({ policy })
    .opened("09:00", "alice", { body: "The letters are mixed up." })
    .labeled("09:01", "ben", "flag: clinical")
    .labeled("09:10", "ana", "incident");
  const { incident: found } = history.situation("09:10");
  expect(found.flags.get("clinical")).toMatchObject({ since: time("09:10"), by: "ben" });
  expect(found.clocks.get("assess")).toMatchObject({ running: true, startsAt: time("09:10") });
});

test("a flag label by somebody without the right comes off and is answered", () => {
  const history = outage("commands: { flag: { holders: [safety] } }\n").labeled(
    "09:05",
    "ana",
    "flag: clinical",
  );
  expect(flags(history, "09:05").size).toBe(0);
  expect(does(history.plan("09:05"))).toEqual(
    expect.arrayContaining(["remove-label flag: clinical", "comment refused"]),
  );
});

test("a kept flag whose label is taken off stands, gets it back, and the person hears why once", () => {
  const history = outage().comment("09:05", "ana", "/flag clinical").looked("09:05");
  history.unlabeled("09:10", "ben", "flag: clinical");
  expect(flags(history, "09:10").has("clinical")).toBe(true);
  const plan = history.plan("09:10");
  expect(comment(plan, "refused").values).toMatchObject({
    refusal: "kept-flag",
    flag: "clinical safety",
    form: "clinical",
  });
  const [back] = all(plan, "add-label");
  expect(back).toMatchObject({ label: "flag: clinical" });
  expect(back?.because).toContain("/unflag clinical because");
  history.looked("09:10").unlabeled("09:15", "ben", "flag: clinical");
  expect(says(history.plan("09:15"))).toEqual([]);
  expect(does(history.plan("09:15"))).toContain("add-label flag: clinical");
});

test("a kept flag's label is put back twice; the third time it is asked about, and the flag stands", () => {
  const history = outage().comment("09:05", "ana", "/flag clinical").looked("09:05");
  for (const when of ["09:10", "09:20", "09:30"]) {
    history.unlabeled(when, "ben", "flag: clinical");
    if (when !== "09:30") history.looked(when);
  }
  const plan = history.plan("09:30");
  expect(does(plan)).not.toContain("add-label flag: clinical");
  expect(comment(plan, "questions").values).toMatchObject({
    questions: [{ topic: "label-removed", flag: "clinical", label: "flag: clinical" }],
  });
  expect(flags(history, "09:30").has("clinical")).toBe(true);
  expect(labels(history.looked("09:30"))).not.toContain("flag: clinical");
});

test("a flag set anew after it was taken off with a reason has its label put back twice again", () => {
  const history = outage().comment("09:05", "ana", "/flag clinical").looked("09:05");
  for (const when of ["09:10", "09:11", "09:12"])
    history.unlabeled(when, "ben", "flag: clinical").looked(when);
  history.comment("09:20", "ana", "/unflag clinical because it was the wrong incident");
  expect(history.situation("09:20").incident.questions).toEqual([]);
  history.comment("09:30", "ana", "/flag clinical");
  expect(does(history.plan("09:30"))).toContain("add-label flag: clinical");
});

test("a flag that is not kept goes with its label", () => {
  const history = outage().labeled("09:05", "ana", "flag: fyi").looked("09:05");
  history.unlabeled("09:10", "ana", "flag: fyi");
  expect(flags(history, "09:10").size).toBe(0);
  expect(does(history.plan("09:10"))).toEqual([]);
});

test("a kept flag comes off only with a reason, which stays in the history", () => {
  const history = outage().comment("09:05", "ana", "/flag clinical").looked("09:05");
  history.comment("09:10", "ben", "/unflag clinical");
  expect(flags(history, "09:10").has("clinical")).toBe(true);
  expect(comment(history.plan("09:10"), "refused").values).toMatchObject({ refusal: "because" });
  history.comment("09:12", "ana", "/unflag clinical because no patient was concerned");
  expect(flags(history, "09:12").size).toBe(0);
  expect(history.situation("09:12").incident.history).toContainEqual(
    expect.objectContaining({
      at: time("09:12"),
      by: "ana",
      what: "unflag",
      values: { flag: "clinical", because: "no patient was concerned" },
    }),
  );
  expect(does(history.plan("09:12"))).toContain("remove-label flag: clinical");
});

test("the right to take a flag off stays with its role though nobody holds it", () => {
  const history = outage("commands: { unflag: { holders: [safety] }, made-safe: { holders: [safety] } }\n");
  history.comment("09:05", "ana", "/flag clinical").looked("09:05");
  history.comment("09:10", "ana", "/unflag clinical because it was a mistake");
  expect(flags(history, "09:10").has("clinical")).toBe(true);
  history
    .comment("09:15", "ben", "/role safety @ben")
    .comment("09:16", "ben", "/made-safe clinical letters are off");
  expect(flags(history, "09:16").get("clinical")).toMatchObject({
    safe: { by: "ben", statement: "letters are off" },
  });
});

test("a flag made safe keeps its label and stands on the card with its statement", () => {
  const history = outage()
    .comment("09:05", "ana", "/flag clinical")
    .comment("09:06", "ana", "/flag security")
    .comment("09:40", "ben", "/made-safe clinical Letters are switched off.");
  expect(does(history.plan("09:40"))).toContain("add-label flag: clinical");
  expect(history.situation("09:40").incident.clocks.get("assess")).toMatchObject({ running: false });
  expect(value(card(history, "09:40"), "flags")).toMatchObject([
    {
      title: "clinical safety",
      since: "09:05 BST",
      by: "ana",
      safe: { at: "09:40 BST", by: "ben", statement: "Letters are switched off." },
    },
    { title: "security", since: "09:06 BST", by: "ana", safe: undefined },
  ]);
});

test("a flag of the history is named by its title", () => {
  const history = lookedAt(outage().comment("09:05", "ana", "/flag clinical"), "09:05");
  expect(value(card(history, "09:06"), "timeline")).toContainEqual(
    expect.objectContaining({ what: "flag", flag: "clinical safety", by: "ana" }),
  );
});
