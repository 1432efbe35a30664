// The law of reminders: each was due and right for what could be read, none is missing but for a reason, none has a twin.
import type { Prompt } from "../../src/engine/assess.ts";
import { type Instant, isoSeconds, MINUTE, SECOND } from "../../src/engine/instant.ts";
import { crashTwins, firstAsks, isCounted, regulatoryIn } from "./budget.ts";
import { namesOf } from "./names.ts";
import type { Look, Passed, Played } from "./play.ts";
import { type Said, saidIn } from "./said.ts";
import { type Past, pastOf } from "./standing.ts";
import type { Weather } from "./weather.ts";

interface World {
  readonly played: Played;
  readonly said: readonly Said[];
  /** Ids of reminders in names of no world → the comment. */
  readonly sent: ReadonlyMap<string, Said>;
  /** Those of the comments that ask somebody for the first time: no quiet hour silences them. */
  readonly firsts: ReadonlySet<Said>;
  /** The most that a read lags behind. */
  readonly lag: number;
  /** Comments that a crash within the lag of a read doubled: those are counted by themselves. */
  readonly twins: readonly string[];
  readonly past: (alias: string) => Past;
  readonly name: (id: string) => string;
}

/** Where reminders break the law, in a world that was disturbed and in the one that was not. */
export function reminderBreaches(
  calm: Played,
  disturbed: Played,
  { weather, unseen }: { readonly weather: Weather; readonly unseen: readonly string[] },
): readonly string[] {
  const undisturbed = worldOf(calm, 0);
  const other = worldOf(disturbed, weather.lag);
  return [
    ...undisturbed.said.flatMap((said) => wrong(said, undisturbed, "undisturbed")),
    ...other.said.flatMap((said) => wrong(said, other, "disturbed")),
    ...[...undisturbed.sent].flatMap(([name, said]) =>
      other.sent.has(name) || unseen.includes(said.alias)
        ? []
        : isAsking(name)
          ? notAsked(name, said, other)
          : missing(name, said, other),
    ),
  ];
}

function worldOf(played: Played, lag: number): World {
  const said = saidIn(played);
  const { of: name } = namesOf(played);
  const sent = new Map(said.flatMap((one) => one.reminders.map((id) => [name(id), one] as const)));
  const pasts = new Map([...played.stage.aliases.keys()].map((alias) => [alias, pastOf(played, alias)]));
  const past = (alias: string): Past => {
    const found = pasts.get(alias);
    if (found === undefined) throw new Error(`there is no past of ${alias}`);
    return found;
  };
  return {
    played,
    said,
    sent,
    firsts: firstAsks(said, regulatoryIn(played.looks)),
    lag,
    twins: crashTwins(played, lag),
    past,
    name,
  };
}

/** Early, or not asked for at any instant that the pass may have read. */
function wrong(said: Said, world: World, which: string): readonly string[] {
  if (said.reminders.length === 0 || world.twins.includes(said.commentId)) return [];
  const pass = world.played.passes.find(
    (one) => one.key === said.ref && one.from <= said.at && said.at <= one.to,
  );
  const from = pass === undefined ? said.at : pass.from;
  if (said.reminders.every((id) => id.startsWith("silence/"))) return broken(said, world, which);
  const views = viewsBetween(world.past(said.alias), from - world.lag, said.at);
  const first = said.reminders[0] ?? "";
  // What Tocsin writes bears the whole second in which it did so.
  const before = Math.floor(said.at / SECOND) * SECOND;
  const asked = views.some((seen) =>
    isAsking(first)
      ? world.past(said.alias).askings(seen, before).includes(first)
      : isDueAmong(said, sayableAt(world, said, seen)),
  );
  if (asked) return [];
  const early = views.some((seen) =>
    world
      .past(said.alias)
      .prompts(seen, said.at)
      .some(({ id }) => id === first),
  );
  const why = early ? "before it was due" : "though nothing asked for it";
  return [`${which}: ${said.alias} said ${world.name(first)} at ${isoSeconds(said.at)} ${why}`];
}

/** One of its words is due, and the first, which names it, is or joins them within a turn of whom both ask. */
function isDueAmong({ reminders: [first, ...others], at: now }: Said, sayable: readonly Prompt[]): boolean {
  const isDueBy = (id: string | undefined, by: Instant): boolean =>
    sayable.some((prompt) => prompt.id === id && prompt.at <= by);
  return isDueBy(first, now) || (isDueBy(first, now + quarter) && others.some((id) => isDueBy(id, now)));
}

/** What its clocks may say with a comment: in a quiet hour what asks somebody for the first time, and what goes up a step. */
function sayableAt(world: World, said: Said, seen: Instant): readonly Prompt[] {
  const past = world.past(said.alias);
  if (world.firsts.has(said)) return past.all(seen);
  return [...past.prompts(seen, said.at), ...past.all(seen).filter(({ escalates }) => escalates)];
}

/** A word about a silence that there was not: somebody did something in the four hours before it. */
function broken(said: Said, { past, lag }: World, which: string): readonly string[] {
  const last = past(said.alias).acts.findLast((act) => act <= said.at - lag) ?? 0;
  return said.at - last >= 4 * 60 * MINUTE
    ? []
    : [
        `${which}: ${said.alias} is told of a silence at ${isoSeconds(said.at)}, and somebody acted at ${isoSeconds(last)}`,
      ];
}

/** Is it by escalation that somebody is asked, and not by a clock? */
const isAsking = (id: string): boolean => /^(?:escalate|ring)\//.test(id);

/** What is due at an instant for somebody who sees what people did until `seen`. */
function promptsAt(world: World, alias: string, seen: Instant, now: Instant): readonly Prompt[] {
  return world
    .past(alias)
    .prompts(seen, now)
    .filter((prompt) => prompt.at <= now);
}

/** The instants between two at which what can be seen changes, and the two. */
function viewsBetween(past: Past, from: Instant, to: Instant): readonly Instant[] {
  return [from, ...past.acts.filter((act) => act > from && act <= to), to];
}

/** A reminder of the undisturbed world that the disturbed one never sent, unless it was moot when Tocsin next looked. */
function missing(name: string, calmly: Said, world: World): readonly string[] {
  const { alias } = calmly;
  const past = world.past(alias);
  const end = world.played.stage.clock.now();
  const isIt = (prompt: Prompt): boolean => world.name(prompt.id) === name;
  const due = past.acts.flatMap((seen) => past.prompts(seen, end).filter(isIt))[0]?.at ?? calmly.at;
  // What joined another before it was due is not owed yet where it did not.
  if (due > end) return [];
  const ref = world.played.stage.aliases.get(alias);
  const looks = world.played.passes.filter((pass) => pass.key === ref && pass.to >= due);
  for (const pass of looks) {
    if (isMoot(pass, world, { alias, isIt })) return [];
    if (!isTried(pass, name, world) && !isFull(pass, world, alias) && !isPatient(pass, name, world))
      return [`disturbed: ${alias} was looked at at ${isoSeconds(pass.to)} and did not say ${name}`];
  }
  // An asking that came later took the room: it is said once there is some, after the end of this history.
  const last = looks.at(-1);
  const waits = (one: Passed): boolean => isFull(one, world, alias) || isPatient(one, name, world);
  if (last !== undefined && !isTried(last, name, world) && waits(last)) return [];
  // Nobody looked any more, for what asked for it was over before it was due.
  if (last === undefined && isMoot({ from: end, to: end }, world, { alias, isIt })) return [];
  return [`disturbed: ${alias} never said ${name}, due ${isoSeconds(due)}, though it held to the end`];
}

/**
 * A level that the undisturbed world asked and the disturbed one did not. Its time may have come later there, or never, since it
 * runs from when the level before it was asked: no pass may have left it unasked at which it was due.
 */
function notAsked(name: string, { alias }: Said, world: World): readonly string[] {
  const ref = world.played.stage.aliases.get(alias);
  const passes = world.played.passes.filter(({ key, outcome }) => key === ref && outcome?.plan !== undefined);
  const left = passes.find((pass) => {
    const views = viewsBetween(world.past(alias), pass.from - world.lag, pass.to);
    const isDue = views.every((seen) =>
      world
        .past(alias)
        .askings(seen, pass.to)
        .some((id) => world.name(id) === name),
    );
    return (
      isDue && !isTried(pass, name, world) && !isFull(pass, world, alias) && !isPatient(pass, name, world)
    );
  });
  return left === undefined
    ? []
    : [`disturbed: ${alias} was looked at at ${isoSeconds(left.to)} and did not ask ${name}`];
}

/**
 * It waits for the turn of somebody who was mentioned, or was about to be, a quarter of an hour ago or less, or for whom another
 * waits. Its own mention whose answer was unclear is one too: others queued behind it before it was known not to be there.
 */
function isPatient({ outcome, to }: Passed, name: string, { played, said, name: nameOf }: World): boolean {
  const waits = outcome?.plan?.unsaid.some(({ id, step }) => step === "mention" && nameOf(id) === name);
  if (waits !== true || outcome?.wakeAt === undefined || outcome.wakeAt > to + longestTurn) return false;
  const since = to - longestTurn;
  const isMentioning = ({ plan }: Look): boolean =>
    (plan?.effects ?? []).some((effect) => effect.kind === "comment" && effect.mentions.length > 0);
  return (
    (outcome !== undefined && isMentioning(outcome)) ||
    said.some(({ mentions, at }) => mentions.length > 0 && at <= to + onItsWay && at > since) ||
    played.passes.some(
      (other) =>
        other.outcome !== outcome &&
        other.from <= to &&
        other.to > since &&
        other.outcome &&
        isMentioning(other.outcome),
    )
  );
}

interface Reminder {
  readonly alias: string;
  readonly isIt: (prompt: Prompt) => boolean;
}

/** Its clock had started anew, stopped, moved or gone quiet, or a later word of the same clock was due or had been said. */
function isMoot(pass: Pick<Passed, "from" | "to">, world: World, { alias, isIt }: Reminder): boolean {
  const views = viewsBetween(world.past(alias), pass.from - world.lag, pass.to);
  return views.some((seen) => {
    const due = promptsAt(world, alias, seen, pass.to);
    const it = due.find(isIt);
    if (it === undefined) return true;
    const later = world
      .past(alias)
      .prompts(seen, pass.to)
      .filter((one) => one.clock === it.clock && one.at > it.at);
    return later.some((one) => one.at <= pass.to || world.sent.has(world.name(one.id)));
  });
}

/** The pass failed, or it wanted to say so and could not. */
function isTried(pass: Passed, name: string, world: World): boolean {
  const { plan } = pass.outcome ?? {};
  if (plan === undefined) return true;
  return plan.effects.some(
    (effect) =>
      effect.kind === "comment" &&
      effect.markers.some(
        ([kind, ...ids]) => kind === "reminder" && ids.some((id) => world.name(id) === name),
      ),
  );
}

const hour = 60 * MINUTE;
const quarter = 15 * MINUTE;
const onItsWay = 5 * SECOND;
/** Of three incidents one waits for the two others at most. */
const longestTurn = 3 * quarter;

/** There was no room for a further comment. */
function isFull(pass: Passed, world: World, alias: string): boolean {
  const counted = world.said.filter(
    (one) => one.alias === alias && isCounted(one) && one.at <= pass.to && one.at > pass.from - hour,
  );
  const { outcome } = pass;
  const ruling = outcome?.thought?.kind === "incident" ? outcome.thought.here.ruling : undefined;
  return counted.length >= (ruling?.policy.attention.perHour ?? 6) - 1;
}
