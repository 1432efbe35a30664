// Status pages as a server has them: made when somebody asks, at most once a minute, and never half.
import { beforeEach, describe, expect, test } from "vitest";
import { demo } from "../../src/demo/demo.ts";
import { type Instant, MINUTE, SECOND } from "../../src/engine/instant.ts";
import type { SiteRead } from "../../src/server/site.ts";
import { createStatusPages } from "../../src/server/status.ts";
import { keptLog } from "../run/queue/stage.ts";

const pageOf = (words: string): SiteRead => ({
  kind: "page",
  files: new Map([
    ["index.html", words],
    ["404.html", "none"],
  ]),
  incidents: 0,
});

let now: Instant;
let asked: string[];
let answers: (() => Promise<SiteRead>)[];
const { log, lines } = keptLog();

const pages = () =>
  createStatusPages({
    reader: {
      read: async (repository) => {
        asked.push(repository);
        return (answers.shift() ?? (async () => pageOf(`made ${asked.length}`)))();
      },
    },
    governed: () => ["Acme/Incidents"],
    clock: { now: () => now },
    log,
  });

const down = async (): Promise<SiteRead> => {
  throw new Error("GitHub is down");
};

beforeEach(() => {
  now = Date.parse("2026-11-20T12:00:00Z");
  asked = [];
  answers = [];
  lines.length = 0;
});

describe("a status page", () => {
  test("is made once for everybody who asks within a minute, however the name is written", async () => {
    const { answer } = pages();
    const both = await Promise.all([
      answer("/status/Acme/Incidents/", undefined),
      answer("/status/acme/incidents/", undefined),
    ]);
    expect(both.map((one) => [one?.status, one?.body])).toEqual([
      [200, "made 1"],
      [200, "made 1"],
    ]);
    now += 59 * SECOND;
    expect((await answer("/status/acme/incidents/", undefined))?.body).toBe("made 1");
    expect(asked).toEqual(["Acme/Incidents"]);
  });

  test("is shown while the next is made, but not for longer than ten minutes", async () => {
    const { answer } = pages();
    await answer("/status/acme/incidents/", undefined);
    now += 2 * MINUTE;
    expect((await answer("/status/acme/incidents/", undefined))?.body).toBe("made 1");
    await new Promise(setImmediate);
    expect((await answer("/status/acme/incidents/", undefined))?.body).toBe("made 2");
    now += 10 * MINUTE;
    expect((await answer("/status/acme/incidents/", undefined))?.body).toBe("made 3");
  });

  test("stays as it was where it can't be made anew, and the log says so", async () => {
    const { answer } = pages();
    await answer("/status/acme/incidents/", undefined);
    answers = [down];
    now += 11 * MINUTE;
    expect((await answer("/status/acme/incidents/", undefined))?.body).toBe("made 1");
    expect(JSON.stringify(lines)).toContain("GitHub is down");
    expect((await answer("/status/acme/incidents/", undefined))?.body).toBe("made 3");
  });

  test("that never could be made says that, and not that all is well", async () => {
    answers = [down];
    const page = await pages().answer("/status/acme/incidents/", undefined);
    expect([page?.status, page?.headers["retry-after"]]).toEqual([503, "60"]);
    expect(page?.body).toContain("This says nothing about the services");
  });

  test.each(["/status/", "/status/acme", "/status/acme/other/", "/status/../acme/incidents/"])(
    "%s is none, and costs nothing",
    async (path) => {
      expect(await pages().answer(path, undefined)).toBeUndefined();
      expect(asked).toEqual([]);
    },
  );

  test.each(["none", "unruled"] as const)("where the policy has none (%s) is none", async (kind) => {
    answers = [async () => ({ kind })];
    expect(await pages().answer("/status/acme/incidents/", undefined)).toBeUndefined();
  });

  test("is moved to the address that its links need", async () => {
    const moved = await pages().answer("/status/acme/incidents", undefined);
    expect([moved?.status, moved?.headers.location]).toEqual([308, "incidents/"]);
  });
});

test("over a running server, a page is read anew only where an incident changed", {
  timeout: 30_000,
}, async () => {
  const running = await demo();
  try {
    const page = async (): Promise<string> => (await fetch(`${running.url}/-/status/acme/incidents/`)).text();
    await running.move(5 * MINUTE);
    expect(await page()).toContain("All services are working");
    const body =
      "### What is happening?\n\nplanted\n\n### Severity\n\nSEV1\n\n### Impact\n\nNobody can pay\n";
    running.github.openIssue({
      by: "ana",
      repo: "acme/incidents",
      title: "x",
      body,
      formLabels: ["incident"],
    });
    await running.move(MINUTE);
    running.github.comment({ by: "ana", issue: "acme/incidents#1", body: "/role lead me" });
    await running.move(MINUTE);
    const card = running.github
      .comments("acme/incidents#1")
      .find(({ body: text }) => /Send notice 1 as it stands/.test(text));
    running.github.editComment({
      by: "ana",
      comment: card?.id ?? "",
      body: card?.body.replace(/- \[ \] (?=.*Send notice 1 as it stands)/, "- [x] ") ?? "",
    });
    await running.move(MINUTE);
    const sent = await page();
    expect(sent).toContain("Nobody can pay");
    expect(sent).not.toContain("planted");
    await running.move(2 * MINUTE);
    const cost = async (): Promise<number> => {
      const before = running.github.requests.graphql;
      await page();
      return running.github.requests.graphql - before;
    };
    const anew = await cost();
    expect(await cost()).toBeLessThan(anew);
  } finally {
    await running.close();
  }
});
