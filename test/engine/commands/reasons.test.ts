// What takes a reason, since others will ask for it: quiet on a major incident, and an update that is put off beyond twice its limit (H-9).
import { describe, expect, test } from "vitest";
import { at } from "../answers.ts";
import { incident } from "../build.ts";
import { comment, says } from "../outcome.ts";

const asked = (body: string, severity: (typeof at)[keyof typeof at] = at.sev1) =>
  incident().opened("09:00", "alice", severity).looked("09:00").comment("09:05", "ana", body).plan("09:05");

describe("a reason", () => {
  test.each([
    ["/quiet 60m", "/quiet 60m"],
    ["/next-update 11:10", "/next-update 11:10"],
    ["/next-update in 3h", "/next-update in 3h"],
  ])("is asked for at SEV1 by %s", (body, form) => {
    expect(comment(asked(body), "refused").values).toMatchObject({ refusal: "because", form });
  });

  test.each([
    "/quiet 60m because all are on the call",
    "/next-update 11:10 because the restore takes so long",
    "/next-update 11:04",
    "/quiet off",
  ])("is given, or not needed, by %s", (body) => {
    expect(says(asked(body))).toEqual([]);
  });

  test("is not asked for by quiet where the incident is no major one", () => {
    expect(says(asked("/quiet 60m", at.sev3))).toEqual([]);
  });
});
