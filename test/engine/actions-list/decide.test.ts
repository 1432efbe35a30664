// The list of all actions, and the one reminder a person and week.
import { describe, expect, test } from "vitest";
import { decideActions } from "../../../src/engine/actions-list/decide.ts";
import { digestsAt } from "../../../src/engine/actions-list/digest.ts";
import { foldActions } from "../../../src/engine/actions-list/fold.ts";
import type { ActionsSnapshot } from "../../../src/engine/actions-list/snapshot.ts";
import { onlyGithub } from "../../../src/engine/delivery.ts";
import type { ActionRecord } from "../../../src/engine/ledger.ts";
import { listed, record, rolling, ruledBy, shown } from "./told.ts";

const ruling = ruledBy("teams: { shop: { repo: acme/shop, lead: cora } }");

function plan(snapshot: ActionsSnapshot, at: string, by = ruling) {
  const now = Date.parse(at);
  return decideActions({ snapshot, list: foldActions(snapshot), ruling: by, now, reach: onlyGithub });
}

const does = (snapshot: ActionsSnapshot, at: string, by = ruling) =>
  plan(snapshot, at, by).effects.map(({ kind }) => kind);

const breaker = record("Add a breaker", { due: "2025-05-30" });

describe("the list", () => {
  test("is opened with the first action, pinned once, and written only where it shows something else", () => {
    expect(does(shown([], []), "2025-05-12T10:00:00Z")).toEqual([]);
    const opened = plan(shown([listed([breaker])], []), "2025-05-12T10:00:00Z");
    expect(opened.effects).toMatchObject([
      { kind: "create-issue", title: "Actions of incidents", labels: ["actions of incidents"] },
    ]);
    const fresh = { ...rolling(), pinned: false };
    expect(does(shown([listed([breaker])], [fresh]), "2025-05-12T10:00:00Z")).toEqual(["edit-body", "pin"]);
    const [edit] = plan(shown([listed([breaker])], [rolling()]), "2025-05-12T10:00:00Z").effects;
    const digest = edit?.kind === "edit-body" ? (edit.markers[1]?.[1] ?? "") : "";
    const seen = shown([listed([breaker])], [rolling([], digest)]);
    expect(does(seen, "2025-05-12T10:05:00Z")).toEqual([]);
  });

  test("says by itself what is overdue when the day is over", () => {
    const seen = shown([listed([record("Add a breaker", { due: "2025-05-12", owners: [] })])], [rolling()]);
    const { effects, wakeAt } = plan(seen, "2025-05-12T10:00:00Z");
    expect(effects).toMatchObject([
      { kind: "edit-body", values: { overdue: [], open: [{ title: "Add a breaker" }] } },
    ]);
    expect(new Date(wakeAt ?? 0).toISOString()).toBe("2025-05-12T23:00:00.000Z");
    expect(plan(seen, "2025-05-12T23:00:00Z").effects).toMatchObject([
      { values: { overdue: [{ title: "Add a breaker" }], open: [] } },
    ]);
  });

  test("that somebody closed stays closed until there is an action that it did not show", () => {
    const former = { ref: "acme/incidents#5", closedAt: Date.parse("2025-05-13T09:00:00Z") };
    expect(does(shown([listed([breaker])], [], { former }), "2025-05-14T10:00:00Z")).toEqual([]);
    const later = record("Watch the disks", { filedAt: Date.parse("2025-05-14T09:00:00Z") });
    expect(does(shown([listed([breaker, later])], [], { former }), "2025-05-14T10:00:00Z")).toEqual([
      "create-issue",
    ]);
  });

  test("shows no title of a private issue in public", () => {
    const secret = record("Rotate the key of the vault", { isPrivate: true });
    const repository = { id: "R_1", name: "acme/incidents", public: true, archived: false, labels: [] };
    const { effects } = plan(shown([listed([secret])], [], { repository }), "2025-05-12T10:00:00Z");
    expect(JSON.stringify(effects)).not.toContain("vault");
    expect(JSON.stringify(effects)).toContain("acme/shop#9");
  });

  test("has what is done and what is dropped no more, but what waits to be verified where the policy asks for it", () => {
    const ended: readonly ActionRecord[] = [
      record("Done", { state: "done" }),
      record("Dropped", { state: "dropped" }),
      record("Verified", { state: "verified" }),
      record("Lost", { state: "lost" }),
    ];
    const values = (by = ruling) => {
      const [effect] = plan(shown([listed(ended)], [rolling()]), "2025-05-12T10:00:00Z", by).effects;
      return effect?.kind === "edit-body" ? effect.values : undefined;
    };
    expect(values()).toMatchObject({ open: [], unverified: [], lost: [{ title: "Lost" }] });
    expect(values(ruledBy("actions: { verify: true }"))).toMatchObject({
      open: [],
      unverified: [{ title: "Done" }],
    });
  });
});

describe("a person is reminded", () => {
  const five = ["One", "Two", "Three", "Four", "Five"].map((title, index) =>
    record(title, { due: `2025-05-${22 + (index % 2)}` }),
  );
  const digests = (actions: readonly ActionRecord[], at: string, said: Parameters<typeof rolling>[0] = []) =>
    digestsAt(foldActions(shown([listed(actions)], [rolling(said)])), ruling, Date.parse(at)).map(
      ({ login, at: when, entries }) =>
        `${login} ${new Date(when).toISOString().slice(0, 16)} ${entries.length}`,
    );

  test("of five actions at once, not before working hours begin", () => {
    expect(digests(five, "2025-05-19T00:00:00Z")).toEqual(["ana 2025-05-19T08:00 5"]);
  });

  test("once a week, whatever else comes up in it", () => {
    const said = [["digest/ana/2025-05-19", "2025-05-20T08:00:00Z"]] as const;
    expect(digests(five, "2025-05-22T10:00:00Z", said)).toEqual([]);
  });

  test("in the next working hours where nobody was there to do it", () => {
    expect(digests(five, "2025-05-20T17:30:00Z")).toEqual(["ana 2025-05-21T08:00 5"]);
  });

  test("in the week after where a whole week was missed, and of what was filed after its reminder", () => {
    expect(digests(five, "2025-05-26T09:00:00Z")).toEqual(["ana 2025-05-26T08:00 5"]);
    const said = [["digest/ana/2025-05-19", "2025-05-20T08:00:00Z"]] as const;
    // What is overdue comes up once more, five working days after its day.
    expect(digests(five, "2025-05-26T09:00:00Z", said)).toEqual(["ana 2025-05-30T08:00 5"]);
    const late = record("Six", { due: "2025-05-23", filedAt: Date.parse("2025-05-21T09:00:00Z") });
    // With it all that is overdue is told.
    expect(digests([...five, late], "2025-05-26T09:00:00Z", said)).toEqual(["ana 2025-05-26T08:00 6"]);
  });

  test("as the lead of a team five working days after the day, and of what nobody has at once", () => {
    const overdue = record("Add a breaker", { due: "2025-05-14", team: "shop" });
    expect(digests([overdue], "2025-05-21T09:00:00Z")).toEqual([
      "ana 2025-05-19T08:00 1",
      "cora 2025-05-22T08:00 1",
    ]);
    const nobodys = record("Add a breaker", { due: "2025-05-23", team: "shop", owners: [] });
    expect(digests([nobodys], "2025-05-21T09:00:00Z")).toEqual(["cora 2025-05-19T08:00 1"]);
  });

  test("and mentioned on the list, where the words begin with what and end with how to answer", () => {
    const { effects } = plan(shown([listed(five)], [rolling()]), "2025-05-20T08:00:00Z");
    const said = effects.find(({ kind }) => kind === "comment");
    expect(said).toMatchObject({
      issueId: "I_list",
      mentions: ["ana"],
      template: "digest",
      values: { count: 5, late: 0 },
    });
  });

  test("no more of what is done", () => {
    expect(
      digests(
        five.map((one) => ({ ...one, state: "done" })),
        "2025-05-20T09:00:00Z",
      ),
    ).toEqual([]);
  });
});
