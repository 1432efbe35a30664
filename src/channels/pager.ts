// A pager that takes PagerDuty's Events v2: one event for each integration, with the same key at every try, so that a repeat rings once.
import { z } from "zod";
import { SECOND } from "../engine/instant.ts";
import { cut } from "../engine/text/safe.ts";
import type { ChannelKind, ChannelMeans, Letter, OpenChannel } from "./channel.ts";
import { hand, isWebAddress, problemOf, type Remedies } from "./http.ts";
import { nobodyFor, peopleBy, type Recipients } from "./people.ts";
import { type Reception, tellAll } from "./reception.ts";
import { keyOf } from "./wording.ts";

const longestSummary = 1_024;
/** What is unclear is repeated within a send: the key sees to it that nobody is rung twice, and somebody sleeps. */
const mostTries = 2;
const who = "the pager";

const settings = z.strictObject({
  url: z
    .string({ error: "is no text; expected https://…" })
    .refine(isWebAddress, { error: "is no address; expected https://… without a name in it" })
    .default("https://events.pagerduty.com"),
  severity: z
    .enum(["critical", "error", "warning", "info"], {
      error: "is none that there is; expected critical, error, warning or info",
    })
    .default("critical"),
  to: peopleBy("an integration key of Events API v2", (text) => /^[\w-]{8,128}$/.test(text)),
});

/** Channels of the kind `pager`. */
export const pager: ChannelKind<typeof settings> = {
  kind: "pager",
  settings,
  page: "docs/channels-kinds.md#pager",
  open: async (given, means) => openPager(given, means),
};

const remedies: Remedies = {
  400: "it does not take this event: check that the integration is one of Events API v2",
  401: "it does not know the integration: make a new key and set it under to",
  403: "it does not know the integration: make a new key and set it under to",
  404: "check url",
};

interface Pager {
  readonly settings: z.output<typeof settings>;
  readonly means: ChannelMeans;
}

function openPager(given: z.output<typeof settings>, means: ChannelMeans): OpenChannel {
  return {
    // It can't say; but the key makes a repeat harmless, which is what pages are asked with.
    looksUp: false,
    send: (letter) => send(letter, { settings: given, means }),
    // Nothing of it can be asked without ringing somebody: only whether anybody is there.
    verify: () => problemOf({ who, url: new URL("/", given.url).href, method: "HEAD" }, means),
  };
}

async function send(letter: Letter, pager: Pager): ReturnType<OpenChannel["send"]> {
  const { to } = pager.settings;
  const unknown = [...new Set(letter.to)].filter((key) => !to.has(key));
  const rings = letter.about.resolved ? allOf(letter.to, to) : onceOf(letter.to, to);
  if (rings.length === 0) return { state: "failed", because: nobodyFor(unknown) };
  if (!letter.about.resolved && (letter.purpose === "notice" || letter.purpose === "announcement"))
    return { state: "failed", because: "a pager rings people: send a notice by another channel" };
  const receptions = await Promise.all(rings.map((ring) => raise(letter, ring, pager)));
  return tellAll(receptions, { unknown, repeatable: true, note: "accepted by the pager" });
}

/** An integration, and the key of the letter that names it. */
interface Ring {
  readonly key: string;
  readonly integration: string;
}

function allOf(keys: readonly string[], to: Recipients): readonly Ring[] {
  return [...new Set(keys)].flatMap((key) =>
    (to.get(key) ?? []).map((integration) => ({ key, integration })),
  );
}

/** Each integration is rung once over all keys. What is over is over for each key, whichever of them rang. */
function onceOf(keys: readonly string[], to: Recipients): readonly Ring[] {
  const all = allOf(keys, to);
  return all.filter(
    ({ integration }, place) => all.findIndex((one) => one.integration === integration) === place,
  );
}

async function raise(
  letter: Letter,
  ring: Ring,
  { settings: { url, severity }, means }: Pager,
): Promise<Reception> {
  const isTest = letter.purpose === "test";
  const event = eventOf(letter, ring, isTest ? "info" : severity);
  const question = {
    ...{ who, url: enqueueOf(url), method: "POST" as const },
    ...{ headers: { "content-type": "application/json" }, body: JSON.stringify(event) },
  };
  for (let tries = 1; ; tries += 1) {
    const reception = await hand(question, means, remedies);
    if (reception.state !== "unclear" || tries === mostTries) return reception;
    await means.clock.sleep(SECOND);
  }
}

/** The address of the API under a base, unless it is there already. */
function enqueueOf(url: string): string {
  const base = url.replace(/\/$/, "");
  return base.endsWith("/v2/enqueue") ? base : `${base}/v2/enqueue`;
}

/**
 * Hangs on what was asked, so that whoever is asked anew is rung anew, and who says that it is over (`/resolved` behind the same id)
 * finds what rang. A test rings by itself.
 */
function dedupOf({ id, purpose, about }: Letter, { key }: Ring): string {
  const asked = id.replace(/\/resolved$/, "");
  return `tocsin-${purpose === "test" ? keyOf("test", id, key) : keyOf("incident", about.incident, asked, key)}`;
}

/** An event as Events v2 has it. */
function eventOf(letter: Letter, ring: Ring, severity: string): object {
  const { about, subject, text } = letter;
  const event = { routing_key: ring.integration, dedup_key: dedupOf(letter, ring) };
  if (about.resolved) return { ...event, event_action: "resolve" };
  return {
    ...event,
    event_action: "trigger",
    ...{ client: "Tocsin", client_url: about.url },
    links: [{ href: about.url, text: about.ref }],
    payload: {
      summary: cut(subject.replaceAll(/\s+/g, " "), longestSummary),
      ...{ source: about.ref, severity },
      custom_details: { text, title: about.title, severity: about.severity, incident: about.slug },
    },
  };
}
