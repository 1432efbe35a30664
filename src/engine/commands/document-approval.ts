// Who may approve a document, or say that it is accepted, and what follows of it: as the commands of documents are judged (H-26, H-30).
import type { Document, DocumentDeed } from "../document.ts";
import {
  insteadOf,
  isApproved,
  isWhole,
  maySettle,
  nextStep,
  openSteps,
  rolesNow,
  stepBy,
  type TakenStep,
  withStep,
} from "../document-chain.ts";
import { isEarly } from "../document-course.ts";
import { atTime } from "../judge/meant.ts";
import { type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { DocumentKind } from "../policy/model.ts";
import { roleOf } from "../policy/names.ts";
import { holdersOf } from "../rights.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { DocumentWords } from "./document.ts";

/** A command of a document, who wrote it, and when that was. */
export interface SaidOfDocument {
  readonly command: DocumentWords;
  readonly item: CommentItem;
  readonly here: JudgingSituation;
}

/**
 * That it is accepted: whoever says so takes the next step of the chain where it is theirs, and ends requests for changes where they have a
 * say in it. Of what was merged before, and is neither for them to end, nothing follows.
 */
export function acceptance(
  kind: DocumentKind,
  known: Document,
  { command, item, here }: SaidOfDocument,
): JudgingResult {
  const login = item.by?.login ?? "";
  const taken = stepBy(login, { kind, known }, { ...here, at: item.at });
  const settles = known.requests.length > 0 && maySettle(login, kind, { ...here, at: item.at });
  if (known.state === "merged" && taken === undefined && !settles)
    return refuse("document-merged", {
      ...{ title: kind.title, document: kind.key },
      ...{ requests: [...new Set(known.requests.map(({ by }) => by ?? "somebody"))].join(", ") },
      ...stepWords(kind, known, { item, here }),
    });
  return atTime(command.when, item, here, (when) => ({
    ...{ kind: "document", document: kind.key, step: "accepted", when },
    ...(settles && { settles }),
    ...(taken && takenWords(taken, kind, known)),
    ...(taken && known.requests.length > 0 && !settles && { last: false }),
  }));
}

const takenWords = ({ step, role, instead }: TakenStep, kind: DocumentKind, known: Document) => ({
  ...{ role, index: step, instead },
  last: isWholeWith({ step, role }, kind, known),
});

/** Is no step of the chain open, with this one? */
function isWholeWith(
  taken: Pick<TakenStep, "step" | "role"> | undefined,
  kind: DocumentKind,
  known: Document,
): boolean {
  return isWhole(
    kind,
    taken === undefined ? known : withStep<Pick<TakenStep, "step" | "role">>(known, taken),
  );
}

/** The next step of the chain, by a holder of one of its roles, or of a deputy's while those are away; or that changes are made that one asked for. */
export function approval(
  kind: DocumentKind,
  known: Document,
  { command, item, here }: SaidOfDocument,
): JudgingResult {
  const login = item.by?.login ?? "";
  const taken = stepBy(login, { kind, known }, { ...here, at: item.at });
  const isTheirs = ({ by }: DocumentDeed): boolean => by?.toLowerCase() === login.toLowerCase();
  const asked = known.requests.some(isTheirs);
  const askedLate = known.state === "accepted" && known.late?.requests.some(isTheirs) === true;
  if (taken === undefined && !asked && !askedLate) {
    if (openSteps(kind, known).length === 0)
      return refuse("no-approval", {
        ...{ title: kind.title, document: kind.key, state: known.state },
        done: kind.approve.length > 0 ? "yes" : "",
      });
    const advice = adviceTo(login, { kind, known }, { ...here, at: item.at });
    return refuse("approval", {
      ...{ title: kind.title, document: kind.key, what: Object.values(advice).join(" ") },
      ...stepWords(kind, known, { item, here }),
      ...advice,
    });
  }
  const isAnswered = asked && known.requests.every(isTheirs);
  const isOpen = known.requests.length > 0 && !isAnswered;
  const isLast = isWholeWith(taken, kind, known);
  return atTime(command.when, item, here, (when) => ({
    ...{ kind: "document", document: kind.key, step: "approved", when },
    ...(taken && takenWords(taken, kind, known)),
    ...{ last: isLast && !isOpen && known.state !== "accepted", answered: isAnswered },
  }));
}

/**
 * What somebody may do whose step it is not: know that theirs is given; else say who has the role, or that they are away, where a deputy may
 * then, or back.
 */
function adviceTo(
  login: string,
  { kind, known }: { readonly kind: DocumentKind; readonly known: Document },
  here: JudgingSituation,
): Readonly<Record<"back" | "given" | "early" | "vacant" | "away", string>> {
  const open = openSteps(kind, known).flatMap((step) => kind.approve[step] ?? []);
  const own = known.approvals.findLast(({ by }) => by?.toLowerCase() === login.toLowerCase());
  const roles = open[0] === undefined ? [] : rolesNow(open[0], known, here);
  const held = roles.find((role) => holdersOf(role, here, here.at).length > 0);
  const hasDeputies = open[0]?.deputies.some((role) => !roles.includes(role)) === true;
  return {
    back: open[0]?.by.find((role) => known.away.includes(role)) ?? "",
    given: own === undefined ? "" : "yes",
    early: own !== undefined && isEarly(own, known) ? "yes" : "",
    vacant: held === undefined ? (roles[0] ?? "") : "",
    away: held !== undefined && hasDeputies ? held : "",
  };
}

/** Whose the next step is, in words; empty where none is left. */
function stepWords(kind: DocumentKind, known: Document, { item, here }: Omit<SaidOfDocument, "command">) {
  const step = kind.approve[nextStep(kind, known)];
  if (step === undefined) return { holders: "", instead: "" };
  const roles = rolesNow(step, known, { ...here, at: item.at });
  const titles = (keys: readonly string[]): string =>
    keys.map((one) => here.ruling.policy.roles[one]?.title ?? one).join(" or ");
  return { holders: titles(roles), instead: titles(insteadOf(step, roles[0] ?? "")) };
}

/** That the holders of a role of the chain are away, or back. */
export function absent(
  kind: DocumentKind,
  known: Document,
  { command, item, here }: SaidOfDocument,
): JudgingResult {
  const { policy } = here.ruling;
  const chain = kind.approve.flatMap(({ by }) => by);
  const role = roleOf(policy, command.role ?? "")?.key ?? "";
  if (!chain.includes(role)) {
    const names = chain.map((one) => policy.roles[one]?.title ?? one);
    return refuse("no-approver", {
      ...{ title: kind.title, document: kind.key, text: command.role ?? "" },
      ...{ names: names.join(", "), first: chain[0] ?? "" },
    });
  }
  if (command.word !== "away")
    return atTime(undefined, item, here, (when) => ({
      ...{ kind: "document", document: kind.key, step: "back", when, role },
    }));
  const without = { ...known, away: [...known.away, role] };
  return atTime(undefined, item, here, (when) => ({
    ...{ kind: "document", document: kind.key, step: "away", when, role },
    // A step that is left out from here on may have been the only one that was open.
    ...(isApproved(kind, without) && !isApproved(kind, known) && { last: true }),
  }));
}
