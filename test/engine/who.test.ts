// Who is asked: holder → duty → assignees → the opener, if a member → the fallback; and what the reminder says of it.
import { expect, test } from "vitest";
import { at } from "./answers.ts";
import { type History, incident, type Setting } from "./build.ts";
import { mapOf } from "./map-of.ts";
import { card, comment, lookedAt, value } from "./outcome.ts";

const outage = (setting: Setting = {}) => incident(setting).opened("09:00", "alice", at.sev1).looked("09:00");
const fallback = "extends: sre\nattention: { fallback: [acme/on-call, erin] }";

/** Who is asked by the reminder of an instant, and how it came. */
function asked(history: History, when = "09:50") {
  const { values, mentions } = comment(history.plan(when), "reminder");
  return { called: values.called, how: values.how, mentions };
}

test("whoever holds the role is asked", () => {
  const history = outage({ policy: "extends: sre\nroles: { lead: { duty: [ben] } }" });
  history.comment("09:01", "ana", "/role lead @ana").assigned("09:02", "dan");
  expect(asked(history, "09:51")).toEqual({ called: "@ana", how: "holder", mentions: ["ana"] });
});

test("all holders of a role are asked", () => {
  const history = outage().comment("09:01", "ana", "/role lead @ana @ben");
  expect(asked(history, "09:51").mentions).toEqual(["ana", "ben"]);
});

test("a vacant role is asked of whoever has it by duty", () => {
  const history = outage({ policy: "extends: sre\nroles: { lead: { duty: [ben] } }" }).assigned(
    "09:02",
    "dan",
  );
  expect(asked(history)).toEqual({ called: "@ben", how: "duty", mentions: ["ben"] });
});

test("with nobody on duty the assignees are asked", () => {
  expect(asked(outage().assigned("09:02", "dan"))).toEqual({
    called: "@dan",
    how: "assignee",
    mentions: ["dan"],
  });
});

test("with nobody assigned whoever opened it is asked, if a member", () => {
  expect(asked(outage())).toMatchObject({ how: "opener", mentions: ["alice"] });
});

test("whoever opened it and is known to have too little right is passed over", () => {
  const history = incident({ policy: fallback, roles: { dan: "read" } }).opened("09:00", "dan", at.sev1);
  history.looked("09:00").comment("09:10", "dan", "We restart it");
  expect(comment(history.plan("09:10"), "refused").values).toMatchObject({ refusal: "right" });
  expect(asked(lookedAt(history, "09:10"))).toMatchObject({ how: "fallback", mentions: ["erin"] });
});

test("whoever opened it stays passed over when the record forgets what came to nothing", () => {
  const history = incident({ policy: fallback, roles: { dan: "read" } }).opened("09:00", "dan", at.sev1);
  history.looked("09:00").comment("09:10", "dan", "We restart it").looked("09:10");
  history.rights({ dan: "read", ana: "triage" });
  history.comment("09:20", "ana", "/severity sev2 because one site").looked("09:20");
  history.comment("09:21", "ana", "/severity sev1").looked("09:21");
  expect(asked(history, "10:12")).toMatchObject({ how: "fallback", mentions: ["erin"] });
});

test("an outsider who opened it is never asked", () => {
  const history = incident({
    public: true,
    policy: fallback,
    roles: { mallory: "none", ana: "triage" },
  })
    .opened("09:00", "mallory", at.sev1)
    .looked("09:00")
    .comment("09:01", "ana", "/accept")
    .looked("09:01");
  expect(asked(history).mentions).not.toContain("mallory");
  expect(String(value(card(history, "09:02"), "next.whose"))).not.toContain("mallory");
});

test("the fallback is the last resort, and its people come before its teams", () => {
  const history = incident({ public: true, policy: fallback, roles: { sorter: "triage" } });
  history
    .opened("09:00", "alice", at.sev1)
    .changed((snapshot) => ({
      ...snapshot,
      roles: mapOf({ alice: "triage" }),
      issue: { ...snapshot.issue, author: { login: "ghost", kind: "other" } },
    }))
    .labeled("09:00", "alice", "incident")
    .looked("09:00");
  expect(asked(history, "10:20")).toEqual({ called: "@erin", how: "fallback", mentions: ["erin"] });
});

test("a team is mentioned only where no person is known", () => {
  const policy = "extends: sre\nattention: { fallback: [acme/on-call] }\nescalation: [manager]";
  const history = lookedAt(outage({ policy }), "09:50", "10:05", "10:20");
  expect(comment(history.plan("11:00"), "reminder").mentions).toEqual(["alice", "acme/on-call"]);
  expect(asked(outage({ policy })).mentions).toEqual(["alice"]);
});

test("where nobody can be found the reminder says so and mentions nobody", () => {
  const history = outage().changed((snapshot) => ({
    ...snapshot,
    issue: { ...snapshot.issue, author: undefined },
  }));
  expect(asked(history)).toEqual({ called: "", how: "nobody", mentions: [] });
});

test("where only a contact without an account has the role, the next in the chain is asked to reach them", () => {
  const history = outage().comment("09:01", "ana", '/role lead "Dr Who"');
  expect(asked(history, "09:51")).toEqual({ called: "@alice", how: "opener", mentions: ["alice"] });
  const { contacts } = comment(lookedAt(history, "09:01").plan("09:51"), "reminder").values;
  expect(contacts).toMatchObject({ names: "Dr Who", key: "lead", duty: false });
});

test("a contact who holds a role beside somebody with an account is named and not mentioned", () => {
  const history = outage().comment("09:01", "ana", '/role lead "Dr Who", @ben');
  expect(asked(history, "09:51")).toEqual({ called: "Dr Who, @ben", how: "holder", mentions: ["ben"] });
});

test("in a drill only whoever asked for it is mentioned", () => {
  const history = outage()
    .assigned("09:01", "dan")
    .comment("09:02", "ana", "/drill because we train")
    .looked("09:02");
  expect(comment(history.plan("09:03"), "drill-reminder").mentions).toEqual(["ana"]);
});

test("the last step goes up to whoever has the next role by duty, and says which", () => {
  const policy = "extends: sre\nroles: { manager: { duty: [erin] } }";
  const history = outage({ policy }).comment("09:01", "ana", "/role lead @ana").looked("09:01");
  lookedAt(history, "09:51", "10:06", "10:21");
  const { values, mentions } = comment(history.plan("11:01"), "reminder");
  expect(mentions).toEqual(["ana", "erin"]);
  expect(values.stepUp).toMatchObject({ who: "@erin", how: "duty", same: false });
  expect(values.last).toBe(true);
});

test("no clock goes up to a level that only people ask, though somebody asked it (H-25)", () => {
  const policy = `extends: sre
roles: { manager: { duty: [erin] }, board: { title: board, duty: [zoe] } }
escalation: { levels: [{ key: "1", role: manager }, { key: "2", role: board, by-people: true }] }
`;
  const history = outage({ policy }).comment("09:01", "ana", "/role lead @ana").looked("09:01");
  history.comment("09:05", "ana", "/escalate 2 because all is down");
  expect(comment(history.plan("09:05"), "escalate").mentions).toEqual(["zoe"]);
  lookedAt(history, "09:05", "09:51", "10:06", "10:21");
  expect(comment(history.plan("11:01"), "reminder").mentions).toEqual(["ana", "erin"]);
});

test("only the last step goes up", () => {
  const policy = "extends: sre\nroles: { manager: { duty: [erin] } }";
  const history = lookedAt(outage({ policy }), "09:50");
  expect(comment(history.plan("10:05"), "reminder")).toMatchObject({ mentions: ["alice"] });
  expect(comment(history.looked("10:05").plan("10:20"), "reminder").mentions).toEqual(["alice"]);
});
