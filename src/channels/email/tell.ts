// What is said of a letter that went to several people, each for themselves: it counts them and names nobody.
import type { Carried } from "../../world.ts";
import { nobodyFor } from "../people.ts";
import type { Transaction } from "./conversation.ts";

/**
 * One answer for all. Some have it and some do not yet: that is unclear, since another try from outside may be by a process that does not
 * know who has it; people decide, or a page goes to all again with the same Message-ID.
 */
export function tellOf(all: ReadonlyMap<string, Transaction>, unknown: readonly string[]): Carried {
  const states = Map.groupBy(all.values(), ({ state }) => state);
  const count = (state: Transaction["state"]): number => states.get(state)?.length ?? 0;
  const [accepted, refused, later, unclear] = [
    count("accepted"),
    count("refused"),
    count("failed"),
    count("unclear"),
  ];
  const reasons = [...new Set([...all.values()].flatMap((one) => ("because" in one ? [one.because] : [])))];
  const because = reasons.join("; ");
  if (unclear > 0 || (accepted > 0 && later > 0)) {
    const parts = [
      `accepted for ${accepted} of ${all.size}`,
      ...(unclear > 0 ? [`not known for ${unclear}`] : []),
      ...(later > 0 ? [`not taken for ${later}`] : []),
      ...(refused > 0 ? [`refused for ${refused}`] : []),
    ];
    return { state: "unclear", because: `${parts.join(", ")}: ${because}` };
  }
  if (accepted === 0)
    return { state: "failed", because: all.size > 1 ? `nobody got it: ${because}` : because };
  const notes = [
    ...(refused > 0 ? [`refused for ${refused}: ${because}`] : []),
    ...(unknown.length > 0 ? [nobodyFor(unknown)] : []),
  ];
  const note = notes.length === 0 ? {} : { note: notes.join("; ") };
  return { state: "sent", receipt: { accepted, refused, ...note } };
}
