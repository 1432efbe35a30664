import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ActionLine,
  marked,
  parseActions,
  withTickAndLink,
} from "../../../src/engine/text/action-line.ts";

const day = 86_400_000;

function under(lines: string): readonly ActionLine[] {
  return parseActions(`# Review\n\n- [ ] not here\n\n## Actions\n\n${lines}`, "Actions").lines;
}

function one(line: string): ActionLine {
  const [action] = under(line);
  if (!action) throw new Error(`No action was read from ${line}`);
  return action;
}

describe("an action line", () => {
  test("is read with all its tokens", () => {
    const line =
      "- [ ] Add a circuit breaker @ana team:payments repo:acme/payments due:2025-05-01 type:technology → acme/payments#3\r";
    expect(one(line)).toEqual({
      index: 0,
      lineNumber: 6,
      raw: line,
      ticked: false,
      title: "Add a circuit breaker",
      assignees: ["ana"],
      team: "payments",
      repo: "acme/payments",
      due: { date: "2025-05-01" },
      type: "technology",
      priority: undefined,
      cell: undefined,
      steps: 0,
      link: "acme/payments#3",
      hash: "m214zvyj",
      problems: [],
    });
  });

  const cases: readonly (readonly [name: string, line: string, part: Partial<ActionLine>])[] = [
    [
      "needs nothing but words",
      "- [ ] Write it down",
      { title: "Write it down", assignees: [], problems: [] },
    ],
    ["may be ticked", "* [X] Done", { ticked: true, title: "Done" }],
    ["may be numbered", "1. [x] Done", { ticked: true, title: "Done" }],
    [
      "may have its tokens anywhere",
      "+ [ ] team:Payments, @ana @ben add   a Due:30d breaker",
      { title: "add a breaker", team: "Payments", assignees: ["ana", "ben"], due: { in: 30 * day } },
    ],
    ["may be due in hours or weeks", "- [ ] a due:2w", { due: { in: 14 * day } }],
    ["may be due on a leap day", "- [ ] a due:2024-02-29", { due: { date: "2024-02-29" }, problems: [] }],
    [
      "keeps code as words",
      "- [ ] Explain `due:30d @ana` in the docs",
      { title: "Explain `due:30d @ana` in the docs", assignees: [] },
    ],
    [
      "keeps a mail address and a time as words",
      "- [ ] ask a@b.org at type: 10:30",
      { title: "ask a@b.org at type: 10:30" },
    ],
    ["leaves hidden words out", "- [ ] Add <!-- note --> it", { title: "Add it" }],
    ["may end in a bare link", "- [ ] Add it team:a acme/a#12", { link: "acme/a#12", title: "Add it" }],
    ["may end in a number", "- [ ] Add it #12", { link: "#12", title: "Add it" }],
    [
      "may end in a URL",
      "- [ ] Add it -> https://github.example.org/acme/a/issues/12#issuecomment-1",
      { link: "acme/a#12", title: "Add it" },
    ],
    [
      "keeps its link when a token is added behind",
      "- [ ] Add it → acme/a#12 team:a",
      { link: "acme/a#12", team: "a", title: "Add it" },
    ],
    ["keeps a number in mid-line as words", "- [ ] Fix #12 properly", { title: "Fix #12 properly" }],
  ];
  test.each(cases)("%s", (_name, line, part) => {
    const action = one(line);
    expect(action).toMatchObject(part);
    expect(action.link).toBe(part.link);
  });

  test.each([
    ["- [ ] a due:soon", "due:soon is no date; write a day as due:2025-05-01 or a time from now as due:30d."],
    [
      "- [ ] a due:2025-02-30",
      "due:2025-02-30 is no date; write a day as due:2025-05-01 or a time from now as due:30d.",
    ],
    [
      "- [ ] a due:2025-13-01",
      "due:2025-13-01 is no date; write a day as due:2025-05-01 or a time from now as due:30d.",
    ],
    [
      "- [ ] a repo:payments",
      "repo:payments is no repository; write it with its owner, such as repo:acme/payments.",
    ],
    ["- [ ] a team:a team:b", "team: is given 2 times; the first counts."],
  ])("says what can't be read: %s", (line, problem) => {
    expect(one(line).problems).toEqual([problem]);
    expect(one(line).due).toBeUndefined();
  });

  test("keeps its hash through tick, link, owner and date, and changes it with title and team", () => {
    const base = one("- [ ] Add a breaker team:payments").hash;
    expect(base).toMatch(/^[0-9a-z]{8}$/);
    expect(one("* [x] Add  a BREAKER @ana due:30d team:Payments → acme/a#1").hash).toBe(base);
    expect(one("- [ ] Add a brake team:payments").hash).not.toBe(base);
    expect(one("- [ ] Add a breaker team:letters").hash).not.toBe(base);
    expect(one("- [ ] Add a breaker repo:acme/payments").hash).not.toBe(base);
  });
});

describe("the section of the actions", () => {
  const titles = (body: string, heading = "Actions") =>
    parseActions(body, heading).lines.map((line) => line.title);

  test("is found in any case and at any level, up to the next of its level or above", () => {
    expect(titles("### ACTIONS:\n- [ ] a\n#### More\n- [ ] b\n## Other\n- [ ] c")).toEqual(["a", "b"]);
    expect(titles("Actions\n---\n- [ ] a\n\nOther\n---\n- [ ] b")).toEqual(["a"]);
    expect(titles("## **Action items** ##\r\n- [ ] a", "action-items")).toEqual(["a"]);
  });

  test("may occur twice", () => {
    expect(titles("## Actions\n- [ ] a\n## Other\n- [ ] b\n## Actions\n- [ ] c")).toEqual(["a", "c"]);
  });

  test("is nothing without its heading", () => {
    expect(titles("## Actions taken\n- [ ] a")).toEqual([]);
    expect(titles("- [ ] a")).toEqual([]);
    expect(titles("")).toEqual([]);
  });

  test("is not begun or ended by what is hidden", () => {
    expect(titles("```\n## Actions\n```\n- [ ] a")).toEqual([]);
    expect(titles("## Actions\n```\n## Other\n```\n- [ ] a\n<!--\n- [ ] b\n-->\n> - [ ] c\n- [ ] d")).toEqual(
      ["a", "d"],
    );
  });

  test("counts boxes inside an action as its steps, unless they name a team of their own", () => {
    const text = [
      "## Actions",
      "- [ ] a",
      "  - [ ] a1",
      "    - [ ] a11",
      "  - words about it, see @ana",
      "  - [ ] a2 team:web",
      " 1. [ ] b",
      "    - [ ] b1 @ana",
      "    - b2 team:web",
    ];
    const { lines, notes } = parseActions(text.join("\n"), "Actions");
    expect(lines.map(({ title, steps }) => [title, steps])).toEqual([
      ["a", 2],
      ["a2", 0],
      ["b", 1],
      ["b2", 0],
    ]);
    expect(notes).toBe(0);
  });

  test("takes items below a plain bullet for actions, and the bullet for what they stand under", () => {
    const text = "## Actions\n- Payments\n  - [ ] a\n    - [ ] a1\n  - b @ana\n- Web\n  1. [ ] c\n";
    expect(titles(text)).toEqual(["a", "b", "c"]);
    expect(parseActions(text, "Actions").notes).toBe(0);
  });

  test("counts plain bullets, wherever boxes are read, and lines that say whose they are or by when", () => {
    const lines = [
      "- Add a breaker\n- None.\n* No further actions\n1. Page on it",
      "Ana: add a fuse\n\nJo de Vries: ring\nWe were lucky.\nThe runbook is due 1 May.",
      "### Questions that lead to actions\n- No.\n- It was\n- Ben writes by Friday",
      "## Other\n- Not here by Friday",
    ];
    const text = `## Actions\n${lines.join("\n")}`;
    expect(parseActions(text, "Actions")).toEqual({
      ...{ lines: [], struck: [], more: 0 },
      ...{ notes: 6, promises: ["The runbook is due 1 May.", "Ben writes by Friday"] },
    });
  });

  test("takes a plain bullet that ends in a team for an action, with a space behind the colon too", () => {
    const lines = [
      "+ one team: pay",
      "+ two team: pay by Friday",
      "- three team: pay due: 2025-05-01",
      "- **four** it repo: acme/pay",
      "- We told the team: all is well",
      "- Thank the team: great work",
    ];
    const read = parseActions(`## Actions\n${lines.join("\n")}`, "Actions");
    expect(read.lines.map(({ title, team, repo }) => [title, team ?? repo])).toEqual([
      ["one", "pay"],
      ["two", "pay"],
      ["three", "pay"],
      ["four it", "acme/pay"],
    ]);
    expect(read.lines.map(({ due }) => due)).toEqual([
      undefined,
      { said: "friday" },
      { date: "2025-05-01" },
      undefined,
    ]);
    expect(read).toMatchObject({ notes: 2, promises: [] });
  });

  test("counts a row of a table without a head as what looks like an action", () => {
    for (const before of ["", "- done\n"]) {
      const read = parseActions(`## Actions\n${before}| Rotate keys | @ben |\n\n| --- |\nWords`, "Actions");
      expect(read).toMatchObject({ lines: [], promises: [expect.any(String)] });
    }
  });

  test("skips boxes that nobody has filled in yet", () => {
    expect(titles("## Actions\n- [ ] \n- [ ]\n- [ ] a")).toEqual(["a"]);
    expect(parseActions("## Actions\n- [ ] \n- [ ] a", "Actions").lines[0]).toMatchObject({
      index: 0,
      lineNumber: 2,
    });
  });
});

describe("a line in people's own way", () => {
  const day = { date: "2025-05-01" };
  test.each<readonly [line: string, part: Partial<ActionLine>]>([
    ["+ [ ] a team:web", { title: "a", team: "web" }],
    ["2) [ ] a team:web", { title: "a", team: "web" }],
    ["- [] a team:web", { title: "a", ticked: false }],
    ["- [ ]a team:web", { title: "a" }],
    ["- [X] a", { title: "a", ticked: true }],
    ["[ ] a team:web", { title: "a", team: "web" }],
    ["- ☐ a team:web", { title: "a", ticked: false }],
    ["☑ a team:web", { title: "a", ticked: true }],
    ["* ✅ a team:web", { title: "a", ticked: true }],
    ["• [ ] a team:web", { title: "a", team: "web" }],
    ["- a team:web", { title: "a", team: "web" }],
    ["- @ben: a", { title: "a", assignees: ["ben"] }],
    ["* a @ben", { title: "a", assignees: ["ben"] }],
    ["1. a repo:acme/web", { title: "a", repo: "acme/web" }],
    ["a, team:web", { title: "a", team: "web" }],
    ["- [ ] a (@ben, due: 2025-05-01) team:web", { title: "a", assignees: ["ben"], due: day, team: "web" }],
    ["- [ ] a [@ben] (due:2025-05-01)", { assignees: ["ben"], due: day }],
    ["- [ ] a (@ben and @ana)", { title: "a", assignees: ["ben", "ana"] }],
    [
      "- [ ] a, owner: @ben, due: 1 May 2025.",
      { title: "a", assignees: ["ben"], due: { said: "1 may 2025" } },
    ],
    ["- [ ] a – Owner: @ben", { title: "a", assignees: ["ben"] }],
    [
      "- [ ] a team: web type: process priority: high",
      { title: "a", team: "web", type: "process", priority: "high" },
    ],
    ["- [ ] a priority:P1", { priority: "P1" }],
    ["- [ ] Ask the team: who knows team:web", { title: "Ask the team: who knows", team: "web" }],
    ["- [ ] a by Friday", { title: "a", due: { said: "friday" } }],
    ["- [ ] a (by Friday) team:web", { title: "a", due: { said: "friday" }, team: "web" }],
    ["- [ ] a by tomorrow", { due: { said: "tomorrow" } }],
    ["- [ ] a by May 3rd, 2025", { due: { said: "may 3rd, 2025" } }],
    ["- [ ] a due by Fri 2 May", { title: "a", due: { said: "fri 2 may" } }],
    ["- [ ] a due date: 2025-05-01", { title: "a", due: day }],
    ["- [ ] a due in 2 weeks", { title: "a", due: { in: 14 * 86_400_000 } }],
    ["- [ ] a due: 30d", { title: "a", due: { in: 30 * 86_400_000 } }],
    ["- [ ] a due 30/04/2025", { title: "a", due: { date: "2025-04-30" } }],
    ["- [ ] a by 4/30/2025 team:web", { title: "a", due: { date: "2025-04-30" } }],
    ["- [ ] a due 5/5", { title: "a", due: { said: "5 may" } }],
    ["- [ ] a due:30/4", { title: "a", due: { said: "30 apr" } }],
    ["- [ ] a due:2025/05/01", { title: "a", due: day }],
    ["- [ ] a (deadline: 2025-05-01)", { title: "a", due: day }],
    ["- [ ] a deadline 1 May", { title: "a", due: { said: "1 may" } }],
    ["- [ ] a due:2025-05-01T10:00Z", { title: "a", due: day }],
    ["- [ ] a owner: ben", { title: "a", assignees: ["ben"] }],
    ["- [ ] a until 2025-05-01", { title: "a", due: day }],
    ["- [ ] a (@ben, 2025-05-01)", { title: "a", due: day, assignees: ["ben"] }],
    ["- [ ] a @ben 2025-05-01", { title: "a", due: day, assignees: ["ben"] }],
    ["- [ ] a – 2025/05/01", { title: "a", due: day }],
    ["- [ ] Keep a until Friday", { title: "Keep a until Friday" }],
    ["- [ ] Restore the copy of 2025-05-01", { title: "Restore the copy of 2025-05-01" }],
    ["- [ ] a by Friday 17:00", { title: "a", due: { said: "friday" } }],
    ["- [ ] a by noon on 1 May", { title: "a", due: { said: "1 may" } }],
    ["- [ ] a due Friday at 5pm BST", { title: "a", due: { said: "friday" } }],
    ["- [ ] a [due: 2025-05-01]", { title: "a", due: day }],
    ["- [ ] a [@ben, due 2025-05-01] b", { title: "a b", due: day }],
    ["- [ ] Call a() [x] b by Friday", { title: "Call a() [x] b", due: { said: "friday" } }],
    ["- [ ] a within 2 weeks @ben", { title: "a", due: { in: 14 * 86_400_000 } }],
    ["- [ ] a in two weeks.", { title: "a", due: { in: 14 * 86_400_000 } }],
    ["- [ ] a within 2 days of an alert", { title: "a within 2 days of an alert", due: undefined }],
    ["- [ ] Sort it by year", { title: "Sort it by year", due: undefined }],
    ["- [ ] Cut it by 1/5", { title: "Cut it by 1/5", due: undefined }],
    ["- [ ] Stand by for a by Friday due:2025-05-01", { title: "Stand by for a by Friday", due: day }],
    ["- [ ] **Add** a *drift* alert", { title: "Add a drift alert" }],
    ["- [ ] __Add__ snake_case and 2 * 3 * 4", { title: "Add snake_case and 2 * 3 * 4" }],
    ["- [ ] **Add a breaker team:web**", { title: "Add a breaker", team: "web" }],
    ["- [ ] ~~Add a fuse~~ Add a breaker team:web", { title: "Add a breaker" }],
    ["- [ ] Wait ~5 min or ~10 min", { title: "Wait ~5 min or ~10 min" }],
    ["- [ ] a (#12) team:web", { title: "a", link: "#12" }],
    ["- [ ] a ([#13](https://github.com/acme/web/issues/13)) team:web", { title: "a", link: "acme/web#13" }],
    ["- [ ] a [acme/web#13](https://github.com/acme/web/issues/13)", { title: "a", link: "acme/web#13" }],
    ["- [ ] a (see acme/web#13) @ben", { title: "a", link: "acme/web#13", assignees: ["ben"] }],
    ["- [ ] a <https://github.com/acme/web/issues/13>", { title: "a", link: "acme/web#13" }],
    ["- [ ] a (tracked in #12)", { title: "a", link: "#12" }],
    ["- [ ] Fix what #12 (half) left", { title: "Fix what #12 (half) left", link: undefined }],
  ])("is read: %s", (line, part) => {
    expect(one(line)).toMatchObject({ problems: [], ...part });
  });

  test.each([
    "- [ ] ~~dropped~~ team:payments",
    "- [ ] ~~dropped team:payments~~",
    "- ~~[ ] dropped team:payments~~",
    "- ~~dropped~~ @ben",
    "- [-] dropped team:payments",
    "1. [~] dropped team:payments",
    "- [ ] ~~**dropped** `x`~~ → acme/web#3",
    "- [ ] <del>dropped</del> team:payments",
    "- [ ] ~dropped~ team:payments",
  ])("is none where it is struck out: %s", (line) => {
    const { lines, struck } = parseActions(`## Actions\n${line}`, "Actions");
    expect(lines).toEqual([]);
    expect(struck).toMatchObject([{ title: expect.stringMatching(/^dropped/) }]);
  });

  test("that is struck out takes its steps with it", () => {
    expect(under("- [ ] ~~a~~ team:web\n  - [ ] step\n- [ ] b").map(({ title }) => title)).toEqual(["b"]);
  });

  test.each([
    ["- [ ] a by next Friday", "due:next Friday is no date; "],
    ["- [ ] a due: next Friday", "due:next Friday is no date; "],
    ["- [ ] a by the end of June", "due:the end of June is no date; "],
    ["- [ ] a due: end of Q2 2025", "due:end of Q2 2025 is no date; "],
    ["- [ ] a by EOD", "due:EOD is no date; "],
    ["- [ ] a due: soon", "due:soon is no date; "],
    ["- [ ] a due:1 month", "due:1 month is no date; "],
    ["- [ ] a in two months", "due:two months is no date; "],
    ["- [ ] a due 31/04/2025", "due:31/04/2025 is no date; "],
    ["- [ ] a due 30/30", "due:30/30 is no date; "],
    ["- [ ] a by next release", "The day by which it is due can't be read; "],
  ])("is asked about where its day is not plain: %s", (line, problem) => {
    expect(one(line).problems).toEqual([
      `${problem}write a day as due:2025-05-01 or a time from now as due:30d.`,
    ]);
    expect(one(line).due).toBeUndefined();
    expect(one(line).title).toBe(line.endsWith("release") ? "a by next release" : "a");
  });

  test.each([
    ["due:05/01/2025", "due 05/01/2025 can be 5 Jan 2025 or 1 May 2025; "],
    ["by 01-05-2025", "due 01-05-2025 can be 1 May 2025 or 5 Jan 2025; "],
    ["due: 1.5.25", "due 1.5.25 can be 1 May 2025 or 5 Jan 2025; "],
    ["due 1/5", "due 1/5 can be 1 May or 5 Jan; "],
  ])("is asked which of two days is meant: %s", (said, problem) => {
    expect(one(`- [ ] a ${said} team:web`)).toMatchObject({
      title: "a",
      due: undefined,
      problems: [`${problem}write it in words as one of these.`],
    });
  });

  test("says that a name is no login", () => {
    expect(one("- [ ] a owner: Ben team:web").problems).toEqual([
      "Ben is no login; write who does it as @login.",
    ]);
  });

  test.each(["a", "Thanks to @ben", "See https://a.b/c"])("is none without a sign: %s", (line) => {
    expect(under(line)).toEqual([]);
  });
});

describe("an action that is wrapped", () => {
  const titles = (text: string) => under(text).map(({ title, team }) => [title, team]);
  const [queue, ben] = ["Make the failover of the queue automatic", { assignees: ["ben"], team: "payments" }];

  test.each<readonly [text: string, part: Partial<ActionLine>]>([
    ["- [ ] Make the failover of the queue\n  automatic @ben team:payments", { title: queue, ...ben }],
    ["- [ ] Make the failover of the queue\nautomatic @ben team:payments", { title: queue, ...ben }],
    ["- Make the failover of the\n  queue automatic\n  @ben team:payments", { title: queue, ...ben }],
    ["- [ ] Make @ben (team:payments) the failover of the queue\n  automatic", ben],
    [
      "- [ ] Make the failover of\n  Redis automatic team:web",
      { title: "Make the failover of Redis automatic" },
    ],
    ["- [ ] Make\n  Redis and\n  its copy safe team:web", { title: "Make Redis and its copy safe" }],
    ["1. [ ] Raise it to\n   500 a minute team:web", { title: "Raise it to 500 a minute" }],
    ["- [ ] Add a fuse\n  Owner: @ben\n  Team: payments", { title: "Add a fuse", ...ben }],
    ["- [ ] Add a fuse.\n  @ben team:payments", { title: "Add a fuse.", ...ben }],
    ["- [ ] Add a fuse\n  - @ben\n  - team:payments", { title: "Add a fuse", ...ben }],
    ["- [ ] Add a fuse\n  automatic @ben team:payments → #3", { link: "#3", ...ben }],
  ])("is one: %j", (text, part) => {
    const lines = under(text);
    expect(lines).toMatchObject([part]);
    expect(parseActions(`## Actions\n${text}`, "Actions").notes).toBe(0);
  });

  test.each<readonly [text: string, titles: readonly (readonly [string, string | undefined])[]]>([
    ["- [ ] Add a fuse team:web\n  Details: see the\n  page of it", [["Add a fuse", "web"]]],
    [
      "- [ ] Add a fuse\n  Details: see the\n  page of it @ben team:web",
      [
        ["Add a fuse", undefined],
        ["page of it", "web"],
      ],
    ],
    ["- [ ] Add a fuse team:web → #3\n  so that it stops", [["Add a fuse", "web"]]],
    ["- [ ] Add a fuse team:web\n  https://github.com/acme/web/issues/3", [["Add a fuse", "web"]]],
    ["- [ ] Add a fuse team:web  \n  for it", [["Add a fuse", "web"]]],
    ["- [ ] Add a fuse team:web\n\n  for it", [["Add a fuse", "web"]]],
    [
      "- [ ] Add a fuse team:web\npage on it team:pay",
      [
        ["Add a fuse", "web"],
        ["page on it", "pay"],
      ],
    ],
    [
      "- [ ] Add a fuse\nPage on it team:pay",
      [
        ["Add a fuse", undefined],
        ["Page on it", "pay"],
      ],
    ],
    ["- Payments:\n  add a fuse team:pay", [["add a fuse", "pay"]]],
    [
      "- [ ] Add a fuse team:web\n| Action |\n|---|\n| Page |",
      [
        ["Add a fuse", "web"],
        ["Page", undefined],
      ],
    ],
  ])("is not what is about it, or another: %j", (text, expected) => {
    expect(titles(text)).toEqual(expected);
  });

  test("is ticked on its first line, and has its link at the end of its last", () => {
    const [action] = under("- [ ] Make the failover\n  automatic team:web\r\n  Details of it");
    const done = marked(action as ActionLine, { ticked: true, link: "acme/web#3" });
    expect(done).toEqual([
      { raw: "- [ ] Make the failover", to: "- [x] Make the failover" },
      { raw: "  automatic team:web\r", to: "  automatic team:web → acme/web#3\r" },
    ]);
    const [again] = under(done.map(({ to }) => to).join("\n"));
    expect(again).toMatchObject({ title: "Make the failover automatic", link: "acme/web#3", ticked: true });
    expect(again?.hash).toBe(action?.hash);
    expect(marked(again as ActionLine, { ticked: true, link: "acme/web#3" })).toEqual([]);
    const moved = marked(again as ActionLine, { ticked: true, link: "acme/pay#9", instead: ["acme/web#3"] });
    expect(moved.map(({ to }) => to)).toEqual(["  automatic team:web → acme/pay#9\r"]);
  });

  test("keeps a link where it is, above the line that says whose it is", () => {
    const [action] = under("- [ ] Add a fuse team:web → acme/web#3\n  @ben");
    expect(action).toMatchObject({ link: "acme/web#3", assignees: ["ben"] });
    const moved = marked(action as ActionLine, { ticked: false, link: "#9", instead: ["acme/web#3"] });
    expect(moved.map(({ to }) => to)).toEqual(["- [ ] Add a fuse team:web → #9"]);
  });
});

describe("a table of actions", () => {
  const table = [
    "| Action | Owner | Due date | Team | Priority | Notes |",
    "|:--|---|---|---|---|---|",
    "| **Add** an alert | @ben | 2025-05-01 | payments | high | said \\| twice |",
    "| [x] Roll back | @ana | | payments | | |",
    "| ~~Dropped~~ | @ana | | payments | | |",
    "| | | | | | |",
    "| Ask Ben | Ben | soon | Web Team | | |",
    "",
    "| Metric | Value |",
    "|---|---|",
    "| Minutes | 5 |",
    "| Watch it team:web | 5 |",
  ];

  test("has an action in each row", () => {
    const lines = under(table.join("\n"));
    expect(lines).toMatchObject([
      {
        title: "Add an alert",
        assignees: ["ben"],
        due: { date: "2025-05-01" },
        team: "payments",
        priority: "high",
        ticked: false,
        problems: [],
      },
      { title: "Roll back", ticked: true },
      { title: "Ask Ben", team: "Web-Team", assignees: [] },
      { title: "Watch it", team: "web" },
    ]);
    expect(lines[2]?.problems).toHaveLength(2);
  });

  test("takes its team from a column of any name", () => {
    expect(under("| Topic | Notes |\n|---|---|\n| Rotate the keys | by hand team:web @ben |")).toMatchObject([
      { title: "Rotate the keys by hand", team: "web", assignees: ["ben"] },
    ]);
    expect(
      under("| Action | Remarks |\n|---|---|\n| [-] Rotate the keys | team:web |\n| Page | odd |"),
    ).toMatchObject([{ title: "Page", team: undefined }]);
  });

  test.each([
    ["☑", true],
    ["☑️", true],
    ["✅ done", true],
    ["✓", true],
    ["[x]", true],
    ["Finished", true],
    ["☐", false],
    ["[ ]", false],
    ["✅ in review", false],
    ["not done", false],
    ["", false],
  ])("takes %j in a column of states for done: %s", (state, ticked) => {
    const rows = `| Action | Team | Done |\n|---|---|---|\n| Add a fuse | web | ${state} |`;
    expect(under(rows)).toMatchObject([{ title: "Add a fuse", ticked }]);
  });

  test("takes done and its issue from columns of their own", () => {
    const [done, linked] = under(
      "Action | Status | Issue\n--- | --- | ---\nRoll back | Done |\nWatch it | open | #12",
    );
    expect(done).toMatchObject({ title: "Roll back", ticked: true });
    expect(linked).toMatchObject({ title: "Watch it", ticked: false, link: "#12" });
  });

  test("gets the link of where its issue is now in place of one that we wrote before, and of no other", () => {
    const mark = { ticked: false, link: "acme/b#4", instead: ["acme/a#3", "#3"] };
    expect(withTickAndLink("- [ ] Add it team:a → acme/a#3", mark)).toBe("- [ ] Add it team:a → acme/b#4");
    expect(withTickAndLink("- [ ] Add it team:a → #3", mark)).toBe("- [ ] Add it team:a → acme/b#4");
    expect(withTickAndLink("- [ ] Add it team:a (acme/a#3)", mark)).toBe("- [ ] Add it team:a (acme/a#3)");
    expect(withTickAndLink("- [ ] Add it team:a → acme/a#33", mark)).toBe("- [ ] Add it team:a → acme/a#33");
    expect(withTickAndLink("- [ ] Add it team:a → acme/b#4", mark)).toBe("- [ ] Add it team:a → acme/b#4");
  });

  test("gets the link in the cell of the title, or of the issue, once, and is read back", () => {
    const [alert] = under(table.join("\n"));
    const mark = { ticked: true, link: "acme/a#3", cell: alert?.cell };
    const marked = withTickAndLink(alert?.raw ?? "", mark);
    expect(marked).toBe(
      "| **Add** an alert → acme/a#3 | @ben | 2025-05-01 | payments | high | said \\| twice |",
    );
    expect(withTickAndLink(marked, mark)).toBe(marked);
    const again = under([...table.slice(0, 2), marked].join("\n"))[0];
    expect(again).toMatchObject({ title: "Add an alert", link: "acme/a#3", hash: alert?.hash });
    const [row] = under("Action | Issue | Team\n---|---|---\nWatch it |  | web");
    expect(withTickAndLink(row?.raw ?? "", { ...mark, cell: row?.cell })).toBe("Watch it | → acme/a#3 | web");
  });
});

describe("marking a line", () => {
  test.each([
    ["- [] a team:web", "- [x] a team:web → acme/a#3"],
    ["- a team:web", "- a team:web → acme/a#3"],
    ["[ ] a", "[x] a → acme/a#3"],
    ["- [ ] a (#4) team:web", "- [x] a (#4) team:web"],
    ["- [ ] Add it  @ana team:a", "- [x] Add it  @ana team:a → acme/a#3"],
    ["  1. [ ] `[ ]` stays\r", "  1. [x] `[ ]` stays → acme/a#3\r"],
    ["- [X] Add it  ", "- [X] Add it → acme/a#3  "],
    ["- [ ] Add it acme/a#3", "- [x] Add it acme/a#3"],
    ["- [ ] Add it → acme/a#3 team:a", "- [x] Add it → acme/a#3 team:a"],
    ["- [ ] Add it https://github.com/acme/b/issues/9", "- [x] Add it https://github.com/acme/b/issues/9"],
    ["just words", "just words"],
  ])("gives a tick and a link and keeps the words: %s", (line, marked) => {
    expect(withTickAndLink(line, { ticked: true, link: "acme/a#3" })).toBe(marked);
  });

  test("takes no tick back and adds no link that is not there", () => {
    expect(withTickAndLink("- [x] a", { ticked: false })).toBe("- [x] a");
    expect(withTickAndLink("- [ ] a", { ticked: false, link: "acme/a#3" })).toBe("- [ ] a → acme/a#3");
  });

  test("twice is as once, the words stay, and the link is read back", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "[ ]",
        "[x]",
        "<!--",
        "-->",
        "<!-- [ ] -->",
        "`",
        "→",
        "#3",
        "acme/b#4",
        "team:a",
        "@ana",
        " ",
        "\\",
      ),
      fc.string({ unit: "grapheme" }),
    );
    const words = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(" ").replace(/[\r\n]/g, " "));
    fc.assert(
      fc.property(words, fc.boolean(), fc.constantFrom("- ", "* ", "1. ", "  - "), (said, ticked, sign) => {
        const line = `${sign}[ ] ${said}`;
        const once = withTickAndLink(line, { ticked, link: "acme/a#3" });
        expect(withTickAndLink(once, { ticked, link: "acme/a#3" })).toBe(once);
        const bare = once.replace("[x]", "[ ]").replace(" → acme/a#3", "");
        expect([line, line.replace("[x]", "[ ]")]).toContain(bare);
        const [before] = parseActions(`# Actions\n${line}`, "Actions").lines;
        const [after] = parseActions(`# Actions\n${once}`, "Actions").lines;
        if (before) expect(after?.hash).toBe(before.hash);
        if (before) expect(after?.link).toBe(before.link ?? "acme/a#3");
      }),
      { numRuns: 2000 },
    );
  });
});
