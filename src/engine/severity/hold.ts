// What keeps a severity where it is though less would be worked out now: a lowering is a person's, with the reason (H-5).

import type { Policy } from "../policy/model.ts";
import type { SettledSeverity } from "../settled.ts";
import type { Opinion } from "./method.ts";
import { type Computed, isMajor, rank, type Settling } from "./settle.ts";

/** A severity that is to be settled anew, with what nobody lowered by an act. */
export interface Lowering {
  readonly before: SettledSeverity | undefined;
  readonly now: Settling | undefined;
  readonly computed: Computed;
  /** Key of what the form or a fact that somebody gave said before. */
  readonly saidBefore: string | undefined;
}

/**
 * The severity in force as it stays, with what would lower it; undefined where nothing does, or where it may. What was said is
 * lowered neither by tables nor by saying less, and no facts lead out of the major ones. What was said may be taken back whole.
 */
export function held(policy: Policy, lowering: Lowering): SettledSeverity | undefined {
  const { before, now, computed, saidBefore } = lowering;
  if (before === undefined || !isLower(policy, now?.key, before.key)) return undefined;
  const wasSaid = before.how === "form" || before.held?.said === true || saidBefore === before.key;
  const said = wasSaid && (isMajor(policy, before.key) || computed.opinions.some(isSaid));
  const leavesMajor = isMajor(policy, before.key) && !isMajor(policy, now?.key);
  if (!said && !leavesMajor) return undefined;
  const { because = "" } = now ?? {};
  const others = computed.opinions.filter(
    (one) => one.severity !== before.key && !because.includes(one.because),
  );
  return {
    ...before,
    disagree: now?.disagree ?? [],
    others: others.map((one) => one.because),
    held: { to: now?.key, because, said },
  };
}

/** Is a severity, or none, lower than another? */
export function isLower(policy: Policy, key: string | undefined, than: string): boolean {
  return key === undefined || rank(policy, key) > rank(policy, than);
}

function isSaid({ how }: Opinion): boolean {
  return how === "form";
}
