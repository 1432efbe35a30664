// What an incident's history leaves to be answered: what needs a question, and commands that somebody gave.
import type { Instant } from "./instant.ts";
import type { RefusalReason } from "./ledger.ts";
import type { CommentItem } from "./snapshot/timeline.ts";

/** Something that GitHub or a person did which needs an answer in words. */
export interface Question {
  readonly topic:
    | "closed-by-fix"
    | "outsider-close"
    | "outsider-reopen"
    | "not-planned"
    | "label-removed"
    | "lower"
    | "time"
    | "entry-time"
    | "fact-time";
  readonly cause: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly values: Readonly<Record<string, string>>;
}

/** What has no answer by the service being back, or by the incident going on. */
export const staysOpen: ReadonlySet<Question["topic"]> = new Set(["label-removed", "lower", "fact-time"]);

/** A command or tick that is answered: by a reaction, and by words where it was refused or asks for help. */
export interface Reply {
  readonly item: string;
  readonly at: Instant;
  readonly by: string;
  readonly verdict: "done" | "refused";
  readonly refusal?: RefusalReason | undefined;
  readonly help: boolean;
  /** It asks what would be sent to whom. */
  readonly preview?: boolean;
  /** It was no command, but plain words that are not enough: no reaction answers them. */
  readonly plain: boolean;
  /** A time in it could not be read for sure: it was carried out, but not all of it was understood. */
  readonly unclear: boolean;
  /** Is it a comment (which can take a reaction)? */
  readonly comment?: CommentItem | undefined;
  /** Node id of the review or action that it stands on; absent: the incident. */
  readonly on?: string | undefined;
}
