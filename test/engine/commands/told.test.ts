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
  ["/told regulator/shops 09:10", ["regulator", "shops"]],
  ["/told @acme/payments 09:10", ["acme/payments"]],
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

/** Local to London, an hour before UTC. */
const hour = (at: number) => new Date(at + 3_600_000).toISOString().slice(11, 16);
const times = (body: string) => {
  const { told: all } = said(body).situation("09:20").incident;
  return all.map(({ who, at, called, answered, busy, how }) =>
    [
      who,
      hour(at),
      ...(called ? [answered ? "answered" : busy ? "busy" : "none"] : []),
      ...(how ? [how] : []),
    ].join(" "),
  );
};

test.each([
  ["/told regulator 09:10, shops 09:15 by phone", ["regulator 09:10", "shops 09:15 phone"]],
  ["/told regulator 09:10 shops 09:15 by mail", ["regulator 09:10", "shops 09:15 mail"]],
  ["/told regulator 09:10 INC123 by phone", ["regulator 09:10 phone, INC123"]],
  ["/told regulator 09:10 and shops 09:15", ["regulator 09:10", "shops 09:15"]],
  ["/told regulator 09:10; then the shops at 09:15, INC123", ["regulator 09:10", "shops 09:15 INC123"]],
  ["/told regulator 09:10, 09:15 shops by mail", ["regulator 09:10", "shops 09:15 mail"]],
  ["/told regulator and shops 09:10, @ben 09:15", ["regulator 09:10", "shops 09:10", "ben 09:15"]],
  ["/told regulator 09:10 by phone and shops", ["regulator 09:10 phone", "shops 09:10"]],
  ["/told regulator 09:10, 09:15 by phone", ["regulator 09:10", "regulator 09:15 phone"]],
  ["/told regulator 09:10, they call back at 09:50", ["regulator 09:10 they call back at 09:50"]],
  ["/told regulator 09:10, 09:15 they had called", ["regulator 09:10 09:15 they had called"]],
  ["/told regulator 09:10, shops will be told", ["regulator 09:10 shops will be told"]],
  ["/called regulator 09:05 no answer, 09:11 answered", ["regulator 09:05 none", "regulator 09:11 answered"]],
  [
    "/called regulator no answer 09:05, again 09:11 no answer",
    ["regulator 09:05 none", "regulator 09:11 none"],
  ],
  ["/called regulator 09:05 and 09:11 no answer", ["regulator 09:05 none", "regulator 09:11 none"]],
  ["/called regulator 09:05 no answer, desk 09:11 busy", ["regulator 09:05 none", "desk 09:11 busy"]],
  ["/called regulator 09:05 no answer, desk answered", ["regulator 09:05 none", "desk 09:05 answered"]],
  ["/called regulator 09:05 twice, no answer", ["regulator 09:05 none", "regulator 09:05 none"]],
  ["/called regulator no answer (2x) 09:05", ["regulator 09:05 none", "regulator 09:05 none"]],
  ["/called regulator 09:05 no answer, voicemail is full", ["regulator 09:05 none"]],
] as const)("%s is recorded at each time that it gives", (body, all) => {
  expect(times(body)).toEqual(all);
});

test.each([
  "/told regulator 09:10, shops 09:45 by phone",
  "/called regulator 09:05 no answer, 09:45 answered",
  "/called regulator 09:05, 09:11 answered",
  "/called regulator no answer first, then answered",
])("%s is not recorded by half", (body) => {
  expect(times(body)).toEqual([]);
  expect(says(said(body).plan("09:20"))).toContain("refused");
});

test("each call of a line keeps its own words", () => {
  const { history } = said("/called regulator 09:05 no answer, 09:11 answered, he looks").situation(
    "09:20",
  ).incident;
  const calls = history.filter(({ what }) => what === "called" || what === "no-answer");
  expect(calls.map(({ values }) => values.words)).toEqual([undefined, "he looks"]);
});

test.each([
  "answered by answering machine",
  "answered by voicemail",
  "answered: mailbox",
  "answering machine",
  "left a message",
  "rang out",
  "did not answer",
  "couldn't reach him",
  "nobody answered",
  "(no answer)",
  "reached his voicemail",
])("%s is no answer", (outcome) => {
  expect(times(`/called regulator 09:05 ${outcome}`)).toEqual(["regulator 09:05 none"]);
});

test.each([
  "answered by his wife, he is asleep",
  "answered by an assistant",
  "answered: wrong number",
  "answered, it was his wife",
  "answered then hung up",
  "answered no",
])("of %s it is asked what came of the call", (outcome) => {
  expect(times(`/called regulator 09:05 ${outcome}`)).toEqual([]);
  const { values } = comment(said(`/called regulator 09:05 ${outcome}`).plan("09:20"), "refused");
  expect(values).toMatchObject({ refusal: "call-result", other: "yes" });
});

test.each([
  "answered by eve",
  "answered by her, on her way",
  "answered, no reply to the mail yet",
  "spoke to her",
])("%s is an answer", (outcome) => {
  expect(times(`/called regulator 09:05 ${outcome}`)).toEqual(["regulator 09:05 answered"]);
});
