// The name of a channel in a policy: what the operator calls it. No address and no other secret of the host can be written there.
import { z } from "zod";

/** The channel that needs nobody to carry it: the status page, made from what was sent to it. */
export const STATUS = "status";

const NO_CHANNEL =
  "is no name of a channel; write what the operator calls it, in small letters: email for TOCSIN_CHANNEL_EMAIL. Addresses, numbers and other secrets stand in the operator's secret, never in a policy";

/** A channel's name: `email` is `TOCSIN_CHANNEL_EMAIL`. */
export const channel = z
  .string({ error: NO_CHANNEL })
  .regex(/^[a-z\d][a-z\d-]{0,40}$/, NO_CHANNEL)
  .meta({ title: "channel" });
