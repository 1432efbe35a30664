// What happened to an issue, in words: one line an event, labels of one moment together.
import type { TimelineFacts } from "../sight-timeline.ts";
import { hrefOf, label, person } from "./bits.ts";
import { type Html, type HtmlPart, html } from "./html.ts";
import type { Visit } from "./site.ts";
import { when } from "./when.ts";

type Said = Extract<TimelineFacts, { readonly kind: "Comment" | "Review" }>;
type Event = Exclude<TimelineFacts, Said>;

/** Events that stand in one line: by one actor, close together, all about labels. */
export interface EventGroup {
  readonly kind: "events";
  readonly events: readonly Event[];
}

/** An entry of a timeline as a page shows it. */
export type TimelineEntry = EventGroup | Said;

const together = 60_000;

const isLabel = (event: Event): boolean => event.kind === "LabeledEvent" || event.kind === "UnlabeledEvent";

/** GitHub writes a closing behind every merge. */
const isMerge = (entry: TimelineEntry | undefined): boolean =>
  entry?.kind === "events" && entry.events[0]?.kind === "MergedEvent";

/** A timeline with the label events of one moment gathered; what is said elsewhere on the page is left out. */
export function entries(timeline: readonly TimelineFacts[]): readonly TimelineEntry[] {
  const found: TimelineEntry[] = [];
  for (const item of timeline) {
    if (item.kind === "Comment" || item.kind === "Review") {
      found.push(item);
      continue;
    }
    const last = found.at(-1);
    if (item.kind === "MarkedAsDuplicateEvent" || (item.kind === "ClosedEvent" && isMerge(last))) continue;
    const first = last?.kind === "events" ? last.events[0] : undefined;
    const joins =
      first !== undefined &&
      isLabel(first) &&
      isLabel(item) &&
      first.by === item.by &&
      item.at - first.at < together;
    if (last?.kind === "events" && joins)
      found[found.length - 1] = { kind: "events", events: [...last.events, item] };
    else found.push({ kind: "events", events: [item] });
  }
  return found;
}

const issue = (ref: string): Html => html`<a href="${hrefOf(ref)}">${ref}</a>`;

function labelWords(visit: Visit, repo: string, events: readonly Event[]): HtmlPart {
  const named = (kind: Event["kind"]): readonly Html[] =>
    events.filter((event) => event.kind === kind).map((event) => html`${label(visit, repo, event.about)} `);
  const on = named("LabeledEvent");
  const off = named("UnlabeledEvent");
  return [on.length > 0 && html`added ${on}`, off.length > 0 && html`removed ${off}`];
}

function words(event: Event): HtmlPart {
  const { about } = event;
  switch (event.kind) {
    case "AssignedEvent":
      return html`assigned ${person(about)}`;
    case "UnassignedEvent":
      return html`unassigned ${person(about)}`;
    case "ClosedEvent":
      return about === "" ? "closed this" : `closed this as ${about.replace("_", " ")}`;
    case "PinnedEvent":
      return "pinned this";
    case "UnpinnedEvent":
      return "took the pin off this";
    case "ReopenedEvent":
      return "opened this again";
    case "RenamedTitleEvent":
      return html`changed the title to <b>${about}</b>`;
    case "CommentDeletedEvent":
      return html`deleted a comment of ${person(about)}`;
    case "SubIssueAddedEvent":
      return html`added ${issue(about)} under this`;
    case "SubIssueRemovedEvent":
      return html`took ${issue(about)} away from under this`;
    case "ParentIssueAddedEvent":
      return html`put this under ${issue(about)}`;
    case "ParentIssueRemovedEvent":
      return html`took this away from under ${issue(about)}`;
    case "IssueFieldAddedEvent":
    case "IssueFieldChangedEvent":
      return html`set a field to <b>${about}</b>`;
    case "IssueFieldRemovedEvent":
      return "emptied a field";
    case "BlockedByAddedEvent":
      return html`marked this as blocked by ${issue(about)}`;
    case "BlockedByRemovedEvent":
      return html`took back that this is blocked by ${issue(about)}`;
    case "BlockingAddedEvent":
      return html`marked this as blocking ${issue(about)}`;
    case "BlockingRemovedEvent":
      return html`took back that this is blocking ${issue(about)}`;
    case "CrossReferencedEvent":
      return html`mentioned this in ${issue(about)}`;
    case "MarkedAsDuplicateEvent":
    case "UnmarkedAsDuplicateEvent":
      return html`said that this is ${event.kind === "UnmarkedAsDuplicateEvent" && "not "}a duplicate of ${issue(about)}`;
    case "Push":
      return html`committed <b>${about.split("\n")[0] ?? ""}</b> <code>${event.commit.oid.slice(0, 7)}</code>`;
    case "ReadyForReviewEvent":
      return "said that this is ready for review";
    case "ConvertToDraftEvent":
      return "made this a draft again";
    case "ReviewRequestedEvent":
      return html`asked ${person(about)} for a review`;
    case "ReviewRequestRemovedEvent":
      return html`asked ${person(about)} for no review any more`;
    case "ReviewDismissedEvent":
      return `dismissed a review: ${about}`;
    case "MergedEvent":
      return html`merged this into <code>${about}</code>`;
    case "HeadRefDeletedEvent":
      return html`deleted the branch <code>${about}</code>`;
    case "LabeledEvent":
    case "UnlabeledEvent":
      return "";
  }
}

/** One line for a group of events. */
export function eventLine(visit: Visit, repo: string, { events }: EventGroup): Html {
  const [first] = events;
  if (first === undefined) return html``;
  const said = isLabel(first) ? labelWords(visit, repo, events) : words(first);
  return html`<li class="event"><p>${person(first.by)} ${said} <span class="meta">${when(first.at, visit.now)}</span></p></li>`;
}
