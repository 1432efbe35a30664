// The other half of the loop's thinking: a repository's handover, from what GitHub shows of it to what should be done now.
import type { Plan } from "./effect.ts";
import { decideHandover } from "./handover/decide.ts";
import { foldHandover } from "./handover/fold.ts";
import type { HandoverSight } from "./handover/sight.ts";
import type { Instant } from "./instant.ts";
import type { Ruling } from "./policy/ruling.ts";

export { lastWriting } from "./handover/change.ts";
export { type HandoverSight, handoverKey, isHandover, isHandoverKey } from "./handover/sight.ts";

/** What the handover of a repository asks for now (H-33). Rights that it needs must have been looked up: `handoverRoles`. */
export function planHandover(sight: HandoverSight, ruling: Ruling, now: Instant): Plan {
  return decideHandover({ sight, handover: foldHandover(sight, ruling), ruling, now });
}

/** Logins whose rights on the repository must be looked up before `planHandover` may be used. */
export function handoverRoles(sight: HandoverSight, ruling: Ruling): readonly string[] {
  return foldHandover(sight, ruling).needsRoles;
}
