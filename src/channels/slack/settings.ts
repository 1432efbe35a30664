// What an operator's secret has to hold for Slack: the app's token, and the channels and people behind each key.
import { z } from "zod";
import { isWebAddress } from "../http.ts";
import { peopleBy } from "../people.ts";

/** Is an id one of a channel, which posts go to? The others are people, who are invited to an incident's own. */
export const isRoom = (id: string): boolean => /^[CG]/.test(id);

/** The settings of the kind `slack`. */
export const slackSettings = z.strictObject({
  token: z
    .string({ error: "is missing: set the Bot User OAuth Token of your Slack app, xoxb-…" })
    .regex(/^xox[a-z]-[\w-]+$/, { error: "is no token of a Slack app; expected xoxb-…" }),
  url: z
    .string({ error: "is no text; expected https://…" })
    .refine(isWebAddress, { error: "is no address; expected https://… without a name in it" })
    .default("https://slack.com/api/"),
  to: peopleBy("an id of a Slack channel (C…) or of a person (U…)", (text) =>
    /^[CGUW][A-Z\d]{4,20}$/.test(text),
  ),
});

/** What Slack is opened with. */
export type SlackSettings = z.output<typeof slackSettings>;
