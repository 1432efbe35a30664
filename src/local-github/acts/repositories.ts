// Acts on a repository itself: a new name, a new owner, read only from now on. Whoever asks by an old name is led on until another takes it.
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { Account, Repository } from "../records.ts";
import { nameWithOwner } from "../records.ts";
import { accountShape } from "../shapes/account.ts";
import { note } from "./change.ts";

/** Gives a repository another name. That it is free is the caller's to check. */
export function renameRepository(act: Acting, repository: Repository, name: string): Repository {
  const next = written(act, { ...repository, name });
  note(act, nameWithOwner(repository), { did: "renamed-repository", text: nameWithOwner(next) });
  const changes = { repository: { name: { from: repository.name } } };
  act.platform.emit({
    event: "repository",
    repository: next,
    actor: act.actor,
    payload: { action: "renamed", changes },
  });
  return next;
}

/** Gives a repository to another account. That the name is free there is the caller's to check. */
export function giveRepository(act: Acting, repository: Repository, owner: Account): Repository {
  const before = newest(act).theAccount(repository.ownerId);
  const next = written(act, { ...repository, ownerId: owner.id, owner: owner.login });
  note(act, nameWithOwner(repository), { did: "transferred-repository", text: nameWithOwner(next) });
  const kind = before.kind === "Organization" ? "organization" : "user";
  const changes = { owner: { from: { [kind]: accountShape(act.platform, before) } } };
  act.platform.emit({
    event: "repository",
    repository: next,
    actor: act.actor,
    payload: { action: "transferred", changes },
    // GitHub does not say which of the two it tells, so both are.
    also: before,
  });
  return next;
}

/** Makes a repository read only. */
export function archiveRepository(act: Acting, repository: Repository): Repository {
  const next = written(act, { ...repository, archived: true });
  note(act, nameWithOwner(repository), { did: "archived-repository", text: "" });
  act.platform.emit({
    event: "repository",
    repository: next,
    actor: act.actor,
    payload: { action: "archived" },
  });
  return next;
}

function written(act: Acting, repository: Repository): Repository {
  const at = act.platform.clock.now();
  const next = { ...repository, updatedAt: at };
  act.platform.store.put(next, at);
  return next;
}
