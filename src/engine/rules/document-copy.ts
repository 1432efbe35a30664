// Where nobody can open a pull request: the document is shown in one comment for copying, kept up to date in place, with what is missing.
import { commandOf } from "../document.ts";
import type { OwnComment } from "../incident.ts";
import { type Instant, MINUTE } from "../instant.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { hash } from "../text/hash.ts";
import { documentValues } from "./document-values.ts";
import { documentOf, isOpened, placeOf, pullOf, type WantedDocument } from "./document-wanted.ts";

const topic = "document-copy";
/** A run of the Action that may open it takes a while to begin. */
const waitsFor = 15 * MINUTE;

/** The comment with the document; `from`: since when it is wanted and not opened. Once it was opened the comment says where. */
export function copies(wanted: WantedDocument, here: IncidentSituation, from?: Instant): Wish {
  const { kind, redacted } = wanted;
  const { incident, snapshot, reach } = here;
  const id = `${topic}/${kind.key}.${incident.id}${redacted ? ".redacted" : ""}`;
  const own = incident.own.find(({ markers }) => markers.some(isOf(id)));
  const opened = isOpened(wanted, here) ? (pullOf(wanted, incident.pulls)?.url ?? "elsewhere") : "";
  const isWaiting = from !== undefined && !reach.can.has("documents");
  if (own === undefined && (!isWaiting || opened !== "")) return { wants: [] };
  if (own !== undefined && !isWaiting && opened === "") return { wants: [] };
  // What was approved stays as it was.
  const isApproved = !redacted && documentOf(kind.key, here).approvals.length > 0;
  if (own !== undefined && isApproved && opened === "") return { wants: [] };
  const values = {
    ...(opened === "" && documentValues(kind, here, redacted)),
    document: kind.title,
    ...{
      command: redacted ? "" : commandOf(kind.key),
      redacted,
      opened: opened === "elsewhere" ? "" : opened,
      isOpened: opened !== "",
    },
    ...placeOf(wanted, here),
    source: kind.source,
    name: kind.template,
  };
  const digest = hash(JSON.stringify(values));
  if (own?.markers.some((marker) => isOf(id)(marker) && marker.words[1] === digest)) return { wants: [] };
  const asked = redacted ? documentOf(kind.key, here).redacted : documentOf(kind.key, here).asked;
  // Who asks for it by name waits for an answer.
  const at = from === undefined || asked !== undefined ? undefined : from + waitsFor;
  return {
    wants: [
      {
        id: own === undefined ? id : `${id}/${digest}`,
        ids: [id],
        topic,
        on: snapshot.issue.id,
        ...(at !== undefined && { at }),
        asks: [],
        silenced: false,
        counts: true,
        edits: own?.item.id,
        details: [digest],
        say: () => ({
          because: "Nobody here can open a pull request, so that the document is shown for copying.",
          rule: `documents.${kind.key} ${kind.source}`.trim(),
          template: "document-copy",
          values,
        }),
      },
    ],
  };
}

function isOf(id: string): (marker: OwnComment["markers"][number]) => boolean {
  return ({ kind, words }) => kind === topic && words[0] === id;
}
