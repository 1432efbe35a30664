// Rights that are taken from the app and given back: the log says what can't be written and why, and nothing waits longer than it must.
import { expect, test } from "vitest";
import { MINUTE, SECOND } from "../../src/engine/instant.ts";
import { home, Served, start } from "./served.ts";

const policy = { extends: "sre", teams: { ops: home } };
const inc = `${home}#1`;
const all = { issues: "write", contents: "read", members: "read", metadata: "read" } as const;
const less = { ...all, issues: "read" } as const;

const cardOf = ({ github }: Served): string => github.comments(inc)[0]?.body ?? "";
const labels = ({ github }: Served) => github.issue(inc).labels;

/** An incident whose app may not write from the second minute on, and on which somebody resolves it in the third. */
async function withdrawn(): Promise<Served> {
  const served = new Served({ policy });
  const { github } = served;
  await served.start();
  served.after(MINUTE, () =>
    github.openIssue({ by: "alice", repo: home, title: "Payments down", body: "", labels: ["incident"] }),
  );
  await served.until(2 * MINUTE);
  github.permit("tocsin", less);
  await served.until(3 * MINUTE);
  github.comment({ by: "alice", issue: inc, body: "/severity 1" });
  return served;
}

test("the log says what can't be written and why", async () => {
  const served = await withdrawn();
  await served.until(3 * MINUTE + 10 * SECOND);
  const [told] = served.log.filter(({ step, level }) => step === "write" && level === "warn");
  expect(told).toMatchObject({ key: inc, reason: expect.stringContaining("Resource not accessible") });
  expect(told?.effects).toEqual(expect.arrayContaining([expect.stringContaining("severity: 1")]));
  expect(labels(served)).not.toContain("severity: 1");
  await served.end();
});

test("after they are given back all is written at once, and the card says nothing of it", async () => {
  const served = await withdrawn();
  // So long that the next try by itself is far away.
  await served.until(20 * MINUTE);
  served.github.permit("tocsin", all);
  await served.until(20 * MINUTE + 15 * SECOND);
  expect(labels(served)).toContain("severity: 1");
  expect(cardOf(served)).toContain("SEV1");
  expect(cardOf(served)).not.toContain("Not written yet");
  await served.end();
});

test("where nobody is told that they were given back, the next look asks, which is not later than five minutes", async () => {
  const served = await withdrawn();
  await served.until(20 * MINUTE);
  served.github.faults({ webhooks: { drop: 1 } });
  served.github.permit("tocsin", all);
  await served.until(25 * MINUTE + 15 * SECOND);
  expect(labels(served)).toContain("severity: 1");
  expect(cardOf(served)).not.toContain("Not written yet");
  await served.end();
});

test("while nothing changes, one cheap question is asked, and what waits is tried at its own time", async () => {
  const served = await withdrawn();
  await served.until(60 * MINUTE);
  const since = served.asked.filter(({ at }) => at > start + 20 * MINUTE);
  const count = (what: RegExp) => since.filter((one) => what.test(one.what)).length;
  // In forty minutes a look every five, and the tries of what waits, ever further apart.
  expect(count(/installation$/)).toBeLessThanOrEqual(16);
  expect(count(/ApplyPlan/)).toBeLessThanOrEqual(16);
  expect(count(/ObserveIncidents/)).toBeLessThanOrEqual(20);
  await served.end();
});

test("what can't be written in another repository is on the card until it is written, and no longer", async () => {
  const served = new Served({ policy: { extends: "sre", teams: { payments: "acme/payments" } } });
  const { github } = served;
  await served.start();
  served.after(MINUTE, () =>
    github.openIssue({
      ...{ by: "alice", repo: home, title: "Payments down", body: "" },
      labels: ["incident", "severity: 1"],
    }),
  );
  served.after(2 * MINUTE, () => github.close({ by: "alice", issue: inc, reason: "completed" }));
  served.after(3 * MINUTE, () => {
    const review = github.issue(`${home}#2`);
    const body = `${review.body}\n- [ ] Add a breaker team:payments\n`;
    github.editIssue({ by: "alice", issue: review.ref, body });
  });
  await served.until(10 * MINUTE);
  expect(cardOf(served)).toContain("**Not written yet** the issue of an action");
  // The app gets the repository: that is told, and the incident that waits for it is looked at.
  github.addRepository({ owner: "acme", name: "payments", private: true });
  await served.until(10 * MINUTE + 15 * SECOND);
  expect(github.issues("acme/payments").map(({ title }) => title)).toEqual(["Add a breaker"]);
  expect(cardOf(served)).not.toContain("Not written yet");
  await served.end();
});

test("what waits for rights keeps nothing from a look that is to follow at once", async () => {
  const served = new Served({
    policy: { extends: "sre", tasks: { note: { opens: "declared", repo: "acme/nowhere" } } },
  });
  const { github } = served;
  await served.start();
  const refs = [1, 2, 3].map((n) => `${home}#${n}`);
  served.after(MINUTE, () => {
    for (const title of ["Payments down", "Search down", "Mail down"]) {
      const labels = ["incident", "severity: 1"];
      const { number } = github.openIssue({ by: "alice", repo: home, title, body: "", labels });
      github.comment({ by: "alice", issue: `${home}#${number}`, body: "/role lead me" });
    }
  });
  // Ten minutes before the first update is due all of them ask alice, each of them the only one to do so as far as it was read.
  await served.until(50 * MINUTE + 59 * SECOND);
  expect(github.comments(inc)[1]?.body).toContain("**Not written yet** the issue of a task");
  const before = served.log.length;
  await served.until(51 * MINUTE + 10 * SECOND);
  const looks = served.log.slice(before).filter(({ step }) => step === "pass");
  const most = refs.map((ref) => looks.filter(({ key }) => key === ref).length);
  expect(most.every((count) => count >= 1) && most.some((count) => count >= 2)).toBe(true);
  await served.end();
});
