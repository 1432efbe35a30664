// Judges the acceptance of what waits: of a maintenance only the words that were quoted before, since it makes them public.
import { hashOfWords, lastQuoted } from "../quoted.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "./situation.ts";

/**
 * What somebody with the right takes under management by `/adopt` or by its label, `as` that: what is another's and makes words public
 * waits first, so that these are quoted.
 */
export function judgeTakenOn(as: "adopt" | "declare", login: string, here: JudgingSituation): JudgingResult {
  const isOwn = here.snapshot.issue.author?.login.toLowerCase() === login.toLowerCase();
  return done({ kind: here.ruling.isForPublic && !isOwn ? "report" : as });
}

/** What somebody with the right accepted, by command or by label. */
export function judgeAccepted(here: JudgingSituation): JudgingResult {
  const { ruling, snapshot, at } = here;
  const isSeen =
    !ruling.isForPublic || lastQuoted(snapshot, { before: at }) === hashOfWords(here, ruling.policy);
  return isSeen ? done({ kind: "accept" }) : refuse("unquoted");
}
