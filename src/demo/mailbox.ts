// The mailbox of the demo: every channel that its policy names is set up, and what leaves by one stands here to be read.

import type { Instant } from "../engine/instant.ts";
import type { SendMessage } from "../engine/leaving.ts";
import { STATUS } from "../engine/policy/audiences/channel.ts";
import type { Policy } from "../engine/policy/model.ts";
import { html } from "../local-github/pages/html.ts";
import type { PageContent, Visit } from "../local-github/pages/site.ts";
import { when } from "../local-github/pages/when.ts";
import type { Carrier } from "../world.ts";

/** Where it is read. */
export const mailboxPath = "/-/mailbox";

interface Arrived {
  readonly at: Instant;
  readonly channel: string;
  readonly message: SendMessage;
  readonly text: string;
}

/** What leaves the demo's GitHub. */
export interface Mailbox {
  readonly carriers: readonly Carrier[];
  readonly page: (visit: Visit) => PageContent;
}

/** A mailbox for all channels that a policy names; without a policy for none. */
export function createMailbox(now: () => Instant, policy: Policy | undefined): Mailbox {
  const arrived: Arrived[] = [];
  const take = (channel: string, message: SendMessage, text: string): void => {
    // What is repeated under one id is the same letter.
    const isThere = arrived.some((one) => one.channel === channel && one.message.id === message.id);
    if (!isThere) arrived.push({ at: now(), channel, message, text });
  };
  return {
    carriers: channelsOf(policy).map((channel) => ({
      name: `channel:${channel}`,
      looksUp: true,
      serves: () => true,
      carry: async (effect, text) => {
        if (effect.kind !== "send") return { state: "failed", because: "a mailbox takes letters only" };
        take(channel, effect, text);
        return { state: "sent", receipt: { accepted: effect.to.length, refused: 0 } };
      },
    })),
    page: (visit) => mailboxPage(visit, arrived.toReversed()),
  };
}

/** The channels of audiences and pages, each once. */
function channelsOf(policy: Policy | undefined): readonly string[] {
  if (policy === undefined) return [];
  const told = Object.values(policy.audiences).flatMap(({ channels }) => channels);
  const paged = policy.escalation.levels.flatMap(({ page }) => page ?? []);
  return [...new Set([...told, ...paged])].filter((name) => name !== STATUS);
}

function mailboxPage({ now }: Visit, arrived: readonly Arrived[]): PageContent {
  const letters = arrived.map(
    ({ at, channel, message, text }) => html`<article class="letter">
<h2>${message.subject}</h2>
<p class="meta">${when(at, now)} · by ${channel} · to ${message.to.join(", ")}</p>
<pre>${text.trim()}</pre>
</article>`,
  );
  const body = html`<h1>What left this GitHub</h1>
<p class="lead">On a server these words go to the channels that its operator has set up. Here they are kept, and nothing is sent.</p>
${letters.length > 0 ? letters : html`<p class="empty">Nothing has left yet.</p>`}`;
  return { title: "What left", body, live: true };
}
