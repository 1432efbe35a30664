// The law of asks: whoever is to be asked is mentioned, the first ask in a matter waits for nobody but its own turn, and nothing due is left unsaid.
import type { AddComment } from "../../src/engine/effect.ts";
import { type Instant, isoSeconds, MINUTE, SECOND } from "../../src/engine/instant.ts";
import type { Prompt } from "../../src/engine/prompt.ts";
import type { IncidentSituation } from "../../src/engine/situation.ts";
import { whoIsReached } from "../../src/engine/who.ts";
import { matterOf } from "./budget.ts";
import { type OwedAsk, owedIn } from "./owed.ts";
import { questions } from "./owed-words.ts";
import type { Passed, Played } from "./play.ts";
import { type Said, saidIn } from "./said.ts";
import { type Sight, sightIn } from "./sight.ts";
import { goingUpIn, silencesIn } from "./silence.ts";
import type { Past } from "./standing.ts";
import { type Stretch, stretchesIn } from "./stretch.ts";
import { loginsOf, whoIsAsked } from "./whom.ts";

interface World {
  readonly played: Played;
  readonly said: readonly Said[];
  /** By when what is owed must have been said. */
  readonly sight: Sight;
}

/** Where a world leaves somebody unasked; `unseen`: incidents that nobody could find any more. */
export function askBreaches(played: Played, which: string, unseen: readonly string[]): readonly string[] {
  const said = saidIn(played);
  const world: World = { played, said, sight: sightIn(played, MINUTE) };
  const aliases = [...played.stage.aliases.keys()].filter((alias) => !unseen.includes(alias));
  const found = [
    ...played.passes.flatMap((pass) => [...unmentioned(pass, said), ...heldBack(pass, said)]),
    ...aliases.flatMap((alias) => unsaidIn(alias, world)),
  ];
  return found.map((breach) => `${which}: ${breach}`);
}

/** A comment that asks somebody for the first time in a matter, and does not mention them. */
function unmentioned(pass: Passed, said: readonly Said[]): readonly string[] {
  const here = situationOf(pass);
  if (here === undefined) return [];
  return commentsOf(pass).flatMap((comment) => {
    const mentioned = new Set(comment.mentions.map((login) => login.toLowerCase()));
    return idsOf(comment).flatMap((id) =>
      firstAsked(id, here, before(pass.from, pass.key, said))
        .filter((login) => !mentioned.has(login))
        .map((login) => `${pass.key} asks ${login} by ${id} at ${isoSeconds(pass.from)} without a mention`),
    );
  });
}

/** A first ask that quiet or a ceiling holds back. */
function heldBack(pass: Passed, said: readonly Said[]): readonly string[] {
  const here = situationOf(pass);
  if (here === undefined) return [];
  const held = (pass.outcome?.plan?.unsaid ?? []).filter(
    ({ step }) => step === "quiet" || step === "ceiling",
  );
  return held.flatMap(({ id, step }) =>
    firstAsked(id, here, before(pass.from, pass.key, said)).map(
      (login) => `${pass.key} leaves ${login} unasked by ${id} at ${isoSeconds(pass.from)}: ${step}`,
    ),
  );
}

const before = (at: Instant, ref: string, said: readonly Said[]): readonly Said[] =>
  said.filter((one) => one.ref === ref && one.at <= at);

/** Whom a message asks for the first time in its matter, in small letters. */
function firstAsked(id: string, here: IncidentSituation, said: readonly Said[]): readonly string[] {
  const prompt = here.standing.prompts.find((one) => one.id === id);
  if (prompt === undefined) return whoIsAsked(id, here) ?? [];
  // A drill asks whoever began it, a moment ago.
  if (prompt.kind === "drill") return [];
  const { clock } = prompt;
  const regulatory = new Set(clock.regulatory ? [clock.name] : []);
  const matter = matterOf(id, regulatory);
  const spoken = said.filter(({ reminders }) =>
    reminders.some((one) => matterOf(one, regulatory) === matter),
  );
  const asked = new Set(spoken.flatMap(({ mentions }) => mentions.map((login) => login.toLowerCase())));
  return loginsOf(whoIsReached(clock.remind, here, clock.remindOnly).people).filter((one) => !asked.has(one));
}

function situationOf({ outcome }: Passed): IncidentSituation | undefined {
  return outcome?.thought?.kind === "incident" ? outcome.thought.here : undefined;
}

function commentsOf({ outcome }: Passed): readonly AddComment[] {
  return (outcome?.plan?.effects ?? []).filter((effect) => effect.kind === "comment");
}

function idsOf({ markers }: AddComment): readonly string[] {
  return markers.flatMap(([, ...words]) => words.filter((word) => word.includes("/")));
}

/** What was owed for as long as it takes to see it, and a minute, without being said: it, or a later word of the same limit. */
function unsaidIn(alias: string, { played, said, sight }: World): readonly string[] {
  const ref = played.stage.aliases.get(alias) ?? "";
  const passes = played.passes.filter(({ key }) => key === ref);
  return stretchesIn(played, alias, said).flatMap((stretch) => {
    const { past, seen, until, said: here } = stretch;
    const by = (at: Instant): Instant => Math.max(sight.by(Math.max(at, seen)), sight.hears(seen));
    const clocks = past.managed(seen) ? past.all(seen).filter(({ at }) => by(at) < until) : [];
    const late = [
      ...clocks.filter(
        (prompt) =>
          !isSaid(prompt, by(prompt.at), here) &&
          !isRepeatInQuiet(prompt, { past, seen, said: here }) &&
          !waits(prompt, { by: by(prompt.at), from: Math.max(prompt.at, seen), passes, said }),
      ),
      ...[...owedIn(stretch), ...silencesIn(stretch), ...goingUpIn(stretch)].filter((one) => {
        const seenBy = by(one.at);
        const last = seenBy + (one.joins ?? 0) + (isInHand(one, seenBy, played) ? unknown : 0);
        return (
          last < until &&
          !isPassed(one, last, stretch) &&
          !isMet(one, last, { played, here, said, ref }) &&
          !waits(one, { by: last, from: one.at, passes, said })
        );
      }),
    ];
    return late.map(({ id, at }) => `${alias} did not say ${id}, due ${isoSeconds(at)}`);
  });
}

/**
 * Has the time of a level passed by when Tocsin sees that it was to be asked? Then the one above it is asked. So has that of
 * a question whether a level is wanted, where the level is asked without a question from an hour on.
 */
function isPassed({ id }: OwedAsk, by: Instant, { past, seen }: Stretch): boolean {
  if (id.startsWith("ask/escalate/"))
    return !questions(past.situation(seen, by)).some((question) => question.id === id);
  return /^(?:escalate|ring)\//.test(id) && !past.askings(seen, by).includes(id);
}

/** Was it being handed over when the process ended? Nobody knows what became of it, and it is tried again later. */
function isInHand({ by: way, at }: OwedAsk, by: Instant, { crashes }: Played): boolean {
  return way === "paging" && crashes.some((crash) => crash >= at && crash <= by);
}

/** What a process that ended had in hand counts as under way for two minutes, and waits a minute for its next try. */
const unknown = 4 * MINUTE;

interface Heard {
  readonly played: Played;
  readonly ref: string;
  /** What was said on the incident, and everywhere. */
  readonly here: readonly Said[];
  readonly said: readonly Said[];
}

function isMet(owed: OwedAsk, by: Instant, { played, ref, here, said }: Heard): boolean {
  const { at, who = [], since = Number.NEGATIVE_INFINITY } = owed;
  const inTime = here.filter((one) => one.at <= by && one.at >= since);
  if (inTime.some(({ markers }) => markers.some(({ words }) => words.some((id) => isOf(id, owed)))))
    return true;
  const { log } = played.stage.github;
  switch (owed.by) {
    case "assigning":
      return log.some((one) => one.on === ref && one.did === "assigned" && one.at <= by);
    case "paging":
      return played.stage.channels.arrived.some(
        (one) => isOf(one.effect.id, owed) && one.at <= by && one.at >= since,
      );
    case "mentioning":
      return who.every((login) =>
        said.some((one) => one.at >= at && one.at <= by && one.mentions.includes(login)),
      );
    default:
      return false;
  }
}

const isOf = (id: string, { id: owed }: Pick<OwedAsk, "id">): boolean =>
  id === owed || (owed.endsWith("/") && id.startsWith(owed));

/** Said in time, or made up for by a later word of the same limit. */
function isSaid(prompt: Prompt, by: Instant, said: readonly Said[]): boolean {
  const matter = `${prompt.clock.name}/${prompt.state.cause}/`;
  return said.some(
    ({ at, reminders }) =>
      at <= by &&
      (reminders.includes(prompt.id) || (at >= prompt.at && reminders.some((id) => id.startsWith(matter)))),
  );
}

/** A quiet hour silences it: somebody was asked in its matter before, and the law doesn't ask for it. */
function isRepeatInQuiet(
  { id, at, clock, state }: Prompt,
  { past, seen, said }: { readonly past: Past; readonly seen: Instant; readonly said: readonly Said[] },
): boolean {
  const now = Math.max(at, seen);
  const matter = `${clock.name}/${state.cause}/`;
  const isRepeat = said.some(
    (one) => one.at < now && one.reminders.some((other) => other.startsWith(matter)),
  );
  return isRepeat && !past.prompts(seen, now).some((prompt) => prompt.id === id);
}

interface Around {
  readonly from: Instant;
  readonly by: Instant;
  readonly passes: readonly Passed[];
  readonly said: readonly Said[];
}

/** It was looked at in time, and held back for a reason that is allowed: the law of first asks holds which. */
function waits(owed: Pick<OwedAsk, "id">, { from, by, passes, said }: Around): boolean {
  return passes.some(({ from: began, to, outcome }) => {
    if (to < from || began > by) return false;
    const held = outcome?.plan?.unsaid.find(({ id, step }) => isOf(id, owed) && step !== "said");
    if (held === undefined) return false;
    if (held.step !== "mention" || held.until === undefined) return true;
    const since = held.until - longestTurn - SECOND;
    return said.some(({ at, mentions }) => at >= since && at <= to + SECOND && mentions.length > 0);
  });
}

/** A quarter of an hour for each of the incidents that wait for one person. */
const longestTurn = 3 * 15 * MINUTE;
