// What people meant by a time, a field and a field's value, under the ruling policy; shared by the judgement of all that is written.
import type { Instant } from "../instant.ts";
import { isDayOff, parseMoment } from "../moment.ts";
import type { Policy } from "../policy/model.ts";
import { fieldOf } from "../policy/names.ts";
import type { CommentItem } from "../snapshot.ts";
import { type JudgingResult, type JudgingSituation, refuse } from "./situation.ts";

/** The instant that people meant, or why it is unclear. A time for something to come may not lie in the past. */
export function moment(
  text: string,
  said: Instant,
  here: JudgingSituation,
  prefer: "past" | "future",
): Instant | string {
  const zone = here.ruling.policy.incidents.zone;
  const meant = parseMoment(text, { zone, near: said, now: said, prefer });
  if (meant.kind !== "instant") return meant.why;
  if (prefer === "future" && meant.at <= said) return "it is not in the future";
  if (prefer === "future" && isDayOff(text, meant.at, said)) {
    return "that time has just passed; say the day as well if another day is meant";
  }
  if (prefer === "past" && meant.at > said) return "it is still to come";
  if (prefer === "past" && isDayOff(text, meant.at, said)) {
    return "that time is still to come; say the day as well if another day is meant";
  }
  return meant.at;
}

/** What is done at the time that was given, or at that of the comment; a time that can't be read is refused. */
export function atTime(
  text: string | undefined,
  item: CommentItem,
  here: JudgingSituation,
  then: (when: Instant) => JudgingResult,
): JudgingResult {
  const when = text === undefined ? item.at : moment(text, item.at, here, "past");
  return typeof when === "string" ? refuse("time", { text: text ?? "", why: when }) : then(when);
}

/** The same for a time that is to come. */
export function inFuture(
  text: string,
  item: CommentItem,
  here: JudgingSituation,
  then: (when: Instant) => JudgingResult,
): JudgingResult {
  const when = moment(text, item.at, here, "future");
  return typeof when === "string" ? refuse("time", { text, why: when }) : then(when);
}

/** Fields by their policy id, of those that the policy knows. */
export function knownFields(
  fields: Readonly<Record<string, string>>,
  here: JudgingSituation,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldOf(here.ruling.policy, name);
    if (field) found[field.id] = value;
  }
  return found;
}

/** Every name by which a policy's fields are known in `field: value` lines. */
export function fieldNames(policy: Policy): readonly string[] {
  return Object.values(policy.fields).flatMap((field) => [field.id, field.title, ...field.aliases]);
}
