// What Tocsin said in a world, from GitHub's own log: each comment with its markers, when, and until when it was in sight.
import type { Instant } from "../../src/engine/instant.ts";
import type { Marker } from "../../src/engine/text/marker.ts";
import { marksOf, proof } from "./marks.ts";
import type { Played } from "./play.ts";

/** One comment by Tocsin. */
export interface Said {
  readonly alias: string;
  readonly ref: string;
  readonly commentId: string;
  /** The marker that says what it is. */
  readonly first: string;
  readonly at: Instant;
  readonly kind: string;
  readonly markers: readonly Marker[];
  /** Ids of reminders that it carries, of its own world. */
  readonly reminders: readonly string[];
  /** People of the scenario whom its text mentions. */
  readonly mentions: readonly string[];
  /** When it was minimised or deleted, if it was. */
  readonly goneAt?: Instant | undefined;
}

/** What the rolling issues of a handover are called in every world; doubles of it are told apart by their number. */
export const handoverAlias = "handover";

/** The rolling issues that Tocsin opened, oldest first. */
export function rollingIn({ stage }: Played): ReturnType<Played["stage"]["github"]["issues"]> {
  return stage.github
    .issues(stage.home)
    .filter(
      ({ author, body }) =>
        author === "tocsin[bot]" && proof.marksOfIssue(body).some(({ kind }) => kind === "rolling"),
    );
}

/** All comments by Tocsin on incidents and on handovers, deleted ones included, in order. */
export function saidIn(played: Played): readonly Said[] {
  const { stage } = played;
  const { log } = stage.github;
  const aliases = new Map([...stage.aliases].map(([alias, ref]) => [ref, alias]));
  for (const { ref } of rollingIn(played)) aliases.set(ref, handoverAlias);
  const people = stage.github.people();
  return log.flatMap((entry): Said[] => {
    const alias = aliases.get(entry.on);
    if (entry.did !== "commented" || entry.by !== "tocsin[bot]" || alias === undefined) return [];
    const markers = marksOf(entry.text);
    const gone = log.find(
      (other) =>
        (other.did === "minimized" || other.did === "deleted-comment") && other.commentId === entry.commentId,
    );
    const reminders = markers.flatMap(({ kind, words }) => (kind === "reminder" ? words : []));
    const plain = withoutCode(entry.text);
    const mentions = people.filter((login) => new RegExp(`(?<![\\w/])@${login}\\b`).test(plain));
    // A record in the words of a handover is the same in each.
    const marker = markers.find(({ kind: what }) => what !== "record");
    const kind = marker?.kind ?? "";
    return [
      {
        ...{ alias, ref: entry.on, at: entry.at, kind, markers, reminders, mentions, goneAt: gone?.at },
        commentId: entry.commentId ?? "",
        first: [kind, ...(marker?.words ?? [])].join(" "),
      },
    ];
  });
}

/** What GitHub reads mentions in: not in code, such as the examples that help shows. */
const withoutCode = (text: string): string => text.replace(/(`+)[^`][\s\S]*?\1/g, "");
