// What the commands of documents have in common: `/report`, `/summary` and `/action-plan` open one, and say what became of it where GitHub does not show that.
import type { ActOf } from "../act.ts";
import type { Document } from "../document.ts";
import { documentIn, noDocument } from "../document.ts";
import { approvedBy, nextStep, skippedSteps } from "../document-chain.ts";
import { after, afterAcceptance, answered } from "../document-course.ts";
import { accept, keepDocument, ownPulls, settleDocument } from "../fold/documents.ts";
import type { Draft } from "../fold/draft.ts";
import type { ActSource } from "../fold/status.ts";
import type { Instant } from "../instant.ts";
import { atTime } from "../judge/meant.ts";
import { type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { DocumentKind } from "../policy/model.ts";
import type { Pull } from "../snapshot/pull.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandLine, CommandTail } from "../text/command.ts";
import { spoken, timed } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";
import { absent, acceptance, approval, type SaidOfDocument } from "./document-approval.ts";

/** What people may say of a document. */
type Word = "open" | "redacted" | "submitted" | "changes" | "accepted" | "approved" | "away" | "back";

/** A command of a document, as it was written. */
export type DocumentWords = {
  readonly word: Word;
  /** Whose holders are away, or back. */
  readonly role?: string;
  readonly when?: string;
  readonly text?: string;
};

/** The commands that are documents' names. */
export type DocumentCommand = "report" | "summary" | "action-plan";

declare module "../act.ts" {
  interface Acts {
    /** Where it takes a step of the chain of approval the role by which that was taken, which it is, and whether it is the last. */
    document: {
      readonly document: string;
      readonly step:
        | "open"
        | "redacted"
        | "submitted"
        | "resubmitted"
        | "changes"
        | "accepted"
        | "approved"
        | "away"
        | "back";
      readonly when: Instant;
      readonly role?: string;
      readonly index?: number;
      readonly last?: boolean;
      /** Whoever asked for changes says that they are made, and no other request is open. */
      readonly answered?: boolean;
      /** Of a deputy the roles in whose place. */
      readonly instead?: readonly string[];
      /** It ends what others asked for. */
      readonly settles?: boolean;
    };
  }
}

const sayings: readonly (readonly [Word, RegExp])[] = [
  ["redacted", /^redact(?:ed)?(?:\s+copy)?$/],
  ["submitted", /^(?:re-?)?submit(?:ted)?$|^handed in$|^ready$/],
  ["changes", /^changes?(?:\s+(?:requested|asked(?: for)?|wanted))?$/],
  ["accepted", /^accept(?:ed)?$|^merged$/],
  ["approved", /^approved?$/],
];

/** Which of them stands in front, longest first. */
const leading =
  /^(redact(?:ed)?(?:\s+copy)?|(?:re-?)?submit(?:ted)?|handed\s+in|ready|changes?(?:\s+(?:requested|asked(?:\s+for)?|wanted))?|accept(?:ed)?|merged|approved?|draft|open)(?![\w-])[,:.]?\s*(.*)$/is;
const absence = /^(away|back)(?![\w-])[,:]?\s+"?([\w-]+)"?\s*(.*)$/is;

/** A definition without what only its own file can say: its name and its words. */
export function documentCommand<K extends DocumentCommand>(
  name: K,
  words: Pick<CommandDefinition<K>, "meaning" | "example" | "usage">,
): CommandDefinition<K, "document"> {
  return {
    name,
    ...words,
    read: (line) => {
      const given = read(line);
      // The shape is the same for all three.
      return typeof given === "string" ? given : ({ kind: name, ...given } as never);
    },
    judge: (command, item, here) => judge(name, command as DocumentWords & CommandTail, { item, here }),
    acts: { document: change },
  };
}

function read(line: CommandLine): (DocumentWords & CommandTail) | string {
  const text = line.args.trim();
  if (text === "") return { word: "open", ...spoken(line) };
  const [, gone, role] = absence.exec(text) ?? [];
  if (gone !== undefined && role !== undefined)
    return { word: gone.toLowerCase() === "away" ? "away" : "back", role, ...spoken(line) };
  if (/^(?:away|back)\W*$/i.test(text)) return "It does not say which role is away, or back.";
  const [, said = "", others = ""] = leading.exec(text) ?? [];
  const plain = said.toLowerCase().replace(/\s+/g, " ");
  if (plain === "") return "It does not say what became of it.";
  const word = sayings.find(([, pattern]) => pattern.test(plain))?.[0] ?? "open";
  return { word, ...timed(others), ...spoken(line) };
}

function judge(
  key: string,
  command: DocumentWords,
  { item, here }: { readonly item: CommentItem; readonly here: JudgingSituation },
): JudgingResult {
  const kind = here.ruling.policy.documents[key];
  if (kind === undefined) return refuse("no-document", { document: key });
  const known = here.documents.get(key) ?? noDocument(key);
  const { word } = command;
  const said: SaidOfDocument = { command, item, here };
  if (word === "approved" && known.state === "none" && !isHidden(key, here))
    return refuse("no-text", { title: kind.title, document: key });
  if (word === "approved") return approval(kind, known, said);
  if (word === "away" || word === "back") return absent(kind, known, said);
  const isOver = known.state === "closed" || known.state === "accepted" || known.state === "merged";
  if (word === "open" && isOver)
    return refuse("document-over", { title: kind.title, state: known.state, document: key });
  const pull = openPullOf(key, here);
  if (word !== "open" && word !== "redacted" && pull !== undefined)
    return refuse("document-readable", { title: kind.title, ref: pull.ref });
  if (word === "accepted") return acceptance(kind, known, said);
  const isAgain = word === "submitted" && (known.state === "changes" || known.requests.length > 0);
  return atTime(command.when, item, here, (when) => ({
    kind: "document",
    document: key,
    step: isAgain ? "resubmitted" : word,
    when,
  }));
}

/** Was it opened, where we may not look? Then there is a text, whatever we know of it. */
function isHidden(key: string, { snapshot }: JudgingSituation): boolean {
  const { ledger, hiddenPulls = [] } = snapshot;
  return [...(ledger?.created ?? [])].some(([effect, { id }]) => {
    const of = documentIn(effect);
    return of?.key === key && !of.redacted && hiddenPulls.includes(id);
  });
}

/** Its pull request, where it is open and can be read: what becomes of it is what people do there. */
function openPullOf(key: string, { snapshot }: JudgingSituation): Pull | undefined {
  const its = ownPulls(snapshot).filter(({ effect }) => {
    const of = documentIn(effect);
    return of?.key === key && !of.redacted;
  });
  return its.find(({ pull }) => pull.state === "open")?.pull;
}

function change(draft: Draft, act: ActOf<"document">, source: ActSource): void {
  const { document, step, when, role = "", index, instead = [] } = act;
  const known = draft.documents.get(document) ?? noDocument(document);
  keepDocument(draft, changed(known, act, source), when, step);
  const kind = draft.ruling.policy.documents[document];
  const deed = { ...source, at: when, saidAt: source.at };
  const isOver = kind !== undefined && settleDocument(draft, kind, deed);
  const isEarly = index !== undefined && kind !== undefined && index > nextStep(kind, known);
  const values = {
    ...{ document, role, instead: instead.join(" "), early: isEarly ? "yes" : "" },
    ...(step === "accepted" && { how: "said" }),
    ...(step === "away" && { how: insteadOfAway(kind, known, role) }),
  };
  const what = `document-${step === "accepted" ? "merged" : step}` as const;
  if (step !== "accepted" || !isOver)
    draft.history.push({ at: when, saidAt: source.at, by: source.by, what, values });
  if (isOver) accept(draft, document, deed);
}

/** What becomes of a step whose role is away from here on: deputies take it, it is left out, or nobody does. */
function insteadOfAway(kind: DocumentKind | undefined, known: Document, role: string): string {
  if (kind === undefined) return "";
  const own = kind.approve.findIndex(({ by }) => by.includes(role));
  if (skippedSteps(kind, { ...known, away: [...known.away, role] }).includes(own)) return "skipped";
  return (kind.approve[own]?.deputies.length ?? 0) > 0 ? "deputies" : "";
}

function changed(known: Document, act: ActOf<"document">, { at, by, cause }: ActSource): Document {
  const { step, when, role = "", index, settles = false } = act;
  const asked = { at, by, cause };
  const deed = { at: when, by, cause };
  const taken = index === undefined ? undefined : { step: index, role };
  switch (step) {
    case "open": {
      const state = known.state === "none" ? "asked" : known.state;
      return { ...known, asked: known.asked ?? asked, state };
    }
    case "redacted":
      return { ...known, redacted: known.redacted ?? asked };
    case "away":
      return { ...known, away: [...known.away.filter((one) => one !== role), role] };
    case "back":
      return { ...known, away: known.away.filter((one) => one !== role) };
    case "approved":
    case "accepted": {
      // Who merged it, and when, is as it was, whoever says that it is accepted.
      const isMerged = step === "accepted" && known.merged !== undefined;
      const course = known.state === "accepted" ? afterAcceptance : after;
      const next = isMerged ? known : course(known, deed, { step: step === "approved" ? step : "merged" });
      const settled = settles ? answered(next, () => true) : next;
      return taken === undefined ? settled : approvedBy(settled, taken, deed);
    }
    default: {
      // Somebody takes back that it was accepted.
      const open = known.state === "accepted" ? { ...known, merged: undefined, late: undefined } : known;
      return after(open, deed, { step });
    }
  }
}
