// GitHub's names as they are compared: whose a repository is, and what a bot is called.

/** The owner's part of `owner/repo`, in lower case: names are compared so. */
export function ownerOf(repository: string): string {
  return (repository.split("/")[0] ?? "").toLowerCase();
}

/**
 * Is a repository, by the name that GitHub has for it now, of another account than the one under whose name it was asked for? GitHub
 * leads on to it, but it is that account's installation that looks after it.
 */
export function isMovedAway(asked: string, nameWithOwner: string): boolean {
  return ownerOf(asked) !== ownerOf(nameWithOwner);
}

/** A bot's login as GraphQL has it: `tocsin`, where REST says `tocsin[bot]`. */
export function withoutBot(login: string): string {
  return login.endsWith("[bot]") ? login.slice(0, -"[bot]".length) : login;
}
