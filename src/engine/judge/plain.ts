// Judges comments in plain words: an update by those who work on the incident, or nothing.

import { fieldNames } from "../policy/names.ts";
import { atLeast, isHeldBy } from "../rights.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import { saysNothing } from "../text/own-words.ts";
import { updateIn } from "../text/said.ts";
import { visible } from "../text/visible.ts";
import { noted } from "./entries.ts";
import { isPresent, may } from "./gate.ts";
import { knownFields, promised, wantsWords } from "./meant.ts";
import { answersWhy } from "./not-planned.ts";
import { done, type JudgingResult, type JudgingSituation, seen } from "./situation.ts";

/** Plain words of somebody: a whole comment, or what of it stands above its commands. */
export interface PlainWords {
  readonly item: CommentItem;
  readonly login: string;
  readonly words?: string | undefined;
  /** Does the comment give commands besides? Then nobody is told that its other words are no update. */
  readonly beside?: boolean;
}

/**
 * A comment in plain words: an update where the policy takes it for one, and entries of the timeline in any case, if it comes from a
 * role holder, an assignee or a writer.
 */
export function judgePlain(
  { item, login, words: above, beside }: PlainWords,
  here: JudgingSituation,
): JudgingResult {
  const isAsked = here.questions.some(({ topic }) => topic === "not-planned");
  const answer = isAsked ? answersWhy(above ?? visible(item.body), login, here) : undefined;
  if (answer !== undefined) return answer;
  const close =
    here.assignees.has(login) || [...here.roles.values()].some((role) => isHeldBy(role.holders, login));
  const role = here.snapshot.roles.get(login);
  // What can be no update is not read at all.
  if (role !== undefined && (close ? isPresent(login, here) !== "yes" : !atLeast(role, "write")))
    return tooLittle({ item, login, words: above, beside: beside === true }, here);
  const words = above ?? visible(item.body);
  if (isForeignCommand(words)) return seen;
  const { acts, others } = noted(words, item.at, here);
  const isUpdate = here.ruling.policy.incidents.plainUpdates;
  if (!isUpdate && acts.length === 0) return seen;
  const isNothing = acts.length === 0 && saysNothing(words);
  if (isNothing && (beside || !wantsWords(here))) return seen;
  if (role === undefined) return { needs: login };
  if (!isUpdate) return done(...acts);
  // Only who could give an update by words hears that these were none.
  if (isNothing) return { verdict: "seen", acts: [], refusal: { kind: "no-update", values: {} } };
  const said = updateIn(words, fieldNames(here.ruling.policy));
  // A severity in somebody's sentence, or in a text that was pasted, settles nothing: that takes the command or a label.
  const { [here.ruling.policy.severity.field]: _, ...fields } = knownFields(said.fields, here);
  const next = promised(said.next, words, here);
  const { nothingNew, onlyFields } = said;
  const update = { kind: "update", nothingNew, ...next, fields, onlyFields } as const;
  return done({ ...update, ...(acts.length > 0 && others === "" && { noted: true }) }, ...acts);
}

/** Whoever opened it, and may have been asked for an update, hears that their words are no update, and what it takes; all others of too little right are heard as before. */
function tooLittle({ item, login, words, beside }: PlainWords, here: JudgingSituation): JudgingResult {
  const isAsked = here.snapshot.issue.author?.login === login && here.ruling.policy.incidents.plainUpdates;
  // What can be no update is not read at all.
  if (!isAsked || beside || !wantsWords(here) || may(login, "update", here) !== "no") return seen;
  const said = words ?? visible(item.body);
  if (isForeignCommand(said) || saysNothing(said)) return seen;
  return { verdict: "seen", acts: [], refusal: { kind: "right", values: { command: "update" } } };
}

/** Another bot's command (`/lgtm`) is no update. */
function isForeignCommand(words: string): boolean {
  return /^\/[a-z][\w-]*(?=\s|$)/i.test(words);
}
