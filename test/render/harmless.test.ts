// A law: whatever people write, nothing of it mentions, links, opens a tag or comment, or hides in what Tocsin publishes.
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Templated } from "../../src/engine/leaving.ts";
import type { Plan } from "../../src/engine/plan.ts";
import { block, code, html, inline, link, mention, plainName, title } from "../../src/engine/text/safe.ts";
import type { Values } from "../../src/engine/wanted.ts";
import { mutationOf } from "../../src/github/mutation.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { anyText } from "../any-text.ts";
import { peoples } from "../engine/peoples.ts";
import { playsAll, playsMany } from "../laws/seeds.ts";
import { actionStories } from "./action-stories.ts";
import { answerStories } from "./answer-stories.ts";
import { cardStories } from "./card-stories.ts";
import { clockStories } from "./clock-stories.ts";
import { documentStories } from "./document-stories.ts";
import { dutyStories } from "./duty-stories.ts";
import { escalateStories } from "./escalate-stories.ts";
import { handoverStories } from "./handover-stories.ts";
import { harmsIn, pieces, shapeOf } from "./harm.ts";
import { logStories } from "./log-stories.ts";
import { maintenanceStories } from "./maintenance-stories.ts";
import { noticeStories } from "./notice-stories.ts";
import { ownStories } from "./own-stories.ts";
import { problemStories } from "./problem-stories.ts";
import { reminderStories } from "./reminder-stories.ts";
import type { Said } from "./stories.ts";

const texts = templates();
const render = createRenderer(texts);
const stories = [
  ...[cardStories, clockStories, dutyStories, reminderStories],
  ...[answerStories, handoverStories, escalateStories, noticeStories, ownStories, maintenanceStories],
  ...[logStories, problemStories, actionStories, documentStories],
].flatMap((some) => Object.entries(some));

const hostile = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: anyText({ maxLength: 6 }) },
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(""));

describe("one neutraliser for each place", () => {
  test.each<[string, (text: string) => string]>([
    ["a sentence", inline],
    ["a sentence, cut", (text) => inline(text, 20)],
    ["a name", plainName],
    ["a quote", (text) => block(text)],
    ["between backticks", (text) => `\`x ${code(text)}\``],
    ["a tag of ours", (text) => `<details><summary>x ${html(text)}</summary>\n\nx\n\n</details>`],
    ["an address that is none", (text) => link(`${text} `)],
    ["a mention of who is nobody", (text) => mention(`${text}!`)],
  ])("in %s", (where, neutral) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = neutral(text);
        // Between backticks stands what was written, which is what they are for.
        const harms = harmsIn(where === "a tag of ours" ? shown : `x ${shown}`).filter(
          (harm) => where !== "between backticks" || !harm.startsWith("code"),
        );
        expect(harms).toEqual([]);
      }),
      { numRuns: playsAll ? 2000 : 200 },
    );
  });

  test("as a title: one line that GitHub takes, and nothing unseen in it", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, anyText({ maxLength: 400 })), (text) => {
        const shown = title(text);
        expect(
          harmsIn(`\`\`\`\`\`\n${shown.replaceAll("`", "")}\n\`\`\`\`\``).filter((harm) =>
            harm.startsWith("unseen"),
          ),
        ).toEqual([]);
        expect(shown.length).toBeGreaterThan(0);
        expect(shown.length).toBeLessThanOrEqual(256);
        expect(title(shown)).toBe(shown);
      }),
    );
    const write = {
      kind: "create-issue",
      title: "a\u202Eb\nc\u200E",
      id: "x",
      because: "x",
      text: "",
    } as const;
    const made = mutationOf({
      write: {
        ...write,
        repository: "a/b",
        template: "action",
        values: {},
        markers: [],
        labels: [],
        assignees: [],
      },
    });
    expect(made.input.title).toBe("ab c");
  });

  test.each([
    "https://github.com/acme/incidents/pull/3",
    "http://localhost:3000/acme/x",
    "https://example.org",
  ])("an address of ours stays one: %s", (text) => {
    expect(link(text)).toBe(text);
  });
});

/** A value of a template by where it stands: `roles.0.title`. */
type Path = readonly (string | number)[];

/** Where texts stand in the values of a story. */
function textsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    textsIn(inner, [...path, Array.isArray(value) ? Number(name) : name]),
  );
}

/** The values with another text at a place. */
function withText(value: unknown, [step, ...more]: Path, text: string): unknown {
  if (step === undefined) return text;
  if (Array.isArray(value))
    return value.map((one, index) => (index === step ? withText(one, more, text) : one));
  return { ...(value as object), [step]: withText((value as Record<string, unknown>)[step], more, text) };
}

/** What templates print as the engine made it (mentions, mostly), by template and place: the second law holds the engine to it. */
const ofTheEngine: Readonly<Record<string, readonly string[]>> = {
  card: ["next.whose", "roles.holders", "roles.offered.names", "reach.who"],
  reminder: ["called", "what.called", "stepUp.who", "ring.who"],
  "drill-reminder": ["called"],
  escalate: ["caller", "levels.called", "what.called"],
  handover: ["paper", "takers"],
  "handover-reminder": ["takers"],
  "problem-fix": ["people"],
  questions: ["questions.who"],
  shift: ["changes.who"],
  declare: ["told.who"],
  ring: ["caller"],
  "notice-ask": ["who"],
  silence: ["asked.who", "rings.who"],
  "ring-again": ["who"],
  action: ["people"],
  digest: ["called"],
  help: ["commands.meaning"],
};

/** Where each fact of a document was said, as GitHub has it. */
const ofDocuments: readonly string[] = [
  ...["url", "severity.url", "times.url", "flags.url", "timeline.url", "timeline.closer", "latest.url"],
  ...["identified.url", "found.url", "impact.url", "ended.url", "cause.url", "days.entries.closer"],
  ...["review.url", "tasks.url", "actions.url", "header.url", "roles.url", "told.url", "flags.safeUrl"],
  ...["lasted.fromUrl", "lasted.toUrl", "problem.url", "problem.refUrl", "clocks.runs.dueUrl"],
  ...["only", "ends", "missed", "moot"].flatMap((which) => [
    `clocks.${which}.dueUrl`,
    `clocks.${which}.atUrl`,
  ]),
];

/** Addresses that GitHub or the policy gave, which are printed as links. */
const addresses: Readonly<Record<string, readonly string[]>> = {
  card: [
    ...["services.known.url", "services.known.repository"],
    ...["services.known.problems", "services.known.changes"],
    ...["timeline.closer", "documents.url"],
  ],
  retro: ["timeline.closer", "days.entries.closer"],
  questions: ["questions.closer", "questions.requests.url"],
  "actions-list": ["search"],
  "incident-report": ofDocuments,
  summary: ofDocuments,
  "action-plan": ofDocuments,
  "document-copy": [...ofDocuments, "opened"],
  "document-late": ["url"],
  reminder: ["what.deeds.url"],
};

/** Names of templates, which a policy takes from those that ship. */
const partials: Readonly<Record<string, readonly string[]>> = {
  "notice-draft": ["texts.template"],
  "document-copy": ["name"],
};

const placeOf = (path: Path): string => path.filter((step) => typeof step === "string").join(".");

/** What a text does at a place of a template that another word there does not. */
function breaches(
  shown: (values: Values) => string,
  values: Values,
  { path, text }: { path: Path; text: string },
): readonly string[] {
  const [strange, plain] = [text, "word"].map((words) => shown(withText(values, path, words) as Values));
  const harms = harmsIn(strange ?? "").filter(
    (harm) => !harm.startsWith("code") && !harm.startsWith("block of code"),
  );
  const changed =
    shapeOf(strange ?? "") === shapeOf(plain ?? "") ? [] : [`another shape:\n${strange}\n${plain}`];
  return [...harms, ...changed];
}

describe("a template", () => {
  const told: readonly Said[] = stories.map(([, story]) => story());
  const places = new Map(
    told.flatMap((said) =>
      textsIn(said.values)
        .filter(
          (path) =>
            ![ofTheEngine, addresses, partials].some((known) =>
              known[said.template]?.includes(placeOf(path)),
            ),
        )
        .map((path) => [`${said.template} ${placeOf(path)}`, { said, path }] as const),
    ),
  );

  test("neutralises whatever it prints, at each place, for every story", () => {
    expect(places.size).toBeGreaterThan(250);
    fc.assert(
      fc.property(fc.constantFrom(...places.keys()), hostile, (place, words) => {
        const { said, path } = places.get(place) as { said: Said; path: Path };
        // A time of the engine's is printed in two parts, by what stands in parentheses: that is no harm.
        const text = /\bat$|^silence since$/.test(place) ? words.replaceAll(" (", "(") : words;
        // Where nothing is left of it there is nothing, as where nobody wrote anything.
        fc.pre(inline(text) !== "");
        expect(breaches((values) => render(said.template, values), said.values, { path, text })).toEqual([]);
      }),
      { numRuns: playsAll ? 3000 : playsMany ? 600 : 150 },
    );
  });

  test("that would print words as they are breaks the law", () => {
    const planted = createRenderer({ planted: "**Planted** {{ words | raw }}" });
    const show = (values: Values) => planted("planted", values);
    for (const text of ["@evil", "https://evil.example", "<b evil>", "a\u202Eb", "**evil**", "`evil`"])
      expect(breaches(show, { words: "" }, { path: ["words"], text })).not.toEqual([]);
  });

  test("prints as it is only what the engine made, between backticks only as code, and in a summary only as HTML", () => {
    const known = Object.entries(ofTheEngine).flatMap(([name, places]) =>
      places.map((place) => `${name} ${place.split(".").at(-1)}`),
    );
    // What a template captures are its own words, in which all that it prints was made harmless.
    const ownWords = (text: string) =>
      Array.from(text.matchAll(/\{% capture (\w+) %\}/g), ([, variable = ""]) => variable);
    const printed = Object.entries(texts).flatMap(([name, text]) =>
      Array.from(text.matchAll(/\{\{ ([\w.]+)[^}]*\| raw \}\}/g), ([, variable = ""]) => variable)
        .filter((variable) => !ownWords(text).includes(variable))
        .map((variable) => `${name} ${variable.split(".").at(-1)}`),
    );
    expect([...new Set(printed)].sort()).toEqual([...new Set(known)].sort());
    const fenced = (text: string) => text.match(/^```[\s\S]*?^```/gm) ?? [];
    for (const [name, text] of Object.entries(texts)) {
      // What is captured there is printed after that.
      const drawn = fenced(text).map((one) => one.replace(/\{% capture [\s\S]*?\{% endcapture %\}/g, ""));
      const inCode = [...drawn, ...(text.replace(/^```[\s\S]*?^```/gm, "").match(/`[^`\n]*`/g) ?? [])];
      // A document that is shown for copying was captured, and is harmless as it is.
      for (const { 0: output } of inCode.join("\n").matchAll(/\{\{[^}]*\}\}/g))
        if (!ownWords(text).some((variable) => output.startsWith(`{{ ${variable} | replace`)))
          expect(output, name).toMatch(/\| (?:code|diagram) \}\}$/);
      for (const summary of text.match(/<summary>.*<\/summary>/g) ?? [])
        for (const { 0: output } of summary.matchAll(/\{\{[^}]*\}\}/g))
          expect(output, name).toMatch(/\| html \}\}$/);
    }
  });
});

/** What is published of a plan, here or by a host that can: the words of its effects, and the titles of issues and pull requests. */
function published({ effects, waiting }: Pick<Plan, "effects" | "waiting">): ReadonlyMap<string, string> {
  const shown = (id: string, { template, values }: Templated): [string, string] => [
    `${template} ${id}`,
    render(template, values),
  ];
  return new Map(
    [...effects, ...waiting].flatMap((effect): [string, string][] => [
      ...("template" in effect ? [shown(effect.id, effect)] : []),
      ...(effect.kind === "document"
        ? [shown(effect.id, effect.words), shown(effect.id, effect.message)]
        : []),
      ...("waiting" in effect && effect.waiting !== undefined
        ? [[`waiting ${effect.id}`, render("waiting", effect.waiting)] as [string, string]]
        : []),
      ...("below" in effect && effect.below !== undefined
        ? [[`below ${effect.id}`, render("below", { lines: effect.below })] as [string, string]]
        : []),
      ...(effect.kind === "create-issue" || effect.kind === "document"
        ? [[`title ${effect.id}`, title(effect.title)] as [string, string]]
        : []),
    ]),
  );
}

/** Templates that stand in others alone, and are published by none. */
const partsAlone = [
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
];

describe.runIf(playsMany)("whatever people write into an incident", () => {
  afterAll(() => {
    peoples.words = (text) => text;
    peoples.planned = () => undefined;
  });

  /** Ways in which a stranger's text joins what people wrote in a story. */
  const joins: readonly ((text: string, strange: string) => string)[] = [
    (text, strange) => `${text} ${strange}`,
    (text, strange) => `${text}\n\n${strange}`,
    (text, strange) => `${text} because ${strange}`,
    (text, strange) =>
      text.startsWith("/")
        ? text.replace(
            /^(\/[\w-]+).*/,
            (_all, command) => `${command} "${strange.replace(/["\n]/g, "")}" 15:41`,
          )
        : strange,
  ];

  const seen = new Set<string>();
  const untold = new Set<number>();

  test.each(joins.map((join, index) => [index, join] as const))(
    "comes out of every template harmless (%i)",
    (turn, join) => {
      const harms = new Set<string>();
      let strange = "";
      peoples.words = (text) => join(text, strange);
      peoples.planned = (plan) => {
        for (const [what, text] of published(plan)) {
          const [template = ""] = what.split(" ");
          seen.add(template);
          const found = harmsIn(text).filter((harm) => template !== "title" || harm.startsWith("unseen"));
          for (const harm of found) harms.add(`${template} from ${JSON.stringify(strange)}: ${harm}`);
        }
      };
      // Of a sample each way tells every fourth story, so that each is told one way.
      const [count, step] = playsAll ? [2, 1] : [1 / 4, 4];
      const strangers = fc.sample(hostile, Math.ceil(count * stories.length));
      for (const [index, text] of strangers.entries()) {
        strange = text;
        const place = (index * step + turn) % stories.length;
        try {
          stories[place]?.[1]();
        } catch (error) {
          // With other words a story may go otherwise: what was said until then counts.
          if (!(error instanceof Error)) throw error;
          untold.add(place);
        }
      }
      expect([...harms]).toEqual([]);
    },
    60_000,
  );

  test("which were all of them", () => {
    // A sample may hand a story words alone with which it goes otherwise: it is told once as it is.
    peoples.words = (text) => text;
    peoples.planned = (plan) => {
      for (const what of published(plan).keys()) seen.add(what.split(" ")[0] ?? "");
    };
    for (const place of untold) stories[place]?.[1]();
    const missing = (): string[] => Object.keys(texts).filter((name) => !seen.has(name));
    // Of a sample each way of saying reaches only some of the stories.
    if (missing().length > partsAlone.length) for (const [, tell] of stories) tell();
    expect(missing()).toEqual(partsAlone);
    expect(seen).toContain("title");
  });
});
