// GitHub's names as they are compared: whose a repository is, and what a bot is called.

/** The owner's part of `owner/repo`, in lower case: names are compared so. */
export function ownerOf(repository: string): string {
  return (repository.split("/")[0] ?? "").toLowerCase();
}

/** A bot's login as GraphQL has it: `tocsin`, where REST says `tocsin[bot]`. */
export function withoutBot(login: string): string {
  return login.endsWith("[bot]") ? login.slice(0, -"[bot]".length) : login;
}
