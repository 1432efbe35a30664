// Microsoft Teams by workflows: one Adaptive Card for each workflow, which says only that it was started, never that it posted.
import { z } from "zod";
import type { Carried } from "../world.ts";
import type { ChannelKind, ChannelMeans, Letter, OpenChannel } from "./channel.ts";
import { hand, isWebAddress, problemOf, type Remedies } from "./http.ts";
import { nobodyReached, peopleBy, peopleFor, type Recipients } from "./people.ts";
import { tellAll } from "./reception.ts";
import { cardOf } from "./teams/card.ts";

/** Teams drops what is longer than 28 KB without a word; what a flow adds needs room too. */
const longestCard = 20_000;
const who = "the workflow";

/** Addresses of the connectors that Teams had, and those that workflows had until November 2025: nothing answers at them. */
function isRetired(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname } = new URL(url);
  const isIn = (domain: string): boolean => hostname === domain || hostname.endsWith(`.${domain}`);
  const ofOutlook = isIn("outlook.office.com") || isIn("outlook.office365.com");
  return (
    isIn("webhook.office.com") || isIn("logic.azure.com") || (ofOutlook && pathname.startsWith("/webhook"))
  );
}

const settings = z.strictObject({
  to: peopleBy("the URL of a Teams workflow", isWebAddress).superRefine((to, context) => {
    for (const [key, urls] of to)
      if (urls.some(isRetired))
        context.addIssue({
          code: "custom",
          path: [key],
          message:
            "has a URL of a kind that Microsoft has retired (webhook.office.com, logic.azure.com): open the workflow in Teams and copy its new URL; a connector needs a workflow in its place",
        });
  }),
});

/** Channels of the kind `teams`. */
export const teams: ChannelKind<typeof settings> = {
  kind: "teams",
  settings,
  page: "docs/channels-kinds.md#teams",
  open: async ({ to }, means) => openTeams(to, means),
};

const byOwner =
  "the workflow is gone or off, as it is when its owner's account is: make it anew and set its URL";
const remedies: Remedies = {
  400: "it is off, or does not begin with a Teams webhook request: check it in Teams",
  401: "its URL is not whole, or it lets only some people in: copy its URL anew, and let anyone start it",
  403: "its URL is not whole, or it lets only some people in: copy its URL anew, and let anyone start it",
  404: byOwner,
  410: byOwner,
  413: "the card is too long: shorten the text",
};

function openTeams(to: Recipients, means: ChannelMeans): OpenChannel {
  return {
    looksUp: false,
    send: (letter) => send(letter, to, means),
    async verify() {
      const hosts = new Set([...to.values()].flat().map((url) => new URL("/", url).href));
      for (const url of hosts) {
        // Asking a workflow itself would start it.
        const problem = await problemOf({ who, url, method: "HEAD" }, means);
        if (problem !== undefined) return problem;
      }
      return undefined;
    },
  };
}

async function send(letter: Letter, to: Recipients, means: ChannelMeans): Promise<Carried> {
  const { people, unknown } = peopleFor(to, letter.to, letter.except);
  if (people.length === 0) return nobodyReached(unknown);
  const body = JSON.stringify(cardOf(letter));
  const length = Buffer.byteLength(body);
  if (length > longestCard)
    return {
      state: "failed",
      because: `the card has ${length} bytes, and Teams is sure to take ${longestCard}: shorten the text`,
    };
  const headers = { "content-type": "application/json" };
  const receptions = await Promise.all(
    people.map((url) => hand({ who, url, method: "POST", headers, body }, means, remedies)),
  );
  return tellAll(receptions, { unknown, repeatable: false, note: "accepted by the flow" });
}
