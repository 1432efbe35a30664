// Rights hang on the clock, the flag, the fact or the status that an act ends, sets or decides, whatever the command.
import { describe, expect, test } from "vitest";
import { at, hssi } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { comment, does, says } from "../outcome.ts";

const policy = `extends: sre
calendars: { core: { zone: Europe/London, hours: { mon-fri: "09:00-17:00" } } }
roles:
  safety: { title: clinical safety, duty: [sam] }
  officer: { title: officer, duty: [ola] }
  night: { title: night officer, duty: [nia] }
contacts: { regulator: Regulator }
fields:
  harm: { type: choice, options: ["yes", "no"], by: [officer] }
flags:
  clinical: { dismiss: safety }
  crisis: { by: { holders: [officer], cases: [{ hours: out, holders: [night] }] } }
clocks:
  report: { starts: declared, stops: [told.regulator, done.report], within: 8h, by: officer }
`;

const roles = {
  alice: "write",
  ana: "write",
  tia: "triage",
  sam: "write",
  ola: "write",
  nia: "write",
} as const;

const outage = (more = "", form: Record<string, string> = at.sev2): History =>
  incident({ policy: policy + more, roles })
    .opened("09:00", "alice", form)
    .looked("09:00");

const refused = (history: History, when: string) => comment(history.plan(when), "refused").values;
const running = (history: History, when: string): boolean | undefined =>
  history.situation(when).incident.clocks.get("report")?.running;

describe("a clock of somebody's", () => {
  test.each([
    "/done report no such thing is likely",
    "/told regulator 09:04 by portal",
    "/called regulator 09:04 answered",
  ])("is not ended by another who writes %s", (words) => {
    const history = outage().comment("09:05", "ana", words);
    expect(refused(history, "09:05")).toMatchObject({ refusal: "by", what: "Report", holders: "officer" });
    expect(running(history, "09:05")).toBe(true);
    expect(running(outage().comment("09:05", "ola", words), "09:05")).toBe(false);
  });

  test.each(["/next-update report 16:00 because we wait", "/pause report because we wait"])(
    "is neither moved nor let rest by another who writes %s",
    (words) => {
      const before = outage().situation("09:05").incident.clocks.get("report");
      const after = outage().comment("09:05", "ana", words).situation("09:05").incident.clocks.get("report");
      expect(after).toEqual(before);
      expect(
        outage().comment("09:05", "ola", words).situation("09:05").incident.clocks.get("report"),
      ).not.toEqual(before);
    },
  );

  test("takes from nobody what is told when it has ended", () => {
    const history = outage()
      .comment("09:05", "ola", "/told regulator 09:04 by portal")
      .looked("09:05")
      .comment("09:10", "ana", "/told regulator 09:09 by phone");
    expect(says(history.plan("09:10"))).toEqual([]);
    expect(history.situation("09:10").incident.told).toHaveLength(2);
  });

  test("is ended by somebody with write access where only a contact without an account has the role", () => {
    const contact = policy.replace(
      "officer: { title: officer, duty: [ola] }",
      "officer: { title: officer, duty: [data] }",
    );
    const history = incident({
      policy: contact.replace("contacts: {", "contacts: { data: Data officer,"),
      roles,
    })
      .opened("09:00", "alice", at.sev2)
      .looked("09:00");
    expect(running(history.comment("09:05", "ana", "/done report"), "09:05")).toBe(false);
  });
});

describe("a fact that somebody decides", () => {
  const harm = (history: History, when: string) => history.situation(when).incident.facts.get("harm")?.text;

  test("is not decided by another, by /set or in an update, of which all else counts", () => {
    const history = outage().comment("09:05", "ana", "/set harm no");
    expect(harm(history, "09:05")).toBeUndefined();
    expect(refused(history, "09:05")).toMatchObject({
      refusal: "by",
      what: "harm",
      holders: "officer",
      rest: "",
    });
    const update = outage().comment(
      "09:05",
      "tia",
      "/update Letters are checked\nharm: no\nworkaround: by phone",
    );
    expect(harm(update, "09:05")).toBeUndefined();
    expect(update.situation("09:05").incident.facts.get("workaround")?.text).toBe("by phone");
    expect(update.situation("09:05").incident.lastUpdate).toMatchObject({ by: "tia" });
    expect(refused(update, "09:05")).toMatchObject({ refusal: "by", rest: "yes" });
  });

  test("is left out of a comment in plain words, which is an update all the same and is answered in words", () => {
    const history = outage().comment("09:05", "ana", "Letters are checked.\nharm: no");
    expect(harm(history, "09:05")).toBeUndefined();
    expect(history.situation("09:05").incident.lastUpdate).toMatchObject({ by: "ana" });
    expect(refused(history, "09:05")).toMatchObject({ refusal: "by", what: "harm" });
  });

  test("is not decided by whoever fills in a form, nor by its edit", () => {
    const body = `### Severity\n\nSEV2\n\n### What is happening?\n\nIt is slow\n\n### Impact\n\nMany\n\n### harm\n\nno`;
    const history = outage("", at.sev2).rewrote("09:05", "alice", { body });
    expect(harm(history, "09:05")).toBeUndefined();
  });

  test("is decided by who has the role, and by nobody else once it is taken", () => {
    expect(harm(outage().comment("09:05", "ola", "/set harm yes"), "09:05")).toBe("yes");
    const taken = outage().comment("09:03", "nia", "/role officer me").looked("09:03");
    expect(harm(taken.comment("09:05", "ola", "/set harm yes"), "09:05")).toBeUndefined();
  });
});

describe("a flag of somebody's", () => {
  const flagged = (history: History, when: string) => [...history.situation(when).incident.flags.keys()];

  test("is set by whoever may set this one, by command or label, and by whom its hours name", () => {
    expect(flagged(outage().comment("09:05", "ana", "/flag crisis"), "09:05")).toEqual([]);
    const label = outage().labeled("09:05", "ana", "flag: crisis");
    expect(flagged(label, "09:05")).toEqual([]);
    expect(does(label.plan("09:05"))).toEqual(
      expect.arrayContaining(["remove-label flag: crisis", "comment refused"]),
    );
    expect(flagged(outage().comment("09:05", "ola", "/flag crisis"), "09:05")).toEqual(["crisis"]);
    expect(flagged(outage().comment("18:05", "ola", "/flag crisis"), "18:05")).toEqual([]);
    expect(flagged(outage().comment("18:05", "nia", "/flag crisis"), "18:05")).toEqual(["crisis"]);
  });

  test("is dismissed by its specialists alone (HA-2)", () => {
    const set = () => outage().comment("09:03", "ana", "/flag clinical").looked("09:03");
    for (const words of [
      "/unflag clinical because it was wrong",
      "/made-safe clinical all letters were checked",
    ]) {
      const other = set().comment("09:05", "ana", words);
      expect(refused(other, "09:05")).toMatchObject({
        refusal: "by",
        what: "the flag clinical",
        holders: "clinical safety",
      });
      expect(other.situation("09:05").incident.flags.get("clinical")?.safe).toBeUndefined();
      const own = set().comment("09:05", "sam", words).situation("09:05").incident.flags.get("clinical");
      expect(own?.safe ?? "gone").not.toBeUndefined();
    }
  });
});

describe("a decision that has a command of its own", () => {
  const strict =
    "commands: { confirm: { holders: [officer] }, resolve: { holders: [officer] }, severity: { holders: [officer] } }\n";

  test.each([
    ["confirmed", "/status confirmed"],
    ["resolved", "/status resolved"],
    ["closed", "/status closed"],
  ])("%s is reached by nobody without the right to it through another command", (status, words) => {
    const history = outage(strict).comment("09:05", "ana", words);
    expect(history.situation("09:05").incident.status.key).toBe("open");
    expect(refused(history, "09:05")).toMatchObject({ refusal: "by", holders: "officer" });
    expect(
      outage(strict).labeled("09:05", "ana", `status: ${status}`).situation("09:05").incident.status.key,
    ).toBe("open");
    expect(outage(strict).comment("09:05", "ola", words).situation("09:05").incident.status.key).toBe(status);
  });

  test("the severity is not settled as a fact by somebody without the right to it, but by who reported it", () => {
    const severity = (by: string) =>
      outage(strict).comment("09:05", by, "/set severity SEV1").situation("09:05").incident.severity?.key;
    expect(severity("ana")).toBe("sev2");
    expect(severity("ola")).toBe("sev1");
    expect(severity("alice")).toBe("sev1");
  });

  test("by hssi an internal service is confirmed by the Bridge, another by its provider or the Bridge (H-3, HC-1)", () => {
    const confirmed = (by: string, provider: string, when = "10:00") =>
      incident({
        policy:
          "extends: hssi\nroles: { bridge: { duty: { core: [bea], out: [dan] } }, provider: { duty: [pat] }, edm: { duty: { out: [eve] } } }\n",
        roles: { alice: "write", bea: "write", pat: "write", dan: "write", eve: "write" },
      })
        .opened("09:00", "alice", { ...hssi, provider })
        .looked("09:00")
        .comment("09:10", "alice", `/set provider ${provider}`)
        .comment(when, by, "/confirm")
        .situation(when).incident.status.key;
    expect(confirmed("pat", "internal")).toBe("open");
    expect(confirmed("bea", "internal")).toBe("confirmed");
    expect(confirmed("pat", "external")).toBe("confirmed");
    expect(confirmed("bea", "external")).toBe("confirmed");
    expect(confirmed("bea", "internal", "18:00")).toBe("open");
    expect(confirmed("dan", "internal", "18:00")).toBe("confirmed");
    // The EDM may as well, and shuts nobody out.
    expect(confirmed("eve", "internal", "18:00")).toBe("confirmed");
    expect(confirmed("eve", "internal")).toBe("open");
  });
});

describe("a role of somebody's", () => {
  const guarded = `extends: sre
roles: { officer: { title: officer, duty: [ola], by: officer }, deputy: { title: deputy, by: { holders: [officer], role: maintain } } }
clocks: { report: { starts: declared, stops: done.report, within: 8h, by: officer } }
`;
  const opened = (policy = guarded, more: Record<string, "write" | "maintain"> = {}) =>
    incident({ policy, roles: { ...roles, ...more } })
      .opened("09:00", "alice", at.sev2)
      .looked("09:00");
  const holders = (history: History, role: string, when = "09:05") =>
    history.situation(when).incident.roles.get(role)?.holders ?? [];

  test("is not there for the taking, and so are none of its rights", () => {
    const history = opened().comment("09:05", "ana", "/role officer me\n/done report nothing to report");
    expect(holders(history, "officer")).toEqual([]);
    expect(running(history, "09:05")).toBe(true);
    expect(refused(history, "09:05")).toMatchObject({
      refusal: "by",
      what: "the role officer",
      holders: "officer",
    });
  });

  test("is passed on by whoever has it", () => {
    const history = opened().comment("09:05", "ola", "/role officer @ana").looked("09:05");
    expect(holders(history, "officer")).toMatchObject([{ login: "ana" }]);
    expect(running(history.comment("09:10", "ana", "/done report nothing to report"), "09:10")).toBe(false);
  });

  test("falls back to the GitHub role while nobody has it", () => {
    const nobody = guarded.replace("duty: [ola]", "duty: []");
    expect(holders(opened(nobody).comment("09:05", "ana", "/role officer me"), "officer")).toHaveLength(1);
    expect(holders(opened(nobody).comment("09:05", "ana", "/role deputy me"), "deputy")).toEqual([]);
    const maintains = opened(nobody, { ana: "maintain" }).comment("09:05", "ana", "/role deputy me");
    expect(holders(maintains, "deputy")).toHaveLength(1);
  });

  test("in dspt the SIRO's is given by the SIRO, the CTO's by either", () => {
    const dspt = (by: string, words: string) =>
      incident({
        policy: "extends: [sre, dspt]\nroles: { cto: { duty: [sam] }, siro: { duty: [ola] } }\n",
        roles,
      })
        .opened("09:00", "alice", at.sev2)
        .looked("09:00")
        .comment("09:05", by, words);
    expect(holders(dspt("sam", "/role siro me"), "siro")).toEqual([]);
    expect(holders(dspt("ola", "/role siro @ana"), "siro")).toHaveLength(1);
    expect(holders(dspt("ola", "/role cto @ana"), "cto")).toHaveLength(1);
    expect(holders(dspt("ana", "/role cto me"), "cto")).toEqual([]);
  });
});

test("the label of a flag that is somebody's to set says nothing before the incident, and the timeline says that", () => {
  const before = (flag: string, by: string) =>
    incident({ policy, roles })
      .opened("09:00", "alice", { body: "The letters are mixed up." })
      .labeled("09:01", by, `flag: ${flag}`)
      .labeled("09:10", "ana", "incident")
      .situation("09:10").incident;
  expect([...before("crisis", "ola").flags.keys()]).toEqual([]);
  expect(before("crisis", "ola").history).toContainEqual(
    expect.objectContaining({ what: "flag-not-taken", by: "ola", values: { flag: "crisis" } }),
  );
  expect([...before("clinical", "ana").flags.keys()]).toEqual(["clinical"]);
});

describe("when the next update comes, for later than its limit", () => {
  const people = { alice: "write", bea: "write", tia: "write" } as const;
  const due = (history: History) => history.situation("10:10").incident.clocks.get("update")?.dueAt;
  const confirmed = (more = "roles: { bridge: { duty: [bea] } }") =>
    incident({
      policy: `extends: hssi\nincidents: { plain-updates: true }\n${more}\n`,
      preset: "hssi",
      roles: people,
    })
      .opened("10:00", "alice", hssi)
      .comment("10:05", "bea", "/confirm")
      .looked("10:05");
  const words = [
    "/update Moving to standby, next update 11:45",
    "Moving to standby, next update 11:45",
    "/status investigating\nMoving to standby, next 11:45",
  ];

  test.each(words)("is not moved, by whom it is not, by %j, which counts all the same (H-9)", (body) => {
    const plain = confirmed().comment("10:10", "tia", "/update Moving to standby");
    const history = confirmed().comment("10:10", "tia", body);
    expect(due(history)).toBe(due(plain));
    expect(history.situation("10:10").incident.lastUpdate).toMatchObject({ by: "tia" });
    expect(refused(history, "10:10")).toMatchObject({ refusal: "by", holders: "Bridge", rest: "yes" });
  });

  test("is agreed by whoever gives the update, within the limit (HB-1)", () => {
    for (const body of ["/update Moving to standby, next 11:05", "/update Moving\nnext update time: 11:05"])
      expect(due(confirmed().comment("10:10", "tia", body))).toBe(time("11:05"));
  });

  test.each(words)("is moved by who has the role, and by all while nobody has it, by %j", (body) => {
    const moved = time("11:45");
    expect(due(confirmed().comment("10:10", "bea", body))).toBe(moved);
    expect(due(confirmed("").comment("10:10", "tia", body))).toBe(moved);
  });

  test("takes from nobody who gives updates, by a right that is the same", () => {
    const history = incident({ roles: { alice: "write", ana: "read" } })
      .opened("10:00", "alice", at.sev1)
      .comment("10:05", "alice", "/role lead @ana")
      .comment("10:10", "ana", "Moving to standby, next update 11:05");
    expect(due(history)).toBe(time("11:05"));
  });
});
