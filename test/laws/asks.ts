// The law of asks: whoever is to be asked is mentioned, the first ask in a matter waits for nobody but its own turn, and nothing due is left unsaid.
import type { AddComment } from "../../src/engine/effect.ts";
import { type Instant, isoSeconds, MINUTE, SECOND } from "../../src/engine/instant.ts";
import { handleOf, type Party } from "../../src/engine/party.ts";
import type { Prompt } from "../../src/engine/prompt.ts";
import type { IncidentSituation } from "../../src/engine/situation.ts";
import { whoIsAt, whoIsReached } from "../../src/engine/who.ts";
import { matterOf } from "./budget.ts";
import type { Passed, Played } from "./play.ts";
import { type Said, saidIn } from "./said.ts";
import { type Past, pastOf } from "./standing.ts";

/** Where a world leaves somebody unasked. `calm`: nothing went wrong in it, so that what is due is said within a minute. */
export function askBreaches(
  played: Played,
  which: string,
  { calm }: { readonly calm: boolean },
): readonly string[] {
  const said = saidIn(played);
  const found = [
    ...played.passes.flatMap((pass) => [...unmentioned(pass, said), ...heldBack(pass, said)]),
    ...(calm ? [...played.stage.aliases.keys()].flatMap((alias) => unsaidIn(alias, played, said)) : []),
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
  const level = here.standing.escalation.unsaid.find((step) => step.id === id);
  if (level !== undefined) return loginsOf(whoIsAt(level.level, here).people);
  const prompt = here.standing.prompts.find((one) => one.id === id);
  // A drill asks whoever began it, a moment ago.
  if (prompt === undefined || prompt.kind === "drill") return [];
  const { clock } = prompt;
  const regulatory = new Set(clock.regulatory ? [clock.name] : []);
  const matter = matterOf(id, regulatory);
  const spoken = said.filter(({ reminders }) =>
    reminders.some((one) => matterOf(one, regulatory) === matter),
  );
  const asked = new Set(spoken.flatMap(({ mentions }) => mentions.map((login) => login.toLowerCase())));
  return loginsOf(whoIsReached(clock.remind, here, clock.remindOnly).people).filter((one) => !asked.has(one));
}

function loginsOf(people: readonly Party[]): readonly string[] {
  return people.flatMap((who) => handleOf(who)?.toLowerCase() ?? []);
}

function situationOf({ outcome }: Passed): IncidentSituation | undefined {
  return outcome?.thought?.kind === "incident" ? outcome.thought.here : undefined;
}

function commentsOf({ outcome }: Passed): readonly AddComment[] {
  return (outcome?.plan?.effects ?? []).filter((effect) => effect.kind === "comment");
}

function idsOf({ markers }: AddComment): readonly string[] {
  return markers.flatMap(([kind, ...ids]) => (kind === "reminder" ? ids : []));
}

/** What was due for a minute without being said: it, or a later word of the same limit. */
function unsaidIn(alias: string, played: Played, said: readonly Said[]): readonly string[] {
  const past = pastOf(played, alias);
  const ref = played.stage.aliases.get(alias) ?? "";
  const here = said.filter((one) => one.alias === alias);
  const passes = played.passes.filter(({ key }) => key === ref);
  const end = played.stage.clock.now();
  return past.acts.flatMap((seen, index) => {
    const until = Math.min(past.acts[index + 1] ?? end, end);
    if (!past.managed(seen)) return [];
    const due = past.all(seen).filter(({ at }) => Math.max(at, seen) + MINUTE < until);
    return due
      .filter(
        (prompt) =>
          !isSaid(prompt, seen, here) &&
          !isRepeatInQuiet(prompt, { past, seen, said: here }) &&
          !waits(prompt, { seen, passes, said }),
      )
      .map(({ id, at }) => `${alias} did not say ${id}, due ${isoSeconds(at)}`);
  });
}

/** Said within a minute of when it was due or known, or made up for by a later word of the same limit. */
function isSaid(prompt: Prompt, seen: Instant, said: readonly Said[]): boolean {
  const matter = `${prompt.clock.name}/${prompt.state.cause}/`;
  const by = Math.max(prompt.at, seen) + MINUTE;
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
  readonly seen: Instant;
  readonly passes: readonly Passed[];
  readonly said: readonly Said[];
}

/** It was looked at within the minute, and held back for a reason that is allowed: the law of first asks holds which. */
function waits(prompt: Prompt, { seen, passes, said }: Around): boolean {
  const from = Math.max(prompt.at, seen);
  return passes.some(({ from: began, to, outcome }) => {
    if (to < prompt.at || began > from + MINUTE) return false;
    const held = outcome?.plan?.unsaid.find(({ id, step }) => id === prompt.id && step !== "said");
    if (held === undefined) return false;
    if (held.step !== "mention" || held.until === undefined) return true;
    const since = held.until - longestTurn - SECOND;
    return said.some(({ at, mentions }) => at >= since && at <= to + SECOND && mentions.length > 0);
  });
}

/** A quarter of an hour for each of the incidents that wait for one person. */
const longestTurn = 3 * 15 * MINUTE;
