// Whose issues hang under an incident: what is on record, and what carries our mark where the incident may file.
import { describe, expect, test } from "vitest";
import { opaqueId } from "../../src/engine/identity.ts";
import type { Child } from "../../src/engine/snapshot/child.ts";
import { marker } from "../../src/engine/text/marker.ts";
import { at } from "./answers.ts";
import { type History, incident, time } from "./build.ts";
import { mapOf } from "./map-of.ts";
import { person } from "./setting.ts";

const policy = "extends: sre\nteams: { payments: { repo: acme/payments } }\n";
const begun = (): History => incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00");

/** An issue of a bot's that says of itself that it is the review. */
function review(
  history: History,
  more: Partial<Child> = {},
  id = history.situation("09:00").incident.id,
): Child {
  const body = `- [ ] Take over team:payments\n\n${marker("of", id, "acme/incidents#7", "retro", `retro/${id}`)}`;
  return {
    ...{
      id: "I_90",
      ref: "acme/incidents#90",
      title: "Review",
      url: "",
      state: "open",
      createdAt: time("09:05"),
      updatedAt: time("09:05"),
    },
    ...{
      body,
      author: person("tocsin"),
      private: false,
      assignees: [],
      labels: [],
      linked: false,
      comments: [],
    },
    ...more,
  };
}

const withChild = (history: History, child: Child): History =>
  history.changed((snapshot) => ({ ...snapshot, children: [...snapshot.children, child] }));

const tasks = (history: History): readonly string[] =>
  history.situation("09:10").incident.tasks.map(({ child }) => child.ref);

describe("an issue that carries our mark", () => {
  test.each(["acme/incidents#90", "acme/payments#3"])("counts where the incident may file: %s", (ref) => {
    const history = begun();
    expect(tasks(withChild(history, review(history, { ref })))).toEqual([ref]);
  });

  test.each(["mallory/fork#1", "acme/other#1", "acme/incidents-2#1"])(
    "is nothing to us anywhere else: %s",
    (ref) => {
      const history = begun();
      expect(tasks(withChild(history, review(history, { ref, linked: true })))).toEqual([]);
    },
  );

  test("is nothing to us by anybody else, or of another incident", () => {
    const history = begun();
    for (const author of [person("mallory"), { login: "github-actions", kind: "bot" } as const])
      expect(tasks(withChild(begun(), review(history, { author })))).toEqual([]);
    expect(tasks(withChild(begun(), review(history, {}, "2025-04-01-other-1a2b")))).toEqual([]);
  });

  test("counts by an opaque word in place of the id, which outside is not shown", () => {
    const history = begun();
    const { id } = history.situation("09:00").incident;
    const opaque = review(history, { ref: "acme/payments#3" }, opaqueId(id));
    expect(tasks(withChild(history, opaque))).toEqual(["acme/payments#3"]);
    expect(history.situation("09:10").incident.made[0]?.effect).toBe(`retro/${id}`);
  });
});

test("an issue that is on record counts wherever it stands now, whatever became of its mark", () => {
  const history = begun();
  const child = review(history, { ref: "elsewhere/moved#2", body: "Rewritten." });
  withChild(history, child).changed((snapshot) => ({
    ...snapshot,
    ledger: snapshot.ledger && {
      ...snapshot.ledger,
      created: mapOf({ [`retro/${snapshot.ledger.id}`]: { id: child.id, ref: child.ref } }),
    },
  }));
  expect(tasks(history)).toEqual(["elsewhere/moved#2"]);
});
