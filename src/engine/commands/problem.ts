// `/problem`: a person ties the incident to what lies behind it: a known problem, a new one, or none (L-3, L-8, H-27).
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import { setFields } from "../fold/set-fields.ts";
import { resettleSeverity } from "../fold/settle.ts";
import type { ActSource } from "../fold/status.ts";
import { type IssueRef, isIssueAddress, repositoryOf, writtenOn } from "../issue-ref.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import { named } from "../named.ts";
import type { ProblemRule } from "../policy/model.ts";
import { isLabelled } from "../policy/problems/section.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import { repositoryKey } from "../subject.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { leadingIssue } from "../text/leading-issue.ts";
import { nhsNumbersIn } from "../text/nhs-number.ts";
import { readReference } from "../text/reference.ts";
import { cut } from "../text/safe.ts";
import { loose } from "../text/said.ts";
import { withReason } from "../text/spoken.ts";
import { isCourtesy } from "../text/visible.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    /** `none`, a reference, or the title of a new one, as it was written. */
    problem: { readonly given: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    problem: {
      readonly ref?: IssueRef | undefined;
      readonly opens?: string | undefined;
      readonly because?: string | undefined;
    };
  }
}

/** `/problem`. */
export const problem: CommandDefinition<"problem", "problem"> = {
  name: "problem",
  usage: "<#number, title of a new one, or none> [because …]",
  meaning: "Ties the incident to a known problem, opens a new one, or says that there is none.",
  example: "#12",
  read,
  judge,
  acts: { problem: change },
};

/** Alone, or with its reason behind a sign or behind "because": a title may begin with the same words. */
const none = /^(?:none|no|not known)(?:[.!]?$|\s*[,:;]\s*(?=.)|\s+(?=because\b))(.*)$/i;
/** A number without its sign, alone or behind a word: nobody can tell whether it is meant as a title. */
const bare = /^(?:(?:is|see|number|no\.?|nr\.?|issue|problem)\s+)?#?\d{1,9}[.,;]?$/i;
/** Another address behind the first: one of them would be passed over. */
const further = /^(?:and|or|&|\+|,)\s*(?:\S*#\d|\d|https?:)/i;
/** GitHub takes longer titles; nobody reads them in a list. */
const longestTitle = 120;

function read(line: CommandLine): CommandOf<"problem"> | string {
  const words = line.args.trim();
  const [, others] = none.exec(words) ?? [];
  if (others !== undefined) return { kind: "problem", given: "none", ...withReason(line, others) };
  const address = addressIn(words);
  const given = address ?? words;
  if (given === "" || (address === undefined && isCourtesy(given)))
    return "It does not say which problem: its number, the title of a new one, or none.";
  return { kind: "problem", given, ...withReason(line, "") };
}

/**
 * The address that words begin with, with a title behind it, as people paste both. `name#12` is one only by itself: titles begin so, too. A
 * page of anything else is no title either.
 */
function addressIn(words: string): string | undefined {
  const { issue, others } = leadingIssue(words);
  if (issue !== undefined && further.test(others)) return words;
  if (issue !== undefined && (others === "" || /^#|\//.test(issue))) return issue;
  return /^https:\/\/\S{1,200}(?=[\s,:]|$)/.exec(words)?.[0];
}

function judge(
  { given, because }: CommandOf<"problem">,
  _: CommentItem,
  here: JudgingSituation,
): JudgingResult {
  const { problems } = here.ruling.policy;
  if (problems === undefined) return refuse("no-problems");
  if (given === "none") return done({ kind: "problem", because });
  const ref =
    bare.test(given) && !given.startsWith("#") ? undefined : readReference(given, writtenOn(here.snapshot));
  if (ref !== undefined && isIssueAddress(ref)) return ofIssue(ref, { problems, because }, here);
  if (ref !== undefined) return done({ kind: "problem", ref, because });
  return addressIn(given) !== undefined || bare.test(given)
    ? refuse("problem-address", { text: given })
    : ofTitle(cut(given, longestTitle), because, here);
}

/** An issue of this repository has to be a problem; what is elsewhere has its own names for that, or can't be seen. */
function ofIssue(
  given: IssueRef,
  { problems, because }: { readonly problems: ProblemRule; readonly because: string | undefined },
  { snapshot }: JudgingSituation,
): JudgingResult {
  const isIncident = (ref: IssueRef): boolean => ref.toLowerCase() === snapshot.issue.ref.toLowerCase();
  if (isIncident(given)) return refuse("own-problem");
  const found = snapshot.named?.get(given.toLowerCase());
  if (found === undefined) return { needs: given };
  if (found.kind === "hidden") return done({ kind: "problem", ref: given, because });
  const home = snapshot.repository.name;
  const isHere = (ref: IssueRef): boolean => repositoryOf(ref).toLowerCase() === home.toLowerCase();
  const text = isHere(given) ? given.slice(home.length) : given;
  if (found.kind === "missing") return refuse("problem-missing", { text });
  if (isIncident(found.ref)) return refuse("own-problem");
  if (isHere(found.ref) && !isLabelled(found, problems))
    return refuse("problem-other", { text, label: problems.label.name });
  if (isHere(found.ref) && !found.trusted) return refuse("problem-outside", { text });
  return done({ kind: "problem", ref: found.ref, because });
}

/** An open problem of that title is the one that is meant; of several the oldest. */
function ofTitle(title: string, because: string | undefined, { snapshot }: JudgingSituation): JudgingResult {
  const { problems } = snapshot;
  // Its issue may be read by more people than the incident, and its title goes out by mail.
  if (nhsNumbersIn(title) > 0) return refuse("problem-number");
  if (problems === undefined) return { needs: repositoryKey(snapshot.repository.name, "problems") };
  const [same] = problems
    .filter((one) => one.trusted && one.state === "open" && titled(one.title) === titled(title))
    .toSorted((one, other) => one.createdAt - other.createdAt);
  return same === undefined
    ? done({ kind: "problem", opens: title, because })
    : done({ kind: "problem", ref: same.ref, because });
}

/** A title as it is compared: without its case, its further spaces and the sign at its end. */
function titled(text: string): string {
  return loose(text.replace(/\s+/g, " ").replace(/[.!?\s]+$/, ""));
}

/** A field that asks for a problem's reference is answered by it, unless somebody has answered it; what it was given by this is taken back with it. */
function change(draft: Draft, act: ActOf<"problem">, source: ActSource): void {
  const { field, record } = draft.ruling.policy.problems ?? {};
  const answer = answerOf(act, draft);
  const isElsewhere = act.ref !== undefined && !isIssueAddress(act.ref);
  const before = draft.problem?.answers ?? {};
  const wanted = named([
    ...(field === undefined ? [] : [[field, answer ?? ""] as const]),
    ...(record === undefined ? [] : [[record, isElsewhere ? (answer ?? "") : ""] as const]),
  ]);
  const open = Object.entries(wanted).filter(([id, text]) => {
    const known = draft.facts.get(id)?.text ?? "";
    return known !== text && (known === "" || known === before[id]);
  });
  if (open.length > 0) {
    setFields(draft, named(open), source);
    resettleSeverity(draft, source);
  }
  draft.problem = { ...act, ...source, answers: wanted };
  const values = { ref: (act.ref && answer) ?? "", title: act.opens ?? "", because: act.because ?? "" };
  const entry = { at: source.at, by: source.by, values };
  if (act.ref !== undefined) draft.history.push({ ...entry, what: "problem" });
  else if (act.opens !== undefined) draft.history.push({ ...entry, what: "problem-new" });
  else draft.history.push({ ...entry, what: "problem-none" });
}

/** An issue of this repository by its number, which GitHub makes a link. */
function answerOf({ ref, opens }: ActOf<"problem">, { snapshot }: Draft): string | undefined {
  const home = `${snapshot.repository.name}#`;
  const isNear = ref?.toLowerCase().startsWith(home.toLowerCase()) === true;
  return isNear ? ref?.slice(home.length - 1) : (ref ?? opens);
}
