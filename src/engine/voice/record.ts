// What was said so far, and whom it mentioned: by the hidden marks of our comments, and by what the ledger remembers of them.
import type { OwnComment } from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { IncidentSnapshot, Snapshot } from "../snapshot.ts";
import type { Marker } from "../text/marker.ts";

/** Marks that say something else of a comment than what was said with it. */
const notSpeech: ReadonlySet<string> = new Set([
  "card",
  "mentions",
  "merged",
  "of",
  "actions",
  "known-problems",
  "acked",
  "called",
  "up",
  "notice-state",
  "notice-go",
  "notice-sent",
  "notice-told",
]);

/** Where the record of speech is kept: comments in sight, and what the ledger remembers of those that are gone. */
export interface Remembered {
  readonly own: readonly OwnComment[];
  /** Ids that were said → when; empty where there is no ledger. */
  readonly sent: ReadonlyMap<string, Instant>;
}

/** What was said on an incident, in sight or remembered by its ledger, and the answers to commands on its review and its actions. */
export function rememberedOf(
  { ledger, children }: Pick<IncidentSnapshot, "ledger" | "children">,
  own: readonly OwnComment[],
): Remembered {
  return { own, sent: new Map([...onChildren(children), ...(ledger?.sent ?? [])]) };
}

/** What we said on its review and in the issues of its actions, as long as it is in sight there. */
function onChildren(children: IncidentSnapshot["children"]): readonly (readonly [string, Instant])[] {
  return children.flatMap(({ comments }) =>
    comments.flatMap(({ marks = [], at }) =>
      idsIn(marks)
        .filter(isSaidElsewhere)
        .map((id) => [id, at] as const),
    ),
  );
}

/** The ids of what a comment says; each has a slash, which no other word of these marks has. */
export function idsIn(markers: readonly Marker[]): readonly string[] {
  return markers.flatMap(({ kind, words }) =>
    notSpeech.has(kind) ? [] : words.filter((word) => word.includes("/")),
  );
}

/** The kinds of speech that a comment is; one that answers together has one. */
export function topicsOf(own: OwnComment): readonly string[] {
  return own.markers.flatMap(({ kind }) => (notSpeech.has(kind) ? [] : [kind]));
}

/** Everything that was said with when: in the ledger's words, else by the first comment that says it. */
export function saidAt({ own, sent }: Remembered): ReadonlyMap<string, Instant> {
  const found = new Map(sent);
  for (const { item, markers } of own)
    for (const id of idsIn(markers)) found.set(id, Math.min(item.at, found.get(id) ?? item.at));
  return found;
}

/** Everything that was said: remembered, in sight, or written by this process a moment ago. */
export function saidIds(remembered: Remembered, { recent }: Pick<Snapshot, "recent">): ReadonlySet<string> {
  return new Set([...saidAt(remembered).keys(), ...recent.keys()]);
}

/** Whom a comment mentions, by its mark. */
function mentionsOf({ markers }: OwnComment): readonly string[] {
  return markers.flatMap(({ kind, words }) => (kind === "mentions" ? words : []));
}

/** Does a comment mention somebody, however the login is spelled? */
export function isMentionedIn(own: OwnComment, login: string): boolean {
  return mentionsOf(own).some((name) => name.toLowerCase() === login.toLowerCase());
}

/** When each person was last mentioned here, by the ledger and by what our comments say of themselves. */
export function mentionsIn(
  own: readonly OwnComment[],
  remembered: ReadonlyMap<string, Instant> = new Map(),
): ReadonlyMap<string, Instant> {
  const last = new Map(remembered);
  for (const one of own)
    for (const login of mentionsOf(one)) last.set(login, Math.max(last.get(login) ?? 0, one.item.at));
  return last;
}

/** Topics of which nothing counts against the ceilings of comments: answers to commands, drafts and lists, which ask nobody, and what is said on another issue. */
const uncounted: ReadonlySet<string> = new Set([
  "answer",
  "document-late",
  "document-torn",
  "known-problems",
  "notice",
  "retro-gaps",
]);
/** The same of what is said on another issue and remembered here alone, with when somebody was given the review. */
const saidElsewhere = [
  "document-late",
  "document-torn",
  "duplicate",
  "retro-answer",
  "retro-gaps",
  "retro-owner",
] as const;
/** Is it remembered by this record alone, since this history does not show it? */
export function isSaidElsewhere(id: string): boolean {
  return saidElsewhere.some((first) => id.startsWith(`${first}/`));
}
/** The first of the two words of ids of what is said on another issue. */
const elsewhere: ReadonlySet<string> = new Set(["actions", ...saidElsewhere]);
const lineTopic = "ceiling";

/** A comment that counts: when it was written, and whether it was the line that says that a ceiling is reached. */
export interface Counted {
  readonly at: Instant;
  readonly line: boolean;
}

/** When our counted comments were written, oldest first; deleted ones count by the ledger, unseen ones as just now. */
export function countedIn(
  { own, sent }: Remembered,
  { recent, said }: Pick<Snapshot, "recent" | "said">,
  now: Instant,
): readonly Counted[] {
  const shown = own
    .filter(({ markers }) => !markers.some(({ kind }) => uncounted.has(kind)))
    .map(({ item, markers }) => ({ at: item.at, line: markers.some(({ kind }) => kind === lineTopic) }));
  const seen = new Set(own.flatMap(({ markers }) => markers.flatMap(({ words }) => words)));
  const gone = [...sent]
    .filter(([id]) => !seen.has(id) && isCounted(id))
    .map(([id, at]) => ({ at, line: topicOf(id) === lineTopic }));
  const comments = new Set(own.map(({ item }) => item.id));
  const unseen = said
    .filter((id) => !comments.has(recent.get(id) ?? "") && !sent.has(id) && isCounted(id))
    .map((id) => ({ at: now, line: topicOf(id) === lineTopic }));
  return [...shown, ...gone, ...unseen].toSorted((one, other) => one.at - other.at);
}

/** A clock may have such a name: what it says has longer ids. */
function isCounted(id: string): boolean {
  const [first = "", ...more] = id.split("/");
  if (first === "notice") return more.length !== 2;
  return more.length !== 1 || !(uncounted.has(first) || elsewhere.has(first));
}

function topicOf(id: string): string {
  return id.split("/")[0] ?? "";
}

/** The mark and the id of the line that says that a ceiling is reached, where this would have been said. */
export function lineOf(id: string): { readonly topic: string; readonly id: string } {
  return { topic: lineTopic, id: `${lineTopic}/${id}` };
}
