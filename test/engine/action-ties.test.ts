// Which line of a review is tied to which issue, where lines were changed, taken away or left without words.
import { expect, test } from "vitest";
import { tie } from "../../src/engine/action-ties.ts";
import type { Child } from "../../src/engine/snapshot.ts";
import { parseActions } from "../../src/engine/text/action-line.ts";
import { incident, time } from "./build.ts";

const { policy } = incident({ policy: "extends: sre\nteams: { payments: acme/payments }\n" })
  .opened("09:00", "alice", { description: "Nobody can pay" })
  .situation("09:00").ruling;

const filed: Child = {
  id: "I_9",
  ref: "acme/payments#1",
  title: "Add a breaker",
  body: "",
  url: "https://github.com/acme/payments/issues/1",
  state: "open",
  createdAt: time("10:00"),
  private: false,
  assignees: [],
  labels: ["action"],
  linked: true,
  comments: [],
};

const tiesOf = (...lines: readonly string[]): readonly (string | undefined)[] => {
  const body = ["## Actions", "", ...lines].join("\n");
  const { tied } = tie(parseActions(body, "Actions"), [filed], policy, "acme/incidents");
  return tied.map(({ child, ambiguous }) => child?.ref ?? (ambiguous ? "asked" : undefined));
};

test("a line that was reworded keeps its issue while no other line of its team could be meant", () => {
  expect(tiesOf("- [ ] Add a circuit breaker team:payments")).toEqual(["acme/payments#1"]);
  expect(tiesOf("- [ ] Add a fuse team:payments", "- [ ] Test it team:payments")).toEqual(["asked", "asked"]);
});

test("a line without words is not given the issue of a line that went", () => {
  expect(tiesOf("- [ ] team:payments")[0]).not.toBe("acme/payments#1");
});
