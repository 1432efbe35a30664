// To which problem an incident is tied: people say so by command or by a reference in the field that asks for one; the tie lives on the incident.
import type { Incident } from "../incident.ts";
import { type IssueRef, isIssueAddress, repositoryOf, writtenOn } from "../issue-ref.ts";
import type { Policy, ProblemRule } from "../policy/model.ts";
import { isLabelled } from "../policy/problems/section.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import { readReference } from "../text/reference.ts";

/** How an incident stands to problems. `opening`: its issue is being opened. */
export type ProblemTie =
  | { readonly kind: "tied"; readonly ref: IssueRef; readonly by?: string | undefined }
  | { readonly kind: "opening"; readonly title: string }
  | { readonly kind: "none" }
  | { readonly kind: "unsaid" };

/** The effect that opens a problem: once for the command that asked for it. */
export function openingId(cause: string): string {
  return `problem/${cause}`;
}

/** The word of the hidden mark by which an issue of ours is known as a problem that an incident opened; no kind of task has a dot. */
export const PROBLEM_MARK = "known.problem";

type Seen = Pick<IncidentSnapshot, "repository" | "issue" | "named" | "ledger">;

/**
 * The tie as people left it: what was said last by command, else a reference in the field that asks for one. Anything may be written there:
 * a number of this repository counts where it is the number of a problem.
 */
export function problemOf(
  incident: Pick<Incident, "problem" | "facts" | "opened">,
  policy: Policy,
  snapshot: Seen,
): ProblemTie {
  if (policy.problems === undefined) return { kind: "unsaid" };
  const { problem } = incident;
  if (problem !== undefined) {
    if (problem.ref !== undefined) return { kind: "tied", ref: problem.ref, by: problem.by };
    if (problem.opens === undefined) return { kind: "none" };
    const ref = incident.opened.get(openingId(problem.cause));
    return ref === undefined
      ? { kind: "opening", title: problem.opens }
      : { kind: "tied", ref, by: problem.by };
  }
  const ref = referenceOf(incident, policy.problems, snapshot);
  return ref === undefined || sightOf(ref, policy.problems, snapshot) !== "counts"
    ? { kind: "unsaid" }
    : { kind: "tied", ref };
}

/** The issue in the field that asks for a problem, where it has to be looked up before anything is concluded from it. */
export function problemToLookUp(
  incident: Pick<Incident, "problem" | "facts">,
  { problems }: Policy,
  snapshot: Seen,
): IssueRef | undefined {
  if (problems === undefined || incident.problem !== undefined) return undefined;
  const ref = referenceOf(incident, problems, snapshot);
  return ref !== undefined && sightOf(ref, problems, snapshot) === "unknown" ? ref : undefined;
}

function referenceOf(
  { facts }: Pick<Incident, "facts">,
  { field, record }: ProblemRule,
  snapshot: Seen,
): IssueRef | undefined {
  const at = writtenOn(snapshot);
  const said = [field, record].flatMap((id) => (id === undefined ? [] : (facts.get(id)?.text ?? [])));
  return said.flatMap((text) => readReference(text, at) ?? [])[0];
}

/** Does a reference stand for a problem? What is elsewhere has its own names for that; what the card has was looked up once. */
function sightOf(
  ref: IssueRef,
  rule: ProblemRule,
  { repository, named, ledger }: Seen,
): "counts" | "is none" | "unknown" {
  const isHere = isIssueAddress(ref) && repositoryOf(ref).toLowerCase() === repository.name.toLowerCase();
  if (!isHere || ledger?.about?.problem?.toLowerCase() === ref.toLowerCase()) return "counts";
  const found = named?.get(ref.toLowerCase());
  if (found === undefined) return "unknown";
  return found.kind === "found" && found.trusted && isLabelled(found, rule) ? "counts" : "is none";
}
