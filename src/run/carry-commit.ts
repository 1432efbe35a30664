// Brings one commit about: one after another on a branch, each on the file as it stands then.

import { edited } from "../engine/files/edit.ts";
import type { CommitFile, Leaving } from "../engine/leaving.ts";
import type { Client } from "../github/client.ts";
import { type Committed, commitFile, type FileThere, type Rewrite } from "../github/commit.ts";
import { ownerOf } from "../github/names.ts";
import type { Renderer } from "../render/render.ts";
import type { Carried, Clock } from "../world.ts";
import { until } from "./queue/until.ts";

/** What is kept of a branch that was committed to. */
export interface BranchTurns {
  /** The turn of each that comes, and whose it is. */
  last: number;
  now: number;
  readonly replaced: Set<string>;
}

/** What committing takes. */
export interface CommitMeans {
  readonly client: Pick<Client, "installationOf" | "mayCommit" | "kind">;
  readonly clock: Pick<Clock, "now" | "sleep" | "after">;
  readonly render: Renderer;
  /** By repository and branch. */
  readonly branches: Map<string, BranchTurns>;
}

/** Carries it once; `text` is what the commit says. It is `unclear` only where the commit may be there. */
export async function carryCommit(effect: Leaving, text: string, means: CommitMeans): Promise<Carried> {
  if (effect.kind !== "commit") throw new RangeError(`${effect.id} is no commit: ${effect.kind}.`);
  const key = `${effect.repository}@${effect.branch ?? ""}`.toLowerCase();
  const branch = means.branches.get(key) ?? { last: 0, now: 1, replaced: new Set<string>() };
  means.branches.set(key, branch);
  branch.last += 1;
  const turn = branch.last;
  // Two at once would only stand in each other's way.
  await until(means.clock, () => branch.now === turn);
  try {
    return await carry(effect, text, { ...means, branch });
  } finally {
    branch.now += 1;
  }
}

interface Carrying extends CommitMeans {
  readonly branch: BranchTurns;
}

async function carry(effect: CommitFile, text: string, means: Carrying): Promise<Carried> {
  const { repository, home, path } = effect;
  if (ownerOf(repository) !== ownerOf(home))
    return failed(
      `${repository} is another account's, where nothing of ${home} is written: name one of its own`,
    );
  const { client, clock, branch, render } = means;
  const notes: (string | undefined)[] = [];
  const change = (there: FileThere): Rewrite => {
    const { note, ...wanted } = changeOf(effect, there, { text, render });
    notes.push(note);
    return wanted;
  };
  try {
    const installation = await client.installationOf(home);
    const { replaced } = branch;
    const said = await commitFile(
      { repository, home, path, branch: effect.branch },
      { installation, clock, replaced, change, id: effect.id, rights: rights[client.kind] },
    );
    return told(said, notes.at(-1));
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

const failed = (because: string): Carried => ({ state: "failed", because });

function told(said: Committed, note: string | undefined): Carried {
  switch (said.kind) {
    case "committed":
    case "same":
      return { state: "sent", ...(note !== undefined && { receipt: { accepted: 1, refused: 0, note } }) };
    case "refused":
      return failed(said.because);
    case "unclear":
      return { state: "unclear", because: said.because };
  }
}

/** Where the right is given. */
const rights: Readonly<Record<Client["kind"], string>> = {
  app: "give the app Contents: Read and write under Permissions in its settings, and accept that where it is installed",
  token:
    "give the job permissions: contents: write in the workflow that runs Tocsin (.github/workflows/tocsin.yml)",
};

interface Saying {
  readonly text: string;
  readonly render: Renderer;
}

/** What becomes of the file as it stands there. */
function changeOf(
  effect: CommitFile,
  there: FileThere,
  { text, render }: Saying,
): Rewrite & { readonly note?: string | undefined } {
  const { repository, home, path, ongoing, openly } = effect;
  const refused = (because: string): Rewrite => ({ kind: "refused", because });
  if (ongoing && there.isDefault)
    return refused(
      `${there.branch} is the default branch of ${repository}, to which nothing is written while an incident goes on: it is once that is closed, or name another branch`,
    );
  if (there.text === undefined && repository.toLowerCase() !== home.toLowerCase())
    return refused(
      effect.edit.wasThere === true
        ? `there is no ${path} on the branch ${there.branch} of ${repository} any more, though this row was in it: restore it from git's history`
        : `there is no ${path} on the branch ${there.branch} of ${repository}: whoever may write there makes it, empty, and so lets rows in`,
    );
  const words = there.isMoreOpen ? openly : effect;
  if (words === undefined)
    return refused(`more people may look at ${repository} than at ${home}, and this is not for them`);
  const next = edited(words.edit, there.text);
  if (next.kind !== "changed") return next;
  const { news, ...change } = next;
  const isAsAsked = words === effect && news === undefined;
  const message = isAsAsked ? text : render(effect.template, { ...words.values, news: news ?? "" }, "plain");
  return { ...change, message };
}
