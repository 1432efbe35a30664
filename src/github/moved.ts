// Where an issue went that is not at its address any more: GitHub leads on by REST, and by nothing else.
import { type IssueRef, repositoryOf } from "../engine/issue-ref.ts";
import type { Client } from "./client.ts";
import type { Memory } from "./memory.ts";
import { isMovedAway } from "./names.ts";
import { isNotFound } from "./not-found.ts";
import { addressOf } from "./payload.ts";

/**
 * Remembers where an issue is now that is not at its address, of the same account: what hangs on an incident names the address that
 * it had when it was filed. Of what was deleted, or is in nobody's sight, there is nothing to remember. Throws where the answer is
 * none (`RequestFailed`, `Limited`, `NotInstalled`).
 */
export async function follow(
  { client, memory }: { readonly client: Client; readonly memory: Memory },
  key: IssueRef,
): Promise<void> {
  const now = await addressNow(client, key);
  const isElsewhere = now !== undefined && now.toLowerCase() !== key.toLowerCase();
  // Asked anew each time: what GitHub leads on to is there, so nobody is led in a circle.
  memory.keepMoved(key, isElsewhere && !isMovedAway(key, now) ? now : undefined);
}

async function addressNow(client: Client, key: IssueRef): Promise<IssueRef | undefined> {
  const repository = repositoryOf(key);
  const [owner = "", repo = ""] = repository.split("/");
  const { rest } = await client.installationOf(repository);
  try {
    const { data } = await rest.issues.get({ owner, repo, issue_number: Number(key.split("#")[1]) });
    return addressOf({ ...data });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
