// Carries a plan out: one document of mutations by the installation of its key, and what became of every single one.
import type {
  AddComment,
  CreateIssue,
  EditBody,
  EditComment,
  GithubEffect,
  WriteCard,
} from "../engine/effect.ts";
import { type Duration, type Instant, SECOND } from "../engine/instant.ts";
import type { IncidentSnapshot, IssueRef, Snapshot } from "../engine/snapshot.ts";
import { idsIn } from "../engine/voice/record.ts";
import type { Applied, Clock } from "../world.ts";
import { type Client, NotInstalled } from "./client.ts";
import { Limited } from "./limit.ts";
import type { Memory } from "./memory.ts";
import { applyDocument, type Prepared } from "./mutation.ts";
import { outcomesOf, type WriteOutcome } from "./outcome.ts";
import type { Turn } from "./pace.ts";
import { choose, type Failure } from "./phase.ts";
import { prepare } from "./prepare.ts";
import type { Proof } from "./proof.ts";
import type { Roles } from "./roles.ts";
import type { Targets } from "./targets.ts";
import { RequestFailed } from "./transport.ts";

type Worded = AddComment | EditComment | EditBody | CreateIssue | WriteCard;

/** An effect whose words are rendered. */
export type Write =
  | Exclude<GithubEffect, Worded>
  | (AddComment & { readonly text: string })
  | (EditComment & { readonly text: string })
  | (EditBody & { readonly text: string })
  | (CreateIssue & { readonly text: string; readonly inPublic?: WordsInPublic | undefined })
  | (WriteCard & { readonly text: string });

/** What an issue says where everybody can look, if that is less. */
export interface WordsInPublic {
  readonly title: string;
  readonly text: string;
}

/** What the writer of a process is made with. */
export interface WriterOptions {
  readonly client: Client;
  readonly clock: Pick<Clock, "now" | "sleep">;
  readonly memory: Memory;
  readonly roles: Roles;
  readonly targets: Targets;
  /** Signs the ledger and what proves a comment or an issue to be ours. */
  readonly proof: Proof;
}

/** Where a plan is carried out: what was seen of the key. */
export type WritingSituation = Pick<Snapshot, "key" | "repository" | "mentioned"> &
  Partial<Pick<IncidentSnapshot, "issue" | "ledger">>;

/**
 * Carries the effects of a plan out in one document, by the installation of its key: what one account's policy or people ask for
 * is never done with the access that another account gave.
 */
export interface Writer {
  /**
   * Writes what can be written now. What waits, failed, or met a limit is in the answer; throws only where the server does
   * not understand the document at all. `unworded` failed before: there are no words for them.
   */
  write(
    snapshot: WritingSituation,
    writes: readonly Write[],
    unworded?: readonly Failure[],
  ): Promise<Applied>;
}

/** After an unclear answer the write may still be on its way: nothing is read for so long. */
const unclearFor: Duration = 30 * SECOND;

/** The writer of one process. */
export function createWriter(options: WriterOptions): Writer {
  return {
    async write(snapshot, writes, unworded = []) {
      if (writes.length === 0 && unworded.length === 0) return { written: [], again: false, failed: [] };
      const { fresh, stale } = byMentions(options, snapshot, writes);
      const chosen = choose(fresh);
      const taken = new Map(chosen.now.map((write) => [write, mention(options, snapshot.key, write)]));
      const before: Sum = {
        written: [],
        failed: [...unworded, ...chosen.failed],
        left: [],
        again: chosen.waiting || stale.length > 0,
      };
      const sum =
        chosen.now.length === 0 ? before : add(before, await attempt(options, snapshot, chosen.now));
      // What was not said mentioned nobody; after an unclear answer it may have been said, until the next look shows it.
      const said = new Set(sum.written.map(({ write }) => write));
      const takeBack = () => {
        for (const [write, giveBack] of taken) if (!said.has(write)) giveBack();
      };
      if (sum.unclearUntil === undefined) takeBack();
      else options.memory.unclear(snapshot.key, sum.unclearUntil, takeBack);
      return remember(options, snapshot, sum);
    },
  };
}

/**
 * Comments that mention somebody who was mentioned on another incident since this one was read: they wait for the next look,
 * which starts at once and sees that.
 */
function byMentions({ memory }: WriterOptions, snapshot: WritingSituation, writes: readonly Write[]) {
  const now = memory.mentions(snapshot.key);
  const isStale = (write: Write): boolean =>
    write.kind === "comment" &&
    write.mentions.some((login) => (now.get(login) ?? 0) > (snapshot.mentioned.get(login) ?? 0));
  return { fresh: writes.filter((write) => !isStale(write)), stale: writes.filter(isStale) };
}

/** Takes note of whom a comment mentions before it is sent, so that no other incident mentions them meanwhile. */
function mention({ memory, clock }: WriterOptions, key: IssueRef, write: Write): () => void {
  if (write.kind !== "comment") return () => undefined;
  const giveBack = write.mentions.map((login) => memory.mentioned(key, login, clock.now()));
  return () => {
    for (const one of giveBack) one();
  };
}

interface Sum {
  readonly written: readonly Done[];
  readonly failed: readonly Failure[];
  readonly left: readonly Failure[];
  readonly again: boolean;
  readonly unclearUntil?: Instant | undefined;
  readonly retryAt?: Instant | undefined;
}

type Done = Extract<WriteOutcome, { readonly kind: "written" }>;

function add(sum: Sum, more: Sum): Sum {
  return {
    written: [...sum.written, ...more.written],
    failed: [...sum.failed, ...more.failed],
    left: [...sum.left, ...more.left],
    again: sum.again || more.again,
    unclearUntil: more.unclearUntil ?? sum.unclearUntil,
    retryAt: more.retryAt ?? sum.retryAt,
  };
}

async function attempt(
  options: WriterOptions,
  snapshot: WritingSituation,
  group: readonly Write[],
): Promise<Sum> {
  const none: Sum = { written: [], failed: [], left: [], again: false };
  try {
    const transport = await options.client.installationOf(snapshot.repository.name);
    const ready = await prepare(options, { transport, snapshot, group });
    const sum: Sum = { ...none, failed: ready.failed, again: ready.waiting };
    if (ready.prepared.length === 0) return sum;
    const { document, variables } = applyDocument(ready.prepared);
    const answer = await transport.graphql<Record<string, unknown>>(
      document,
      variables,
      turnOf(ready.prepared, snapshot),
    );
    return add(sum, sorted(outcomesOf(ready.prepared, answer), options.clock.now()));
  } catch (error) {
    if (error instanceof Limited) return { ...none, retryAt: error.until };
    if (error instanceof RequestFailed && error.unclear)
      return { ...none, unclearUntil: options.clock.now() + unclearFor };
    if (error instanceof RequestFailed || error instanceof NotInstalled)
      return { ...none, failed: group.map((write) => ({ write, message: error.message })) };
    throw error;
  }
}

function turnOf(prepared: readonly Prepared[], snapshot: WritingSituation): Turn {
  const kinds = prepared.map(({ write }) => write.kind);
  const creates = kinds.filter((kind) => kind === "comment" || kind === "create-issue").length;
  if (isOutsiders(snapshot, kinds)) return { priority: "stranger", creates };
  const presses = creates > 0 || kinds.includes("close");
  return { priority: presses ? "urgent" : "cosmetic", creates };
}

/** Is this a report from outside that nobody took on? Those come in any number, and there is no card on them. */
function isOutsiders(
  { repository, issue, ledger }: WritingSituation,
  kinds: readonly Write["kind"][],
): boolean {
  const isOutside = repository.public && issue?.authorIsMember === false;
  return isOutside && ledger === undefined && !kinds.includes("card");
}

function sorted(outcomes: readonly WriteOutcome[], now: Instant): Sum {
  return {
    written: outcomes.filter((outcome) => outcome.kind === "written"),
    failed: outcomes.filter((outcome) => outcome.kind === "failed"),
    left: outcomes.filter((outcome) => outcome.kind === "left"),
    again: false,
    unclearUntil: outcomes.some(({ kind }) => kind === "unclear") ? now + unclearFor : undefined,
  };
}

/** Tells the memory what became of each, and the caller when what failed may be tried again. */
function remember({ memory, clock, targets }: WriterOptions, { key }: WritingSituation, sum: Sum): Applied {
  // The card still tells of what has only now come about.
  const refused = new Set(memory.faults(key).map(({ effect }) => effect));
  const mended = sum.written.some(({ write }) => refused.has(write.id));
  for (const { write, node, ref } of sum.written) {
    memory.wrote(key, write.id, { node, ref, said: isSaid(write) });
    if (write.kind !== "comment") continue;
    // What joined it is said as well, and a replica may not show that yet.
    for (const id of idsSaid(write)) if (id !== write.id) memory.wrote(key, id, { node });
    for (const login of write.mentions) memory.mentioned(key, login, wholeSecond(clock.now()));
  }
  const again = sum.failed.map(({ write, message }) => {
    if (write.kind === "create-issue") targets.forget(write.repository, key);
    return memory.failed(key, write.id, message);
  });
  return {
    written: sum.written.map(({ write }) => write),
    again: sum.again || mended,
    failed: sum.failed.map(({ write, message }) => ({ effect: write, message })),
    ...(sum.left.length > 0 && {
      left: sum.left.map(({ write, message }) => ({ effect: write, message })),
    }),
    unclearUntil: sum.unclearUntil,
    // What only waits for the next look is not kept from it by what was refused.
    retryAt: sum.retryAt ?? (again.length === 0 || sum.again ? undefined : Math.min(...again)),
  };
}

/** The ids of all that a comment says. */
function idsSaid({ markers }: AddComment): readonly string[] {
  return idsIn(markers.map(([kind = "", ...words]) => ({ kind, words })));
}

/** A new comment, the card when it is made among them. */
function isSaid(write: Write): boolean {
  return write.kind === "comment" || (write.kind === "card" && write.commentId === undefined);
}

/** As GitHub will show it. */
function wholeSecond(at: Instant): Instant {
  return Math.floor(at / SECOND) * SECOND;
}
