// Where Tocsin runs in a scenario, and the channels that it has there: as a file says it.
import { z } from "zod";
import { channel } from "../../engine/policy/audiences/channel.ts";
import { length } from "./words.ts";

const server = z.strictObject({
  replicas: z
    .number()
    .int()
    .min(1)
    .max(5)
    .optional()
    .describe("How many servers run over the same repositories."),
});

const action = z.strictObject({
  every: length.optional().describe("How often the schedule starts a run (15m)."),
  grace: length.optional().describe("Scheduled runs do only what is overdue by more (0s)."),
  documents: z
    .boolean()
    .optional()
    .describe("Its token may open pull requests, and it runs on what people do to those (false)."),
});

/** Where Tocsin runs. */
export const host = z
  .union(
    [z.enum(["server", "action"]), z.strictObject({ server: server.optional(), action: action.optional() })],
    "expected server, action, { action: { every: 15m } }, { server: { replicas: 2 } }, or both",
  )
  .describe("What runs Tocsin.");

/** The channels that are set up. */
export const channelsSet = z
  .union(
    [
      z.array(channel),
      z.record(
        channel,
        z.strictObject({
          "looks-up": z
            .boolean()
            .optional()
            .describe("It can say whether something arrived, and looks before it repeats."),
        }),
      ),
    ],
    "expected names, [email, pager], or a map, { pager: { looks-up: true } }",
  )
  .describe("The channels that the operator has set up. Default: none.");

const share = z
  .union([z.number(), z.boolean()], "expected a fraction from 0 to 1, or true")
  .refine((value) => Number(value) >= 0 && Number(value) <= 1, "is no fraction from 0 to 1")
  .optional()
  .describe("A fraction; true is always.");

/** What goes wrong with channels. */
export const channelFaults = z.record(
  channel,
  z.strictObject({
    fail: share.describe("So many are refused."),
    unclear: share.describe("So many are taken without an answer that says so."),
    hang: length.optional().describe("The answer comes only after so long."),
  }),
);

/** What stands after `host`: `server`, or the Action with its schedule. */
export type HostWords = z.infer<typeof host>;

/** What stands after `channels` at the top: names, or a map by them. */
export type ChannelWords = z.infer<typeof channelsSet>;
