// `/note`: an entry of the timeline, at the time that is given and not at that of the comment (D-9).
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import type { ActSource } from "../fold/status.ts";
import type { Instant } from "../instant.ts";
import { happened, noted } from "../judge/entries.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { type EntryType, readEntry } from "../text/entries.ts";
import { spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    /** `text` is that of the line; more of it, and entries of their own, may stand under it. */
    note: { readonly type?: EntryType; readonly when?: string; readonly text: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    note: {
      readonly type?: EntryType | undefined;
      readonly when: Instant;
      /** Hash of the line, where it is one of several in its comment. */
      readonly mark?: string;
      /** The time that was given and can't be read for sure, with why. */
      readonly unclear?: { readonly text: string; readonly why: string };
    };
  }
}

/** `/note`; the same act is made by each line of an update that begins with what it is of. */
export const note: CommandDefinition<"note", "note"> = {
  name: "note",
  text: "prose",
  usage: "[alert, action, comms, observation or decision] [time] <text>",
  meaning: "Puts an entry into the timeline, at the time given; it is no update.",
  example: "alert 08:50 Disk full on db1",
  right: "update",
  read,
  judge,
  acts: { note: change },
};

function read(line: CommandLine): CommandOf<"note"> | string {
  const entry = readEntry(line.whole);
  if (entry.text === "" && line.rest === "") return "It does not say what is to be noted.";
  return { kind: "note", ...entry, ...spoken(line) };
}

/** Entries under its line stand for themselves. */
function judge(
  { type, when: text, rest }: CommandOf<"note">,
  item: CommentItem,
  here: JudgingSituation,
): JudgingResult {
  const when = text === undefined ? item.at : happened(text, item.at, here);
  if (typeof when === "string") return refuse("time", { text: text ?? "", why: when });
  return done({ kind: "note", type, when }, ...noted(rest, item.at, here).acts);
}

function change(draft: Draft, { type, when, mark = "", unclear }: ActOf<"note">, source: ActSource): void {
  const { at: saidAt, by, cause } = source;
  draft.history.push({ at: when, saidAt, by, what: "note", values: { item: cause, type: type ?? "", mark } });
  // One comment may have several, each asked about for itself.
  if (unclear !== undefined)
    draft.questions.push({ ...source, topic: "entry-time", cause: `${cause}/${mark}`, values: unclear });
}
