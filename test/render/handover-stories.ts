// Handovers told for the goldens of our words: a Friday evening, a weekend, and what is recorded of them.
import type { Effect } from "../../src/engine/effect.ts";
import { going, Telling } from "../engine/handover/telling.ts";
import { type Said, type Stories, said } from "./stories.ts";

const friday = (): Telling => new Telling().open(going("4 17:00")).looked("4 17:30").looked("4 17:30");

function at(told: Telling, when: string, template: string): Said {
  return said(told.plan(when).effects, template);
}

/** Of several that are said at once the first. */
function first(effects: readonly Effect[]): Said {
  return said(effects.filter(({ kind }) => kind === "comment").slice(0, 1), "handover");
}

/** One story for each way in which a handover speaks. */
export const handoverStories: Stories = {
  "handover-issue": () => at(new Telling().open(going("4 17:00")), "4 17:30", "handover-issue"),
  "handover-issue-again": () =>
    at(
      new Telling()
        .open(going("4 17:00"))
        .changed({ former: { ref: "acme/incidents#8", closedAt: Date.parse("2025-04-04T10:00:00Z") } }),
      "4 17:30",
      "handover-issue",
    ),
  "handover-desk": () => at(new Telling().open(going("4 17:00")).looked("4 17:30"), "4 17:30", "handover"),
  "handover-idle": () => at(new Telling().rolls("1 09:00"), "4 17:30", "handover"),
  "handover-owing": () => at(new Telling().rolls("1 09:00").owing(going("4 09:00")), "4 17:30", "handover"),
  "handover-idle-called": () =>
    at(
      new Telling().rolls("1 09:00").looked("4 17:30").comment("4 17:33", "bea", "/called desk 17:32"),
      "4 17:33",
      "handover",
    ),
  "handover-on-call": () => at(friday(), "5 19:00", "handover"),
  "handover-before-the-change": () => at(friday(), "7 07:30", "handover"),
  "handover-late": () => first(friday().plan("7 08:20").effects),
  "handover-several": () =>
    at(
      new Telling().rolls("1 09:00").open(
        going("4 15:00"),
        going("4 17:00", { id: "I_2", ref: "acme/incidents#2", title: "Slow <b>search</b> @here" }),
        going("4 17:10", {
          id: "I_3",
          ref: "acme/incidents#3",
          title: "Letters",
          labels: [],
          ledger: undefined,
        }),
      ),
      "4 17:30",
      "handover",
    ),
  "handover-recorded": () =>
    at(
      friday()
        .comment("4 17:34", "dan", "/ack")
        .comment("4 17:35", "bea", "/called desk no answer")
        .comment("4 17:36", "bea", "/called desk 17:36"),
      "4 17:36",
      "handover",
    ),
  "handover-unknown-people": () => {
    const nobody = new Telling("extends: hssi\n")
      .rolls("1 09:00")
      .open(going("4 17:00", { ledger: undefined }));
    return at(nobody, "4 17:30", "handover");
  },
  "handover-reminder": () => at(friday(), "4 17:45", "handover-reminder"),
  "handover-reminder-late": () => at(friday(), "4 18:20", "handover-reminder"),
};
