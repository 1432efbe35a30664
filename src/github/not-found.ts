// What is not there for us: the error for where the app is not installed, and the answer that says "not found".
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

/** Is this the answer "there is no such thing, or not in your sight"? */
export function isNotFound(error: unknown): error is RequestFailed {
  if (!(error instanceof Error) || error.name !== "RequestFailed" || !("status" in error)) return false;
  // Of an issue that was deleted GitHub says so to whoever may read there.
  return error.status === 404 || error.status === 410;
}
