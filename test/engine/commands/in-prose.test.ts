// Commands as people write them in haste: behind a sentence, by another tool's name, two in one line.
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { incident } from "../build.ts";
import { comment, says } from "../outcome.ts";

const said = (body: string) =>
  incident({ roles: { alice: "write", ana: "write", ben: "write" } })
    .opened("09:00", "alice", at.sev3)
    .looked("09:00")
    .comment("09:20", "ana", body);
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
  ["/note alert", "It does not say what is to be noted."],
  ["/note alert 08:50", "It does not say what is to be noted."],
])("%s is answered by what to write", (body, problem) => {
  expect(refused(body)).toMatchObject({ refusal: "unreadable", problem: expect.stringContaining(problem) });
});
