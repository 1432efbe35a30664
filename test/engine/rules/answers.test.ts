// Answers to commands: a reaction; words only where something was refused, once a person and incident; strangers hear none.
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { incident } from "../build.ts";
import { comment, does, lookedAt, says } from "../outcome.ts";

const roles = { alice: "write", ana: "write", dan: "read", erin: "read" } as const;
const outage = () => incident({ roles }).opened("09:00", "alice", at.sev1).looked("09:00");

test("a command that was carried out is answered by a reaction alone, once", () => {
  const history = outage().comment("09:05", "ana", "/role lead me");
  expect(does(history.plan("09:05"))).toEqual(["react THUMBS_UP"]);
  expect(does(history.looked("09:05").plan("09:06"))).toEqual([]);
});

test("a command that was refused is answered by a reaction and by words", () => {
  const history = outage().comment("09:05", "dan", "/severity sev2 because it is small");
  expect(does(history.plan("09:05"))).toEqual(["react CONFUSED", "comment refused"]);
  expect(comment(history.plan("09:05"), "refused")).toMatchObject({
    mentions: [],
    values: { who: "dan", refusal: "right" },
  });
});

test("a person hears of a problem in words once an hour, another person hears their own", () => {
  const history = outage().comment("09:05", "dan", "/resolve").looked("09:05");
  expect(does(history.comment("09:06", "dan", "/resolve").plan("09:06"))).toEqual(["react CONFUSED"]);
  history.looked("09:06").comment("09:07", "erin", "/resolve");
  expect(does(history.plan("09:07"))).toEqual(["react CONFUSED", "comment refused"]);
});

test("of several problems at one look a person hears each", () => {
  const history = outage()
    .comment("09:05", "dan", "/resolve")
    .comment("09:05", "dan", "/severity sev2")
    .comment("09:05", "erin", "/confirm");
  expect(says(history.plan("09:05"))).toEqual(["refused", "refused", "refused"]);
});

test.each([
  ["/quiet 60m", "/next-update 13:00"],
  ["/role lead @nobodyhere", "/role comms @alsonobody"],
  ["/note alert 25:10 disk", "/told manager 23:00"],
])("two problems of one kind get their words each: %s and %s", (one, other) => {
  const history = outage()
    .comment("09:05", "ana", one)
    .rights({ ...roles, nobodyhere: "none", alsonobody: "none" });
  expect(says(history.plan("09:05"))).toEqual(["refused"]);
  history.looked("09:05").comment("09:06", "ana", other);
  expect(says(history.plan("09:06"))).toEqual(["refused"]);
  history.looked("09:06").comment("09:07", "ana", one);
  expect(says(history.plan("09:07"))).toEqual([]);
});

test("of many problems of one kind a person hears of five in an hour", () => {
  const history = outage();
  for (const minute of ["10", "11", "12", "13", "14"]) {
    history.comment(`09:${minute}`, "ana", `/severity sev${minute}`);
    expect(says(history.plan(`09:${minute}`))).toEqual(["refused"]);
    history.looked(`09:${minute}`);
  }
  expect(says(history.comment("09:15", "ana", "/severity sev15").plan("09:15"))).toEqual([]);
  expect(says(history.looked("09:15").comment("09:16", "ana", "/status gone").plan("09:16"))).toEqual([
    "refused",
  ]);
});

test("a refusal that somebody deleted is not said again", () => {
  const history = lookedAt(outage().comment("09:05", "dan", "/resolve"), "09:05", "09:06");
  history.comment("09:07", "ana", "/confirm").looked("09:07").deleted("refused");
  expect(says(history.comment("09:08", "dan", "/resolve").plan("09:08"))).toEqual([]);
});

test("a stranger's commands get a reaction at most, whatever they ask", () => {
  const history = incident({ public: true, roles: { ana: "triage", mallory: "none" } })
    .opened("09:00", "mallory", at.sev1)
    .looked("09:00")
    .comment("09:01", "ana", "/accept")
    .looked("09:01");
  for (const [index, words] of ["/resolve", "/severity", "/help", "/drill", "/told siro 25:99"].entries()) {
    history.comment(`09:1${index}`, "mallory", words);
  }
  expect(says(history.plan("09:15"))).toEqual([]);
  expect(new Set(does(history.plan("09:15")))).toEqual(new Set(["react CONFUSED"]));
});

test("help is given in words each time that it is asked for", () => {
  const history = outage().comment("09:05", "ana", "/help").looked("09:05").comment("09:06", "ana", "/help");
  expect(does(history.plan("09:06"))).toEqual(["react THUMBS_UP", "comment help"]);
});

test("a command that is mistyped is refused with the form that is right", () => {
  const history = outage().comment("09:05", "ana", "/severty sev1");
  const { values } = comment(history.plan("09:05"), "refused");
  expect(values).toMatchObject({ refusal: "unreadable", expected: "/severity <severity> [because …]" });
});

for (const words of ["/lgtm", "/etc/hosts is wrong", "> /resolve", "```\n/resolve\n```", "See /resolve"]) {
  test(`${JSON.stringify(words)} is no command of ours and gets no answer`, () => {
    const history = outage().comment("09:05", "dan", words);
    expect(does(history.plan("09:05"))).toEqual([]);
    expect(history.situation("09:05").incident.status.key).toBe("open");
  });
}

test("a command that was said while the server was down is answered when it is back", () => {
  const history = outage().comment("09:05", "ana", "/confirm").comment("09:30", "ana", "On it.");
  expect(does(history.plan("09:45"))).toContain("react THUMBS_UP");
});

test("old commands are not answered a second time when the ledger was lost and the reactions stand", () => {
  const history = lookedAt(outage().comment("09:05", "ana", "/confirm"), "09:05");
  history.changed(({ ledger: _, ...rest }) => ({ ...rest, trust: "lost" }));
  expect(does(history.plan("09:06"))).toEqual([]);
});

test("/adopt and /accept of what is managed already are refused as needless", () => {
  for (const words of ["/adopt", "/accept"]) {
    const history = outage().comment("09:05", "ana", words);
    expect(comment(history.plan("09:05"), "refused").values.refusal).toBe("already");
  }
});
