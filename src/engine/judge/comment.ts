// Judges comments: a command by somebody with the right, or an update in plain words, or nothing.
import type { CommentItem } from "../snapshot.ts";
import { type Command, parseCommand, type Refusal } from "../text/command.ts";
import { readUpdate } from "../text/said.ts";
import { hasWords, visible } from "../text/visible.ts";
import { carryOut, known, moment } from "./command.ts";
import {
  allowed,
  atLeast,
  done,
  isHeldBy,
  isOutsider,
  refuse,
  type Standpoint,
  seen,
  type Verdict,
} from "./situation.ts";

/** What a comment does. */
export function judgeComment(item: CommentItem, login: string, here: Standpoint): Verdict {
  const names = fieldNames(here);
  const command = parseCommand(item.body, names);
  if (here.management !== "managed") return early(command, item, login, here);
  if (command === undefined) return plain(item, login, names, here);
  if (command.kind === "refusal") return unreadable(command, login, here);
  if (command.kind === "adopt" || command.kind === "accept")
    return refuse("already", { command: command.kind });
  if (command.kind === "set" && here.snapshot.issue.author?.login === login) {
    // Whoever opened an incident corrects its facts; of an outsider's report only those do who took it on.
    const outside = isOutsider(login, here);
    if (outside === "unknown") return { needs: login };
    if (!outside) return carryOut(command, item, here);
  }
  return allowed(login, rightOf(command.kind), here, () => carryOut(command, item, here));
}

/** The name by which a policy gives the right to a command: undoing takes the same right as doing. */
function rightOf(kind: Command["kind"]): string {
  if (kind === "unset") return "set";
  return kind === "resume" ? "pause" : kind;
}

/** Commands that mean something where nothing is managed: to adopt, to accept, to drill, to say that it is none. */
function early(
  command: Command | Refusal | undefined,
  item: CommentItem,
  login: string,
  here: Standpoint,
): Verdict {
  if (command === undefined || command.kind === "refusal") return undefined;
  const { management } = here;
  if (command.kind === "drill" && !command.real && management !== "waiting") {
    return allowed(login, "drill", here, () => done({ kind: "drill", real: false }));
  }
  if (
    command.kind === "adopt" &&
    (management === "left-alone" || management === "none" || management === "withdrawn")
  ) {
    return allowed(login, "adopt", here, () => done({ kind: "adopt" }));
  }
  if (management !== "waiting") return undefined;
  if (command.kind === "accept") return allowed(login, "accept", here, () => done({ kind: "accept" }));
  if (command.kind === "not-an-incident") {
    return allowed(login, "not-an-incident", here, () => carryOut(command, item, here));
  }
  return allowed(login, "accept", here, () => refuse("not-accepted"));
}

/** A command that could not be read: strangers hear nothing of it in words. */
function unreadable(command: Refusal, login: string, here: Standpoint): Verdict {
  const { command: word, problem, expected, example } = command;
  return allowed(login, "help", here, () =>
    refuse("unreadable", { command: word, problem, expected, example }),
  );
}

/** A comment in plain words: an update, if it comes from a role holder, an assignee or a writer. */
function plain(item: CommentItem, login: string, names: readonly string[], here: Standpoint): Verdict {
  if (!here.ruling.policy.incidents.plainUpdates || !hasWords(item.body) || isForeignCommand(item.body))
    return seen;
  const close =
    here.assignees.has(login) || Object.values(here.roles).some((role) => isHeldBy(role.holders, login));
  const role = here.snapshot.roles[login];
  if (!close && role === undefined) return { needs: login };
  if (!close && role !== undefined && !atLeast(role, "write")) return seen;
  const said = readUpdate(visible(item.body), names);
  const at = said.next === undefined ? undefined : moment(said.next, item.at, here, "future");
  const next = typeof at === "number" ? at : undefined;
  // A severity in somebody's sentence, or in a text that was pasted, settles nothing: that takes the command or a label.
  const { [here.ruling.policy.severity.field]: _, ...fields } = known(said.fields, here);
  return done({ kind: "update", nothingNew: said.nothingNew, next, fields });
}

/** Another bot's command (`/lgtm`) is no update. */
function isForeignCommand(body: string): boolean {
  return /^\/[a-z][\w-]*(?=\s|$)/i.test(visible(body));
}

function fieldNames(here: Standpoint): readonly string[] {
  return Object.values(here.ruling.policy.fields).flatMap((field) => [
    field.id,
    field.title,
    ...field.aliases,
  ]);
}
