import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { marker } from "../../src/engine/text/marker.ts";
import { installationIn, keysOf as read } from "../../src/github/keys.ts";
import { createProof } from "../../src/github/proof.ts";

interface Example {
  readonly name: string;
  readonly examples: readonly {
    readonly action?: string;
    readonly issue?: { readonly pull_request?: unknown };
  }[];
}

const examples: readonly Example[] = createRequire(import.meta.url)("@octokit/webhooks-examples");
const unproven = createProof({ secret: undefined });
const proof = createProof({ secret: "s" });
const keysOf = (event: string, payload: unknown, { marksOfIssue } = unproven) =>
  read(event, payload, { me: "tocsin", marksOfIssue });
const repository = { full_name: "acme/incidents", default_branch: "main", owner: { login: "acme" } };
const at = "2025-04-01T09:00:00Z";
const instant = Date.parse(at);
const issue = { number: 7, body: "text", updated_at: at, user: { login: "alice", type: "User" } };
const marked = "Do it.\n\n<!-- tocsin:of 2025-04-01-down-1a2b acme/incidents#7 -->";
const retro = { number: 8, body: marked, updated_at: at, user: { login: "tocsin[bot]", type: "Bot" } };

describe("an event leads", () => {
  test("to its issue, with how new a snapshot must be", () => {
    expect(keysOf("issues", { action: "opened", issue, repository }).keys).toEqual([
      { key: "acme/incidents#7", updatedAt: instant },
    ]);
  });

  test("from an issue of ours to its root alone", () => {
    expect(keysOf("issues", { action: "edited", issue: retro, repository }).keys).toEqual([
      { key: "acme/incidents#7", updatedAt: instant },
    ]);
  });

  test("from the rolling handover issue to the handover of its repository alone", () => {
    const body = "Handovers.\n\n<!-- tocsin:rolling acme/incidents#handover -->";
    const rolling = { ...retro, number: 9, body };
    const said = { updated_at: "2025-04-01T09:00:05Z" };
    expect(
      keysOf("issue_comment", { action: "created", issue: rolling, comment: said, repository }).keys,
    ).toEqual([{ key: "acme/incidents#handover", updatedAt: instant + 5_000 }]);
    const forged = { ...issue, number: 9, body };
    expect(keysOf("issues", { action: "opened", issue: forged, repository }).keys).toEqual([
      { key: "acme/incidents#9", updatedAt: instant },
    ]);
  });

  test("from an issue of another subject of its repository to that alone, whoever knows the kind", () => {
    const body = "The list.\n\n<!-- tocsin:rolling acme/incidents#action-list -->";
    const rolling = { ...retro, number: 9, body };
    expect(keysOf("issues", { action: "edited", issue: rolling, repository }).keys).toEqual([
      { key: "acme/incidents#action-list", updatedAt: instant },
    ]);
  });

  test.each([
    ["two subjects to the first of them", ["#handover", "#site", "#handover"], ["#handover"]],
    ["an issue to no subject", ["#7"], ["#9"]],
    ["nothing that is a subject's to none", ["", "#", "#Handover", "#hand over", "#handover/x"], ["#9"]],
  ])("from an issue with the marker of %s", (_, marked, led) => {
    const body = marked.map((name) => marker("rolling", `acme/incidents${name}`)).join("\n");
    const { keys } = keysOf("issues", { action: "edited", issue: { ...retro, number: 9, body }, repository });
    expect(keys.map(({ key }) => key)).toEqual(led.map((name) => `acme/incidents${name}`));
  });

  test("from an issue with the marker of another repository's subject to its own repository's", () => {
    const body = marker("rolling", "acme/vault#handover");
    const { keys } = keysOf("issues", { action: "edited", issue: { ...retro, number: 9, body }, repository });
    expect(keys.map(({ key }) => key)).toEqual(["acme/incidents#handover"]);
  });

  test("from an issue of ours at another account to itself: what stands at one sends nobody to look at another's", () => {
    const away = { full_name: "other/backlog", owner: { login: "other" } };
    const own = { key: "other/backlog#8", updatedAt: instant };
    expect(keysOf("issues", { action: "closed", issue: retro, repository: away }).keys).toEqual([own]);
    const foreign = { ...issue, repository_url: "https://api.github.com/repos/acme/incidents" };
    const links = {
      action: "sub_issue_added",
      repository: away,
      parent_issue: foreign,
      parent_issue_repo: repository,
    };
    expect(keysOf("sub_issues", { ...links, sub_issue: { ...retro, number: 8 } }).keys).toEqual([]);
    const moved = { action: "transferred", issue, changes: { new_issue: issue, new_repository: repository } };
    expect(keysOf("issues", { ...moved, repository: away }).keys).toEqual([]);
    const given = {
      action: "added",
      repositories_added: [{ full_name: "acme/vault" }, { full_name: "other/x" }],
    };
    const account = { installation: { id: 5, account: { login: "Other" } } };
    expect(keysOf("installation_repositories", { ...given, ...account }).repositories).toEqual(["other/x"]);
  });

  test("from a person's issue to itself alone, whatever marks it carries and however many", () => {
    const body = [
      marked,
      ...Array.from({ length: 1_652 }, (_, n) => marker("of", "x", `acme/vault#${n + 1}`)),
    ];
    const forged = { ...issue, number: 9, body: body.join("\n") };
    expect(keysOf("issues", { action: "opened", issue: forged, repository }).keys).toEqual([
      { key: "acme/incidents#9", updatedAt: instant },
    ]);
  });

  test("from a bot's issue to one root at most, and only to what is an address", () => {
    const of = (...roots: readonly string[]) => {
      const body = roots.map((root) => marker("of", "x", root)).join("\n");
      return keysOf("issues", { action: "opened", issue: { ...retro, number: 9, body }, repository }).keys;
    };
    const own = { key: "acme/incidents#9", updatedAt: instant };
    expect(of("acme/incidents#3", "acme/incidents#4")).toEqual([{ ...own, key: "acme/incidents#3" }]);
    for (const odd of ["../..#1", "acme/..#1", "./acme#1", "acme/.#1", "acme/x#0", "acme/x#1/2", "-/x#1"])
      expect(of(odd), odd).toEqual([own]);
  });

  test("with a secret, from a bot's issue to its root by what only we can have hidden there", () => {
    const words = ["of", "2025-04-01-down-1a2b", "acme/incidents#7", "action", "action/I_1/x"];
    const [line = ""] = proof.linesForIssue([words], { isElsewhere: true, isPublic: false });
    expect(line).not.toContain("acme");
    const seen = (body: string) =>
      keysOf("issues", { action: "edited", issue: { ...retro, body }, repository }, proof).keys;
    expect(seen(`Do it.\n\n${line}`)).toEqual([{ key: "acme/incidents#7", updatedAt: instant }]);
    const forged = [line.replace("sealed ", "sealed A"), `> ${line}`, `Do it. ${line}`];
    for (const body of forged) expect(seen(body)).toEqual([{ key: "acme/incidents#8", updatedAt: instant }]);
    // Those of before have no other line; only the app itself can have opened such an issue in its name.
    expect(seen(marked)).toEqual([{ key: "acme/incidents#7", updatedAt: instant }]);
    const other = { ...retro, user: { login: "github-actions[bot]", type: "Bot" }, body: marked };
    expect(keysOf("issues", { action: "edited", issue: other, repository }, proof).keys).toEqual([
      { key: "acme/incidents#8", updatedAt: instant },
    ]);
  });

  test("from an issue of ours whose marker was taken out just now to its root", () => {
    const payload = {
      action: "edited",
      issue: { ...retro, body: "" },
      changes: { body: { from: marked } },
      repository,
    };
    expect(keysOf("issues", payload).keys).toEqual([{ key: "acme/incidents#7", updatedAt: instant }]);
  });

  test("from a comment to its issue, and to nobody from a pull request's", () => {
    const comment = { updated_at: "2025-04-01T09:00:05Z" };
    const payload = { action: "created", issue, comment, repository };
    expect(keysOf("issue_comment", payload).keys).toEqual([
      { key: "acme/incidents#7", updatedAt: instant + 5_000 },
    ]);
    expect(keysOf("issue_comment", { ...payload, issue: { ...issue, pull_request: {} } }).keys).toEqual([]);
  });

  test("from a transfer to the new address", () => {
    const changes = { new_issue: { ...issue, number: 2 }, new_repository: { full_name: "acme/vault" } };
    expect(keysOf("issues", { action: "transferred", issue, repository, changes }).keys).toEqual([
      { key: "acme/vault#2", updatedAt: instant },
    ]);
  });

  test("from a link between issues to the parent and the child's root", () => {
    const child = { ...retro, body: marked.replace("#7", "#3") };
    const payload = { action: "sub_issue_added", parent_issue: issue, sub_issue: child, repository };
    expect(keysOf("sub_issues", payload).keys.map(({ key }) => key)).toEqual([
      "acme/incidents#7",
      "acme/incidents#3",
    ]);
  });

  test("nowhere when we caused it", () => {
    const sender = { login: "tocsin[bot]", type: "Bot" };
    expect(keysOf("issues", { action: "labeled", issue, repository, sender })).toEqual({
      keys: [],
      repositories: [],
      own: true,
    });
  });
});

describe("every key of a repository is looked at", () => {
  const push = (more: object) => keysOf("push", { ref: "refs/heads/main", repository, ...more }).repositories;

  test.each([
    ["the policy is pushed", { commits: [{ added: [], modified: [".github/tocsin.yml"], removed: [] }] }],
    ["a form is removed", { commits: [{ removed: [".github/ISSUE_TEMPLATE/incident.yml"] }] }],
    ["words of its own are added", { commits: [{ added: [".github/tocsin/messages/notice.md"] }] }],
    ["a rota is edited", { commits: [{ modified: [".github/rota/edm.ics"] }] }],
    ["too many commits came to be listed", { commits: Array(21).fill({ added: ["x"] }) }],
    ["no commits are listed", {}],
  ])("when %s", (_, more) => {
    expect(push(more)).toEqual(["acme/incidents"]);
  });

  test.each([
    ["something else is pushed", { commits: [{ added: ["a"], modified: [".github/other.yml"] }] }],
    ["another branch is pushed", { ref: "refs/heads/next", commits: [{ added: [".github/tocsin.yml"] }] }],
  ])("but not when %s", (_, more) => {
    expect(push(more)).toEqual([]);
  });

  test("when a label is renamed or deleted, not when one is made", () => {
    expect(keysOf("label", { action: "edited", repository }).repositories).toEqual(["acme/incidents"]);
    expect(keysOf("label", { action: "deleted", repository }).repositories).toEqual(["acme/incidents"]);
    expect(keysOf("label", { action: "created", repository }).repositories).toEqual([]);
  });

  test("when the app gets access, not when it loses it", () => {
    const added = {
      action: "added",
      repositories_added: [{ full_name: "acme/a" }, { full_name: "acme/b" }, {}],
    };
    expect(keysOf("installation_repositories", added).repositories).toEqual(["acme/a", "acme/b"]);
    expect(
      keysOf("installation", { action: "deleted", repositories: [{ full_name: "acme/a" }] }).repositories,
    ).toEqual([]);
  });
});

describe("odd shapes", () => {
  test("lead nowhere", () => {
    const odd = [
      null,
      undefined,
      7,
      "x",
      [],
      {},
      { issue: null },
      { issue: { number: "7" }, repository },
      { repository: [] },
    ];
    for (const event of ["issues", "issue_comment", "sub_issues", "push", "installation", "?"])
      for (const payload of odd)
        expect(keysOf(event, payload)).toEqual({ keys: [], repositories: [], own: false });
  });

  test("of GitHub's own examples never throw, and every issue event finds its issue", () => {
    const payloads = examples.flatMap(({ name, examples: some }) =>
      some.map((payload) => ({ name, payload })),
    );
    expect(payloads).toHaveLength(329);
    for (const { name, payload } of payloads) {
      const { keys } = keysOf(name, payload);
      // What went to another account is that one's to look at.
      const isGone = payload.action === "transferred";
      if (name === "issues" && payload.issue?.pull_request === undefined && !isGone)
        expect(keys[0]?.key).toMatch(/^[\w.-]+\/[\w.-]+#\d+$/);
    }
  });

  test("still tell which installation they come from, where they do", () => {
    expect(installationIn({ installation: { id: 5 }, repository })).toEqual({ owner: "acme", id: 5 });
    expect(installationIn({ installation: { id: 5 } })).toBeUndefined();
  });
});

describe("who did it", () => {
  const by = (association: string, more: object = {}) => {
    const user = { login: "mallory", type: "User" };
    const sender = { login: "mallory" };
    const payload = {
      ...{ action: "opened", issue: { ...issue, user, author_association: association }, sender },
      repository: { ...repository, private: false },
      ...more,
    };
    return keysOf("issues", payload).stranger;
  };

  test("is a stranger where GitHub says so, in public, of the author alone", () => {
    expect(by("NONE")).toBe("mallory");
    expect(by("CONTRIBUTOR")).toBe("mallory");
    for (const inside of ["OWNER", "MEMBER", "COLLABORATOR"]) expect(by(inside)).toBeUndefined();
    expect(by("NONE", { repository: { ...repository, private: true } })).toBeUndefined();
    expect(by("NONE", { repository })).toBeUndefined();
    expect(by("NONE", { sender: { login: "ana" } })).toBeUndefined();
  });
});
