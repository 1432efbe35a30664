// The day of an action in the organization's field: written once, moved by people with the right of `/due`, and never fought over.
import { describe, expect, test } from "vitest";
import type { Child } from "../../src/engine/snapshot/child.ts";
import { type History, person, time } from "./build.ts";
import { closed, followed, policy, refusals, roles, said, task } from "./followed.ts";
import { all } from "./outcome.ts";

const wanting = policy.replace("verify: true", "verify: true, target-date: true");
const breaker = "Add a breaker";

/** Two actions of an organization that has the field, in which nothing stands yet. */
function dated(): History {
  const history = followed({ policy: wanting }).changed((seen) => ({ ...seen, targetField: "IFD_1" }));
  return history.child(breaker, { target: { moves: [] } });
}

/** Somebody puts a day into the field, or takes it out. */
function moved(history: History, when: string, by: string, day?: string): History {
  const found = history.snapshot().children.find(({ title }) => title === breaker);
  const move = { id: `IFE_${when}`, at: time(when), by: person(by), day };
  const target: Child["target"] = { day, moves: [...(found?.target?.moves ?? []), move] };
  return history.child(breaker, { target });
}

const writes = (history: History, at: string) => all(history.plan(at), "set-field").map(({ day }) => day);

describe("the day of an action", () => {
  test("is written into the field once, and again when it is moved by a command", () => {
    const history = dated();
    expect(all(history.plan("10:50"), "set-field")).toMatchObject([{ fieldId: "IFD_1", day: "2026-05-20" }]);
    history.looked("10:50");
    expect(writes(history, "10:51")).toEqual([]);
    said(history, breaker, { when: "11:00", by: "ben", body: "/due 25 May because parts are late" });
    expect(writes(history, "11:00")).toEqual(["2026-05-25"]);
    expect(writes(history.looked("11:00"), "11:01")).toEqual([]);
  });

  test("is moved by who moves the field, as by /due in the issue, and is on record", () => {
    const history = moved(dated().looked("10:50"), "11:00", "ben", "2026-05-12");
    expect(task(history, breaker)?.due).toBe("2026-05-12");
    expect(task(history, breaker)?.followUp?.due?.by).toBe("ben");
    expect(writes(history, "11:00")).toEqual([]);
    expect(history.looked("11:00").snapshot().ledger?.actions).toMatchObject([{ due: "2026-05-12" }, {}]);
    expect(writes(history, "11:01")).toEqual([]);
  });

  test.each([
    ["later without a reason", "ben", "2026-05-25", "because"],
    ["to a day that is over", "ben", "2026-04-01", "past-day"],
    ["by somebody without a right to it", "mallory", "2026-05-12", "right"],
  ])("that is moved %s is put back once, and it is said in the issue why", (_how, by, day, kind) => {
    const history = dated()
      .looked("10:50")
      .rights({ ...roles, mallory: "read", "mallory@acme/payments": "read" });
    moved(history, "11:00", by, day);
    expect(refusals(history, "11:00")).toEqual([kind]);
    expect(task(history, breaker)?.due).toBe("2026-05-20");
    const answer = all(history.plan("11:00"), "comment").find(({ template }) => template === "refused");
    expect(answer?.issueId).toBe(task(history, breaker)?.child.id);
    expect(writes(history, "11:00")).toEqual(["2026-05-20"]);
    history.looked("11:00");
    expect(writes(history, "11:01")).toEqual([]);
    // GitHub refused it: it still stands there, and is left.
    moved(history, "11:00", by, day);
    expect(writes(history, "11:02")).toEqual([]);
  });

  test("that a person takes out of the field stays out until it is another", () => {
    const history = moved(dated().looked("10:50"), "11:00", "ben");
    expect(task(history, breaker)?.due).toBe("2026-05-20");
    expect(writes(history, "11:00")).toEqual([]);
    expect(writes(history.looked("11:00"), "11:01")).toEqual([]);
    said(history, breaker, { when: "11:30", by: "ben", body: "/due 12 May" });
    expect(writes(history, "11:30")).toEqual(["2026-05-12"]);
  });

  test("is not written where there is no such field, nor where nobody looked", () => {
    expect(writes(followed({ policy: wanting }), "10:50")).toEqual([]);
    const unseen = followed({ policy: wanting }).changed((seen) => ({ ...seen, targetField: "IFD_1" }));
    expect(writes(unseen, "10:50")).toEqual([]);
  });

  test("that a bot puts there means nothing", () => {
    const history = dated().looked("10:50");
    const move = {
      id: "IFE_1",
      at: time("11:00"),
      by: { login: "planner", kind: "bot" },
      day: "2026-05-12",
    } as const;
    history.child(breaker, { target: { day: move.day, moves: [move] } });
    expect(task(history, breaker)?.due).toBe("2026-05-20");
  });

  test("of what is closed is not moved any more by the field", () => {
    const history = dated()
      .looked("10:50")
      .child(breaker, { ...closed("ben"), target: undefined });
    expect(writes(history, "11:30")).toEqual([]);
    expect(history.looked("11:30").snapshot().ledger?.actions).toMatchObject([{ shown: "2026-05-20" }, {}]);
  });
});
