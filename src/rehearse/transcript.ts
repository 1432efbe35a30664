// What happened in a rehearsal, entry by entry: the local GitHub's log, with the reasons that Tocsin's plans gave for its own.
import type { Effect } from "../engine/effect.ts";
import { type Instant, isoSeconds, SECOND } from "../engine/instant.ts";
import { stripMarkers } from "../engine/text/marker.ts";
import type { LogEntry } from "../local-github/platform.ts";
import { type Arrival, rings } from "./channels.ts";
import { sinceStart } from "./instants.ts";

/** What an entry says was done: the words of the command line's contract. */
export const DID = [
  "opened",
  "commented",
  "edited-comment",
  "deleted-comment",
  "minimized",
  "edited",
  "labeled",
  "unlabeled",
  "assigned",
  "unassigned",
  "closed",
  "reopened",
  "created-issue",
  "linked",
  "blocked",
  "unblocked",
  "set-field",
  "reacted",
  "committed",
  "asked-for-review",
  "made-ready",
  "made-draft",
  "reviewed",
  "merged",
  "notified",
  "paged",
  "refused",
] as const;

/** One of the words of `DID`: `did` in `rehearse --json`. */
export type DidWord = (typeof DID)[number];

/** One entry as the JSON has it. `id` and `because` are null for people; `lateSeconds` where nothing was due. */
export interface TranscriptEntry {
  readonly at: string;
  readonly by: string;
  readonly did: DidWord;
  readonly on: string;
  readonly id: string | null;
  readonly text: string;
  readonly because: string | null;
  readonly lateSeconds: number | null;
}

/** A step that GitHub refused, at its place in the log: after the first `after` entries. */
export interface RefusedStep {
  readonly after: number;
  readonly at: Instant;
  readonly by: string;
  readonly on: string;
  readonly text: string;
}

interface Reason {
  readonly because: string;
  readonly due: Instant | undefined;
}

/** Keeps why Tocsin did what it did: each plan, as it is applied, explains the entries of the log that carry its ids. */
export class Reasons {
  readonly #log: readonly LogEntry[];
  readonly #byEntry = new Map<LogEntry, Reason>();
  /** Of an id that was never tied to its entry (the process ended between the write and its answer). */
  readonly #byId = new Map<string, Reason>();
  #open: LogEntry[] = [];
  #read = 0;

  constructor(log: readonly LogEntry[]) {
    this.#log = log;
  }

  /** Takes a plan whose effects were just written. An id that is used again explains only what it wrote this time. */
  note(effects: readonly Effect[]): void {
    for (; this.#read < this.#log.length; this.#read++) {
      const entry = this.#log[this.#read];
      if (entry?.mutationId !== undefined) this.#open.push(entry);
    }
    const reasons = new Map(effects.map(({ id, because, due }) => [id, { because, due }]));
    for (const [id, reason] of reasons) this.#byId.set(id, reason);
    this.#open = this.#open.filter((entry) => {
      const reason = reasons.get(entry.mutationId ?? "");
      if (reason !== undefined) this.#byEntry.set(entry, reason);
      return reason === undefined;
    });
  }

  /** Why an entry was written; `undefined` for what people did. */
  of(entry: LogEntry): Reason | undefined {
    return this.#byEntry.get(entry) ?? this.#byId.get(entry.mutationId ?? "");
  }
}

const contract: ReadonlySet<string> = new Set(DID);

/** What a transcript is made of. `from` leaves out what was set up before the start. */
export interface TranscriptSource {
  readonly log: readonly LogEntry[];
  readonly from: number;
  readonly refusals: readonly RefusedStep[];
  /** What arrived beyond GitHub. */
  readonly arrived: readonly Arrival[];
  readonly reasons: Reasons;
}

/** The entries in the order in which they happened. What the contract has no word for (labels made, links cut) is left out. */
export function transcribe(source: TranscriptSource): readonly TranscriptEntry[] {
  const { log, from, refusals, arrived, reasons } = source;
  const entries: TranscriptEntry[] = [];
  const beside = (after: number): void => {
    const here = (one: { readonly after: number }): boolean => one.after === after;
    const all = [...refusals.filter(here).map(refusalEntry), ...arrived.filter(here).map(arrivalEntry)];
    // At one place in the log what a step did comes before what follows of it.
    entries.push(...all.toSorted((one, other) => one.at.localeCompare(other.at)));
  };
  for (let index = from; index < log.length; index++) {
    beside(index);
    const entry = log[index];
    if (entry !== undefined && contract.has(entry.did)) entries.push(entryOf(entry, reasons.of(entry)));
  }
  beside(log.length);
  return entries;
}

function arrivalEntry(arrival: Arrival): TranscriptEntry {
  const { at, by, channel, effect, text } = arrival;
  return {
    at: isoSeconds(at),
    by,
    did: rings(arrival) ? "paged" : "notified",
    on: effect.about.ref,
    id: effect.id,
    text: `${channel} to ${effect.to.join(", ")}: ${effect.subject}\n\n${text}`,
    because: effect.because,
    lateSeconds: lateBy(at, effect.due),
  };
}

const lateBy = (at: Instant, due: Instant | undefined): number | null =>
  due === undefined ? null : Math.max(0, Math.floor((at - due) / SECOND));

function entryOf(entry: LogEntry, reason: Reason | undefined): TranscriptEntry {
  return {
    at: isoSeconds(entry.at),
    by: entry.by,
    did: entry.did as DidWord,
    on: entry.on,
    id: entry.mutationId ?? null,
    text: stripMarkers(wordsOf(entry)),
    because: reason?.because ?? null,
    lateSeconds: lateBy(entry.at, reason?.due),
  };
}

/** What was opened is known by its title; of an issue the report has it, a pull request brings it along. */
const wordsOf = ({ did, title, text, branch }: LogEntry): string =>
  did === "opened" && branch !== undefined ? `${title}\n\n${text}` : text;

const refusalEntry = (refusal: RefusedStep): TranscriptEntry => ({
  at: isoSeconds(refusal.at),
  by: refusal.by,
  did: "refused",
  on: refusal.on,
  id: null,
  text: refusal.text,
  because: null,
  lateSeconds: null,
});

/** One entry as a line for people: time from the start, who, what, and the first words. */
export function entryLine(entry: TranscriptEntry, start: Instant): string {
  const when = sinceStart(Date.parse(entry.at), start).padEnd(9);
  const late = entry.lateSeconds !== null && entry.lateSeconds > 0 ? ` (${entry.lateSeconds} s late)` : "";
  return `${when} ${entry.by.padEnd(20)} ${entry.did.padEnd(15)} ${entry.on}  ${firstWords(entry.text)}${late}`.trimEnd();
}

/** The first line with words, without the signs of Markdown at its begin, at most 72 characters. */
export function firstWords(text: string): string {
  const line = text.split(/\r?\n/).find((each) => /[\p{L}\p{N}]/u.test(each)) ?? "";
  const bare = line
    .replace(/^[\s#>*-]+/, "")
    .replaceAll("**", "")
    .trim();
  return bare.length > 72 ? `${bare.slice(0, 71)}…` : bare;
}
