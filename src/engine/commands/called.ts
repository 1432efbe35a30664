// `/called`: somebody was called, answered or did not, at the time that is given.
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import type { ActSource } from "../fold/status.ts";
import type { Instant } from "../instant.ts";
import { atTime } from "../judge/meant.ts";
import { type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { readAnswer, readContact } from "../text/contact.ts";
import { spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";
import { ofEach } from "./who.ts";

declare module "../text/command.ts" {
  interface Commands {
    called: {
      readonly who: string;
      readonly denied?: true;
      readonly when?: string;
      readonly how?: string;
      readonly answer?: boolean;
      /** Tied up in other calls, which is no answer. */
      readonly busy?: boolean;
      readonly text?: string;
    };
  }
}

declare module "../act.ts" {
  interface Acts {
    called: {
      readonly who: string;
      readonly when: Instant;
      readonly answered: boolean;
      readonly busy?: boolean | undefined;
    };
  }
}

/** `/called`. */
export const called: CommandDefinition<"called", "called"> = {
  name: "called",
  usage: "<who> [time] [answered, no answer or busy] [text]",
  meaning: "Records a call, and whether it was answered, at the time given.",
  example: "manager 10:05 no answer",
  read,
  judge,
  acts: { called: change },
};

function read(line: CommandLine): CommandOf<"called"> | string {
  const contact = readContact(line.args);
  if (!contact) return "It does not say who was called.";
  const { others = "", ...given } = contact;
  const { text, answer, busy } = readAnswer(others);
  return {
    kind: "called",
    ...given,
    ...(answer === undefined ? {} : { answer }),
    ...(busy ? { busy } : {}),
    ...(text === "" ? {} : { text }),
    ...spoken(line),
  };
}

function judge(command: CommandOf<"called">, item: CommentItem, here: JudgingSituation): JudgingResult {
  const { answer, busy } = command;
  // A call of which nobody says what came of it is no answer, and no try that had none.
  if (answer === undefined && !command.denied) return refuse("call-result", { text: command.who });
  const answered = answer === true;
  return ofEach(command, here, (who) =>
    atTime(command.when, item, here, (when) => ({ kind: "called", who, when, answered, busy })),
  );
}

function change(draft: Draft, act: ActOf<"called">, { at, by, cause }: ActSource): void {
  const { who, when, answered, busy } = act;
  draft.told.push({ who, at: when, saidAt: at, by, how: undefined, called: true, answered, busy, cause });
  const what = answered ? "called" : busy ? "busy" : "no-answer";
  draft.history.push({ at: when, saidAt: at, by, what, values: { who, how: "" } });
}
