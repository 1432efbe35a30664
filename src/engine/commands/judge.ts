// Judges commands: whether one means something here, whether whoever gave it may, and then what it comes to.
import { allowed } from "../judge/gate.ts";
import { type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommentItem } from "../snapshot.ts";
import type { Command, CommandName, CommandOf, Refusal } from "../text/command.ts";
import type { CommandDefinition } from "./definition.ts";
import { definitionOf } from "./index.ts";

/** A command, or one that could not be read, with the comment that gives it and whose it is. */
export interface GivenCommand<C> {
  readonly command: C;
  readonly item: CommentItem;
  readonly login: string;
}

/** What somebody did by a command. */
export function judgeCommand(given: GivenCommand<Command | Refusal>, here: JudgingSituation): JudgingResult {
  const { command, item, login } = given;
  if (command.kind !== "refusal") return judgeRead({ command, item, login }, here);
  return here.management === "managed" ? unreadable(command, login, here) : undefined;
}

function judgeRead<K extends CommandName>(
  given: GivenCommand<CommandOf<K>>,
  here: JudgingSituation,
): JudgingResult {
  const { command, item, login } = given;
  const definition = definitionOf(command.kind);
  if (!isMeant(definition, command, here)) return elsewhere(command.kind, login, here);
  const besides = definition.mayBesides?.(login, here) ?? false;
  if (besides === "unknown") return { needs: login };
  if (besides) return definition.judge(command, item, here);
  return allowed(login, definition.right ?? command.kind, here, () => definition.judge(command, item, here));
}

function isMeant<K extends CommandName>(
  { meansIn }: CommandDefinition<K>,
  command: CommandOf<K>,
  { management }: JudgingSituation,
): boolean {
  return meansIn === undefined ? management === "managed" : meansIn(management, command);
}

/** A command that means nothing here: what it asks for is so, it has to wait, or it is nothing to us. */
function elsewhere(command: CommandName, login: string, here: JudgingSituation): JudgingResult {
  if (here.management === "managed") return refuse("already", { command });
  if (here.management !== "waiting") return undefined;
  return allowed(login, "accept", here, () => refuse("not-accepted"));
}

/** A command that could not be read: strangers hear nothing of it in words. */
function unreadable(command: Refusal, login: string, here: JudgingSituation): JudgingResult {
  const { command: word, problem, expected, example } = command;
  return allowed(login, "help", here, () =>
    refuse("unreadable", { command: word, problem, expected, example }),
  );
}
