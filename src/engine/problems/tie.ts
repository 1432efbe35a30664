// To which problem an incident is tied: people say so by command or by a reference in the field that asks for one; the tie lives on the incident.
import type { Incident } from "../incident.ts";
import { type IssueRef, writtenOn } from "../issue-ref.ts";
import type { Policy } from "../policy/model.ts";
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

/** The tie as people left it: what was said last by command, else a reference in the field that asks for one. */
export function problemOf(
  incident: Pick<Incident, "problem" | "facts" | "opened">,
  policy: Policy,
  snapshot: Pick<IncidentSnapshot, "repository" | "issue">,
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
  const { field, record } = policy.problems;
  const at = writtenOn(snapshot);
  const said = [field, record].flatMap((id) =>
    id === undefined ? [] : (incident.facts.get(id)?.text ?? []),
  );
  const ref = said.flatMap((text) => readReference(text, at) ?? [])[0];
  return ref === undefined ? { kind: "unsaid" } : { kind: "tied", ref };
}
