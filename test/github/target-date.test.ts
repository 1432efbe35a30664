// The issue field *Target date* as it is read: asked for once an hour, told when it can't be read, and never in anybody's way.
import { describe, expect, test } from "vitest";
import { createTargetDates } from "../../src/github/target-date.ts";
import { setStage } from "./stage.ts";

const hour = 3_600_000;

/** An organization with the field, or with nothing of the kind, and an issue in it. */
async function dated({ field, may }: { readonly field?: string; readonly may: boolean }) {
  const stage = setStage();
  const { github, clock, client, open, see } = stage;
  if (field !== undefined) github.addDateField("acme", field);
  if (may)
    github.permit("tocsin", {
      ...{ issues: "write", contents: "read", members: "read", metadata: "read", issue_fields: "read" },
    });
  const ref = open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x" });
  const child = open({ by: "alice", repo: "acme/payments", title: "Do it", body: "x" });
  github.addSubIssue({ by: "alice", issue: ref, child });
  const told: (readonly [Readonly<Record<string, unknown>>, string])[] = [];
  const dates = createTargetDates({ clock, warn: (...all) => void told.push(all) });
  const transport = await client.installationOf("acme/incidents");
  const look = async (meanwhile = () => {}) => {
    const seen = await see(ref);
    meanwhile();
    const before = { ...github.requests };
    const read = await dates.read(
      transport,
      seen,
      seen.children.map(({ id }) => id),
    );
    const { graphql, rest } = github.requests;
    return { read, spent: [graphql - before.graphql, rest - before.rest] };
  };
  return { ...stage, look, told, child };
}

describe("the field of an organization", () => {
  test("shows what stands in it and who put it there; which it is is asked once an hour", async () => {
    const { look, github, child, told, clock } = await dated({ field: "Target Date", may: true });
    expect((await look()).spent).toEqual([1, 1]);
    await clock.advanceTo(clock.now() + 60_000);
    github.setField({ by: "bob", issue: child, field: "target date", day: "2025-05-01" });
    github.setField({ by: "alice", issue: child, field: "target date", day: null });
    const again = await look();
    expect(again.spent).toEqual([1, 0]);
    expect(again.read.targetField).toMatch(/^IFD_/);
    expect(again.read.children[0]?.target).toMatchObject({
      moves: [
        { by: { login: "bob", kind: "user" }, day: "2025-05-01", at: clock.now() },
        { by: { login: "alice" }, day: undefined },
      ],
    });
    await clock.advanceTo(clock.now() + hour);
    expect((await look()).spent).toEqual([1, 1]);
    expect(told).toEqual([]);
  });

  test("that is not there costs one request an hour, and nothing is said of it", async () => {
    const { look, told } = await dated({ field: "Start date", may: true });
    expect((await look()).spent).toEqual([0, 1]);
    const { read, spent } = await look();
    expect(spent).toEqual([0, 0]);
    expect(read.targetField).toBeUndefined();
    expect(told).toEqual([]);
  });

  test("that the app may not read is told with what it takes, by the answer's header, and holds nothing up", async () => {
    const { look, told } = await dated({ field: "Target date", may: false });
    expect((await look()).read.targetField).toBeUndefined();
    await look();
    expect(told).toMatchObject([
      [
        { account: "acme", needs: "issue_fields=read", reason: expect.stringContaining("403") },
        /can't be read/,
      ],
    ]);
  });

  test("is left where the days in it can't be read just now, and read again the next time", async () => {
    const { look, told, github } = await dated({ field: "Target date", may: true });
    await look();
    const { read } = await look(() => github.faults({ requests: { fail: 1 } }));
    expect(read.targetField).toBeUndefined();
    expect(told).toMatchObject([[{ key: read.key, reason: expect.any(String) }, /can't be read/]]);
    github.faults({ requests: { fail: 0 } });
    expect((await look()).read.targetField).toBeDefined();
  });

  test("is asked for again with the next look where nobody answered which it is", async () => {
    const { look, told, github } = await dated({ field: "Target date", may: true });
    const { read } = await look(() => github.faults({ requests: { fail: 1 } }));
    expect(read.targetField).toBeUndefined();
    expect(told).toMatchObject([[{ account: "acme" }, /can't be read/]]);
    github.faults({ requests: { fail: 0 } });
    expect((await look()).read.targetField).toBeDefined();
  });
});
