// GitHub elsewhere, as an announcement: a comment below an issue, or one Discussion for each incident with its notices below it.
import type { Carried } from "../world.ts";
import type { ChannelKind, ChannelMeans, Letter, OpenChannel } from "./channel.ts";
import { askerOf, GithubFault } from "./github/ask.ts";
import { categoryAt, type Discussions, inCategory } from "./github/discussion.ts";
import { belowIssue, issueAt } from "./github/issue.ts";
import { type Board, boardOf, type GithubSettings, githubSettings } from "./github/settings.ts";
import { bodyOf, longestBody } from "./github/words.ts";
import { nobodyReached, peopleFor } from "./people.ts";
import { type Reception, tellAll } from "./reception.ts";

/** Channels of the kind `github`. */
export const github: ChannelKind<typeof githubSettings> = {
  kind: "github",
  settings: githubSettings,
  page: "docs/channels-kinds.md#github",
  open: async (given, means) => openGithub(given, means),
};

function openGithub(settings: GithubSettings, means: ChannelMeans): OpenChannel {
  const here: Discussions = { ask: askerOf(settings, means), threads: new Map() };
  let before: Promise<unknown> = Promise.resolve();
  return {
    // By the mark in each text of ours.
    looksUp: true,
    send(letter) {
      // One after another: two at once would each begin the incident's Discussion.
      const sending = before.then(() => send(letter, settings, here));
      before = sending.catch(() => undefined);
      return sending;
    },
    verify: () => verify(settings, here),
  };
}

async function send(letter: Letter, { to }: GithubSettings, here: Discussions): Promise<Carried> {
  if (letter.purpose === "page")
    return { state: "failed", because: "GitHub wakes nobody: page by a channel of the kind pager" };
  const { people, unknown } = peopleFor(to, letter.to, letter.except);
  if (people.length === 0) return nobodyReached(unknown);
  const { length } = bodyOf(letter, { hasTitle: false });
  if (length > longestBody)
    return {
      state: "failed",
      because: `the text has ${length} signs, and GitHub takes ${longestBody}: shorten it`,
    };
  const receptions: Reception[] = [];
  for (const place of boardsOf(people)) receptions.push(await receptionAt(here, letter, place));
  // Each is looked for before it is repeated.
  return tellAll(receptions, { unknown, repeatable: true });
}

function boardsOf(addresses: readonly string[]): readonly Board[] {
  return addresses.flatMap((address) => boardOf(address) ?? []);
}

async function receptionAt(here: Discussions, letter: Letter, place: Board): Promise<Reception> {
  try {
    if (place.kind === "issue") await belowIssue(here.ask, letter, place);
    else await inCategory(here, letter, place);
    return { state: "accepted" };
  } catch (error) {
    if (error instanceof GithubFault) return error.reception;
    throw error;
  }
}

/** Looks for every place; whether the token may write there GitHub does not say before it is tried. */
async function verify({ to }: GithubSettings, here: Discussions): Promise<string | undefined> {
  for (const place of boardsOf([...new Set([...to.values()].flat())])) {
    try {
      if (place.kind === "category") await categoryAt(here.ask, place);
      else if ((await issueAt(here.ask, place)).locked)
        return "an issue under to is locked: unlock it, or name another";
    } catch (error) {
      if (error instanceof GithubFault) return error.reception.because;
      throw error;
    }
  }
  return undefined;
}
