// What only newer servers know: asked for until a server refuses it, left out then, and asked of no server twice.
import { describe, expect, test } from "vitest";
import { createServerSchema, newer } from "../../src/github/newer.ts";
import { setStage } from "./stage.ts";

const document = ["query A {", "  a", newer("dependencies", "  b"), "}"].join("\n");

describe("a document that asks for what older servers lack", () => {
  test("is sent whole until a server names its line, and without that from then on", () => {
    const schema = createServerSchema({ now: () => 0 });
    expect(schema.fit(document)).toBe(document);
    expect(schema.learn(document, { data: null, errors: [{ message: "no b", lines: [3] }] })).toBe(true);
    expect(schema.fit(document)).toBe("query A {\n  a\n}");
  });

  test("is sent without a line that an account is not shown, whatever else was answered", () => {
    const schema = createServerSchema({ now: () => 0 });
    expect(schema.learn(document, { data: { a: 1 }, errors: [{ message: "hidden", lines: [3] }] })).toBe(
      true,
    );
    expect(schema.fit(document)).not.toContain("b");
  });

  test("is sent whole again an hour after a right was lacking, which may have been given since", () => {
    let now = 0;
    const schema = createServerSchema({ now: () => now });
    const refused = { message: "hidden", type: "FORBIDDEN", lines: [3] };
    schema.learn(document, { data: { a: 1 }, errors: [refused] });
    now = 59 * 60_000;
    expect(schema.fit(document)).not.toContain("b");
    now = 60 * 60_000;
    expect(schema.fit(document)).toBe(document);
    expect(schema.learn(document, { data: { a: 1 }, errors: [refused] })).toBe(true);
    expect(schema.fit(document)).not.toContain("b");
  });

  test.each([
    ["another line is named", { data: null, errors: [{ message: "no a", lines: [2] }] }],
    ["no line is named", { data: null, errors: [{ message: "something went wrong" }] }],
    ["all was answered", { data: { a: 1, b: 2 }, errors: [] }],
  ])("is as it was where %s", (_why, answer) => {
    const schema = createServerSchema({ now: () => 0 });
    expect(schema.learn(document, answer)).toBe(false);
    expect(schema.fit(document)).toBe(document);
  });

  test("costs an older server one refusal in the life of a process, and github.com nothing", async () => {
    for (const [age, first] of [
      ["older", 2],
      ["new", 1],
    ] as const) {
      const { github, open, see } = setStage({ secret: "x", age });
      const ref = open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x" });
      const child = open({ by: "alice", repo: "acme/incidents", title: "Under it", body: "x" });
      github.addSubIssue({ by: "alice", issue: ref, child });
      const before = github.requests.graphql;
      const snapshot = await see(ref);
      expect(github.requests.graphql - before).toBe(first);
      expect(snapshot.children.map(({ blocking }) => blocking)).toEqual([age === "new" ? [] : undefined]);
      const after = github.requests.graphql;
      await see(ref);
      expect(github.requests.graphql - after).toBe(1);
    }
  });
});
