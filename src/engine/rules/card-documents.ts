// The documents on the card: where each stands and is found, what is missing for it, and whose turn it is to approve (H-26, H-30).

import type { Outgoing } from "../delivery.ts";
import { commandOf, type Document, type DocumentDeed } from "../document.ts";
import { insteadOf, nextStep, rolesNow, skippedSteps } from "../document-chain.ts";
import { isEarly } from "../document-course.ts";
import { isOfOneOwner } from "../issue-ref.ts";
import { isMoreOpen } from "../more-open.ts";
import type { DocumentKind } from "../policy/model.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Pull } from "../snapshot/pull.ts";
import { readRegions } from "../text/regions.ts";
import { plainName } from "../text/safe.ts";
import type { Value, Values } from "../wanted.ts";
import type { CardTimes } from "./card-times.ts";
import { approvedInWords, changedAfter, isOutdated, rolesInWords } from "./document-approval.ts";
import { correctedSince, mayFollow } from "./document-corrected.ts";
import { documentValues } from "./document-values.ts";
import {
  documentOf,
  isOpened,
  placeOf,
  pullOf,
  sightOf,
  type WantedDocument,
  wantedSince,
} from "./document-wanted.ts";

/** One line for each document of which there is anything to say; nothing where there is none. */
export function documentsOnCard(here: IncidentSituation, { waiting }: Outgoing, times: CardTimes): Values {
  if (here.incident.management !== "managed") return {};
  const lines = Object.values(here.ruling.policy.documents).flatMap((kind) => [
    ...lineOf({ kind, redacted: false }, here, { waiting, times }),
    ...lineOf({ kind, redacted: true }, here, { waiting, times }),
  ]);
  return lines.length === 0 ? {} : { documents: lines };
}

interface Around extends Pick<Outgoing, "waiting"> {
  readonly times: CardTimes;
}

function lineOf(
  wanted: WantedDocument,
  here: IncidentSituation,
  { waiting, times }: Around,
): readonly Value[] {
  const { kind, redacted } = wanted;
  const known = documentOf(kind.key, here);
  const pull = pullOf(wanted, here.incident.pulls);
  const opened = isOpened(wanted, here);
  const sight = sightOf(wanted, here);
  const place = placeOf(wanted, here);
  const waits = waiting.some(
    (effect) =>
      effect.kind === "document" && effect.branch === place.branch && effect.repository === place.repository,
  );
  const hasWord = !redacted && known.state !== "none" && known.state !== "asked";
  const home = here.snapshot.repository.name;
  const isForeign =
    !opened && wantedSince(wanted, known, here) !== undefined && !isOfOneOwner(place.repository, home);
  if (!opened && !waits && !hasWord && !isForeign) return [];
  const state = redacted ? stateOf(pull) : known.state;
  const approved = sinceApproval(kind, known, { here, times, pull });
  return [
    {
      title: kind.title,
      // Of the copy nothing is said by a command: those are about the document itself.
      ...{ command: redacted ? "" : commandOf(kind.key), redacted, waits: waits && !opened },
      foreign: isForeign,
      ...{ hidden: opened && sight === "hidden", fresh: opened && sight === "fresh" },
      repository: place.repository,
      url: pull?.url ?? "",
      state: state === "none" || state === "asked" ? "" : state,
      at: redacted || known.since === undefined ? "" : times.was(known.since),
      by: redacted ? "" : plainName(known.by ?? ""),
      ...partsOf(pull),
      ...(redacted
        ? {}
        : {
            requests: requestsOf(known, times),
            // Where what was approved is another by now that says it all.
            corrected: approved.outdated ? [] : correctedSince(kind, known, pull, here),
            written: writtenInWords(known, times),
            follows: mayFollow(pull, here),
            merged: pull?.state === "merged",
            open: pull?.state === "open" && isMoreOpen(pull, here.snapshot),
            path: place.path,
            late: lateOf(known, times),
            approval: mayBeApproved(known, sight) ? approvals(kind, known, { here, times }) : undefined,
            ...approved,
          }),
    },
  ];
}

/** Is there a text, and is it still to be had? Only then somebody's approval is looked for. */
function mayBeApproved({ state }: Document, sight: ReturnType<typeof sightOf>): boolean {
  return state === "none" || state === "asked" ? sight === "hidden" : state !== "closed";
}

function stateOf(pull: Pull | undefined): string {
  if (pull === undefined) return "";
  if (pull.state === "merged") return "accepted";
  if (pull.state === "closed") return "closed";
  return pull.draft ? "draft" : "submitted";
}

/** How many parts are people's by now, and how many can't be kept up to date as they stand. */
function partsOf(pull: Pull | undefined): Values {
  if (pull?.text === undefined || pull.state !== "open") return { theirs: 0, torn: 0 };
  const { regions, torn } = readRegions(pull.text);
  return { theirs: regions.filter(({ touched }) => touched).length, torn: torn.length };
}

/** Requests for changes that stand over a merge. */
function requestsOf({ state, requests }: Document, times: CardTimes): readonly Value[] {
  return state === "merged" ? requestsInWords(requests, times) : [];
}

/** Requests for changes after it was accepted that stand. */
function lateOf({ state, late }: Document, times: CardTimes): readonly Value[] {
  return state === "accepted" ? requestsInWords(late?.requests ?? [], times) : [];
}

function requestsInWords(requests: readonly DocumentDeed[], times: CardTimes): readonly Value[] {
  return requests.map(({ by = "", at, url = "" }): Value => ({ by: plainName(by), at: times.was(at), url }));
}

/** Of when the text is, and whose deed that was. */
function writtenInWords({ knownThen: then }: Document, times: CardTimes): Value {
  return then && { by: then.by, at: times.was(then.at) };
}

/** What became of the text that was approved since: a commit of somebody, and whether the record says another thing by now. */
function sinceApproval(
  kind: DocumentKind,
  known: Document,
  {
    here,
    times,
    pull,
  }: { readonly here: IncidentSituation; readonly times: CardTimes; readonly pull: Pull | undefined },
): Values {
  if (pull === undefined || known.approvals.length === 0) return { changed: undefined, outdated: false };
  const commit = changedAfter(known, pull, here.snapshot.me);
  return {
    changed: commit && { by: plainName(commit.by?.login ?? ""), at: times.was(commit.at) },
    // What was handed in elsewhere once it was merged is not in its pull request.
    outdated:
      known.state !== "accepted" &&
      (pull.state === "open" || known.state === "merged") &&
      isOutdated(documentValues(kind, here, false), known, pull.text),
  };
}

/** Who approves next, how many steps of the chain were taken, and who took each when; nothing where it has no chain. */
function approvals(
  kind: DocumentKind,
  known: Document,
  { here, times }: { readonly here: IncidentSituation; readonly times: CardTimes },
): Values | undefined {
  const { incident, ruling, now } = here;
  if (kind.approve.length === 0) return undefined;
  const index = nextStep(kind, known);
  const step = kind.approve[index];
  const turn = step === undefined ? [] : rolesNow(step, known, { ruling, roles: incident.roles, at: now });
  return {
    taken: index,
    of: kind.approve.length,
    next: rolesInWords(turn, ruling),
    instead: step === undefined ? "" : rolesInWords(insteadOf(step, turn[0] ?? ""), ruling),
    away: known.away.map((role) => rolesInWords([role], ruling)).join(" and "),
    skipped: skippedSteps(kind, known).map((one) => rolesInWords(kind.approve[one]?.by ?? [], ruling)),
    given: known.approvals.map(
      (one): Value => ({
        ...approvedInWords(one, kind, { ruling, at: times.was(one.at) }),
        early: isEarly(one, known),
      }),
    ),
  };
}
