// The order in which a history is read: timeline, versions of the body, edits of our card, and judged things that are gone.
import type { PullStep } from "../document-pull.ts";
import type { Notice, OwnComment } from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { Judged } from "../ledger.ts";
import { isPerson } from "../own.ts";
import type { TaskKind } from "../policy/model.ts";
import type { Child } from "../snapshot/child.ts";
import type { BodyVersion, CommentEdit, CommentItem, Item } from "../snapshot/timeline.ts";
import type { CommentPart, UnreadCommand } from "../text/command.ts";
import { commentEvents } from "./comment-events.ts";
import type { Draft } from "./draft.ts";

/** One thing that happened. `gone` is in the ledger only: the comment was deleted after it was judged. */
export type HistoryEvent =
  | { readonly kind: "opened"; readonly id: string; readonly at: Instant; readonly version: BodyVersion }
  | { readonly kind: "body"; readonly id: string; readonly at: Instant; readonly version: BodyVersion }
  | {
      readonly kind: "edit";
      readonly id: string;
      readonly at: Instant;
      readonly edit: CommentEdit;
      readonly before?: CommentEdit | undefined;
    }
  | { readonly kind: "gone"; readonly id: string; readonly at: Instant; readonly judged: Judged }
  /** Somebody did what stands for a command: ticked the box of an action, moved its date. `item`: as if they had written it then. */
  | {
      readonly kind: "instead";
      readonly id: string;
      readonly at: Instant;
      readonly item: CommentItem;
      readonly command: UnreadCommand;
      readonly on: Child;
    }
  /** Something became of a task: nobody's act here, and judged by nobody. */
  | {
      readonly kind: "task";
      readonly id: string;
      readonly at: Instant;
      /** `classed`: in its text somebody ticked of which class the cause is. */
      readonly became: "filed" | "owned" | "classed" | "closed";
      readonly task: TaskKind;
      readonly child: Child;
    }
  /** Something became of a notice: its draft was written, its policy let it go, a channel took it. */
  | ({ readonly kind: "notice"; readonly id: string; readonly at: Instant; readonly notice: string } & (
      | {
          readonly became: "drafted";
          readonly n: number;
          readonly base: Instant;
          readonly startedBy: Notice["startedBy"];
          readonly run: Notice["run"];
          readonly told: Notice["told"];
          readonly keeps: Notice["keeps"];
          readonly letGo: Notice["letGo"];
        }
      | { readonly became: "go"; readonly hash: string }
      | { readonly became: "sent" }
    ))
  /** Something became of a document, by its pull request. */
  | ({
      readonly kind: "document";
      /** Its key. */
      readonly document: string;
    } & PullStep)
  | {
      readonly kind: "item";
      readonly id: string;
      readonly at: Instant;
      readonly item: Item;
      /** Of a person's comment that is to be judged: which part of it; each is an event of its own. */
      readonly part?: CommentPart;
      /** It was carried out before its comment was edited: as which judgement, or as one of which. */
      readonly stands?: readonly Judged[];
      /** It was judged, whether the ledger still has that or not. */
      readonly isJudged?: boolean;
      /** The review or the action on whose issue it was said; absent: on the incident. */
      readonly on?: Child;
    };

/** A step of a document. */
export type DocumentEvent = Extract<HistoryEvent, { readonly kind: "document" }>;

/** A task that was opened or closed. */
export type TaskEvent = Extract<HistoryEvent, { readonly kind: "task" }>;

/**
 * Everything in order: by instant, and where instants are equal (GitHub tells whole seconds) the opening first, then new
 * versions of the body, then the timeline in GitHub's order, then edits of the card, then what is only in the ledger, then what
 * became of tasks and notices.
 */
export function historyEvents(
  { snapshot, ruling: { policy }, partsOf }: Pick<Draft, "snapshot" | "ruling" | "partsOf">,
  card: OwnComment | undefined,
  others: readonly HistoryEvent[] = [],
): readonly HistoryEvent[] {
  const { issue } = snapshot;
  const [first, ...later] = issue.versions;
  const opened: HistoryEvent = {
    kind: "opened",
    id: issue.id,
    at: issue.createdAt,
    version: first ?? { id: issue.id, at: issue.createdAt, by: issue.author, body: issue.body },
  };
  const bodies = later.map(
    (version): HistoryEvent => ({ kind: "body", id: version.id, at: version.at, version }),
  );
  const eventsOf = commentEvents(snapshot, policy, partsOf);
  const items = issue.timeline.flatMap((item): readonly HistoryEvent[] =>
    item.kind === "comment" ? eventsOf(item) : [{ kind: "item", id: item.id, at: item.at, item }],
  );
  const people = (card?.item.edits ?? []).filter((edit) => isPerson(edit.by, policy, snapshot.me));
  const edits = people.map(
    (edit, index): HistoryEvent => ({
      kind: "edit",
      id: edit.id,
      at: edit.at,
      edit,
      before: people[index - 1],
    }),
  );
  const shown = new Set([...items, ...bodies, ...edits, ...others, opened].map((one) => one.id));
  const gone = (snapshot.ledger?.acts ?? [])
    .filter((judged) => !shown.has(judged.item))
    .map((judged): HistoryEvent => ({ kind: "gone", id: judged.item, at: judged.at, judged }));
  const all = [opened, ...bodies, ...items, ...edits, ...gone, ...others];
  // The sort is stable, so equal instants keep the order above.
  return all.toSorted((one, other) => one.at - other.at);
}
