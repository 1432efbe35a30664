// What people of one account do in their own repositories to get at another account that trusts the same server.
import { beforeAll, describe, expect, test } from "vitest";
import { playsMany } from "../laws/seeds.ts";
import { doneAt, idsOf, repositoriesOf, visiblyDoneAt, wordsIn } from "./seen.ts";
import { minute, type Stage, setStage, start } from "./stage.ts";
import { begin, end, words } from "./story.ts";

/** gil, who may do everything at globex, takes what he can read of acme and puts it wherever Tocsin looks. */
function takeOver({ github }: Stage): void {
  const open = ["acme/incidents", "acme/web"].flatMap((repo) => github.issues(repo));
  const stolen = open.flatMap(({ ref, body }) => [body, ...github.comments(ref).map((one) => one.body)]);
  const targets = repositoriesOf(github, "globex").flatMap((repo) => github.issues(repo));
  for (const [n, issue] of targets.entries()) {
    const body = stolen[n % stolen.length] ?? "";
    github.comment({ by: "gil", issue: issue.ref, body: `acme/incidents#1\n\n${body}` });
    if (issue.author !== "tocsin[bot]") continue;
    // Its author stays Tocsin: what gil writes into it stands there as if Tocsin had.
    github.editIssue({
      by: "gil",
      issue: issue.ref,
      body: `acme/incidents#1 acme/web#1\n\n${issue.body}\n\n${body}`,
    });
  }
  for (const { ref } of targets)
    for (const comment of github.comments(ref).filter(({ author }) => author === "tocsin[bot]")) {
      const card = stolen.find((text) => text.includes("tocsin:ledger")) ?? "";
      github.editComment({ by: "gil", comment: comment.id, body: `${card}\n\n@dan` });
    }
}

async function play(then: (stage: Stage) => void): Promise<Stage> {
  const stage = await setStage();
  await begin(stage);
  await stage.to(30);
  then(stage);
  await stage.to(66);
  await stage.to(100);
  await end(stage);
  then(stage);
  await stage.to(170);
  return stage;
}

describe.runIf(playsMany)(
  "an account that pastes another's words, cards and hidden lines over its own",
  () => {
    let stage: Stage;
    let quiet: Stage;
    beforeAll(async () => {
      stage = await play(takeOver);
      quiet = await play(() => undefined);
    }, 60_000);

    test("changes nothing there, and costs it no request", () => {
      expect(visiblyDoneAt(stage.github, "acme")).toEqual(visiblyDoneAt(quiet.github, "acme"));
      const asked = ({ asked: all }: Stage) => all.filter(({ by }) => by === "acme").map(({ at }) => at);
      expect(asked(stage)).toEqual(asked(quiet));
    });

    test("gets nothing of it: no id of the other's goes out with its token, and nothing private stands with it", () => {
      const { github } = stage;
      const theirs = [...idsOf(github, "acme")];
      for (const { text } of stage.asked.filter(({ by }) => by === "globex"))
        expect([text.slice(0, 200), theirs.filter((id) => text.includes(id))]).toEqual([
          text.slice(0, 200),
          [],
        ]);
      for (const repo of repositoriesOf(github, "globex"))
        for (const word of words.acme.vault) expect(wordsIn(github, repo)).not.toContain(word);
    });

    test("keeps its own record, and believes nothing of what was another's", () => {
      for (const name of ["vault", "incidents"] as const) {
        const done = doneAt(stage.github, "globex").filter((entry) => entry.includes(`"globex/${name}#1"`));
        const entry = done.findLast((each) => each.includes("tocsin:card")) ?? "{}";
        const card: string = JSON.parse(entry).text ?? "";
        expect(card).toContain(words.globex[name][1]);
        expect(card).toContain("**Closed**");
        // A comment that he wrote on his own incident is quoted as his, by name; nothing else stands there of what was another's.
        const lines = card.split("\n").filter((line) => !/\bgil: acme\/incidents#1\b/.test(line));
        expect(lines.join("\n")).not.toContain(words.acme.incidents[1]);
        expect(lines.join("\n")).not.toContain(words.acme.incidents[0]);
      }
    });
  },
);

describe("an account whose limit is used up", () => {
  test("keeps no other from its reminders and its sweeps", async () => {
    const stage = await setStage();
    const { github, to, asked } = stage;
    await begin(stage);
    const token = github.installationToken("tocsin", "globex");
    const query = "query Spend { rateLimit { remaining } }";
    for (let spent = 0; spent < 5_100; spent++)
      await github.fetch("http://github.local/graphql", {
        method: "POST",
        headers: { authorization: `bearer ${token}` },
        body: JSON.stringify({ query }),
      });
    await to(6);
    const from = asked.length;
    const issue = github.openIssue({
      by: "ana",
      repo: "acme/vault",
      title: "Lost on its way",
      body: "x",
      labels: ["incident"],
    });
    await to(20);
    const swept = asked.slice(from).filter(({ by, text }) => by === "acme" && text.includes("IncidentHeads"));
    expect(swept.length).toBeGreaterThan(3);
    expect(asked.slice(from).filter(({ by }) => by === "globex").length).toBeLessThan(5);
    expect(github.comments(`acme/vault#${issue.number}`)).not.toEqual([]);
    await to(66);
    const reminders = doneAt(github, "acme").filter((entry) => entry.includes("overdue since"));
    expect(reminders.length).toBeGreaterThan(0);
    expect(JSON.parse(reminders[0] ?? "").at).toBeLessThan(start + 66 * minute);
  });
});

describe("what GitHub lets nobody do", () => {
  test("is to move an issue to another account, or to hang it under an issue there", async () => {
    const { github, declare } = await setStage();
    const [here, there] = ["acme/incidents", "globex/incidents"].map((repo) =>
      declare("dan", repo, { title: "Slow", words: "Everything" }),
    );
    expect(() => github.transfer({ by: "dan", issue: here ?? "", to: "globex/web" })).toThrow("same owner");
    expect(() => github.addSubIssue({ by: "dan", issue: here ?? "", child: there ?? "" })).toThrow(
      "same owner",
    );
  });
});
