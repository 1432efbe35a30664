import { expect, test } from "vitest";
import { createMeter } from "../../src/run/meter.ts";

const answer: typeof globalThis.fetch = async () => {
  await new Promise((resolve) => setImmediate(resolve));
  return new Response("{}");
};

test("each of two passes that run side by side is charged with its own requests, tokens apart", async () => {
  const meter = createMeter(answer);
  const pass = meter.metered(async (key) => {
    await meter.fetch("https://api.github.com/app/installations/1/access_tokens", { method: "POST" });
    await meter.fetch("https://api.github.com/graphql", { method: "POST" });
    if (key === "acme/incidents#2")
      await meter.fetch(new Request("https://api.github.com/repos/acme/incidents"));
    return { again: false };
  });
  const [one, two] = await Promise.all([
    pass("acme/incidents#1", undefined),
    pass("acme/incidents#2", undefined),
  ]);
  expect(one.requests).toEqual({ graphql: 1, rest: 0 });
  expect(two.requests).toEqual({ graphql: 1, rest: 1 });
});

test("a request outside of any pass is made all the same and charged to nobody", async () => {
  const meter = createMeter(answer);
  expect((await meter.fetch("https://api.github.com/graphql")).status).toBe(200);
});
