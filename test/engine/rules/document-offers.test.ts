// What a reminder offers for an event of a document is what would be taken: deeds on the pull request where that is read, else the commands.
import { describe, expect, test } from "vitest";
import { documentId } from "../../../src/engine/document.ts";
import type { EventPattern } from "../../../src/engine/events/table.ts";
import { account } from "../../../src/engine/party.ts";
import { type Offer, offersOf } from "../../../src/engine/rules/document-offers.ts";
import type { Pull, PullItem } from "../../../src/engine/snapshot/pull.ts";
import { type History, incident, person, time } from "../build.ts";

const policy = `extends: sre
roles: { cto: { duty: [cora] }, head: { duty: [hana] } }
documents: { report: { approve: [cto, head] } }
`;

const unasked = (): History =>
  incident({ policy, roles: { alice: "write", ana: "write", ben: "write", cora: "write", hana: "write" } })
    .opened("09:00", "alice", { severity: "SEV1 — down" })
    .looked("09:00");
const bare = (): History => unasked().comment("09:01", "ana", "/report").looked("09:01");

const item = (kind: PullItem["kind"], when: string, by = "ben"): PullItem => ({
  ...{ id: `E_${kind}_${when}`, at: time(when), by: person(by), kind },
});

/** A report whose pull request is in sight, or hidden from us. */
function report(
  items: readonly PullItem[],
  more: Partial<Pull> = {},
  isHidden = false,
  history = bare(),
): History {
  const pull: Pull = {
    ...{ id: "PR_1", ref: "acme/incidents#30", url: "https://github.com/acme/incidents/pull/30" },
    ...{ state: "open", draft: true, wasDraft: true, author: person("tocsin"), private: true },
    ...{ createdAt: time("09:02"), updatedAt: time("09:02"), branch: "incident/x", head: "0", items },
    ...more,
  };
  return history.changed((seen) => {
    const { ledger } = seen;
    const made = { id: pull.id, ref: pull.ref };
    const created = new Map([
      ...(ledger?.created ?? []),
      [documentId("report", ledger?.id ?? ""), made] as const,
    ]);
    return {
      ...seen,
      ...(isHidden ? { hiddenPulls: [pull.id] } : { pulls: [pull] }),
      ledger: ledger && { ...ledger, created },
    };
  });
}

const word = { opened: "", submitted: "submitted", resubmitted: "submitted", changes: "changes" } as const;
const words = { ...word, approved: "approved", accepted: "accepted" } as const;

/** What is offered to one person for each event, at 10:00. */
function offered(history: History, asked = "ben"): Readonly<Record<string, string>> {
  const here = history.situation("10:00");
  const found = Object.entries(words).map(([event, said]) => {
    const pattern = `${event}.<document>` as EventPattern;
    const commands = [`/report ${said}`.trim()];
    const offers = offersOf({ pattern, key: "report", commands, asked: [account(asked)] }, here);
    return [
      event,
      offers.map((one: Offer) => (typeof one === "string" ? one : `${one.deed} ${one.ref}`)).join(),
    ];
  });
  return Object.fromEntries(found);
}

const typed = {
  submitted: "/report submitted",
  resubmitted: "/report submitted",
  changes: "/report changes",
};
const none = { opened: "", submitted: "", resubmitted: "", changes: "", approved: "", accepted: "" };
const on = "acme/incidents#30";

describe("what is offered", () => {
  test("of a draft is to mark it as ready, and no command that would be refused", () => {
    expect(offered(report([]))).toEqual({
      ...none,
      ...{ submitted: `ready ${on}`, changes: `changes ${on}`, accepted: `ready ${on}` },
    });
  });

  test("where a repository has no drafts is to ask for a review", () => {
    const history = report([], { draft: false, wasDraft: false });
    expect(offered(history).submitted).toBe(`ask ${on}`);
  });

  test("of one of which changes are asked for is to hand it in again", () => {
    const history = report([item("ready", "09:10"), item("changes", "09:20", "ana")], { draft: false });
    expect(offered(history)).toMatchObject({
      resubmitted: `again ${on}`,
      accepted: `again ${on}`,
      submitted: "",
    });
  });

  test.each([
    ["ben", [], "", `settle ${on}`],
    ["cora", [], "/report approved", `settle ${on}`],
    ["hana", [], "", `settle ${on}`],
    ["hana", ["cora"], "/report approved", `settle ${on}`],
    ["ben", ["cora", "hana"], "", `merge ${on}`],
  ] as const)(
    "to %s of one in review, approved by %j, follows from whose turn it is",
    (who, by, approved, accepted) => {
      const given = by.map((one, index) => item("approved", `09:2${index}`, one));
      const history = report([item("ready", "09:10"), ...given], { draft: false });
      expect(offered(history, who)).toMatchObject({ approved, accepted });
    },
  );

  test("of one that was merged too early is for whoever has a say", () => {
    const history = report([item("ready", "09:10"), item("merged", "09:20")], {
      draft: false,
      state: "merged",
    });
    expect(offered(history, "ben")).toMatchObject({ accepted: "", approved: "" });
    expect(offered(history, "cora")).toMatchObject({
      accepted: "/report accepted",
      approved: "/report approved",
    });
  });

  test("of one that was closed is to open it again, or to say that it was handed in elsewhere", () => {
    const history = report([item("closed", "09:20")], { state: "closed" });
    expect(offered(history)).toMatchObject({ opened: `reopen ${on}`, ...typed });
  });

  test("of one that is hidden from us, or was not opened, are the commands; where there is no text nothing is approved", () => {
    expect(offered(report([], {}, true), "cora")).toEqual({
      ...{ ...typed, opened: "", approved: "/report approved", accepted: "/report accepted" },
    });
    expect(offered(bare(), "cora")).toMatchObject({
      ...typed,
      opened: "/report",
      accepted: "/report accepted",
    });
  });

  test.each([
    ["in a draft", () => report([])],
    ["hidden", () => report([], {}, true)],
    ["hidden, and asked for by nobody", () => report([], {}, true, unasked())],
    ["not opened yet", bare],
    ["closed", () => report([item("closed", "09:20")], { state: "closed" })],
    [
      "merged",
      () => report([item("ready", "09:10"), item("merged", "09:20")], { draft: false, state: "merged" }),
    ],
  ] as const)("of one that is %s every command is taken when it is typed", (_, stage) => {
    for (const line of new Set(
      Object.values(offered(stage(), "cora")).filter((one) => one.startsWith("/")),
    )) {
      const { answers } = stage().comment("10:01", "cora", line).situation("10:02").incident;
      expect([line, answers.map(({ by, refusal }) => [by, refusal?.kind])]).toEqual([
        line,
        answers.map(({ by }) => [by, undefined]),
      ]);
    }
  });
});
