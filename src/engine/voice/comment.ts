// The end of the voice's way: what is said together becomes one comment, or an edit of one, by whose marks it is known again.
import type { AddComment, EditComment } from "../effect.ts";
import type { Utterance } from "./join.ts";
import type { Words } from "./message.ts";
import type { Turns } from "./turns.ts";

/** A new comment, or an edit of one, with the hidden marks by which all that it says is known again. */
export function commentOf(
  { lead, all }: Pick<Utterance, "lead" | "all">,
  words: Words,
  { mentions, waited, waiting }: Turns,
): AddComment | EditComment {
  const { because, rule, due, template } = words;
  // Where it may be late, its words say for what it waited.
  const values = "late" in words.values ? { ...words.values, turn: waited ?? "" } : words.values;
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
    ? { kind: "comment", ...wanted, issueId: lead.on, mentions, ...(waiting && { waiting }) }
    : {
        ...{ kind: "edit-comment", ...wanted, issueId: lead.on, commentId: lead.edits },
        ...(lead.takesTicks && { takesTicks: true }),
      };
}
