// What the record says otherwise than when the text of a document was written last: answers, times, severity and title that were corrected, and comments that were edited.
import type { Document } from "../document.ts";
import { knownOf } from "../document-known.ts";
import type { Instant } from "../instant.ts";
import { isMoreOpen } from "../more-open.ts";
import { judgedIn } from "../part-id.ts";
import type { DocumentKind } from "../policy/model.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Pull } from "../snapshot/pull.ts";
import { inline } from "../text/safe.ts";
import type { Value } from "../wanted.ts";
import { wordsIn } from "./history-words.ts";

/**
 * One entry for each thing that was known then and is another now, or was asked for in its header and is answered by now; what came later
 * is no correction. All of it is in the record that is read anyway: what the file says is not looked at.
 */
export function correctedSince(
  { header }: Pick<DocumentKind, "header">,
  { state, knownThen: then, approvals }: Document,
  pull: Pull | undefined,
  here: IncidentSituation,
): readonly Value[] {
  if (state === "closed" || then === undefined) return [];
  const isWritten = state === "draft" || state === "changes";
  // It is brought up to date by itself.
  if (isWritten && approvals.length === 0 && mayFollow(pull, here)) return [];
  const now = knownOf(here.incident);
  const edited = editedAfter(then.at, here);
  return [
    ...(then.title === now.title ? [] : [{ what: "title" }]),
    ...(then.severity !== undefined && then.severity !== now.severity ? [{ what: "severity" }] : []),
    ...momentsIn(then, now),
    ...answersIn(
      header.map(({ field }) => field),
      { then, now },
      here,
    ),
    ...(edited > 0 ? [{ what: "comments", count: edited }] : []),
  ];
}

type Known = ReturnType<typeof knownOf>;

/** Is there a text that we bring up to date? */
export function mayFollow(pull: Pull | undefined, { snapshot }: IncidentSituation): boolean {
  return pull?.state === "open" && !isMoreOpen(pull, snapshot);
}

function momentsIn(then: Known, now: Known): readonly Value[] {
  return [...then.moments].flatMap(([moment, at]) =>
    now.moments.get(moment) === at ? [] : [{ what: "moment", moment }],
  );
}

function answersIn(
  header: readonly string[],
  { then, now }: { readonly then: Known; readonly now: Known },
  { ruling }: IncidentSituation,
): readonly Value[] {
  return Object.values(ruling.policy.fields).flatMap(({ id, title, type }) => {
    // What a severity follows from is told with that.
    if (type === "severity") return [];
    const [before, after] = [then.facts.get(id), now.facts.get(id)];
    const isSame = before?.text === after?.text && before?.at === after?.at;
    if (isSame || (before === undefined && !header.includes(id))) return [];
    return [{ what: "answer", title: inline(title, 80) }];
  });
}

/** How many comments that the record quotes were edited after it, so that they say another thing. */
function editedAfter(since: Instant, here: IncidentSituation): number {
  const edited = new Set(
    here.snapshot.issue.timeline.flatMap((item) =>
      item.kind === "comment" && (item.editedAt ?? 0) > since && item.at <= since ? [item.id] : [],
    ),
  );
  if (edited.size === 0) return 0;
  const said = here.incident.history.filter(({ what }) => !what.startsWith("document-"));
  return [...edited].filter((id) =>
    said.some(
      (entry) =>
        judgedIn(entry.values.item ?? entry.cause ?? "") === id && wordsIn(entry, here).edited === true,
    ),
  ).length;
}
