// What became of a letter for each whom it goes to, and what is said of all: it counts them and names nobody.
import type { Carried } from "../world.ts";
import { nobodyFor } from "./people.ts";

/** For one: accepted; refused for good; failed, so that it may be tried again; or nobody knows. */
export type Reception =
  | { readonly state: "accepted" }
  | { readonly state: "refused" | "failed" | "unclear"; readonly because: string };

/** How receptions are told. */
interface Telling {
  /** Keys of the letter under which nobody is known. */
  readonly unknown: readonly string[];
  /** Whoever has it gets no second one by another try of the whole. */
  readonly repeatable: boolean;
  /** What the channel calls it, where "sent" says too much. */
  readonly note?: string | undefined;
}

/**
 * One answer for all. Where some have it and others not yet, a repeat would double it for those: unless it can't, people are asked.
 */
export function tellAll(receptions: readonly Reception[], { unknown, repeatable, note }: Telling): Carried {
  const count = (wanted: Reception["state"]): number =>
    receptions.filter(({ state }) => state === wanted).length;
  const because = [...new Set(receptions.flatMap((one) => ("because" in one ? [one.because] : [])))].join(
    "; ",
  );
  const [accepted, refused, later, unclear] = [
    ...[count("accepted"), count("refused"), count("failed"), count("unclear")],
  ] as const;
  const counts = [
    `accepted for ${accepted} of ${receptions.length}`,
    ...(unclear > 0 ? [`not known for ${unclear}`] : []),
    ...(later > 0 ? [`not taken for ${later}`] : []),
    ...(refused > 0 ? [`refused for ${refused}`] : []),
  ];
  const said = accepted + unclear === 0 ? "nobody got it" : counts.join(", ");
  const told = receptions.length > 1 ? `${said}: ${because}` : because;
  const mixed = accepted > 0 && later > 0;
  if (unclear > 0 || (mixed && !repeatable)) return { state: "unclear", because: told };
  if (accepted === 0 || mixed) return { state: "failed", because: told };
  const notes = [
    ...(note === undefined ? [] : [note]),
    ...(refused > 0 ? [`refused for ${refused}: ${because}`] : []),
    ...(unknown.length > 0 ? [nobodyFor(unknown)] : []),
  ];
  return {
    state: "sent",
    receipt: { accepted, refused, ...(notes.length > 0 && { note: notes.join("; ") }) },
  };
}
