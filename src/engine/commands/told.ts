// `/told`: somebody was told, at the time that is given and not at that of the comment.
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import type { ActSource } from "../fold/status.ts";
import type { Instant } from "../instant.ts";
import { atTime } from "../judge/meant.ts";
import type { JudgingResult, JudgingSituation } from "../judge/situation.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { readContact } from "../text/contact.ts";
import { spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";
import { ofEach } from "./who.ts";

declare module "../text/command.ts" {
  interface Commands {
    told: {
      readonly who: string;
      readonly denied?: true;
      readonly when?: string;
      readonly how?: string;
      readonly reference?: string;
    };
  }
}

declare module "../act.ts" {
  interface Acts {
    told: { readonly who: string; readonly when: Instant; readonly how?: string | undefined };
  }
}

/** `/told`. */
export const told: CommandDefinition<"told", "told"> = {
  name: "told",
  usage: "<who, …> [time] [by phone] [reference]",
  meaning: "Records that somebody was told, at the time given.",
  example: "bridge 16:05 by phone INC123",
  read,
  judge,
  acts: { told: change },
};

function read(line: CommandLine): CommandOf<"told"> | string {
  const contact = readContact(line.args);
  if (!contact) return "It does not say who was told.";
  const { others, ...given } = contact;
  return { kind: "told", ...given, ...(others === undefined ? {} : { reference: others }), ...spoken(line) };
}

function judge(command: CommandOf<"told">, item: CommentItem, here: JudgingSituation): JudgingResult {
  const how = [command.how, command.reference].filter((part) => part !== undefined).join(", ");
  return ofEach(command, here, (who) =>
    atTime(command.when, item, here, (when) => ({
      kind: "told",
      who,
      when,
      how: how === "" ? undefined : how,
    })),
  );
}

function change(draft: Draft, { who, when, how }: ActOf<"told">, { at, by, cause }: ActSource): void {
  draft.told.push({
    who,
    at: when,
    saidAt: at,
    by,
    how,
    called: false,
    answered: true,
    busy: undefined,
    cause,
  });
  draft.history.push({ at: when, saidAt: at, by, what: "told", values: { who, how: how ?? "" } });
}
