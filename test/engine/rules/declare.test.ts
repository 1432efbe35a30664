// Who is told at once that an incident is a major one (D-2): those on duty whom the policy names, each once, with their @.
import { describe, expect, test } from "vitest";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { mapOf } from "../map-of.ts";
import { all, comment, says, wakes } from "../outcome.ts";

const policy = `extends: sre
roles: { manager: { duty: [ben] }, tech: { duty: [tia] } }
declare: { tell: { sev1: [manager, tech], sev2: [manager] } }
`;

const opened = (severity: Parameters<History["opened"]>[2], text = policy): History =>
  incident({ policy: text }).opened("09:00", "alice", severity);

const told = (history: History, when: string) =>
  all(history.plan(when), "comment").filter(({ template }) => template === "declare");

describe("the declaration of a major incident", () => {
  test("mentions whoever is on duty for the roles of its severity, in one comment, once", () => {
    const history = opened(at.sev1);
    expect(told(history, "09:00")).toMatchObject([
      {
        mentions: ["ben", "tia"],
        due: time("09:00"),
        values: {
          severity: "SEV1",
          told: [
            { role: "manager", who: "@ben" },
            { role: "tech lead", who: "@tia" },
          ],
        },
      },
    ]);
    expect(says(history.looked("09:00").plan("09:05"))).toEqual([]);
  });

  test("tells only those whom the severity names, and the others when it rises", () => {
    const history = opened(at.sev2);
    expect(told(history, "09:00")[0]?.mentions).toEqual(["ben"]);
    history.looked("09:00").comment("09:10", "ana", "/severity sev1").looked("09:10");
    const later = history
      .snapshot()
      .issue.timeline.filter((item) => item.kind === "comment" && item.body.includes("tocsin:declare"));
    expect(later).toHaveLength(2);
    expect(later[1]).toMatchObject({ body: expect.stringContaining("mentions tia") });
  });

  test("comes when the severity becomes a major one, and again when it does so once more", () => {
    const history = opened(at.sev3);
    expect(told(history, "09:00")).toEqual([]);
    history.looked("09:00").comment("09:30", "ana", "/severity sev2");
    expect(told(history, "09:30")[0]).toMatchObject({ mentions: ["ben"], due: time("09:30") });
    history.looked("09:30").comment("10:00", "ana", "/severity sev3 because one site only").looked("10:00");
    history.comment("11:00", "ana", "/severity sev2");
    expect(told(history, "11:00")[0]?.mentions).toEqual(["ben"]);
  });

  test("waits for the turn of whoever was mentioned on another incident, and for his alone", () => {
    const history = opened(at.sev1).changed((snapshot) => ({
      ...snapshot,
      mentioned: mapOf({ ben: time("08:55") }),
    }));
    expect(told(history, "09:00")[0]?.mentions).toEqual(["tia"]);
    expect(wakes(history.looked("09:00").plan("09:01"))).toBe("09:10");
    expect(told(history, "09:10")[0]?.mentions).toEqual(["ben"]);
  });

  test("tells nobody of a drill, of a resolved one, or where nobody is on duty", () => {
    expect(told(opened(at.sev1).comment("09:00", "ana", "/drill because we train"), "09:00")).toEqual([]);
    expect(told(opened(at.sev1).comment("09:00", "ana", "/resolve"), "09:01")).toEqual([]);
    expect(told(opened(at.sev1, "extends: sre\n"), "09:00")).toEqual([]);
  });

  test("is told in words that stand alone", () => {
    expect(comment(opened(at.sev1).plan("09:00"), "declare").values).toMatchObject({
      title: "Payments down",
      at: "09:00 BST (08:00 UTC)",
      late: "",
    });
  });
});
