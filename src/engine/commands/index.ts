// The commands that people may write, in the order in which they meet them: help, reference, parser and the policy's list follow it.
import type { ActKind } from "../act.ts";
import type { Appliers } from "../fold/applier.ts";
import type { CommandName } from "../text/command.ts";
import { accept } from "./accept.ts";
import { ack } from "./ack.ts";
import { actionPlan } from "./action-plan.ts";
import { adopt } from "./adopt.ts";
import { call } from "./call.ts";
import { called } from "./called.ts";
import { confirm } from "./confirm.ts";
import type { CommandDefinition } from "./definition.ts";
import { done } from "./done.ts";
import { drill } from "./drill.ts";
import { due } from "./due.ts";
import { escalate } from "./escalate.ts";
import { flag } from "./flag.ts";
import { help } from "./help.ts";
import { madeSafe } from "./made-safe.ts";
import { nextUpdate } from "./next-update.ts";
import { notAnIncident } from "./not-an-incident.ts";
import { note } from "./note.ts";
import { notice } from "./notice.ts";
import { pause } from "./pause.ts";
import { problem } from "./problem.ts";
import { quiet } from "./quiet.ts";
import { reopen } from "./reopen.ts";
import { report } from "./report.ts";
import { resolve } from "./resolve.ts";
import { resume } from "./resume.ts";
import { review } from "./review.ts";
import { role } from "./role.ts";
import { send } from "./send.ts";
import { set } from "./set.ts";
import { severity } from "./severity.ts";
import { status } from "./status.ts";
import { summary } from "./summary.ts";
import { told } from "./told.ts";
import { unflag } from "./unflag.ts";
import { unset } from "./unset.ts";
import { update } from "./update.ts";
import { verified } from "./verified.ts";
import { wontDo } from "./wont-do.ts";

const commands = {
  update,
  note,
  severity,
  status,
  confirm,
  resolve,
  reopen,
  "next-update": nextUpdate,
  role,
  set,
  unset,
  told,
  called,
  call,
  ack,
  escalate,
  flag,
  unflag,
  "made-safe": madeSafe,
  send,
  notice,
  done,
  pause,
  resume,
  review,
  due,
  verified,
  "wont-do": wontDo,
  problem,
  report,
  summary,
  "action-plan": actionPlan,
  quiet,
  adopt,
  accept,
  "not-an-incident": notAnIncident,
  drill,
  help,
} satisfies { readonly [K in CommandName]: CommandDefinition<K> };

/** The definition of a command. */
export function definitionOf<K extends CommandName>(name: K): CommandDefinition<K> {
  // Each stands under its own name, which the list above holds.
  return commands[name] as unknown as CommandDefinition<K>;
}

/** The names of all commands, without their slash. */
export const commandNames = Object.keys(commands) as readonly CommandName[];

/** The names that a policy gives rights by: those of the commands that do not share the right of another. */
export const commandRights: readonly CommandName[] = commandNames.filter(
  (name) => definitionOf(name).right === undefined,
);

/** What a command is for, in words: its usage line, its meaning in one sentence, and an example that is right. */
export interface CommandHelp {
  readonly name: CommandName;
  readonly usage: string;
  readonly meaning: string;
  readonly example: string;
}

/** The words of every command, with their slash. */
export const commandHelp: readonly CommandHelp[] = commandNames.map((name) => {
  const { usage, meaning, example } = definitionOf(name);
  return { name, usage: `/${name} ${usage}`.trim(), meaning, example: `/${name} ${example}`.trim() };
});

/** The acts that commands bring into the world. */
type MadeByCommands = ActsIn<(typeof commands)[CommandName]>;
type ActsIn<D> = D extends { readonly acts: infer A } ? Extract<keyof A, ActKind> : never;

/** How those acts are applied. */
export const commandActs = Object.assign(
  {},
  ...Object.values(commands).map(({ acts }) => acts),
) as Appliers<MadeByCommands>;
