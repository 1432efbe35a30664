// What a world has come to, in words that are the same in every world: labels, states, children, judged acts, the card.
import type { Judged } from "../../src/engine/ledger.ts";
import { stripMarkers } from "../../src/engine/text/marker.ts";
import { decodeLedger } from "../../src/github/ledger.ts";
import { marksOf, proof } from "./marks.ts";
import type { Names } from "./names.ts";
import { namesOf } from "./names.ts";
import type { Look, Played } from "./play.ts";

/** One incident at the end. */
export interface Ending {
  readonly labels: readonly string[];
  readonly state: string;
  readonly title: string;
  readonly children: readonly string[];
  /** What the card's ledger holds of what people did, but for what had no effect. */
  readonly acts: readonly unknown[];
  /** The same worked out anew. */
  readonly folded: readonly unknown[];
  readonly card: readonly string[];
}

/** Every incident of a world at its end, by alias. */
export function endingsOf(played: Played): Readonly<Record<string, Ending>> {
  const names = namesOf(played);
  const found = [...played.stage.aliases].map(([alias, ref]) => {
    const look = played.looks[alias];
    if (look === undefined) throw new Error(`nobody looked at ${alias}`);
    return [alias, endingOf(played, { ref, look, names })] as const;
  });
  return Object.fromEntries(found);
}

interface At {
  readonly ref: string;
  readonly look: Look;
  readonly names: Names;
}

function endingOf({ stage }: Played, { ref, look, names }: At): Ending {
  const { github } = stage;
  const issue = github.issue(ref);
  const card = github
    .comments(ref)
    .find(
      ({ author, body }) => author === "tocsin[bot]" && marksOf(body).some(({ kind }) => kind === "card"),
    );
  const seat = { id: issue.id, ref, createdAt: issue.createdAt };
  const ledger = card && decodeLedger(card.body, { seat, proof, editorIsOurs: true }).ledger;
  const tell = (acts: readonly Judged[]): readonly unknown[] =>
    acts
      .filter(({ acts: its }) => its.length > 0)
      .map(({ item, ...judged }) => JSON.parse(names.of(JSON.stringify({ item, ...judged }))) as unknown);
  return {
    labels: issue.labels.toSorted(),
    state: `${issue.state} ${issue.stateReason}`,
    title: issue.title,
    children: issue.subIssues
      .map((child) => github.issue(child))
      .filter((child) => !isHealed(child, look))
      .map((child) => childOf(child, names, titlesOf(look)))
      .toSorted(),
    acts: tell(ledger?.acts ?? []),
    folded: tell(look.incident?.acts ?? []),
    card: card === undefined ? [] : cardLines(card.body, names),
  };
}

type Issue = ReturnType<Played["stage"]["github"]["issue"]>;

/** A younger twin that was closed as a duplicate of the one that counts. */
function isHealed({ id, stateReason }: Issue, { incident }: Look): boolean {
  return stateReason === "duplicate" && incident?.made.some(({ child }) => child.id === id) === false;
}

/** Whatever the incident was called at any time. */
function titlesOf({ snapshot }: Look): readonly string[] {
  if (snapshot === undefined) return [];
  const renamed = snapshot.issue.timeline.flatMap((item) =>
    item.kind === "renamed" ? [item.from, item.to] : [],
  );
  return [snapshot.issue.title, ...renamed];
}

/** A review is called after the title that the incident had when it was made, which is later where nobody could look. */
function childOf(child: Issue, names: Names, titles: readonly string[]): string {
  const { ref, title, state, stateReason, parent, repo, labels } = child;
  const called = titles.some((one) => title.startsWith(`Review: ${one} (incident-`)) ? "Review: …" : title;
  const words = [names.of(ref), called, state, stateReason, names.of(parent ?? ""), repo, labels.join(" ")];
  return words.join(" | ");
}

/**
 * The card's lines without what depends on the instant at which it was written: that instant itself; names with an `@`, which
 * only an edit has; the offer of a time after now; and quiet that is over, of which a card that nobody touched still speaks.
 */
function cardLines(body: string, names: Names): readonly string[] {
  return names
    .of(stripMarkers(body))
    .split("\n")
    .filter((line) => !line.startsWith("**Quiet** until"))
    .map((line) =>
      line
        .replace(/State at [^.]*\./, "State at …")
        .replace(/^(- \[ \] Nothing new: next update at ).*/, "$1…")
        .replaceAll("@", ""),
    );
}
