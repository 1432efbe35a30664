// Documents of an incident: asked for when they are due or a person wants one, brought up to date while they are written (D-8, H-26, H-30 to H-32).
import { type AskedFor, commandOf, type Document, documentId } from "../document.ts";
import { HOUR, type Instant, MINUTE, SECOND } from "../instant.ts";
import { isOfOneOwner, repositoryOf } from "../issue-ref.ts";
import type { WriteDocument } from "../leaving.ts";
import { isMoreOpen } from "../more-open.ts";
import { type IncidentSituation, together, type Wish } from "../situation.ts";
import type { Pull } from "../snapshot/pull.ts";
import { hash } from "../text/hash.ts";
import { markOf } from "../text/regions.ts";
import { inline, plainName, title } from "../text/safe.ts";
import type { Values } from "../wanted.ts";
import { whoHas } from "../who.ts";
import { approvalPart, digests, takesApprovals } from "./document-approval.ts";
import { copies } from "./document-copy.ts";
import { lateReviews } from "./document-late.ts";
import { tears } from "./document-torn.ts";
import { documentValues } from "./document-values.ts";
import {
  documentOf,
  isOpened,
  placeOf,
  pullOf,
  sightOf,
  slugOf,
  type WantedDocument,
  wantedSince,
} from "./document-wanted.ts";

/** What is wanted of each document and its redacted copy, as far as they are wanted themselves. */
export function documentWishes(here: IncidentSituation): Wish {
  return together(
    ...Object.values(here.ruling.policy.documents).flatMap((kind) => [
      wishOf({ kind, redacted: false }, here),
      wishOf({ kind, redacted: true }, here),
    ]),
  );
}

/** How long after its last commit a draft is left alone, so that an hour of news is not an hour of commits. */
const restsFor = 10 * MINUTE;
/** So long after it was handed in a draft may still be brought up to date. */
const handedInFor = MINUTE;
/** So long after it was opened it is looked for: what GitHub reads may lag behind what it wrote. */
const freshFor = 15 * SECOND;
/** Where no event tells of a pull request it is looked at so often. */
const looksEvery = HOUR;

function wishOf(wanted: WantedDocument, here: IncidentSituation): Wish {
  const pull = pullOf(wanted, here.incident.pulls);
  if (pull !== undefined)
    return together(
      upToDate(wanted, pull, here),
      { wants: tears(wanted, pull, placeOf(wanted, here).path) },
      { wants: lateReviews(wanted, pull, here) },
      copies(wanted, here),
    );
  const known = documentOf(wanted.kind.key, here);
  const from = isOpened(wanted, here) ? undefined : wantedSince(wanted, known, here);
  if (from === undefined) return together(copies(wanted, here), soon(wanted, here));
  if (from > here.now) return { wants: [], wakeAt: from };
  const effect = writing(wanted, here, { id: openingId(wanted, known, here) });
  if (effect === undefined) return { wants: [] };
  return together({ wants: [effect] }, copies(wanted, here, from));
}

/** What was opened just now is not in sight yet. */
const soon = (wanted: WantedDocument, here: IncidentSituation): Wish => ({
  wants: [],
  wakeAt: sightOf(wanted, here) === "fresh" ? here.now + freshFor : undefined,
});

/** Once in the incident's life; whoever asks by name has what failed tried anew. */
function openingId(
  { kind, redacted }: WantedDocument,
  known: Document,
  { incident }: IncidentSituation,
): string {
  const asked: AskedFor | undefined = redacted ? known.redacted : known.asked;
  const id = documentId(kind.key, incident.id, redacted);
  return asked === undefined ? id : `${id}/asked/${asked.cause}`;
}

/** The parts that nobody has touched, while it is written: under review nothing moves under the reviewers' eyes. */
function upToDate(wanted: WantedDocument, pull: Pull, here: IncidentSituation): Wish {
  if (pull.state !== "open") return { wants: [] };
  const look = here.now + looksEvery;
  const known = documentOf(wanted.kind.key, here);
  const { state, approvals } = known;
  const isHandedIn = !wanted.redacted && isJustHandedIn(known, pull, here);
  const isWritten = wanted.redacted ? pull.draft : state === "draft" || state === "changes" || isHandedIn;
  if (!isWritten || pull.text === undefined) return { wants: [], wakeAt: look };
  // What is said of a private incident is not written where everybody may read it.
  if (!wanted.redacted && isMoreOpen(pull, here.snapshot)) return { wants: [], wakeAt: look };
  const isApproved = !wanted.redacted && approvals.length > 0;
  if (isApproved && !takesApprovals(pull)) return { wants: [], wakeAt: look };
  const opening = documentId(wanted.kind.key, here.incident.id, wanted.redacted);
  const whole = writing(wanted, here, { id: opening, pull });
  // What was approved stays as it was: who approved it alone is added.
  const effect = isApproved && whole ? { ...whole, ...approvalAlone(whole, pull) } : whole;
  if (effect === undefined || effect.mark.slice(2).join() === markOf(pull.text).slice(2).join())
    return { wants: [], wakeAt: look };
  const restedAt = lastWritten(pull, here) + restsFor;
  if (restedAt > here.now && !isHandedIn) return { wants: [], wakeAt: restedAt };
  return { wants: [effect], wakeAt: look };
}

/** What was recorded since the last commit is still written when a draft is handed in, at once and never later: then it is under review. */
function isJustHandedIn(
  { state, since = 0, approvals }: Document,
  pull: Pull,
  here: IncidentSituation,
): boolean {
  const isNew = state === "submitted" && approvals.length === 0 && here.now < since + handedInFor;
  return isNew && lastWritten(pull, here) < since;
}

/** Of what would be written who approved it, with what the facts of the text that was approved came to. */
function approvalAlone(
  { mark: [kind = "", named = "", , approvals = ""] }: WriteDocument,
  { text = "" }: Pull,
): Pick<WriteDocument, "mark" | "parts"> {
  return { mark: [kind, named, markOf(text)[2] ?? "", approvals], parts: [approvalPart] };
}

/** By which address the text names its incident, where that is one of before it was transferred. */
function formerName(pull: Pull | undefined, { snapshot }: IncidentSituation): string | undefined {
  const [, named = ""] = markOf(pull?.text ?? "");
  const homes = snapshot.issue.timeline.flatMap((item) => (item.kind === "transferred" ? [item.from] : []));
  const isFormer = homes.some((home) => home.toLowerCase() === repositoryOf(named).toLowerCase());
  return isFormer && named !== snapshot.issue.ref ? named : undefined;
}

/** When we last wrote to it. */
function lastWritten(pull: Pull, { snapshot }: IncidentSituation): Instant {
  const own = pull.items.filter(({ kind, by }) => kind === "commit" && by?.login === snapshot.me);
  return Math.max(pull.createdAt, ...own.map(({ at }) => at));
}

/** The effect that opens a document, or brings it up to date; `undefined`: its place is another account's, where we write nothing. */
function writing(
  wanted: WantedDocument,
  here: IncidentSituation,
  { id, pull }: { readonly id: string; readonly pull?: Pull },
): WriteDocument | undefined {
  const { kind, redacted } = wanted;
  const { incident, snapshot } = here;
  const home = snapshot.repository.name;
  const place = placeOf(wanted, here);
  if (!isOfOneOwner(place.repository, home)) return undefined;
  const values = documentValues(kind, here, redacted);
  const come = digests(values);
  const named = redacted ? "-" : snapshot.issue.ref;
  const words = wordsOf(wanted, here);
  return {
    kind: "document",
    // Of the same head the same content is the same; whoever wrote meanwhile makes it another.
    id: pull === undefined ? id : `${id}/${hash(`${come.join(" ")} ${pull.head}`)}`,
    because:
      pull === undefined
        ? `The ${kind.title} is wanted, as a draft that people complete and review.`
        : "The record knows more by now than the draft says.",
    rule: `documents.${kind.key} ${kind.source}`.trim(),
    repeatable: true,
    ...place,
    pull: pull?.id,
    mark: [kind.key, named, ...come],
    formerly: formerName(pull, here),
    title: title(
      redacted
        ? `${kind.title}, redacted: ${slugOf(here, true)}`
        : `${kind.title}: ${closingNothing(incident.title)}`,
    ),
    template: kind.template,
    values,
    words: { template: "document-pull", values: words },
    message: { template: "document-commit", values: { ...words, opens: pull === undefined } },
    markers: [["of", incident.id, snapshot.issue.ref, "document", id]],
    home,
    private: !snapshot.repository.public && !redacted,
    reviewers: redacted ? [] : loginsOf(kind.reviewers, here),
    assignees: loginsOf(kind.owner === undefined ? [] : [kind.owner], here),
  };
}

/**
 * Somebody's words in a pull request, whose merge closes no issue by them: GitHub takes "closes #1" for that, in the text and in the
 * message of a squashed commit.
 */
const closingNothing = (text: string): string =>
  text.replace(
    /\b(close[sd]?|fix(?:e[sd])?|resolve[sd]?)(:?\s+)(?=(?:[\w.-]+\/[\w.-]+)?#\d|GH-\d|https?:\/\/)/giu,
    "$1$2the issue ",
  );

function wordsOf({ kind, redacted }: WantedDocument, here: IncidentSituation): Values {
  const { incident, snapshot, ruling } = here;
  const titles = (roles: readonly string[]): string =>
    roles.map((role) => inline(ruling.policy.roles[role]?.title ?? role)).join(" or ");
  return {
    document: kind.title,
    command: commandOf(kind.key),
    redacted,
    title: redacted ? "" : inline(closingNothing(incident.title), 200),
    incident: redacted ? "" : snapshot.issue.ref,
    slug: slugOf(here, redacted),
    path: placeOf({ kind, redacted }, here).path,
    reviewers: kind.reviewers.map((role) => inline(ruling.policy.roles[role]?.title ?? role)).join(", "),
    approvers: kind.approve.map(({ by, deputies, skippedAfter }) => ({
      by: titles(by),
      deputies: titles(deputies),
      after: titles(skippedAfter),
    })),
    owner: plainName(loginsOf(kind.owner === undefined ? [] : [kind.owner], here).join(", ")),
    source: kind.source,
  };
}

/** Accounts that hold one of these roles or have it by duty now. */
function loginsOf(roles: readonly string[], here: IncidentSituation): readonly string[] {
  const people = roles.flatMap((role) => whoHas([role], here, true).people);
  return [...new Set(people.flatMap((one) => (one.kind === "account" ? [one.login] : [])))];
}
