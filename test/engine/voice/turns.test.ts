// What a comment says of turns: that it waited for one, and which other incidents wait to ask whom it mentions.
import { describe, expect, test } from "vitest";
import type { AskTurn } from "../../../src/engine/snapshot.ts";
import type { Floor } from "../../../src/engine/voice/floor.ts";
import { turnsOf } from "../../../src/engine/voice/turns.ts";
import { mapOf } from "../map-of.ts";
import { floor, minute, seen } from "./floors.ts";

const waits = (key: string, who: string): AskTurn => ({
  ...{ key, who, rank: 0, thread: "a/1", since: minute(-2), until: minute(15) },
});
const told = (mentions: readonly string[], ...turns: readonly AskTurn[]) =>
  turnsOf(mentions, floor({ seen: seen({ turns }) }), { threads: ["a/1"], since: minute(-2) });
const incident = (number: number): string => `acme/incidents#${number}`;

describe("a comment that mentions somebody", () => {
  test("says nothing of turns where nobody waits", () => {
    expect(told(["ana"])).toEqual({ mentions: ["ana"] });
    expect(told(["ana"], waits(incident(2), "bob"))).toEqual({ mentions: ["ana"] });
  });

  test("names the incidents of the repository that wait for whom it mentions, each once and in order", () => {
    const turns = [waits(incident(7), "ana"), waits(incident(3), "mo"), waits(incident(3), "ana")];
    expect(told(["Ana", "bob"], ...turns).waiting).toEqual({
      ...{ who: "Ana", issues: [3, 7], more: 0, one: false },
    });
  });

  test("counts those that are more than a line holds", () => {
    const turns = Array.from({ length: 10 }, (_, index) => waits(incident(index + 2), "ana"));
    expect(told(["ana"], ...turns).waiting).toMatchObject({ more: 2 });
  });

  test("tells nothing of another repository, nor of what has no number", () => {
    const turns = [waits("acme/restricted#3", "ana"), waits("acme/incidents#handover", "ana")];
    expect(told(["ana"], ...turns).waiting).toBeUndefined();
  });

  test("says for whom it waited, where that is why it is late", () => {
    const mine = waits(incident(1), "ana");
    const late = (more: Partial<Floor>, since = minute(-2), thread = "a/1") =>
      turnsOf(["ana", "bob"], floor({ seen: seen({ turns: [mine] }), ...more }), {
        threads: [thread],
        since,
      });
    const asked = { mentions: mapOf({ ana: minute(-10) }) };
    expect(late(asked).waited).toBe("ana");
    // Nobody had asked her, it was due long before that, or it was something else that waited.
    expect(late({}).waited).toBeUndefined();
    expect(late(asked, minute(-90)).waited).toBeUndefined();
    expect(late(asked, minute(-2), "b/1").waited).toBeUndefined();
  });
});
