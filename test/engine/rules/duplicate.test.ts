// Closing as duplicate moves reporter, facts and tasks to the other incident, and opens no review.
import { expect, test } from "vitest";
import { marker } from "../../../src/engine/text/marker.ts";
import { at, unsettled } from "../answers.ts";
import { incident, time } from "../build.ts";
import { mapOf } from "../map-of.ts";
import { all, comment, lookedAt, says } from "../outcome.ts";

const other = "acme/incidents#3";

const closed = () =>
  incident().opened("09:00", "dan", at.sev1).looked("09:00").duplicateOf("09:30", "ana", other);

test("the other incident is told who reported what, once, and mentions nobody", () => {
  const history = closed();
  const told = comment(history.plan("09:30"), "duplicate");
  expect(told).toMatchObject({
    issueId: `I_${other}`,
    mentions: [],
    values: { from: "acme/incidents#7", reporter: "dan" },
  });
  expect(told.values.facts).toEqual(
    expect.arrayContaining([{ title: "impact", text: "Nobody can pay by card" }]),
  );
  const { id } = told;
  history.changed((snapshot) => ({ ...snapshot, recent: mapOf({ [id]: "IC_there" }) }));
  expect(says(history.plan("09:31"))).toEqual([]);
});

test("a duplicate gets no review and is asked nothing", () => {
  const history = closed();
  expect(all(history.plan("09:30"), "create-issue")).toEqual([]);
  expect(says(history.plan("09:30"))).toEqual(["duplicate"]);
});

test("what is open under a duplicate goes on under the other incident", () => {
  const history = lookedAt(
    incident().opened("09:00", "dan", at.sev1).looked("09:00").closed("09:20", "ana"),
    "09:20",
  );
  history.reopened("09:25", "ana").duplicateOf("09:30", "ana", other);
  expect(all(history.plan("09:30"), "link")).toMatchObject([
    { issueId: `I_${other}`, childId: history.snapshot().children[0]?.id },
  ]);
});

test("a duplicate of which GitHub does not say what it duplicates is closed, and nothing is told", () => {
  const history = incident()
    .opened("09:00", "dan", at.sev1)
    .looked("09:00")
    .closed("09:30", "ana", "duplicate");
  expect(says(history.plan("09:30"))).toEqual([]);
  expect(history.situation("09:30").incident.closed?.reason).toBe("duplicate");
});

/** An incident whose service and severity are not known, and that was told of a duplicate's facts. */
function told(facts: string) {
  const history = incident()
    .opened("09:00", "alice", { ...unsettled, service: "" })
    .looked("09:00");
  const words = marker("merged", "duplicate/CE_1", "acme/incidents#9", "2026-05-01-x-1", facts);
  return history.changed((snapshot) => ({
    ...snapshot,
    issue: {
      ...snapshot.issue,
      timeline: [
        ...snapshot.issue.timeline,
        {
          kind: "comment",
          id: "IC_merged",
          at: time("09:10"),
          by: { login: "tocsin", kind: "bot" },
          body: `Told.\n\n${words}`,
          minimized: false,
          reacted: [],
          edits: [],
        },
      ],
    },
  }));
}

test("what a duplicate knew fills what is not known here and changes nothing that is", () => {
  const facts = { severity: "SEV1", service: "checkout", impact: "Another sentence" };
  const { incident: found } = told(JSON.stringify(facts)).situation("09:10");
  expect(found.facts.get("service")?.text).toBe("checkout");
  expect(found.facts.get("impact")?.text).toBe("Nobody can pay by card");
  expect(found.severity?.key).toBe("sev1");
  expect(found.history.map((entry) => entry.what)).toContain("merged");
});

for (const broken of ['{"service":', "[1, 2]", '{"service": 7}', "null"]) {
  test(`facts of a duplicate that a hand has changed to ${broken} give none, and nothing breaks`, () => {
    expect(told(broken).situation("09:10").incident.facts.get("service")).toBeUndefined();
  });
}

test("a drill that is closed as a duplicate tells nobody", () => {
  const history = incident()
    .opened("09:00", "dan", at.sev1)
    .comment("09:05", "ana", "/drill because we train")
    .looked("09:05")
    .duplicateOf("09:30", "ana", other);
  expect(says(history.plan("09:30"))).toEqual([]);
});

test("what the other incident was told is on record here, for nothing else here shows it", () => {
  const history = closed();
  const { id } = comment(history.plan("09:30"), "duplicate");
  history.changed((snapshot) => ({ ...snapshot, recent: mapOf({ [id]: "IC_there" }) }));
  const [card] = all(history.plan("09:31"), "card");
  expect(card?.ledger.sent.has(id)).toBe(true);
  history.looked("09:31").changed((snapshot) => ({ ...snapshot, recent: new Map() }));
  expect(says(history.plan("10:30"))).toEqual([]);
});

test("a time goes over with its day and zone, so that it is no other day's there", () => {
  const history = incident()
    .opened("09:00", "alice", at.sev1)
    .comment("09:05", "ana", "/set started 08:40")
    .closed("09:10", "ana", "duplicate")
    .duplicateOf("09:10", "ana", "acme/incidents#9");
  const { facts } = comment(history.plan("09:10"), "duplicate").values;
  expect(facts).toContainEqual({ title: "when it started", text: "2026-05-01 08:40 UTC+01:00" });
  const given = JSON.stringify({ started: "2026-04-30 23:40 UTC+01:00" });
  expect(told(given).situation("09:10").incident.facts.get("started")?.at).toBe(
    Date.parse("2026-04-30T22:40:00Z"),
  );
});
