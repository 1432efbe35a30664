// What an edit says besides what was carried out: facts, entries and when the next update comes. All else of it stays as it was judged.
import type { Act, ActOf } from "../act.ts";
import { named } from "../named.ts";
import { type Judgement, refuse } from "./situation.ts";

/** What was carried out, and what the words as they are now come to: `asThen` as if they had been said like that at once, `now` said now. */
export interface Reread {
  readonly before: readonly Act[];
  readonly asThen: readonly Act[];
  readonly now: readonly Act[];
  /** No update was given since: what it promises of the next still counts. */
  readonly isLatest: boolean;
}

/** The acts that an edit adds. Words where there were none are an update; a time that says the same when it is read anew is no other. */
export function added({ before, asThen, now, isLatest }: Reread): readonly Act[] {
  const marks = new Set(addedNotes(before, asThen).map(({ mark }) => mark));
  const notes = now.filter((act) => act.kind === "note" && marks.has(act.mark));
  const update = now.find(isUpdate);
  const [was, is] = [before.findLast(promises), asThen.findLast(promises)];
  const isMoved = isLatest && is && (is.next !== was?.next || is.unclear?.text !== was?.unclear?.text);
  const known = fieldsOf(before);
  const fields = Object.entries(fieldsOf(asThen)).filter(([id, value]) => known[id] !== value);
  if (update !== undefined && !before.some(isUpdate)) return [update, ...notes];
  if (!isMoved && fields.length === 0) return notes;
  const promise =
    isMoved && update ? { next: update.next, ...(update.unclear && { unclear: update.unclear }) } : {};
  return [
    { kind: "update", nothingNew: false, ...promise, fields: named(fields), noted: true, added: true },
    ...notes,
  ];
}

/** Do two readings of a command come to the same but for what an edit may add, and for how its reason is spelled? */
export function saysTheSame(before: readonly Act[], asThen: readonly Act[]): boolean {
  const [one, other] = [before, asThen].map((acts) =>
    JSON.stringify(
      acts.flatMap((act) =>
        isUpdate(act) || (act.kind === "note" && act.mark) ? [] : { ...act, fields: 0 },
      ),
      (key, value: unknown) => (inWords.has(key) ? typeof value : unsaid.has(key) ? undefined : value),
    ),
  );
  return one === other;
}

/** A line that was carried out with other words: which of the two is meant only its author can say. */
export function saysOtherwise(command: string, line: string): Judgement {
  return refuse("edited", { command, text: line });
}

const inWords: ReadonlySet<string> = new Set(["because", "words", "statement"]);
/** What of an act hangs on how things stand then, not on its line. */
const unsaid: ReadonlySet<string> = new Set(["said", "lifts"]);

/** Entries whose lines are others than those that were judged, but for those of which only the words changed. */
function addedNotes(before: readonly Act[], asThen: readonly Act[]): readonly ActOf<"note">[] {
  const known = before.filter(isNote);
  const gone = known.filter(({ mark }) => !asThen.some((act) => isNote(act) && act.mark === mark));
  return asThen.filter(isNote).filter(({ mark, type, when }) => {
    if (mark === undefined || known.some((one) => one.mark === mark)) return false;
    const at = gone.findIndex((one) => one.type === type && one.when === when);
    if (at >= 0) gone.splice(at, 1);
    return at < 0;
  });
}

const isNote = (act: Act): act is ActOf<"note"> => act.kind === "note";

const isUpdate = (act: Act): act is ActOf<"update"> => act.kind === "update";

const promises = (act: Act): act is ActOf<"update"> => isUpdate(act) && Boolean(act.next ?? act.unclear);

/** The facts that acts give; of several for one the last counts. */
function fieldsOf(acts: readonly Act[]): Readonly<Record<string, string>> {
  return named(acts.flatMap((act) => ("fields" in act ? Object.entries(act.fields ?? {}) : [])));
}
