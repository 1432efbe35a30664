// Repositories that get another name or another owner, and others that take the names which they had.
import { describe, expect, test } from "vitest";
import { idsOf, standingIn } from "./seen.ts";
import { policyOf, type Stage, setStage } from "./stage.ts";
import { words } from "./story.ts";

const [title, body] = words.acme.vault;

/** An incident in acme's private repository, run for a while. */
async function withVault(): Promise<Stage & { readonly ref: string }> {
  const stage = await setStage();
  const ref = stage.declare("ana", "acme/vault", { title, words: body });
  await stage.to(1);
  stage.github.comment({ by: "ana", issue: ref, body: "/confirm" });
  await stage.to(10);
  return { ...stage, ref };
}

describe("a public repository that takes the name which a private one had", () => {
  test("gets nothing of it: no words, no record, no policy and no child", async () => {
    const { github, to, declare } = await withVault();
    github.renameRepository({ by: "ana", repo: "acme/vault", to: "safe" });
    const secret = "Zanzibar rules";
    // The last good policy of the one before must not rule where this one's is broken.
    github.commitFile({
      repo: "acme/safe",
      path: ".github/tocsin.yml",
      by: "ana",
      text: `${policyOf("acme", "globex")}fields: { ${JSON.stringify(secret)}: { required: identify } }\n`.replace(
        JSON.stringify(secret),
        "zanzibar",
      ),
    });
    github.addRepository({
      owner: "acme",
      name: "vault",
      labels: ["incident"],
      files: { ".github/tocsin.yml": "extends: [nothing]\n" },
    });
    github.setRole("ana", "acme/vault", "admin");
    await to(12);
    const next = declare("ana", "acme/vault", { title: "Elevenses late", words: "Biscuits" });
    await to(20);
    github.commitFile({ repo: "acme/vault", path: ".github/tocsin.yml", by: "ana", text: "extends: sre\n" });
    await to(30);
    github.comment({ by: "ana", issue: next, body: "/confirm" });
    await to(75);
    const all = standingIn(github, "acme/vault");
    for (const word of words.acme.vault) {
      expect(all).not.toContain(word);
      expect(all).not.toContain(word.toLowerCase());
    }
    expect(all).not.toContain("**Record**");
    expect(github.issue(next).subIssues).toEqual([]);
    expect(standingIn(github, "acme/safe")).toContain("overdue since");
  });
});

describe("a repository that is given to another account", () => {
  test("is looked after by that account's installation alone, and draws no other request to it", async () => {
    const stage = await withVault();
    const { github, to, asked, ref } = stage;
    const other = stage.declare("gil", "globex/vault", { title: "Quixotic plan", words: "Persimmon" });
    await to(12);
    github.renameRepository({ by: "ana", repo: "acme/vault", to: "annexe" });
    github.transferRepository({ by: "ana", repo: "acme/annexe", to: "globex" });
    github.setRole("gil", "globex/annexe", "admin");
    const from = asked.length;
    await to(20);
    github.comment({ by: "gil", issue: "globex/annexe#1", body: "/severity sev2 less than it was" });
    await to(110);
    const later = asked.slice(from);
    const gone = [
      github.issue("globex/annexe#1").id,
      ...github.comments("globex/annexe#1").map(({ id }) => id),
    ];
    const theirs = [...idsOf(github, "globex")];
    for (const { by, text } of later.filter((one) => one.by === "acme")) {
      expect([by, text.slice(0, 200), [...gone, ...theirs].filter((id) => text.includes(id))]).toEqual([
        by,
        text.slice(0, 200),
        [],
      ]);
      expect(text).not.toContain(words.globex.vault[1]);
    }
    expect(ref).toBe("acme/vault#1");
    expect(github.issue("globex/annexe#1").labels).toContain("severity: 2");
    expect(
      later.filter(({ by, text }) => by === "globex" && text.includes(gone[0] ?? "")).length,
    ).toBeGreaterThan(0);
    // Its own incidents go on as if nothing had happened.
    expect(standingIn(github, "globex/vault")).toContain("overdue since");
    expect(github.issue(other).labels).toContain("severity: 1");
  });
});
