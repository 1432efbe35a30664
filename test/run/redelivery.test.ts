// Events that GitHub delivers once more, as somebody's press of a button has it: they hold no incident up.
import { expect, test } from "vitest";
import { MINUTE, SECOND } from "../../src/engine/instant.ts";
import { home, Served } from "./served.ts";

const inc = `${home}#1`;

/** An outage with a review, on both of which somebody writes; until the tenth minute. */
async function outage(): Promise<Served> {
  const served = new Served({ policy: { extends: "sre", teams: { ops: home } } });
  const { github } = served;
  await served.start();
  served.after(MINUTE, () =>
    github.openIssue({
      ...{ by: "alice", repo: home, title: "Payments down", body: "" },
      labels: ["incident", "severity: 1"],
    }),
  );
  served.after(2 * MINUTE, () => github.comment({ by: "alice", issue: inc, body: "looking" }));
  served.after(3 * MINUTE, () => github.close({ by: "alice", issue: inc, reason: "completed" }));
  served.after(4 * MINUTE, () => github.comment({ by: "alice", issue: `${home}#2`, body: "I was there" }));
  await served.until(10 * MINUTE);
  return served;
}

const answeredAt = async (served: Served): Promise<boolean> => {
  const { id } = served.github.comment({ by: "alice", issue: inc, body: "/set impact nobody can pay" });
  await served.until(served.clock.now() - served.from + 3 * SECOND);
  return served.github.comments(inc).some((one) => one.id === id && one.reactions.length > 0);
};

test("whatever is delivered once more, what somebody does next is answered at once", async () => {
  const served = await outage();
  const past = new Map(served.github.deliveries.map((one) => [`${one.event} ${one.action}`, one]));
  expect([...past.keys()]).toEqual(
    expect.arrayContaining([
      "issues opened",
      "issues closed",
      "issue_comment created",
      "sub_issues sub_issue_added",
    ]),
  );
  for (const [what, { event, body }] of past) {
    // It speaks of a change two minutes ago of which nothing shows any more.
    const at = new Date(served.clock.now() - 2 * MINUTE).toISOString();
    served.redeliver({ event, body: body.replace(/"updated_at":"[^"]*"/g, `"updated_at":"${at}"`) });
    await served.until(served.clock.now() - served.from + 4 * SECOND);
    expect([what, await answeredAt(served)]).toEqual([what, true]);
    await served.until(served.clock.now() - served.from + 5 * MINUTE);
  }
  await served.end();
});

test("one that comes over and over is waited for once at most", async () => {
  const served = await outage();
  const opened = served.github.deliveries.find(
    ({ event, action }) => event === "issues" && action === "opened",
  );
  const at = new Date(served.clock.now()).toISOString();
  const body = opened?.body.replace(/"updated_at":"[^"]*"/g, `"updated_at":"${at}"`) ?? "";
  served.redeliver({ event: "issues", body });
  await served.until(10 * MINUTE + 20 * SECOND);
  served.redeliver({ event: "issues", body });
  await served.until(10 * MINUTE + 24 * SECOND);
  expect(await answeredAt(served)).toBe(true);
  await served.end();
});
