// What a channel is: one file of this folder each, opened only where the host's environment has what it needs.
import type { Carrier, Clock } from "../world.ts";

/** What channels are opened with. */
export interface ChannelMeans {
  /** Secrets and addresses stand here, never in a policy. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Pick<Clock, "now">;
}

/** A channel that a host may have. */
export interface Channel {
  /** Its name in a policy: `email`. */
  readonly name: string;
  /** Opens it, its client loaded only then; `undefined` where the environment does not ask for it. Throws where it is set up wrongly. */
  open(means: ChannelMeans): Promise<Carrier["carry"] | undefined>;
}
