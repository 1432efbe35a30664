// The job summary: everything with its reason, how late, and nothing of other repositories or of people's formatting.
import { describe, expect, test } from "vitest";
import type { EffectReport, RunReport } from "../../src/action/report.ts";
import { renderSummary } from "../../src/action/summary.ts";
import type { Effect } from "../../src/engine/effect.ts";
import { MINUTE } from "../../src/engine/instant.ts";

const around = {
  render: () => "Update **overdue**\n```\nfence\n```",
  repository: "acme/incidents",
  event: "schedule",
};

const comment: Effect = {
  kind: "comment",
  id: "update/I_1/overdue/1",
  because: "Nobody has said anything for an hour.",
  rule: "clocks.update",
  issueId: "I_1",
  template: "reminder",
  values: {},
  markers: [],
  mentions: [],
};

const filed: Effect = {
  kind: "create-issue",
  id: "action/1",
  because: "The review asks for Rotate the vault's keys.",
  repository: "acme/vault",
  title: "Rotate the vault's keys",
  template: "action",
  values: {},
  markers: [],
  labels: [],
  assignees: [],
};

const summaryOf = (deeds: readonly EffectReport[], more: Partial<RunReport> = {}): string =>
  renderSummary(
    {
      looked: [{ key: "acme/incidents#7", title: "Down @ana <!-- x -->", deeds }],
      problems: [],
      words: [],
      failures: [],
      ...more,
    },
    around,
  );

describe("the job summary", () => {
  test("says of each effect why it was done, by which rule, and how late", () => {
    expect(summaryOf([{ effect: comment, kind: "done", late: 21 * MINUTE + 12_000 }])).toContain(
      "- **comment written** · 21 minutes late · Nobody has said anything for an hour. (rule `clocks.update`)",
    );
  });

  test("does not call late what a schedule can't do better", () => {
    expect(summaryOf([{ effect: comment, kind: "done", late: MINUTE - 1 }])).not.toContain("late");
  });

  test("mentions nobody and hides nothing", () => {
    const text = summaryOf([]);
    expect(text).not.toMatch(/@ana|<!--/);
    expect(text).toContain("### #7 Down @");
  });

  test("tells of an issue in another repository neither its name nor its title", () => {
    const text = summaryOf([
      { effect: filed, kind: "done" },
      { effect: { ...filed, id: "action/2" }, kind: "watched" },
    ]);
    expect(text).toContain("**issue opened in another repository**");
    expect(text).not.toMatch(/vault|Rotate|fence/);
  });

  test("shows under watch what would have been said, in a fence that the words can't close", () => {
    const text = summaryOf([{ effect: comment, kind: "watched" }]);
    expect(text).toContain("Would have been: **comment written**");
    expect(text).toContain("  ````markdown\n  Update **overdue**\n  ```\n  fence\n  ```\n  ````");
  });

  test("stays below what GitHub takes, and says that something is left out", () => {
    const looked = Array.from({ length: 4_000 }, (_, index) => ({
      key: `acme/incidents#${index}`,
      title: "Down",
      deeds: [{ effect: comment, kind: "done" as const }],
    }));
    const text = renderSummary({ looked, problems: [], words: [], failures: [] }, around);
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toMatch(/The rest is left out/);
  });
});
