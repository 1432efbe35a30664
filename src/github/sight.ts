// What is in our sight: whose a repository is, what a bot is called, and the error for where we are not installed.
import type { RequestFailed } from "./transport.ts";

/** The app is not installed where something should be read or written. */
export class NotInstalled extends Error {
  readonly repository: string;

  constructor(repository: string, cause: unknown) {
    super(`${repository} is out of sight: the app must be installed there, with access to that repository`, {
      cause,
    });
    this.name = "NotInstalled";
    this.repository = repository;
  }
}

/** The owner's part of `owner/repo`, in lower case: names are compared so. */
export function ownerOf(repository: string): string {
  return (repository.split("/")[0] ?? "").toLowerCase();
}

/** A bot's login as GraphQL has it: `tocsin`, where REST says `tocsin[bot]`. */
export function withoutBot(login: string): string {
  return login.endsWith("[bot]") ? login.slice(0, -"[bot]".length) : login;
}

/** Is this the answer "there is no such thing, or not in your sight"? */
export function isNotFound(error: unknown): error is RequestFailed {
  return (
    error instanceof Error && error.name === "RequestFailed" && "status" in error && error.status === 404
  );
}
