// What the public sees of known problems: nothing until the policy says so, never what a flag marks, and harmless words.
import { describe, expect, test } from "vitest";
import { loadPolicy } from "../../src/engine/policy.ts";
import { problemsOf } from "../../src/engine/problems/problem.ts";
import type { ProblemIssue } from "../../src/engine/snapshot.ts";
import { presets } from "../../src/shipped/presets.ts";
import { indexPage } from "../../src/site/index-page.ts";
import { siteProblemsOf } from "../../src/site/problems.ts";
import { problemIssue } from "../engine/problems/cases.ts";
import { time } from "../engine/setting.ts";
import { at, page, seen } from "./build.ts";

const body = "### Service\n\nappointments\n\n### Workaround\n\nSwitch the printer off\n";
const letters = problemIssue(12, "Letters duplicated", { body });

function shown(given: string, problems: readonly ProblemIssue[]) {
  const text = `extends: sre\nsite: {}\nservices: { appointments: {} }\nflags: { security: { label: security } }\nproblems: { public: ${given} }\n`;
  const { policy, problems: wrong } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  if (policy === undefined) throw new Error(JSON.stringify(wrong));
  return siteProblemsOf(problemsOf({ problems, incidents: [] }, policy), policy, time("20 09:00"));
}

describe("known problems on the page", () => {
  test("are none until the policy says that they are public", () => {
    expect(shown("false", [letters])).toEqual([]);
    expect(shown("true", [letters])).toEqual([
      { title: "Letters duplicated", services: ["appointments"], since: time("08:00"), workaround: "" },
    ]);
  });

  test("have their workaround only where that is public, too", () => {
    expect(shown("{ workaround: true }", [letters])).toMatchObject([
      { workaround: "Switch the printer off" },
    ]);
  });

  test("leave out what has the label of a flag, an NHS number, or nobody inside behind it, and what was fixed long ago", () => {
    const closed = { state: "closed", reason: "completed" } as const;
    const hidden = [
      { ...letters, labels: ["problem", "security"] },
      { ...letters, title: "Letters of 943 476 5919" },
      { ...letters, trusted: false },
      { ...letters, ...closed, closedAt: time("20 08:00") - 31 * 86_400_000 },
      { ...letters, ...closed, reason: "not_planned" as const, closedAt: time("19 08:00") },
    ];
    expect(shown("true", hidden)).toEqual([]);
    expect(shown("true", [{ ...letters, ...closed, closedAt: time("19 08:00") }])).toMatchObject([
      { fixedAt: time("19 08:00") },
    ]);
  });

  test("stand on the first page with their state, and only where there is one", () => {
    const one = {
      title: "Cards <b>fail</b>",
      services: ["cards"],
      since: at("09:00"),
      workaround: "Pay by hand",
    };
    const html = indexPage(page({ problems: [one, { ...one, title: "Old", fixedAt: at("10:00") }] }));
    expect(html).toContain("Cards &lt;b&gt;fail&lt;/b&gt;");
    expect(seen(html)).toMatch(
      /Known problems Cards .*Not fixed yet · Card payments · known since .*Until then: Pay by hand.*Old.*Fixed /,
    );
    expect(seen(indexPage(page({ problems: [] })))).not.toContain("Known problems");
    const many = Array.from({ length: 12 }, (_, index) => ({ ...one, title: `Number ${index}` }));
    expect(seen(indexPage(page({ problems: many })))).toContain("2 more problems are known.");
  });
});
