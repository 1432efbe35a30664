// The Action alone, on the tokens of jobs: a stranger's in her own repository, and an account's in one of its own.
import { beforeEach, describe, expect, test } from "vitest";
import { actionMain } from "../../src/action/main.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { standingIn } from "./seen.ts";
import { minute, start } from "./stage.ts";
import { act } from "./stranger.ts";

const policyNaming = (other: string): string => `extends: sre
incidents: { authors: [github-actions, tocsin] }
teams: { web: ${other}/web, rival: ${other}/vault }
actions: { repositories: [${other}/incidents] }
tasks: { note: { opens: declared, repo: ${other}/web } }
`;

interface Run {
  readonly repository: string;
  readonly secret: string | undefined;
}

let clock: VirtualClock;
let github: LocalGitHub;
let asked: { readonly token: string; readonly text: string }[];

beforeEach(() => {
  clock = new VirtualClock(start);
  github = createGitHub({ clock, apps: [] });
  asked = [];
  for (const login of ["ana", "dan", "mallory"]) github.addUser(login);
  for (const [owner, other] of [
    ["acme", "mallory"],
    ["globex", "acme"],
  ] as const)
    for (const name of ["incidents", "web", "vault"])
      github.addRepository({
        owner,
        name,
        private: name === "vault",
        labels: ["incident"],
        files: { ".github/tocsin.yml": policyNaming(other) },
      });
  for (const name of ["shop", "web", "incidents"])
    github.addRepository({
      owner: "mallory",
      name,
      ownerIsOrganization: false,
      labels: ["incident"],
      files: { ".github/tocsin.yml": policyNaming("acme") },
    });
  for (const repo of github.repositories().filter((name) => !name.startsWith("mallory/"))) {
    github.setRole("ana", repo, "admin");
    github.setRole("dan", repo, "write");
  }
});

/** One run of the Action in a repository, on what its job's token may do: read all that is public, write its own. */
async function run({ repository, secret }: Run): Promise<{ readonly code: number; readonly out: string }> {
  const token = github.actionsToken(repository);
  let out = "";
  const env = {
    GITHUB_EVENT_NAME: "schedule",
    GITHUB_REPOSITORY: repository,
    GITHUB_API_URL: "http://github.local",
    GITHUB_GRAPHQL_URL: "http://github.local/graphql",
    INPUT_TOKEN: token,
    ...(secret !== undefined && { "INPUT_LEDGER-SECRET": secret }),
  };
  const work = actionMain({
    env,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      asked.push({ token, text: `${request.url} ${await request.clone().text()}` });
      return github.fetch(request);
    },
    clock: {
      now: () => clock.now(),
      after: (wait, then) => clock.after(wait, then),
      sleep: (wait) => clock.sleep(wait),
      track: (one) => one,
    },
    readFile: () => "",
    appendFile: () => undefined,
    out: (text) => {
      out += text;
    },
  });
  clock.track(work);
  await clock.advanceTo(clock.now() + 10 * minute);
  return { code: await work, out };
}

const written = (): readonly string[] =>
  github.log.filter(({ by }) => by === "github-actions[bot]").map(({ on }) => on.replace(/#\d+$/, ""));

describe.each([
  ["with a secret", "hush"],
  ["without a secret", undefined],
])("%s", (_, secret) => {
  test("a stranger's Action, whose policy names others' repositories, writes in her own alone", async () => {
    for (const by of ["mallory", "dan"] as const)
      github.openIssue({
        by,
        repo: by === "dan" ? "acme/incidents" : "mallory/shop",
        title: "Marzipan",
        body: "Sorrel",
        labels: ["incident"],
      });
    github.openIssue({
      by: "ana",
      repo: "acme/vault",
      title: "Zanzibar",
      body: "Kumquat",
      labels: ["incident"],
    });
    const { out } = await run({ repository: "mallory/shop", secret });
    expect(new Set(written())).toEqual(new Set(["mallory/shop"]));
    expect(out).not.toMatch(/Zanzibar|Kumquat/);
    expect(github.issues("mallory/shop").length).toBeGreaterThan(0);
    expect(standingIn(github, "mallory/shop")).not.toMatch(/Zanzibar|Kumquat|Quixotic/);
  });

  test("an account's own run takes nothing for its own that a stranger's workflow wrote, and writes in one repository", async () => {
    const inc = github.openIssue({
      by: "ana",
      repo: "acme/incidents",
      title: "Marzipan",
      body: "Sorrel",
      labels: ["incident"],
    });
    github.openIssue({ by: "ana", repo: "globex/incidents", title: "Bergamot", body: "Numbat" });
    for (let runs = 0; runs < 3; runs++) await run({ repository: "acme/incidents", secret });
    const before = standingIn(github, "acme/incidents");
    await act(github, "others");
    await act(github, "others");
    await run({ repository: "acme/incidents", secret });
    await run({ repository: "acme/incidents", secret });
    expect(standingIn(github, "acme/incidents")).toBe(before);
    expect(github.issue(`acme/incidents#${inc.number}`).subIssues).toEqual([]);
    expect(new Set(written().filter((on) => on !== "mallory/shop"))).toEqual(new Set(["acme/incidents"]));
  });
});
