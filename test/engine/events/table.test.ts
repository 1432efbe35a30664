// The table of events against what happens: every row is brought about by something, and whatever happens has a row.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nameCommand } from "../../../src/engine/commands/name.ts";
import { eventsOf } from "../../../src/engine/events/follow.ts";
import { eventPatterns, joinedEvents, readEvent } from "../../../src/engine/events/read.ts";
import { type EventName, eventTable } from "../../../src/engine/events/table.ts";
import type { Pull, PullItem } from "../../../src/engine/snapshot/pull.ts";
import { wordsOf } from "../../diff/policies.ts";
import { at, unsettled } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { lookedAt } from "../outcome.ts";

const policy = `extends: sre
teams: { shop: acme/shop }
contacts: { board: { title: the board, audience: true } }
flags: { clinical: { title: Clinical } }
clocks: { plan: { starts: declared, stops: done.plan, within: 1h } }
escalation: { levels: [lead, comms] }
site: { title: Status }
notices: { public-update: { approve: none } }
`;

const ROLES = ["lead", "tech", "comms", "scribe"];

/** All that people and tasks can bring about, in one incident. */
function everything(): History {
  const said = [
    "/confirm",
    "/update The database is slow",
    "/status mitigated",
    "/set service payments and checkout",
    "/told board 09:08",
    "/called lead answered",
    "/called lead no answer",
    "/call wanted",
    "/call started",
    "/call ended",
    "/escalate comms because it grows",
    "/ack",
    "/flag clinical",
    "/made-safe clinical Switched off",
    "/unflag clinical because it was not",
    "/done plan",
    "/review no because it was small",
    "/review @ben",
    ...ROLES.map((role) => `/role ${role} @ana`),
  ];
  const roles = { alice: "write", ana: "write", ben: "write", "alice@acme/shop": "none" } as const;
  const history = incident({ policy, roles })
    .opened("09:00", "alice", unsettled)
    .comment("09:01", "ana", "/severity sev1");
  for (const line of said) history.comment("09:10", "ana", line);
  history
    .looked("09:10")
    .assigned("09:19", "ben")
    .closed("09:20", "ana")
    .reopened("09:25", "ana")
    .looked("09:25")
    .closed("09:30", "ana");
  return withAction(lookedAt(history, "09:30", "09:31"));
}

/** One action line in the review, filed, closed as completed, and verified by somebody else. */
function withAction(history: History): History {
  const [review] = history.snapshot().children;
  const [marked = ""] = (review?.body ?? "").match(/<!-- tocsin:of .*? -->/) ?? [];
  const body = `${marked}\n\n## Actions\n\n- [ ] Fix it @ana team:shop due:2026-06-01`;
  history.child(review?.title ?? "", { body, editedAt: time("09:40") });
  return lookedAt(history, "10:00", "10:01").child("Fix it", {
    state: "closed",
    reason: "completed",
    closedAt: time("10:10"),
    closedBy: { login: "ana", kind: "user" },
    comments: [
      {
        ...{ kind: "comment", id: "IC_verified", at: time("10:15"), by: { login: "alice", kind: "user" } },
        ...{ body: "/verified looked at it", minimized: false, reacted: [], edits: [] },
      },
    ],
  });
}

function report(): History {
  return incident({ public: true, roles: { ana: "write", dan: "none" } })
    .opened("09:00", "dan", at.sev1)
    .comment("09:05", "ana", "/accept");
}

/** What becomes of a document by its pull request, and by what people say of it. */
function documented(): History {
  const history = incident({ policy: "extends: sre\ndocuments: { report: { approve: [lead] } }\n" })
    .opened("09:00", "alice", at.sev1)
    .comment("09:01", "ana", "/role lead me")
    .looked("09:02")
    .comment("10:12", "ana", "/report approved")
    .comment("10:13", "ana", "/report accepted");
  const item = (kind: PullItem["kind"], when: string): PullItem => ({
    ...{ id: `E_${kind}`, kind, at: time(when), by: { login: "ben", kind: "user" } },
  });
  const pull: Pull = {
    ...{ id: "PR_1", ref: "acme/incidents#30", url: "https://github.com/acme/incidents/pull/30" },
    ...{ state: "closed", draft: false, wasDraft: true, private: false, branch: "b", head: "0" },
    ...{ createdAt: time("10:00"), updatedAt: time("10:06"), author: { login: "tocsin", kind: "bot" } },
    items: [
      item("ready", "10:01"),
      item("changes", "10:02"),
      item("asked", "10:03"),
      item("approved", "10:03"),
      item("closed", "10:04"),
    ],
  };
  return history.changed((snapshot) => {
    const { ledger } = snapshot;
    const created = new Map([[`document/report/${ledger?.id}`, { id: pull.id, ref: pull.ref }]]);
    return { ...snapshot, pulls: [pull], ...(ledger && { ledger: { ...ledger, created } }) };
  });
}

const names: readonly EventName[] = [everything(), report(), documented()].flatMap((history) =>
  history.situation("10:20").incident.events.map(({ name }) => name),
);

test.each(eventPatterns)("%s happens, and is no row that nothing brings about", (pattern) => {
  expect(names.map((name) => readEvent(name)?.pattern)).toContain(pattern);
});

test.each([...new Set(names)])("%s, which happened, has its row", (name) => {
  expect(readEvent(name), name).toBeDefined();
});

test("a name without a row does not compile", () => {
  // @ts-expect-error nothing tells of actions by this name
  const wrong: EventName = "actions.filed";
  const right: EventName = "told.board";
  expect([readEvent(wrong), readEvent(right)?.key]).toEqual([undefined, "board"]);
});

describe("its readers", () => {
  const PLAY =
    "contacts: { who: the board }\nfields: { id: { title: Ticket } }\nflags: { key: { title: Clinical } }\nescalation: { levels: [lead] }\n";
  const parts: Readonly<Record<string, string>> = {
    "status.<key>": "status.mitigated",
    "role.<key>": "role.lead",
    "escalated.<level>": "escalated.lead",
    "done.<clock>": "done.plan",
    "filed.<task>": "filed.review",
    "owned.<task>": "owned.review",
    "ended.<task>": "ended.action",
    "notice.<kind>": "notice.public-update",
    "opened.<document>": "opened.report",
    "submitted.<document>": "submitted.report",
    "changes.<document>": "changes.report",
    "resubmitted.<document>": "resubmitted.report",
    "accepted.<document>": "accepted.report",
    "approved.<document>": "approved.report",
    "closed.<document>": "closed.report",
  };
  const filled = (pattern: string) => parts[pattern] ?? pattern.replace(/<(.*)>/, "$1");

  test.each(eventPatterns)("diff and check have words for %s", (pattern) => {
    const clock = (event: string) =>
      `extends: sre\n${PLAY}clocks: { plan: { starts: declared, stops: ${event}, within: 1h } }\n`;
    const [words = ""] = wordsOf(clock("done.plan+told.who"), clock(`first.${filled(pattern)}`));
    expect(words).toMatch(
      /^The plan stops at .* for the first time instead of `\/done plan` with `\/told who`\.$/,
    );
    expect(words).not.toContain(`\`${filled(pattern)}\``);
  });

  test.each(["docs/policy.md", "docs/policy.schema.json"])("%s lists every row", (file) => {
    const text = readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
    expect(eventPatterns.filter((pattern) => !text.includes(pattern))).toEqual([]);
  });

  test("the commands that answer are commands", () => {
    const here = {
      policy: {
        roles: { lead: { key: "lead", offered: true } },
        contacts: { board: { audience: true } },
        statuses: ["mitigated", "closed"].map((phase) => ({ key: phase, phase })),
      },
      roles: new Map(),
      requests: [],
    };
    const commands = eventPatterns.flatMap((pattern) => eventTable[pattern].answers?.("x", here) ?? []);
    const wrong = commands.filter((line) => !nameCommand(/^\/([\w-]+)/.exec(line)?.[1] ?? "")?.exact);
    expect(wrong).toEqual([]);
    expect(commands.length).toBeGreaterThan(20);
  });
});

test("an act is followed by its events in the order of the table", () => {
  const here = {
    policy: { roles: {}, contacts: { board: { audience: true } }, statuses: [] },
    roles: new Map(),
    requests: [],
  };
  const called = { kind: "called", who: "board", when: 0, answered: true } as const;
  expect(eventsOf(called, here)).toEqual(["told.board", "notice", "called.board"]);
  expect(eventsOf({ ...called, answered: false }, here)).toEqual(["no-answer.board"]);
  expect(eventsOf({ kind: "help" }, here)).toEqual([]);
});

test("several events are joined by +, with or without spaces", () => {
  expect(joinedEvents("told.cto + told.siro")).toEqual(["told.cto", "told.siro"]);
});

test("the first of its name stops a clock, too", () => {
  const history = incident({
    policy: "extends: sre\nclocks: { plan: { starts: declared, stops: first.update, within: 1h } }\n",
  })
    .opened("09:00", "alice", at.sev1)
    .comment("09:10", "ana", "/update Looking");
  expect(history.situation("09:10").incident.clocks.get("plan")).toMatchObject({
    running: false,
    stoppedAt: time("09:10"),
  });
});
