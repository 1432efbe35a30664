// What the card says of a level's pages: by what it was reached beyond GitHub, or why it was not yet.
import { type Delivery, isGivenUp } from "../delivery.ts";
import { type EscalationStep, isOpen } from "../escalation/step.ts";
import { isOfStep } from "../paging.ts";
import { inline } from "../text/safe.ts";
import type { Values } from "../wanted.ts";
import type { CardTimes } from "./card-times.ts";

type Deliveries = ReadonlyMap<string, Delivery>;

/** How a level was reached beyond GitHub, or why it was not yet: only what was accepted is said to be paged. */
export function pageValue(
  step: EscalationStep,
  deliveries: Deliveries,
  times: CardTimes,
): Values | undefined {
  const its = [...deliveries].filter(([id, { at }]) => isOfStep(id, step) && at >= step.at);
  const accepted = its.filter(([, { state }]) => state === "sent");
  const [, last] =
    (accepted.length > 0 ? accepted : its).toSorted(([, a], [, b]) => a.at - b.at).at(-1) ?? [];
  if (last === undefined || last.state === "sending" || last.state === "held") return undefined;
  // Who answered is not wanted any more: what did not reach them then is no news.
  if (last.state !== "sent" && !isOpen(step)) return undefined;
  return {
    channel: last.carrier.replace(/^channel:/, ""),
    state: last.state,
    at: times.was(last.at),
    because: inline(last.because ?? "", 200),
    tried: isGivenUp(last) ? last.attempts : 0,
  };
}
