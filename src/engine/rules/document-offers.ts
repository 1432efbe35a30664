// What is offered to bring about an event of a document: what is done on its pull request where that is read, else the commands that would be taken.
import type { Document } from "../document.ts";
import { maySettle, openSteps, stepBy } from "../document-chain.ts";
import type { EventPattern } from "../events/table.ts";
import type { Party } from "../party.ts";
import type { DocumentKind } from "../policy/model.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Pull } from "../snapshot/pull.ts";
import type { Value } from "../wanted.ts";
import { documentOf, pullOf, sightOf } from "./document-wanted.ts";

/** What people do on a pull request, in the words of the template `deed`. */
interface PullDeed {
  readonly deed: "ready" | "ask" | "again" | "changes" | "merge" | "settle" | "reopen";
  readonly ref: string;
  readonly url: string;
}

/** One part of an answer: a command as it is typed, or what is done on a pull request. */
export type Offer = string | (PullDeed & { readonly [name: string]: Value });

/** An event of a document, the commands that say it, and who is asked for it. */
export interface WantedEvent {
  readonly pattern: EventPattern;
  readonly key: string;
  readonly commands: readonly string[];
  readonly asked: readonly Party[];
}

/** Nothing where there is nothing that any of those who are asked could do for it. */
export function offersOf(wanted: WantedEvent, here: IncidentSituation): readonly Offer[] {
  const kind = here.ruling.policy.documents[wanted.key];
  if (kind === undefined) return [];
  const its = { kind, redacted: false };
  const known = documentOf(wanted.key, here);
  const pull = pullOf(its, here.incident.pulls);
  const isHidden = sightOf(its, here) === "hidden";
  const { pattern, commands } = wanted;
  const isTyped =
    pattern === "opened.<document>"
      ? pull === undefined && !isHidden && (known.state === "none" || known.state === "asked")
      : pattern === "approved.<document>"
        ? (known.state !== "none" || isHidden) && mayApprove(wanted, kind, here)
        : pattern === "accepted.<document>" && known.state === "merged"
          ? mayAccept(wanted, kind, here)
          : pull?.state !== "open";
  if (isTyped) return commands;
  const deed = pull && deedOf(pattern, { kind, known, pull });
  return pull === undefined || deed === undefined ? [] : [{ deed, ref: pull.ref, url: pull.url }];
}

interface Seen {
  readonly kind: DocumentKind;
  readonly known: Document;
  readonly pull: Pull;
}

/** What is done on its pull request, as far as that brings it about. */
function deedOf(pattern: EventPattern, { kind, known, pull }: Seen): PullDeed["deed"] | undefined {
  if (pull.state === "closed") return pattern === "opened.<document>" ? "reopen" : undefined;
  if (pull.state === "merged") return undefined;
  const handedIn =
    known.state === "draft"
      ? pull.draft
        ? "ready"
        : "ask"
      : known.state === "changes"
        ? "again"
        : undefined;
  switch (pattern) {
    case "submitted.<document>":
      return handedIn === "again" ? undefined : handedIn;
    case "resubmitted.<document>":
      return handedIn === "again" ? handedIn : undefined;
    case "changes.<document>":
      return "changes";
    case "accepted.<document>":
      // The first of what is still to come.
      if (handedIn !== undefined) return handedIn;
      return known.requests.length > 0 || openSteps(kind, known).length > 0 ? "settle" : "merge";
    default:
      return undefined;
  }
}

/** May any of those who are asked take a step of its chain now, or say that what they asked for is there? */
function mayApprove({ asked }: WantedEvent, kind: DocumentKind, here: IncidentSituation): boolean {
  const known = documentOf(kind.key, here);
  return loginsOf(asked).some(
    (login) =>
      stepBy(login, { kind, known }, situated(here))?.early === false ||
      known.requests.some(({ by }) => by?.toLowerCase() === login.toLowerCase()),
  );
}

function mayAccept({ asked }: WantedEvent, kind: DocumentKind, here: IncidentSituation): boolean {
  const known = documentOf(kind.key, here);
  return loginsOf(asked).some(
    (login) =>
      stepBy(login, { kind, known }, situated(here)) !== undefined ||
      (known.requests.length > 0 && maySettle(login, kind, situated(here))),
  );
}

const situated = ({ ruling, incident, now }: IncidentSituation) => ({
  ...{ ruling, roles: incident.roles, at: now },
});

const loginsOf = (people: readonly Party[]): readonly string[] =>
  people.flatMap((one) => (one.kind === "account" ? [one.login] : []));
