import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ActionLine, parseActions, withTickAndLink } from "../../../src/engine/text/action-line.ts";

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
    [
      "- [ ] a due:tomorrow",
      "due:tomorrow is no date; write a day as due:2025-05-01 or a time from now as due:30d.",
    ],
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

  test("counts items inside an item as its details", () => {
    expect(
      titles("## Actions\n- [ ] a\n  - [ ] a1\n    - [ ] a11\n- plain\n  - [ ] p1\n 1. [ ] b\n    - [ ] b1"),
    ).toEqual(["a", "b"]);
  });

  test("skips boxes that nobody has filled in yet", () => {
    expect(titles("## Actions\n- [ ] \n- [ ]\n- [ ] a")).toEqual(["a"]);
    expect(parseActions("## Actions\n- [ ] \n- [ ] a", "Actions").lines[0]).toMatchObject({
      index: 0,
      lineNumber: 2,
    });
  });
});

describe("marking a line", () => {
  test.each([
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
