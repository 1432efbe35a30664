// Commands as people write them in haste: behind a sentence, by another tool's name, two in one line.
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { incident } from "../build.ts";
import { card, comment, says } from "../outcome.ts";

const said = (body: string) =>
  incident({ roles: { alice: "write", ana: "write", ben: "write" } })
    .opened("09:00", "alice", at.sev3)
    .looked("09:00")
    .comment("09:20", "ana", body);
/** The latest update on the card. */
const valueOfLatest = (body: string) => card(said(body), "09:20").latest;
const refused = (body: string) => comment(said(body).plan("09:20"), "refused").values;

test("a command behind the end of a sentence is carried out, and the sentence is an update", () => {
  const { incident: found } = said("Found it. /role lead me").situation("09:20");
  expect(found.roles.get("lead")?.holders).toMatchObject([{ login: "ana" }]);
  expect(found.lastUpdate?.at).toBeDefined();
});

test.each([
  "Look at the wiki. /etc/hosts is full",
  "We never write it. `/resolve` ends it",
  "Who says /resolve and when",
  "    code. /resolve",
])("%j gives no command", (body) => {
  expect(said(body).situation("09:20").incident.status.key).toBe("open");
  expect(says(said(body).plan("09:20"))).toEqual([]);
});

test.each([
  ["/Sev 2", "sev2"],
  ["/sev 1 because it grows", "sev1"],
  ["/SEV 2: checkout too", "sev2"],
])("%s is /severity with its number", (body, key) => {
  expect(said(body).situation("09:20").incident.severity?.key).toBe(key);
});

test.each([
  ["/page ben", "did you mean /escalate?"],
  ["/assign ben", "did you mean /role lead @…?"],
  ["/role lead ben, comms ana", "/role comms ana"],
  ["/update we are on it, /status mitigated", "In the middle of a line a command is not carried out."],
  [
    "/status mitigated because we need /role lead me",
    "In the middle of a line a command is not carried out.",
  ],
  ["/next steps: the restore", "did you mean /next-update?"],
  [
    "/told manager 09:10 by phone as he had asked /ack",
    "In the middle of a line a command is not carried out.",
  ],
  ["/note alert", "It does not say what is to be noted."],
  ["/note alert 08:50", "It does not say what is to be noted."],
])("%s is answered by what to write", (body, problem) => {
  expect(refused(body)).toMatchObject({ refusal: "unreadable", problem: expect.stringContaining(problem) });
});

test.each([
  ["/role lead me\nWe rolled back at 09:00, next update 10:00", "We rolled back at 09:00, next update 10:00"],
  ["/ack\n\nI take the database side", "I take the database side"],
  ["/told support 09:10 by phone\nThey have 40 tickets", "They have 40 tickets"],
  ["/role nosuch @ben\nWe rolled back", "We rolled back"],
])("words below a command that has none of its own are an update: %j", (body, words) => {
  const { incident: found } = said(body).situation("09:20");
  expect(found.history.at(-1)).toMatchObject({ what: "update", by: "ana" });
  expect(JSON.stringify(valueOfLatest(body))).toContain(words.slice(0, 14));
});

test("a reason below a command stays its reason, and a value goes on below its line", () => {
  const asked = said("/role lead ben\nbecause ana sleeps").situation("09:20").incident;
  expect(asked.lastUpdate).toBeUndefined();
  const given = said("/set impact Nobody can pay\nsince nine, in all shops\n\nWe restart it").situation(
    "09:20",
  );
  expect(given.incident.facts.get("impact")?.text).toBe("Nobody can pay\nsince nine, in all shops");
  expect(given.incident.lastUpdate?.at).toBeDefined();
});

test.each([
  ["/status investigating and /role lead me", "investigating", "ana"],
  ["We see it. /role lead me, /status mitigated", "mitigated", "ana"],
  ["Rolled back. /status mitigated /role lead me", "mitigated", "ana"],
  ["/role lead me /status mitigated", "mitigated", "ana"],
  ["/ack /role lead me", "open", "ana"],
  ["/told manager 09:10 by phone /lead me", "open", "ana"],
  ["/lead me /ack /mitigated", "mitigated", "ana"],
  ["Rolled back.\n• /status mitigated\n• /role lead me", "mitigated", "ana"],
  ["– /status mitigated\n·/role lead me", "mitigated", "ana"],
  ["✅ /status mitigated\n◦ **/role lead me**", "mitigated", "ana"],
  ["/told manager 09:10, use /role lead me", "open", undefined],
  ["a) /status mitagated\n(2) /role lead me", "open", "ana"],
  ["/update We are on it. /role lead me, /status mitigated", "mitigated", "ana"],
  ["/severity sev2 because it grows. /role lead me", "open", "ana"],
  ["/update use /role lead me", "open", undefined],
  ["/status mitigated because we need /role lead me", "mitigated", undefined],
  ["/update we are on it, /status mitigated", "open", undefined],
])("of two commands in one line both are carried out, but not out of prose: %j", (body, status, lead) => {
  const { incident: found } = said(body).situation("09:20");
  expect(found.status.key).toBe(status);
  expect(found.roles.get("lead")?.holders[0]).toEqual(lead && { kind: "account", login: lead });
});

test.each([
  ["/next 09:45", "09:45"],
  ["/next update 09:45", "09:45"],
  ["/next in 25m", "09:45"],
  ["/Next-update: 09:45", "09:45"],
])("%s is /next-update", (body, at) => {
  expect(JSON.stringify(card(said(body), "09:20"))).toContain(at);
});
