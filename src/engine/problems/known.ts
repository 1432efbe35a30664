// What is known already of what an incident looks like: the problem that it is tied to, an earlier incident that it repeats, or what it may be, with the reason.
import type { Incident } from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { IssueRef } from "../issue-ref.ts";
import type { CaseAbout } from "../ledger.ts";
import type { Policy } from "../policy/model.ts";
import type { IncidentCase, IncidentSnapshot } from "../snapshot.ts";
import { ownWords, serviceKeys, stoodFor } from "./about.ts";
import { likeness, type Stemmed, wordsIn } from "./likeness.ts";
import { type ProblemCase, problemsOf } from "./problem.ts";
import { GONE } from "./stood.ts";
import { problemOf } from "./tie.ts";

/** An earlier incident of the same service, with how its actions stand. */
export interface Earlier {
  readonly ref: IssueRef;
  readonly about: CaseAbout;
}

/** Why something may be the same: services, the component where both have it, and the words in common as they were written here. */
export interface Likeness {
  readonly services: readonly string[];
  readonly component?: string | undefined;
  readonly words: readonly string[];
}

/** What is known: at most one thing, of which the card makes one line. */
export type Knowledge =
  | {
      readonly kind: "tied";
      readonly ref: IssueRef;
      /** Absent: it is not among the problems that were read. */
      readonly problem?: ProblemCase | undefined;
      /** It was one of them, and is not any more. */
      readonly gone: boolean;
      readonly repeats?: Earlier | undefined;
    }
  | { readonly kind: "opening"; readonly title: string }
  | { readonly kind: "repeat"; readonly of: Earlier }
  | { readonly kind: "problem"; readonly problem: ProblemCase; readonly like: Likeness }
  | { readonly kind: "earlier"; readonly of: Earlier; readonly like: Likeness };

/** Who asks: the incident, what was read of it, and the policy that rules it. */
export interface Compared {
  readonly incident: Incident;
  readonly snapshot: IncidentSnapshot;
  readonly policy: Policy;
  /** It is over and written down: nothing is suggested any more. */
  readonly isClosed: boolean;
}

/** What is known of an incident; undefined where there is nothing to say, or nothing was read. */
export function knownOf(asking: Compared): Knowledge | undefined {
  const { incident, snapshot, policy } = asking;
  if (policy.problems === undefined || incident.management !== "managed" || incident.drill !== undefined)
    return undefined;
  const tie = problemOf(incident, policy, snapshot);
  if (tie.kind === "opening") return { kind: "opening", title: tie.title };
  const here = comparing(asking);
  const repeats = repeated(here);
  if (tie.kind === "tied") {
    const problem = here.problems.find(({ issue }) => isSame(issue.ref, tie.ref));
    const gone = stoodFor(tie.ref, snapshot, policy) === GONE;
    return { kind: "tied", ref: tie.ref, problem, gone, repeats };
  }
  if (repeats !== undefined) return { kind: "repeat", of: repeats };
  return tie.kind === "none" || asking.isClosed ? undefined : suggested(here);
}

/** Is there anything to read the problems and the other incidents of the repository for? Without a service nothing is compared. */
export function wantsCases(incident: Incident, snapshot: IncidentSnapshot, policy: Policy): boolean {
  if (policy.problems === undefined || incident.management !== "managed" || incident.drill !== undefined)
    return false;
  const tie = problemOf(incident, policy, snapshot);
  return tie.kind === "tied" || serviceKeys(incident, policy).length > 0;
}

interface Comparing {
  readonly asking: Compared;
  readonly services: readonly string[];
  readonly component: string;
  readonly words: readonly Stemmed[];
  readonly problems: readonly ProblemCase[];
  /** Other incidents that were declared before this one, in the time that the policy compares; newest first. */
  readonly earlier: readonly IncidentCase[];
}

function comparing(asking: Compared): Comparing {
  const { incident, snapshot, policy } = asking;
  const { problems = [], incidents = [] } = snapshot.cases ?? {};
  const since = incident.declaredAt - (policy.problems?.suggest.within ?? 0);
  return {
    asking,
    services: serviceKeys(incident, policy),
    component: plain(incident.facts.get("component")?.text),
    words: ownWords(incident, policy),
    problems: problemsOf({ problems, incidents }, policy),
    earlier: incidents
      .filter(
        ({ ref, about }) =>
          !isSame(ref, snapshot.issue.ref) && isBetween(about.declaredAt, since, incident.declaredAt),
      )
      .toSorted(
        (one, other) => other.about.declaredAt - one.about.declaredAt || one.ref.localeCompare(other.ref),
      ),
  };
}

const isBetween = (at: Instant, from: Instant, to: Instant): boolean => from <= at && at < to;
const isSame = (one: IssueRef, other: IssueRef): boolean => one.toLowerCase() === other.toLowerCase();
const plain = (text = ""): string => text.toLowerCase().replace(/\s+/g, " ").trim();

/** The newest earlier incident of the same service with the same cause (S-9); what is not known is the same as nothing. */
function repeated({ asking: { incident, policy }, services, earlier }: Comparing): Earlier | undefined {
  const { cause } = policy.retro;
  const own = wordsIn(cause === undefined ? "" : (incident.facts.get(cause)?.text ?? ""));
  if (own.length === 0) return undefined;
  return earlier.find(({ about }) => sharesOne(services, about.services) && isSameCause(own, about.cause));
}

/** A cause is the same where each has most words of the other: it is a sentence that somebody wrote. */
function isSameCause(own: readonly Stemmed[], other = ""): boolean {
  const theirs = wordsIn(other);
  if (theirs.length === 0) return false;
  const { shared } = likeness(
    own,
    theirs.map(({ stem }) => stem),
  );
  return 3 * shared.length >= 2 * Math.max(own.length, theirs.length);
}

const sharesOne = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.includes(one));

interface Candidate {
  readonly known: Knowledge;
  readonly score: number;
}

/** The nearest of the open problems and of the earlier incidents that are over, if any is near enough; of equals a problem, then the newest. */
function suggested(here: Comparing): Knowledge | undefined {
  const open = here.problems.filter(({ issue }) => issue.state === "open");
  const listed = new Set(open.map(({ issue }) => issue.ref.toLowerCase()));
  const problems = open.flatMap((problem): readonly Candidate[] => {
    const texts = [
      {
        services: problem.services,
        component: problem.words.component,
        words: wordsIn(problem.issue.title).map(({ stem }) => stem),
      },
      ...problem.incidents.map(({ about }) => about),
    ];
    return best(texts, here, (like) => ({ kind: "problem", problem, like }));
  });
  const closed = here.earlier.filter(
    ({ state, about }) => state === "closed" && !listed.has((about.problem ?? "").toLowerCase()),
  );
  const earlier = closed.flatMap((of) => best([of.about], here, (like) => ({ kind: "earlier", of, like })));
  return [...problems, ...earlier].toSorted((one, other) => other.score - one.score)[0]?.known;
}

/** The best reason for which one of these texts is near enough, if any is. */
function best(
  texts: readonly (Pick<CaseAbout, "services" | "words"> & { readonly component?: string | undefined })[],
  here: Comparing,
  make: (like: Likeness) => Knowledge,
): readonly Candidate[] {
  const suggest = here.asking.policy.problems?.suggest;
  if (suggest === undefined) return [];
  const found = texts.flatMap(({ services, component, words }): readonly Candidate[] => {
    const same = here.services.filter((one) => services.includes(one));
    const { shared, percent } = likeness(here.words, words);
    const isPart = here.component !== "" && here.component === plain(component);
    const enough = shared.length + (isPart ? 1 : 0) >= suggest.words && percent >= suggest.likeness;
    if (same.length === 0 || shared.length === 0 || !enough) return [];
    const like = {
      services: same,
      component: isPart ? component : undefined,
      words: shared.map(({ text }) => text),
    };
    return [{ known: make(like), score: percent + 5 * shared.length + (isPart ? 30 : 0) }];
  });
  return found.toSorted((one, other) => other.score - one.score).slice(0, 1);
}
