// The end of the voice's way: what is said together becomes one comment, or an edit of one, by whose marks it is known again.
import type { AddComment, EditComment } from "../effect.ts";
import type { Utterance } from "./join.ts";
import type { Words } from "./message.ts";

/** A new comment, or an edit of one, with the hidden marks by which all that it says is known again. */
export function commentOf(
  { lead, all }: Pick<Utterance, "lead" | "all">,
  words: Words,
  mentions: readonly string[],
): AddComment | EditComment {
  const { because, rule, due, template, values } = words;
  const ids = [...new Set(all.flatMap((one) => one.ids ?? [one.id]))];
  const markers = [
    [lead.topic, ...ids, ...(lead.details ?? [])],
    ...(words.markers ?? []),
    ...(mentions.length > 0 ? [["mentions", ...mentions]] : []),
  ];
  const wanted = {
    ...{ id: lead.id, because, rule, template, values, markers },
    ...(due === undefined ? {} : { due }),
  };
  return lead.edits === undefined
    ? { kind: "comment", ...wanted, issueId: lead.on, mentions }
    : { kind: "edit-comment", ...wanted, issueId: lead.on, commentId: lead.edits };
}
