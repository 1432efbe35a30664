// Tokens and limits of GitHub's: a token that is refused or over is replaced at once, a limit that only words tell is kept.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MINUTE, SECOND } from "../../src/engine/instant.ts";
import { home, Served, start } from "./served.ts";

const policy = { extends: "sre" };
const open = ({ github }: Served, title: string) =>
  github.openIssue({ by: "alice", repo: home, title, body: "", labels: ["incident"] });

const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const isForToken = ({ url }: Request): boolean => url.endsWith("/access_tokens");
const tokenOf = (request: Request): string => request.headers.get("authorization")?.split(" ")[1] ?? "";

const asked = ({ asked: all }: Served, what: RegExp) =>
  all.filter((one) => one.at > start + MINUTE && what.test(one.what));

const cardsOn = ({ github }: Served) =>
  github
    .issues(home)
    .map(({ ref }) => github.comments(ref).filter(({ author }) => author === "tocsin[bot]").length);

// Tokens go by the machine's clock, whatever that of the story says.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const laterBy = (wait: number): void => void vi.setSystemTime(Date.now() + wait);

test("a revoked token is replaced at once, once for all that it is refused for, and everything goes on", async () => {
  const served = new Served({ policy });
  await served.start();
  await served.until(MINUTE);
  const revoked = new Set(served.asked.map(({ token }) => token));
  served.intercept = (request) =>
    revoked.has(tokenOf(request)) && !isForToken(request)
      ? json(401, { message: "Bad credentials" })
      : undefined;
  // What is younger may still be on its way between GitHub's machines.
  laterBy(10 * SECOND);
  for (const n of [1, 2, 3]) open(served, `Payments down ${n}`);
  await served.until(MINUTE + 6 * SECOND);
  expect(cardsOn(served)).toEqual([1, 1, 1]);
  expect(asked(served, /access_tokens/)).toHaveLength(1);
  await served.end();
});

test("a new token that is refused as well is not asked for again and again", async () => {
  const served = new Served({ policy });
  await served.start();
  await served.until(MINUTE);
  let tokens = 0;
  served.intercept = (request) => {
    // Time goes by, so that nothing of a new one can still be on its way.
    laterBy(10 * SECOND);
    if (!isForToken(request)) return json(401, { message: "Bad credentials" });
    tokens++;
    const made = { permissions: {}, repository_selection: "all", token: `ghs_${tokens}` };
    return json(201, { ...made, expires_at: new Date(Date.now() + 60 * MINUTE).toISOString() });
  };
  laterBy(10 * SECOND);
  open(served, "Payments down");
  await served.until(MINUTE + 2 * SECOND);
  expect(tokens).toBe(1);
  await served.end();
});

test("a token is used until shortly before GitHub says that it ends, however soon that is", async () => {
  const served = new Served({ policy });
  let tokens = 0;
  served.intercept = async (request) => {
    if (!isForToken(request)) return undefined;
    tokens++;
    const answer = await served.github.fetch(request);
    const body = (await answer.json()) as object;
    return json(201, { ...body, expires_at: new Date(Date.now() + 10 * MINUTE).toISOString() });
  };
  await served.start();
  await served.until(MINUTE);
  expect(tokens).toBe(1);
  laterBy(8 * MINUTE);
  open(served, "Payments down");
  await served.until(2 * MINUTE);
  expect(tokens).toBe(1);
  laterBy(1.5 * MINUTE);
  open(served, "Payments down again");
  await served.until(3 * MINUTE);
  expect(tokens).toBe(2);
  expect(cardsOn(served)).toEqual([1, 1]);
  await served.end();
});

const words = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

test.each([
  ["by a refusal", json(403, { message: words })],
  ["by an error of GraphQL", json(200, { data: null, errors: [{ message: words }] })],
  ["by its older name", json(403, { message: "You have triggered an abuse detection mechanism." })],
  ["in plain text", new Response(words, { status: 403, headers: { "content-type": "text/plain" } })],
])(
  "a secondary limit that is told in words alone, %s, holds everything for a minute",
  async (_how, answer) => {
    const served = new Served({ policy });
    await served.start();
    await served.until(MINUTE);
    let told = 0;
    served.intercept = async (request) => {
      if (told > 0 || !(await request.clone().text()).includes("ApplyPlan")) return undefined;
      told = served.clock.now();
      return answer.clone();
    };
    open(served, "Payments down");
    await served.until(4 * MINUTE);
    expect(told).toBeGreaterThan(0);
    expect(served.asked.filter(({ at }) => at > told && at < told + MINUTE)).toEqual([]);
    expect(cardsOn(served)).toEqual([1]);
    await served.end();
  },
);

test("a plain refusal is no limit", async () => {
  const served = new Served({ policy });
  await served.start();
  await served.until(MINUTE);
  served.intercept = async (request) =>
    (await request.clone().text()).includes("ApplyPlan")
      ? json(403, { message: "Resource not accessible by integration" })
      : undefined;
  open(served, "Payments down");
  await served.until(MINUTE + 2 * SECOND);
  open(served, "Payments down again");
  await served.until(MINUTE + 5 * SECOND);
  expect(asked(served, /ObserveIncidents/).filter(({ at }) => at > start + MINUTE + 2 * SECOND)).not.toEqual(
    [],
  );
  await served.end();
});
