// Judges the acceptance of what waits: of a maintenance only the words that were quoted before, since it makes them public.
import { hashOfWords, lastQuoted } from "../quoted.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "./situation.ts";

/** What somebody with the right accepted, by command or by label. */
export function judgeAccepted(here: JudgingSituation): JudgingResult {
  const { ruling, snapshot, at } = here;
  const isSeen = !ruling.isForPublic || lastQuoted(snapshot, at) === hashOfWords(here, ruling.policy);
  return isSeen ? done({ kind: "accept" }) : refuse("unquoted");
}
