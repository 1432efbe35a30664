// What a comment says of turns: that it waited for one, and which other incidents wait to ask whom it mentions.
import { describe, expect, test } from "vitest";
import type { AskTurn } from "../../../src/engine/snapshot.ts";
import { turnsOf } from "../../../src/engine/voice/turns.ts";
import { minute, seen } from "./floors.ts";

const waits = (key: string, who: string): AskTurn => ({
  ...{ key, who, rank: 0, since: minute(-2), until: minute(15) },
});
const told = (mentions: readonly string[], ...turns: readonly AskTurn[]) =>
  turnsOf(mentions, seen({ turns }));
const incident = (number: number): string => `acme/incidents#${number}`;

describe("a comment that mentions somebody", () => {
  test("says nothing of turns where nobody waits", () => {
    expect(turnsOf(["ana"], seen())).toEqual({ mentions: ["ana"] });
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

  test("says that it waited its turn itself", () => {
    expect(told(["ana", "bob"], waits(incident(1), "ana"))).toEqual({
      mentions: ["ana", "bob"],
      waited: "ana",
    });
  });
});
