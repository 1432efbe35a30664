// The webhooks of the local GitHub: shapes, signatures, order, and what faults do to them.
import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Delivered } from "../../src/local-github/installations.ts";
import { type Stage, setStage, start } from "./stage.ts";

const first = "acme/incidents#1";

interface Payload {
  readonly action?: string;
  readonly label?: { readonly name: string };
  readonly issue?: {
    readonly number: number;
    readonly body: string | null;
    readonly labels: { readonly name: string }[];
  };
  readonly comment?: { readonly body: string };
  readonly changes?: unknown;
  readonly sender: { readonly login: string; readonly type: string };
  readonly installation?: { readonly id: number };
  readonly repository?: {
    readonly full_name: string;
    readonly private: boolean;
    readonly default_branch: string;
  };
}

const payloadOf = ({ body }: Delivered): Payload => JSON.parse(body) as Payload;
const named = (one: Delivered): string => [one.event, payloadOf(one).action].filter(Boolean).join(".");

async function quietStage(): Promise<Stage> {
  const stage = setStage();
  await stage.clock.settle();
  stage.delivered.length = 0;
  return stage;
}

const open = ({ github }: Stage, labels: readonly string[] = []) =>
  github.openIssue({ by: "alice", repo: "acme/incidents", title: "Down", body: "All.", labels });

describe("deliveries", () => {
  test("installing an app tells it about every repository of the owner", async () => {
    const stage = setStage();
    await stage.clock.settle();
    expect(stage.delivered.map(named)).toEqual(["installation.created"]);
    stage.github.addRepository({ owner: "acme", name: "new" });
    await stage.clock.settle();
    expect(stage.delivered.map(named).slice(1)).toEqual([
      "repository.created",
      "installation_repositories.added",
    ]);
  });

  test("opening an issue with labels is `opened` and one `labeled` for each", async () => {
    const stage = await quietStage();
    open(stage, ["incident", "severity: 1"]);
    await stage.clock.settle();
    expect(stage.delivered.map(named)).toEqual(["issues.opened", "issues.labeled", "issues.labeled"]);
    const [opened, labeled] = stage.delivered.map(payloadOf);
    expect(opened).toMatchObject({
      issue: { number: 1, body: "All.", labels: [{ name: "incident" }, { name: "severity: 1" }] },
      repository: { full_name: "acme/incidents", private: false, default_branch: "main" },
      sender: { login: "alice", type: "User" },
      installation: { id: stage.github.installations()[0]?.id },
    });
    expect(labeled?.label?.name).toBe("incident");
  });

  test("every body is signed, and its headers name event and delivery", async () => {
    const stage = await quietStage();
    open(stage);
    await stage.clock.settle();
    const [delivery] = stage.delivered;
    if (delivery === undefined) throw new Error("nothing was delivered");
    const { body, headers, id } = delivery;
    const signature = createHmac("sha256", "hush").update(body, "utf8").digest("hex");
    expect(headers["x-hub-signature-256"]).toBe(`sha256=${signature}`);
    expect(headers).toMatchObject({ "x-github-event": "issues", "x-github-delivery": id });
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  });

  test("a payload is the state at the event, whatever happened until it arrived", async () => {
    const stage = await quietStage();
    open(stage);
    const { id } = stage.github.comment({ by: "bob", issue: first, body: "one" });
    stage.github.editComment({ by: "bob", comment: id, body: "two" });
    stage.github.editIssue({ by: "alice", issue: first, title: "Up", body: "None." });
    await stage.clock.settle();
    expect(stage.delivered.map(named)).toEqual([
      "issues.opened",
      "issue_comment.created",
      "issue_comment.edited",
      "issues.edited",
    ]);
    const payloads = stage.delivered.map(payloadOf);
    expect(payloads.map(({ comment }) => comment?.body)).toEqual([undefined, "one", "two", undefined]);
    expect(payloads.map(({ changes }) => changes).slice(2)).toEqual([
      { body: { from: "one" } },
      { title: { from: "Down" }, body: { from: "All." } },
    ]);
    expect(payloads[0]?.issue?.body).toBe("All.");
  });

  test("what the app does itself is delivered too, with the bot as its sender", async () => {
    const stage = await quietStage();
    open(stage);
    const id = stage.github.issue(first).id;
    await stage.ask(
      `mutation($i: ID!) { addComment(input: {subjectId: $i, body: "x"}) { clientMutationId } }`,
      { i: id },
    );
    await stage.clock.settle();
    expect(payloadOf(stage.delivered[1] as Delivered).sender).toMatchObject({
      login: "tocsin[bot]",
      type: "Bot",
    });
  });

  test("listeners hear of everything at once, with who did it", () => {
    const { github } = setStage();
    const heard: string[] = [];
    github.onEvent((event, payload, actor) => heard.push(`${event}.${payload.action} by ${actor}`));
    github.openIssue({ by: "mallory", repo: "acme/incidents", title: "A", body: "" });
    expect(heard).toEqual(["issues.opened by mallory"]);
  });

  test("a push names the files that were added and changed", async () => {
    const stage = await quietStage();
    const file = { by: "alice", repo: "acme/incidents", path: ".github/tocsin.yml" };
    stage.github.commitFile({ ...file, text: "extends: hssi\n" });
    await stage.clock.settle();
    expect(payloadOf(stage.delivered[0] as Delivered)).toMatchObject({
      ref: "refs/heads/main",
      head_commit: { modified: [".github/tocsin.yml"], added: [], removed: [] },
    });
  });
});

describe("faults of deliveries", () => {
  const ten = async (faults: Parameters<Stage["github"]["faults"]>[0]): Promise<Stage> => {
    const stage = await quietStage();
    stage.github.faults(faults);
    for (let n = 0; n < 10; n++) open(stage);
    await stage.clock.settle();
    return stage;
  };

  test("all that are dropped stay away, and stand in the list as failed", async () => {
    const { delivered, github } = await ten({ webhooks: { drop: 1 } });
    expect(delivered).toEqual([]);
    expect(github.deliveries.slice(-10).map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(502));
  });

  test("doubles come twice with one id", async () => {
    const { delivered } = await ten({ webhooks: { duplicate: 1 } });
    expect([delivered.length, new Set(delivered.map(({ id }) => id)).size]).toEqual([20, 10]);
  });

  test("late ones come in order when their time has come", async () => {
    const stage = await ten({ webhooks: { delay: 60_000 } });
    expect(stage.delivered).toEqual([]);
    await stage.clock.advanceTo(start + 60_000);
    expect(stage.delivered.map((one) => payloadOf(one).issue?.number)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  test("reordered ones all come, in another order, the same one for the same seed", async () => {
    const orders = [];
    for (let run = 0; run < 2; run++) {
      const stage = await ten({ webhooks: { reorder: true } });
      await stage.clock.advanceTo(start + 60_000);
      orders.push(stage.delivered.map((one) => payloadOf(one).issue?.number));
    }
    const sorted = orders[0]?.toSorted((a, b) => (a ?? 0) - (b ?? 0));
    expect(sorted).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(orders[0]).not.toEqual(sorted);
    expect(orders[1]).toEqual(orders[0]);
  });

  test("an app that answers an error is not asked again until somebody asks for it", async () => {
    let answers = 500;
    const received: Delivered[] = [];
    const webhook = async (one: Delivered) => {
      received.push(one);
      return { status: answers };
    };
    const { github, clock } = setStage({ apps: [{ slug: "tocsin", id: 1, webhookSecret: "hush", webhook }] });
    await clock.advanceTo(start + 3_600_000);
    answers = 200;
    const app = (path: string, method: string) =>
      github.fetch(`http://github.local/app/hook/deliveries${path}`, {
        method,
        headers: { authorization: "bearer a.b.c" },
      });
    const [failed] = (await (await app("?status=failure", "GET")).json()) as { id: number; guid: string }[];
    expect((await app(`/${failed?.id}/attempts`, "POST")).status).toBe(202);
    await clock.settle();
    expect(received.map(({ id }) => id)).toEqual([failed?.guid, failed?.guid]);
    expect(await (await app("", "GET")).json()).toMatchObject([
      { redelivery: true, status: "OK", status_code: 200 },
      { redelivery: false, status_code: 500 },
    ]);
  });
});
