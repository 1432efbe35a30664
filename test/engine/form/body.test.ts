import { describe, expect, it } from "vitest";
import { bestForm, fieldsOf, keyOf, parseBody, parseForm, renderBody } from "../../../src/engine/form.ts";
import { formOf, formText, withBody } from "./fixtures.ts";

const outage = formOf(formText("outage"));
const bare = formOf(formText("bare"));
const ALL = fieldsOf(outage).map(keyOf);

const ANSWERS = {
  service: "checkout",
  severity: "SEV-1 — everybody is affected, nothing works",
  regions: ["Europe, Middle East and Africa", "Asia"],
  impact: "Nobody can pay.\n\nSince noon.",
  log: "GET /pay 500",
  timeline: "- 12:00 alarm\n- 12:05 call",
  checks: ["The **duty lead** knows"],
  pictures: "![a](https://example.com/a.png)",
};

const BODY = `### Which service?

checkout

### Severity

SEV-1 — everybody is affected, nothing works

### Regions

Europe, Middle East and Africa, Asia

### 🔥 What do people notice?

Nobody can pay.

Since noon.

### Log

\`\`\`shell
GET /pay 500
\`\`\`

### Timeline (UTC)

- 12:00 alarm
- 12:05 call

### Before you send this

- [ ] I looked at the [status page](https://status.example.com)
- [x] The **duty lead** knows
- [ ] Nobody's data is in this report

### Pictures

![a](https://example.com/a.png)`;

/** The body with one piece of it changed; the piece has to be there. */
function edited(from: string, to: string): string {
  if (!BODY.includes(from)) throw new Error(`the body has no "${from}"`);
  return BODY.replace(from, to);
}

describe("a body as GitHub renders it", () => {
  it("is what renderBody writes, and gives the answers back", () => {
    expect(renderBody(outage, ANSWERS)).toBe(BODY);
    expect(parseBody(outage, BODY)).toEqual({ fields: ANSWERS, problems: [], headings: ALL });
  });

  it("has no fields where nothing was answered", () => {
    const body = renderBody(outage, {});
    expect(body).toContain("### Which service?\n\n_No response_\n\n### Severity\n\n_No response_");
    expect(parseBody(outage, body)).toEqual({ fields: {}, problems: [], headings: ALL });
  });

  it("takes answers by label where an element has no id", () => {
    const answers = {
      サービス名: "決済",
      Schweregrad: "hoch, aber stabil",
      "Was ist passiert?": "Stromausfall",
    };
    expect(parseBody(bare, renderBody(bare, answers)).fields).toEqual(answers);
  });

  it("reads older bodies: None for no choice, capital X for a tick", () => {
    const body = BODY.replace("SEV-1 — everybody is affected, nothing works", "None").replace(
      "- [x]",
      "- [X]",
    );
    const { severity: _unanswered, ...others } = ANSWERS;
    expect(parseBody(outage, body)).toEqual({ fields: others, problems: [], headings: ALL });
  });

  it("reads an empty rendered block as unanswered", () => {
    expect(parseBody(outage, edited("GET /pay 500", "")).fields).not.toHaveProperty("log");
  });
});

describe("what people type into answers", () => {
  const read = (answers: Record<string, string>) =>
    parseBody(outage, renderBody(outage, { ...ANSWERS, ...answers }));

  it.each([
    ["the heading of a later field", "Paged.\n\n### Severity\n\nSEV-3 — few are affected\n\nAs I said."],
    ["the heading of the field that comes next", "See below.\n\n### Log\n\nnothing there\n\nor is there?"],
    ["only the heading of another field", "### Timeline (UTC)"],
    ["a heading inside a code fence", "```md\n\n### Severity\n\nSEV-3 — few are affected\n\n```"],
    ["its own heading inside a code fence", "```md\n\n### 🔥 What do people notice?\n\nx\n\n```\nend"],
    ["a fence within a fence", "````md\n```\n\n### Log\n\n```\n````\n~~~\n```\n\n### Log\n\n~~~"],
    ["headings without blank lines", "a\n### Severity\nb\n### 🔥 What do people notice?\nc"],
    ["hashes in the middle of a line", "see foo ### Severity and ###Severity and #### Severity"],
    ["None", "None"],
    ["an invisible comment", "before <!-- ### Severity --> after"],
    ["a heading of nobody", "### Cause\n\nunknown"],
  ])("stays text: %s", (_name, impact) => {
    expect(read({ impact }).fields).toEqual({ ...ANSWERS, impact });
  });

  it("keeps fences inside a rendered block", () => {
    const log = "a\n```\nb\n\n### Timeline (UTC)\n\n```";
    expect(read({ log }).fields).toEqual({ ...ANSWERS, log });
  });

  it("reads a text area that leaves its fence open up to the next heading", () => {
    expect(read({ impact: "```\nunfinished" }).fields).toEqual({ ...ANSWERS, impact: "```\nunfinished" });
  });
});

describe("what people make of a body later", () => {
  it("takes comments off its end, however many there are", () => {
    const comments = "<!---->\n".repeat(8_100);
    expect(parseBody(outage, `${BODY}\n\n${comments}`).fields).toEqual(ANSWERS);
    const empty = formOf(withBody("  - type: textarea\n    id: a\n    attributes:\n      label: A\n"));
    expect(parseBody(empty, `### A\n\n${comments}`).fields).toEqual({});
    expect(parseBody(empty, `### A\n\nx <!-- in mid-line -->\n${comments}`).fields).toEqual({
      a: "x <!-- in mid-line -->",
    });
  });

  it("reads CRLF and trims the answers", () => {
    const body = BODY.replace("checkout", "  checkout \t").replaceAll("\n", "\r\n");
    expect(parseBody(outage, body).fields).toEqual(ANSWERS);
  });

  it("passes over text before the form and markers after it", () => {
    const body = `Reported from the phone.\n\n${BODY}\n\n<!-- app:one -->\n<!-- app:two\nlines -->\n`;
    expect(parseBody(outage, body)).toEqual({ fields: ANSWERS, problems: [], headings: ALL });
  });

  it("passes over text after a last field that can't hold it", () => {
    const form = formOf(withBody("  - type: input\n    id: a\n    attributes:\n      label: A\n"));
    expect(parseBody(form, "### A\n\none line\n\n---\nSent by mail").fields).toEqual({ a: "one line" });
    expect(parseBody(form, "### A\n\n_No response_\n\n<!-- hidden -->").fields).toEqual({});
  });

  it("finds headings in another order", () => {
    const parts = BODY.split(/\n\n(?=### )/u);
    expect(parseBody(outage, parts.toReversed().join("\n\n"))).toEqual({
      fields: ANSWERS,
      problems: [],
      headings: ALL.toReversed(),
    });
  });

  it("lets a removed heading's field be absent, even where its words stand in a fence", () => {
    const body = edited("### Severity\n\nSEV-1 — everybody is affected, nothing works\n\n", "").replace(
      "Since noon.",
      "```md\n### Severity\nSEV-3 — few are affected\n```",
    );
    const { fields, headings } = parseBody(outage, body);
    expect(fields).not.toHaveProperty("severity");
    expect(headings).toEqual(ALL.filter((key) => key !== "severity"));
  });

  it("knows a field by a label that it had before", () => {
    const body = edited("### Severity", "### How bad is it?");
    expect(parseBody(outage, body).fields).not.toHaveProperty("severity");
    expect(parseBody(outage, body, { severity: ["Prio", "How bad is it?"] }).fields).toEqual(ANSWERS);
  });

  it("takes headings without blank lines around them where there are no others", () => {
    const body = BODY.replaceAll(/\n\n(### .*)\n\n/gu, "\n$1\n");
    expect(parseBody(outage, body).fields).toEqual(ANSWERS);
  });

  it("passes over prose below boxes and below a choice", () => {
    const body = edited("- [ ] Nobody's", "told at 12:10 by phone\n- [ ] Nobody's").replace(
      "nothing works",
      "nothing works\n\nUpdate: getting better",
    );
    expect(parseBody(outage, body)).toEqual({ fields: ANSWERS, problems: [], headings: ALL });
  });

  it("keeps an option that the form no longer has, and says so", () => {
    const body = edited("SEV-1 — everybody is affected, nothing works", "SEV-0 — the end").replace(
      "- [ ] Nobody's",
      "- [x] An old box\n- [ ] Nobody's",
    );
    const { fields, problems } = parseBody(outage, body);
    expect(fields).toMatchObject({
      severity: "SEV-0 — the end",
      checks: ["The **duty lead** knows", "An old box"],
    });
    expect(problems).toEqual([
      {
        field: "severity",
        message: '"SEV-0 — the end" is not an option of "Severity" in the form: it is kept as it stands',
      },
      { field: "checks", message: expect.stringContaining('"An old box" is not an option') },
    ]);
  });

  it("has nothing to say about no body, an empty one and one without the form", () => {
    const nothing = { fields: {}, problems: [], headings: [] };
    for (const body of [null, undefined, "", "Just some words.\n\n### Elsewhere\n\nx"]) {
      expect(parseBody(outage, body)).toEqual(nothing);
    }
  });

  it("is read in bounded time when somebody repeats the form's headings a thousand times", () => {
    const headings = BODY.match(/^### .*$/gmu) ?? [];
    const body = Array.from({ length: 2_000 }, (_, place) => headings[place % headings.length]).join("\n\n");
    expect(parseBody(outage, body).headings).toEqual(ALL);
  });
});

describe("choices with commas", () => {
  const commas = (line: string) => parseBody(outage, edited("Europe, Middle East and Africa, Asia", line));

  it.each([
    ["Asia, Pacific", ["Asia, Pacific"]],
    ["Europe, Asia, Asia, Pacific", ["Europe", "Asia", "Asia, Pacific"]],
    ["Yes, all of them, Europe", ["Yes, all of them", "Europe"]],
    ["Europe", ["Europe"]],
    ["Asia, ".repeat(9_000).slice(0, -2), Array(9_000).fill("Asia")],
  ])("reads %.60s by the longest match", (line, regions) => {
    expect(commas(line)).toMatchObject({ fields: { regions }, problems: [] });
  });

  it("keeps a stretch that is no option up to its comma, and says so", () => {
    const { fields, problems } = commas("Europe, Mars, Asia, Pacific");
    expect(fields).toMatchObject({ regions: ["Europe", "Mars", "Asia, Pacific"] });
    expect(problems).toEqual([{ field: "regions", message: expect.stringContaining('"Mars"') }]);
  });

  it("takes None for an option only where the form has it", () => {
    const { form } = parseForm(
      withBody("  - type: dropdown\n    id: a\n    attributes:\n      label: A\n      options: [x, None]\n"),
    );
    expect(form && parseBody(form, "### A\n\nNone").fields).toEqual({ a: "None" });
    expect(commas("None").fields).not.toHaveProperty("regions");
  });
});

describe("choosing among forms", () => {
  it("takes the form whose headings the body has", () => {
    const body = renderBody(bare, { サービス名: "決済" });
    expect(bestForm([outage, bare], body)).toBe(bare);
    expect(bestForm([bare, outage], BODY)).toBe(outage);
  });

  it("takes the smaller of two forms that explain the body equally, and none for a body of its own", () => {
    const short = formOf(withBody("  - type: input\n    attributes: {label: Severity}\n"));
    const body = "### Severity\n\nhigh";
    expect(bestForm([outage, short], body)).toBe(short);
    const former = { Severity: ["How bad?"] };
    expect(bestForm([outage, short], "### How bad?\n\nhigh", former)).toBe(short);
    expect(bestForm([outage, short], "hello")).toBeUndefined();
    expect(bestForm([], body)).toBeUndefined();
  });
});
