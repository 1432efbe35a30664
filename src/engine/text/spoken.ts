// What the readers of commands share: the reason and the text beside what a command says, and a name or a time in its line.
import type { CommandLine, CommandTail } from "./command.ts";
import { isCourtesy } from "./visible.ts";
import { findWhen, leadingVague } from "./when.ts";
import { splitBecause, withoutStop } from "./words.ts";

/** The text under the line of a command, and its reason. */
export function spoken({ rest, because }: CommandLine): CommandTail {
  return because === undefined ? { rest } : { rest, because };
}

/** Words left over on the line are a reason, too, when there is none after "because". */
export function withReason(line: CommandLine, others: string): CommandTail {
  const reason = others.replace(/^[\s,;:–—-]+/, "").trim();
  const before = line.args.endsWith(reason) ? line.args.slice(0, -reason.length) : "";
  return spoken({ ...line, because: line.because ?? reasonIn(reason, before) });
}

/** A reason, which has words of its own: "ok", "-" and what stands beside it already ("sev3 because SEV3") are none. */
export function reasonIn(words: string | undefined, beside: string): string | undefined {
  if (words === undefined || isCourtesy(words)) return undefined;
  return bare(beside).includes(bare(words)) ? undefined : withoutStop(words);
}

/** Letters and figures alone: "SEV-3" says what "sev3" does. */
function bare(words: string): string {
  return words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** All that a command says, from its line and from under it. */
export function fullText({ whole, rest }: CommandLine): string {
  return [whole, rest].filter((part) => part !== "").join("\n");
}

/** What a text says beside a reason in its first line. */
export function besideReason(text: string): string {
  const [first = "", ...others] = text.split("\n");
  return [splitBecause(first).text, ...others].join("\n").trim();
}

/** A name of the policy with which a line begins, and what follows it; undefined where it begins with none. */
export function leadingName(words: string): { readonly name: string; readonly others: string } | undefined {
  const [, name, others = ""] = /^"?([\w-]+)"?[,:]?\s*(.*)$/s.exec(words) ?? [];
  return name === undefined ? undefined : { name, others };
}

/** A time and words, in either order. */
export function timed(words: string): { readonly when?: string; readonly text?: string } {
  const time = findWhen(words) ?? leadingVague(words);
  const text = (time?.others ?? words).replace(/^[\s,;:–—-]+/, "").trim();
  return { ...(time ? { when: time.when } : {}), ...(text === "" ? {} : { text }) };
}
