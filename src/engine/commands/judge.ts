// Judges commands: whether one means something here, whether whoever gave it may, and only then what its line says and comes to.
import { allowed } from "../judge/gate.ts";
import { type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { Command, CommandName, Refusal, UnreadCommand } from "../text/command.ts";
import { withWordsBeside } from "./beside.ts";
import { definitionOf } from "./index.ts";

/** A command that a comment names, with the comment and whose it is. */
export interface GivenCommand {
  readonly command: UnreadCommand;
  readonly item: CommentItem;
  readonly login: string;
}

/** What somebody did by a command. Its line is read for those who may give it: others can't make it cost anything. */
export function judgeCommand(given: GivenCommand, here: JudgingSituation): JudgingResult {
  const { command, login } = given;
  const { name } = command;
  if (!isReadHere(name, here)) return undefined;
  if (!command.exact)
    return here.management === "managed"
      ? allowed(login, "help", here, () => judgeRead(given, here))
      : undefined;
  if (!isMeant(name, here)) return elsewhere(name, login, here);
  const { mayBesides, right = name } = definitionOf(name);
  const besides = mayBesides?.(login, here) ?? false;
  if (besides === "unknown") return { needs: login };
  if (typeof besides === "object") return besides;
  return besides ? judgeRead(given, here) : allowed(login, right, here, () => judgeRead(given, here), name);
}

/** On the issue of a task only what is about it is read: all else there is between those who work on it. */
function isReadHere(name: CommandName, { on, tasks }: JudgingSituation): boolean {
  if (on === undefined) return true;
  const kind = tasks.find(({ child }) => child.id === on.id)?.task.key;
  return definitionOf(name).readOn?.some((one) => one === kind) === true;
}

function judgeRead({ command, item, login }: GivenCommand, here: JudgingSituation): JudgingResult {
  const read = command.read();
  if (read.kind === "refusal") return here.management === "managed" ? unreadable(read) : undefined;
  if (!isMeant(read.kind, here, read)) return elsewhere(read.kind, login, here);
  const verdict = definitionOf(read.kind).judge(read, item, here);
  // What is said on the issue of a task may be for other readers than the incident's.
  return here.on === undefined && verdict && "acts" in verdict ? withWordsBeside(verdict, read) : verdict;
}

/** Does a command mean something here? Without it: does any form of it? */
function isMeant(name: CommandName, { management }: JudgingSituation, command?: Command): boolean {
  return definitionOf(name).meansIn?.(management, command) ?? management === "managed";
}

/** A command that means nothing here: what it asks for is so, it has to wait, or it is nothing to us. */
function elsewhere(command: CommandName, login: string, here: JudgingSituation): JudgingResult {
  if (here.management === "managed") return refuse("already", { command });
  if (here.management !== "waiting") return undefined;
  return allowed(login, "accept", here, () => refuse("not-accepted"));
}

/** A command that could not be read. */
function unreadable({ command, problem, expected, example }: Refusal): JudgingResult {
  return refuse("unreadable", { command, problem, expected, example });
}
