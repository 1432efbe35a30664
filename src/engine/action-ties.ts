// Which line of a review belongs to which issue: by link, else title and team, else title, else the only untied pair of that team.
import { filingRepositories } from "./own.ts";
import type { Policy } from "./policy/model.ts";
import { teamOf } from "./policy/names.ts";
import type { Child } from "./snapshot/child.ts";
import { type ActionLine, type Actions, parseActions } from "./text/action-line.ts";
import { nhsNumbersIn } from "./text/nhs-number.ts";
import { loose } from "./text/said.ts";

/** Where an action is filed, or why it can't be. */
export type FilingPlace =
  | {
      readonly kind: "place";
      readonly repository: string;
      readonly team?: string | undefined;
      readonly labels: readonly string[];
    }
  | {
      readonly kind: "missing";
      readonly problem: "team" | "unknown-team" | "team-without-repository" | "unknown-repository";
    };

/** A line with what it is tied to. `ambiguous`: more than one issue could be meant, so nothing is filed. */
export interface Tied {
  readonly line: ActionLine;
  readonly place: FilingPlace;
  readonly child?: Child | undefined;
  readonly ambiguous: boolean;
  /** Where the line stands that has the issue of the same words for the same team; "" where this is it. */
  readonly repeated: "above" | "below" | "";
}

/** Where a line is to be filed, by its `team:` or by a `repo:` that the policy lists. */
export function placeOf(line: ActionLine, policy: Policy, own: string): FilingPlace {
  if (line.team !== undefined) {
    const team = teamOf(policy, line.team);
    if (team === undefined) return { kind: "missing", problem: "unknown-team" };
    if (team.repository === undefined) return { kind: "missing", problem: "team-without-repository" };
    return { kind: "place", repository: team.repository, team: team.key, labels: team.labels };
  }
  if (line.repo === undefined) return { kind: "missing", problem: "team" };
  const wanted = line.repo.toLowerCase();
  const repository = filingRepositories(policy, own).find((name) => name.toLowerCase() === wanted);
  if (repository === undefined) return { kind: "missing", problem: "unknown-repository" };
  return { kind: "place", repository, labels: [] };
}

/** The lines with what they are tied to, and the issues whose line is gone. */
export interface Ties {
  readonly tied: readonly Tied[];
  readonly left: readonly Child[];
}

/** Ties lines to the issues that were filed for them. The issue of one that is struck out is no other line's. */
export function tie(
  { lines, struck }: Pick<Actions, "lines" | "struck">,
  children: readonly Child[],
  policy: Policy,
  own: string,
): Ties {
  const places = lines.map((line) => placeOf(line, policy, own));
  const tied = new Map<number, Child>();
  const free = new Set(children.map(issueOf));
  const take = (index: number, issue: Issue | undefined): void => {
    if (issue === undefined || tied.has(index)) return;
    tied.set(index, issue.child);
    free.delete(issue);
  };
  const pass = (match: (issue: Issue, line: ActionLine, index: number) => boolean): void => {
    for (const [index, line] of lines.entries())
      if (!isRepeated(index) && !tied.has(index))
        take(
          index,
          [...free].find((issue) => match(issue, line, index)),
        );
  };
  const isLinked = ({ child }: Issue, { link }: ActionLine): boolean =>
    link !== undefined && isAddress(child, link, own);
  const isSame = (issue: Issue, line: ActionLine): boolean =>
    line.title !== "" && issue.title === loose(line.title);
  // Of lines that are alike one has the issue: that with its link, else the first.
  const holders = new Map<string, number>();
  const isRepeated = (index: number): boolean => {
    const { hash = "" } = lines[index] ?? {};
    return (holders.get(hash) ?? index) !== index;
  };
  // A copy of a line's link is in other words than the issue.
  pass((issue, line) => isLinked(issue, line) && (issue.hash === line.hash || isSame(issue, line)));
  pass(isLinked);
  for (const index of [...tied.keys(), ...lines.keys()]) {
    const { hash = "" } = lines[index] ?? {};
    if (!holders.has(hash)) holders.set(hash, index);
  }
  pass((issue, line) => issue.hash === line.hash);
  pass((issue, line, index) => inPlace(issue, places[index]) && isSame(issue, line));
  // Its team was changed: the issue stays the line's, wherever it is.
  pass(isSame);
  const gone = struck.flatMap((line): readonly Child[] => {
    const { link, hash } = line;
    const issue = [...free].find((one) =>
      link === undefined
        ? one.hash === hash || one.title === loose(line.title)
        : isAddress(one.child, link, own),
    );
    if (issue) free.delete(issue);
    return issue ? [issue.child] : [];
  });
  // A line without words is no action, so an issue whose line went is not given to it.
  const isOpen = (index: number): boolean =>
    !tied.has(index) && !isRepeated(index) && lines[index]?.title !== "";
  const untied = (repository: string): readonly number[] =>
    [...lines.keys()].filter((index) => isOpen(index) && isAt(places[index], repository));
  for (const index of lines.keys()) {
    const place = places[index];
    if (place?.kind !== "place" || !untied(place.repository).includes(index)) continue;
    const there = [...free].filter((issue) => inPlace(issue, place));
    if (there.length === 1 && untied(place.repository).length === 1) take(index, there[0]);
  }
  const all = lines.map((line, index): Tied => {
    const place = places[index] ?? { kind: "missing", problem: "team" };
    const child = tied.get(index);
    const isCopy = child === undefined && isRepeated(index);
    const ambiguous = !child && !isCopy && [...free].some((issue) => inPlace(issue, place));
    const holder = holders.get(line.hash) ?? index;
    const repeated = isCopy ? (holder < index ? "above" : "below") : "";
    return { line, place, child, ambiguous, repeated };
  });
  return { tied: all, left: [...gone, ...[...free].map(({ child }) => child)] };
}

/** An issue that was filed, with what it is compared by: looked at once, however many lines it is held against. */
interface Issue {
  readonly child: Child;
  /** Of the line that it was filed for, from its marker. */
  readonly hash: string | undefined;
  readonly title: string;
  readonly ref: string;
}

function issueOf(child: Child): Issue {
  const hash = child.marks?.find(({ kind }) => kind === "of")?.words[4];
  return { child, hash, title: loose(child.title), ref: child.ref.toLowerCase() };
}

function inPlace({ ref }: Issue, place: FilingPlace | undefined): boolean {
  return place?.kind === "place" && ref.startsWith(`${place.repository.toLowerCase()}#`);
}

function isAt(place: FilingPlace | undefined, repository: string): boolean {
  return place?.kind === "place" && place.repository === repository;
}

/** Is a link, which may leave out our own repository, the address of this issue? */
export function sameRef(ref: string, link: string, own: string): boolean {
  const full = link.startsWith("#") ? `${own}${link}` : link;
  return ref.toLowerCase() === full.toLowerCase();
}

/** Is a link, which may leave out our own repository, an address of this issue, or one that it had before it was transferred? */
export function isAddress({ ref, formerly = [] }: WithAddress, link: string, own: string): boolean {
  return [ref, ...formerly.map((place) => place.ref)].some((one) => sameRef(one, link, own));
}

/** What has an address, and may have had others. */
export type WithAddress = Pick<Child, "ref" | "formerly">;

/** The effect that files a line: by the place that the review was opened at, wherever it is now. */
export function filingId(
  { id, formerly }: Pick<Child, "id" | "formerly">,
  { hash }: Pick<ActionLine, "hash">,
): string {
  return `action/${formerly?.[0]?.id ?? id}/${hash}`;
}

/** Is it an action that is still to be done, and that nothing follows? One that has an issue from elsewhere is followed there. */
function isUnfiled({ line, child, repeated }: Tied): boolean {
  return child === undefined && !line.ticked && repeated === "" && line.link === undefined;
}

/** May its words hold an NHS number? An issue of its own would carry that into another repository, and out by mail. */
export function isSuspect({ line }: Pick<Tied, "line">): boolean {
  return nhsNumbersIn(line.title) > 0;
}

/** Is its issue to be made? What lacks something waits for people. */
export function isToBeFiled(one: Tied): boolean {
  const isWhole = !one.ambiguous && one.line.title !== "" && !isSuspect(one);
  return isUnfiled(one) && isWhole && one.place.kind === "place";
}

/** Where a review stands: its policy, its incident's repository, and whether an effect by its id made an issue once. */
interface Home {
  readonly policy: Policy;
  readonly home: string;
  readonly isMade: (effect: string) => boolean;
}

/**
 * What a review asks for and has no issue: lines whose issues are still to be made, or that lack something, and plain lines
 * that look like actions (`promises`), with how many it holds beyond those that are read (`more`). What was filed once and is gone
 * (`isMade`) nobody can end; of a review that was dropped nothing is owed that lacks something.
 */
export function unfiledOf(
  retro: Child,
  children: readonly Child[],
  { policy, home, isMade }: Home,
): { readonly lines: readonly Tied[]; readonly promises: readonly string[]; readonly more: number } {
  const read = parseActions(retro.body, policy.retro.heading);
  const { tied } = tie(read, children, policy, home);
  const isDropped = retro.state === "closed" && retro.reason === "not_planned";
  const lines = tied.filter(
    (one) => isUnfiled(one) && !isMade(filingId(retro, one.line)) && (!isDropped || isToBeFiled(one)),
  );
  return isDropped ? { lines, promises: [], more: 0 } : { lines, promises: read.promises, more: read.more };
}

/** The words of the same; "" for each that it holds beyond those that are read. */
export function unfiledIn(retro: Child, children: readonly Child[], here: Home): readonly string[] {
  const { lines, promises, more } = unfiledOf(retro, children, here);
  return [...lines.map(({ line }) => line.title), ...promises, ...Array<string>(more).fill("")];
}
