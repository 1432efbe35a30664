// Words of a repository's own, as they are read under a policy: what each file is for, what is wrong with it and where, and what it says.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guide } from "../../../docs/own-words-guide.ts";
import { notOwnable, type OwnableName, ownable } from "../../../src/engine/own-messages/table.ts";
import { samplesFor } from "../../../src/engine/own-messages/values.ts";
import type { Policy } from "../../../src/engine/policy/model.ts";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { readOwnMessages } from "../../../src/render/own/read.ts";
import { presets } from "../../../src/shipped/presets.ts";
import { templates } from "../../../src/shipped/templates.ts";
import { anyText } from "../../any-text.ts";

function policyOf(text: string): Policy {
  const { policy, problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  if (policy === undefined) throw new Error(JSON.stringify(problems));
  return policy;
}

const policy = policyOf(`extends: sre
site: { title: Acme status }
audiences:
  public: { channels: [status, email, sms] }
  board: { title: the board, channels: [email, slack] }
clocks:
  public-update: { starts: declared, restarts: notice.first, within: 60m, warn: [10m] }
notices:
  public-update: null
  first: { title: First notice, clock: public-update, next: public-update, audiences: [public, board], contains: [impact], shows: [service] }
  over: { title: It is over, starts: resolved, audiences: [public], contains: [impact] }
`);

const fileOf = (name: string, text: string) => ({ path: `.github/tocsin/messages/${name}`, text });

/** What is wrong with one file, as `line:column message`. */
function flaws(name: string, text: string, under = policy): readonly string[] {
  const { problems } = readOwnMessages([fileOf(name, text)], under);
  expect(problems.every(({ file }) => file === `.github/tocsin/messages/${name}`)).toBe(true);
  return problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** What the notice `over` is told. */
const [sampleOfOver = {}] = samplesFor(ownable.notice, Object.values(policy.notices).slice(1), policy);

const whole = "{{ field.impact }}\n\nWe write again by {{ next }}.\n";

describe("every message that ships", () => {
  test("may be said in a repository's own words or not, and of what the table says either there is one", () => {
    const ours = [...Object.keys(templates()), "notice-subject"];
    const said = [...Object.keys(ownable), ...Object.keys(notOwnable)];
    expect(said.filter((name) => !ours.includes(name))).toEqual([]);
    expect(Object.keys(ownable).filter((name) => Object.hasOwn(notOwnable, name))).toEqual([]);
  });

  test.each(Object.entries(guide))(
    "%s has an example in the guide that is good",
    (name, { example, meanings }) => {
      expect(flaws(`${name}.md`, example)).toEqual([]);
      expect(Object.keys(meanings).toSorted()).toEqual(
        Object.keys(ownable[name as OwnableName].variables).toSorted(),
      );
    },
  );

  test.each(Object.entries(notOwnable))("%s is refused with its reason", (name, why) => {
    const [said = ""] = flaws(`${name}.md`, "x");
    expect(said).toContain(`The words of ${name} are not a repository's to change: ${why}.`);
    expect(said).toContain("notice-short");
  });
});

describe("what a file is for", () => {
  test.each([
    ["notise.md", "No message notise can be said in a repository's own words; did you mean notice?"],
    ["notice.txt", "It is for no message: its name has to end in .md"],
    ["notice.frist.md", "The policy has no notice frist; did you mean first?"],
    ["notice.first.pigeon.md", "No audience of the notice first is told by pigeon"],
    ["notice.over.slack.md", "No audience of the notice over is told by slack"],
    ["notice.first.email.uk.md", "write notice.md, notice.KIND.md or notice.KIND.CHANNEL.md"],
    ["notice-short.first.sms.md", "write notice-short.md or notice-short.KIND.md"],
    ["page.first.md", "words of page stand in page.md alone"],
    ["constructor.md", "No message constructor can be said"],
    ["notice.constructor.md", "The policy has no notice constructor"],
    ["notice.first.constructor.md", "No audience of the notice first is told by constructor"],
  ])("%s", (name, why) => {
    const [said = "", ...more] = flaws(name, whole);
    expect(said).toContain(why);
    expect(said).toMatch(/^1:1 /);
    expect(more).toEqual([]);
  });

  test("may be nothing that any notice goes out in", () => {
    const quiet = policyOf("extends: sre\nnotices: { public-update: null }\n");
    expect(flaws("notice.md", whole, quiet)).toEqual([
      "1:1 No notice of the policy goes out in the words of notice.",
    ]);
    const wordy = policyOf("extends: sre\naudiences: { public: { channels: [email] } }\n");
    expect(flaws("notice-short.md", whole, wordy)[0]).toContain("No notice of the policy goes out in");
  });

  test("is looked for from the kind and the channel on", () => {
    const { find, problems } = readOwnMessages(
      ["notice", "notice.first", "notice.first.slack"].map((name) =>
        fileOf(`${name}.md`, `${name} {{ next }}`),
      ),
      policy,
    );
    expect(problems).toEqual([]);
    expect(find(["notice.first.slack", "notice.first", "notice"])?.file).toMatch(/notice\.first\.slack\.md$/);
    expect(find(["notice.first.email", "notice.first", "notice"])?.file).toMatch(/notice\.first\.md$/);
    expect(find(["notice.over.email", "notice.over", "notice"])?.file).toMatch(/notice\.md$/);
    expect(find(["page"])).toBeUndefined();
  });

  test("leaves a README alone", () => {
    expect(flaws("README.md", "Words of ours, {{ whatever }}")).toEqual([]);
  });
});

describe("what is wrong with it is told with its place", () => {
  test.each([
    ["{{ next }}\n{{ nxet }}", "2:4 There is no nxet here; did you mean next?"],
    ["{{ next }}{{ constructor }}{{ __proto__ }}", "1:14 There is no constructor here"],
    [
      "{{ next }}\n\n  {% if sevrity == 'x' %}a{% endif %}",
      "3:9 There is no sevrity here; did you mean severity?",
    ],
    ["{{ next }}{{ field.impcat }}", "1:14 There is no field impcat; did you mean impact?"],
    [
      "{{ next }}{{ field.cause }}",
      "1:14 No notice with these words shows the field cause: name it under contains or shows",
    ],
    ["{{ next }}{{ field }}", "1:14 field is a map: write the id of a field behind it, as field.impact."],
    ["{{ next }}{{ field[kind] }}", "1:14 What stands in the brackets of field has to be written out"],
    ["{{ next }}{{ severity.title }}", "1:14 severity is a text, and has no title."],
    ["{{ next }}{{ fields.impact }}", "1:14 fields is a list, and has no impact: go through it by for."],
    [
      "{% for one in fields %}{{ one.name }}{% endfor %}{{ next }}",
      "1:27 A field has no name; known are id, title, text.",
    ],
    [
      "{% for one in fields %}{{ one }}{% endfor %}{{ next }}",
      "1:27 one is a field: write one.id, one.title, one.text.",
    ],
    [
      "{% for one in fields %}{{ forloop.frist }}{% endfor %}{{ next }}",
      "1:27 forloop has no frist; did you mean first?",
    ],
    [
      "{% for one in field %}x{% endfor %}{{ next }}",
      "1:1 A for goes through fields here, not through field.",
    ],
    ["{% for i in (1..9) %}x{% endfor %}{{ next }}", "1:1 A for goes through fields here"],
    ["{% if 1 == (1..9) %}x{% endif %}{{ next }}", "1:1 There are no ranges here"],
    [
      "{% for a in fields %}\n{% for b in fields %}x{% endfor %}{% endfor %}{{ next }}",
      "2:1 A for stands in a for: one loop at a time.",
    ],
    ["{{ next }}\n{% asign x = 1 %}", "2:1 There is no tag asign here"],
    ["{{ next }}\n{% render 'card' %}", "2:1 There is no tag render here"],
    ["{{ next | upcsae }}", "1:1 There is no filter upcsae here; did you mean upcase?"],
    [
      "{% if public %}\n{% unless public %}{{ next | raw }}{% endunless %}{% endif %}",
      "2:20 There is no filter raw here",
    ],
    ["{% case kind %}{% when 'x' %}{{ next | raw }}{% endcase %}", "1:30 There is no filter raw here"],
    ["{% for one in fields %}{{ one.text | raw }}{% endfor %}", "1:24 There is no filter raw here"],
    ["{{ next | raw }}", "1:1 There is no filter raw here"],
    ["{{ next }}\n{% if public %}", "2:1 It can't be read: tag {% if public %} not closed."],
    ["a\n {{ next", "2:2 It can't be read: output"],
    ["{{ next }}\nAsk @team", "2:5 Words mention nobody: write the name without @."],
    ['{{ "{% comment %}" }}@team{{ next }}{{ "{% endcomment %}" }}', "1:22 Words mention nobody"],
    ["{{ next }} @{{ kind }}", "1:12 Words mention nobody"],
    ['{{ "@ana" }}{{ next }}', "1:5 Words mention nobody"],
    ["{{ next }} @\u200bana", "1:12 Words mention nobody"],
    ["{{ next }} -@bob", "1:13 Words mention nobody"],
    ["{{ next }} x.@ana", "1:14 Words mention nobody"],
    ["", "1:1 It is empty"],
    ["x".repeat(8193), "1:1 It has 8193 signs; at most 8192 are read."],
  ])("%s", (text, why) => {
    const [said = ""] = flaws("notice.md", text);
    expect(said).toContain(why);
  });

  test("all of it at once, in its order", () => {
    const said = flaws("notice.md", "{{ one }}{{ two }}\n{{ next | three }}{{ field.four }}");
    expect(said.map((one) => one.split(" ")[0])).toEqual(["1:4", "1:13", "2:1", "2:22"]);
  });

  test("an address of a mail mentions nobody, and a comment is free but for that", () => {
    const text =
      "{{ next }}\n{% comment %} ask ana, {% nonsense %} {% endcomment %}{% # ben %}Write to help@acme.example.\n";
    expect(flaws("notice.md", text)).toEqual([]);
  });
});

describe("what it would say is tried on samples", () => {
  test("a notice that another follows says by when (HB-1), in whatever case", () => {
    expect(flaws("notice.md", "{{ field.impact }}")[0]).toContain(
      "does not say by when the next notice comes",
    );
    expect(flaws("notice.md", "{% unless public %}{{ next }}{% endunless %}x")[0]).toContain("HB-1");
    expect(flaws("notice.md", "{% if field.service != '' %}{{ next }}{% endif %}x")[0]).toContain("HB-1");
    // Of one that none follows that is not wanted.
    expect(flaws("notice.over.md", "{{ field.impact }}")).toEqual([]);
  });

  test("a text message has at most six parts, less of signs that GSM has not", () => {
    expect(flaws("notice-short.md", `{{ next }}${"x".repeat(880)}`)).toEqual([]);
    expect(flaws("notice-short.md", `{{ next }}${"x".repeat(920)}`)[0]).toContain(
      "1:1 It is too long for a text message: 941 signs, sent as 7; at most 6 are joined.",
    );
    const strange = flaws("notice-short.md", `{{ next }}ŵ${"x".repeat(400)}`)[0];
    expect(strange).toContain("422 signs, sent as 7 (“ŵ” is no sign of a plain one");
    // A channel that has no room for more has it under every name.
    expect(flaws("notice.first.sms.md", `{{ next }}${"x".repeat(920)}`)[0]).toContain("text message");
    expect(flaws("notice.first.email.md", `{{ next }}${"x".repeat(920)}`)).toEqual([]);
  });

  test("a notice, a subject and a page are as long as they may be", () => {
    expect(flaws("notice.md", `{{ next }}${"x".repeat(3_000)}`)[0]).toContain(
      "3021 signs long; at most 3000",
    );
    expect(flaws("notice-subject.md", "x".repeat(121))[0]).toContain("121 signs long; at most 120");
    expect(flaws("notice-subject.md", "one\ntwo")[0]).toContain("It is one line, and has several.");
    expect(flaws("page.md", "Something is wrong.")[0]).toContain(
      "It does not show title: print {{ title }}.",
    );
  });

  test("it says something, whatever the values", () => {
    expect(flaws("notice.over.md", "{% if field.impact == 'x' %}y{% endif %}")[0]).toContain(
      "It says nothing",
    );
    expect(flaws("declare.md", "{% if true == false %}y{% endif %}")).toEqual([]);
  });

  test("what is told nothing may ask for nothing", () => {
    expect(flaws("stranger.md", "Hello {{ name }}")[0]).toContain("these words are the same every time");
  });
});

describe("whatever stands in a file", () => {
  const pieces = fc.constantFrom(
    ...[
      "{%",
      "%}",
      "{{",
      "}}",
      "{%-",
      "-}}",
      "if ",
      "endif",
      "for one in fields ",
      "endfor",
      "case kind ",
      "when 'x' ",
      "else",
    ],
    ...[
      "field",
      "fields",
      ".impact",
      "[",
      "]",
      "(1..9)",
      "|",
      " upcase",
      " truncate: 3",
      "comment",
      "endcomment",
      "raw",
      "#",
    ],
    ...[
      "next",
      "constructor",
      "__proto__",
      '"',
      "'",
      "@ana",
      "<!-- tocsin:card -->",
      "\n",
      " ",
      "\\u0000",
      "ŵ",
      "x",
    ],
  );

  test("it is read, says something or says why not, and holds nothing that is not seen", () => {
    const text = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(""));
    const wild = fc.oneof(text, anyText({ maxLength: 60 }));
    let good = 0;
    fc.assert(
      fc.property(wild, (words) => {
        const { find, problems } = readOwnMessages([fileOf("notice.over.md", words)], policy);
        const said = find(["notice.over"])?.say({ ...sampleOfOver, next: "" });
        expect(said?.kind).toBe(problems.length === 0 ? "lines" : "unusable");
        if (said?.kind !== "lines") return;
        good += 1;
        for (const line of said.lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 1_000 },
    );
    expect(good).toBeGreaterThan(5);
  });
});

describe("what it says", () => {
  test("is lines of what is read, and no mark, tag or second line comes from a value", () => {
    const { find } = readOwnMessages([fileOf("notice.md", whole)], policy);
    const [sample = {}] = samplesFor(ownable.notice, [policy.notices.first as never], policy);
    const field = { impact: "a\n<!-- tocsin:card -->\u0007 @here", service: "" };
    expect(find(["notice"])?.say({ ...sample, field, next: "11:20" })).toEqual({
      kind: "lines",
      lines: ["a <!-- tocsin:card --> @here", "", "We write again by 11:20."],
    });
  });

  test("is nothing where it turns out otherwise than on the samples: the reason names the file", () => {
    const { find, problems } = readOwnMessages(
      [fileOf("notice-short.md", "{{ field.impact }} {{ next }}")],
      policy,
    );
    expect(problems).toEqual([]);
    const said = find(["notice-short"])?.say({ field: { impact: "x".repeat(1_000) }, next: "11:20" });
    expect(said).toMatchObject({
      kind: "unusable",
      because: expect.stringMatching(
        /^\.github\/tocsin\/messages\/notice-short\.md:1 It is too long for a text/,
      ),
    });
  });

  test("is the same for the same values, and a broken file keeps no other back", () => {
    const { find, problems } = readOwnMessages(
      [fileOf("notice.md", "{{ nxet }}"), fileOf("notice.over.md", "Over: {{ field.impact }}")],
      policy,
    );
    expect(problems).toHaveLength(1);
    const over = find(["notice.over", "notice"]);
    const values = { field: { impact: "all is well" } };
    expect(over?.say(values)).toEqual({ kind: "lines", lines: ["Over: all is well"] });
    expect(over?.say(values)).toEqual(over?.say(values));
    expect(find(["notice"])?.say(values).kind).toBe("unusable");
  });

  test("comes of at most a hundred files", () => {
    const many = Array.from({ length: 101 }, () => fileOf("notice.md", whole));
    expect(readOwnMessages(many, policy).problems.map(({ message }) => message)).toEqual([
      expect.stringContaining("More than 100 files"),
    ]);
  });
});
