// The words of a rehearsal: a scenario as it is run, after its file was read and found whole.
import type { Duration, Instant } from "../engine/instant.ts";
import type { Role } from "../engine/snapshot.ts";

/** Is this the login of a bot, as GitHub shows it? */
export function isBot(login: string): boolean {
  return login.endsWith("[bot]");
}

/** A scenario that can be run. Instants are absolute; every step and expectation keeps its line (from 1) in the file. */
export interface Scenario {
  readonly file: string;
  readonly title: string;
  readonly policy: PolicySource;
  readonly start: Instant;
  /** Where the fractions of faults are drawn from. */
  readonly seed: number;
  readonly host: HostPlan;
  /** What the operator has set up to carry words beyond GitHub. */
  readonly channels: readonly ChannelPlan[];
  /** The first is where incidents live. */
  readonly repos: readonly RepoPlan[];
  /** The role of each person, and of each bot by its login with `[bot]`, on every repository. */
  readonly people: ReadonlyMap<string, Role>;
  /** Issues have the field *Target date*. */
  readonly targetDate: boolean;
  /** Labels that exist before, by repository, besides those of the policy. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** In the order in which they happen. */
  readonly steps: readonly Step[];
  readonly expect: readonly Expectation[];
}

/** Where the policy comes from: words in the file, a preset, a file (relative to the scenario's), or nowhere. */
export type PolicySource =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "preset"; readonly name: string }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "none" };

/** A repository that exists before the start. */
export interface RepoPlan {
  /** `owner/name` */
  readonly name: string;
  readonly private: boolean;
  /** Is the app installed on it? */
  readonly app: boolean;
}

/** What runs Tocsin: servers, scheduled Action runs, or both. */
export interface HostPlan {
  readonly server?: { readonly replicas: number } | undefined;
  readonly action?: ActionPlan;
}

/** A channel by the operator's name for it. */
export interface ChannelPlan {
  readonly name: string;
  /** It can say whether something arrived, and looks before it repeats. */
  readonly looksUp: boolean;
}

/** The faults of a channel; fractions from 0 to 1. */
export interface ChannelFaults {
  /** What is refused. */
  readonly fail?: number | undefined;
  /** What is taken, without an answer that says so. */
  readonly unclear?: number | undefined;
  /** So long an answer takes. */
  readonly hang?: Duration | undefined;
}

/** How often the Action runs by its schedule, besides its runs on events. */
export interface ActionPlan {
  readonly every: Duration;
  /** Scheduled runs do only what is overdue by more. */
  readonly grace: Duration;
  /** It may open pull requests, and hears of what becomes of them. */
  readonly documents: boolean;
}

/** One of our issues or pull requests: by an alias, or the first by creation in a repository whose title matches. */
export type IssueTarget =
  | { readonly kind: "alias"; readonly name: string }
  | { readonly kind: "title"; readonly repo: string; readonly title: RegExp };

/** Answers of a form: by field id; several choices as a list of option labels; an empty list or text is unanswered. */
export type FieldAnswers = Readonly<Record<string, string | readonly string[]>>;

/** One step of a scenario, `line` being its place in the file, from 1. */
export interface Step {
  readonly line: number;
  readonly at: Instant;
  /** Who does it; absent where nobody does (a fault, a sweep). */
  readonly by?: string | undefined;
  readonly on?: IssueTarget;
  /** The alias that the issue has from here on. */
  readonly as?: string;
  /** GitHub is expected to refuse it. */
  readonly refused: boolean;
  readonly deed: Deed;
}

/** Which comment of an issue is meant: the first that its author said and that matches. */
export interface CommentChoice {
  readonly by: string;
  readonly matches: RegExp;
}

/** What is opened; `{n}` in title and body counts from 1 where it is done several times. */
export interface Opening {
  readonly repo?: string | undefined;
  readonly title: string;
  readonly form?: string | undefined;
  readonly fields: FieldAnswers;
  readonly body: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly times: number;
  /** It is a pull request from this branch. */
  readonly branch?: string | undefined;
  readonly draft: boolean;
}

/** What is done with a pull request. */
export type ReviewAct = "approve" | "changes" | "comment" | "merge" | "ready" | "draft" | "close" | "reopen";

/** Changes to an issue's title and body, in this order: body, fields, replace, append. */
export interface Editing {
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  readonly fields?: FieldAnswers;
  readonly replace?: readonly [string, string] | undefined;
  readonly append?: string | undefined;
}

/** The faults of a GitHub that has a bad day; fractions from 0 to 1, times in milliseconds. */
export interface FaultPlan {
  readonly webhooks?: {
    readonly drop?: number | undefined;
    readonly duplicate?: number | undefined;
    readonly delay?: Duration;
    readonly reorder?: boolean | undefined;
  };
  readonly requests?: { readonly fail?: number | undefined; readonly applied?: boolean | undefined };
  readonly reads?: { readonly lag?: Duration | undefined };
  /** By the name of the channel. */
  readonly channels?: ReadonlyMap<string, ChannelFaults>;
}

/** What a step does. */
export type Deed =
  | { readonly kind: "open"; readonly open: Opening }
  | { readonly kind: "comment"; readonly body: string }
  | { readonly kind: "edit-comment"; readonly which: CommentChoice; readonly body: string }
  | { readonly kind: "delete-comment"; readonly which: CommentChoice }
  | { readonly kind: "label"; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: "assign"; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: "edit"; readonly edit: Editing }
  | { readonly kind: "tick"; readonly words: string }
  | {
      readonly kind: "close";
      readonly reason: "completed" | "not_planned" | "duplicate";
      readonly of?: IssueTarget | undefined;
    }
  | { readonly kind: "reopen" }
  | { readonly kind: "transfer"; readonly to: string }
  | { readonly kind: "delete-issue" }
  | { readonly kind: "target-date"; readonly day: string | null }
  | { readonly kind: "unblock"; readonly blocking: IssueTarget }
  | { readonly kind: "archive"; readonly repo: string }
  | { readonly kind: "merge-fix" }
  | { readonly kind: "role"; readonly roles: Readonly<Record<string, Role>> }
  | { readonly kind: "app"; readonly to: "start" | "stop" }
  | { readonly kind: "host"; readonly host: HostPlan }
  | { readonly kind: "faults"; readonly faults: FaultPlan }
  | { readonly kind: "review"; readonly act: ReviewAct; readonly words: string }
  | {
      readonly kind: "commit";
      readonly repo: string;
      readonly path: string;
      readonly text: string;
      readonly branch?: string | undefined;
    }
  | { readonly kind: "sweep" };

/** Something that must hold at an instant; `checks` all have to. */
export interface Expectation {
  readonly line: number;
  readonly at: Instant;
  readonly on?: IssueTarget;
  readonly checks: readonly Check[];
}

/** One thing that must hold. `count` is exact; absent, at least one is wanted. */
export type Check =
  | {
      readonly kind: "comment";
      readonly by?: string | undefined;
      readonly matches?: RegExp;
      readonly count?: number | undefined;
      readonly since?: Instant;
      readonly minimized?: boolean | undefined;
    }
  | { readonly kind: "labels"; readonly has: readonly string[]; readonly lacks: readonly string[] }
  | { readonly kind: "assignees"; readonly has: readonly string[]; readonly lacks: readonly string[] }
  | { readonly kind: "state"; readonly state: "open" | "closed" }
  | {
      readonly kind: "issue";
      readonly repo?: string | undefined;
      readonly title?: RegExp | undefined;
      /** Of its body. */
      readonly matches?: RegExp | undefined;
      readonly state?: "open" | "closed" | undefined;
      readonly count?: number | undefined;
    }
  | { readonly kind: "writes"; readonly count: number }
  | {
      readonly kind: "pull";
      readonly repo?: string | undefined;
      readonly title?: RegExp | undefined;
      /** Of its body. */
      readonly matches?: RegExp | undefined;
      readonly state?: "draft" | "open" | "merged" | "closed" | undefined;
      readonly count?: number | undefined;
    }
  | {
      readonly kind: "file";
      readonly repo: string;
      readonly path: string;
      readonly branch?: string | undefined;
      readonly matches?: RegExp;
      /** How often it matches; without `matches`, whether it is there: 0 or 1. */
      readonly count?: number | undefined;
    }
  | {
      readonly kind: "site";
      readonly path: string;
      readonly matches?: RegExp;
      readonly lacks?: RegExp;
    }
  | Received;

/** Words beyond GitHub: notices, or pages that were accepted. `to` is one of those whom they are for; `count` as above. */
export interface Received {
  readonly kind: "notice" | "page";
  readonly channel?: string | undefined;
  readonly to?: string | undefined;
  readonly matches?: RegExp;
  readonly count?: number | undefined;
  readonly since?: Instant;
  /** Of pages: those that say that it is over, instead of those that ring. */
  readonly resolved?: boolean | undefined;
}
