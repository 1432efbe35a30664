// What is asked where a document was merged before it could be accepted: of whoever asked for changes, and of whose turn it is to approve (H-26, H-30).
import { commandOf, type Document, type DocumentDeed, documentIn } from "../document.ts";
import { insteadOf, nextStep, rolesNow } from "../document-chain.ts";
import { account, nameOf, type Party } from "../party.ts";
import type { DocumentKind } from "../policy/model.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline, plainName } from "../text/safe.ts";
import { dayTime } from "../time.ts";
import type { Value } from "../wanted.ts";
import { whoIsReached } from "../who.ts";
import type { AskedQuestion } from "./ask.ts";
import { rolesInWords } from "./document-approval.ts";

/** One question a document, for all that is open of it and was not asked about yet: each request for changes, and each step once. */
export function mergedQuestions(here: IncidentSituation): readonly AskedQuestion[] {
  const { documents } = here.ruling.policy;
  return here.incident.documents.flatMap((known) => {
    const kind = documents[known.kind];
    const { merged } = known;
    return kind === undefined || merged === undefined || known.state !== "merged"
      ? []
      : questionOf(kind, { ...known, merged }, here);
  });
}

type Merged = Document & { readonly merged: DocumentDeed };

function questionOf(kind: DocumentKind, known: Merged, here: IncidentSituation): readonly AskedQuestion[] {
  const { merged } = known;
  const step = nextStep(kind, known);
  const prefix = `ask/accept/${kind.key}.${merged.cause}`;
  const asks = [
    ...known.requests.map((request) => ({ id: `${prefix}/${request.cause}`, request })),
    ...(step < kind.approve.length ? [{ id: `${prefix}/step-${step}`, request: undefined }] : []),
  ].filter(({ id }) => !here.standing.sent.has(id));
  const [first] = asks;
  if (first === undefined) return [];
  const requests = asks.flatMap(({ request }) => request ?? []);
  const turn = asks.some(({ request }) => request === undefined) ? turnOf(kind, known, here) : undefined;
  return [
    {
      id: first.id,
      ids: asks.map(({ id }) => id),
      because: `The ${kind.title} was merged, and something of it is still open.`,
      values: {
        topic: "accept",
        document: inline(kind.title),
        command: commandOf(kind.key),
        ...wordsOf(merged, known, here),
        requests: requests.map((one) => requestWords(one, here)),
        step: turn?.words,
        taken: step,
        of: kind.approve.length,
      },
      people: each([
        ...requests.flatMap(({ by }) => (by === undefined ? [] : [account(by)])),
        ...(turn?.people ?? []),
      ]),
    },
  ];
}

/** Nobody twice. */
function each(people: readonly Party[]): readonly Party[] {
  return [...new Map(people.map((one) => [nameOf(one).toLowerCase(), one])).values()];
}

/** When and by whom it was merged, or said to be accepted, and where it can be read. */
function wordsOf({ at, by = "" }: DocumentDeed, { kind }: Document, here: IncidentSituation) {
  const pull = here.incident.pulls.find(({ effect }) => {
    const opens = documentIn(effect);
    return opens?.key === kind && !opens.redacted;
  })?.pull;
  return {
    at: dayTime(at, here.ruling.policy.incidents.zone),
    by: plainName(by),
    url: pull?.url ?? "",
  };
}

function requestWords({ at, by = "", url = "" }: DocumentDeed, { ruling }: IncidentSituation): Value {
  return { by: plainName(by), at: dayTime(at, ruling.policy.incidents.zone), url };
}

interface Turn {
  readonly people: readonly Party[];
  readonly words: Value;
}

/** Whose turn it is to approve, by the chain of whoever is asked for anything; `vacant`: the role that nobody has. */
function turnOf(kind: DocumentKind, known: Document, here: IncidentSituation): Turn | undefined {
  const step = kind.approve[nextStep(kind, known)];
  if (step === undefined) return undefined;
  const { ruling, incident, now } = here;
  const roles = rolesNow(step, known, { ruling, roles: incident.roles, at: now });
  const { people, how } = whoIsReached(roles, here);
  const isHeld = how === "holder" || how === "duty";
  return {
    people,
    words: {
      role: rolesInWords(roles, ruling),
      instead: rolesInWords(insteadOf(step, roles[0] ?? ""), ruling),
      vacant: isHeld ? "" : (roles[0] ?? ""),
    },
  };
}
