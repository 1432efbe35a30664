// Judges a new version of the report: a proposal where it comes from outside, and an update that nobody hears of.
import type { BodyVersion } from "../snapshot/timeline.ts";
import { saysNothing } from "../text/own-words.ts";
import { visible } from "../text/visible.ts";
import { isOutsider } from "./gate.ts";
import { wantsWords } from "./meant.ts";
import { done, type JudgingResult, type JudgingSituation } from "./situation.ts";

/**
 * A new version of the report of an incident that is managed. What somebody from outside writes into it is a proposal; by all others
 * it is what is reported, and no update, since edits tell nobody: where one is wanted, that is said.
 */
export function judgeBody(version: BodyVersion, login: string, here: JudgingSituation): JudgingResult {
  const outside = isOutsider(login, here);
  if (outside === "unknown") return { needs: login };
  if (outside) return done({ kind: "propose", version: version.id });
  if (!wantsWords(here) || !addsUpdate(version, here)) return undefined;
  return { verdict: "seen", acts: [], refusal: { kind: "in-description", values: {} } };
}

/** `EDIT 10:59: found the cause`, `**Update:** …`, `11:02 – rolled back`, `Next update at 11:30`. */
const sign =
  /^[^\p{L}\p{N}]*(?:(?:edit(?:ed)?|upd(?:ate)?)\b(?=[\s\d:#.,)\]*_–—-])|\d{1,2}:\d{2}\b|next update\b)|\bnext update (?:at|by|in)\b/iu;

/** Has a version a line more that reads like an update? */
function addsUpdate({ id, body }: BodyVersion, { snapshot }: JudgingSituation): boolean {
  const { versions } = snapshot.issue;
  const before = versions[versions.findIndex((one) => one.id === id) - 1];
  if (before === undefined) return false;
  const known = new Set(visible(before.body).split("\n"));
  return visible(body)
    .split("\n")
    .some((line) => !known.has(line) && line.length < 2_000 && sign.test(line) && !saysNothing(line));
}
