// Documents as each preset's incidents have them: the rules of no other process are named, and parts that had nothing to say are kept up to date.
import { describe, expect, test } from "vitest";
import { documentValues } from "../../src/engine/rules/document-values.ts";
import { readRegions, refreshed, sealed } from "../../src/engine/text/regions.ts";
import { createRenderer } from "../../src/render/render.ts";
import { presets } from "../../src/shipped/presets.ts";
import { templates } from "../../src/shipped/templates.ts";
import { type History, incident, time } from "../engine/build.ts";

const render = createRenderer(templates());

/** All documents of a history's policy by their keys, as they are at that time. */
function documentsOf(history: History, when: string): ReadonlyMap<string, string> {
  const here = history.situation(when);
  return new Map(
    Object.values(here.ruling.policy.documents).map((kind) => [
      kind.key,
      sealed(render(kind.template, documentValues(kind, here, false)), [kind.key, "x", "y"]),
    ]),
  );
}

const under = (preset: string) =>
  incident({ policy: `extends: ${preset}\n`, preset })
    .opened("09:00", "alice", {})
    .comment("09:20", "ana", "/resolve It is back")
    .looked("09:20");

const ids = (text: string): readonly string[] => text.match(/\b(?:HF|HB|HA|D|H|L|O|S)-\d+\b/g) ?? [];

describe("a question of a document names the rule of its own process or none", () => {
  test.each(["dpsp", "hssi", "nhs-login", "sre"])("under %s", (preset) => {
    const all = documentsOf(under(preset), "09:21");
    expect(all.has("report")).toBe(true);
    const own = JSON.stringify(under(preset).situation("09:21").ruling.policy.documents);
    const text = presets()[preset] ?? "";
    for (const [key, document] of all) {
      expect(document).toContain("**To be written:**");
      const named = ids(document);
      expect(named.filter((id) => !ids(own).includes(id) || !text.includes(id))).toEqual([]);
      if (preset === "hssi") expect(named.length, key).toBeGreaterThan(0);
      else expect(named, key).toEqual([]);
    }
  });
});

test("each fact of the management summary and of the action plan leads to its act", () => {
  const history = incident({ policy: "extends: hssi\n", preset: "hssi" })
    .opened("09:00", "alice", {
      severity: "Severity 1",
      service: "booking",
      impact: "No list",
      occurred: "08:40",
    })
    .comment("09:05", "ana", "/confirm")
    .looked("09:05")
    .comment("09:20", "ana", "/flag clinical because a list is wrong\n/told users 09:15 by sms")
    .looked("09:20");
  for (const key of ["summary", "action-plan"]) {
    const lines = (documentsOf(history, "09:21").get(key) ?? "").split("\n");
    const facts = lines.filter((line) => line.startsWith("- "));
    expect(facts.length, key).toBeGreaterThan(1);
    expect(facts.filter((line) => !line.includes("](https://"))).toEqual([]);
  }
});

test("the management summary names who approves it, and each deputy as that (H-26)", () => {
  const summary = documentsOf(under("hssi"), "09:21").get("summary");
  expect(summary).toContain(
    "1. Senior service manager (deputy: other service management lead)\n2. Head of service management (deputy: deputy of the head)",
  );
});

test("a review that was closed and owes answers is not called done", () => {
  const here = under("hssi").situation("09:21");
  const { report } = here.ruling.policy.documents;
  if (report === undefined) throw new Error("hssi has no report.");
  const reviewed = (owes: readonly string[]) =>
    render(report.template, {
      ...documentValues(report, here, false),
      review: {
        ref: "acme/incidents#8",
        url: "https://github.com/acme/incidents/issues/8",
        state: "done",
        owes,
      },
    });
  const link = "- **Review**: [acme/incidents#8](https://github.com/acme/incidents/issues/8), ";
  expect(reviewed(["Why, and why was that", "What was learned?"])).toContain(
    `${link}closed, and not yet answered in it: Why, and why was that; What was learned?\n`,
  );
  expect(reviewed([])).toContain(`${link}done\n`);
});

test("a report from which everything was answered later asks for nothing any more", () => {
  const history = incident({ policy: "extends: hssi\n", preset: "hssi" }).opened("09:00", "alice", {});
  const before = documentsOf(history, "09:01").get("report") ?? "";
  expect(before).toContain("- What do users experience?");
  const answers = history
    .situation("09:01")
    .standing.missing.map(({ id, type }) =>
      id === "next-update" ? "/set next-update 10:30" : `/set ${id} ${type === "choice" ? "user" : "known"}`,
    );
  const later = history.comment("09:10", "ana", `${answers.join("\n")}\n/set severity Severity 1`);
  const after = refreshed(before, documentsOf(later, "09:11").get("report") ?? "").text;
  expect(after).not.toContain("What do users experience?");
  expect(readRegions(after).torn).toEqual([]);
  expect(after).toContain("Every question that was asked on the incident is answered.");
});

test("a document says the same of a limit however late it is by then, and never calls it open", () => {
  const history = incident({ policy: "extends: hssi\n", preset: "hssi" }).opened("09:00", "alice", {
    severity: "Severity 1",
  });
  const [before, after] = ["09:01", "23:00"].map((when) => documentsOf(history, when));
  expect(after).toEqual(before);
  for (const key of ["report", "action-plan"]) {
    expect(before?.get(key)).toMatch(
      /^- \*\*Confirmation\*\*.*: \[due Fri 1 May 09:20 BST\]\(.*\), no end on record$/m,
    );
    expect(before?.get(key)).not.toContain("still open");
  }
});

test("an action that two people have names both, and says that one of them is asked for", () => {
  const history = under("hssi").comment("09:30", "ana", "/review").looked("09:31").looked("09:32");
  const review = history.snapshot().children.find(({ title }) => title.startsWith("Review"));
  const lines =
    "- [ ] Refuse large messages @ana @piet due:2026-06-01\n- [ ] Watch their size @ana due:2026-06-01\n";
  history.child(review?.title ?? "", { body: `## Actions\n${lines}`, editedAt: time("09:35") });
  const report = documentsOf(history, "09:36").get("report");
  expect(report).toMatch(/\| ana, piet: \*\*one of them is asked for\*\* \| 2026-06-01 \| open \|/);
  expect(report).toMatch(/\| ana \| 2026-06-01 \| open \|/);
  expect(report).toContain("who is one person, and a date (HF-3): 1 has more than one. Say so in the review");
});
