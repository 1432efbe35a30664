// The law of the attention budget: how much is said, how many reminders live at once, and how often anybody is mentioned.

import type { Effect } from "../../src/engine/effect.ts";
import { isOpen } from "../../src/engine/escalation/step.ts";
import { HOUR, type Instant, isoSeconds, MINUTE, SECOND } from "../../src/engine/instant.ts";
import { identityOf } from "../../src/engine/own.ts";
import { ringOf } from "../../src/engine/rules/remind.ts";
import { repositoryKey } from "../../src/engine/subject.ts";
import { proof } from "./marks.ts";
import type { Look, Played } from "./play.ts";
import { handoverAlias, rollingIn, type Said, saidIn } from "./said.ts";

/** How a world could be read: the most that reads lag, the incidents that nobody could find any more, and when processes began. */
export interface Reading {
  readonly lag: number;
  readonly unseen: readonly string[];
  readonly starts: readonly Instant[];
}

/** Where a world says too much. */
export function budgetBreaches(
  played: Played,
  which: string,
  { lag, unseen, starts }: Reading,
): readonly string[] {
  // A twin that a crash within a read's lag made cannot be helped; it is counted by itself.
  const twins = crashTwins(played, lag);
  const said = saidIn(played).filter((one) => !twins.includes(one.commentId));
  const found = [
    ...ceilings(said, played),
    ...mentionedAgain(said)
      .filter((pair) => !isForgotten(pair, starts))
      .map(inWords),
    ...[...played.stage.aliases].flatMap(([alias, ref]) => twinsLeft(played, alias, ref)),
    ...livings(played),
    ...restless(played, unseen),
    ...handoverTwins(played, said),
  ];
  return found.map((breach) => `${which}: ${breach}`);
}

/**
 * Comments that were said a second time because the process crashed right after the first, and its successor could not see that
 * yet: its reads lag behind further than it was away. Nothing that outlives a process could have told it.
 */
export function crashTwins(played: Played, lag: number): readonly string[] {
  const said = saidIn(played);
  return said.flatMap((one, index) => {
    // A handover may have been opened twice: its doubles then stand on two issues.
    const first = said
      .slice(0, index)
      .find((other) => other.alias === one.alias && other.first === one.first);
    if (first === undefined || readAt(one, played) - first.at > lag) return [];
    return played.crashes.some((at) => at >= first.at && at <= one.at) ? [one.commentId] : [];
  });
}

/** When the pass read that wrote it: comments are spaced, so that it may have come a little later. */
function readAt({ ref, alias, at }: Said, { passes, stage }: Played): Instant {
  const wanted = alias === handoverAlias ? repositoryKey(stage.home, "handover") : ref;
  return passes.find(({ key, from, to }) => key === wanted && from <= at && at <= to)?.from ?? at;
}

/** The ceilings of the policy that rules, which its cadence sets. */
function windowsOf({ looks }: Played) {
  const [attention] = Object.values(looks).flatMap(({ thought }) =>
    thought?.kind === "incident" ? thought.here.ruling.policy.attention : [],
  );
  const { perHour = 6, perDay = 20 } = attention ?? {};
  return [
    { span: HOUR, most: perHour },
    { span: 24 * HOUR, most: perDay },
  ];
}

/** GitHub tells whole seconds, and Tocsin counts by those. */
const wholeSecond = (at: Instant): Instant => Math.floor(at / SECOND) * SECOND;

function ceilings(said: readonly Said[], played: Played): readonly string[] {
  const { stage, looks } = played;
  const windows = windowsOf(played);
  const firsts = firstAsks(said, regulatoryIn(looks));
  return [...stage.aliases.keys(), handoverAlias].flatMap((alias) => {
    const counted = said.filter((one) => one.alias === alias && isCounted(one));
    return windows.flatMap(({ span, most }) => {
      const over = counted.find(
        (one) =>
          !firsts.has(one) &&
          counted.filter((other) => other.at <= one.at && wholeSecond(other.at) > wholeSecond(one.at) - span)
            .length > most,
      );
      return over === undefined
        ? []
        : [`${alias} has more than ${most} comments in ${span / HOUR} h at ${isoSeconds(over.at)}`];
    });
  });
}

/** Answers to commands don't count, and neither do drafts of notices, which ask nobody. */
export const isCounted = ({ kind }: Said): boolean => kind !== "answer" && kind !== "notice";

/** The clocks that the law sets: what they ask for is no repeat, however often it is said. */
export function regulatoryIn(looks: Played["looks"]): ReadonlySet<string> {
  const clocks = Object.values(looks).flatMap(({ thought }) =>
    thought?.kind === "incident" ? thought.here.ruling.policy.clocks : [],
  );
  return new Set(clocks.filter(({ regulatory }) => regulatory).map(({ name }) => name));
}

/** What asks somebody for the first time in a matter, or is the first word in it: no ceiling and no quiet hour stops that. */
export function firstAsks(said: readonly Said[], regulatory: ReadonlySet<string>): ReadonlySet<Said> {
  const known = new Set<string>();
  return new Set(
    said.filter((one) => {
      const ids = one.markers.flatMap(({ words }) => words.filter((word) => word.includes("/")));
      const matters = ids.map((id) => `${one.ref} ${matterOf(id, regulatory)}`);
      const asks = matters.flatMap((matter) => [
        matter,
        ...one.mentions.map((login) => `${matter} ${login}`),
      ]);
      const isFirst = asks.some((ask) => !known.has(ask));
      for (const ask of asks) known.add(ask);
      return isFirst;
    }),
  );
}

/** Of a clock's words the limit that they speak of; each level, each change of duty and each word of a regulatory clock asks by itself. */
export function matterOf(id: string, regulatory: ReadonlySet<string>): string {
  const [clock = "", cause = "", kind = ""] = id.split("/");
  if (regulatory.has(clock)) return id;
  return ["warn", "last", "overdue", "drill"].includes(kind) ? `${clock}/${cause}` : id;
}

/** One person who is mentioned twice within the time in which nobody is. */
export interface MentionedAgain {
  readonly login: string;
  readonly before: Said;
  readonly again: Said;
}

/** Everybody who is mentioned too soon after they were mentioned, on whatever. */
export function mentionedAgain(said: readonly Said[]): readonly MentionedAgain[] {
  const last = new Map<string, Said>();
  return said.flatMap((again) =>
    again.mentions.flatMap((login) => {
      const before = last.get(login);
      last.set(login, again);
      if (before === undefined || wholeSecond(again.at) - wholeSecond(before.at) >= 15 * MINUTE) return [];
      return [{ login, before, again }];
    }),
  );
}

/**
 * The handover and the incidents are read apart: a process that has begun since the first of two mentions may not have seen yet
 * whom the other had mentioned. Neither has one whose first reads failed: it begins with what its sweep brings, a sweep later at
 * the latest, and meanwhile whoever has to be asked is asked.
 */
export function isForgotten({ before, again }: MentionedAgain, starts: readonly Instant[]): boolean {
  const apart = (before.alias === handoverAlias) !== (again.alias === handoverAlias);
  const since = apart ? before.at : Math.max(before.at, again.at - firstSweeps);
  return starts.some((at) => at >= since && at <= again.at);
}

const firstSweeps = 5 * MINUTE;

function inWords({ login, before, again }: MentionedAgain): string {
  const [one, other] = [before, again].map(
    ({ at, kind, alias }) => `at ${isoSeconds(at)} (${kind}, ${alias})`,
  );
  return `${login} is mentioned ${one} and ${other}`;
}

/** Comments with one identity, and open issues made by one effect: only one of each may be left. */
function twinsLeft({ stage, looks }: Played, alias: string, ref: string): readonly string[] {
  const comments = (looks[alias]?.incident?.own ?? []).map(identityOf);
  const children = stage.github
    .issue(ref)
    .subIssues.map((child) => stage.github.issue(child))
    .filter((child) => child.state === "open")
    .map(({ body }) => proof.marksOfIssue(body).find(({ kind }) => kind === "of")?.words[3] ?? "");
  return [...doubled(comments), ...doubled(children)].map((what) => `${alias} has a twin of ${what} left`);
}

const doubled = (words: readonly string[]): readonly string[] =>
  words.filter((word, index) => words.indexOf(word) < index);

/** A pass that found nothing to do left at most one reminder in sight. */
function livings({ passes }: Played): readonly string[] {
  return passes.flatMap(({ key, to, outcome }) => {
    if (outcome?.plan === undefined || outcome.plan.effects.length > 0) return [];
    const live = outcome.incident?.own.filter(
      (own) =>
        !own.item.minimized &&
        own.markers.some(
          ({ kind, words }) => kind === "reminder" && !words.some((id) => isKept(id, outcome.thought)),
        ),
    );
    return (live?.length ?? 0) > 1
      ? [`${key} rests with ${live?.length} live reminders at ${isoSeconds(to)}`]
      : [];
  });
}

/** What a person asked for stays in sight until it is answered, and that a level is to be rung until somebody did. */
function isKept(id: string, thought: Look["thought"]): boolean {
  if (thought?.kind !== "incident") return false;
  const { steps, rings } = thought.here.standing.escalation;
  const asked = steps.filter((step) => isOpen(step) && step.reasons.some(({ kind }) => kind === "person"));
  return asked.some((step) => step.id === id) || rings.some(({ step }) => ringOf(step) === id);
}

/** Whoever looks at the end finds nothing left to write, but what waits for somebody's turn, who was mentioned on another incident. */
function restless(played: Played, unseen: readonly string[]): readonly string[] {
  const { looks, handover } = played;
  return Object.entries({ ...looks, [handoverAlias]: handover }).flatMap(([alias, { plan }]) => {
    if (unseen.includes(alias)) return [];
    const waiting = waitingAtTheEnd(played, alias);
    const wanted = (plan?.effects ?? []).filter((effect) => !isAfter(effect, waiting));
    return wanted.map((effect) => `${alias} wants ${effect.id} at the end: ${effect.because}`);
  });
}

/** What the last pass held back, each with the instant at which it looks again. */
function waitingAtTheEnd({ stage, passes }: Played, alias: string): ReadonlySet<string> {
  const ref = stage.aliases.get(alias);
  const last = passes.findLast(({ key, outcome }) => key === ref && outcome?.plan !== undefined)?.outcome;
  const now = stage.clock.now();
  const held = (last?.plan?.unsaid ?? []).filter(
    ({ step, until }) => (step === "mention" || step === "ceiling") && until !== undefined && until > now,
  );
  return new Set(held.map(({ id }) => id));
}

/** Is it what waits, or does it fold away what that replaces? */
function isAfter({ id, kind }: Effect, waiting: ReadonlySet<string>): boolean {
  return waiting.has(id) || (waiting.size > 0 && kind === "minimize");
}

/** There is one rolling issue, and nothing is said twice on it. */
function handoverTwins(played: Played, said: readonly Said[]): readonly string[] {
  const open = rollingIn(played).filter(({ state }) => state === "open");
  const ids = said
    .filter(({ ref, goneAt }) => goneAt === undefined && open.some((issue) => issue.ref === ref))
    .flatMap(({ markers }) => markers.filter(({ kind }) => kind.startsWith("handover")))
    .map(({ words }) => words[0] ?? "");
  const twins = doubled(ids).map((what) => `the handover has a twin of ${what} left`);
  return open.length > 1 ? [`there are ${open.length} open handovers`, ...twins] : twins;
}
