// Nothing crosses: neither from one account to another that trusts the same server, nor from a stranger to either.
import { beforeAll, describe, expect, test } from "vitest";
import { playsMany } from "../laws/seeds.ts";
import { doneAt, idsOf, picture, repositoriesOf, wordsIn } from "./seen.ts";
import { accounts, type Stage, setStage } from "./stage.ts";
import { begin, end, words } from "./story.ts";
import { type Aim, act, prepare } from "./stranger.ts";

async function play(aim: Aim): Promise<Stage> {
  const stage = await setStage();
  prepare(stage.github);
  await begin(stage);
  for (const minutes of [5, 30, 66, 95]) {
    await stage.to(minutes);
    await act(stage.github, aim);
  }
  await stage.to(100);
  await end(stage);
  await act(stage.github, aim);
  await stage.to(160);
  return stage;
}

let stage: Stage;
let quiet: Stage;
beforeAll(async () => {
  stage = await play("others");
  quiet = await play("herself");
}, 60_000);

const otherOf = (owner: (typeof accounts)[number]) => (owner === "acme" ? "globex" : "acme");

describe.runIf(playsMany)("the morning", () => {
  test("was one: cards, reminders, reviews and actions at each account", () => {
    const { github } = stage;
    for (const owner of accounts) {
      const done = doneAt(github, owner).map((entry) => JSON.parse(entry));
      const filed = done
        .filter(({ did }) => did === "created-issue")
        .map(({ on, title }) => `${on} ${title}`);
      expect(filed.map((one) => one.replace(/#\d+/, ""))).toEqual(
        expect.arrayContaining([
          `${owner}/web Bolt the door`,
          `${owner}/backlog Put the ${words[owner].vault[3]} away`,
          `${owner}/web Problem: an incident`,
        ]),
      );
    }
  });

  test("carried nothing from one account to the other by a duplicate, though dan may write at both", () => {
    const card = stage.github.comments("acme/incidents#2").find(({ body }) => body.includes("tocsin:card"));
    expect(card?.body).toContain(
      "a duplicate of globex/incidents#2, where it goes on; nothing of this went there, since it is another account's",
    );
  });

  test("asked dan at both accounts, though he was mentioned at the other", () => {
    for (const owner of accounts) {
      const asking = doneAt(stage.github, owner).filter(
        (entry) => entry.includes('"commented"') && entry.includes("@dan"),
      );
      expect(asking.length).toBeGreaterThan(0);
    }
  });
});

describe.runIf(playsMany)("a stranger", () => {
  test("wrote what could be copied, and is named on others' timelines", () => {
    const { github } = stage;
    expect(github.issues("mallory/shop").length).toBeGreaterThan(100);
    expect(wordsIn(github, "mallory/shop")).toMatch(/^<!-- tocsin:sealed \S+ -->$/m);
    expect(wordsIn(github, "mallory/shop")).toMatch(/^<!-- tocsin:ledger 2 /m);
    for (const ref of ["acme/incidents#1", "globex/incidents#1"]) {
      const named = github
        .timeline(ref)
        .filter((item) => item.kind === "CrossReferencedEvent" && item.about.startsWith("mallory/"));
      expect(named.length).toBeGreaterThan(10);
    }
  });

  test("changes no byte of what is done or stands anywhere, and costs no request", () => {
    for (const owner of accounts) {
      expect(doneAt(stage.github, owner)).toEqual(doneAt(quiet.github, owner));
      expect(picture(stage.github, owner)).toEqual(picture(quiet.github, owner));
    }
    const spent = ({ asked }: Stage) => asked.map(({ by, at }) => `${at} ${by}`).toSorted();
    expect(spent(stage)).toEqual(spent(quiet));
  });

  test("has nothing written to her", () => {
    expect(doneAt(stage.github, "mallory")).toEqual([]);
  });
});

describe.runIf(playsMany).each(accounts)("of %s", (owner) => {
  const other = otherOf(owner);

  test("no request goes out with the other's token, nor any for what is the other's", () => {
    const theirs = [...idsOf(stage.github, other), ...idsOf(stage.github, "mallory")];
    const secrets = [...words[other].vault, ...words[other].incidents];
    for (const { by, text } of stage.asked.filter((one) => one.by === owner)) {
      expect([by, text.slice(0, 200), theirs.filter((id) => text.includes(id))]).toEqual([
        by,
        text.slice(0, 200),
        [],
      ]);
      expect(secrets.filter((word) => text.includes(word))).toEqual([]);
    }
  });

  test("no word stands at the other, and none of its private ones in public", () => {
    const { github } = stage;
    const all = [
      ...words[owner].vault,
      ...words[owner].incidents,
      ...words[owner].vault.map((word) => word.toLowerCase()),
    ];
    for (const repo of repositoriesOf(github, other))
      expect([repo, all.filter((word) => wordsIn(github, repo).includes(word))]).toEqual([repo, []]);
    const secret = [
      ...words[owner].vault,
      ...words[owner].vault.map((word) => word.toLowerCase()),
      `${owner}/vault`,
    ];
    for (const repo of [`${owner}/incidents`, `${owner}/web`])
      expect([repo, secret.filter((word) => wordsIn(github, repo).includes(word))]).toEqual([repo, []]);
  });
});
