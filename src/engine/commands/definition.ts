// What a command is: its words, how its line is read, what it comes to here, and what its acts change. One file defines one command.
import type { ActKind } from "../act.ts";
import type { Appliers } from "../fold/applier.ts";
import type { Management } from "../incident.ts";
import type { JudgingResult, JudgingSituation } from "../judge/situation.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandLine, CommandName, CommandOf } from "../text/command.ts";

/** The whole of a command; `A` are the kinds of acts that it brings into the world, and so applies. */
export interface CommandDefinition<K extends CommandName, A extends ActKind = never> {
  /** Without its slash. */
  readonly name: K;
  /** What may stand after the name, as help shows it; empty: nothing. */
  readonly usage: string;
  /** In one sentence, as help and the README have it. */
  readonly meaning: string;
  /** What stands after the name in a line that is right. */
  readonly example: string;
  /**
   * Which words besides its own are part of it. `prose`: all on its line and below it · `below`: those below it · `paragraph`: those
   * directly below it. Absent: none but a reason, and what stands below is plain words of its author.
   */
  readonly text?: "prose" | "below" | "paragraph";
  /** What its comment says in words comes before it, wherever that stands: the time that it gives is the one that stands. */
  readonly afterWords?: true;
  /** The command by whose name a policy gives the right, where that is not its own: undoing takes the same right as doing. */
  readonly right?: CommandName;
  /**
   * Who may give it whatever the policy says of rights; `unknown`: their role must be looked up first, `needs`: that of whom it names.
   * Absent: nobody.
   */
  readonly mayBesides?: (
    login: string,
    here: JudgingSituation,
  ) => boolean | "unknown" | { readonly needs: string };
  /** Kinds of tasks on whose issues it is read, too, because it is about them; absent: on the incident alone. */
  readonly readOn?: readonly ("review" | "action")[];
  /**
   * Where it means something, by the state of management; absent: in managed incidents only. Without a command: does any form of
   * it mean something there?
   */
  readonly meansIn?: (management: Management, command?: CommandOf<K>) => boolean;
  /** The command that a line gives, or the sentence that says what is wrong with it. Never throws. */
  readonly read: (line: CommandLine) => CommandOf<K> | string;
  /** What it does here when somebody gives it who may. */
  readonly judge: (command: CommandOf<K>, item: CommentItem, here: JudgingSituation) => JudgingResult;
  /** What its acts change in an incident, in place; empty where its acts are those of another command. */
  readonly acts: Appliers<A>;
}
