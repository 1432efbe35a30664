// What nobody was told of: by lost deliveries, before a start, or in the second of one.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MINUTE, SECOND } from "../../src/engine/instant.ts";
import { home, Served } from "./served.ts";

const policy = { extends: "sre" };
const form = readFileSync(new URL("../../templates/forms/sre/incident.yml", import.meta.url), "utf8");
const files = { ".github/ISSUE_TEMPLATE/incident.yml": form };
const filled =
  "### What is happening?\n\nCheckout answers 502.\n\n### Severity\n\nSEV2 — a main function is lost for many users\n\n### Impact\n\nNobody can pay.\n\n### Service\n\n_No response_\n\n### Users affected\n\n_No response_\n";
const inc = `${home}#1`;

/** Opened by the form, whose label is dropped where it does not exist. */
const openByForm = ({ github }: Served) =>
  github.openIssue({
    by: "alice",
    repo: home,
    title: "Payments down",
    body: filled,
    formLabels: ["incident"],
  });

/** What has just happened is gathered for a moment before it is looked at. */
const gathered = 300;

const cards = ({ github }: Served, ref = inc) =>
  github.comments(ref).filter(({ author, body }) => author === "tocsin[bot]" && body.includes("tocsin:card"));

test("a card that somebody deletes is back at once, and at the next sweep where nobody was told", async () => {
  const served = new Served({ policy, labels: ["incident"] });
  const { github } = served;
  await served.start();
  served.after(10 * SECOND, () =>
    github.openIssue({ by: "alice", repo: home, title: "Payments down", body: "", labels: ["incident"] }),
  );
  await served.until(MINUTE);
  const [card] = cards(served);
  github.deleteComment({ by: "alice", comment: card?.id ?? "" });
  await served.until(MINUTE + 10 * SECOND);
  expect(cards(served)).toHaveLength(1);
  await served.until(2 * MINUTE);
  github.faults({ webhooks: { drop: 1 } });
  github.deleteComment({ by: "alice", comment: cards(served)[0]?.id ?? "" });
  await served.until(5 * MINUTE + 10 * SECOND);
  expect(cards(served)).toHaveLength(1);
  await served.end();
});

test("a card that a replica does not show yet is not written again, whatever else was deleted before", async () => {
  const served = new Served({ policy, labels: ["incident"] });
  const { github } = served;
  await served.start();
  await served.until(MINUTE);
  github.openIssue({ by: "alice", repo: home, title: "Payments down", body: "", labels: ["incident"] });
  const said = github.comment({ by: "alice", issue: inc, body: "never mind" });
  github.deleteComment({ by: "alice", comment: said.id });
  github.faults({ reads: { lag: 20 * SECOND } });
  let written = 0;
  github.onWrite(({ field }) => void (field === "addComment" && written++));
  await served.until(2 * MINUTE);
  github.comment({ by: "alice", issue: inc, body: "looking" });
  await served.until(3 * MINUTE);
  expect(written).toBe(1);
  await served.end();
});

// A glance comes at most three seconds after the other in the first twelve, and the look that it leads to begins at once.
test.each([0, 1, 2, 3, 4, 5, 6, 8, 10, 11])(
  "an incident that is opened in the second of a start is seen as soon as reads show it, where they lag %s s",
  async (lag) => {
    const served = new Served({ policy, labels: ["incident"] });
    const { github } = served;
    await served.start();
    await served.until(MINUTE);
    served.kill();
    github.faults({ reads: { lag: lag * SECOND } });
    await served.until(MINUTE + SECOND);
    github.openIssue({ by: "alice", repo: home, title: "Payments down", body: "", labels: ["incident"] });
    await served.clock.settle();
    await served.start();
    const look = Math.max(1, Math.min(3, lag / 2));
    let written: number | undefined;
    github.onWrite(({ field }) => {
      if (field === "addComment") written ??= served.clock.now() - served.from;
    });
    await served.until(2 * MINUTE);
    expect(written).toBeGreaterThanOrEqual(MINUTE + SECOND + lag * SECOND);
    expect(written).toBeLessThanOrEqual(MINUTE + SECOND + (lag + look) * SECOND + gathered);
    // Nor does it take a second one, once reads show the first.
    await served.until(2 * MINUTE + lag * SECOND);
    expect(cards(served)).toHaveLength(1);
    await served.end();
  },
);

test("a quiet start asks for each of many repositories no more than twice, and glances at all of them together", async () => {
  const repositories = Array.from({ length: 20 }, (_, n) => `acme/team-${n}`);
  const served = new Served({ policy, labels: ["incident"], repositories });
  for (const repo of repositories)
    served.github.commitFile({ repo, path: ".github/tocsin.yml", text: "extends: sre\n", by: "alice" });
  await served.start();
  await served.until(MINUTE);
  served.kill();
  await served.until(2 * MINUTE);
  const before = served.asked.length;
  await served.start();
  await served.until(3 * MINUTE);
  const asked = served.asked.slice(before).map(({ what }) => what);
  const count = (name: string) => asked.filter((what) => what === name).length;
  expect([count("IncidentHeads"), count("Policies")]).toEqual([2 * 21, 9]);
  await served.end();
});

test("an incident that was opened by a form whose label did not exist is found by a start", async () => {
  const served = new Served({ policy, files });
  openByForm(served);
  await served.until(MINUTE);
  expect(served.github.issue(inc).labels).toEqual([]);
  await served.start();
  await served.until(MINUTE + 10 * SECOND);
  expect(cards(served)).toHaveLength(1);
  expect(served.github.issue(inc).labels).toContain("incident");
  await served.end();
});

test("one is found by a sweep where its delivery was lost, and what is no incident is left alone and not looked at", async () => {
  const served = new Served({ policy, files });
  const { github } = served;
  await served.start();
  await served.until(MINUTE);
  github.faults({ webhooks: { drop: 1 } });
  const plain = (body: string, labels: readonly string[] = []) =>
    github.openIssue({ by: "alice", repo: home, title: "A question", body, labels });
  const before = openByForm(served);
  // More than a page of the newest.
  for (let n = 0; n < 30; n++) plain("How do I pay?");
  await served.until(5 * MINUTE + 30 * SECOND);
  expect(cards(served, `${home}#${before.number}`)).toHaveLength(1);
  const looked = served.log.filter(({ step }) => step === "pass").map(({ key }) => key);
  // The list of actions is a subject of the repository: it is looked at, and has nothing to write.
  expect(new Set(looked)).toEqual(new Set([inc, `${home}#actions`]));
  expect(github.issues(home).filter(({ labels }) => labels.length > 0)).toHaveLength(1);
  await served.end();
});
