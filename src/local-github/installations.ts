// The apps on the local GitHub, where they are installed, and what their tokens may do.
import type { Account, Repository } from "./records.ts";

/** What a token may do, by GitHub's permission names. */
export type Permissions = Readonly<
  Partial<
    Record<
      "issues" | "contents" | "pull_requests" | "workflows" | "members" | "metadata" | "issue_fields",
      "read" | "write"
    >
  >
>;

/** An app as it is registered. Times of delivery and rights are the local GitHub's; the webhook is where the app listens. */
export interface AppOptions {
  readonly slug: string;
  readonly id: number;
  /** PEM; its public half checks the app's JWTs. Without it any JWT is taken for the app. */
  readonly privateKey?: string;
  readonly webhookSecret: string;
  readonly webhook?: (delivery: Delivered) => Promise<{ readonly status: number }>;
  readonly permissions?: Permissions;
  /** The events that it is subscribed to, by the names of their webhooks; `usualEvents` when absent. */
  readonly events?: readonly string[];
}

/** One webhook as it reaches an app: `id` is the GUID, `event` its name, `body` the signed JSON text. */
export interface Delivered {
  readonly id: string;
  readonly event: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A GitHub App that was registered here, its bot and what its installations may do now. `createdAt` is epoch milliseconds. */
export interface App {
  readonly options: AppOptions;
  readonly bot: Account;
  permissions: Permissions;
  readonly createdAt: number;
}

/** An app on the repositories of an owner, future ones included. */
export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly owner: Account;
  /** Node ids of the repositories that the owner left out. */
  readonly without: ReadonlySet<string>;
  readonly createdAt: number;
}

/** Whose token a request carries. `actions` is the token of a workflow run in one repository. */
export type Viewer =
  | { readonly kind: "app"; readonly app: App }
  | {
      readonly kind: "installation";
      readonly bot: Account;
      readonly installation: Installation;
      readonly permissions: Permissions;
    }
  | {
      readonly kind: "actions";
      readonly bot: Account;
      readonly repositoryId: string;
      readonly permissions: Permissions;
    };

/** The design's least permissions. */
export const leastPermissions: Permissions = {
  issues: "write",
  contents: "read",
  members: "read",
  metadata: "read",
};

/** What is left to a token of before when its app may do something else: what was taken away is gone, what was given is not in it. */
export function leftOf(token: Permissions, app: Permissions): Permissions {
  const names = Object.keys(token) as (keyof Permissions)[];
  const least = (name: keyof Permissions) => (app[name] === "write" ? token[name] : app[name]);
  return Object.fromEntries(
    names.flatMap((name) => (least(name) === undefined ? [] : [[name, least(name)]])),
  );
}

/** The events that an app is subscribed to which does not say others. */
const usualEvents: readonly string[] = [
  "issues",
  "issue_comment",
  "sub_issues",
  "label",
  "push",
  "repository",
];

/** The events that an app is subscribed to. */
export const subscribed = ({ options }: App): readonly string[] => options.events ?? usualEvents;

/** Whether an installation is on a repository. */
export const isOn = ({ owner, without }: Installation, repository: Repository): boolean =>
  repository.ownerId === owner.id && !without.has(repository.id);

/** What GitHub calls it: all repositories, or some. */
export const selectionOf = ({ without }: Installation): "all" | "selected" =>
  without.size === 0 ? "all" : "selected";

/** Whether a repository is one that a token was made for: there it may do what its permissions say. */
export function isFor(viewer: Viewer, repository: Repository): boolean {
  switch (viewer.kind) {
    case "app":
      return false;
    case "installation":
      return isOn(viewer.installation, repository);
    case "actions":
      return repository.id === viewer.repositoryId;
  }
}

/** Whether a token may read a repository: what is public every token may, but for the app's own. */
export const reads = (viewer: Viewer, repository: Repository): boolean =>
  isFor(viewer, repository) || (viewer.kind !== "app" && !repository.private);

/** Whose token it is, as its requests are counted: the account of an installation, a workflow's `owner/repo` by node id, or the app. */
export function holderOf(viewer: Viewer): string {
  switch (viewer.kind) {
    case "app":
      return "";
    case "installation":
      return viewer.installation.owner.login;
    case "actions":
      return viewer.repositoryId;
  }
}
