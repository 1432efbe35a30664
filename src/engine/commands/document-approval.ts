// Who may approve a document, or say that it is accepted, and what follows of it: as the commands of documents are judged (H-26, H-30).
import type { Document } from "../document.ts";
import { insteadOf, nextStep, rolesNow, rolesOf, stepBy } from "../document-chain.ts";
import { atTime } from "../judge/meant.ts";
import { type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { DocumentKind } from "../policy/model.ts";
import { roleOf } from "../policy/names.ts";
import { holdersOf, isHeldBy } from "../rights.ts";
import type { CommentItem } from "../snapshot.ts";
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
  const settles = known.requests.length > 0 && hasSay(kind, login, { item, here });
  if (known.state === "merged" && taken === undefined && !settles)
    return refuse("document-merged", {
      ...{ title: kind.title, document: kind.key },
      ...{ requests: [...new Set(known.requests.map(({ by }) => by ?? "somebody"))].join(", ") },
      ...stepWords(kind, known, { item, here }),
    });
  return atTime(command.when, item, here, (when) => ({
    ...{ kind: "document", document: kind.key, step: "accepted", when },
    ...(settles && { settles }),
    ...(taken && takenWords(taken, kind)),
    ...(taken && known.requests.length > 0 && !settles && { last: false }),
  }));
}

/** May somebody end what others asked for? Who has a role in it may; where nobody has one, whoever may give the command. */
function hasSay(kind: DocumentKind, login: string, { item, here }: Omit<SaidOfDocument, "command">): boolean {
  const holders = rolesOf(kind).map((role) => holdersOf(role, here, item.at));
  return holders.every(({ length }) => length === 0) || holders.some((some) => isHeldBy(some, login));
}

const takenWords = (
  { step, role, instead }: NonNullable<ReturnType<typeof stepBy>>,
  { approve }: DocumentKind,
) => ({ role, index: step, last: step === approve.length - 1, instead });

/** The next step of the chain, by a holder of one of its roles, or of a deputy's while those are away; or that changes are made that one asked for. */
export function approval(
  kind: DocumentKind,
  known: Document,
  { command, item, here }: SaidOfDocument,
): JudgingResult {
  const login = item.by?.login ?? "";
  const taken = stepBy(login, { kind, known }, { ...here, at: item.at });
  const asked = known.requests.some(({ by }) => by?.toLowerCase() === login.toLowerCase());
  if (taken === undefined && !asked) {
    if (nextStep(kind, known) >= kind.approve.length)
      return refuse("no-approval", { title: kind.title, done: kind.approve.length > 0 ? "yes" : "" });
    return refuse("approval", { title: kind.title, ...stepWords(kind, known, { item, here }) });
  }
  const isAnswered = asked && known.requests.every(({ by }) => by?.toLowerCase() === login.toLowerCase());
  const isOpen = known.requests.length > 0 && !isAnswered;
  const isWhole = kind.approve.length > 0 && nextStep(kind, known) + (taken ? 1 : 0) >= kind.approve.length;
  return atTime(command.when, item, here, (when) => ({
    ...{ kind: "document", document: kind.key, step: "approved", when },
    ...(taken && takenWords(taken, kind)),
    ...{ last: isWhole && !isOpen, answered: isAnswered },
  }));
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
  command: DocumentWords,
  { item, here }: Omit<SaidOfDocument, "command">,
): JudgingResult {
  const { policy } = here.ruling;
  const chain = kind.approve.flatMap(({ by }) => by);
  const role = roleOf(policy, command.role ?? "")?.key ?? "";
  if (!chain.includes(role)) {
    const names = chain.map((one) => policy.roles[one]?.title ?? one);
    return refuse("no-approver", { title: kind.title, text: command.role ?? "", names: names.join(", ") });
  }
  const step = command.word === "away" ? "away" : "back";
  return atTime(undefined, item, here, (when) => ({
    ...{ kind: "document", document: kind.key, step, when, role },
  }));
}
