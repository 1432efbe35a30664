// Notices in words of a repository's own: what leaves, what an approval binds, and what becomes of words that can't be used.
import { describe, expect, test } from "vitest";
import type { Effect } from "../../../src/engine/effect.ts";
import type { SendMessage } from "../../../src/engine/leaving.ts";
import { type History, incident, time } from "../build.ts";

const policy = `extends: sre
site: { title: Acme status }
roles: { comms: { duty: [ben] } }
audiences:
  public: { channels: [status, email, sms] }
  board: { title: the board, channels: [email] }
clocks:
  public-update: { starts: declared, restarts: notice.first, within: 60m, warn: [60m] }
notices:
  public-update: null
  first: { title: First notice, clock: public-update, next: public-update, audiences: [public, board], contains: [impact], shows: [cause], approve: comms }
  board: { title: Word to the board, starts: mitigated, audiences: [board], contains: [impact], approve: none }
  open: { title: Word to all, starts: status.mitigated, audiences: [public], contains: [impact], approve: none }
`;

const form = {
  description: "db1 is on fire",
  severity: "SEV1 — down for most users or data is lost or wrong",
  impact: "Nobody can pay by card",
  service: "payments",
};

const good = {
  notice: "For you: {{ field.impact }}{% unless public %} (inside){% endunless %}\n\nMore by {{ next }}.\n",
  "notice-short": "{{ field.impact }}, more by {{ next }}\n",
  "notice.board": "The board hears: {{ field.impact }}\n",
  "notice.open": "All hear: {{ field.impact }}\n",
};
const broken = { ...good, notice: "{{ field.impact }} {{ nxet }}\n" };

type Files = Readonly<Record<string, string>>;

/** A SEV1 at 15:40, of which the first notice is drafted at once, by these words. */
const drafted = (files: Files | undefined = good): History => {
  const told = incident({ policy, channels: ["email", "sms"] });
  return (files === undefined ? told : told.messages(files)).opened("15:40", "alice", form).looked("15:40");
};

const draftsIn = (effects: readonly Effect[]) =>
  effects.flatMap((one) => ("template" in one && one.template === "notice-draft" ? [one] : []));
const sendsIn = (effects: readonly Effect[]): readonly SendMessage[] =>
  effects.flatMap((one) => (one.kind === "send" ? [one] : []));
const refusalIn = (history: History, when: string): unknown =>
  history.situation(when).incident.acts.at(-1)?.refusal?.kind;
const stateIn = (history: History, when: string): unknown =>
  draftsIn(history.plan(when).effects)[0]?.values.state;

/** The code of the first notice, as it would be said to whoever gives another. */
function codeOf(history: History, when: string): string {
  const refused = history.comment(when, "ben", "/send 1 0000").situation(when).incident.acts.at(-1)?.refusal;
  if (refused?.kind !== "notice-code") throw new Error(`It can't be sent: ${JSON.stringify(refused)}`);
  return String(refused.values.code);
}

const send = (history: History, code: string): History => history.comment("15:42", "ben", `/send 1 ${code}`);

/** What leaves: the channel, whom it tells, and its words. */
const leaving = (history: History, when: string) =>
  sendsIn(history.plan(when).effects).map(({ channel, to, values }) => [channel, to.join(), values.lines]);

describe("words of a repository's own", () => {
  test("leave by each channel in those that are for it, inside and outside apart", () => {
    const code = codeOf(drafted(), "15:41");
    expect(leaving(send(drafted(), code), "15:42")).toEqual([
      ["email", "public", ["For you: Nobody can pay by card", "", "More by 17:40 BST (16:40 UTC)."]],
      ["sms", "public", ["Nobody can pay by card, more by 17:40 BST (16:40 UTC)"]],
      ["email", "board", ["For you: Nobody can pay by card (inside)", "", "More by 17:40 BST (16:40 UTC)."]],
    ]);
  });

  test("are those of the kind and the channel before those of all", () => {
    const files = {
      ...good,
      "notice.first": "First: {{ next }}",
      "notice.first.email": "Mail: {{ next }}",
      "notice-subject": "{{ notice }}!",
    };
    const history = send(drafted(files), codeOf(drafted(files), "15:41"));
    const [mail, text] = sendsIn(history.plan("15:42").effects);
    expect([mail?.subject, mail?.values.lines]).toEqual(["First notice!", ["Mail: 17:40 BST (16:40 UTC)"]]);
    expect([text?.subject, text?.values.subject]).toEqual(["First notice!", "First notice!"]);
    const { content } = history.situation("15:42").incident.notices[0]?.approved ?? {};
    const page = content?.parts.find(({ channels }) => channels.some(({ name }) => name === "status"));
    expect(page?.values.lines).toEqual(["First: 17:40 BST (16:40 UTC)"]);
  });

  test("show the public no field that is not public", () => {
    const files = {
      ...good,
      notice:
        "{{ field.impact }} {{ field.cause }} {% for one in fields %}{{ one.id }} {% endfor %}{{ next }}",
    };
    const history = drafted(files).comment("15:41", "ben", "/set cause db1 is on fire").looked("15:41");
    const [outside, , inside] = leaving(send(history, codeOf(history, "15:41")), "15:42");
    expect(outside?.[2]).toEqual(["Nobody can pay by card impact 17:40 BST (16:40 UTC)"]);
    expect(inside?.[2]).toEqual(["Nobody can pay by card db1 is on fire impact cause 17:40 BST (16:40 UTC)"]);
  });

  test("stand back where a person wrote others, whatever is wrong with them", () => {
    const own = "/notice 1 Cards are refused. Next update by 17:00.";
    for (const files of [good, broken]) {
      const history = drafted(files).comment("15:41", "ben", own).looked("15:41");
      expect(leaving(send(history, codeOf(history, "15:41")), "15:42").map(([, , lines]) => lines)).toEqual(
        Array.from({ length: 3 }, () => ["Cards are refused. Next update by 17:00."]),
      );
    }
  });

  test("may have no NHS number in them either", () => {
    expect(
      stateIn(drafted(good).messages({ ...good, notice: "943 476 5919, next {{ next }}" }), "15:41"),
    ).toBe("suspect");
  });
});

describe("an approval", () => {
  test("binds the words: where the file says others the code is another", () => {
    const code = codeOf(drafted(), "15:41");
    const edited = drafted().messages({ ...good, notice: "Other words. {{ next }}" });
    expect(codeOf(edited, "15:41")).not.toBe(code);
    expect(refusalIn(send(edited, code), "15:42")).toBe("notice-code");
    expect(leaving(send(edited, code), "15:42")).toEqual([]);
  });

  test.each([
    ["says others", { ...good, notice: "Other words. {{ next }}" }],
    ["can't be used", broken],
    ["is gone", {}],
  ])("lets go what was read, though the file %s by the time it leaves", (_name, later) => {
    const history = send(drafted(), codeOf(drafted(), "15:41")).looked("15:42").messages(later);
    const [notice] = history.situation("15:43").incident.notices;
    const words = notice?.approved?.content?.parts.map(({ values }) => values.lines);
    expect(words?.[0]).toEqual(["For you: Nobody can pay by card", "", "More by 17:40 BST (16:40 UTC)."]);
    // And so it stands on the status page, however long after.
    expect(notice?.sentAt).toBe(time("15:42"));
  });

  test("lets nothing go where the facts are others besides", () => {
    const code = codeOf(drafted(), "15:41");
    const history = drafted()
      .comment("15:41", "ben", "/set impact Some can pay")
      .messages({ ...good, notice: "Other words. {{ next }}" });
    expect(leaving(send(history, code), "15:42")).toEqual([]);
  });
});

describe("words that can't be used", () => {
  test("are not: Tocsin's stand there, and what is public is held with the place", () => {
    const [draft] = draftsIn(drafted(undefined).messages(broken).plan("15:41").effects);
    expect(draft?.values).toMatchObject({
      state: "held",
      because: [
        "the repository's own words for it can't be used (.github/tocsin/messages/notice.md:1 There is no nxet here; did you mean next?)",
      ],
    });
    expect(JSON.stringify(draft?.values.texts)).toContain('"text":"Nobody can pay by card"');
  });

  test("let nothing leave, and nobody send it before somebody releases it", () => {
    const history = drafted(broken);
    expect(refusalIn(send(history, "0000"), "15:42")).toBe("notice-broken");
    expect(leaving(send(history, "0000"), "15:42")).toEqual([]);
    const released = history
      .comment("15:43", "ben", "/notice 1 release because the words of Tocsin will do")
      .looked("15:43");
    const code = codeOf(released, "15:44");
    const sent = released.comment("15:44", "ben", `/send 1 ${code}`);
    expect(leaving(sent, "15:44").map(([channel, to, lines]) => [channel, to, lines])).toEqual([
      ["email", "public", []],
      // Words that are good are used all the same.
      ["sms", "public", ["Nobody can pay by card, more by 17:40 BST (16:40 UTC)"]],
      ["email", "board", []],
    ]);
  });

  test("are asked about once, of those who may send it", () => {
    const asks = (history: History, when: string) =>
      history.plan(when).effects.filter((one) => "template" in one && one.template === "notice-ask");
    expect(asks(drafted(broken), "15:41")).toMatchObject([
      { mentions: ["ben"], because: expect.stringContaining("own words") },
    ]);
    expect(asks(drafted(broken).looked("15:41"), "15:42")).toEqual([]);
  });

  test("hold what goes by itself to the public, and nothing that goes inside", () => {
    const files = { ...good, "notice.board": "{{ nothing }}", "notice.open": "{{ nothing }}" };
    const history = drafted(files)
      .comment("15:50", "ben", "/status mitigated")
      .looked("15:50")
      .looked("15:50");
    const { notices } = history.situation("15:51").incident;
    const approved = notices.map(({ kind, approved }) => [kind, approved !== undefined]);
    expect(approved).toEqual([
      ["first", false],
      ["board", true],
      ["open", false],
    ]);
    const board = notices.find(({ kind }) => kind === "board")?.approved?.content?.parts[0];
    expect(board?.values.fields).toMatchObject([{ text: "Nobody can pay by card" }]);
  });

  test("are told on the card with file, line and column, until they are mended", () => {
    const cardOf = (history: History) =>
      history.plan("15:42").effects.flatMap((one) => (one.kind === "card" ? [one.values] : []))[0];
    expect(
      cardOf(drafted(broken).messages(broken))?.ownWords ??
        cardOf(drafted(undefined).messages(broken))?.ownWords,
    ).toEqual([".github/tocsin/messages/notice.md:1:23 There is no nxet here; did you mean next?"]);
    expect(cardOf(drafted(broken).messages(good))).not.toHaveProperty("ownWords");
  });

  test("that turn out too long only by the facts are held with the reason too", () => {
    const long = "Nobody can pay. ".repeat(70);
    const history = drafted().comment("15:41", "ben", `/set impact ${long}`).looked("15:41");
    expect(history.situation("15:41").incident.facts.get("impact")?.text.length).toBeGreaterThan(920);
    const { notices } = history.situation("15:42").incident;
    expect(notices).toHaveLength(1);
    expect(refusalIn(send(history, "0000"), "15:42")).toBe("notice-broken");
  });
});

describe("a page", () => {
  const paging = {
    policy: `extends: sre
escalation: [{ key: manager, role: manager, within: 30m, page: pager }]
roles: { manager: { duty: [ben] } }
`,
    channels: ["pager"],
  };
  const paged = (files: Files): readonly SendMessage[] =>
    sendsIn(
      incident(paging)
        .messages(files)
        .opened("15:40", "alice", form)
        .looked("15:40")
        .comment("15:50", "ana", "/escalate manager because it burns")
        .plan("15:50").effects,
    );

  test("says first what the repository says, and still whom it asks and how it is answered", () => {
    const [page] = paged({ page: "{{ severity }} *{{ title }}* for {{ role }}" });
    expect(page?.values).toMatchObject({ ref: "acme/incidents#7", over: false });
    expect(page?.values.lines).toEqual([expect.stringMatching(/^SEV1 \*Payments down\* for /)]);
  });

  test("rings nobody less where those words can't be used", () => {
    const [page] = paged({ page: "{{ titel }}" });
    expect(page?.values).not.toHaveProperty("lines");
    expect(page?.to).toEqual(["manager"]);
  });
});

describe("words below a message", () => {
  test("stand there, and its marks, mentions and commands are as before", () => {
    const plain = draftsIn(drafted({}).messages({}).plan("15:41").effects);
    expect(plain).toEqual([]);
    const [edit] = draftsIn(
      drafted({})
        .messages({ "notice-draft": "Notice {{ n }} ({{ state }}): <!-- tocsin:card --> ring 4410" })
        .plan("15:41").effects,
    );
    expect(edit).toMatchObject({
      kind: "edit-comment",
      below: ["Notice 1 (draft): <!-- tocsin:card --> ring 4410"],
      values: { n: 1, state: "draft" },
    });
  });

  test("are written once, and anew where they say something else", () => {
    const files = { "notice-draft": "Ring 4410" };
    const written = drafted({}).messages(files).looked("15:41");
    expect(draftsIn(written.plan("15:42").effects)).toEqual([]);
    expect(draftsIn(written.messages({ "notice-draft": "Ring 4411" }).plan("15:43").effects)).toMatchObject([
      { below: ["Ring 4411"] },
    ]);
  });

  test("stand below nothing that they are not for", () => {
    const plan = incident({ policy })
      .messages({ declare: "Bridge 7", help: "See the handbook" })
      .opened("15:40", "alice", form)
      .looked("15:40")
      .comment("15:41", "ben", "/help")
      .plan("15:41");
    const below = plan.effects.flatMap((one) =>
      "below" in one && one.below !== undefined && "template" in one ? [[one.template, ...one.below]] : [],
    );
    expect(below).toEqual([["help", "See the handbook"]]);
  });
});
