// `/reopen`: it is not over after all, or came back, since the time that is given; the words behind it say why.
import { goesOnAgain } from "../fold/correct.ts";
import { noted, saysMore } from "../judge/entries.ts";
import { timedWords } from "../judge/meant.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandOf } from "../text/command.ts";
import { saysNothing } from "../text/own-words.ts";
import { fullText, spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    reopen: { readonly text: string };
  }
}

/** `/reopen`; the same act is made by opening the issue again, which we never do. Where it goes on again already, a time corrects since when. */
export const reopen: CommandDefinition<"reopen"> = {
  name: "reopen",
  text: "prose",
  usage: "[time] [text]",
  meaning: "Says that it is not over, or came back; the issue itself is opened again on GitHub.",
  example: "It came back",
  right: "status",
  read: (line) => ({ kind: "reopen", text: fullText(line), ...spoken(line) }),
  judge,
  acts: {},
};

function judge(
  { text, because }: CommandOf<"reopen">,
  item: CommentItem,
  here: JudgingSituation,
): JudgingResult {
  const { at, words, when = "", why } = timedWords(text, item.at, here, ["reopened"]);
  if (why !== undefined) return refuse("time", { text: when, why });
  const { acts, others } = noted(words, item.at, here);
  const corrects = at !== undefined && goesOnAgain(here.events);
  if (!isOver(here) && !corrects && saysNothing(words)) return refuse("not-over");
  return done(
    {
      ...{ kind: "reopen", asked: true, because },
      ...(at !== undefined && { at }),
      ...(saysMore(others, here) && { said: true }),
    },
    ...acts,
  );
}

function isOver({ ruling, status }: JudgingSituation): boolean {
  const phase = ruling.policy.statuses.find(({ key }) => key === status.key)?.phase;
  return phase === "resolved" || phase === "closed";
}
