// What the card says of what leaves GitHub: what waits for a host that can carry it, and what did not arrive for sure.
import type { Delivery, Outgoing } from "../delivery.ts";
import { carrierOf } from "../delivery.ts";
import type { Value, Values } from "../effect.ts";
import { inline } from "../text/safe.ts";
import type { CardTimes } from "./card-times.ts";

/** One entry for each thing that waits, was refused, or of which it is not known whether it arrived; nothing where all is well. */
export function leavingValues({ waiting, deliveries }: Outgoing, times: CardTimes): Values {
  const waits = waiting.map((effect): Value => ({ state: "waiting", by: wordOf(carrierOf(effect)) }));
  const troubled = [...deliveries.values()].flatMap((delivery): readonly Value[] =>
    delivery.state === "failed" || delivery.state === "unclear" ? [valuesOf(delivery, times)] : [],
  );
  const leaving = [...waits, ...troubled];
  return leaving.length === 0 ? {} : { leaving };
}

function valuesOf(delivery: Delivery, times: CardTimes): Value {
  return {
    state: delivery.state,
    by: wordOf(delivery.carrier),
    at: times.wasAlso(delivery.at),
    attempts: delivery.attempts,
    because: inline(delivery.because ?? "", 200),
  };
}

/** `channel:email` is the channel email. */
function wordOf(carrier: string): string {
  const [kind = "", name = ""] = carrier.split(":");
  return kind === "channel" ? `the channel ${inline(name, 40)}` : `a ${kind}`;
}
