// Reading problems and what incidents are about: page by page, kept for a while, and never half an answer.
import { describe, expect, test } from "vitest";
import { createKeptCases, readCases } from "../../src/github/cases.ts";
import { createProof } from "../../src/github/proof.ts";
import type { Transport } from "../../src/github/transport.ts";

const reading = {
  repository: "acme/incidents",
  labels: { problems: ["problem"], list: ["known problems"], incidents: ["incident"] },
  isOurs: () => false,
  proof: createProof({ secret: undefined }),
};

/** A problem that was fixed, as GitHub shows it. */
const fixed = (number: number) => ({
  ...{
    id: `P_${number}`,
    number,
    title: "Old",
    body: null,
    url: "",
    state: "CLOSED",
    stateReason: "COMPLETED",
  },
  ...{
    createdAt: "2025-04-01T09:00:00Z",
    closedAt: "2025-04-02T09:00:00Z",
    updatedAt: "2025-04-02T09:00:00Z",
  },
  ...{ author: null, authorAssociation: "MEMBER", labels: { nodes: [] }, assignees: { nodes: [] } },
  timelineItems: { nodes: [], pageInfo: { hasPreviousPage: false } },
});

/** A GitHub that answers each request with a page of nothing, and says so often that there is a further one. */
function pages(further: number, fault?: string, closed = 0) {
  const asked: unknown[] = [];
  const graphql = async (_document: string, variables: Readonly<Record<string, unknown>>) => {
    asked.push(variables);
    const hasNextPage = asked.length <= further;
    const pageInfo = { hasNextPage, endCursor: hasNextPage ? `c${asked.length}` : null };
    const none = { nodes: [] };
    const data = {
      repository: {
        visibility: "PRIVATE",
        open: none,
        fixed: { nodes: Array.from({ length: closed }, (_none, index) => fixed(index + 1)) },
        lists: none,
        incidents: { nodes: [], pageInfo },
      },
    };
    return fault === undefined
      ? { data, errors: [] }
      : { data: { repository: null }, errors: [{ message: fault, path: ["repository"] }] };
  };
  return { asked, transport: { graphql } as unknown as Transport };
}

describe("cases", () => {
  test("are read page by page, the problems with the first, and it is told where there would be more", async () => {
    const { asked, transport } = pages(9);
    expect(await readCases(transport, reading, 3)).toMatchObject({ isCut: true });
    expect(asked).toMatchObject([
      { after: null, withProblems: true },
      { after: "c1", withProblems: false },
      { after: "c2", withProblems: false },
    ]);
    expect(await readCases(pages(0).transport, reading, 3)).toMatchObject({ isCut: false, problems: [] });
  });

  test("say where there may be more problems than were read, so that what is not among them is not taken for gone", async () => {
    const read = (closed: number) => readCases(pages(0, undefined, closed).transport, reading, 1);
    expect((await read(29)).hasMore).toBe(false);
    expect((await read(30)).hasMore).toBe(true);
    const kept = createKeptCases({ now: () => 0 });
    expect((await kept.of(pages(0, undefined, 30).transport, reading)).hasMore).toBe(true);
  });

  test("are kept for ten minutes, and read anew once something changed", async () => {
    let now = 0;
    const kept = createKeptCases({ now: () => now });
    const { asked, transport } = pages(0);
    await Promise.all([kept.of(transport, reading), kept.of(transport, reading)]);
    now = 9 * 60_000;
    await kept.of(transport, reading);
    expect(asked).toHaveLength(1);
    kept.drop("acme/incidents");
    await kept.of(transport, reading);
    now = 20 * 60_000;
    await kept.of(transport, reading);
    expect(asked).toHaveLength(3);
  });

  test("that could not be read are no empty answer, and are asked for again", async () => {
    const kept = createKeptCases({ now: () => 0 });
    const { asked, transport } = pages(0, "Something went wrong");
    await expect(kept.of(transport, reading)).rejects.toThrow(/problems of acme\/incidents/);
    await expect(kept.of(transport, reading)).rejects.toThrow();
    expect(asked).toHaveLength(2);
  });
});
