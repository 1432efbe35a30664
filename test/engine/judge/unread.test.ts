// Rights come before reading: of a comment by somebody who may nothing, nothing is read but the name of a command.
import { expect, test } from "vitest";
import { judgeCommand } from "../../../src/engine/commands/judge.ts";
import { judgePlain } from "../../../src/engine/judge/plain.ts";
import type { JudgingSituation } from "../../../src/engine/judge/situation.ts";
import type { CommentItem } from "../../../src/engine/snapshot/timeline.ts";
import { at } from "../answers.ts";
import { incident, time } from "../build.ts";

const roles = { alice: "write", ana: "write", eve: "none" } as const;

/** A managed incident in public, as it is when somebody writes. */
function here(): JudgingSituation {
  const history = incident({ public: true, roles }).opened("09:00", "alice", at.sev1);
  const { snapshot, ruling, incident: found } = history.situation("09:05");
  return {
    ...{ snapshot, ruling, management: "managed", facts: found.facts, severity: found.severity },
    ...{
      status: found.status,
      roles: found.roles,
      clocks: found.clocks,
      ended: found.ended,
      assignees: new Set<string>(),
    },
    declaredAt: found.declaredAt,
    ...{ raising: [], fixed: false, swapping: false, flags: found.flags, at: time("09:05"), tasks: [] },
    ...{ title: found.title, events: found.events, notices: new Map() },
    documents: new Map(),
    ...{ endedTasks: new Set<string>(), followUps: new Map(), questions: [], partsOf: found.partsOf },
  };
}

const comment: CommentItem = {
  ...{ kind: "comment", id: "IC_1", at: time("09:05"), by: { login: "eve", kind: "user" } },
  ...{ body: "", minimized: false, reacted: [], edits: [] },
};

/** A comment that tells when its text is looked at. */
function watched(): { readonly item: CommentItem; readonly looks: () => number } {
  let looks = 0;
  const item = Object.defineProperty({ ...comment }, "body", {
    get: () => {
      looks += 1;
      return "nothing new, next in 30m";
    },
  });
  return { item, looks: () => looks };
}

const unreadable = {
  exact: true,
  read: () => {
    throw new Error("This line was read.");
  },
} as const;

test.each(["update", "done", "told", "set", "severity", "role"] as const)(
  "the line of /%s is not read of somebody who may not give it",
  (name) => {
    expect(
      judgeCommand({ command: { name, ...unreadable }, item: comment, login: "eve" }, here()),
    ).toMatchObject({
      verdict: "refused",
      refusal: { kind: "right" },
    });
  },
);

test("nor before it is known whether somebody may", () => {
  const given = { command: { name: "done", ...unreadable }, item: comment, login: "nobody-knows" } as const;
  expect(judgeCommand(given, here())).toEqual({ needs: "nobody-knows" });
});

test("it is read of somebody who may", () => {
  const given = { command: { name: "done", ...unreadable }, item: comment, login: "ana" } as const;
  expect(() => judgeCommand(given, here())).toThrow("This line was read.");
});

test("plain words are not read of somebody who can give no update by them", () => {
  const [eve, ana] = [watched(), watched()];
  expect(judgePlain({ item: eve.item, login: "eve" }, here())).toEqual({ verdict: "seen", acts: [] });
  expect(eve.looks()).toBe(0);
  expect(judgePlain({ item: ana.item, login: "ana" }, here())).toMatchObject({ verdict: "done" });
  expect(ana.looks()).toBeGreaterThan(0);
});

test("a line that can't be read is refused for its right first, and for what is wrong with it only then", () => {
  const refusalOf = (line: string) =>
    incident({ roles: { alice: "write", dan: "triage" } })
      .opened("09:00", "alice", at.sev1)
      .comment("09:05", "dan", line)
      .situation("09:06")
      .incident.acts.at(-1)?.refusal?.kind;
  expect(refusalOf("/unflag")).toBe("right");
  expect(refusalOf("/role")).toBe("unreadable");
});
