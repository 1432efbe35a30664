import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { clockTime, local, zoneName } from "../../src/engine/time.ts";

const instant = (text: string): number => Date.parse(text);

describe("a time for people", () => {
  test.each([
    ["2025-05-01T14:40:00Z", "Europe/London", "15:40 BST (14:40 UTC)"],
    ["2025-05-02T14:40:00Z", "Europe/London", "Fri 2 May 15:40 BST (14:40 UTC)"],
    ["2026-01-02T14:40:00Z", "Europe/London", "Fri 2 Jan 2026 14:40 GMT"],
    ["2025-05-01T23:30:00Z", "Europe/London", "Fri 2 May 00:30 BST (23:30 UTC)"],
    ["2025-05-01T14:40:00Z", "UTC", "14:40 UTC"],
    ["2025-05-01T14:40:00Z", "Asia/Kathmandu", "20:25 UTC+05:45 (14:40 UTC)"],
    ["2025-05-01T14:40:00Z", "America/New_York", "10:40 EDT (14:40 UTC)"],
  ])("%s in %s is %s, read on 1 May 2025", (at, zone, shown) => {
    expect(clockTime(instant(at), zone, instant("2025-05-01T09:00:00Z"))).toBe(shown);
  });

  test("has the name of its zone on both sides of a change of the clocks", () => {
    expect(zoneName(instant("2025-10-26T00:59:59Z"), "Europe/London")).toBe("BST");
    expect(zoneName(instant("2025-10-26T01:00:00Z"), "Europe/London")).toBe("GMT");
  });
});

describe("a pattern", () => {
  test("is written as luxon writes it, in any zone", () => {
    const zones = ["Europe/London", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "UTC"];
    const patterns = ["HH:mm", "yyyy-MM-dd", "EEE d MMM yyyy HH:mm:ss", "'UTC'ZZ"];
    const at = fc.integer({ min: Date.UTC(1973, 0, 1), max: Date.UTC(2060, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.constantFrom(...patterns), at, (zone, pattern, when) => {
        const there = DateTime.fromMillis(when, { zone, locale: "en-US" });
        expect(local(when, zone, pattern.replace("ZZ", "xxx"))).toBe(there.toFormat(pattern));
      }),
      { numRuns: 1000 },
    );
  });

  test("keeps what is quoted", () => {
    expect(local(0, "UTC", "'at' HH:mm")).toBe("at 00:00");
  });
});
