// What people said in the comment that an entry of the timeline came by, as it stands now, and what became of the comment since.
import type { Values } from "../effect.ts";
import type { HistoryEntry } from "../incident.ts";
import type { Judged } from "../ledger.ts";
import { judgedIn, partNumber } from "../part-id.ts";
import type { IncidentSituation } from "../situation.ts";
import type { CommentItem } from "../snapshot.ts";
import type { Command } from "../text/command.ts";
import { hash } from "../text/hash.ts";
import { excerptOf } from "../text/said.ts";
import { visible } from "../text/visible.ts";

/**
 * The first words of the part of a comment that an entry came by, as they stand now, and what became of the comment since: edited,
 * deleted, or hidden by a person, whose words are not repeated then.
 */
export function wordsIn({ values }: HistoryEntry, here: IncidentSituation): Values {
  const { comments, judged, excerpts } = saidIn(here);
  const item = values.item ?? "";
  const act = judged.get(item);
  const comment = comments.get(judgedIn(item));
  const text =
    comment === undefined || comment.minimized ? "" : (excerpts.get(item) ?? excerpt(comment, act, here));
  excerpts.set(item, text);
  return {
    text,
    edited: comment !== undefined && act?.hash !== undefined && act.hash !== hash(comment.body),
    // Only comments have a hash: what is said by a tick has no text that could be gone.
    deleted: comment === undefined && act?.hash !== undefined,
    hidden: comment?.minimized === true,
  };
}

interface WhatWasSaid {
  readonly comments: ReadonlyMap<string, CommentItem>;
  /** The judgement of each comment, or part of one. */
  readonly judged: ReadonlyMap<string, Judged>;
  /** The first words of each, once they were read: a card is worked out twice. */
  readonly excerpts: Map<string, string>;
}

const said = new WeakMap<IncidentSituation, WhatWasSaid>();

function saidIn(here: IncidentSituation): WhatWasSaid {
  const { timeline } = here.snapshot.issue;
  const found = said.get(here) ?? {
    comments: new Map(timeline.flatMap((one) => (one.kind === "comment" ? [[one.id, one] as const] : []))),
    judged: new Map(here.incident.acts.map((act) => [act.item, act])),
    excerpts: new Map(),
  };
  said.set(here, found);
  return found;
}

/** The first words of the part of a comment that was judged, as it stands now. */
function excerpt(comment: CommentItem, act: Judged | undefined, here: IncidentSituation): string {
  const parts = here.incident.partsOf(comment);
  const part =
    parts.find(({ command, words = "" }) => command && act?.line === hash(words)) ??
    parts[partNumber(act?.item ?? "") - 1] ??
    parts[0];
  const command = part?.command?.read();
  if (command === undefined && part?.words !== undefined) return excerptOf(part.words);
  const said = command === undefined || command.kind === "refusal" ? "" : wordsOf(command);
  return excerptOf(said === "" ? visible(comment.body) : said);
}

function wordsOf(command: Command): string {
  return "text" in command ? (command.text ?? "") : command.rest;
}
