// To which problem an incident is tied: people say so by command or by a reference in the field that asks for one; the tie lives on the incident.
import type { Incident } from "../incident.ts";
import { type IssueRef, isIssueAddress } from "../issue-ref.ts";
import type { Policy } from "../policy/model.ts";

/** What a person said of an incident's problem: an issue or a reference elsewhere, a new one, or that there is none. */
export interface SaidProblem {
  readonly ref?: IssueRef | undefined;
  /** The title of one that is to be opened; the effect that opens it hangs on `cause`. */
  readonly opens?: string | undefined;
  readonly because?: string | undefined;
  readonly by?: string | undefined;
  readonly cause: string;
}

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

/** The tie as people left it: what was said last by command, else a reference in the field that asks for one. `home` is `owner/name`. */
export function problemOf(
  incident: Pick<Incident, "problem" | "facts" | "opened">,
  policy: Policy,
  home: string,
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
  const said = [field, record].flatMap((id) => (id === undefined ? [] : (incident.facts.get(id)?.text ?? [])));
  const ref = said.flatMap((text) => readReference(text, home) ?? [])[0];
  return ref === undefined ? { kind: "unsaid" } : { kind: "tied", ref };
}

const longestReference = 200;

/**
 * The reference that a text is, with nothing else in it but "problem" before it: `#12`, `owner/repo#12`, the address of an issue on
 * GitHub, or the number of a record elsewhere (`PRB0012345`). Undefined for all other words.
 */
export function readReference(text: string, home: string): IssueRef | undefined {
  const given = text
    .trim()
    .replace(/^(?:known )?problem(?: record)?:? /i, "")
    .replace(/[.,;]$/, "");
  if (given.length > longestReference) return undefined;
  const number = /^#(\d{1,9})$/.exec(given)?.[1];
  if (number !== undefined) return `${home}#${number}`;
  const [, repository, issue] =
    /^https:\/\/[\w.-]{1,100}\/([\w.-]{1,100}\/[\w.-]{1,100})\/issues\/(\d{1,9})(?:[#?]\S{0,100})?$/.exec(
      given,
    ) ?? [];
  const address = repository === undefined ? given : `${repository}#${issue}`;
  if (isIssueAddress(address)) return address;
  return /^[A-Z]{2,10}[- ]?\d{2,12}$/.test(given) ? given : undefined;
}

/** Is it an issue of this repository, and not one or a record elsewhere? */
export function isHere(ref: IssueRef, home: string): boolean {
  return ref.toLowerCase().startsWith(`${home.toLowerCase()}#`);
}
