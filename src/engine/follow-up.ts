// What people said of an action since it was filed: another day, that it is verified, that it won't be done and why.
import type { Instant } from "./instant.ts";
import type { Child } from "./snapshot/child.ts";

/** Where the hidden mark of an issue that we filed names the effect that filed it. */
const EFFECT_PLACE = 3;

/** What an action is known by wherever its issue stands: a transfer gives that another node id. One of before has that id alone. */
export function keyOfAction({ id, marks = [] }: Pick<Child, "id" | "marks">): string {
  return marks.find(({ kind }) => kind === "of")?.words[EFFECT_PLACE] ?? id;
}

/** Something that somebody said of an action, in its issue, on its review or on its incident. */
interface SaidOf {
  readonly at: Instant;
  readonly by?: string | undefined;
}

/** What was said last of one action. */
export interface SaidOfAction {
  /** Its day was moved: `2025-05-01`, in the policy's zone. */
  readonly due?: (SaidOf & { readonly day: string; readonly because?: string | undefined }) | undefined;
  /** Somebody else looked and found that it is done (S-9). It holds for the closing before it. */
  readonly verified?: (SaidOf & { readonly how?: string | undefined }) | undefined;
  /** It won't be done: why, and who agreed, in the words of whoever said so. */
  readonly wontDo?: (SaidOf & { readonly because: string; readonly agreed?: string | undefined }) | undefined;
}

/** Was an action given up that nobody can close, as its repository is archived? Saying so ends it, until it is opened again and said anew. */
export function isGivenUp(
  { wontDo }: SaidOfAction,
  {
    state,
    archived = false,
    lastClosedAt = 0,
  }: {
    readonly state: "open" | "closed";
    readonly archived?: boolean;
    readonly lastClosedAt?: Instant | undefined;
  },
): boolean {
  return archived && state === "open" && wontDo !== undefined && wontDo.at > lastClosedAt;
}

/** Does what was said of its verifying hold for its last closing? */
export function isVerified(
  { verified }: SaidOfAction,
  { state, closedAt }: { readonly state: "open" | "closed"; readonly closedAt?: Instant | undefined },
): boolean {
  return verified !== undefined && state === "closed" && verified.at >= (closedAt ?? 0);
}
