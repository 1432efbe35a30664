// Tasks of a policy's own kinds: opened on their event, ended by who may, and owed until then.
import { describe, expect, test } from "vitest";
import { taskValues } from "../../../src/engine/rules/task-values.ts";
import type { Child } from "../../../src/engine/snapshot/child.ts";
import { tasksOf } from "../../../src/engine/task.ts";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { mapOf } from "../map-of.ts";

const policy = `extends: sre
roles: { problem-manager: { title: problem manager } }
tasks:
  problem:
    noun: problem record
    title: "Problem: {title}"
    opens: confirmed
    owner: problem-manager
    labels: [itil]
    close: { by: problem-manager, done: completed, dropped: not-planned }
  handling: { opens: [resolved, flag.clinical], lives-on: false }
flags: { clinical: {} }
`;

function confirmed(): History {
  return incident({ policy, roles: { ana: "write", ben: "write", zoe: "write" } })
    .opened("09:00", "alice", at.sev3)
    .looked("09:00")
    .comment("09:05", "ana", "/role problem-manager @ben")
    .comment("09:06", "ana", "/confirm");
}

const opened = (history: History, when: string) =>
  history.plan(when).effects.flatMap((effect) => (effect.kind === "create-issue" ? [effect] : []));

const problem = (history: History, when: string) =>
  tasksOf(history.situation(when).incident, "problem").map(({ state, unended }) => [state, unended]);

const closing = (by: string, reason: Child["reason"] = "completed"): Partial<Child> => ({
  ...{ state: "closed", reason, closedAt: time("10:00"), closedBy: { login: by, kind: "user" } },
});

describe("a task of a policy's own kind", () => {
  test("is opened once on its event, for whoever has its role, with its labels", () => {
    const history = confirmed();
    const [task, ...others] = opened(history, "09:06");
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      title: "Problem: Payments down",
      labels: ["problem", "itil"],
      assignees: ["ben"],
      rule: "tasks.problem",
      template: "task",
    });
    history.looked("09:06").comment("09:20", "ana", "/confirm");
    expect(opened(history, "09:20")).toEqual([]);
  });

  test("is not opened for an exercise, nor after the issue turned out to be a duplicate", () => {
    const drill = confirmed().comment("09:06", "ana", "/drill because we train");
    expect(opened(drill, "09:07")).toEqual([]);
    const double = confirmed()
      .duplicateOf("09:06", "ana", "acme/incidents#2")
      .closed("09:06", "ana", "duplicate");
    expect(opened(double, "09:07")).toEqual([]);
  });

  test("tells clocks when it is opened and when it is ended", () => {
    const history = confirmed().looked("09:06").child("Problem: Payments down", closing("ben"));
    const { events } = history.situation("10:00").incident;
    expect(events.map(({ name }) => name).filter((name) => name.endsWith(".problem"))).toEqual([
      "filed.problem",
      "owned.problem",
      "ended.problem",
    ]);
  });
});

describe("a task in another repository than its incident", () => {
  const elsewhere = (isPublic: boolean) => {
    const history = incident({
      policy: "extends: sre\ntasks: { note: { opens: confirmed, repo: acme/problems } }\n",
      roles: { ana: "write", alice: "write" },
      public: isPublic,
    })
      .opened("09:00", "alice", at.sev3)
      .looked("09:00")
      .comment("09:06", "ana", "/confirm");
    return opened(history, "09:06");
  };
  const told = (isPublic: boolean): readonly string[] =>
    elsewhere(isPublic).map(({ title, values }) => JSON.stringify({ title, values }).toLowerCase());

  test("shows nothing of the title of a private incident, whose short name is made of it", () => {
    const [words = ""] = told(false);
    expect(words).toContain('"title":"note: acme/incidents#7"');
    for (const word of ["payments", "down"]) expect(words).not.toContain(word);
  });

  test("shows nothing of where a private incident is, where everybody can look", () => {
    const [task] = elsewhere(false);
    expect(task?.openly?.title).toBe("note: an incident");
    expect(JSON.stringify(task?.openly).toLowerCase()).not.toMatch(/acme|#7|payments|down/);
    expect(elsewhere(true)[0]?.openly).toBeUndefined();
  });

  test("has the title of a public one", () => {
    expect(told(true)[0]).toContain('"title":"note: payments down"');
  });
});

describe("whoever closes it", () => {
  test.each<[string, Partial<Child>, readonly unknown[]]>([
    ["who has its role then ends it", closing("ben"), ["done", undefined]],
    ["as not planned drops it", closing("BEN", "not_planned"), ["dropped", undefined]],
    ["with a reason that it does not know ends nothing", closing("ben", "duplicate"), ["open", "reason"]],
    ["without its role ends nothing", closing("zoe"), ["open", "who"]],
  ])("%s", (_what, change, state) => {
    const history = confirmed().looked("09:06").child("Problem: Payments down", change);
    expect(problem(history, "10:00")).toEqual([state]);
  });

  test("counts by the role that they had when they closed it", () => {
    const history = confirmed().looked("09:06").child("Problem: Payments down", closing("ben"));
    history.comment("10:05", "ana", "/role problem-manager nobody");
    expect(problem(history, "10:10")).toEqual([["done", undefined]]);
  });
});

describe("after the end of an incident", () => {
  const over = () =>
    confirmed()
      .looked("09:06")
      .comment("09:30", "ana", "/resolve It is back")
      .looked("09:30")
      .closed("09:40", "ana", "completed");

  test("a task that lives on is owed, and keeps the incident in sight", () => {
    const history = over();
    const { standing } = history.situation("09:41");
    expect(standing.owed).toContainEqual({ what: "task", kind: "problem" });
    expect(standing.owed).not.toContainEqual({ what: "task", kind: "handling" });
    const label = history
      .plan("09:41")
      .effects.find((effect) => effect.kind === "add-label" && effect.label === "incident: follow-up");
    expect(label?.because).toContain("something is still owed: the problem record");
    history.child("Problem: Payments down", { ...closing("ben"), closedAt: time("09:50") });
    expect(history.situation("10:00").standing.owed).not.toContainEqual({ what: "task", kind: "problem" });
  });
});

describe("a task that is opened at a time that people name", () => {
  const planned = () =>
    incident({
      policy: `extends: sre\nfields: { planned: { type: time, title: planned end } }\ntasks: { plan: { opens: field.planned } }\n`,
      roles: { ana: "write" },
    })
      .opened("09:00", "alice", at.sev3)
      .looked("09:00")
      .comment("09:05", "ana", "/set planned 2026-05-01 12:00")
      .looked("09:05");

  test("waits for it, and is asked for then", () => {
    const history = planned();
    expect(opened(history, "11:59")).toEqual([]);
    expect(history.plan("11:59").wakeAt).toBeLessThanOrEqual(time("12:00"));
    expect(opened(history, "12:00").map(({ title }) => title)).toEqual(["plan: Payments down"]);
  });

  test("waits for the time that corrects it before it came, and not for one that comes too late", () => {
    const history = planned().comment("09:30", "ana", "/set planned 2026-05-01 13:00");
    expect(opened(history, "12:00")).toEqual([]);
    expect(opened(history, "13:00")).toHaveLength(1);
    const late = planned().comment("12:30", "ana", "/set planned 2026-05-01 15:00");
    expect(opened(late, "12:31")).toHaveLength(1);
  });

  test("is opened at once where the time has passed", () => {
    const history = planned().comment("09:30", "ana", "/set planned 2026-05-01 09:10");
    expect(opened(history, "09:30")).toHaveLength(1);
  });

  test("keeps a closed incident in sight until then", () => {
    const history = planned()
      .comment("09:30", "ana", "/resolve It is back")
      .looked("09:30")
      .closed("09:40", "ana", "completed")
      .looked("09:40");
    expect(history.situation("09:41").standing.owed).toContainEqual({ what: "task", kind: "plan" });
    expect(opened(history, "12:00")).toHaveLength(1);
  });
});

describe("a kind that a policy adds", () => {
  const added = `extends: sre
flags: { clinical: {} }
retro: { severities: [sev1, sev3] }
tasks: { note: { opens: [closed, flag.clinical], lives-on: false } }
`;
  const closed = (before = "extends: sre\nflags: { clinical: {} }\n") =>
    incident({ policy: before, roles: { ana: "write" } })
      .opened("09:00", "alice", at.sev3)
      .looked("09:00")
      .comment("09:30", "ana", "/resolve It is back")
      .looked("09:30")
      .closed("09:40", "ana", "completed");
  const titles = (history: History, when: string) => opened(history, when).map(({ title }) => title);
  const over = () => closed().looked("09:40").looked("09:41").policy(added);

  test("opens nothing, nor a review, on an incident that was over before it, at no later word", () => {
    const history = over().comment("11:00", "ana", "Thanks, everybody");
    expect(titles(history, "11:00")).toEqual([]);
    expect(history.situation("11:00").standing).toMatchObject({ review: "none", owed: [], toOpen: [] });
    history.looked("11:00").looked("11:01").comment("12:00", "ana", "Thanks again");
    expect(titles(history, "12:00")).toEqual([]);
  });

  test("opens on what happens after it came, and a review where a person asks", () => {
    const flagged = over().looked("10:30").comment("11:00", "ana", "/flag clinical");
    expect(titles(flagged, "11:00")).toEqual(["note: Payments down"]);
    const asked = over().looked("10:30").comment("11:00", "ana", "/review");
    expect(titles(asked, "11:00")).toEqual(["Review: Payments down (incident-2026-05-01-payments-down)"]);
  });

  test("opens on an incident that is still open, and on one whose end nobody had looked at", () => {
    expect(titles(closed().policy(added), "11:00").toSorted()).toEqual([
      "Review: Payments down (incident-2026-05-01-payments-down)",
      "note: Payments down",
    ]);
    const open = incident({ policy: "extends: sre\n", roles: { ana: "write" } })
      .opened("09:00", "alice", at.sev3)
      .looked("09:00")
      .policy("extends: sre\ntasks: { note: { opens: declared } }\n");
    expect(titles(open, "09:10")).toEqual(["note: Payments down"]);
  });

  test("leaves what was owed under the policy before to be opened", () => {
    const before = "extends: sre\ntasks: { note: { opens: closed } }\n";
    const history = closed(before).changed((seen) => ({
      ...seen,
      faults: [{ effect: `task/note/${seen.ledger?.id}`, message: "refused", until: time("12:00") }],
    }));
    history.looked("09:40").changed((seen) => ({ ...seen, faults: [] }));
    history.policy(`${before}attention: { join: 6m }\n`);
    expect(titles(history, "11:00")).toEqual(["note: Payments down"]);
  });
});

describe("a task that can't be found", () => {
  const lost = (history: History, time: string) => {
    const ids = history.snapshot().children.map(({ id }) => id);
    return history
      .changed((seen) => ({ ...seen, children: [], unseen: ids, recent: new Map() }))
      .looked(time);
  };
  const ended = (history: History) =>
    history
      .comment("09:30", "ana", "/resolve It is back")
      .looked("09:30")
      .closed("09:40", "ana", "completed")
      .looked("09:40");
  const owed = (history: History, when: string) =>
    history.situation(when).standing.owed.flatMap((one) => (one.what === "task" ? [one.kind] : []));
  const card = (history: History, when: string) => taskValues(history.situation(when));

  test("stands on the card as lost, is not opened again, and is not owed once the incident is closed", () => {
    const history = ended(lost(confirmed().looked("09:06").looked("09:06"), "09:10"));
    expect(history.snapshot().children.map(({ title }) => title)).toEqual(["handling: Payments down"]);
    expect(owed(history, "09:41")).toEqual([]);
    expect(card(history, "09:41")).toMatchObject({
      lostTasks: [{ noun: "problem record", ref: expect.stringContaining("#") }],
    });
    const label = history.plan("09:41").effects.find((effect) => "label" in effect);
    expect(label).toBeUndefined();
    expect(history.snapshot().issue.labels).not.toContain("incident: follow-up");
  });

  test("is owed again when it is back", () => {
    const history = confirmed().looked("09:06").looked("09:06");
    const { children } = history.snapshot();
    ended(lost(history, "09:10"));
    history.changed((seen) => ({ ...seen, children: [...children, ...seen.children], unseen: [] }));
    expect(owed(history, "09:41")).toEqual(["problem"]);
    expect(card(history, "09:41")).not.toHaveProperty("lostTasks");
  });

  test("is owed while it was only now made and may not show yet", () => {
    const history = ended(confirmed().looked("09:06").looked("09:06"));
    const ids = history.snapshot().children.map(({ id }) => id);
    history.changed((seen) => ({
      ...seen,
      ...{
        children: [],
        unseen: ids,
        recent: mapOf({ [`task/problem/${history.situation("09:41").incident.id}`]: "x" }),
      },
    }));
    expect(owed(history, "09:41")).toEqual(["problem"]);
  });

  test("is no longer owed where it is the review", () => {
    const history = incident({ roles: { ana: "write" } })
      .opened("09:00", "alice", at.sev1)
      .looked("09:00");
    ended(history).looked("09:41");
    expect(owed(history, "09:42")).toEqual(["review"]);
    lost(history, "09:50");
    expect(owed(history, "09:50")).toEqual([]);
  });
});

describe("review and action are kinds", () => {
  test("whose title, document and labels a policy may give", () => {
    const given = `extends: sre\ntasks: { review: { title: "PIR {title}", labels: [learning], label: post-incident } }\n`;
    const history = incident({ policy: given, roles: { ana: "write" } })
      .opened("09:00", "alice", at.sev1)
      .looked("09:00")
      .comment("09:30", "ana", "/resolve It is back")
      .looked("09:30")
      .closed("09:40", "ana", "completed");
    expect(opened(history, "09:41")[0]).toMatchObject({
      title: "PIR Payments down",
      labels: ["post-incident", "learning"],
      template: "retro",
    });
  });
});
