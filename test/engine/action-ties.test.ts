// Which line of a review is tied to which issue, where lines were changed, taken away or left without words.
import { expect, test } from "vitest";
import { tie } from "../../src/engine/action-ties.ts";
import type { Child } from "../../src/engine/snapshot/child.ts";
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
  updatedAt: time("10:00"),
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

test("the same words are told as such, and the issue is that of the line with its link, else of the first", () => {
  const repeatedOf = (...lines: readonly string[]) => {
    const body = ["## Actions", "", ...lines].join("\n");
    const { tied } = tie(parseActions(body, "Actions"), [filed], policy, "acme/incidents");
    return tied.map(({ child, repeated }) => child?.ref ?? repeated);
  };
  const line = "- [ ] Add a breaker team:payments";
  const linked = `${line} → acme/payments#1`;
  expect(repeatedOf(line, line)).toEqual(["acme/payments#1", "above"]);
  expect(repeatedOf(line, linked, line)).toEqual(["below", "acme/payments#1", "above"]);
  expect(repeatedOf(linked, linked)).toEqual(["acme/payments#1", "above"]);
});

test("a copy above a line takes its issue neither by its link nor by its words", () => {
  const linked = "- [ ] Add a breaker team:payments → acme/payments#1";
  const reworded = "- [ ] Write it down team:payments → acme/payments#1";
  expect(tiesOf(reworded, linked)).toEqual([undefined, "acme/payments#1"]);
  expect(tiesOf(linked, reworded)).toEqual(["acme/payments#1", undefined]);
  expect(tiesOf(reworded, "- [ ] Add a fuse team:payments")).toEqual(["acme/payments#1", undefined]);
  const [mark = ""] = parseActions(`## Actions\n${linked}`, "Actions").lines.map(({ hash }) => hash);
  const marked = { ...filed, marks: [{ kind: "of", words: ["", "", "", "", mark] }] } as Child;
  const body = "## Actions\n- [ ] Add a breaker repo:acme/payments\n- [ ] Add a breaker team:payments";
  const { tied } = tie(parseActions(body, "Actions"), [marked], policy, "acme/incidents");
  expect(tied.map(({ child }) => child?.ref)).toEqual([undefined, "acme/payments#1"]);
});
