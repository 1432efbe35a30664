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
import { eachSaid, mayBeSeveral, ofEach, together } from "./who.ts";

declare module "../text/command.ts" {
  interface Commands {
    told: {
      readonly who: string;
      readonly denied?: true;
      readonly when?: string;
      readonly how?: string;
      readonly reference?: string;
      /** All of it, where it may name more than one, each with a time of their own. */
      readonly line?: string;
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
  const given = saidIn(line.args);
  if (!given) return "It does not say who was told.";
  const several = mayBeSeveral(line.args) && { line: line.args };
  return { kind: "told", ...given, ...several, ...spoken(line) };
}

type Told = Omit<CommandOf<"told">, "kind" | "rest" | "because" | "line">;

function saidIn(words: string): Told | undefined {
  const contact = readContact(words);
  if (!contact) return undefined;
  const { others, ...given } = contact;
  return { ...given, ...(others === undefined ? {} : { reference: others }) };
}

function judge(command: CommandOf<"told">, item: CommentItem, here: JudgingSituation): JudgingResult {
  if (command.line === undefined) return judgeOne(command, item, here);
  const parts = eachSaid(command.line, here.ruling.policy, (words) =>
    /^(?:$|by\s|via\s|in person)/i.test(words),
  );
  const each = parts.length === 1 ? [command] : parts.flatMap((part) => saidIn(part) ?? []);
  let before: string | undefined;
  return together(each, (one) => {
    // "cto 23:15 and siro": of the second the same time.
    before = one.when ?? before;
    return judgeOne({ ...one, ...(before === undefined ? {} : { when: before }) }, item, here);
  });
}

function judgeOne(told: Told, item: CommentItem, here: JudgingSituation): JudgingResult {
  const how = [told.how, told.reference].filter((part) => part !== undefined).join(", ");
  return ofEach({ ...told, kind: "told" }, here, (who) =>
    atTime(told.when, item, here, (when) => ({
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
