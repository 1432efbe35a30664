// What a file of words is for, by its name: `notice.first.slack.md` is the notice `first` as it goes by Slack.
import type { NoticeRule, Policy } from "../policy/model.ts";
import { hint } from "../policy/nearest.ts";
import { notOwnable, type Ownable, ownable, ownableNamed } from "./table.ts";

/** Where a repository has its words, from its top; no slash at the end. */
export const MESSAGES = ".github/tocsin/messages";

/** What a file is for, or why it is for nothing. */
export type Meant =
  | { readonly kind: "message"; readonly ownable: Ownable; readonly rules: readonly NoticeRule[] }
  | { readonly kind: "nothing"; readonly because: string };

/** The name of a file of words without folder and ending; undefined where it has another ending. */
export function ownName(path: string): string | undefined {
  return /([^/]+)\.md$/.exec(path)?.[1];
}

/** The names of files that may have the words of a notice by a channel, the first that is there counts. */
export function namesOfNotice({ key }: NoticeRule, channel: string, template: string): readonly string[] {
  return [`notice.${key}.${channel}`, `${template}.${key}`, template];
}

/** The names of files that may have its subject. */
export function namesOfSubject({ key }: NoticeRule): readonly string[] {
  return [`notice-subject.${key}`, "notice-subject"];
}

/** The template of a notice's words by a channel. */
export function templateFor({ words }: NoticeRule, channel: string): string {
  const byChannel: Readonly<Record<string, string | undefined>> = words;
  return byChannel[channel] ?? words.any;
}

/** What a name is for under a policy: the message, and the notices whose words it may be. */
export function meantBy(name: string, policy: Policy): Meant {
  const [base = "", kind, channel, ...more] = name.split(".");
  const found = ownableNamed(base);
  if (found === undefined) return nothing(unknown(base));
  if (kind === undefined) {
    const rules = Object.values(policy.notices).filter((rule) => isIn(base, rule, policy));
    if (found.by.length > 0 && rules.length === 0)
      return nothing(`No notice of the policy goes out in the words of ${base}.`);
    return { kind: "message", ownable: found, rules };
  }
  if (found.by.length === 0 || more.length > 0 || (channel !== undefined && !found.by.includes("channel")))
    return nothing(`There is no ${name}: ${formsOf(base, found)}.`);
  const rule = Object.hasOwn(policy.notices, kind) ? policy.notices[kind] : undefined;
  if (rule === undefined)
    return nothing(`The policy has no notice ${kind}${hint(kind, Object.keys(policy.notices))}`);
  const channels = channelsOf(rule, policy);
  if (channel !== undefined && !channels.includes(channel))
    return nothing(`No audience of the notice ${kind} is told by ${channel}${hint(channel, channels)}`);
  if (channel === undefined && !isIn(base, rule, policy))
    return nothing(`The notice ${kind} goes out by no channel in the words of ${base}.`);
  // By a channel that has room for little it has the room of those words.
  const room = channel === undefined ? found : (ownableNamed(templateFor(rule, channel)) ?? found);
  return { kind: "message", ownable: room, rules: [rule] };
}

const nothing = (because: string): Meant => ({ kind: "nothing", because });

function unknown(base: string): string {
  const why = Object.hasOwn(notOwnable, base) ? notOwnable[base] : undefined;
  const known = Object.keys(ownable);
  return why === undefined
    ? `No message ${base} can be said in a repository's own words${hint(base, known)}`
    : `The words of ${base} are not a repository's to change: ${why}. Those that may be are ${known.join(", ")}.`;
}

function formsOf(base: string, { by }: Ownable): string {
  if (by.length === 0) return `words of ${base} stand in ${base}.md alone`;
  return by.includes("channel")
    ? `write ${base}.md, ${base}.KIND.md or ${base}.KIND.CHANNEL.md`
    : `write ${base}.md or ${base}.KIND.md`;
}

/** Does a notice go out in the words of that name by any channel of its audiences? */
function isIn(base: string, rule: NoticeRule, policy: Policy): boolean {
  const channels = channelsOf(rule, policy);
  if (base === "notice-subject") return channels.length > 0;
  return channels.some((channel) => templateFor(rule, channel) === base);
}

function channelsOf({ audiences }: NoticeRule, policy: Policy): readonly string[] {
  return [...new Set(audiences.flatMap((key) => policy.audiences[key]?.channels ?? []))];
}
