// What takes a reason, since others will ask for it: quiet on a major incident, and an update that is put off beyond twice its limit (H-9).
import { describe, expect, test } from "vitest";
import { commandsIn, partsIn } from "../../../src/engine/commands/parse.ts";
import { at } from "../answers.ts";
import { incident, time } from "../build.ts";
import { comment, labels, says } from "../outcome.ts";

const outage = (severity: (typeof at)[keyof typeof at] = at.sev1) =>
  incident().opened("09:00", "alice", severity).looked("09:00");
const asked = (body: string, severity: (typeof at)[keyof typeof at] = at.sev1) =>
  outage(severity).comment("09:05", "ana", body).plan("09:05");

describe("a reason", () => {
  test.each([
    ["/quiet 60m", "/quiet 60m"],
    ["/next-update 11:10", "/next-update 11:10"],
    ["/next-update in 3h", "/next-update in 3h"],
    ["/quiet 60m because .", "/quiet 60m"],
    ["/quiet 60m, ok", "/quiet 60m"],
    ["/quiet 60m because -", "/quiet 60m"],
    ["/quiet 60m\nbecause ok", "/quiet 60m"],
    ["/next-update in 3h because 👍", "/next-update in 3h"],
    ["/severity sev3 because SEV3", "/severity sev3"],
    ["/severity sev3 sev-3", "/severity sev3"],
    ["/severity SEV 3 because @ana ok", "/severity sev3"],
    ["/drill", "/drill"],
    ["/drill because thanks", "/drill"],
  ])("is asked for at SEV1 by %s", (body, form) => {
    expect(comment(asked(body), "refused").values).toMatchObject({ refusal: "because", form });
  });

  test.each([
    "/quiet 60m because all are on the call",
    "/next-update 11:10 because the restore takes so long",
    "/next-update 11:04",
    "/quiet off",
    "/drill because the team trains for a failover",
    "/severity sev3 because it is SEV3 by the table",
  ])("is given, or not needed, by %s", (body) => {
    expect(says(asked(body))).toEqual([]);
  });

  test("is not asked for by quiet where the incident is no major one", () => {
    expect(says(asked("/quiet 60m", at.sev3))).toEqual([]);
  });

  test("is given with a drill to whoever reads the timeline", () => {
    const history = outage().comment("09:05", "ana", "/drill because the team trains for a failover");
    expect(history.situation("09:05").incident.history.at(-1)).toMatchObject({
      ...{ what: "drill", by: "ana", values: { because: "the team trains for a failover" } },
    });
  });

  test("is not asked for of a drill by whoever opened it, below major, or of what is one already", () => {
    expect(says(outage().comment("09:05", "alice", "/drill").plan("09:05"))).toEqual([]);
    expect(says(asked("/drill", at.sev3))).toEqual([]);
    const twice = outage()
      .comment("09:04", "alice", "/drill")
      .looked("09:04")
      .comment("09:05", "ana", "/drill");
    expect(says(twice.plan("09:05"))).toEqual([]);
  });

  test("is asked for where a label alone would make it a drill, and the label comes off", () => {
    const history = outage().labeled("09:05", "ana", "drill");
    expect(comment(history.plan("09:05"), "refused").values).toMatchObject({ form: "/drill" });
    expect(history.situation("09:05").incident.drill).toBeUndefined();
    expect(labels(history.looked("09:05"))).not.toContain("drill");
  });
});

describe("a reason over several lines", () => {
  const because = (body: string) => commandsIn(body, { known: ["service"], names: [] })[0]?.read();

  test.each([
    ["/severity sev2 because of the\nsecond site,\nwhich is back", "the second site, which is back", ""],
    ["/not-an-incident because: of the drill\nof last week", "the drill of last week", ""],
    ["/wont-do acme/web#1 because the page\nsays it now\n\nThanks all", "the page says it now", "Thanks all"],
    ["/quiet 30m because we talk\n- one\n- two", "we talk", "- one\n- two"],
    ["/escalate because one site\nservice: checkout", "one site", "service: checkout"],
    ["/escalate because one site\nalert 12:03 disk full", "one site", "alert 12:03 disk full"],
    ["/severity sev2 because one site\n/role lead me", "one site", undefined],
    ["/escalate because one site\n> said before", "one site", ""],
  ])("goes on until something else begins: %s", (body, reason, words) => {
    expect(because(body)).toMatchObject({ because: reason });
    const parts = partsIn(body, { known: ["service"], names: [] });
    const others = parts.find(({ command }) => command === undefined)?.words;
    expect(others).toBe(words === "" ? undefined : words);
  });

  test("is whole on record", () => {
    const { withdrawn } = outage()
      .comment("09:05", "ana", "/not-an-incident because of a test\nof the alarm")
      .situation("09:05").incident;
    expect(withdrawn).toMatchObject({ because: "a test of the alarm" });
  });
});

test.each([
  "/next-update 10:00\nStill restoring",
  "/next-update 10:00 because of the restore,\nwhich takes long",
])("the time of the next update stands, whatever its comment says besides: %s", (body) => {
  const { incident } = outage(at.sev3).comment("09:05", "ana", body).situation("09:06");
  expect(incident.clocks.get("update")?.dueAt).toBe(time("10:00"));
});
