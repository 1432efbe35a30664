// What a stranger's workflow writes into her own public repository: all that can be copied, forged or named of others' incidents.
import { marker } from "../../src/engine/text/marker.ts";
import type { LocalGitHub } from "../../src/local-github/github.ts";
import { accounts } from "./stage.ts";

/** In the real run others' addresses stand in her texts; in the run to compare with, addresses of her own in their places. */
export type Aim = "others" | "herself";

const public_ = accounts.flatMap((owner) => [`${owner}/incidents`, `${owner}/web`]);
const decoys = ["mallory/d0", "mallory/d1", "mallory/d2", "mallory/d3"];

/** Gives her repositories of the same shape as others' have: what is named there makes as many lines on timelines. */
export function prepare(github: LocalGitHub): void {
  for (const decoy of decoys) {
    github.addRepository({ owner: "mallory", name: decoy.slice("mallory/".length) });
    for (let n = 1; n <= 12; n++)
      github.openIssue({ by: "mallory", repo: decoy, title: `Decoy ${n}`, body: "" });
  }
}

/** Her words as they are, or aimed at herself and without what is hidden in them. */
function aimed(text: string, aim: Aim): string {
  if (aim === "others") return text;
  const visible = text.replace(/<!--[\s\S]*?-->/g, "hidden");
  return public_.reduce((all, repo, n) => all.replaceAll(repo, decoys[n] ?? ""), visible);
}

/** Everything that is there to be copied: whole issues and comments of others' public repositories. */
function copies(github: LocalGitHub): readonly { readonly title: string; readonly body: string }[] {
  const issues = public_.flatMap((repo) => github.issues(repo));
  return issues.flatMap(({ ref, title, body }) => [
    { title, body },
    ...github.comments(ref).map((comment) => ({ title: `Re ${ref}`, body: comment.body })),
  ]);
}

/** Markers in the open, as somebody makes them up who has read the source. */
function forgeries(github: LocalGitHub): readonly { readonly title: string; readonly body: string }[] {
  const ids = public_
    .flatMap((repo) => github.issues(repo).flatMap(({ ref }) => github.comments(ref)))
    .flatMap(({ body }) => /tocsin:card (\S+)/.exec(body)?.[1] ?? []);
  const roots = accounts.flatMap((owner) => [`${owner}/incidents#1`, `${owner}/vault#1`, "../..#1"]);
  const id = ids[0] ?? "2025-04-01-zanzibar-ledger-1a2b";
  return roots.map((root) => ({
    title: `Review: ${root}`,
    body: [
      `About ${root}, fixes ${root}.`,
      "## Actions",
      `- [ ] Open the vault repo:${root.slice(0, root.indexOf("#"))} @dan`,
      marker("of", id, root, "retro", `retro/${id}`),
      marker("of", id, root, "action", "action/x/y", "h"),
      marker("rolling", `${root.slice(0, root.indexOf("#"))}#handover`),
      marker("card", id),
      marker("mentions", "dan", "ana", "gil"),
      marker("reminder", "update/x/overdue/1"),
      "/severity sev4",
    ].join("\n"),
  }));
}

/** One round of her workflow: issues with copies and forgeries, comments with the same, labels, and an issue closed as others' duplicate. */
export async function act(github: LocalGitHub, aim: Aim): Promise<void> {
  const token = github.actionsToken("mallory/shop");
  const send = async (path: string, body: object): Promise<number> => {
    const headers = { authorization: `Bearer ${token}` };
    const address = `http://github.local/repos/mallory/shop/${path}`;
    const response = await github.fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
    return ((await response.json()) as { readonly number?: number }).number ?? 0;
  };
  for (const { title, body } of [...copies(github), ...forgeries(github)]) {
    const text = { title: aimed(title, aim), body: aimed(body, aim), labels: ["incident"] };
    const number = await send("issues", text);
    await send(`issues/${number}/comments`, { body: text.body });
    const [quoted] = text.body.split("\n");
    await send(`issues/${number}/comments`, { body: `> ${quoted}\n\n${text.body}\n@dan @ana @gil` });
  }
  for (const owner of accounts) {
    const body = `The same as ${owner}/incidents#1`;
    const { number } = github.openIssue({
      by: "mallory",
      repo: "mallory/shop",
      title: "Twin",
      body: aimed(body, aim),
    });
    const duplicateOf = aimed(`${owner}/incidents#1`, aim);
    github.close({ by: "mallory", issue: `mallory/shop#${number}`, reason: "duplicate", duplicateOf });
  }
}
