import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ActOf } from "../../src/engine/act.ts";
import type { DocumentStep } from "../../src/engine/document.ts";
import { createEngine, createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { actionStories } from "./action-stories.ts";
import { answerStories, refusals } from "./answer-stories.ts";
import { cardStories } from "./card-stories.ts";
import { clockStories } from "./clock-stories.ts";
import { documentStories } from "./document-stories.ts";
import { dutyStories } from "./duty-stories.ts";
import { escalateStories } from "./escalate-stories.ts";
import { handoverStories } from "./handover-stories.ts";
import { logStories } from "./log-stories.ts";
import { maintenanceStories } from "./maintenance-stories.ts";
import { noticeStories } from "./notice-stories.ts";
import { ownStories } from "./own-stories.ts";
import { problemStories } from "./problem-stories.ts";
import { reminderStories } from "./reminder-stories.ts";
import type { Said } from "./stories.ts";
import { watched } from "./watched.ts";

const stories = {
  ...cardStories,
  ...clockStories,
  ...dutyStories,
  ...reminderStories,
  ...noticeStories,
  ...answerStories,
  ...handoverStories,
  ...escalateStories,
  ...ownStories,
  ...maintenanceStories,
  ...problemStories,
  ...logStories,
  ...actionStories,
  ...documentStories,
};
const told: ReadonlyMap<string, Said> = new Map(
  Object.entries(stories).map(([name, story]) => [name, story()]),
);
const texts = templates();
const render = createRenderer(texts);
const golden = new URL("golden/", import.meta.url);
const engine = new URL("../../src/engine/", import.meta.url);

function goldenOf(name: string): string {
  const file = new URL(`${name}.md`, golden);
  const said = told.get(name);
  if (process.env.UPDATE_GOLDEN === "1" && said) {
    mkdirSync(golden, { recursive: true });
    writeFileSync(file, `${render(said.template, said.values)}\n`);
  }
  return readFileSync(file, "utf8");
}

/** Words alone: without what is typed as it stands (code, quotations) and without hidden marks. */
function wordsOf(text: string): string {
  return text
    .replace(/```[\s\S]*?```/g, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/`[^`\n]*`|"[^"\n]*"|“[^”\n]*”/g, "");
}

/** A template's own words, tags and comments taken out. */
function wordsOfTemplate(text: string): string {
  return wordsOf(text.replace(/\{%[\s\S]*?%\}/g, " ").replace(/\{\{[\s\S]*?\}\}/g, "x"));
}

/** Every place in the engine's source that matches, by what its first group says. */
function namedIn(folders: readonly string[], pattern: RegExp): readonly string[] {
  const sources = folders.flatMap((folder) => {
    const place = new URL(folder, engine);
    return readdirSync(place).map((file) => readFileSync(new URL(file, place), "utf8"));
  });
  const names = sources.flatMap((source) => Array.from(source.matchAll(pattern), (match) => match[1] ?? ""));
  return [...new Set(names)].sort();
}

/** All that becomes of a document, by its pull request or by what people say of it; what we write ourselves is no line. */
const documentSteps = Object.keys({
  ...{ opened: 1, submitted: 1, changes: 1, resubmitted: 1, accepted: 1, closed: 1, withdrawn: 1 },
  ...{ merged: 1, dismissed: 1, rewritten: 1 },
  ...{ open: 1, redacted: 1, approved: 1, away: 1, back: 1 },
} satisfies Record<Exclude<DocumentStep, "written"> | ActOf<"document">["step"], 1>);

describe("what Tocsin says", () => {
  test.each([...told.keys()])("%s reads as it was last read aloud", (name) => {
    const said = told.get(name);
    expect(said && `${render(said.template, said.values)}\n`).toBe(goldenOf(name));
  });

  test("has a golden for each story and no other", () => {
    expect(readdirSync(golden).sort()).toEqual([...told.keys()].map((name) => `${name}.md`).sort());
  });

  test("is told in a story for each template but the partials", () => {
    const used = new Set([...told.values()].map((said) => said.template));
    expect(Object.keys(texts).filter((name) => !used.has(name))).toEqual([
      "action-line",
      "action-unfiled",
      "actions-groups",
      "answers",
      "document-facts",
      "document-limit",
      "document-link",
      "document-linked",
      "document-overview",
      "document-rule",
      "history-what",
      "history",
      "late",
      "reason",
      "ring-again",
      "span",
    ]);
  });
});

describe("a template", () => {
  test.each([...told.keys()])("reads in %s only values that its rule gives", (name) => {
    const said = told.get(name);
    const missing = new Set<string>();
    if (said)
      expect(render(said.template, watched(said.values, missing))).toBe(render(said.template, said.values));
    expect([...missing].filter((path) => !optional.has(`${said?.template} ${path}`))).toEqual([]);
  });

  test.each(Object.keys(texts))("%s names no value that no rule gives", (name) => {
    const reader = createEngine(texts);
    const named = reader.globalVariablesSync(reader.parse(texts[name] ?? ""));
    const given = [...told.values()]
      .filter((said) => said.template === name)
      .flatMap((said) => Object.keys(said.values));
    const partials: Record<string, string[]> = {
      "action-line": ["one", "past"],
      "action-unfiled": ["line"],
      "actions-groups": ["overdue", "open", "unverified", "lost"].flatMap((name) => [name, `${name}More`]),
      answers: ["answers"],
      "document-facts": ["facts"],
      "document-limit": ["one"],
      "document-link": ["url"],
      "document-linked": ["text", "url"],
      "document-overview": ["times", "header", "lasted"],
      "document-rule": ["rule"],
      history: ["line"],
      "history-what": ["line"],
      late: ["late", "turn"],
      "ring-again": ["one"],
      span: ["minutes"],
      reason: ["reason", "see"],
      page: ["lines"],
    };
    const partial = partials[name] ?? [];
    expect(named.filter((variable) => ![...given, ...partial].includes(variable))).toEqual([]);
  });

  test("has a sentence for every refusal, and a story for each that is said in words", () => {
    const kinds = namedIn(["commands/", "judge/"], /refuse\("([a-z-]+)"/g);
    expect(kinds.filter((kind) => !texts.refused?.includes(`when "${kind}"`))).toEqual([]);
    expect(Object.keys(refusals).sort()).toEqual(kinds.filter((kind) => !kind.startsWith("outsider-")));
  });

  test("has a sentence for every line of the timeline", () => {
    const names = namedIn(["commands/", "fold/"], /what: (?:[^,}]*\? )?"([a-z-]+)"/g).concat(
      namedIn(["commands/", "fold/"], /what: [^,}]*: "([a-z-]+)"/g),
    );
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !texts["history-what"]?.includes(`when "${name}"`))).toEqual([]);
  });

  test.each(documentSteps)("has a sentence for a document's line of the timeline: %s", (step) => {
    expect(texts["history-what"]).toContain(`when "document-${step}"`);
  });

  test("has a question for every topic", () => {
    const asked = readFileSync(new URL("rules/ask.ts", engine), "utf8").matchAll(/\btopic: "([a-z-]+)", ?/g);
    const topics = Array.from(asked, ([, topic = ""]) => topic).concat(
      namedIn(["commands/", "fold/"], /topic: "([a-z-]+)"/g),
    );
    expect(topics.length).toBeGreaterThan(5);
    expect(topics.filter((topic) => !texts.questions?.includes(`when "${topic}"`))).toEqual([]);
  });
});

/** Names that a value has only in some cases; the template asks whether it is there. */
const optional = new Set([
  "summary chain.after",
  "card reach.at",
  "card leaving",
  "card closed.apart",
  "card closed.issue",
  "card notices",
  "card notices.size",
  "card ownWords",
  "card ownWords.size",
  "page lines",
  "page lines.size",
  "card boxes.send",
  "card known",
  "card boxes.send.size",
  // Of a document that nobody has to approve there is no chain.
  "card documents.approval",
  // Whom people told is told by no notice.
  "incident-report told.n",
  "document-copy told.n",
]);

const never: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["a breach, a loss of data or a duty to report", /\bbreach|data loss|notifiable|you must|you have to/i],
  // A flag is made safe by a person who says so, and only such a one is shown as that.
  ["that there was no harm, or that all is safe", /no harm|(?<!\bmade[ -])\bsafe\b/i],
  [
    "that somebody failed or has not done something",
    /\bfail(?:ed|s|ure)?\b|\bhas not\b|\bhave not\b|\bdid not\b/i,
  ],
  [
    "an escalation, a notification or a page for a mention: paged is who is through a channel",
    /\bescalat(?:e|ed|es|ing)\b|\bnotif(?:y|ies|ied)\b|(?<!\*\*Reach\*\*[^.\n]*\.? *Nobody is )\bpaged\b(?! through| yet)/im,
  ],
  ["gentle, friendly or thankful words", /gentle|friendly|kindly|thank|sorry|please note/i],
  ["how often it reminded before", /(?:second|third|\d(?:nd|rd|th)) reminder/i],
  ["anything within an SLA", /within sla/i],
  [
    "relative times",
    /\b(?:minutes?|hours?|days?) (?:ago|left|late)\b|\bin (?:an?|\d+) (?:minutes?|hours?|days?)\b|\byesterday\b|\btomorrow\b/i,
  ],
  ["exclamation marks", /!/],
  ["emoji", /\p{Extended_Pictographic}/u],
];

describe("the words never say", () => {
  test.each(never)("%s", (_name, pattern) => {
    const own = Object.entries(texts).map(([name, text]) => [name, wordsOfTemplate(text)] as const);
    const shown = [...told.keys()].map((name) => [name, wordsOf(goldenOf(name))] as const);
    expect([...own, ...shown].filter(([, text]) => pattern.test(text)).map(([name]) => name)).toEqual([]);
  });

  test("that a risk was made safe, but where a person said it", () => {
    const shown = [...told.keys()].filter((name) => /(?<!\/)\bmade[ -]safe\b/i.test(wordsOf(goldenOf(name))));
    expect(shown.filter((name) => name !== "help")).toEqual(["card-flags"]);
  });

  test("overdue, but on the card and in a reminder that is sent after a limit", () => {
    // The reminder of actions may come after the day of one, and their list is kept up to date to show which these are.
    const places = ["reminder", "card", "known-problems", "problem-fix", "digest", "actions-groups"];
    const others = Object.keys(texts).filter((name) => !places.includes(name));
    expect(others.filter((name) => /overdue/i.test(wordsOfTemplate(texts[name] ?? "")))).toEqual([]);
    expect(goldenOf("reminder-before")).not.toMatch(/overdue/i);
    expect(goldenOf("digest")).not.toMatch(/overdue/i);
    expect(goldenOf("digest-overdue")).toMatch(/^\*\*1 action is overdue\*\*/);
    expect(goldenOf("reminder-overdue")).toMatch(/^\*\*Update overdue since 16:50 BST\*\* \(15:50 UTC\)/);
  });

  test("a time without its zone", () => {
    const bare = /(?<![\w:.])\d{1,2}:\d{2}\b(?! (?:BST|GMT|UTC)\b)/;
    expect([...told.keys()].filter((name) => bare.test(wordsOf(goldenOf(name))))).toEqual([]);
  });

  test("a time in brackets within brackets", () => {
    const nested = /\([^()\n]*\([^()\n]*\b(?:UTC|BST|GMT)\)[^()\n]*\)/;
    expect([...told.keys()].filter((name) => nested.test(wordsOf(goldenOf(name))))).toEqual([]);
  });

  test("a name with its @ as the first words, which are the preview", () => {
    expect([...told.keys()].filter((name) => /^[*\s]*@/.test(goldenOf(name)))).toEqual([]);
  });
});

describe("on a phone", () => {
  test.each([...told.keys()])("%s has its preview in one short line", (name) => {
    const first = goldenOf(name).split("\n")[0] ?? "";
    expect(wordsOf(first).length).toBeLessThanOrEqual(/^retro(?:-asking)?$/.test(name) ? 400 : 130);
  });

  test.each(Object.keys(cardStories))("%s says what counts in few lines before the fold", (name) => {
    const above = goldenOf(name).split("<details>")[0] ?? "";
    expect(above.split("\n").filter((line) => line !== "").length).toBeLessThanOrEqual(14);
    expect(above).not.toMatch(/^\|/m);
  });

  test("the boxes of the card are told apart by hidden marks behind their words", () => {
    const boxes = goldenOf("card-new").match(/^- \[ \].*$/gm);
    expect(boxes).toEqual([
      "- [ ] Nothing new: next update at 17:40 BST <!-- tocsin:box nothing-new -->",
      "- [ ] Service is back <!-- tocsin:box back -->",
      "- [ ] I take the lead <!-- tocsin:box take-lead -->",
    ]);
    expect(goldenOf("card-running")).toContain("\n- [ ] Pass the lead on <!-- tocsin:box pass-lead -->\n");
  });
});

describe("a comment", () => {
  const comments = [...told].flatMap(([name, said]) =>
    said.mentions ? [[name, said.mentions] as const] : [],
  );

  test.each(comments)(
    "%s mentions those, and only those, whom it puts down for the fifteen-minute rule",
    (name, mentions) => {
      const shown = wordsOf(goldenOf(name)).match(/(?<![\w/])@[a-z\d][\w./-]*/gi) ?? [];
      expect(shown.toSorted()).toEqual(mentions.map((login) => `@${login}`).toSorted());
    },
  );
});
