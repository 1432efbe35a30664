// What becomes of an incident's documents by their pull requests: events that clocks may hang on, and where each stands.
import { type DocumentStep, documentIn, noDocument, stateAfter, stepsOf } from "../document.ts";
import type { EventName } from "../events/table.ts";
import type { Incident } from "../incident.ts";
import { isOurs } from "../own.ts";
import type { Policy } from "../policy/model.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import type { Draft } from "./draft.ts";
import type { DocumentEvent } from "./history-event.ts";
import { emit } from "./settle.ts";

/** Pull requests that bring documents of this incident, with the effect that opened each: its ledger knows them. */
export function ownPulls({
  pulls = [],
  ledger,
}: Pick<IncidentSnapshot, "pulls" | "ledger">): Incident["pulls"] {
  if (pulls.length === 0) return [];
  const effects = new Map(Array.from(ledger?.created ?? [], ([effect, { id }]) => [id, effect]));
  return pulls.flatMap((pull) => {
    const effect = effects.get(pull.id) ?? "";
    return documentIn(effect) === undefined ? [] : [{ effect, pull }];
  });
}

/** What happened to the documents of a policy, by their pull requests. A redacted copy stops no clock. */
export function documentEvents(snapshot: IncidentSnapshot, policy: Policy): readonly DocumentEvent[] {
  return ownPulls(snapshot).flatMap(({ effect, pull }) => {
    const { key = "", redacted = true } = documentIn(effect) ?? {};
    if (redacted || policy.documents[key] === undefined) return [];
    const steps = stepsOf(pull, ({ by }) => isOurs(by, policy, snapshot.me));
    return steps.map((step): DocumentEvent => ({ kind: "document", document: key, ...step }));
  });
}

/** Takes one of them in: it is nobody's act here, and judged by nobody. */
export function noteDocument(draft: Draft, event: DocumentEvent): void {
  const { document, step, at, by, url, id } = event;
  const known = draft.documents.get(document) ?? noDocument(document);
  draft.documents.set(document, { ...known, state: stateAfter(step), since: at, by, url });
  if (draft.management !== "managed") return;
  const values = { document, role: "" };
  draft.history.push({ at, by, what: `document-${step}`, values, cause: id, url });
  const name = eventOf(step, document);
  if (name !== undefined) emit(draft, { name, at, cause: id, by });
}

function eventOf(step: DocumentStep, document: string): EventName | undefined {
  return step === "withdrawn" ? undefined : `${step}.${document}`;
}
