// Which documents of an incident are wanted, where each stands, and whether it was opened: asked by the rule, its comments and the card.
import { settledFacts } from "../condition.ts";
import { type Document, documentIn, noDocument } from "../document.ts";
import { holds } from "../facts.ts";
import type { Instant } from "../instant.ts";
import { repositoryOf } from "../issue-ref.ts";
import type { CreatedRecord } from "../ledger.ts";
import type { DocumentKind, DocumentPlace } from "../policy/model.ts";
import { exemptBy } from "../review.ts";
import { settledOf } from "../severity/settled.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Pull } from "../snapshot/pull.ts";
import { wantedFrom } from "../task.ts";
import { shortHash } from "../text/hash.ts";
import { local } from "../time.ts";

/** A document, or its redacted copy. */
export interface WantedDocument {
  readonly kind: DocumentKind;
  readonly redacted: boolean;
}

/** What is known of a document of this key. */
export function documentOf(key: string, { incident }: Pick<IncidentSituation, "incident">): Document {
  return incident.documents.find(({ kind }) => kind === key) ?? noDocument(key);
}

/** Its pull request, where we may see it. */
export function pullOf(
  { kind, redacted }: WantedDocument,
  pulls: IncidentSituation["incident"]["pulls"],
): Pull | undefined {
  return pulls.find(({ effect }) => isOf(effect, kind.key, redacted))?.pull;
}

/** Does an effect open this document, or this copy of it? */
export function isOf(effect: string, key: string, redacted: boolean): boolean {
  const found = documentIn(effect);
  return found?.key === key && found.redacted === redacted;
}

/** Was it opened, whether we may see it or not? */
export function isOpened({ kind, redacted }: WantedDocument, here: IncidentSituation): boolean {
  const { snapshot, reach } = here;
  const created = [...(snapshot.ledger?.created.keys() ?? [])];
  const carried = [...reach.reports].flatMap(([id, { made }]) => (made === undefined ? [] : [id]));
  return [...created, ...carried].some((effect) => isOf(effect, kind.key, redacted));
}

/** From when on it is wanted: by whoever asked for it, or by what the policy opens it on; never by itself of what is exempt. */
export function wantedSince(
  { kind, redacted }: WantedDocument,
  known: Pick<Document, "asked" | "redacted" | "state">,
  here: IncidentSituation,
): Instant | undefined {
  if (redacted) return known.redacted?.at;
  // It is somewhere else: people said what became of it.
  if (known.state !== "none" && known.state !== "asked") return undefined;
  if (known.asked !== undefined) return known.asked.at;
  const { incident, ruling, standing } = here;
  const facts = settledFacts(incident.facts, settledOf({ ...incident, ruling }));
  if (exemptBy(incident.facts, ruling.policy) !== undefined || !holds(kind.when, facts)) return undefined;
  return wantedFrom(kind, incident, standing.opensFrom);
}

/** Where it stands, under the incident's short name. */
export function placeOf({ kind, redacted }: WantedDocument, here: IncidentSituation) {
  const place: DocumentPlace = redacted ? kind.redacted : kind;
  const made = recordOf({ kind, redacted }, here);
  const [branch = "", path = ""] = made?.file?.split(/:(.*)/s) ?? [];
  // Where it was opened it stays, whatever the policy says by now.
  if (made !== undefined && branch !== "" && path !== "")
    return { repository: repositoryOf(made.ref), branch, path };
  const slug = slugOf(here, redacted);
  return {
    repository: place.repository ?? here.snapshot.repository.name,
    branch: place.branch.replaceAll("{slug}", slug),
    path: place.path.replaceAll("{slug}", slug),
  };
}

/** The short name has words of the title, which are nobody's to read in a redacted copy. */
export function slugOf({ incident, ruling }: IncidentSituation, isRedacted: boolean): string {
  if (!isRedacted) return incident.slug;
  const { slug, zone } = ruling.policy.incidents;
  return `${slug}-${local(incident.declaredAt, zone, "yyyy-MM-dd")}-${shortHash(incident.id, 6)}`;
}

/**
 * Whether the pull request that brings a document can be read: it is in sight, it was opened just now and was not looked for yet, or
 * we may not read it; undefined where none was opened.
 */
export function sightOf(
  wanted: WantedDocument,
  here: IncidentSituation,
): "seen" | "fresh" | "hidden" | undefined {
  const { hiddenPulls = [] } = here.snapshot;
  if (pullOf(wanted, here.incident.pulls) !== undefined) return "seen";
  const record = recordOf(wanted, here);
  if (record === undefined) return isOpened(wanted, here) ? "fresh" : undefined;
  return hiddenPulls.includes(record.id) ? "hidden" : "fresh";
}

/** What the ledger has of its pull request. */
function recordOf(
  { kind, redacted }: WantedDocument,
  { snapshot }: IncidentSituation,
): CreatedRecord | undefined {
  return [...(snapshot.ledger?.created ?? [])].find(([effect]) => isOf(effect, kind.key, redacted))?.[1];
}
