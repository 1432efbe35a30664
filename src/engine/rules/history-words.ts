// What people said in the comment that an entry of the timeline came by, as it stands now, and what became of the comment since.

import type { HistoryEntry } from "../incident.ts";
import type { Judged } from "../ledger.ts";
import { anotherHandIn } from "../own.ts";
import { judgedIn, partNumber } from "../part-id.ts";
import { fieldNames, fieldOf, leadingStatus } from "../policy/names.ts";
import type { IncidentSituation } from "../situation.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import { type Command, isLine } from "../text/command.ts";
import { readEntries } from "../text/entries.ts";
import { hash } from "../text/hash.ts";
import { plainName } from "../text/safe.ts";
import { excerptOf, readFields, withoutFields } from "../text/said.ts";
import { visible } from "../text/visible.ts";
import { splitBecause } from "../text/words.ts";
import type { Values } from "../wanted.ts";

/**
 * The first words of the part of a comment that an entry came by, as they stand now, and what became of the comment since: edited,
 * deleted, or hidden by a person, whose words are not repeated then.
 */
export function wordsIn(entry: HistoryEntry, here: IncidentSituation): Values {
  const { item = "", mark = "" } = entry.values;
  if (item === "") return { text: "", hidden: false, ...sinceOf(entry, here) };
  const { comments, judged, excerpts } = saidIn(here);
  const act = judged.get(item);
  const comment = comments.get(judgedIn(item));
  const key = `${item} ${mark}`;
  const text =
    comment === undefined || comment.minimized ? "" : (excerpts.get(key) ?? excerpt(entry, comment, here));
  excerpts.set(key, text);
  return {
    text,
    edited: comment !== undefined && act?.hash !== undefined && act.hash !== hash(comment.body),
    editedBy: comment === undefined ? "" : plainName(anotherHandIn(comment) ?? ""),
    // Only comments have a hash: what is said by a tick has no text that could be gone.
    deleted: comment === undefined && act?.hash !== undefined && isLookedAt(act, here),
    hidden: comment?.minimized === true,
  };
}

/** Words of an entry that are kept as they were judged, besides the value of a fact. */
const kept = ["because", "how", "statement", "words"] as const;

/**
 * What became of the comment of which an entry keeps the words: edited so that it says them no more, and by whom, or deleted. What still
 * stands there is as it was said.
 */
export function sinceOf(
  { cause = "", values }: Pick<HistoryEntry, "cause" | "values">,
  here: IncidentSituation,
) {
  const { comments, judged } = saidIn(here);
  const act = judged.get(cause);
  const hashed = act?.hash;
  const comment = comments.get(judgedIn(cause));
  const words = kept.flatMap((name) => values[name]?.split(", ") ?? []).filter((one) => one !== "");
  const isTold = act !== undefined && hashed !== undefined && (words.length > 0 || Boolean(values.value));
  const edited =
    isTold &&
    comment !== undefined &&
    hashed !== hash(comment.body) &&
    !(words.every((one) => comment.body.includes(one)) && givesFact(comment, values, here));
  return {
    edited,
    editedBy: edited ? plainName(anotherHandIn(comment) ?? "") : "",
    deleted: isTold && comment === undefined && isLookedAt(act, here),
  };
}

/** Is the issue in sight in which it was said? What is out of sight may still stand. */
function isLookedAt({ on }: Judged, { snapshot }: IncidentSituation): boolean {
  return on === undefined || snapshot.children.some(({ id }) => id === on);
}

/** Does a comment give this value of a field as it stands now? */
function givesFact(
  comment: CommentItem,
  { field, value }: HistoryEntry["values"],
  { incident, ruling }: IncidentSituation,
): boolean {
  if (field === undefined || !value) return true;
  const given = incident.partsOf(comment).flatMap((part): readonly (readonly [string, string])[] => {
    const command = part.command?.read();
    if (command === undefined) return Object.entries(readFields(part.words ?? "", fieldNames(ruling.policy)));
    if (command.kind === "set") return [[command.field, command.value]];
    return "fields" in command ? Object.entries(command.fields) : [];
  });
  return given.some(
    ([name, now]) =>
      fieldOf(ruling.policy, name)?.id === field && (now === value || splitBecause(now).text === value),
  );
}

interface WhatWasSaid {
  /** Those of the incident's own issue, of its review and of its actions. */
  readonly comments: ReadonlyMap<string, CommentItem>;
  /** The judgement of each comment, or part of one. */
  readonly judged: ReadonlyMap<string, Judged>;
  /** The first words of each, once they were read: a card is worked out twice. */
  readonly excerpts: Map<string, string>;
}

const said = new WeakMap<IncidentSituation, WhatWasSaid>();

function saidIn(here: IncidentSituation): WhatWasSaid {
  const { issue, children } = here.snapshot;
  const own = issue.timeline.flatMap((one) => (one.kind === "comment" ? [one] : []));
  const found = said.get(here) ?? {
    comments: new Map(
      [...own, ...children.flatMap(({ comments }) => comments)].map((one) => [one.id, one] as const),
    ),
    judged: new Map(here.incident.acts.map((act) => [act.item, act])),
    excerpts: new Map(),
  };
  said.set(here, found);
  return found;
}

/** The first words of an entry, or of the part of a comment that it came by, as they stand now. */
function excerpt(entry: HistoryEntry, comment: CommentItem, here: IncidentSituation): string {
  const act = saidIn(here).judged.get(entry.values.item ?? "");
  const marks = marksOf(act);
  const known = fieldNames(here.ruling.policy);
  const whole = partOf(comment, act, here);
  // Facts that were given with it have lines of their own.
  const gives = act?.acts.some((one) => "fields" in one && Object.keys(one.fields ?? {}).length > 0);
  const said = gives && entry.values.facts === undefined ? withoutFields(whole, known) : whole;
  if (marks.length === 0) return excerptOf(said);
  const { entries, others } = readEntries(said, known);
  const { mark } = entry.values;
  if (!mark) return excerptOf(others);
  // Of an edited comment the line that stands where it stood, unless that was another.
  const there = entries[marks.filter((one) => one !== "").indexOf(mark)];
  const isOther =
    there !== undefined &&
    here.incident.acts.some((one) => judgedIn(one.item) === comment.id && marksOf(one).includes(there.mark));
  const found = entries.find((one) => one.mark === mark) ?? (isOther ? undefined : there);
  return excerptOf(found?.text ?? "");
}

/** The marks of the entries that were judged. */
function marksOf(judged: Judged | undefined): readonly string[] {
  return (judged?.acts ?? []).flatMap((one) => (one.kind === "note" ? (one.mark ?? "") : []));
}

/** The words of the part of a comment that was judged. */
function partOf(comment: CommentItem, act: Judged | undefined, here: IncidentSituation): string {
  const parts = here.incident.partsOf(comment);
  const part =
    parts.find((one) => (act?.command ? isLine(act.line, one) : one.command === undefined)) ??
    parts[partNumber(act?.item ?? "") - 1] ??
    parts[0];
  const command = part?.command?.read();
  if (command === undefined && part?.words !== undefined) return part.words;
  const said = command === undefined || command.kind === "refusal" ? "" : wordsOf(command, here);
  return said === "" && command?.kind !== "note" ? visible(comment.body) : said;
}

function wordsOf(command: Command, { ruling }: IncidentSituation): string {
  switch (command.kind) {
    case "note":
      return [command.text, command.rest].join("\n").trim();
    case "status":
      return [leadingStatus(ruling.policy, command.whole)?.others ?? "", command.rest].join("\n").trim();
    default:
      return "text" in command ? (command.text ?? "") : command.rest;
  }
}
