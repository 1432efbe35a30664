// What is said on a document's pull request where a review asks for changes after it was accepted: that it stays so, and how it is changed.
import { commandOf, type Document, type DocumentDeed } from "../document.ts";
import { isMoreOpen } from "../more-open.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Pull } from "../snapshot/pull.ts";
import { plainName } from "../text/safe.ts";
import { dayTime } from "../time.ts";
import type { Message } from "../voice/message.ts";
import { documentOf, placeOf, type WantedDocument } from "./document-wanted.ts";

/** Said once for an acceptance, however many ask after it; those stand in the history, and on the card until they are answered. */
export function lateReviews(wanted: WantedDocument, pull: Pull, here: IncidentSituation): readonly Message[] {
  const { kind, redacted } = wanted;
  const known = documentOf(kind.key, here);
  const { first, requests = [] } = known.late ?? {};
  if (redacted || known.state !== "accepted" || first === undefined || requests.length === 0) return [];
  return [
    {
      id: `document-late/${pull.id}.${first.cause}`,
      topic: "document-late",
      on: pull.id,
      asks: [],
      silenced: false,
      counts: false,
      say: () => ({
        because: "Changes were asked for after the document was accepted.",
        rule: `documents.${kind.key}`,
        template: "document-late",
        values: valuesOf(known, first, { wanted, pull, here }),
      }),
    },
  ];
}

function valuesOf(
  { since, by = "" }: Document,
  first: DocumentDeed,
  {
    wanted,
    pull,
    here,
  }: { readonly wanted: WantedDocument; readonly pull: Pull; readonly here: IncidentSituation },
) {
  const { zone } = here.ruling.policy.incidents;
  const { key, title, approve } = wanted.kind;
  return {
    ...{
      document: title,
      command: commandOf(key),
      incident: isMoreOpen(pull, here.snapshot) ? "" : here.snapshot.issue.ref,
    },
    at: since === undefined ? "" : dayTime(since, zone),
    by: plainName(by),
    lateBy: plainName(first.by ?? ""),
    url: first.url ?? "",
    path: placeOf(wanted, here).path,
    chain: approve.length > 0,
  };
}
