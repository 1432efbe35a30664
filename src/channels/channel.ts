// What a channel is: one file of this folder for each kind, its client loaded only where an operator has set one up.
import type { z } from "zod";
import type { About, Purpose } from "../engine/leaving.ts";
import type { Carried, Clock } from "../world.ts";

/** What is handed to a channel: the words, whom they are for, and what they are about. No address stands in it. */
export interface Letter {
  /** The effect's id: the same at every try, by which a receiver can drop a double. It holds names of repositories and dots. */
  readonly id: string;
  /** Which try this is of; the first is 1. From the second on a channel that can looks first whether the one before arrived. */
  readonly attempt: number;
  readonly purpose: Purpose;
  /** Keys of the audiences, roles or contacts that it is for; the channel's own settings say who they are. */
  readonly to: readonly string[];
  /** Keys among whose people nobody is told by this letter: they are told otherwise. */
  readonly except?: readonly string[];
  readonly subject: string;
  /** The whole text: plain Markdown without tables or HTML, that reads well as it stands. */
  readonly text: string;
  /** What it is about. To a public audience nothing inside is told: its `url`, `ref` and `slug` are empty then. */
  readonly about: About & { readonly url: string };
}

/** What a channel is opened with. */
export interface ChannelMeans {
  readonly clock: Pick<Clock, "now" | "sleep" | "after">;
  /** GitHub's requests of the web and those of the channels go by it, so that tests can listen. */
  readonly fetch: typeof fetch;
}

/** A channel that is open. */
export interface OpenChannel {
  /** Hands it on, within its own time-outs and a stated number of tries. What throws said nothing: then it is unclear. */
  send(letter: Letter): Promise<Carried>;
  /** It can say whether something arrived, so that what is unclear may be tried again: `send` looks before it repeats. */
  readonly looksUp: boolean;
  /** Asks whether it would work, and sends nothing: what is wrong and where to mend it, or undefined. */
  verify(): Promise<string | undefined>;
}

/** A kind of channel; `settings` is what an operator's secret must hold, besides what all have. */
export interface ChannelKind<Settings extends z.ZodType = z.ZodType> {
  /** As a secret names it: `email`. */
  readonly kind: string;
  readonly settings: Settings;
  /** Where to mend it: a page of the provider, or our own documentation. */
  readonly page: string;
  open(settings: z.output<Settings>, means: ChannelMeans): Promise<OpenChannel>;
}
