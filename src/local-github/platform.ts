// What every act on the local GitHub works on: the records, the clock, the log and the events that go out.
import type { PlatformClock } from "./clock.ts";
import type { IdSource } from "./identity.ts";
import type { Account, DateField, Repository } from "./records.ts";
import type { Store } from "./store.ts";
import type { View } from "./view.ts";

/** What an entry of the log says was done. */
export type Did =
  | "opened"
  | "created-issue"
  | "commented"
  | "edited-comment"
  | "deleted-comment"
  | "minimized"
  | "unminimized"
  | "edited"
  | "labeled"
  | "unlabeled"
  | "assigned"
  | "unassigned"
  | "closed"
  | "reopened"
  | "linked"
  | "unlinked"
  | "blocked"
  | "unblocked"
  | "set-field"
  | "marked-duplicate"
  | "transferred"
  | "deleted-issue"
  | "reacted"
  | "unreacted"
  | "committed"
  /** A commit to a branch that had moved on since it was read: nothing was written. */
  | "refused"
  | "created-label"
  | "edited-label"
  | "merged-fix"
  | "merged"
  | "reviewed"
  | "asked-for-review"
  | "made-ready"
  | "made-draft"
  | "dismissed-review"
  | "created-branch"
  | "deleted-branch"
  | "renamed-repository"
  | "transferred-repository"
  | "archived-repository";

/**
 * One thing that happened. `at` is epoch milliseconds; `by` a login (a bot's ends in `[bot]`); `on` is `owner/repo#7`, or
 * `owner/repo` for labels and files; `text` the Markdown, label, login, path, reason or address that it was about;
 * `branch` of a commit that is not on the default branch, and the head of a pull request that was opened or merged;
 * `mutationId` the `clientMutationId` that asked for it.
 */
export interface LogEntry {
  readonly at: number;
  readonly by: string;
  readonly did: Did;
  readonly on: string;
  readonly text: string;
  readonly title?: string;
  readonly commentId?: string;
  readonly branch?: string;
  readonly mutationId?: string;
}

/** An event that GitHub tells apps and workflows about; `payload` lacks repository, organization, installation and sender. */
export interface GithubEvent {
  readonly event: string;
  readonly repository: Repository | undefined;
  readonly actor: Account;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Another account whose apps hear of it. */
  readonly also?: Account;
}

/** Where links lead: `web` for people, `api` for programs. No slash at the end. */
export interface Addresses {
  readonly web: string;
  readonly api: string;
}

/** One local GitHub. `log` grows by an entry for each act; nothing is taken out of it. */
export interface Platform {
  readonly store: Store;
  readonly clock: PlatformClock;
  readonly identity: IdSource;
  readonly log: LogEntry[];
  /** The fields that organizations have on their issues, oldest first. */
  readonly fields: DateField[];
  readonly addresses: Addresses;
  /** Sends an event, as a snapshot of now, to everybody who listens. */
  emit(occurrence: GithubEvent): void;
}

/** Somebody doing something: all that an act needs besides its subject. */
export interface Acting {
  readonly platform: Platform;
  readonly actor: Account;
  readonly mutationId?: string | undefined;
  /** Which repositories the actor can look into; absent: all. */
  readonly sees?: (repository: Repository) => boolean;
}

/** The newest state, which every write acts on. */
export const newest = (act: Acting): View => act.platform.store.view();
