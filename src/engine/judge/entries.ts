// What lines that are entries of the timeline come to: each an act of its own, at the time that it gives (D-9).
import type { Act } from "../act.ts";
import type { Instant } from "../instant.ts";
import { fieldNames } from "../policy/names.ts";
import { type Entry, readEntries } from "../text/entries.ts";
import { withoutFields } from "../text/said.ts";
import { besideReason } from "../text/spoken.ts";
import { saysSomething } from "../text/visible.ts";
import { moment } from "./meant.ts";
import type { JudgingSituation } from "./situation.ts";

/** The entries of a text as acts, and what else it says. */
export interface Noted {
  readonly acts: readonly Act[];
  readonly others: string;
}

/** Reads the entries of visible words that were said at an instant. */
export function noted(words: string, said: Instant, here: JudgingSituation): Noted {
  const { entries, others } = readEntries(words, fieldNames(here.ruling.policy));
  return { acts: entries.map((entry) => actOf(entry, said, here)), others };
}

/** Do words under a status say more than its reason and facts, which the timeline has besides? */
export function saysMore(words: string, { ruling }: JudgingSituation): boolean {
  return saysSomething(withoutFields(besideReason(words), fieldNames(ruling.policy)));
}

/** An entry whose time can't be read for sure stands at the time at which it was said, and its time is asked about. */
function actOf({ type, when: text, mark }: Entry, said: Instant, here: JudgingSituation): Act {
  const when = text === undefined ? said : happened(text, said, here);
  return typeof when === "number"
    ? { kind: "note", type, mark, when }
    : { kind: "note", type, mark, when: said, unclear: { text: text ?? "", why: when } };
}

/** When something was that somebody noted, or why that is unclear: it may be before the incident, as an alert mostly is. */
export function happened(text: string, said: Instant, here: JudgingSituation): Instant | string {
  return moment(text, said, here, { side: "past", events: undefined });
}
