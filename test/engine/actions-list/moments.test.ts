// When owners and leads are reminded of an action: in working hours, whatever lies between.
import { describe, expect, test } from "vitest";
import { leadsMoment, ownersMoments } from "../../../src/engine/actions-list/moments.ts";
import type { ActionRecord } from "../../../src/engine/ledger.ts";
import { dayTime } from "../../../src/engine/time.ts";
import { ruledBy } from "./told.ts";

const office = ruledBy(
  `calendars: { office: { zone: Europe/London, hours: { mon-fri: "09:00-17:00" }, holidays: GB-ENG } }`,
);
const none = ruledBy("");

function action(filed: string, due?: string): ActionRecord {
  return {
    ...{ id: "I_9", ref: "acme/shop#9", title: "Add a breaker", owners: ["ana"], state: "open" },
    ...{ filedAt: Date.parse(filed), ...(due !== undefined && { due }) },
  };
}

const told = (moments: readonly { readonly at: number; readonly why: string }[]) =>
  moments.map(({ at, why }) => `${why} ${dayTime(at, "Europe/London")}`);

describe("owners are reminded", () => {
  test("at half of the time, two working days before, and on the day", () => {
    expect(told(ownersMoments(action("2025-05-12T09:00:00Z", "2025-05-30"), office))).toEqual([
      "half Thu 22 May 09:00 BST",
      "before Wed 28 May 09:00 BST",
      "due Fri 30 May 09:00 BST",
    ]);
  });

  test("over a bank holiday weekend on the working days around it", () => {
    // Good Friday is the 18th of April, Easter Monday the 21st.
    expect(told(ownersMoments(action("2025-04-16T08:00:00Z", "2025-04-21"), office))).toEqual(
      ["before Wed 16 Apr 09:00 BST", "due Thu 17 Apr 09:00 BST", "half Tue 22 Apr 09:00 BST"].filter(
        (line) => !line.startsWith("before"),
      ),
    );
  });

  test("on each weekday from nine to five where the policy has no calendar", () => {
    expect(told(ownersMoments(action("2025-04-14T09:00:00Z", "2025-04-21"), none)).at(-1)).toBe(
      "due Mon 21 Apr 09:00 BST",
    );
  });

  test("of an action without a day never, and of what was past when it was filed no more", () => {
    expect(ownersMoments(action("2025-05-12T09:00:00Z"), office)).toEqual([]);
    expect(ownersMoments(action("2025-05-12T09:00:00Z", "2025-05-01"), office)).toEqual([]);
  });

  test("as the policy says", () => {
    const rarely = ruledBy("actions: { remind: [due, 3d] }");
    expect(told(ownersMoments(action("2025-05-12T09:00:00Z", "2025-05-30"), rarely))).toEqual([
      "before Tue 27 May 09:00 BST",
      "due Fri 30 May 09:00 BST",
    ]);
  });
});

describe("the lead is asked", () => {
  test("five working days after the day", () => {
    const moment = leadsMoment(action("2025-04-01T09:00:00Z", "2025-04-15"), office);
    expect(moment && dayTime(moment.at, "Europe/London")).toBe("Fri 25 Apr 09:00 BST");
  });

  test("of an action without a day never", () => {
    expect(leadsMoment(action("2025-04-01T09:00:00Z"), office)).toBeUndefined();
  });
});
