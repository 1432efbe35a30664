// `/told` and `/called` record what was so, of everybody whom they name, or say that they recorded nothing.
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { incident } from "../build.ts";
import { comment, says } from "../outcome.ts";

const policy =
  "{ extends: sre, contacts: { shops: the shops, regulator: the regulator, desk: the service desk } }";
const said = (body: string) =>
  incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00").comment("09:20", "ana", body);
const told = (body: string) =>
  said(body)
    .situation("09:20")
    .incident.told.map(({ who, called, answered }) => [who, ...(called ? [answered] : [])].join(" "));

test.each([
  "/told regulator not yet, their line is busy",
  "/told regulator not yet",
  "/told regulator 09:10 could not reach him",
  "/told regulator couldn't",
  "/told regulator did not answer",
  "/told nobody",
  "/told no one",
  "/told the shops will be told at 10:00",
  "/told regulator will be told by mail",
  "/told regulator to be informed",
  "/told regulator?",
  "/told regulator 09:10 (really?)",
  "/told regulator has not been reached",
  "/told regulator nobody answered",
  "/told regulator later",
  "/told shops and regulator not yet",
  "/called nobody answered",
  "/called regulator answered?",
])("%s is not recorded, and says so", (body) => {
  expect(told(body)).toEqual([]);
  expect(comment(said(body).plan("09:20"), "refused").values).toMatchObject({ refusal: "not-so" });
});

test.each([
  ["/told regulator, shops 09:10 by phone", ["regulator", "shops"]],
  ["/told regulator and shops", ["regulator", "shops"]],
  ["/told the shops and the regulator 09:10", ["shops", "regulator"]],
  ["/told regulator, shops & desk by mail", ["regulator", "shops", "desk"]],
  ["/told the service desk and manager at 09:10", ["desk", "manager"]],
  ["/told regulator and @ben 09:10", ["regulator", "ben"]],
  ["/told carol and dave 09:10", ["carol and dave"]],
  ["/told regulator, INC123", ["regulator"]],
  ["/told regulator, he will look into it", ["regulator"]],
  ["/told regulator 09:10: nobody is hurt", ["regulator"]],
  ["/told regulator not to switch it on", ["regulator"]],
  ["/told regulator 09:10, who will decide", ["regulator"]],
  ["/called regulator, shops 09:10 no answer", ["regulator false", "shops false"]],
  ["/called regulator and desk answered", ["regulator true", "desk true"]],
  ["/called regulator answered that they are busy", ["regulator true"]],
])("%s is recorded of each", (body, who) => {
  expect(told(body)).toEqual(who);
  expect(says(said(body).plan("09:20"))).not.toContain("refused");
});

test.each([
  ["/told regulator and legal 09:10", "legal", "/told regulator"],
  ["/told legal, regulator by phone", "legal", "/told regulator"],
  ["/called desk, legal no answer", "legal", "/called desk"],
])("%s names somebody whom the policy does not know: never half of it", (body, names, form) => {
  expect(told(body)).toEqual([]);
  expect(comment(said(body).plan("09:20"), "refused").values).toMatchObject({
    refusal: "names",
    names,
    form,
  });
});

test("of several the time that is given counts for each", () => {
  const { told: all } = said("/told regulator, shops 09:10 by phone").situation("09:20").incident;
  expect(all.map(({ at: when, how }) => [when, how])).toEqual([
    [all[0]?.at, "phone"],
    [all[0]?.at, "phone"],
  ]);
});
