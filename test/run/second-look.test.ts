// What a process made beside an incident is looked at once more, whatever else leads to a look in between.
import { expect, test } from "vitest";
import type { Effect } from "../../src/engine/effect.ts";
import { MINUTE, SECOND } from "../../src/engine/instant.ts";
import { secondLook } from "../../src/run/second-look.ts";

const wanted = { id: "an/effect", because: "a test asked for it", rule: "test" };
const worded = { template: "any", values: {}, markers: [] };
const said = (issueId: string): Effect => ({ ...wanted, ...worded, kind: "comment", issueId, mentions: [] });
const opened = (parentId: string | undefined): Effect => ({
  ...{ ...wanted, ...worded, kind: "create-issue", repository: "acme/payments", title: "Review" },
  ...{ labels: [], assignees: [], parentId },
});

function looking() {
  let now = 0;
  const look = secondLook({ now: () => now });
  return {
    at: (instant: number, written: readonly Effect[] = []): number | undefined => {
      now = instant;
      return look({ key: "acme/incidents#1", issueId: "own", written });
    },
  };
}

test.each([
  ["a comment on another issue", said("review")],
  ["an issue that hangs under none", opened(undefined)],
])("%s asks for one look more, which no other look takes away", (_what, effect) => {
  const { at } = looking();
  expect(at(0, [effect])).toBe(2 * MINUTE);
  expect(at(10 * SECOND)).toBe(2 * MINUTE);
  expect(at(2 * MINUTE)).toBeUndefined();
  expect(at(3 * MINUTE)).toBeUndefined();
});

test.each([
  ["a comment on the incident itself", said("own")],
  ["an issue that hangs under it", opened("own")],
])("%s, which a sweep sees, asks for none", (_what, effect) => {
  expect(looking().at(0, [effect])).toBeUndefined();
});

test("what is made for a subject that is no incident asks for none", () => {
  const look = secondLook({ now: () => 0 });
  expect(
    look({ key: "acme/incidents#handover", issueId: undefined, written: [said("rolling")] }),
  ).toBeUndefined();
});
