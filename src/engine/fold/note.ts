// What changes an incident without anybody's judgement: the body's text, titles, assignees, labels, what a duplicate knew.
import { asFirstSaid, type Facts, fact, factsOf } from "../facts.ts";
import { named } from "../named.ts";
import { isOurs, isPerson } from "../own.ts";
import type { BodyVersion, CommentItem, LabelItem, RenamedItem } from "../snapshot/timeline.ts";
import { askForFact } from "./ask-for-time.ts";
import type { Draft } from "./draft.ts";
import type { HistoryEvent } from "./history-event.ts";
import { emit, resettleSeverity } from "./settle.ts";

/** What happened without anybody's judgement: the body's text, the title, who is assigned. */
export function note(draft: Draft, event: HistoryEvent): void {
  if (event.kind === "opened" || event.kind === "body") {
    draft.proposal = undefined;
    const { version, at } = event;
    const { facts, isGone } = factsOf(version.body, draft.ruling, at);
    const before = draft.form;
    const now = asFirstSaid(before, { facts: undecided(draft, facts), isGone });
    draft.form = now.facts;
    noteLost(draft, now.lost, version);
    // Whoever accepts what becomes public is shown it before.
    const waits = draft.management === "none" || draft.management === "waiting";
    if (draft.ruling.isForPublic && waits) draft.facts = draft.form;
    const cause = event.kind === "body" ? event.id : draft.snapshot.issue.id;
    for (const [id, one] of now.facts)
      if (before.get(id) !== one) askForFact(draft, id, one, { at, cause, by: version.by?.login });
    if (draft.management === "managed") resettleSeverity(draft, { at, cause, by: version.by?.login });
  }
  if (event.kind !== "item") return;
  const { item } = event;
  if (item.kind === "comment") takeOver(draft, item);
  if (item.kind === "labeled" || item.kind === "unlabeled") noteLabel(draft, item);
  if (item.kind === "renamed") noteTitle(draft, item);
  if (item.kind === "assigned") {
    draft.assignees.add(item.who);
    if (draft.management === "managed")
      emit(draft, { name: "assigned", at: item.at, cause: item.id, by: item.by?.login });
  }
  if (item.kind === "unassigned") draft.assignees.delete(item.who);
}

/** Which facts stand though the report has lost what said them; since when is told of the first version without. */
export function noteLost(draft: Draft, fields: readonly string[], { at, by }: BodyVersion): void {
  const known = draft.lost && fields.every((id) => draft.lost?.fields.includes(id)) ? draft.lost : undefined;
  const all = fields.length === draft.form.size;
  draft.lost =
    fields.length === 0 ? undefined : { at: known?.at ?? at, by: known ? known.by : by?.login, fields, all };
}

/** The title heads all that is said: of a report that was taken on, whoever reported it from outside changes it no more. */
function noteTitle(draft: Draft, { at, by, to }: RenamedItem): void {
  const isOutsiders = draft.acceptedBy !== undefined && by?.login === draft.reporter;
  if (isOutsiders) draft.history.push({ at, by: by?.login, what: "title-proposed", values: {} });
  else draft.title = to;
}

/** Whoever fills in a form needs no right to it, so that what somebody is to decide is not decided there. */
function undecided({ ruling }: Draft, facts: Facts): Facts {
  return new Map([...facts].filter(([id]) => ruling.policy.fields[id]?.by === undefined));
}

/**
 * Which labels people and other bots leave standing, the latest last. What we did to them does not count: when we came round to
 * it hangs on when we could look.
 */
function noteLabel({ labels, ruling, snapshot }: Draft, item: LabelItem): void {
  if (isOurs(item.by, ruling.policy, snapshot.me)) return;
  const key = item.label.toLowerCase();
  labels.delete(key);
  if (item.kind === "unlabeled") return;
  const byPerson = isPerson(item.by, ruling.policy, snapshot.me);
  labels.set(key, { name: item.label, by: item.by?.login, cause: item.id, byPerson });
}

/** A duplicate was closed in favour of this incident: what it knew fills what is not known here. */
function takeOver(draft: Draft, item: CommentItem): void {
  const [, from, id, facts] = item.marks?.find(({ kind }) => kind === "merged")?.words ?? [];
  if (from === undefined || id === undefined || facts === undefined) return;
  draft.merged.push(id);
  for (const [field, text] of Object.entries(readFacts(facts))) {
    const known = draft.ruling.policy.fields[field];
    if (known && !draft.facts.has(field))
      draft.said.set(field, fact(known, [text], draft.ruling.policy, item.at));
  }
  draft.history.push({ at: item.at, what: "merged", values: { from } });
  if (draft.management === "managed") resettleSeverity(draft, { at: item.at, cause: item.id });
}

function readFacts(text: string): Readonly<Record<string, string>> {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null) return {};
    return named(
      Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch (error) {
    // A hand may have changed the marker; the words above it still say what was known.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
