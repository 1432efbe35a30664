// Pages: who is rung beside the mention, once for each time that they are asked, by a host that can; and when that is over (H-22).
import { expect, test } from "vitest";
import type { SendMessage } from "../../../src/engine/leaving.ts";
import type { Plan } from "../../../src/engine/plan.ts";
import type { Values } from "../../../src/engine/wanted.ts";
import { createRenderer } from "../../../src/render/render.ts";
import { templates } from "../../../src/shipped/templates.ts";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { all, lookedAt, says, value, wakes } from "../outcome.ts";

const policy = `extends: sre
declare: { tell: null }
roles:
  edm: { title: on-call escalation manager, duty: [erin], offered: false }
  level-3: { title: level 3, duty: [dora], offered: false }
escalation:
  levels:
    - { key: "2", role: edm, within: 20m, page: pager, source: H-22 }
    - { key: "3", role: level-3, page: phone }
`;
const roles = { alice: "write", ana: "write", ben: "write", erin: "write", dora: "write" } as const;
const setting = { policy, roles, channels: ["pager", "phone"] };
const render = createRenderer(templates());

const outage = (more: Partial<Parameters<typeof incident>[0]> = {}): History =>
  incident({ ...setting, ...more })
    .opened("09:00", "alice", at.sev1)
    .looked("09:00");

/** Somebody asks for the EDM, who is asked and paged. */
const asked = (more: Partial<Parameters<typeof incident>[0]> = {}): History =>
  outage(more).comment("09:10", "ana", "/escalate edm because nobody knows the failover").looked("09:10");

/** The same, and the pager took it. */
const paged = (more: Partial<Parameters<typeof incident>[0]> = {}): History =>
  asked(more).carried("09:10:30", { state: "sent" }).looked("09:10:31");

const sends = (plan: Plan): readonly SendMessage[] => all(plan, "send");
const ids = (plan: Plan): readonly string[] => sends(plan).map(({ id }) => id);
const textOf = ({ template, values }: SendMessage): string => render(template, values);

/** What the card says at an instant, with what is known of deliveries. */
function card(history: History, when: string): Values {
  const before = history.snapshot();
  const { ledger } = before;
  if (ledger)
    history.changed((now) => ({ ...now, ledger: { ...ledger, card: { ...ledger.card, hash: "" } } }));
  const [written] = all(history.plan(when), "card");
  history.changed(() => before);
  if (written === undefined) throw new RangeError(`No card is written at ${when}.`);
  return written.values;
}

test("a level that is asked is paged in the same breath, by a key of its own and without anybody's reasons", () => {
  const plan = outage().comment("09:10", "ana", "/escalate edm because ben left").plan("09:10");
  expect(says(plan)).toEqual(["escalate"]);
  const [page] = sends(plan);
  expect(page).toMatchObject({
    id: expect.stringMatching(/^page\/escalate\/2\/IC_\d+$/),
    ...{ purpose: "page", channel: "pager", to: ["edm"], repeatable: true, due: time("09:10") },
    subject: "SEV1: Payments down",
    because: "The on-call escalation manager is asked for help.",
    rule: "escalation H-22",
    about: {
      ...{ ref: "acme/incidents#7", title: "Payments down", severity: "SEV1", resolved: false },
      slug: "incident-2026-05-01-payments-down",
    },
  });
  expect(sends(plan)).toHaveLength(1);
  expect(page && textOf(page)).not.toContain("ben left");
});

test("has at most 300 signs, whatever the title", () => {
  const history = outage({ title: "Everything that we have is down, and more ".repeat(8) });
  const [page] = sends(history.comment("09:10", "ana", "/escalate edm now").plan("09:10"));
  const text = page === undefined ? "" : textOf(page);
  expect(text).toContain("acme/incidents#7");
  expect(text.length).toBeLessThanOrEqual(300);
});

test("shows on a phone what was written, with no marks of Markdown put before its signs", () => {
  const history = outage({ title: "Cards *fail* in a_b_c [x]" });
  const [page] = sends(history.comment("09:10", "ana", "/escalate edm now").plan("09:10"));
  expect(page && render(page.template, page.values, "plain")).toContain(
    "Cards *fail* in a_b_c [x], SEV1, since",
  );
});

test("is sent once, and decided again wants nothing", () => {
  const history = asked();
  expect(ids(history.plan("09:10"))).toEqual([]);
  history.carried("09:10:30", { state: "sent" });
  expect(ids(history.looked("09:10:31").plan("09:12"))).toEqual([]);
  expect(history.plan("09:12").effects.map(({ kind }) => kind)).toEqual([]);
});

test("waits for nobody's turn to be mentioned", () => {
  const history = outage().changed((snapshot) => ({
    ...snapshot,
    mentioned: new Map([["erin", time("09:05")]]),
  }));
  const plan = history.comment("09:10", "ana", "/escalate edm now").plan("09:10");
  expect(says(plan)).toEqual([]);
  expect(sends(plan).map(({ to }) => to)).toEqual([["edm"]]);
  const later = history.looked("09:10").carried("09:10:30", { state: "sent" }).looked("09:10:31");
  expect(value(card(later, "09:12"), "escalation")).toMatchObject([
    { waits: "09:05 BST", page: { channel: "pager", at: "09:10 BST", state: "sent" } },
  ]);
  const mention = later.plan("09:20");
  expect(says(mention)).toEqual(["escalate"]);
  expect(ids(mention)).toEqual([]);
});

test("a host without the channel lets it wait for one that has it, and says that nobody is paged", () => {
  const history = outage({ channels: [] }).comment("09:10", "ana", "/escalate edm now");
  const plan = history.plan("09:10");
  expect(sends(plan)).toEqual([]);
  expect(plan.waiting.map(({ id }) => id.replace(/\d+/g, "…"))).toEqual(["page/escalate/…/IC_…"]);
  history.looked("09:10");
  expect(value(card(history, "09:12"), "reach.channels")).toBeUndefined();
  expect(value(card(history, "09:12"), "leaving")).toMatchObject([{ state: "waiting" }]);
  expect(value(card(history.comment("09:13", "erin", "/ack"), "09:13"), "leaving")).toBeUndefined();
});

test("several pages that wait for one channel are one line of the card", () => {
  const one = policy.replace("page: phone", "page: pager");
  const history = outage({ channels: [], policy: one })
    .comment("09:10", "ana", "/escalate edm now")
    .looked("09:10");
  expect(history.looked("09:30").plan("09:31").waiting).toHaveLength(2);
  expect(value(card(history, "09:31"), "leaving")).toMatchObject([{ by: "the channel pager" }]);
});

test("a level without a channel is asked as before", () => {
  const plain = policy.replaceAll(/, page: \w+/g, "");
  const plan = outage({ policy: plain }).comment("09:10", "ana", "/escalate edm now").plan("09:10");
  expect(says(plan)).toEqual(["escalate"]);
  expect([sends(plan), plan.waiting]).toEqual([[], []]);
});

test("a drill pages nobody, and what was paged before is off", () => {
  const drill = outage().comment("09:05", "ana", "/drill because we train").looked("09:05");
  expect(ids(drill.comment("09:10", "ana", "/escalate edm now").plan("09:10"))).toEqual([]);
  const turned = paged().comment("09:15", "ana", "/drill because we train");
  expect(ids(turned.plan("09:15"))).toEqual([expect.stringMatching(/\/resolved$/)]);
});

test("in core hours the role of those hours is paged", () => {
  const core = `${policy.replace("role: edm, within", "role: edm, core: desk, within").replace("  level-3:", "  desk: { title: service desk, duty: [dora] }\n  level-3:")}calendars:
  office: { zone: Europe/London, hours: { mon-fri: "09:00-17:00" } }
`;
  const inHours = outage({ policy: core }).comment("09:10", "ana", "/escalate edm now");
  expect(sends(inHours.plan("09:10"))[0]?.to).toEqual(["desk"]);
  const night = outage({ policy: core }).comment("17:10", "ana", "/escalate edm now");
  expect(sends(night.plan("17:10"))[0]?.to).toEqual(["edm"]);
  // Whoever may have been paged is told that it is over.
  const over = inHours
    .looked("09:10")
    .carried("09:10:30", { state: "sent" })
    .comment("09:20", "ana", "/resolve");
  expect(sends(over.plan("09:20"))[0]?.to).toEqual(["edm", "desk"]);
});

test("the next level is a page of its own, and so is who is asked anew", () => {
  const history = paged().looked("09:29");
  const passed = history.plan("09:30");
  expect(sends(passed).map(({ channel, to }) => [channel, to])).toEqual([["phone", ["level-3"]]]);
  const anew = paged().comment("09:25", "ana", "/escalate edm because it got worse").plan("09:25");
  expect(ids(anew)).toHaveLength(1);
  expect(ids(anew)).not.toEqual(ids(outage().comment("09:10", "ana", "/escalate edm now").plan("09:10")));
});

test("who is asked again after everybody's silence is paged again, each time once", () => {
  const history = outage().comment("09:10", "ana", "/escalate level-3 now").looked("09:10");
  history.carried("09:10:30", { state: "sent" }).looked("09:10:31");
  for (const when of ["09:50", "10:05", "10:20", "11:00"])
    history.looked(when).carried(when, { state: "sent" });
  expect(ids(history.looked("14:59").plan("14:59"))).toEqual([]);
  const again = history.plan("15:00");
  expect(says(again)).toEqual(["silence"]);
  expect(ids(again)).toEqual([expect.stringMatching(/^page\/silence\/IC_\d+\/1\/3$/)]);
  history.looked("15:00").carried("15:00:30", { state: "sent" }).looked("15:00:31");
  expect(ids(history.plan("15:10"))).toEqual([]);
  expect(ids(history.plan("19:00"))).toEqual([expect.stringMatching(/\/2\/3$/)]);
});

test("a clock's last step pages the level that it goes up to, once", () => {
  const history = lookedAt(outage(), "09:50", "10:05", "10:20");
  const last = history.plan("11:00");
  expect(says(last)).toEqual(["reminder"]);
  expect(sends(last).map(({ id, to }) => [id, to])).toEqual([["page/escalate/2/I_1", ["edm"]]]);
  history.looked("11:00").carried("11:00:10", { state: "sent" }).looked("11:00:11");
  expect(ids(history.plan("11:02"))).toEqual([]);
  expect(value(card(history, "11:02"), "escalation")).toMatchObject([
    { title: "on-call escalation manager", page: { channel: "pager", at: "11:00 BST" } },
  ]);
});

test("a clock's last step that waits for somebody's turn pages at once, and once", () => {
  const history = lookedAt(outage(), "09:50", "10:05", "10:20").changed((snapshot) => ({
    ...snapshot,
    mentioned: new Map([["erin", time("10:55")]]),
  }));
  const waiting = history.plan("11:00");
  expect(says(waiting)).toEqual([]);
  expect(ids(waiting)).toEqual(["page/escalate/2/I_1"]);
  history.looked("11:00").carried("11:00:10", { state: "sent" }).looked("11:00:11");
  expect(value(card(history, "11:02"), "escalation")).toMatchObject([
    { title: "on-call escalation manager", waits: "10:55 BST", page: { at: "11:00 BST", state: "sent" } },
  ]);
  const said = history.plan("11:10");
  expect([says(said), ids(said)]).toEqual([["reminder"], []]);
  expect(ids(history.looked("11:10").plan("11:10:01"))).toEqual([]);
});

test("a clock goes up to a level that was asked already without a page", () => {
  const history = outage().comment("10:50", "ana", "/escalate level-3 now").looked("10:50");
  history.carried("10:50:10", { state: "sent" }).looked("10:50:11");
  expect(ids(history.plan("11:50"))).toEqual([]);
});

test("is tried again while nobody answered, with the same id, and not after", () => {
  const failed = (): History =>
    asked().carried("09:10:10", { state: "failed", because: "the pager answered 503" }).looked("09:10:11");
  expect(wakes(failed().plan("09:10:11"))).toBe("2026-05-01T08:11:10Z");
  const [again] = sends(failed().plan("09:11:10"));
  expect(again?.id).toMatch(/^page\/escalate\/2\//);
  const answered = failed().comment("09:11", "erin", "/ack").looked("09:11");
  expect(ids(answered.plan("09:11:10"))).toEqual([]);
  // What did not reach whoever answered is no news.
  expect(value(card(answered, "09:12"), "leaving")).toBeUndefined();
});

test("a level that is passed meanwhile is still paged; a policy that came later pages no such level", () => {
  const down = asked().carried("09:10:10", { state: "failed", because: "down" });
  expect(sends(down.plan("09:30")).map(({ to }) => to)).toEqual([["edm"], ["level-3"]]);
  const plain = policy.replaceAll(/, page: \w+/g, "");
  const later = asked({ policy: plain }).looked("09:30").policy(policy);
  expect(sends(later.plan("09:35")).map(({ to }) => to)).toEqual([["level-3"]]);
});

test("stays while the incident is not over, acknowledged or not", () => {
  expect(ids(paged().comment("09:12", "erin", "/ack").plan("09:12"))).toEqual([]);
  expect(ids(paged().looked("09:30").plan("09:31"))).toEqual([]);
});

const ends: readonly (readonly [string, (history: History) => History])[] = [
  ["resolved", (history) => history.comment("09:20", "ana", "/resolve")],
  ["closed", (history) => history.closed("09:20", "ana")],
  ["a duplicate", (history) => history.duplicateOf("09:20", "ana", "acme/incidents#1")],
  [
    "a false alarm",
    (history) => history.comment("09:19", "ana", "A false alarm").closed("09:20", "ana", "not_planned"),
  ],
  ["no incident", (history) => history.comment("09:20", "ana", "/not-an-incident because it was a test")],
];

test.each(ends)("is over when the incident is %s, and that is said once", (_, end) => {
  const history = end(paged());
  const over = sends(history.plan("09:20"));
  const [page] = [...(history.snapshot().ledger?.deliveries?.keys() ?? [])];
  expect(over).toMatchObject([
    {
      ...{ id: `${page}/resolved`, purpose: "page", channel: "pager", to: ["edm"], repeatable: true },
      about: { resolved: true },
    },
  ]);
  expect(over[0] && textOf(over[0])).toContain("is not wanted for it any more: acme/incidents#7");
  const before = history.looked("09:20").carried("09:20:10", { state: "sent" }).looked("09:20:11");
  expect(ids(before.plan("09:25"))).toEqual([]);
});

test("what surely never rang is not said to be over; what may have is", () => {
  const over = (state: "failed" | "unclear", tries: number): readonly string[] => {
    const history = asked();
    for (let n = 1; n < tries; n += 1)
      history.carried(`09:${10 + n}`, { state: "unclear", because: "no answer" }).looked(`09:${13 + n}`);
    history.carried("09:18", { state, because: "down" });
    return ids(history.comment("09:20", "ana", "/resolve").plan("09:20"));
  };
  expect(over("failed", 1)).toEqual([]);
  expect(over("unclear", 1)).toHaveLength(1);
  expect(over("failed", 2)).toHaveLength(1);
});

test("of what is under way it is known two minutes later", () => {
  const history = asked().comment("09:10:30", "ana", "/resolve");
  expect(ids(history.plan("09:10:30"))).toEqual([]);
  expect(wakes(history.looked("09:10:30").plan("09:10:30"))).toBe("09:12");
  expect(ids(history.plan("09:12"))).toHaveLength(1);
});

test("who is asked after the end is paged, and it is over once they answered", () => {
  const history = paged().comment("09:20", "ana", "/resolve").looked("09:20");
  history.carried("09:20:10", { state: "sent" }).looked("09:20:11");
  history.comment("09:40", "ana", "/escalate edm because it comes back").looked("09:40");
  const known = history.snapshot().ledger?.deliveries;
  expect([...(known?.keys() ?? [])].filter((id) => !id.endsWith("/resolved"))).toHaveLength(2);
  history.carried("09:40:10", { state: "sent" }).looked("09:40:11");
  expect(ids(history.plan("09:41"))).toEqual([]);
  expect(ids(history.comment("09:45", "erin", "/ack").plan("09:45"))).toHaveLength(1);
});

test("the card says paged only of what was accepted, and why it was not yet", () => {
  const first = (history: History, when: string) => {
    const [level] = value(card(history, when), "escalation") as readonly { readonly page?: object }[];
    return level?.page;
  };
  expect(first(asked(), "09:10:05")).toBeUndefined();
  expect(first(paged(), "09:12")).toMatchObject({ channel: "pager", at: "09:10 BST", state: "sent" });
  const failed = asked().carried("09:10:10", { state: "failed", because: "the pager answered 404" });
  expect(first(failed, "09:10:20")).toMatchObject({ state: "failed", because: "the pager answered 404" });
  expect(value(card(failed, "09:10:20"), "leaving")).toBeUndefined();
});

test("a reminder says through what the next level is paged, where this host has it", () => {
  const laterUp = (channels: readonly string[]) => {
    const [reminder] = all(lookedAt(outage({ channels }), "09:50").plan("10:05"), "comment");
    return reminder?.values.laterUp;
  };
  expect(laterUp(["pager"])).toMatchObject({ page: "pager", at: "11:00 BST" });
  expect(laterUp([])).toMatchObject({ page: undefined });
});
