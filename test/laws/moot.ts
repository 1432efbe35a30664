// What the undisturbed world did for a state that had passed when Tocsin next looked in the disturbed one.
import { SECOND } from "../../src/engine/instant.ts";
import type { Ending } from "./ending.ts";
import { namesOf } from "./names.ts";
import type { Played } from "./play.ts";
import { saidIn } from "./said.ts";
import { type Past, pastOf } from "./standing.ts";
import type { Weather } from "./weather.ts";

/** A sweep finds an incident by these; one that was set aside has none of them any more. */
const inSight = /^(?:incident$|status: )/;

/**
 * Is an incident out of every sweep's sight, seen last when it was set aside and all its labels were off? A command there whose
 * delivery is lost (`/adopt`) is not found, whatever else is done: nothing tells the issue from all others. A person sees that
 * it was not answered and says it again.
 */
export function isOutOfSight({ stage, passes }: Played, alias: string): boolean {
  const ref = stage.aliases.get(alias) ?? "";
  if (stage.github.issue(ref).labels.some((name) => inSight.test(name))) return false;
  const last = passes.findLast(({ key, outcome }) => key === ref && outcome?.incident !== undefined);
  return last?.outcome?.incident?.management !== "managed";
}

/** The two endings of an incident, without what was moot; `what` says what that was. */
export interface Settled {
  readonly calm: Ending;
  readonly disturbed: Ending;
  readonly what: readonly ("review" | "card" | "escalation" | "turn")[];
}

interface Both {
  readonly alias: string;
  readonly calm: Ending;
  readonly disturbed: Ending;
  /** The undisturbed world. */
  readonly calmly: Played;
  /** The disturbed world. */
  readonly played: Played;
  readonly weather: Weather;
}

/**
 * A review that was due only while nobody could look (closed and opened again in one outage) is not opened afterwards, and an
 * incident that was set aside before anybody saw it gets no card that says so: what Tocsin would have written meanwhile is the
 * one thing that a look at the whole cannot bring back. How long a level has to answer runs from when it was asked: where that was
 * later, so is the next, or never. A question of the end that waits in one world for the turn of whom it asks keeps the incident in
 * sight there by its label, which the other has no need of. Everything else must be equal all the same.
 */
export function withoutMoot({ alias, calm, disturbed, calmly, played, weather }: Both): Settled {
  const past = pastOf(played, alias);
  const never = (holds: (seen: number) => boolean, wanted: "create-issue" | "card"): boolean =>
    neverSeen(holds, { alias, past, played, weather, wanted });
  const isRetro = (child: string): boolean => child.endsWith("| retro");
  const review =
    calm.children.some(isRetro) && !disturbed.children.some(isRetro) && never(past.reviewDue, "create-issue");
  const card = calm.card.length > 0 && disturbed.card.length === 0 && never(past.managed, "card");
  const escalation =
    !card && levelsOn(calm) !== levelsOn(disturbed) && whenAsked(calmly, alias) !== whenAsked(played, alias);
  const turn = waitsForTurn(calmly, alias) !== waitsForTurn(played, alias);
  const settle = (ending: Ending): Ending => ({
    ...ending,
    ...(turn ? { labels: withoutFollowUp(ending) } : {}),
    ...(review ? withoutReview(ending) : {}),
    ...(card ? { card: [], acts: [] } : {}),
    ...(escalation ? { card: ending.card.filter((line) => !ofLevels.test(line)) } : {}),
  });
  return {
    calm: settle(calm),
    disturbed: settle(disturbed),
    what: [
      ...(review ? (["review"] as const) : []),
      ...(card ? (["card"] as const) : []),
      ...(escalation ? (["escalation"] as const) : []),
      ...(turn ? (["turn"] as const) : []),
    ],
  };
}

/** Lines of the card that say which levels were asked, and which is next. */
const ofLevels = /^\*\*(?:Escalation|Reach)\*\*/;

const levelsOn = ({ card }: Ending): string => card.filter((line) => ofLevels.test(line)).join("\n");

/** When each level was asked, and each clock spoke that asks one: from then the time of the level runs until the next is asked. */
function whenAsked(played: Played, alias: string): string {
  const { of: name } = namesOf(played);
  const asked = saidIn(played).flatMap((said) =>
    said.alias !== alias
      ? []
      : said.reminders
          .filter((id) => id.startsWith("escalate/") || id.includes("/overdue/"))
          .map((id) => `${name(id)} ${Math.floor(said.at / SECOND)}`),
  );
  return [...new Set(asked)].toSorted().join("\n");
}

function withoutReview(ending: Ending): Partial<Ending> {
  const owed = /^(?:### |\*\*Review\*\*|\*\*Still to be written down\*\*)/;
  return {
    children: ending.children.filter((child) => !child.endsWith("| retro")),
    labels: withoutFollowUp(ending),
    card: ending.card.filter((line) => !owed.test(line)),
  };
}

function withoutFollowUp({ labels }: Ending): readonly string[] {
  return labels.filter((name) => name !== "incident: follow-up");
}

/** Does a question of the end still wait for somebody's turn, with the label by which nobody loses sight of it? */
function waitsForTurn({ stage, passes }: Played, alias: string): boolean {
  const ref = stage.aliases.get(alias) ?? "";
  const last = passes.findLast(({ key, outcome }) => key === ref && outcome?.plan !== undefined);
  const waits = last?.outcome?.plan?.unsaid.some(
    ({ id, step }) => step === "mention" && id.startsWith("ask/"),
  );
  return waits === true && stage.github.issue(ref).labels.includes("incident: follow-up");
}

interface Seeing extends Pick<Both, "alias" | "played" | "weather"> {
  /** What a pass had to write for it: one that could not was kept from it. */
  readonly wanted: "create-issue" | "card";
  readonly past: Past;
}

/** Every pass that read anything, and was not kept from writing, may have read it while it did not hold. */
function neverSeen(
  holds: (seen: number) => boolean,
  { alias, past, played, weather, wanted }: Seeing,
): boolean {
  const ref = played.stage.aliases.get(alias);
  const passes = played.passes.filter(({ key, outcome }) => key === ref && outcome?.snapshot !== undefined);
  return passes.every(({ from, to, outcome }) => {
    const cut = played.crashes.some((at) => at >= from && at <= to);
    const written = new Set(outcome?.applied?.written.map(({ id }) => id));
    if (cut || outcome?.plan?.effects.some(({ id, kind }) => kind === wanted && !written.has(id)))
      return true;
    const earliest = from - weather.lag;
    const views = [earliest, ...past.acts.filter((act) => act > earliest && act <= to), to];
    return views.some((seen) => !holds(seen));
  });
}
