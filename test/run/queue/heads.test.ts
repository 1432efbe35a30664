// What a sweep remembers of a key: a head counts as looked at only where the look saw what it showed.
import { expect, test } from "vitest";
import { HeadMemory, type SweptHead } from "../../../src/run/queue/heads.ts";
import type { Ending } from "../../../src/run/queue/pass.ts";

const key = "acme/incidents#1";
const question = { now: 0, grace: 0 };

const head = (fingerprint: string): SweptHead => ({ key, fingerprint, cardFingerprint: "old" });

const passed = (fingerprint?: string): Ending => ({
  ...{ kind: "passed", key, at: 0 },
  outcome: { again: false, fingerprint },
});

/** Looked at after this head, with what the look saw. */
function looked(memory: HeadMemory, shown: string, seen?: string): void {
  memory.seek(head(shown), undefined);
  memory.note(passed(seen));
}

test("a head is known once a look saw what it showed", () => {
  const memory = new HeadMemory();
  looked(memory, "new", "new");
  expect(memory.judge(head("new"), question).kind).toBe("wait");
});

test("a head that a look did not see, from a replica behind, is looked at once more and then left", () => {
  const memory = new HeadMemory();
  looked(memory, "new", "old");
  expect(memory.judge(head("new"), question)).toEqual({ kind: "look", why: "changed" });
  looked(memory, "new", "old");
  expect(memory.judge(head("new"), question).kind).toBe("wait");
  expect(memory.judge(head("newer"), question).kind).toBe("look");
});

test("what a head could not see is held against nothing, and a look that has no print believes the head", () => {
  const memory = new HeadMemory();
  looked(memory, "a|?", "a|b");
  expect(memory.judge(head("a|?"), question).kind).toBe("wait");
  looked(memory, "print", undefined);
  expect(memory.judge(head("print"), question).kind).toBe("wait");
});
